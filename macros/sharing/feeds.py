"""What is new, for who follows the knowledge base: Atom (RFC 4287) and JSON Feed 1.1.

New is what was added to the knowledge base last; see `history`. Without a history the day
of `checked` stands in for both dates, and an entry without any date is not in a feed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from macros.base.history import Dates
from macros.library.library import Entry, Library, sort_key
from macros.reading.entry_files import ENDINGS
from macros.schema.settings import Collection
from macros.sharing.addresses import ATOM, JSON, card_of

MOST = 50

_ATOM = "http://www.w3.org/2005/Atom"
_SINCE = "2026"  # part of every id (RFC 4151), so never to be changed


@dataclass(frozen=True)
class FeedItem:
    """An entry in a feed."""

    entry: Entry
    summary: str
    dates: Dates


@dataclass(frozen=True)
class NewsFeed:
    """What is new in one collection, or in all: newest first. `url` is where it stands, relative to the site's root."""

    url: str
    title: str
    subtitle: str
    items: tuple[FeedItem, ...]
    updated: datetime


class Feeds:
    """The feeds of one site. `today` is when a feed with nothing in it was last right."""

    def __init__(self, library: Library, history: Mapping[str, Dates], name: str, today: date) -> None:
        self.library = library
        self._history = history
        self._name = name
        self._home = library.settings.address
        self._today = today

    def all(self) -> Iterable[NewsFeed]:
        """The feed of everything, one for each collection and, where there is a monitor, one of what changed."""
        collections = self.library.settings.collections.values()
        entries = [entry for one in collections for entry in self.library.collection(one.name)]
        yield self._feed("", self.title(), "Wat er nieuw is in de kennisbank.", entries)
        for one in collections:
            yield self._feed(f"{one.path}/", self.title(one), one.why, self.library.collection(one.name))
        monitor = self.library.settings.monitor
        if monitor:
            title, subtitle = f"Veranderd – {self._name}", "Wat er het laatst veranderde in de kennisbank."
            yield self._feed(f"{monitor.path}/", title, subtitle, entries, changed=True)

    def title(self, collection: Collection | None = None) -> str:
        return f"{collection.title if collection else 'Nieuw'} – {self._name}"

    def _feed(self, url: str, title: str, subtitle: str, entries: Iterable[Entry], changed: bool = False) -> NewsFeed:
        """What was added last or, where `changed` asks for it, what changed last: also what was there long before."""
        dated = [(entry, dates) for entry in sorted(entries, key=sort_key) if (dates := self._dates(entry))]
        dated.sort(key=lambda one: one[1].changed if changed else one[1].added, reverse=True)
        items = [FeedItem(entry, described(entry), dates) for entry, dates in dated[:MOST]]
        updated = max((item.dates.changed for item in items), default=_midnight(self._today))
        return NewsFeed(url, title, subtitle, tuple(items), updated)

    def _dates(self, entry: Entry) -> Dates | None:
        known = [self._history[path] for path in paths_of(entry) if path in self._history]
        if known:  # a rename is no news
            return Dates(min(dates.added for dates in known), max(dates.changed for dates in known))
        if "checked" not in entry.values:
            return None
        day = _midnight(date.fromisoformat(entry.values["checked"]))
        return Dates(day, day)

    def id_of(self, url: str) -> str:
        """A name that stays when the site moves: it follows from the repository, not from where the site stands."""
        place = urlsplit(self.library.settings.repository)
        return f"tag:{place.hostname},{_SINCE}:{place.path.strip('/')}/{url}".rstrip("/")

    def as_atom(self, feed: NewsFeed) -> bytes:
        """A feed as Atom."""
        address = self._home + feed.url
        root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "nl"})
        _add(root, "id", self.id_of(feed.url))
        _add(root, "title", feed.title)
        _add(root, "subtitle", feed.subtitle)
        _add(root, "updated", _moment(feed.updated))
        _add(root, "link", rel="self", type=ATOM.type, href=address + ATOM.file)
        _add(root, "link", rel="alternate", type="text/html", href=address)
        if licence := self.library.settings.licence:
            _add(root, "rights", f"{licence.name}: {licence.read}")
        author = ElementTree.SubElement(root, "author")
        _add(author, "name", self._name)
        _add(author, "uri", self._home)
        for item in feed.items:
            entry = ElementTree.SubElement(root, "entry")
            _add(entry, "id", self._id(item))
            _add(entry, "title", item.entry.title)
            _add(entry, "link", rel="alternate", type="text/html", href=self._home + item.entry.url)
            _add(entry, "published", _moment(item.dates.added))
            _add(entry, "updated", _moment(item.dates.changed))
            _add(entry, "category", term=item.entry.collection.name, label=item.entry.collection.title)
            _add(entry, "summary", item.summary)
        ElementTree.indent(root, space=" ")
        return b"%s\n" % ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)

    def as_json(self, feed: NewsFeed) -> str:
        """A feed as JSON Feed."""
        address = self._home + feed.url
        told: dict[str, Any] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.subtitle,
            "home_page_url": address,
            "feed_url": address + JSON.file,
            "language": "nl",
            "authors": [{"name": self._name, "url": self._home}],
            "items": [
                {
                    "id": self._id(item),
                    "url": self._home + item.entry.url,
                    "title": item.entry.title,
                    "content_text": item.summary,
                    "image": self._home + card_of(item.entry.url),
                    "date_published": _moment(item.dates.added),
                    "date_modified": _moment(item.dates.changed),
                    "tags": [item.entry.collection.title],
                }
                for item in feed.items
            ],
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def _id(self, item: FeedItem) -> str:
        """The name by which readers know an entry: the first that it had, so that a rename is no news to them."""
        first = next(iter(item.entry.former), (item.entry.collection.name, item.entry.id))
        return self.id_of("/".join(first))


def paths_of(entry: Entry) -> Iterable[str]:
    """The file of an entry, and those that it can have had before."""
    yield entry.path
    for collection, id in entry.former:
        yield from (f"content/{collection}/{id}{ending}" for ending in ENDINGS)


def described(entry: Entry) -> str:
    """An entry in a sentence or two: its summary, else what it is."""
    return " ".join(entry.summary.split()) or f"{entry.title}: {entry.collection.one} in de kennisbank."


def _add(parent: ElementTree.Element, name: str, text: str | None = None, /, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _moment(moment: datetime) -> str:
    """RFC 3339."""
    # strftime writes a year below 1000 in three digits.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"

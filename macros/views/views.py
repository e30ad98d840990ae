"""What a page shows of an entry, decided before any template runs.

Templates loop and test for presence; every choice (which label, which link, what
counts as a fact and what as prose) is made here, from the schema.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import unquote

from markupsafe import Markup, escape

from macros.advice.advice import last_look
from macros.base import clock
from macros.library.library import Entry, Library, Mentions
from macros.library.neighbours import Neighbour, Neighbours
from macros.library.selecting import values_for
from macros.library.worth import in_usual_order
from macros.maps.whereabouts import PLACE
from macros.markdown.prose import Picture, Prose
from macros.markdown.writer import heading_id
from macros.references.markup import entry_meant, image_meant
from macros.schema.schemas import ABOUT_ITSELF, Field
from macros.schema.settings import WORTH, Collection
from macros.views.addresses import relative_root
from macros.views.figures import weighs

Role = Literal["fact", "prose", "links", "table"]

# Fields that every page shows in a place of their own; `asked_as` only helps the search, `language` a screen reader.
_OWN_PLACE = ABOUT_ITSELF | {"title", "aliases", "summary", "notes"}
# Fewer than this beside a text is a lonely box.
FACTS_IN_A_PANEL = 3
# At what the editors chose or wrote, where no source says it.
OURS = Markup('<span class="kb-ours" title="Van de redactie: geen bron zegt het met zoveel woorden.">(redactie)</span>')
# Characters on one sheet of A3: below the first the letters can be large, from the second they must be small.
_LITTLE, _MUCH = 1500, 2000
_ROLES: dict[str, Role] = {"markdown": "prose", "reference": "links"}


@dataclass(frozen=True)
class Item:
    """One value as shown. `text` is plain, `html` is safe, `href` leads on, `entry` is what a reference means.

    `by_editors` is the choice of the editors, where no source says it.
    """

    text: str = ""
    html: Markup = Markup("")
    href: str = ""
    title: str = ""
    entry: Entry | None = None
    parts: tuple[FieldView, ...] = ()
    by_editors: bool = False


@dataclass(frozen=True)
class Mark:
    """One choice of a field that is drawn: `on` where the entry makes it."""

    label: str
    on: bool
    href: str = ""
    by_editors: bool = False


@dataclass(frozen=True)
class FieldView:
    """One field as shown, with its label from the schema. `marks` are all its choices, where `picture` draws them.

    `restates` is the field that says the same in words. `by_editors` are all its values, where `by_editors` of the
    entry names the field.
    """

    name: str
    label: str
    description: str
    role: Role
    kind: str
    many: bool
    items: tuple[Item, ...]
    picture: str = ""
    marks: tuple[Mark, ...] = ()
    restates: str = ""
    by_editors: bool = False

    @property
    def text(self) -> str:
        return ", ".join(item.text for item in self.items)

    @property
    def brief(self) -> str:
        """The text for a card: where a drawing shows that all of more than three choices hold, it says so."""
        all_hold = len(self.marks) > 3 and all(mark.on for mark in self.marks)
        return f"Alle {len(self.marks)}" if all_hold else self.text

    def part(self, name: str) -> str:
        """The text of a part of a group, or nothing."""
        return next((p.text for item in self.items for p in item.parts if p.name == name), "")


class Fields(dict[str, FieldView]):
    """Fields by name. In a template, `fields.name` is nothing for a field that the entry leaves out."""

    def __missing__(self, name: str) -> None:
        return None


@dataclass(frozen=True)
class Action:
    """What a visitor can do from a page: go to the tool, or to the community's own site."""

    label: str
    href: str
    text: str


@dataclass(frozen=True)
class Source:
    """One publication with all places in it, in the order in which the entry cites them."""

    publication: str
    where: str
    href: str


@dataclass(frozen=True)
class EntryView:
    """One entry, ready for a template. `root` leads from its page to the site's root.

    `labels` has the label of every field of its schema, `fields` only those that the entry fills in.
    """

    entry: Entry
    root: str
    one: str
    labels: dict[str, str]
    fields: Fields
    mentions: list[Mentions]
    sources: list[Source]
    edit_url: str
    checked: str
    reviewed: str
    age: str
    _neighbours: Callable[[], list[Neighbour]]

    @property
    def neighbours(self) -> list[Neighbour]:
        """The few entries of the same collection that resemble this one most."""
        return self._neighbours()

    @property
    def facts(self) -> list[FieldView]:
        """The short values, for the panel beside the text.

        Without the link that is the page's action, and without what another field says in words.
        """
        facts = (field for field in self.with_role("fact") if field is not self._first_link)
        return [field for field in facts if field.restates not in self.fields]

    @property
    def action(self) -> Action | None:
        """Where the first link among the fields leads."""
        field = self._first_link
        return Action(field.label, field.items[0].href, field.items[0].text) if field else None

    @property
    def _first_link(self) -> FieldView | None:
        """The first field that is one link."""
        links = (field for field in self.with_role("fact") if field.kind == "link" and not field.many)
        return next(links, None)

    @property
    def has_text(self) -> bool:
        """Whether there is more to read than facts and the names of others."""
        return bool(self.entry.summary or self.with_role("prose"))

    @property
    def has_panel(self) -> bool:
        """Whether the facts are so many, beside a text, that they stand in a panel; else they are a line above it."""
        beside = self.with_role("prose") or self.with_role("table") or not self.has_text
        return bool(beside and (self.action or len(self.facts) >= FACTS_IN_A_PANEL))

    def amount(self, names: Iterable[str]) -> str:
        """How much text these fields have together: `little`, `some` or `much`, for what must fit on one sheet."""
        characters = sum(len(str(self.entry.values.get(name, ""))) for name in names)
        return "little" if characters < _LITTLE else "some" if characters < _MUCH else "much"

    def with_role(self, role: Role, *but: str) -> list[FieldView]:
        """The fields with a role, in the schema's order, without those named and those with a place of their own."""
        taken = _OWN_PLACE | set(but)
        return [field for name, field in self.fields.items() if field.role == role and name not in taken]


@dataclass(frozen=True)
class Card:
    """One entry in an index: what lets one choose, and what filters and search look at.

    `figure` is the first number of the entry that has weight, with what it counts.
    """

    entry: Entry
    facts: tuple[FieldView, ...]
    values: dict[str, str]
    order: dict[str, str]
    words: list[tuple[str, str]]
    figure: tuple[str, str] | None = None

    def column(self, field: FieldView) -> int:
        """Where a fact stands when cards are printed as a table: the title is the first column."""
        return self.entry.collection.card.index(field.name) + 2


class Viewer:
    """Makes views of the entries of one library."""

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self.today = today
        self._prose = Prose()
        self._neighbours = lru_cache(lambda collection: Neighbours(library, collection))

    def entry(self, entry: Entry) -> EntryView:
        """The page of one entry."""
        root = relative_root(entry.url)
        self._prose.start_page()
        schema = self.library.schemas[entry.collection.name]
        fields = self.fields(entry, root)
        mentions = self._merged(entry, fields, root)
        last = last_look(entry.values)
        return EntryView(
            entry=entry,
            root=root,
            one=entry.collection.one,
            labels={name: field.label for name, field in schema.fields.items()},
            fields=fields,
            mentions=mentions,
            sources=_sources(entry.values.get("sources", [])),
            edit_url=self.library.settings.edit_url(entry.path),
            checked=_day(entry.values.get("checked")),
            reviewed=_day(entry.values.get("reviewed")),
            age=clock.ago(last[1], self.today) if last else "",
            _neighbours=lambda: self._neighbours(entry.collection.name).of(entry),
        )

    def fields(self, entry: Entry, root: str) -> Fields:
        """What an entry fills in, as shown on a page from which `root` leads to the site's root."""
        return Fields(
            (name, self._field(field, entry.values[name], entry, root))
            for name, field in self.library.schemas[entry.collection.name].fields.items()
            if name in entry.values
        )

    def shown(self, entry: Entry, name: str, value: Any, root: str) -> FieldView:
        """A field of an entry as it shows with this value, a part of what the entry has."""
        return self._field(self.library.schemas[entry.collection.name].fields[name], value, entry, root)

    def _merged(self, entry: Entry, fields: Fields, root: str) -> list[Mentions]:
        """What refers to an entry, without what its own field of the same name can show: ‘Zie ook’ goes both ways."""
        left = []
        for found in self.library.referring_to(entry):
            mentions = replace(found, entries=tuple(in_usual_order(self.library, found.entries)))
            own = next((field for field in fields.values() if field.label == mentions.label), None)
            if own is None or own.role != "links" or mentions.collection is not entry.collection:
                left.append(mentions)
                continue
            known = [item.entry for item in own.items]
            more = (
                Item(e.title, href=root + e.url, title=e.summary, entry=e) for e in mentions.entries if e not in known
            )
            fields[own.name] = replace(own, items=(*own.items, *more))
        return left

    def card(self, entry: Entry, root: str, facets: Iterable[str], sort: Iterable[str]) -> Card:
        """The card of one entry in an index on a page from which `root` leads to the site's root."""
        collection = entry.collection
        fields = self.library.schemas[collection.name].fields
        given = entry.values
        return Card(
            entry=entry,
            facts=tuple(fact for name in collection.card if (fact := self._fact(fields[name], entry))),
            values={name: " ".join(values_for(self.library, entry, name, self.today)) for name in facets},
            order={name: _order(given.get(name)) for name in sort if name not in ("title", WORTH)},
            words=self._words(entry),
            figure=_figure(fields.values(), given),
        )

    def _fact(self, field: Field, entry: Entry) -> FieldView | None:
        """A field as a card has it."""
        value = self._where(entry, field) if field.on_card else entry.values.get(field.name)
        if value is None:
            return None
        view = self._field(field, value, entry, "")
        return replace(view, label=field.on_card) if field.on_card else view

    def _where(self, entry: Entry, field: Field) -> str | None:
        """Where an entry is, by what is known best: its place and choices, else the group or the whole, else as written.

        What a source calls the region is no better than these: it may be where an umbrella sits, or no place at all.
        """
        naming = self.library.naming(entry.collection.name, field.name)
        words = entry.values.get(field.name)
        if not naming:
            return words
        standing = naming.standing(entry.values)
        known = naming.above(standing) if standing.whole else [*standing.choices, *standing.parts]
        place = entry.values.get(PLACE)
        labels = [naming.field.labels[value] for value in known]
        return ", ".join(dict.fromkeys([*([str(place)] if place else []), *labels])) or words

    def blank_card(self, collection: Collection) -> Card:
        """A card with a place for everything that one of this collection can show, and nothing in it."""
        fields = self.library.schemas[collection.name].fields
        entry = Entry(collection, "", "", {"title": "", "summary": " "})
        blank = (self._field(fields[name], [], entry, "", blank=True) for name in collection.card)
        facts = tuple(replace(one, label=fields[one.name].on_card or one.label) for one in blank)
        return Card(entry, facts, {}, {}, [], ("", ""))

    def _words(self, entry: Entry) -> list[tuple[str, str]]:
        """What else a search finds an entry by: names, places, the labels of its choices and whom it refers to."""
        words: list[tuple[str, str]] = []
        for name, field in self.library.schemas[entry.collection.name].fields.items():
            if name in ABOUT_ITSELF | {"title", "summary"} or name not in entry.values:
                continue
            value = entry.values[name]
            if field.kind == "choice" and field.choices and not _is_answer(field):
                labels = [field.labels.get(item, item) for item in values_for(self.library, entry, name, self.today)]
                words.append((field.label, ", ".join(labels)))
            elif field.reference:
                targets = (self.library.get(field.reference, id) for id in self.library.values_of(entry, field))
                words.append((field.label, ", ".join(target.title for target in targets if target)))
            elif field.kind == "text" and (naming := self.library.naming(entry.collection.name, name)):
                words += ((field.label, text) for text in naming.versions(str(value)))
            elif field.kind == "text":
                words.append((field.label, ", ".join(value) if isinstance(value, list) else str(value)))
        return words

    def _field(self, field: Field, value: Any, entry: Entry, root: str, blank: bool = False) -> FieldView:
        values = value if field.many or blank else [value]
        many_groups = field.many and field.kind == "group"
        chosen = entry.values.get("by_editors", ())
        items = tuple(
            replace(self._item(field, item, entry, root), by_editors=f"{field.name}/{item}" in chosen)
            for item in values
        )
        drawn = field.picture and field.kind == "choice"
        given = dict(zip(values, items, strict=True)) if drawn else {}
        return FieldView(
            name=field.name,
            label=field.on_page or field.label,
            description=field.description,
            role="table" if many_groups else _ROLES.get(field.kind, "fact"),
            kind=field.kind,
            many=field.many,
            items=items,
            picture=field.picture if drawn else "",
            marks=tuple(_mark(choice.label, given.get(choice.value)) for choice in field.choices if drawn),
            restates=field.restates,
            by_editors=field.name in chosen,
        )

    def _item(self, field: Field, value: Any, entry: Entry, root: str) -> Item:
        if field.kind == "choice":
            choice = next((c for c in field.choices if c.value == value), None)
            gather = self.library.settings.gathered(field.name)
            filtered = f"{entry.collection.path}/?{field.name}={value}" if field.name in entry.collection.facets else ""
            where = gather.url(value) if gather and choice else filtered
            href = root + where if where else ""
            return Item(field.labels.get(value, str(value)), href=href, title=choice.description if choice else "")
        if field.kind == "reference" and field.reference:
            target = self.library.get(field.reference, value)
            if target:
                return Item(target.title, href=root + target.url, title=target.summary, entry=target)
        if field.kind == "markdown":
            html = self._prose.html(
                value, lambda link: self._resolve(link, entry, root), lambda src: self._picture(src, entry, root)
            )
            return Item(html=Markup(_with_marks(html, field.name, entry)))
        if field.kind == "date":
            return Item(clock.in_words(date.fromisoformat(value)))
        if field.kind == "link":
            return Item(_short(value), href=value)
        if isinstance(value, dict):
            parts = tuple(
                self._field(part, value[part.name], entry, root) for part in field.fields if part.name in value
            )
            text = "; ".join(f"{part.label.lower()} {part.text}" for part in parts)
            return Item(text, parts=parts)
        if isinstance(value, bool):
            return Item("ja" if value else "nee")
        naming = self.library.naming(entry.collection.name, field.name)
        return Item(naming.spelled(str(value)) if naming else str(value))

    def _resolve(self, link: str, entry: Entry, root: str) -> str | None:
        # To a heading in another text of the entry, which may not be on this page: the way leads to its own.
        own = re.match(r"#(?!fn(?:ref\d*)?:).", link)
        target = (entry.collection.name, entry.id) if own else entry_meant(entry.collection.name, link)
        found = self.library.get(*target) if target else None
        if found:
            _, sign, heading = link.partition("#")
            return f"{root}{found.url}#{heading_id(unquote(heading))}" if sign and heading else root + found.url
        picture = self._picture(link, entry, root)
        return picture.src if picture else None

    def _picture(self, src: str, entry: Entry, root: str) -> Picture | None:
        image = self.library.images.get(image_meant(entry.collection.name, src) or "")
        return Picture(f"{root}images/{image.name}", image.width, image.height) if image else None


def _with_marks(html: str, name: str, entry: Entry) -> str:
    """A text in HTML with OURS behind each heading whose section the editors wrote."""
    for chosen in entry.values.get("by_editors", ()):
        field, _, heading = str(chosen).partition("/")
        begin = html.find(f'id="{escape(heading_id(heading))}">') if field == name and heading else -1
        if begin >= 0:
            end = html.index("</h", begin)
            html = f"{html[:end]} {OURS}{html[end:]}"
    return html


def _mark(label: str, item: Item | None) -> Mark:
    return Mark(label, True, item.href, item.by_editors) if item else Mark(label, False)


def _day(given: object) -> str:
    return clock.in_words(date.fromisoformat(given)) if isinstance(given, str) else ""


def _sources(given: Iterable[dict[str, str]]) -> list[Source]:
    places: dict[tuple[str, str], list[str]] = {}
    for source in given:
        key = (source["publication"], source.get("url", ""))
        places.setdefault(key, []).extend([source["where"]] if "where" in source else [])
    return [Source(publication, "; ".join(where), url) for (publication, url), where in places.items()]


def _figure(fields: Iterable[Field], given: dict[str, Any]) -> tuple[str, str] | None:
    """The first key figure that has weight, in the order of its own fields: the number, and what it counts."""
    for field in fields:
        if field.picture == "figure":
            for figure in given.get(field.name, ()):
                number, what = (str(figure.get(part.name, "")) for part in field.fields[:2])
                if weighs(number):
                    return number, what
    return None


def _is_answer(field: Field) -> bool:
    return {choice.value for choice in field.choices} == {"ja", "nee", "onbekend"}


def _short(url: str) -> str:
    """An address as people say it: without the protocol, and without its tail when that is long."""
    bare = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    host, _, rest = bare.partition("/")
    return bare if len(bare) <= 40 else f"{host}/…/{posixpath.basename(rest)}" if len(rest) < 60 else host


def _order(value: Any) -> str:
    """A value to sort by, as text for an attribute: numbers and ‘more than’ numbers; empty when unknown."""
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return str(value) if isinstance(value, (int, str)) else ""

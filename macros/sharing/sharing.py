"""All that others see of one site: what stands in the head of each page, and the files beside them."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from macros.base.artifact_cache import ArtifactCache
from macros.base.former_site import FormerSite
from macros.base.history import dates_of, read_changes
from macros.base.labels import within_sentence
from macros.library.library import Entry, Library
from macros.schema.schemas import Field
from macros.schema.settings import Collection
from macros.sharing.addresses import ATOM, FEEDS, JSON, card_of
from macros.sharing.cards import write_cards
from macros.sharing.drawing import SIZE, PreviewCard
from macros.sharing.feeds import Feeds, described
from macros.sharing.linked_data import LinkedData
from macros.sharing.page import Breadcrumb, SharedPage
from macros.sharing.sitemap import as_robots, as_sitemap
from macros.views.addresses import relative_root


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page points to; `href` is relative to the page."""

    title: str
    type: str
    href: str


@dataclass(frozen=True)
class Head:
    """What stands in the head of a page. The theme's templates do not escape: all but `data` is plain text."""

    address: str
    title: str
    description: str
    kind: str
    site: str
    image: str
    image_text: str
    image_size: tuple[int, int]
    feeds: tuple[FeedLink, ...]
    data: Markup


class Sharing:
    """One site as others see it: the head of each page, and what stands beside them."""

    def __init__(self, library: Library, root: Path, name: str, description: str, today: date) -> None:
        self._name = name
        self._description = description
        self._today = today
        self.changes = read_changes(root, "content", "docs")
        self._history = dates_of(self.changes)
        self._know(library)

    def of(self, library: Library) -> Sharing:
        """The same site with other entries."""
        other = copy.copy(self)
        other._know(library)
        return other

    def _know(self, library: Library) -> None:
        name, description = self._name, self._description
        self.library = library
        self._home = library.settings.address
        self._feeds = Feeds(library, self._history, name, self._today)
        self._data = LinkedData(library, name, description)
        self._signs = {name: _Sign(field) for name, schema in library.schemas.items() if (field := schema.triangle)}
        self._indexes = {f"{one.path}/": one for one in library.settings.collections.values()}

    @property
    def of_itself(self) -> tuple[str, str]:
        """What the site says of itself on each page."""
        return self._name, self._description

    def entry_page(self, entry: Entry, breadcrumbs: tuple[Breadcrumb, ...]) -> SharedPage:
        """The page of an entry."""
        return SharedPage(
            url=entry.url,
            title=entry.title,
            description=described(entry),
            breadcrumbs=breadcrumbs,
            day=entry.values.get("checked", ""),
            entry=entry,
        )

    def written_page(
        self, url: str, title: str, description: str, heading: str, breadcrumbs: tuple[Breadcrumb, ...], source: str
    ) -> SharedPage:
        """A page of another kind. `source` is its file, relative to the root, where it was written by hand."""
        collection = self._indexes.get(url)
        changed = self._history.get(source)
        return SharedPage(
            url=url,
            title=title if url else self._name,
            description=" ".join(description.split()) or self._description,
            heading=heading,
            breadcrumbs=breadcrumbs,
            day=self._newest(collection) if collection else changed.changed.date().isoformat() if changed else "",
            collection=collection,
        )

    def _newest(self, collection: Collection) -> str:
        return max((str(e.values.get("checked", "")) for e in self.library.collection(collection.name)), default="")

    def head(self, page: SharedPage) -> Head:
        """What stands in the head of a page."""
        above = f"{page.above}: " if page.above else ""
        return Head(
            address=self._home + page.url,
            title=page.title,
            description=page.preview,
            kind="article" if page.url and not page.collection else "website",
            site=self._name,
            image=self._home + card_of(page.url),
            image_text=f"{above}{page.title}",
            image_size=SIZE,
            feeds=self._links(page),
            data=self._data.of(page),
        )

    def _links(self, page: SharedPage) -> tuple[FeedLink, ...]:
        root = relative_root(page.url)
        own = page.entry.collection if page.entry else page.collection
        places = [(self._feeds.title(), root)] + ([(self._feeds.title(own), f"{root}{own.path}/")] if own else [])
        # All who read JSON Feed read Atom: of the two, most pages name the one.
        forms = FEEDS if page.collection or not page.url else (ATOM,)
        return tuple(FeedLink(title, feed.type, place + feed.file) for title, place in places for feed in forms)

    def write(
        self, site: Path, pages: Iterable[SharedPage], cards: ArtifactCache, former: FormerSite, jobs: int = 0
    ) -> None:
        """Write the cards, the feeds, the sitemap and what robots may read, for all `pages` of the site.

        `cards` has those of the last build, `former` their files; others are drawn in `jobs` processes (0: one for each
        processor).
        """
        pages = list(pages)
        write_cards({card_of(page.url): self._card(page) for page in pages}, site, cards, former, jobs)
        (site / "sitemap.xml").write_bytes(as_sitemap(pages, self._home))
        (site / "robots.txt").write_text(as_robots(self._home), encoding="utf-8")
        for feed in self._feeds.all():
            folder = site / feed.url
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ATOM.file).write_bytes(self._feeds.as_atom(feed))
            (folder / JSON.file).write_text(self._feeds.as_json(feed), encoding="utf-8")

    def _card(self, page: SharedPage) -> PreviewCard:
        title = page.title if page.url else page.heading or page.title
        own = self._signs.get(page.entry.collection.name) if page.entry else None
        chosen = page.entry.values.get(own.field.name) if page.entry and own else None
        sign = own if chosen else next(iter(self._signs.values()), None)
        names = sign.names if sign else {}
        corners = tuple(sorted(names[value] for value in chosen)) if isinstance(chosen, list) else None
        return PreviewCard(title, page.above, self._name, tuple(names.values()), corners)


class _Sign:
    """The triangle of a collection, with what each of its corners is called."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.names = {one.value: within_sentence(one.label) for one in field.choices}

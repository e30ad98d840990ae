"""A list that is too long for one page, as pages that are linked: so it is complete without JavaScript.

The first page is the index itself. The others are pages of the project's own, not in
search, since every entry on them has a page there already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from macros.base.folding import order
from macros.index.column_store import PAGE, WHOLE
from macros.library.library import Entry, Library
from macros.library.worth import has_text, is_by_worth, usual_order
from macros.schema.settings import Collection
from macros.views.addresses import relative_root
from macros.views.page import Page
from macros.views.viewer import Viewer
from macros.writing.guides import guide_url

_OTHER = "0–9"
SOON_READ = 120  # entries that need no letters to jump to
AT_A_TIME = 24  # cards that a phone shows of a longer list, and with every press of a button
_LONGEST_NAME = 4  # words; a name may be longer, most are not


@dataclass(frozen=True)
class Pager:
    """One page of a list: its number from 1, and where the others are, relative to the root of the site.

    `letters` lead to the page on which the first title with that letter stands.
    """

    number: int
    pages: int
    before: str
    after: str
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListEnd:
    """What is last in a list: the entries of which little more than the name is known.

    `place` is that of the first of them in the whole list, `ids` are theirs, `guide` is where one reads what to add.
    """

    place: int
    ids: frozenset[str]
    guide: str


def make_rest(library: Library, collection: Collection, entries: Sequence[Entry]) -> ListEnd | None:
    """The end of a list in its usual order, where that has the entries without a text together."""
    bare = [entry.id for entry in entries if not has_text(library, entry)]
    if not bare or not is_by_worth(library, collection.name):
        return None
    return ListEnd(len(entries) - len(bare), frozenset(bare), guide_url(collection))


def is_long(entries: Sequence[Entry]) -> bool:
    return len(entries) > WHOLE


def make_pager(library: Library, collection: Collection, entries: Sequence[Entry]) -> Pager:
    """The way from the first page. A list that is not by name has no letters to jump to."""
    by_name = not is_by_worth(library, collection.name) and not are_sentences(entries)
    letters = _letters(collection, entries) if by_name else ()
    return _at(Pager(1, -(-len(entries) // PAGE), "", "", letters), collection, 1)


def make_list_pages(library: Library) -> list[Page]:
    """The pages after the first of every list that is too long for one; the subject of each is its collection and number."""
    made = []
    for name, collection in library.settings.collections.items():
        entries = usual_order(library, name)
        if not is_long(entries):
            continue
        for number in range(2, -(-len(entries) // PAGE) + 1):
            some = entries[(number - 1) * PAGE : number * PAGE]
            made.append(
                Page(
                    kind="list",
                    url=_url(collection, number),
                    title=f"{collection.title}, pagina {number}",
                    description=f"Alle {collection.many}, deel {number}: van {some[0].title} tot en met {some[-1].title}.",
                    subject=(name, str(number)),
                    weight=0,
                )
            )
    return made


@dataclass(frozen=True)
class ListPart:
    """What stands on one page of a list."""

    collection: Collection
    total: int
    by_worth: bool
    pager: Pager
    rest: ListEnd | None
    entries: Sequence[Entry]


@dataclass(frozen=True)
class LongList:
    """A list over several pages: all that its pages share."""

    collection: Collection
    entries: Sequence[Entry]
    by_worth: bool
    first: Pager
    rest: ListEnd | None

    def part(self, number: int) -> ListPart:
        """What stands on the page with this number, from 1."""
        some = self.entries[(number - 1) * PAGE : number * PAGE]
        pager = _at(self.first, self.collection, number)
        return ListPart(self.collection, len(self.entries), self.by_worth, pager, self.rest, some)


def make_long_list(library: Library, name: str) -> LongList:
    collection = library.settings.collections[name]
    entries = usual_order(library, name)
    first, rest = make_pager(library, collection, entries), make_rest(library, collection, entries)
    return LongList(collection, entries, is_by_worth(library, name), first, rest)


def list_page(viewer: Viewer, render: Callable[..., str], part: ListPart, url: str) -> str:
    """One of the pages after the first, at `url`. `render` fills in a template."""
    return render(
        "index/page.html",
        collection=part.collection,
        total=part.total,
        by_worth=part.by_worth,
        rest=part.rest,
        pager=part.pager,
        cards=[viewer.bare_card(entry) for entry in part.entries],
        root=relative_root(url),
    )


def told_part(part: ListPart) -> object:
    """All of it that a page can show: of what is last in the list, what stands on this page."""
    rest = part.rest
    here = [entry.id for entry in part.entries if entry.id in rest.ids] if rest else []
    return [part.total, part.by_worth, repr(part.pager), rest.place if rest else 0, here, list(part.entries)]


def _at(pager: Pager, collection: Collection, number: int) -> Pager:
    before = _url(collection, number - 1) if number > 1 else ""
    after = _url(collection, number + 1) if number < pager.pages else ""
    return replace(pager, number=number, before=before, after=after)


def _url(collection: Collection, number: int) -> str:
    return f"{collection.path}/" if number == 1 else f"{collection.path}/lijst/{number}/"


def _letters(collection: Collection, entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    pages: dict[str, str] = {}
    for place, entry in enumerate(entries):
        pages.setdefault(_letter(entry), _url(collection, place // PAGE + 1))
    return tuple(pages.items())


def first_of_letters(entries: Sequence[Entry]) -> dict[str, str]:
    """The letters of a list on one page, by the id of the first entry with each.

    None for a list that is soon read, or whose titles nobody looks up.
    """
    if len(entries) <= SOON_READ or are_sentences(entries):
        return {}
    firsts = {_letter(entry): entry.id for entry in reversed(entries)}
    return {id: letter for letter, id in sorted(firsts.items())}


def are_sentences(entries: Sequence[Entry]) -> bool:
    """Whether most titles are sentences rather than names: nobody looks for the first letter of a sentence."""
    return median(len(entry.title.split()) for entry in entries) > _LONGEST_NAME if entries else False


def _letter(entry: Entry) -> str:
    first = order(entry.title)[:1].upper()
    return first if "A" <= first <= "Z" else _OTHER

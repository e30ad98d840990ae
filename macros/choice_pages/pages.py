"""The pages of the choices that kennisbank.yml gathers: what stands on them, decided before the template runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from macros.base.dutch import counted, enumerated
from macros.choice_pages.belonging import Belonging, Belongings, Beside
from macros.library.library import Entry, Library
from macros.maps.outline import Outline
from macros.maps.whereabouts import parts_of
from macros.schema.schemas import UNKNOWN, Choice
from macros.schema.settings import Collection, Gather
from macros.writing.guides import guide_url

# An entry and those that brought it; who belongs by itself was brought by none.
Pair = tuple[Entry, tuple[Entry, ...]]


@dataclass(frozen=True)
class Section:
    """One collection on a page: what belongs there by itself and through others, and what is around it."""

    group: Belongings
    own: tuple[Pair, ...]
    brought: tuple[Pair, ...]
    around: tuple[Pair, ...]


@dataclass(frozen=True)
class ChoicePage:
    """The page of one choice. `missing` are collections with nothing here, `bare` entries without a summary."""

    gather: Gather
    choice: Choice
    sections: tuple[Section, ...]
    around: tuple[Section, ...]
    missing: tuple[tuple[Collection, str], ...]
    bare: tuple[tuple[Belongings, tuple[Entry, ...]], ...]
    beside: tuple[Beside, ...]
    outline: Outline | None
    unplaced: Choice | None  # what one calls what is somewhere in the part of the map that it is in
    through: str  # what brings other entries along: ‘community of verhaal’
    unlisted: tuple[tuple[Collection, tuple[tuple[str, int, str], ...]], ...]  # see `_unlisted`

    @property
    def url(self) -> str:
        return self.gather.url(self.choice.value)

    @property
    def said(self) -> str:
        """The choice within a sentence."""
        return self.gather.said(self.choice.label)

    @property
    def description(self) -> str:
        """What is here, in a sentence with the numbers."""
        # What others bring is left out of an enumeration, unless there is nothing else.
        found = [
            _number(section.group.collection, section.group.count) if section.group.count else said_of(section.group)
            for section in self.sections
        ]
        here = f"{enumerated(found) or 'Nog niets'} {self.said}."
        also = "Misschien ook" if self.sections else "Misschien"
        return f"{here} {also} {self.perhaps}: {self.unplaced.label}." if self.perhaps and self.unplaced else here

    @property
    def perhaps(self) -> str:
        """What may be here: ‘2 communities, 1 verhaal en 6 lessen’; empty without."""
        return perhaps([section.group for section in self.around])


@dataclass(frozen=True)
class Part:
    """The choices of one part, with what is somewhere in it: in each collection, how many say so themselves."""

    name: str
    choices: tuple[Choice, ...]
    unplaced: Choice | None
    around: tuple[tuple[Belongings, int], ...]


class ChoicePages:
    """All pages of one declaration."""

    def __init__(self, library: Library, gather: Gather) -> None:
        self.gather = gather
        self._library = library
        self.belonging = Belonging(library, gather)
        self.page = cache(self._page)  # its description is asked for long before the page itself

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.belonging.field.choices

    def _page(self, choice: Choice) -> ChoicePage:
        groups = self.belonging.groups(choice.value)
        bare = ((group, tuple(entry for entry in group.own if not entry.summary)) for group in groups)
        return ChoicePage(
            self.gather,
            choice,
            tuple(_section(group) for group in groups if not group.is_empty),
            tuple(_section(group) for group in groups if group.around),
            tuple((group.collection, guide_url(group.collection)) for group in groups if group.is_empty),
            tuple((group, entries) for group, entries in bare if entries),
            tuple(self.belonging.beside(choice.value)),
            self.belonging.outline,
            self.belonging.unplaced(choice.value),
            enumerated([self._library.settings.collections[name].one for name in self.gather.through], "of"),
            self._unlisted,
        )

    @cached_property
    def _unlisted(self) -> tuple[tuple[Collection, tuple[tuple[str, int, str], ...]], ...]:
        """What no page of a choice has: of each collection that one can filter, what is in all of them and what is
        unknown, each with its label, its number and its address."""
        whole = self.belonging.field.whole
        told = []
        for name in self.gather.collections:
            collection = self._library.settings.collections[name]
            field = self._library.schemas[name].fields.get(self.gather.field)
            if not field or field.name not in collection.facets:
                continue
            standings = [self._library.standing(entry, field) for entry in self._library.collection(name)]
            all_ = sum(one.whole for one in standings)
            unknown = sum(one.kind == "unknown" for one in standings)
            at = f"{collection.path}/?{field.name}="
            found = [(whole.label, all_, f"{at}{whole.value}")] if whole and all_ else []
            if unknown and field.unknown:
                found.append((field.unknown, unknown, f"{at}{UNKNOWN}"))
            if found:
                told.append((collection, tuple(found)))
        return tuple(told)

    def parts(self) -> list[Part]:
        """The choices by part; all together where there are no parts."""
        field = self.belonging.field
        parts = []
        for part in parts_of(field):
            choices = [choice for choice in self.choices if choice.value in part.choices]
            groups = self.belonging.groups(choices[0].value)
            near = tuple((g, n) for g in groups if g.query_around and (n := sum(not one.by for one in g.around)))
            parts.append(Part(part.group.label, tuple(choices), field.unplaced_in.get(part.group.value), near))
        placed = {choice for one in parts for choice in one.choices}
        rest = tuple(choice for choice in self.choices if choice not in placed)
        return [*parts, *([Part("", rest, None, ())] if rest else [])]


def told_page(page: ChoicePage) -> object:
    """All of it that follows from entries: the rest is settings and schema."""
    groups = {id(section.group): section.group for section in (*page.sections, *page.around)}
    around = [section.group.collection.name for section in page.around]
    bare = [(group.collection.name, len(entries)) for group, entries in page.bare]
    return [*(_told(group) for group in groups.values()), repr((around, bare, page.beside, page.unlisted))]


def _told(group: Belongings) -> object:
    brought = [[one.entry, *one.by] for part in (group.brought, group.around) for one in part]
    said = group.collection.name, group.query, group.query_around, len(group.brought), len(group.around)
    return [repr(said), list(group.own), brought]


def said_of(group: Belongings) -> str:
    """How many belong to a choice, in the words of every view: ‘5 communities en 3 via SEECE’."""
    if not group.count:
        return f"{_number(group.collection, group.beside)} {via(group)}"
    return _number(group.collection, group.count) + (f" en {group.beside} {via(group)}" if group.beside else "")


def via(group: Belongings) -> str:
    return f"via {group.bringer.title}" if group.bringer else "via anderen"


def perhaps(groups: Sequence[Belongings]) -> str:
    """What may belong to a choice, of which only the part is known."""
    return enumerated([_number(group.collection, len(group.around)) for group in groups if group.around])


def _section(group: Belongings) -> Section:
    return Section(
        group,
        tuple((entry, ()) for entry in group.own),
        tuple((one.entry, one.by) for one in group.brought),
        tuple((one.entry, one.by) for one in group.around),
    )


def _number(collection: Collection, count: int) -> str:
    return counted(count, collection.one, collection.many)

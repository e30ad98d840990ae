"""The pages of the choices that kennisbank.yml gathers: what stands on them, decided before the template runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.base.plurals import counted
from macros.gathering.belonging import Belonging, Beside, Group
from macros.gathering.outline import Outline
from macros.gathering.whereabouts import parts_of
from macros.library import Entry, Library
from macros.reading.schemas import Choice
from macros.reading.settings import Collection, Gather
from macros.writing.guides import guide_url

# An entry and those that brought it; who belongs by itself was brought by none.
Pair = tuple[Entry, tuple[Entry, ...]]


@dataclass(frozen=True)
class Section:
    """One collection on a page: what belongs there by itself and through others, and what is around it."""

    group: Group
    own: tuple[Pair, ...]
    brought: tuple[Pair, ...]
    around: tuple[Pair, ...]


@dataclass(frozen=True)
class GatheredPage:
    """The page of one choice. `missing` are collections with nothing here, `bare` entries without a summary."""

    gather: Gather
    choice: Choice
    sections: tuple[Section, ...]
    around: tuple[Section, ...]
    missing: tuple[tuple[Collection, str], ...]
    bare: tuple[tuple[Group, tuple[Entry, ...]], ...]
    beside: tuple[Beside, ...]
    outline: Outline | None
    unplaced: Choice | None  # what one calls what is somewhere in the part of the map that it is in
    through: str  # what brings other entries along: ‘community of verhaal’

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
        found = [_number(section.group.collection, section.group.count) for section in self.sections]
        here = f"{_joined(found, 'en') or 'Nog niets'} {self.said}."
        near = [_number(section.group.collection, len(section.around)) for section in self.around]
        also = "Daarnaast" if self.sections else "Wel"
        return f"{here} {also} {_joined(near, 'en')}: {self.unplaced.label}." if near and self.unplaced else here

    @property
    def number_around(self) -> int:
        return sum(len(section.around) for section in self.around)


@dataclass(frozen=True)
class Door:
    """The choices of one part, with what is somewhere in it: in each collection, how many say so themselves."""

    name: str
    choices: tuple[Choice, ...]
    unplaced: Choice | None
    around: tuple[tuple[Group, int], ...]


class GatheredPages:
    """All pages of one declaration."""

    def __init__(self, library: Library, gather: Gather) -> None:
        self.gather = gather
        self._library = library
        self.belonging = Belonging(library, gather)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.belonging.field.choices

    def page(self, choice: Choice) -> GatheredPage:
        groups = self.belonging.groups(choice.value)
        bare = ((group, tuple(entry for entry in group.own if not entry.summary)) for group in groups)
        return GatheredPage(
            self.gather,
            choice,
            tuple(_section(group) for group in groups if group.count),
            tuple(_section(group) for group in groups if group.around),
            tuple((group.collection, guide_url(group.collection)) for group in groups if not group.count),
            tuple((group, entries) for group, entries in bare if entries),
            tuple(self.belonging.beside(choice.value)),
            self.belonging.outline,
            self.belonging.unplaced(choice.value),
            _joined([self._library.settings.collections[name].one for name in self.gather.through], "of"),
        )

    def parts(self) -> list[Door]:
        """The choices by part; all together where there are no parts."""
        field = self.belonging.field
        doors = []
        for part in parts_of(field):
            choices = [choice for choice in self.choices if choice.value in part.choices]
            groups = self.belonging.groups(choices[0].value)
            near = tuple((g, n) for g in groups if g.query_around and (n := sum(not one.by for one in g.around)))
            doors.append(Door(part.group.label, tuple(choices), field.unplaced_in.get(part.group.value), near))
        placed = {choice for door in doors for choice in door.choices}
        rest = tuple(choice for choice in self.choices if choice not in placed)
        return [*doors, *([Door("", rest, None, ())] if rest else [])]


def _section(group: Group) -> Section:
    return Section(
        group,
        tuple((entry, ()) for entry in group.own),
        tuple((one.entry, one.by) for one in group.brought),
        tuple((one.entry, one.by) for one in group.around),
    )


def _joined(words: Sequence[str], last: str) -> str:
    """Words as one says them: ‘a, b en c’."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _number(collection: Collection, count: int) -> str:
    return counted(count, collection.one, collection.many)

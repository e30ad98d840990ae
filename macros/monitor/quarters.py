"""Quarters: what came into the knowledge base in each, and what its entries report of it, per theme.

What came, changed and went follows from the history of the repository, commit by commit: a quarter that is over stays as
it was, whatever happens later. What was learned in a quarter is another matter: only entries that name the quarter tell
it, since the facts of what came in may be years old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.base.history import Change, Kind
from macros.library.library import Entry, Library
from macros.schema.monitor_settings import Heading, QuarterSettings
from macros.schema.settings import Collection

_ORDINALS = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year; `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def name(self) -> str:
        """As it stands in an entry and in an address: 2026-K4."""
        return f"{self.year}-K{self.number}"

    @property
    def label(self) -> str:
        return f"{_ORDINALS[self.number - 1]} kwartaal van {self.year}"

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


@dataclass(frozen=True)
class Moved:
    """What happened in a quarter to the entries of one collection: those that are there now, and how many are not.

    One that came is not counted as changed too, and one that came and went again in the same quarter not at all.
    """

    collection: Collection
    added: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    numbers: dict[Kind, int]


@dataclass(frozen=True)
class Theme:
    """One theme in a quarter: the ambitions that hold for it, and under each heading what is reported. Without a `label`
    it is what names no theme."""

    label: str
    ambitions: tuple[Entry, ...]
    reported: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class Report:
    """One quarter. `known` says whether there is a history at all; `over` whether the quarter is."""

    quarter: Quarter
    headings: tuple[str, ...]
    themes: tuple[Theme, ...]
    moved: tuple[Moved, ...]
    known: bool
    over: bool

    @property
    def reported(self) -> int:
        """How many entries tell of this quarter."""
        return len({(e.collection.name, e.id) for theme in self.themes for found in theme.reported for e in found})

    @property
    def happened(self) -> bool:
        return bool(self.reported or any(sum(one.numbers.values()) for one in self.moved))


def quarters(library: Library, changes: Sequence[Change], today: date, declared: QuarterSettings) -> list[Quarter]:
    """Every quarter from the first in which something happened to that of `today`, the newest first."""
    named = [found for entry, found in _named(library, declared)]
    first = min([*named, *(Quarter.of(change.moment.date()) for change in changes)], default=Quarter.of(today))
    last = max([*named, Quarter.of(today)])
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next)
    return found[::-1]


def report(
    library: Library, changes: Sequence[Change], quarter: Quarter, today: date, declared: QuarterSettings
) -> Report:
    """What happened in a quarter."""
    named = [entry for entry, found in _named(library, declared) if found == quarter]
    return Report(
        quarter,
        tuple(heading.title for heading in declared.headings),
        tuple(_themes(library, named, declared)),
        tuple(_moved(library, changes, quarter)),
        bool(changes),
        quarter < Quarter.of(today),
    )


def _named(library: Library, declared: QuarterSettings) -> Iterator[tuple[Entry, Quarter]]:
    """The entries that name a quarter, and which."""
    for name in dict.fromkeys(name for heading in declared.headings for name in heading.of):
        for entry in library.collection(name):
            given = entry.values.get(declared.field)
            if given:
                year, _, number = str(given).partition("-K")
                yield entry, Quarter(int(year), int(number))


def _themes(library: Library, named: Sequence[Entry], declared: QuarterSettings) -> Iterator[Theme]:
    """Each theme, and what names none where there is anything."""
    field = next(schema.fields[declared.by] for schema in library.schemas.values() if declared.by in schema.fields)
    ambitions = library.select(declared.ambitions.of[0], declared.ambitions.wanted) if declared.ambitions else []
    for choice in field.choices:
        of_it = tuple(entry for entry in ambitions if choice.value in entry.values.get(declared.by, ()))
        found = [entry for entry in named if choice.value in entry.values.get(declared.by, ())]
        yield Theme(choice.label, of_it, _under(library, found, declared.headings))
    rest = [entry for entry in named if not entry.values.get(declared.by)]
    if rest:
        yield Theme("", (), _under(library, rest, declared.headings))


def _under(library: Library, entries: Sequence[Entry], headings: Sequence[Heading]) -> tuple[tuple[Entry, ...], ...]:
    found = []
    for heading in headings:
        fitting = {(name, e.id) for name in heading.of for e in library.select(name, heading.wanted)}
        found.append(tuple(entry for entry in entries if (entry.collection.name, entry.id) in fitting))
    return tuple(found)


def _moved(library: Library, changes: Sequence[Change], quarter: Quarter) -> Iterator[Moved]:
    within = [change for change in reversed(changes) if Quarter.of(change.moment.date()) == quarter]
    before = {change.path for change in changes if Quarter.of(change.moment.date()) < quarter}
    last: dict[str, Kind] = {change.path: change.kind for change in within}
    for name, collection in library.settings.collections.items():
        there = {entry.path: entry for entry in library.collection(name)}
        kinds: dict[Kind, list[str]] = {"added": [], "changed": [], "removed": []}
        for path, kind in last.items():
            if path.startswith(f"content/{name}/"):
                if kind == "removed":
                    kinds["removed"] += [path] if path in before else []
                else:
                    kinds["changed" if path in before else "added"].append(path)
        entries = {kind: tuple(there[path] for path in paths if path in there) for kind, paths in kinds.items()}
        yield Moved(
            collection, entries["added"], entries["changed"], {kind: len(paths) for kind, paths in kinds.items()}
        )

"""Counting: which entries stand on each line of a figure, how many are known there, and how many are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from macros.library.library import Entry, Library
from macros.library.selecting import is_list_of_groups, number_of
from macros.monitor.dimensions import Dimension, Option, dimensions, without_empty_asides
from macros.monitor.records import groups_of
from macros.schema.monitor_settings import Figure
from macros.schema.schemas import UNKNOWN

BY_EDITORS = "by_editors"  # the fields of an entry that the editors filled in, where no source says it


@dataclass(frozen=True)
class Line:
    """A line of a figure and who stands on it: all, per column where there are columns, and by choice of the editors."""

    option: Option
    entries: tuple[Entry, ...]
    cells: tuple[tuple[Entry, ...], ...] = ()
    chosen: int = 0

    @property
    def number(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class Counted:
    """What a figure counts. An entry can stand on more than one line; `known` are those that stand on some line, `rest` is the line of all others.
    With `groups` what is counted are not entries but the groups in a list of theirs.

    `chosen` is for how many of the known the editors filled in what is counted. `facts` are the first and the last day
    on which the facts of what is counted were right; both empty where no entry says so.
    """

    figure: Figure
    by: Dimension
    over: Dimension | None
    lines: tuple[Line, ...]
    all: int
    known: int
    chosen: int
    facts: tuple[str, str]
    entries: tuple[Entry, ...]
    rest: Line | None = None
    groups: bool = False

    @property
    def unknown(self) -> int:
        return self.all - self.known


def entries_of(library: Library, figure: Figure) -> list[Entry]:
    """The entries that a figure is about."""
    where = {name: list(values) for name, values in figure.where.items()}
    return [entry for name in figure.of for entry in library.select(name, where)]


def count(library: Library, figure: Figure, today: date) -> Counted:
    """Count what a figure declares. Raises KeyError for a collection, field or value that is not there."""
    entries = entries_of(library, figure)
    field = library.schemas[figure.of[0]].fields.get(figure.by)
    groups = field is not None and is_list_of_groups(field)
    if field is not None and groups:
        entries = groups_of(entries, field)
    if figure.kind in ("distribution", "timeline"):
        return _along_an_axis(library, figure, entries)
    by, over = dimensions(library, figure, entries, today)
    over = over and without_empty_asides(over, entries)
    standing: dict[str, list[Entry]] = {o.value: [] for o in by.options if o.value not in figure.unknown}
    known = chosen = 0
    rest = []
    for entry in entries:
        lines = [value for value in dict.fromkeys(by.values(entry)) if value in standing]
        for value in lines:
            standing[value].append(entry)
        known += bool(lines)
        rest += [] if lines else [entry]
        chosen += any(is_chosen(entry, figure, value) for value in lines)
    made = [
        Line(
            option,
            tuple(found),
            _cells(found, over) if over else (),
            sum(is_chosen(entry, figure, option.value) for entry in found),
        )
        for option in by.options
        if (found := standing.get(option.value)) or (found is not None and not option.aside and not figure.filled)
    ]
    if figure.sort == "most" and not by.ordered:
        made.sort(key=lambda line: (line.option.aside, -line.number))
    left = Line(Option(UNKNOWN, figure.unknown_line), tuple(rest), _cells(rest, over) if over else ()) if rest else None
    return Counted(
        figure, by, over, tuple(made), len(entries), known, chosen, facts_of(entries), tuple(entries), left, groups
    )


def _along_an_axis(library: Library, figure: Figure, entries: Sequence[Entry]) -> Counted:
    """What a distribution or a timeline counts: who has a number, or a date. It has no lines."""
    name = figure.at or figure.by
    fields = {of: library.schemas[of].fields[name] for of in figure.of}
    known = [
        entry
        for entry in entries
        if (name in entry.values if figure.at else number_of(entry, fields[entry.collection.name]) is not None)
    ]
    chosen = sum(name in entry.values.get(BY_EDITORS, ()) for entry in known)
    by = Dimension(fields[figure.of[0]].label, (), lambda entry: (), figure.by)
    return Counted(figure, by, None, (), len(entries), len(known), chosen, facts_of(entries), tuple(entries))


def facts_of(entries: Iterable[Entry]) -> tuple[str, str]:
    """The first and the last day on which the facts of these were right."""
    days = sorted(str(entry.values["checked"]) for entry in entries if "checked" in entry.values)
    return (days[0], days[-1]) if days else ("", "")


def key_of(entry: Entry) -> tuple[str, str]:
    """What tells an entry from all others."""
    return entry.collection.name, entry.id


def is_chosen(entry: Entry, figure: Figure, value: str) -> bool:
    """Whether the editors filled in what the figure counts by, this value of it (`themes/water`), or a part of a group."""
    return not {figure.by, f"{figure.by}/{value}", f"{figure.by}/{figure.over}"}.isdisjoint(
        entry.values.get(BY_EDITORS, ())
    )


def _cells(entries: Sequence[Entry], over: Dimension) -> tuple[tuple[Entry, ...], ...]:
    columns: Mapping[str, list[Entry]] = {option.value: [] for option in over.options}
    for entry in entries:
        for value in over.values(entry):
            if value in columns:
                columns[value].append(entry)
    return tuple(tuple(found) for found in columns.values())

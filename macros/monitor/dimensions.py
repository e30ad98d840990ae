"""What entries are counted by: the lines that there can be, and on which of them an entry stands.

A field of choices has them all, also those that nobody has: that is how one sees what is missing. A reference has the
entries that it can refer to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from macros.library.library import Entry, Library
from macros.library.selecting import choices_for, is_list_of_groups, values_for
from macros.schema.monitor_settings import Figure
from macros.schema.schemas import NOT_KNOWN, UNKNOWN, Field

_YEAR = re.compile(r"(?<!\d)\d{4}(?: of \d{4})?(?!\d)", re.ASCII)  # 2022, or what nobody knows better: 2022 of 2023


@dataclass(frozen=True)
class Option:
    """A line that there can be. `url` is its own page, relative to the root of the site, where it has one."""

    value: str
    label: str
    url: str = ""
    aside: bool = False  # a whole or a part of a map, which is only shown where somebody stands there


@dataclass(frozen=True)
class Dimension:
    """`field` is the name under which an index filters on it; empty where none can."""

    label: str
    options: tuple[Option, ...]
    values: Callable[[Entry], Sequence[str]]
    field: str = ""
    ordered: bool = False  # whether its lines follow one another by themselves: phases, years
    complete: bool = False  # whether who leaves the field out says that there is none


def by_field(library: Library, collections: Sequence[str], name: str, today: date) -> Dimension:
    """Entries of these collections by a field that the first of them has, or by a filter. Raises KeyError without it."""
    first = collections[0]
    field = library.schemas[first].fields.get(name)

    def values(entry: Entry) -> list[str]:
        known = name in library.schemas[entry.collection.name].fields or name in library.settings.filters
        return values_for(library, entry, name, today) if known else []

    if field is None:
        made = library.settings.filters[name]
        return Dimension(
            made.title,
            tuple(Option(one.value, one.title) for one in choices_for(library, first, made)),
            values,
            name,
            bool(made.age),
        )
    if field.reference:
        targets = library.collection(field.reference)
        options = [Option(entry.id, entry.title, entry.url) for entry in targets]
        return Dimension(field.label, tuple(options), values, name, complete=not field.unknown)
    above = (*([field.whole] if field.whole else ()), *field.unplaced_in.values())
    gather = library.settings.gather_of(name)
    return Dimension(
        field.label,
        (
            *(Option(one.value, one.label, gather.url(one.value) if gather else "") for one in field.choices),
            *(Option(one.value, one.label, aside=True) for one in above),
        ),
        values,
        name,
        field.picture == "steps",
        not field.unknown,
    )


def by_collection(library: Library, collections: Sequence[str]) -> Dimension:
    """Entries by the collection that they are of."""
    declared = [library.settings.collections[name] for name in collections]
    options = tuple(Option(one.name, one.title, f"{one.path}/") for one in declared)
    return Dimension("Soort", options, lambda entry: (entry.collection.name,), "", ordered=True)


def by_part(field: Field, holds: str) -> Dimension:
    """Entries by the parts of a group that have the value `holds`: one line for each part."""
    options = tuple(Option(part.name, part.label) for part in field.fields)

    def values(entry: Entry) -> list[str]:
        given = entry.values.get(field.name) or {}
        return [part.name for part in field.fields if str(given.get(part.name, "")) == holds]

    return Dimension(field.label, options, values, ordered=True)


def by_group(field: Field, groups: Sequence[Entry]) -> Dimension:
    """Groups of a list, each a line by itself, which leads to where it stands on the page of its entry."""
    options = tuple(Option(one.id, one.title, one.url) for one in groups)
    return Dimension(field.label, options, lambda group: (group.id,), ordered=True)


def by_part_of_group(field: Field) -> Dimension:
    """Groups of a list by the choices that they make in one of their parts."""
    options = tuple(Option(one.value, one.label) for one in field.choices)

    def values(group: Entry) -> list[str]:
        given = group.values.get(field.name, [])
        return list(map(str, given if field.many else [given]))

    return Dimension(field.label, options, values, field.name, complete=not field.unknown)


def by_year(entries: Sequence[Entry], fields: Sequence[str]) -> Dimension:
    """Entries by each year that one of these fields names; `accounts.year` is the part of a group. A year counts once."""

    def values(entry: Entry) -> list[str]:
        said = (text for way in fields for text in _reached(entry.values, way.split(".")))
        return list(dict.fromkeys(found[0] for text in said for found in _YEAR.finditer(text)))

    years = sorted({year for entry in entries for year in values(entry)})
    return Dimension("Jaar", tuple(Option(year, year) for year in years), values, ordered=True)


def dimensions(
    library: Library, figure: Figure, entries: Sequence[Entry], today: date
) -> tuple[Dimension, Dimension | None]:
    """What a figure counts `entries` by, and over what else."""
    field = library.schemas[figure.of[0]].fields.get(figure.by)
    if field and is_list_of_groups(field):
        parts = (by_part_of_group(part) for part in field.fields if part.name == figure.over)
        return by_group(field, entries), next(parts, None)
    over = by_field(library, figure.of, figure.over, today) if figure.over else None
    if over and figure.lacking:
        over = with_lacking(over, library.schemas[figure.of[0]].fields.get(figure.over))
    if figure.years:
        return by_year(entries, figure.years), over
    if figure.holds and field:
        return by_part(field, figure.holds), over
    if not figure.by:
        return by_collection(library, figure.of), over
    if over is None and len(figure.of) > 1:
        over = by_collection(library, figure.of)
    return by_field(library, figure.of, figure.by, today), over


def with_lacking(dimension: Dimension, field: Field | None) -> Dimension:
    """The same, with a line for who stands on no other."""
    last = Option(UNKNOWN, field.unknown if field and field.unknown else NOT_KNOWN)
    return replace(
        dimension,
        options=(*dimension.options, last),
        values=lambda entry: dimension.values(entry) or (UNKNOWN,),
    )


def without_empty_asides(dimension: Dimension, entries: Sequence[Entry]) -> Dimension:
    """The same, without a whole or a part of a map on which none of these stands."""
    taken = {value for entry in entries for value in dimension.values(entry)}
    options = tuple(option for option in dimension.options if not option.aside or option.value in taken)
    return replace(dimension, options=options)


def _reached(value: Any, way: Sequence[str]) -> list[str]:
    """The texts at the end of a way through groups and lists."""
    if isinstance(value, list):
        return [text for one in value for text in _reached(one, way)]
    if not way:
        return [] if value is None else [str(value)]
    return _reached(value.get(way[0]), way[1:]) if isinstance(value, dict) else []

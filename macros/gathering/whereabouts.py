"""Where the entries of a collection are, so that the numbers on a map add up.

Every entry is counted in one group, by this rule, in this order:

1. `whole`: it names every choice of the field, or its region in words is a name for
   the whole map (‘Nederland’, or wider: ‘Europa’);
2. `one` or `more`: it names one choice, or a few; then it counts in each of those;
3. `part`: it names no choice, but its region in words is a group of the vocabulary
   (‘Noord Nederland’);
4. `unknown`: all others.

What an entry says beyond that is not guessed from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros.gathering.outline import Outline, Spot, fold, load_outline
from macros.library import Entry, Library
from macros.reading.schemas import Field, Schema

# The fields in which an entry says where it is, in words.
PLACE, REGION = "place", "region"

GROUPS = ("one", "more", "whole", "part", "unknown")


@dataclass(frozen=True)
class Dot:
    """A place, and the entries that are there."""

    spot: Spot
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Whereabouts:
    """Where the entries of one collection are. `counts` has the number of entries of each choice."""

    field: Field
    outline: Outline
    groups: dict[str, tuple[Entry, ...]]
    counts: Counter[str]
    dots: tuple[Dot, ...]  # the largest first, so that a small one lies on top


def map_field(schema: Schema) -> Field | None:
    """The field that a collection's map is of: the first whose vocabulary names one."""
    return next((field for field in schema.fields.values() if field.map), None)


def find_whereabouts(library: Library, collection: str) -> Whereabouts | None:
    """Where the entries of a collection are; None where its schema has no field with a map."""
    field = map_field(library.schemas[collection])
    if field is None:
        return None
    outline = load_outline(field.map)
    groups: dict[str, list[Entry]] = {group: [] for group in GROUPS}
    dots: dict[Spot, list[Entry]] = {}
    for entry in library.collection(collection):
        choices = library.values_of(entry, field)
        groups[_group(entry, choices, field, outline)].append(entry)
        spot = outline.spot(str(entry.values.get(PLACE, "")), choices)
        if spot:
            dots.setdefault(spot, []).append(entry)
    return Whereabouts(
        field,
        outline,
        {group: tuple(entries) for group, entries in groups.items()},
        library.tally(collection, field.name),
        tuple(Dot(spot, tuple(dots[spot])) for spot in sorted(dots, key=lambda s: (-len(dots[s]), s.name, s.choice))),
    )


@dataclass(frozen=True)
class Part:
    """A few choices together that have a name, as groups in their vocabulary: Noord-Nederland."""

    name: str
    choices: tuple[str, ...]


def parts_of(field: Field) -> list[Part]:
    """The groups of a field's choices."""
    return [
        Part(group.label, tuple(choice.value for choice in field.choices if choice.within == group.value))
        for group in field.groups
    ]


def part_named(field: Field, region: str) -> Part | None:
    """The part that a region in words is: ‘Noord Nederland’."""
    return next((part for part in parts_of(field) if fold(part.name) == fold(region)), None)


def region_of(entry: Entry) -> str:
    """Its region as its source words it; empty where it is not given."""
    return str(entry.values.get(REGION, ""))


def _group(entry: Entry, choices: list[str], field: Field, outline: Outline) -> str:
    region = region_of(entry)
    if set(choices) == {choice.value for choice in field.choices}:
        return "whole"
    if choices:
        return "one" if len(set(choices)) == 1 else "more"
    if fold(region) in outline.whole:
        return "whole"
    return "part" if part_named(field, region) else "unknown"

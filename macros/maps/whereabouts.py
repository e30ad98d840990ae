"""Where the entries of a collection are, so that the numbers on a map add up.

What an entry counts for is the rule of `taxonomy`. On a map every entry is counted as one of its kinds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.library.taxonomy import KINDS
from macros.maps.outline import MapPlace, Outline, load_outline
from macros.schema.schemas import Choice, Field, Schema

PLACE = "place"  # the field in which an entry says in words where it is


@dataclass(frozen=True)
class Dot:
    """A place, and the entries that are there."""

    spot: MapPlace
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Whereabouts:
    """Where the entries of one collection are: by kind, by choice, and of which only the group is known."""

    field: Field
    outline: Outline
    groups: dict[str, tuple[Entry, ...]]
    counts: Counter[str]
    unplaced: tuple[tuple[Choice, int], ...]
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
    groups: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    dots: dict[MapPlace, list[Entry]] = {}
    for entry in library.collection(collection):
        standing = library.standing(entry, field)
        groups[standing.kind].append(entry)
        spot = outline.spot(str(entry.values.get(PLACE, "")), standing.choices)
        if spot:
            dots.setdefault(spot, []).append(entry)
    tally = library.tally(collection, field.name)
    return Whereabouts(
        field,
        outline,
        {kind: tuple(entries) for kind, entries in groups.items()},
        Counter({choice.value: tally[choice.value] for choice in field.choices}),
        tuple((one, tally[one.value]) for one in field.unplaced_in.values() if tally[one.value]),
        tuple(Dot(spot, tuple(dots[spot])) for spot in sorted(dots, key=lambda s: (-len(dots[s]), s.name, s.choice))),
    )


@dataclass(frozen=True)
class Part:
    """A few choices together that have a name, as groups in their vocabulary: Noord-Nederland."""

    group: Choice
    choices: tuple[str, ...]


def parts_of(field: Field) -> list[Part]:
    """The groups of a field's choices."""
    return [
        Part(group, tuple(choice.value for choice in field.choices if choice.within == group.value))
        for group in field.groups
    ]

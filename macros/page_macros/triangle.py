"""The entries of a collection in a triangle: a dot for each, drawn to the corners that it names.

Where a field has three choices that pull at one another (its schema says so with
`"x-picture": "triangle"`), an entry that makes some of them stands between those
corners. Entries that make the same choices lie around their spot as seeds in a
sunflower do (H. Vogel, Mathematical Biosciences 44 (1979) 179–189): evenly, without a die.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from macros.library.library import Library
from macros.schema.schemas import Field

# Corners in the drawing's own units: top, left, right.
_CORNERS = ((210.0, 62.0), (62.0, 318.0), (358.0, 318.0))
_CENTRE = (210.0, 232.7)
_INWARD = 0.3  # how far a dot moves from its corners to the middle, so that none lies on a corner or a side
_APART = 15.0  # the distance between neighbouring dots, about
_GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True)
class Corner:
    """One choice, with the number of entries that make it and where those are listed."""

    label: str
    href: str
    count: int
    x: float
    y: float


@dataclass(frozen=True)
class TriangleDot:
    """One entry, and the corners that it is drawn to."""

    title: str
    x: float
    y: float
    lines: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class TriangleChart:
    """The drawing. `total` counts the collection, `dots` only the entries that fill in the field."""

    corners: tuple[Corner, ...]
    dots: tuple[TriangleDot, ...]
    total: int


def make_triangle_chart(library: Library, collection: str, root: str) -> TriangleChart:
    """A collection in its triangle. Raises KeyError where no field of it is one."""
    field = _triangle(library, collection)
    entries = library.collection(collection)
    counts = library.tally(collection, field.name)
    path = library.settings.collections[collection].path
    at = {choice.value: _CORNERS[i] for i, choice in enumerate(field.choices)}
    corners = tuple(
        Corner(choice.label, f"{root}{path}/?{field.name}={choice.value}", counts[choice.value], *at[choice.value])
        for choice in field.choices
    )
    alike: Counter[frozenset[str]] = Counter()
    dots = []
    for entry in entries:
        chosen = frozenset(at).intersection(library.values_of(entry, field))
        if chosen:
            ends = tuple(at[choice.value] for choice in field.choices if choice.value in chosen)
            dots.append(TriangleDot(entry.title, *_place(ends, alike[chosen]), lines=ends))
            alike[chosen] += 1
    return TriangleChart(corners, tuple(dots), len(entries))


def _triangle(library: Library, collection: str) -> Field:
    field = library.schemas[collection].triangle
    if field is None:
        raise KeyError(f"{collection} has no field that is drawn as a triangle")
    return field


def _place(ends: tuple[tuple[float, float], ...], nth: int) -> tuple[float, float]:
    """Where the nth entry with these corners lies, to a tenth."""
    middle = [sum(end[axis] for end in ends) / len(ends) for axis in (0, 1)]
    radius = _APART * sqrt(nth)
    x, y = (a + (b - a) * _INWARD for a, b in zip(middle, _CENTRE, strict=True))
    return round(x + radius * cos(nth * _GOLDEN), 1), round(y + radius * sin(nth * _GOLDEN), 1)

"""The map of a collection as its template draws it: shapes with numbers, dots, and sums in words.

The same numbers stand in the list beside the drawing. `views/map.mjs` writes them anew
when an index is filtered; it needs to know which group an entry is in, and gets the
entries of each group but the largest, which is all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, sqrt

from macros.base.labels import within_sentence
from macros.library.library import Library
from macros.library.taxonomy import KINDS
from macros.maps.outline import Credit
from macros.maps.whereabouts import Whereabouts, find_whereabouts
from macros.schema.settings import Collection, Settings

SHADES = 4
DOT = 4.6  # radius of the dot of one entry; the surface of a dot grows with its number


@dataclass(frozen=True)
class Shape:
    """One choice on the map and in the list. `shade` is 0 for none and up to SHADES for most.

    `maybe` is how many may be there too, known only to be in the part named `around`.
    """

    value: str
    label: str
    count: int
    shade: int
    href: str
    path: str
    x: float
    y: float
    places: str
    around: str
    maybe: int


@dataclass(frozen=True)
class Circle:
    """A place with its entries."""

    name: str
    x: float
    y: float
    radius: float
    choice: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class MapRest:
    """What is somewhere in a part of the map: its number, and where one finds it; no address where no index can."""

    value: str
    label: str
    count: int
    href: str


@dataclass(frozen=True)
class Sum:
    """One kind of entries by where they are. `ids` is None for the largest."""

    group: str
    count: int
    ids: tuple[str, ...] | None


@dataclass(frozen=True)
class Chart:
    """All that the template of a map needs."""

    field: str
    label: str
    one: str
    unplaced: str
    whole: str
    collection: Collection
    width: float
    height: float
    shapes: tuple[Shape, ...]
    rests: tuple[MapRest, ...]
    circles: tuple[Circle, ...]
    sums: tuple[Sum, ...]
    total: int
    credits: tuple[Credit, ...]
    note: str
    shades: int = SHADES
    dot: float = DOT


def chart_of(library: Library, collection: str, root: str) -> Chart | None:
    """The map of a collection on a page from which `root` leads to the site's root; None where its schema has no map."""
    found = find_whereabouts(library, collection)
    settings = library.settings
    return make_chart(found, settings.collections[collection], settings, root) if found else None


def make_chart(found: Whereabouts, collection: Collection, settings: Settings, root: str) -> Chart:
    """The map of a collection on a page from which `root` leads to the site's root."""
    gather = settings.gather_of(found.field.name)
    most = max(found.counts.values(), default=0)
    somewhere = {one.value: count for one, count in found.unplaced}
    shapes = []
    for choice in found.field.choices:
        area = found.outline.areas.get(choice.value)
        count = found.counts[choice.value]
        unplaced = found.field.unplaced_in.get(choice.within)
        around = unplaced.value if unplaced and unplaced.value in somewhere else ""
        there = [(dot.spot.name, len(dot.entries)) for dot in found.dots if dot.spot.choice == choice.value]
        shapes.append(
            Shape(
                choice.value,
                choice.label,
                count,
                shade(count, most),
                f"{root}{gather.url(choice.value)}"
                if gather
                else f"{root}{_filtered(found, collection, choice.value)}",
                area.path if area else "",
                area.x if area else 0,
                area.y if area else 0,
                _in_words(there),
                around,
                somewhere.get(around, 0),
            )
        )
    circles = [
        Circle(
            dot.spot.name,
            dot.spot.x,
            dot.spot.y,
            radius(len(dot.entries)),
            dot.spot.choice,
            tuple(entry.id for entry in dot.entries),
        )
        for dot in found.dots
    ]
    largest = max(KINDS, key=lambda group: len(found.groups[group]))
    sums = [
        Sum(group, len(entries), None if group == largest else tuple(entry.id for entry in entries))
        for group, entries in found.groups.items()
    ]
    total = sum(one.count for one in sums)
    return Chart(
        found.field.name,
        found.field.label,
        gather.one if gather else within_sentence(found.field.label),
        found.field.unplaced or "Alleen een deel bekend",
        found.field.whole.label if found.field.whole else "Overal",
        collection,
        found.outline.width,
        found.outline.height,
        tuple(shapes),
        tuple(
            MapRest(one.value, one.label, count, f"{root}{collection.path}/?{found.field.name}={one.value}")
            for one, count in found.unplaced
            if found.field.name in collection.facets
        ),
        tuple(circles),
        tuple(sums),
        total,
        found.outline.credits,
        found.outline.note,
    )


def shade(count: int, most: int) -> int:
    """How dark a shape with this number is, where `most` is the largest."""
    return ceil(SHADES * count / most) if most else 0


def radius(count: int) -> float:
    """How large a dot for so many entries is."""
    return round(DOT * sqrt(count), 1)


def _in_words(places: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in places)


def _filtered(found: Whereabouts, collection: Collection, choice: str) -> str:
    query = f"?{found.field.name}={choice}" if found.field.name in collection.facets else ""
    return f"{collection.path}/{query}"

"""How collections refer to each other: the numbers, and where they stand in a drawing.

Nodes stand on an ellipse in the order that keeps what is strongly connected near
each other; lines bend towards the middle. Everything is computed from the library
and its schemas, and comes out the same each time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from macros.library.library import Library
from macros.references.fields import can_refer, references_in
from macros.schema.settings import Collection

WIDTH, HEIGHT = 960, 620
_RADII = (232, 236)
_LABEL_GAP = 12

Pair = tuple[str, str]


@dataclass(frozen=True)
class References:
    """How many references one field of a collection has into another collection, or its own."""

    source: Collection
    label: str
    target: Collection
    number: int


@dataclass(frozen=True)
class CollectionNode:
    """A collection in the drawing: a circle with its number of entries, and its name beside it."""

    collection: Collection
    number: int
    x: float
    y: float
    radius: float
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True)
class Edge:
    """All references between two collections, in both directions, as one line."""

    one: Collection
    other: Collection
    number: int
    path: str
    width: float


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    nodes: tuple[CollectionNode, ...]
    edges: tuple[Edge, ...]


def references_between(library: Library) -> list[References]:
    """Every kind of reference that entries make, most first."""
    collections = library.settings.collections
    found: Counter[tuple[str, str, str]] = Counter()
    for name in collections:
        for field in library.schemas[name].fields.values():
            for entry in library.collection(name) if can_refer(field) else ():
                if field.name in entry.values:
                    targets = references_in(field, entry.values[field.name], (field.name,))
                    found.update((name, field.label, target) for target, _, _ in targets)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [References(collections[a], label, collections[b], number) for (a, label, b), number in ordered]


def draw(library: Library, references: Sequence[References]) -> Drawing:
    """Collections and the lines between them. A collection's references to itself have no line."""
    collections = library.settings.collections
    weights: Counter[Pair] = Counter()
    for found in references:
        if found.source != found.target:
            one, other = sorted((found.source.name, found.target.name), key=list(collections).index)
            weights[one, other] += found.number
    order = _order(list(collections), weights)
    nodes = {name: _node(library, collections[name], place / len(order)) for place, name in enumerate(order)}
    edges = [
        Edge(collections[a], collections[b], number, _bend(nodes[a], nodes[b]), round(1 + math.sqrt(number) * 0.75, 1))
        for (a, b), number in sorted(weights.items(), key=lambda item: (item[1], item[0]))
    ]
    return Drawing(WIDTH, HEIGHT, tuple(nodes.values()), tuple(edges))


def _order(names: list[str], weights: Mapping[Pair, int]) -> list[str]:
    """The names around the ellipse: two change places as long as that makes the lines shorter. The first stays."""
    order, shortest = names, _length(names, weights)
    while True:
        tried = [_swapped(order, i, j) for i, j in combinations(range(1, len(order)), 2)]
        best = min(tried, key=lambda one: (_length(one, weights), one), default=order)
        if _length(best, weights) >= shortest:
            return order
        order, shortest = best, _length(best, weights)


def _swapped(order: list[str], i: int, j: int) -> list[str]:
    changed = list(order)
    changed[i], changed[j] = changed[j], changed[i]
    return changed


def _length(order: list[str], weights: Mapping[Pair, int]) -> float:
    """How long the lines are, each as thick as it is: along the circle, the short way."""
    place = {name: i for i, name in enumerate(order)}
    steps = {pair: abs(place[pair[0]] - place[pair[1]]) for pair in weights}
    return sum(math.sqrt(weights[pair]) * min(n, len(order) - n) for pair, n in sorted(steps.items()))


def _node(library: Library, collection: Collection, turn: float) -> CollectionNode:
    """A collection at a part of a whole turn, from the top, with its name outside the ellipse."""
    angle = 2 * math.pi * turn - math.pi / 2
    x, y = WIDTH / 2 + _RADII[0] * math.cos(angle), HEIGHT / 2 + _RADII[1] * math.sin(angle)
    number = len(library.collection(collection.name))
    radius = 16 + math.sqrt(number) * 1.25
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.1 else "start" if side > 0 else "end"
    reach = radius + _LABEL_GAP
    name_x = x if anchor == "middle" else x + math.copysign(reach, side)
    name_y = y + 6 + (math.sin(angle) * (reach + 4) if anchor == "middle" else math.sin(angle) * 12)
    x, y, radius, name_x, name_y = (round(length, 1) for length in (x, y, radius, name_x, name_y))
    return CollectionNode(collection, number, x, y, radius, name_x, name_y, anchor)


def _bend(one: CollectionNode, other: CollectionNode) -> str:
    """A line from one to another that bends towards the middle; between neighbours only a little."""
    apart = math.hypot(one.x - other.x, one.y - other.y) / WIDTH
    middle = [
        round(centre + (0.85 - apart) * ((a + b) / 2 - centre), 1)
        for a, b, centre in ((one.x, other.x, WIDTH / 2), (one.y, other.y, HEIGHT / 2))
    ]
    return f"M{one.x} {one.y}Q{middle[0]} {middle[1]} {other.x} {other.y}"

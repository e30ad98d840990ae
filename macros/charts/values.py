"""What the charts draw: numbers with the words that stand beside them, and where each leads.

Whoever makes them has counted and worded already; a chart says nothing that is not in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# How sure a number is, as its source prints it. Drawn by shape, not by colour alone.
Bound = Literal["exact", "about", "more", "most", "intended"]


@dataclass(frozen=True)
class Head:
    """What a chart is called. `id` is its address on the page and what its parts are named after.

    `title` says the finding, in one sentence; `description` what is drawn and how to read it, for who does not see it.
    """

    id: str
    title: str
    description: str


@dataclass(frozen=True)
class Bar:
    """A number with its name. `said` is how the number is written, with what goes with it; `href` where it leads.

    Of `number`, `part` rests on a choice of the editors and is drawn apart. An `unknown` bar counts what is not known.
    """

    label: str
    number: float
    said: str
    href: str = ""
    part: float = 0
    unknown: bool = False


@dataclass(frozen=True)
class Mark:
    """One thing at a place along an axis, in the axis's unit (a year with its part: 2021.5); `said` is how it is told.

    `until` is where a stretch ends: the end of a period, or the largest of two bounds.
    """

    label: str
    at: float
    said: str
    href: str = ""
    until: float | None = None
    bound: Bound = "exact"


@dataclass(frozen=True)
class MarkRow:
    """Marks that stand on one line, with its name; a row without marks says `empty`."""

    label: str
    marks: tuple[Mark, ...]
    href: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Axis:
    """A stretch of numbers: its ends, and where it has a line with words. `label` says what is measured, in what unit."""

    label: str
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a matrix; `said` tells in words what it counts, `href` where it leads, also where nothing is counted."""

    number: int
    said: str
    href: str = ""


@dataclass(frozen=True)
class CellRow:
    """A row of a matrix: its name, and a cell for each column. One that is `apart` does not count for the shades."""

    label: str
    cells: tuple[Cell, ...]
    href: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Panel:
    """One of small multiples: the bars of each are drawn on one and the same scale."""

    label: str
    bars: tuple[Bar, ...]
    href: str = ""


@dataclass(frozen=True)
class Node:
    """Something in a step of a flow. `said` is what is known of it; `known` whether anything is."""

    label: str
    said: str
    href: str = ""
    known: bool = True


@dataclass(frozen=True)
class Step:
    """A step of a flow, which leads to the next one: its name, what it means, and what stands in it."""

    label: str
    description: str
    nodes: tuple[Node, ...]
    empty: str = ""


@dataclass(frozen=True)
class Shape:
    """An area of a map: its outline as the `d` of a path, where its number stands, and the number."""

    label: str
    path: str
    x: float
    y: float
    number: int
    said: str
    href: str = ""

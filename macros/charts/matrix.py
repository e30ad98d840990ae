"""A matrix: a number where a row and a column meet, darker where it is larger, and an open frame where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

from macros.charts.axes import rails
from macros.charts.bars import below
from macros.charts.drawing import (
    EDGE,
    QUIET,
    SHADE_EDGE,
    SHADE_FILLS,
    SHADE_INKS,
    block,
    element,
    empty,
    hit,
    link,
    percent,
    shade,
    svg,
    written,
)
from macros.charts.lettering import NARROWEST, PITCH, SMALL, Line, Run, flow, place, text_width, wrap
from macros.charts.values import Cell, CellRow, Head

_HIGH = 28  # of a cell
_GAP = 0.8  # percent between cells
_AGAIN = 10  # rows: after so many at most the names of the columns stand there again
_OVER = 5  # pixels that a name may be taken to reach past a side: letters are narrower than those that we measure
_TALLEST = 170  # pixels of a name that stands upright, before it takes a second line


def matrix(head: Head, columns: Sequence[str], rows: Sequence[CellRow], left_out: str = "") -> str:
    """A chart of a row of cells for each row, with its name above it, and the names of the columns above them all; below
    them, in words, what has none."""
    if not rows or not columns:
        return empty("matrix", head)
    most = max((cell.number for row in rows if not row.apart for cell in row.cells), default=0)
    blocks = ceil(len(rows) / _AGAIN) if len(rows) > _AGAIN * 1.5 else 1
    again = ceil(len(rows) / blocks)  # as many in each block: names above a row or two would be in the way
    drawn, y = [], 0.0
    for nth, row in enumerate(rows):
        if nth % again == 0:
            y += 16 if nth else 0
            names, high = _names(columns, y)
            drawn.append(names)
            y += high
        lines = flow([Run(row.label, "link" if row.href else "")])
        name = block(lines, y + 16)
        drawn.append(link(row.href, row.label, hit(y - 1, PITCH * len(lines) + 2), name) if row.href else name)
        y += PITCH * len(lines) + 4
        drawn.append(_row(columns, row, most, y))
        y += _HIGH + 10
    if left_out:
        words, high = below(left_out, y + 2)
        drawn.append(words)
        y += high + 8
    return svg("matrix", head, y - 6, *drawn)


def _row(columns: Sequence[str], row: CellRow, most: int, y: float) -> str:
    """The cells of a row, from `y` down."""
    step = 100 / len(columns)
    parts = []
    for nth, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        dark = 0 if row.apart else shade(cell.number, most)
        frame = element(
            "rect", x=percent(nth * step) if nth else None, width=percent(step - _GAP), height=_HIGH, rx=3,
            **_look(dark, "" if cell.number else cell.href),
        )  # fmt: skip
        sign = str(cell.number) if cell.number else "+" if cell.href else ""
        ink = SHADE_INKS[dark - 1] if dark else QUIET
        middle = percent(nth * step + (step - _GAP) / 2)
        number = element("text", sign, x=middle, y=_HIGH / 2 + 5, fill=ink) if sign else ""
        title = element("title", escape(cell_name(row.label, column, cell)))
        parts.append(link(cell.href, "", title, frame, number, class_=f"kb-chart__shade-{dark}"))
    return element("g", *parts, transform=f"translate(0 {written(y)})", text_anchor="middle")


def _look(dark: int, href: str) -> dict[str, object]:
    if dark:
        return {"fill": SHADE_FILLS[dark - 1], "stroke": SHADE_EDGE if dark <= 2 else None}
    return {"fill": "none", "pointer_events": "all", "stroke": EDGE, "stroke_dasharray": "3 3" if href else None}


def cell_name(row: str, column: str, cell: Cell) -> str:
    """How a cell is heard: where it is, unless its words say so, and what it counts."""
    where = [part for part in (row, column) if part.lower() not in cell.said.lower()]
    return ": ".join([*([", ".join(where)] if where else []), cell.said])


def _names(columns: Sequence[str], y: float) -> tuple[str, float]:
    """The names of the columns from `y` down, and how high they are.

    They lie above their columns where every word fits; else by turns higher and lower, with twice the room; else they
    stand upright.
    """
    step = 100 / len(columns)
    for turns in (1, 2):
        rooms = [_room(nth, len(columns), turns) for nth in range(len(columns))]
        if all(
            text_width(word, SMALL) <= room for name, room in zip(columns, rooms, strict=True) for word in name.split()
        ):
            texts = [flow([Run(name)], room, SMALL) for name, room in zip(columns, rooms, strict=True)]
            return _lying(texts, step, turns, y)
    return _standing(columns, step, y)


def _room(nth: int, count: int, turns: int) -> float:
    """How wide the name of a column may be, in pixels of the narrowest chart; at the sides there is none beyond it."""
    step = NARROWEST / count
    if turns == 1:
        return step - 4
    return (1.5 if nth in (0, count - 1) else 2) * step - 10


def _lying(texts: Sequence[Sequence[Line]], step: float, turns: int, y: float) -> tuple[str, float]:
    highs = [18 * max(map(len, texts[turn::turns])) for turn in range(turns)]
    bottom = y + sum(highs)
    drawn, leads = [], []
    for nth, lines in enumerate(texts):
        at = nth * step + (step - _GAP) / 2
        last = y + sum(highs[: nth % turns + 1]) - 5
        if last < bottom - 5:
            leads.append(element("line", x1=percent(at), x2=percent(at), y1=last + 6, y2=bottom + 2))
        wide = max(sum(text_width(run.text, SMALL) for run in line) for line in lines)
        share, side = place(at, wide - 2 * _OVER)
        drawn.append(block(lines, last - 18 * (len(lines) - 1), share, size=SMALL, anchor=side, pitch=18))
    return rails(leads) * bool(leads) + "".join(drawn), sum(highs) + 6


def _standing(columns: Sequence[str], step: float, y: float) -> tuple[str, float]:
    most = max(1, int((step - _GAP) * NARROWEST / 100 / 17))
    names = [_upright(name, most) for name in columns]
    tall = max(text_width(line, SMALL) for lines in names for line in lines) + 4
    drawn = []
    for nth, lines in enumerate(names):
        text = block([[Run(line)] for line in lines], 5 - 8.5 * (len(lines) - 1), size=SMALL, pitch=17)
        text = text.replace("<text", '<text transform="rotate(-90)"', 1)
        drawn.append(
            element("svg", text, x=percent(nth * step + (step - _GAP) / 2), y=y + tall, overflow="visible", role="none")
        )
    return "".join(drawn), tall + 8


def _upright(name: str, most: int) -> list[str]:
    """The lines of a name that stands upright: at most `most`, and the shortest that may be, from _TALLEST on."""
    for room in range(_TALLEST, 1000, 10):
        lines = wrap(name, room, SMALL)
        if len(lines) <= most:
            return lines
    return [name]

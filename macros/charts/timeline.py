"""A timeline: what happened when, as points and stretches along the years, with the words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from macros.charts.axes import along, bounds_of, key, name_of, rails, ruler, shapes, symbol
from macros.charts.bars import below
from macros.charts.drawing import FILL, GROUND, block, element, empty, hit, link, percent, svg
from macros.charts.lettering import NARROWEST, PITCH, ROOM, SMALL, Line, Run, flow, text_width
from macros.charts.values import Axis, Head, Mark, MarkRow

_LANE = 26
_THICK = 10  # of a stretch
_LONG = 8


def timeline(head: Head, axis: Axis, rows: Sequence[MarkRow], left_out: str = "") -> str:
    """A chart of a row for each thing; below them, in words, what has none. Marks whose words would touch on the
    narrowest screen stand below each other."""
    if not rows:
        return empty("timeline", head)
    above = ruler(axis, 0) if len(rows) >= _LONG else ("", 0)
    first = above[1] + (8 if above[1] else 0)
    drawn, y = [], first
    for row in rows:
        words = flow([Run(row.label, "heading" if row.href else "strong")])
        if not row.marks:
            words = flow([Run(row.label, "heading" if row.href else "strong"), Run(row.empty, "quiet")])
        text = block(words, y + 16)
        drawn.append(link(row.href, row.label, hit(y - 1, PITCH * len(words) + 3), text) if row.href else text)
        y += PITCH * len(words) + 2
        lanes: list[float] = []  # how far each is taken, from the left, in pixels of the narrowest chart
        heights: list[int] = []
        placed = []
        for mark in row.marks:
            begin, end, spot, side, lines = _spread(axis, mark, row.label)
            nth = next((nth for nth, taken in enumerate(lanes) if taken < begin and side), len(lanes))
            if nth == len(lanes):
                lanes.append(0)
                heights.append(_LANE + (0 if side else PITCH * len(lines)))
            lanes[nth] = end + 10
            placed.append((nth, mark, spot, side, lines))
        for nth, mark, spot, side, lines in placed:
            drawn.append(_mark(head.id, axis, mark, y + sum(heights[:nth]), spot, side, lines, row.label))
        y += sum(heights) + 10
    foot, high = ruler(axis, y)
    bounds = bounds_of(rows)
    meaning, more = key(bounds, y + high + 4, head.id)
    if left_out:
        rest, deep = below(left_out, y + high + 4 + more)
        meaning, more = meaning + rest, more + deep + 8
    grid = [
        element("line", x1=percent(at), x2=percent(at), y1=first, y2=y)
        for at in (along(axis, number) for number, _ in axis.ticks)
    ]
    defs = shapes(head.id, bounds)
    return svg("timeline", head, y + high + 4 + more, defs, above[0], rails(grid), *drawn, foot, meaning)


def _words(mark: Mark, row: str) -> list[Run]:
    named = mark.label not in ("", row) and mark.label.lower() not in mark.said.lower()
    return [*([Run(mark.label)] if named else []), Run(mark.said, "quiet")]


def _spread(axis: Axis, mark: Mark, row: str) -> tuple[float, float, float, str, list[Line]]:
    """How far a mark and its words reach on the narrowest chart, where the words are tied to, on which side, and they.

    They stand behind the mark where there is room, else before it, else below it: then there is no side.
    """
    scale = NARROWEST / 100
    left = along(axis, mark.at)
    right = along(axis, mark.until) if mark.until is not None else left
    before, behind = (22 if mark.bound == "most" else 12), (22 if mark.bound == "more" else 12)
    words = _words(mark, row)
    wide = sum(text_width(run.text, SMALL) + 4 for run in words)
    one = flow(words, 9999, SMALL)
    if right * scale + behind + wide <= NARROWEST:
        return left * scale - before, right * scale + behind + wide, right, "start", one
    if left * scale - before - wide >= 0:
        return left * scale - before - wide, right * scale + behind, left, "end", one
    lines = flow(words, ROOM, SMALL)
    wide = max(sum(text_width(run.text, SMALL) + 4 for run in line) for line in lines)
    return 0, NARROWEST, max(0, min(left - 2, 100 * (1 - wide / NARROWEST))), "", lines


def _mark(
    identifier: str, axis: Axis, mark: Mark, y: float, spot: float, side: str, lines: list[Line], row: str
) -> str:
    middle = y + _LANE / 2
    shape = _stretch(identifier, axis, mark, middle)
    if side:
        away = (22 if mark.bound == "more" else 12) if side == "start" else -(22 if mark.bound == "most" else 12)
        text = block(lines, middle + 5, percent(spot), size=SMALL, anchor="" if side == "start" else "end", dx=away)
    else:
        text = block(lines, y + _LANE + 14, percent(spot) if spot else 0, size=SMALL)
    if not mark.href:
        return shape + text
    begin, end = along(axis, mark.at), along(axis, mark.at if mark.until is None else mark.until)
    target = (
        element("circle", class_="kb-chart__hit", cx=percent(begin), cy=middle, r=12, fill="none", pointer_events="all")
        if end == begin
        else hit(middle - 12, 24, percent(begin), percent(end - begin))
    )
    return link(mark.href, name_of(mark, row), target, shape, text)


def _stretch(identifier: str, axis: Axis, mark: Mark, y: float) -> str:
    begin = along(axis, mark.at)
    if mark.until is None:
        return symbol(mark.bound, begin, y, identifier=identifier)
    wide = percent(max(0.5, along(axis, mark.until) - begin))
    bar = {"x": percent(begin), "y": y - _THICK / 2, "width": wide, "height": _THICK, "rx": 3}
    if mark.bound == "exact":
        return element("rect", **bar)
    dashes = "5 3" if mark.bound == "intended" else None
    ends = {"more": along(axis, mark.until), "most": begin}
    if mark.bound in ends:
        return element("rect", **bar) + symbol(mark.bound, ends[mark.bound], y, identifier=identifier)
    return element(
        "rect", **bar, fill=GROUND, stroke=FILL, stroke_width=2, stroke_dasharray=dashes, class_="kb-chart__open"
    )

"""A dot plot (W. Cleveland, The Elements of Graphing Data, 1985): numbers along one axis, a row for each thing."""

from __future__ import annotations

from collections.abc import Sequence

from macros.charts.axes import along, bounds_of, key, name_of, rail, rails, ruler, shapes, symbol
from macros.charts.bars import below
from macros.charts.drawing import block, element, empty, hit, link, percent, svg
from macros.charts.lettering import PITCH, Run, flow
from macros.charts.values import Axis, Head, Mark, MarkRow

_LONG = 8  # rows: from so many, the axis stands above them too


def dots(head: Head, axis: Axis, rows: Sequence[MarkRow], left_out: str = "") -> str:
    """A chart of a row for each thing, its marks on a line, and what they say in words above it; below them, in words,
    what has none."""
    if not rows:
        return empty("dots", head)
    above = ruler(axis, 0) if len(rows) >= _LONG else ("", 0)
    lines, drawn, y = [], [], above[1] + (10 if above[1] else 0)
    for row in rows:
        told = [Run(row.label, "link" if row.href else "")]
        told += [Run(_said(row, mark, last=mark is row.marks[-1]), "strong") for mark in row.marks]
        words = flow(told if row.marks else [*told, Run(row.empty, "quiet")])
        middle = y + PITCH * len(words) + 12
        text = block(words, y + 16)
        if row.href:
            text = link(row.href, row.label, hit(y - 1, PITCH * len(words) + 3), text)
        drawn.append(text)
        if row.marks:
            lines.append(rail(axis, middle))
            drawn += [mark_of(head.id, axis, mark, middle, row.label) for mark in row.marks]
        y = middle + (18 if row.marks else 2)
    foot, high = ruler(axis, y)
    bounds = bounds_of(rows)
    meaning, more = key(bounds, y + high + 4, head.id)
    if left_out:
        rest, deep = below(left_out, y + high + 4 + more)
        meaning, more = meaning + rest, more + deep + 8
    return svg(
        "dots", head, y + high + 4 + more, shapes(head.id, bounds), above[0], rails(lines), *drawn, foot, meaning
    )


def _said(row: MarkRow, mark: Mark, last: bool) -> str:
    """What one of the marks of a row says; which one it is, where there are more."""
    named = len(row.marks) > 1 and mark.label not in ("", row.label) and mark.label not in mark.said
    return f"{mark.label}: {mark.said}" * named + mark.said * (not named) + ("" if last else ";")


def mark_of(identifier: str, axis: Axis, mark: Mark, y: float, row: str) -> str:
    """One mark, or two with a line between; a place to point at of 24 pixels where it leads somewhere."""
    begin = along(axis, mark.at)
    parts = []
    if mark.until is not None:
        end = along(axis, mark.until)
        parts.append(element("rect", x=percent(begin), y=y - 1.5, width=percent(end - begin), height=3))
        parts.append(symbol(mark.bound, end, y, identifier=identifier))
    parts.append(symbol(mark.bound, begin, y, identifier=identifier))
    name = name_of(mark, row)
    if not mark.href:
        return "".join(parts)
    return link(mark.href, name, point(begin, y), *parts)


def point(share: float, y: float, radius: float = 12) -> str:
    """The round place to point at."""
    return element(
        "circle", class_="kb-chart__hit", cx=percent(share), cy=y, r=radius, fill="none", pointer_events="all"
    )

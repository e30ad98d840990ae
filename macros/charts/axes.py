"""An axis with its words, and marks along it, whose shape says how sure a number is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from macros.charts.drawing import EDGE, FILL, GROUND, LINE, block, element, one_line, percent
from macros.charts.lettering import NARROWEST, PITCH, SMALL, Run, flow, place, text_width
from macros.charts.values import Axis, Bound, Mark, MarkRow

# Where an axis begins and ends, in percent: an arrow at its end stays within the chart.
LEFT, RIGHT = 6.0, 94.0
RADIUS = 6.0

# What the shapes mean, in the words of who reads.
_MEANING: dict[Bound, str] = {
    "exact": "precies",
    "about": "ongeveer",
    "more": "meer dan",
    "most": "hoogstens",
    "intended": "beoogd",
}


def nice(number: float) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that is not below this number."""
    if number <= 0:
        return 1
    power = 10.0 ** floor(log10(number))
    return next(step * power for step in (1, 2, 5, 10) if number <= step * power * (1 + 1e-9))


def ticks(start: float, end: float, count: int = 5) -> list[float]:
    """About `count` round numbers from `start` to `end`."""
    step = nice((end - start) / max(1, count - 1))
    first = -floor(-start / step + 1e-9)
    return [round(nth * step, 10) for nth in range(first, floor(end / step + 1e-9) + 1)] if end > start else [start]


def round_axis(label: str, numbers: Sequence[float]) -> Axis:
    """From nothing to a round number at or past the largest of these."""
    top = max(numbers, default=0) or 1
    step = max(1, nice(top / 4))
    end = ceil(top / step) * step
    return Axis(label, 0, end, tuple((number, f"{round(number):,}".replace(",", ".")) for number in ticks(0, end, 5)))


def year_axis(years: Sequence[float]) -> Axis:
    """From the year of the first of these moments to the end of that of the last."""
    first, last = floor(min(years, default=2000)), floor(max(years, default=2000)) + 1
    step = max(1, round(nice((last - first) / 5)))
    return Axis("Jaar", first, last, tuple((year, str(year)) for year in range(first, last, step)))


def share_of(axis: Axis, number: float) -> float:
    """How far along an axis a number lies, from 0 to 1; what lies beyond an end, at that end."""
    stretch = axis.end - axis.start
    return min(1, max(0, (number - axis.start) / stretch)) if stretch else 0.5


def along(axis: Axis, number: float) -> float:
    """Where a number stands, in percent of the width of the chart."""
    return LEFT + (RIGHT - LEFT) * share_of(axis, number)


def ruler(axis: Axis, y: float) -> tuple[str, float]:
    """A line with its ticks, their words and what is measured, from `y` down; and how high that is."""
    small = "".join(
        element("line", x1=percent(at), x2=percent(at), y1=y, y2=y + 5)
        for at in (along(axis, number) for number, _ in axis.ticks)
    )
    line = element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=y, y2=y)
    words, free = [], -1.0
    for number, said in axis.ticks:
        room = text_width(said, SMALL)
        share, side = place(along(axis, number), room)
        begin = float(share[:-1]) * NARROWEST / 100 - {"": 0, "middle": room / 2, "end": room}[side]
        if begin > free:
            words.append(one_line(said, y + 20, share, "quiet", size=SMALL, anchor=side))
            free = begin + room + 8
    told = flow([Run(axis.label, "quiet")], size=SMALL)
    label = block(told, y + 42, size=SMALL)
    drawn = element("g", line, small, stroke=EDGE, class_="kb-chart__edge")
    return drawn + "".join(words) + label, 26 + (PITCH * len(told) + 4 if told else 0)


def rail(axis: Axis, y: float) -> str:
    """The faint line that a row of marks stands on, with a notch where the axis has words."""
    notches = "".join(
        element("line", x1=percent(at), x2=percent(at), y1=y - 3, y2=y + 3)
        for at in (along(axis, number) for number, _ in axis.ticks)
    )
    return element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=y, y2=y) + notches


def rails(lines: Iterable[str]) -> str:
    """All of these, behind the marks."""
    return element("g", *lines, stroke=LINE, class_="kb-chart__line")


def symbol(bound: Bound, share: float, y: float, radius: float = RADIUS, identifier: str = "") -> str:
    """The mark of a number: filled where it is exact, open where it is about so or intended, with an arrow where it is a
    bound. `identifier` is that of the chart, whose `shapes` hold what is no circle.
    """
    at = percent(share)
    if bound == "exact":
        return element("circle", cx=at, cy=y, r=radius)
    if bound == "about":
        return element("circle", cx=at, cy=y, r=radius - 1, **_OPEN)
    return element("use", href=f"#{identifier}-{bound}", x=at, y=y)


_OPEN = {"fill": GROUND, "stroke": FILL, "stroke_width": 2, "class_": "kb-chart__open"}


def shapes(identifier: str, bounds: Iterable[Bound], radius: float = RADIUS, close: bool = False) -> str:
    """What `symbol` draws of these bounds, for once in a chart. Where marks stand `close`, arrows are triangles."""
    found = set(bounds)
    drawn = []
    for bound, way in (("more", 1), ("most", -1)):
        if bound in found and close:
            half = radius + 1.2  # a triangle has half the ink of a square, and is to be seen among circles
            back, tip = -way * half * 0.8, way * half
            triangle = f"M{back:g} {-half:g}L{tip:g} 0L{back:g} {half:g}Z"
            drawn.append(element("path", id=f"{identifier}-{bound}", d=triangle))
        elif bound in found:
            tip, barb = way * radius * 2.7, way * radius * 1.9
            line = f"M0 0H{tip:g}M{barb:g} {-radius * 0.7:g}L{tip:g} 0L{barb:g} {radius * 0.7:g}"
            drawn.append(
                element(
                    "g",
                    element("circle", r=radius),
                    element("path", d=line, fill="none", stroke=FILL, stroke_width=2, class_="kb-chart__stroke"),
                    id=f"{identifier}-{bound}",
                )
            )
    if "intended" in found:
        wide = radius * 1.15
        path = f"M0 {-wide:g}L{wide:g} 0L0 {wide:g}L{-wide:g} 0Z"
        drawn.append(element("path", id=f"{identifier}-intended", d=path, **_OPEN))
    return element("defs", *drawn) if drawn else ""


def key(
    bounds: Iterable[Bound], y: float, identifier: str, radius: float = RADIUS - 0.5, close: bool = False
) -> tuple[str, float]:
    """What the shapes mean, where not all are exact, from `y` down; and how high that is. `radius` is that of the marks
    in the chart, `close` as for `shapes`."""
    found = set(bounds)
    if found <= {"exact"}:
        return "", 0
    parts, x, line = [], 0.0, y + 16
    for bound, meaning in _MEANING.items():
        if bound not in found:
            continue
        before, behind = (18 if bound == "most" and not close else 9), (22 if bound == "more" and not close else 14)
        wide = before + behind + text_width(meaning, SMALL)
        if x and x + wide > NARROWEST:
            x, line = 0, line + 22
        shape = symbol(bound, 0, line - 5, radius, identifier)
        parts.append(shape.replace('="0%"', f'="{x + before:g}"'))
        parts.append(one_line(meaning, line, x + before + behind - 2, "quiet", size=SMALL))
        x += wide + 16
    return "".join(parts), line - y + 8


def bounds_of(rows: Iterable[MarkRow]) -> list[Bound]:
    return [mark.bound for row in rows for mark in row.marks]


def name_of(mark: Mark, row: str = "") -> str:
    """How a mark is heard: what it is and what it says, none of it twice."""
    parts = [part for part in (row, mark.label) if part and part.lower() not in mark.said.lower()]
    return ": ".join([*dict.fromkeys(parts), mark.said])

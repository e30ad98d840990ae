"""A distribution: a dot for each thing, stacked where many say the same (L. Wilkinson, Dot Plots, 1999)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from macros.charts.axes import LEFT, RIGHT, key, name_of, ruler, shapes, share_of, symbol
from macros.charts.bars import bar_of, patterns
from macros.charts.dots import point
from macros.charts.drawing import LINE, block, element, empty, hit, link, percent, svg
from macros.charts.lettering import NARROWEST, PITCH, Run, flow
from macros.charts.values import Axis, Bar, Head, Mark

_PITCHES = (24, 20, 16, 13, 11, 8)  # from one dot to the next: the first at which the highest stack is not above _HIGH
_HIGH = 180
_COLUMNS, _TALL = 40, 90  # how many there are at most, and how high the highest is


def distribution(head: Head, axis: Axis, marks: Sequence[Mark], unknown: Bar | None = None) -> str:
    """A chart of a dot for each mark, above its place on the axis, and below it how many are not known.

    A dot lies at the nearest of a number of places, so that dots stack; which one it is stands above all of them while it
    is hovered over or has the focus.
    """
    if not marks and not unknown:
        return empty("distribution", head)
    pitch, places = _fitting(axis, marks)
    radius = min(8, pitch / 2 - 1)
    tall = max(Counter(places).values(), default=0)
    names = [flow([Run(name_of(mark), "strong")]) for mark in marks]
    top = 4 + PITCH * max(map(len, names), default=0)
    ground = top + max(tall, 1) * pitch + 6
    stacked: Counter[float] = Counter()
    drawn = []
    for place, mark, name in sorted(zip(places, marks, names, strict=True), key=lambda one: one[0]):
        y = ground - 4 - pitch * (stacked[place] + 0.5)
        stacked[place] += 1
        told = block(name, 16, class_="kb-chart__told").replace("<text", '<text display="none"', 1)
        parts = [point(place, y, max(pitch / 2, 8)), symbol(mark.bound, place, y, radius, head.id), told]
        if mark.href:
            drawn.append(link(mark.href, name_of(mark), *parts))
        else:
            drawn.append(element("g", element("title", escape(name_of(mark))), *parts))
    foot, high = ruler(axis, ground)
    bounds = [mark.bound for mark in marks]
    meaning, more = key(bounds, ground + high + 4, head.id, radius, close=True)
    y = ground + high + 4 + more
    rest, last = _unknown(head.id, unknown, len(marks), y) if unknown else ("", 0)
    defs = shapes(head.id, bounds, radius, close=True) + (patterns(head.id, [unknown]) if unknown else "")
    return svg("distribution", head, y + last, defs, *drawn, foot, meaning, rest)


def columns(head: Head, axis: Axis, numbers: Mapping[int, int], unknown: Bar | None = None) -> str:
    """The same of many: a column for those that lie together, without their names.

    `numbers` says of each number how often it is there. However many there are, it weighs no more than its columns.
    """
    if not numbers:
        return empty("columns", head)
    within: dict[int, list[int]] = {}
    for number in sorted(numbers):
        within.setdefault(round(_COLUMNS * share_of(axis, number)), []).append(number)
    found = {place: sum(numbers[number] for number in those) for place, those in within.items()}
    step = (RIGHT - LEFT) / _COLUMNS
    drawn = []
    for place, count in found.items():
        high = max(2, round(_TALL * count / max(found.values())))
        size = {"x": percent(LEFT + step * (place - 0.4)), "y": 4 + _TALL - high, "width": percent(step * 0.8)}
        # For who looks up a number in it: in full, however large.
        span = {"data_from": str(within[place][0]), "data_to": str(within[place][-1])}
        drawn.append(element("rect", **size, height=high, **span))
    foot, below = ruler(axis, 4 + _TALL)
    y = 4 + _TALL + below
    rest, last = _unknown(head.id, unknown, sum(numbers.values()), y) if unknown else ("", 0)
    hatches = patterns(head.id, [unknown]) if unknown else ""
    return svg("columns", head, y + last, hatches, element("g", *drawn), foot, rest)


def _fitting(axis: Axis, marks: Sequence[Mark]) -> tuple[int, list[float]]:
    """How far apart the dots are, as large as may be, and the place of each mark in percent."""
    stretch = axis.end - axis.start
    for pitch in _PITCHES:
        most = int(NARROWEST * (RIGHT - LEFT) / 100 / pitch)
        steps = int(stretch) if stretch == int(stretch) and 0 < stretch <= most else most
        places = [LEFT + (RIGHT - LEFT) * round(steps * share_of(axis, mark.at)) / steps for mark in marks]
        if max(Counter(places).values(), default=0) * pitch <= _HIGH:
            break
    return pitch, places


def _unknown(identifier: str, bar: Bar, known: int, y: float) -> tuple[str, float]:
    """What is not known, as a part of all, from `y` down; and how high that is."""
    lines = flow([Run(bar.label, "link" if bar.href else ""), Run(bar.said, "strong")])
    top = y + 12 + PITCH * len(lines) + 4
    whole = element("line", x2="100%", y1=top + 12, y2=top + 12, stroke=LINE, class_="kb-chart__line")
    share = 100 * bar.number / (known + bar.number) if known + bar.number else 0
    hatched = bar_of(identifier, bar, top, 0, share)
    name = f"{bar.label}: {bar.said}"
    parts = (hit(y + 10, top + 16 - y - 10), block(lines, y + 28), whole, hatched)
    return link(bar.href, name, *parts), top + 20 - y

"""A plot of growth, as a drawing within a page: both axes logarithmic, what is measured solid, what is extrapolated dashed.

It takes the colours and letters of the site (`docs/assets/css/base.css`), so it is dark where the page is. It is drawn for
the width of a phone, since a page only ever makes it larger. Lengths are in units of the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 440, 430
LEFT, RIGHT, TOP, BOTTOM = 60, 152, 40, 44  # around the field: numbers, names of lines, title, numbers
LETTER = 16
_MARK = 4.5  # radius


@dataclass(frozen=True)
class Line:
    """What grows: its name, its points (entries, amount) from few entries to many, and where it is thought to end.

    `colour` is a variable of the site; `hollow` tells two lines of one colour apart.
    """

    name: str
    colour: str
    hollow: bool
    points: tuple[tuple[float, float], ...]
    end: tuple[float, float]


@dataclass(frozen=True)
class Limit:
    """An amount that something else forbids to pass."""

    name: str
    amount: float


@dataclass(frozen=True)
class Plot:
    """A whole drawing. `told` is for who hears the page; `unit` writes a power of ten beside its axis."""

    title: str
    told: str
    unit: Callable[[float], str]
    lines: tuple[Line, ...]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Scale:
    """From amounts to places along one axis, by their logarithm; `low` and `high` are powers of ten."""

    low: int
    high: int
    start: float
    stop: float

    def __call__(self, amount: float) -> float:
        share = (log10(amount) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.stop - self.start), 1)

    def powers(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def scales(plot: Plot) -> tuple[Scale, Scale]:
    """Those of entries and of amounts: whole powers of ten around all that is drawn."""
    points = [point for line in plot.lines for point in (*line.points, line.end)]
    across = [entries for entries, _ in points]
    up = [*(amount for _, amount in points), *(limit.amount for limit in plot.limits)]
    return (
        Scale(floor(log10(min(across))), ceil(log10(max(across))), LEFT, WIDTH - RIGHT),
        Scale(floor(log10(min(up))), ceil(log10(max(up))), HEIGHT - BOTTOM, TOP),
    )


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places as near to those wanted as can be, in the same order, each `apart` from the next, within `low` and `high`.

    Places that are too near become one group around the middle of what they want, and groups that touch join (pool
    adjacent violators: Ayer and others, Annals of Mathematical Statistics 26 (1955) 641–647).
    """
    order = sorted(range(len(wanted)), key=lambda nth: wanted[nth])
    groups: list[
        list[float]
    ] = []  # each the first places that its members want, were they alone with those before them
    for turn, nth in enumerate(order):
        groups.append([min(max(wanted[nth], low), high) - turn * apart])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    firsts = [_mean(group) for group in groups for _ in group]
    most = high - (len(order) - 1) * apart
    places = dict(zip(order, (min(max(first, low), most) for first in firsts), strict=True))
    return [round(places[nth] + order.index(nth) * apart, 1) for nth in range(len(wanted))]


def draw(plot: Plot) -> str:
    """The plot as SVG, one element to a line."""
    x, y = scales(plot)
    names = spread([y(line.end[1]) for line in plot.lines], LETTER * 1.2, TOP, HEIGHT - BOTTOM)
    return "\n".join(
        [
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(plot.told)}" '
            f'font-size="{LETTER}" overflow="visible">',
            f'<text x="0" y="{LETTER}" fill="var(--md-default-fg-color)" font-weight="600">{escape(plot.title)}</text>',
            *_field(plot, x, y),
            *(part for limit in plot.limits for part in _limit(limit, x, y)),
            *(part for line, place in zip(plot.lines, names, strict=True) for part in _line(line, place, x, y)),
            "</svg>",
        ]
    )


def _field(plot: Plot, x: Scale, y: Scale) -> list[str]:
    """What lies behind: the stretch without measurements a shade darker, and a line at each power of ten."""
    last = x(max(entries for line in plot.lines for entries, _ in line.points))
    grid = "".join(f"M{x.start} {y(10**power)}H{x.stop}" for power in y.powers())
    grid += "".join(f"M{x(10**power)} {y.start}V{y.stop}" for power in x.powers())
    return [
        f'<path fill="var(--kb-surface-2)" d="M{last} {y.start}V{y.stop}H{x.stop}V{y.start}z"/>',
        f'<path fill="none" stroke="var(--kb-line)" d="{grid}"/>',
        *(
            f'<text x="{LEFT - 8}" y="{y(10**power) + LETTER / 3:.1f}" fill="var(--kb-muted)" text-anchor="end">'
            f"{escape(plot.unit(10**power))}</text>"
            for power in y.powers()
        ),
        *(
            f'<text x="{x(10**power)}" y="{HEIGHT - BOTTOM + LETTER * 1.4:.1f}" fill="var(--kb-muted)" '
            f'text-anchor="middle">{10**power:,}</text>'
            for power in x.powers()
        ),
        f'<text x="{(x.start + x.stop) / 2}" y="{HEIGHT - 3}" fill="var(--kb-muted)" text-anchor="middle">entries</text>',
    ]


def _limit(limit: Limit, x: Scale, y: Scale) -> list[str]:
    place = y(limit.amount)
    return [
        f'<path fill="none" stroke="var(--kb-muted)" stroke-dasharray="1 4" stroke-linecap="round" stroke-width="1.8" '
        f'd="M{x.start} {place}H{x.stop}"/>',
        f'<text x="{LEFT + 6}" y="{place - 6:.1f}" fill="var(--kb-muted)" font-size="{LETTER - 2}">'
        f"{escape(limit.name)}</text>",
    ]


def _line(line: Line, name: float, x: Scale, y: Scale) -> list[str]:
    places = [(x(entries), y(amount)) for entries, amount in line.points]
    end = x(line.end[0]), y(line.end[1])
    solid = "L".join(f"{across} {up}" for across, up in places)
    dashed = f"M{places[-1][0]} {places[-1][1]}L{end[0]} {end[1]}"
    ink = f'stroke="var({line.colour})"'
    filled = "var(--md-default-bg-color)" if line.hollow else f"var({line.colour})"
    marks = "".join(f'<circle cx="{across}" cy="{up}" r="{_MARK}"/>' for across, up in places)
    return [
        f'<path fill="none" {ink} stroke-linejoin="round" stroke-width="2.2" d="M{solid}"/>',
        f'<path fill="none" {ink} stroke-dasharray="5 4" stroke-width="1.6" d="{dashed}"/>',
        f'<path fill="none" {ink} stroke-width="1" d="M{end[0]} {end[1]}L{end[0] + 12} {name}h6"/>',
        f'<g fill="{filled}" {ink} stroke-width="2">{marks}</g>',
        f'<text x="{end[0] + 22}" y="{name + LETTER / 3:.1f}" fill="var(--md-default-fg-color)">'
        f"{escape(line.name)}</text>",
    ]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)

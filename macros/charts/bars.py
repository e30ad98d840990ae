"""Bars: a number a row, with its name above it. What is not known is hatched; so, otherwise, is what the editors chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from macros.charts.drawing import EDGE, FILL, QUIET, block, element, empty, hatch, hit, link, one_line, percent, svg
from macros.charts.lettering import NARROWEST, PITCH, SMALL, Run, flow, text_width
from macros.charts.values import Bar, Head

_THICK = 12
_LEAST = 0.5  # percent: of a bar that is not nothing
_WIDEST = 0.36  # the part of the narrowest chart that numbers beside their bars may take
_SHARE = "share"
PART = "Gearceerd deel: keuze van de redactie"
_SWATCH = 24  # pixels, of the hatch before its meaning


def bars(head: Head, bars: Sequence[Bar], left_out: str = "") -> str:
    """A chart of bars on one scale from nothing, in the order given; below them, in words, what has none.

    Numbers stand behind their bars where all are short, else behind the names.
    """
    if not bars:
        return empty("bars", head)
    most = max(bar.number for bar in bars)
    reserve = max(text_width(bar.said, heavy=True) for bar in bars) + 10
    beside = reserve <= _WIDEST * NARROWEST
    full = floor(100 * (1 - reserve / NARROWEST)) if beside else 100
    note, y = note_of(head.id, bars)
    rows = []
    for nth, bar in enumerate(bars):
        if bar.unknown and nth and not bars[nth - 1].unknown:
            y += 8
        name = Run(bar.label, "link" if bar.href else "")
        lines = flow([name] if beside else [name, Run(bar.said, "strong")])
        top = y + PITCH * len(lines) + 5
        long = length(bar, most, full)
        parts = [hit(y - 1, top + _THICK + 5 - y), block(lines, y + 16), bar_of(head.id, bar, top, 0, long)]
        if beside:
            parts.append(" ")  # between words that are seen apart, for who hears or copies them
            parts.append(one_line(bar.said, top + _THICK - 1, percent(long), "strong", dx=8 if long else 0))
        rows.append(link(bar.href, f"{bar.label}: {bar.said}", *parts))
        y = top + _THICK + 12
    if left_out:
        words, high = below(left_out, y)
        rows.append(words)
        y += high
    return svg("bars", head, y, patterns(head.id, bars), note, *rows)


def share(head: Head, known: int, whole: int) -> str:
    """One bar of a whole: what is known is filled, the rest is hatched as what is not known."""
    part = 100 * known / whole if whole else 0
    left = Bar("", whole - known, "", unknown=True)
    identifier = f"{head.id}-{_SHARE}"
    drawn = bar_of(identifier, Bar("", known, ""), 1, 0, part), bar_of(identifier, left, 1, part, 100 - part)
    return svg("share", replace(head, id=identifier), _THICK + 2, patterns(identifier, [left]), *drawn)


def length(bar: Bar, most: float, full: float) -> float:
    """How long a bar is, where the largest is `full`: what is something is seen."""
    return max(_LEAST, full * bar.number / most) if bar.number > 0 else 0


def patterns(identifier: str, bars: Sequence[Bar]) -> str:
    """The hatches that these bars need."""
    drawn = []
    if any(bar.unknown for bar in bars):
        drawn.append(hatch(f"{identifier}-u", QUIET, "kb-chart__rule", thick=0.7))
    if any(bar.part for bar in bars):
        drawn.append(hatch(f"{identifier}-p", FILL, "kb-chart__stroke", turned=-45))
    return element("defs", *drawn) if drawn else ""


def below(left_out: str, y: float) -> tuple[str, float]:
    """What stands only in the table, from `y` down; and how high that is."""
    lines = flow([Run(left_out, "quiet")], size=SMALL)
    return block(lines, y + 12, size=SMALL), PITCH * len(lines) - 4


def note_of(identifier: str, bars: Sequence[Bar]) -> tuple[str, float]:
    """What the hatch in a bar means, above the bars that have it; and how high that is."""
    if not any(bar.part for bar in bars):
        return "", 0
    swatch = element(
        "rect", y=5, width=_SWATCH, height=_THICK, rx=2, fill=f"url(#{identifier}-p)", stroke=FILL,
        class_="kb-chart__part",
    )  # fmt: skip
    return swatch + one_line(PART, 16, _SWATCH + 8, "quiet", size=SMALL), 28


def bar_of(identifier: str, bar: Bar, y: float, left: float, long: float, thick: float = _THICK) -> str:
    """A bar from `left`, `long` percent wide. Where there is nothing, there is none."""
    if long <= 0:
        return ""
    if bar.unknown:
        return element(
            "rect", x=percent(left) if left else None, y=y, width=percent(long), height=thick, rx=2,
            fill=f"url(#{identifier}-u)", stroke=EDGE, stroke_dasharray="4 3", class_="kb-chart__unknown",
        )  # fmt: skip
    chosen = long * min(1, bar.part / bar.number) if bar.part > 0 else 0
    solid = element("rect", x=percent(left) if left else None, y=y, width=percent(long - chosen), height=thick, rx=2)
    if not chosen:
        return solid
    hatched = element(
        "rect", x=percent(left + long - chosen), y=y, width=percent(chosen), height=thick, rx=2,
        fill=f"url(#{identifier}-p)", stroke=FILL, class_="kb-chart__part",
    )  # fmt: skip
    return hatched if chosen >= long else solid + hatched

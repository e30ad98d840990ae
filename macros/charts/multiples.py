"""Small multiples (E. Tufte, Envisioning Information, 1990): the same bars for each of several, on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from macros.charts.bars import bar_of, length, note_of, patterns
from macros.charts.drawing import block, empty, hit, link, one_line, percent, svg
from macros.charts.lettering import NARROWEST, PITCH, SMALL, Line, Run, flow, text_width
from macros.charts.values import Bar, Head, Panel

_THICK = 8
_GUTTER = 8.0  # percent between two panels


def multiples(head: Head, panels: Sequence[Panel]) -> str:
    """A chart of panels, two beside each other where all their words are short enough for it."""
    if not any(panel.bars for panel in panels):
        return empty("multiples", head)
    every = [bar for panel in panels for bar in panel.bars]
    most = max(bar.number for bar in every)
    half = (100 - _GUTTER) / 2
    fits = all(_wide(bar) <= half * NARROWEST / 100 for bar in every) and len(panels) > 1
    width = half if fits else 100.0
    across = 2 if fits else 1
    note, y = note_of(head.id, every)
    drawn = [note] if note else []
    for nth in range(0, len(panels), across):
        row = [
            _panel(head.id, panel, most, y, place * (half + _GUTTER), width)
            for place, panel in enumerate(panels[nth : nth + across])
        ]
        drawn += [part for part, _ in row]
        y += max(high for _, high in row) + 18
    return svg("multiples", head, y - 10, patterns(head.id, every), *drawn)


def _wide(bar: Bar) -> float:
    return text_width(bar.label, SMALL) + text_width(bar.said, SMALL, heavy=True) + 10


def _panel(identifier: str, panel: Panel, most: float, y: float, left: float, width: float) -> tuple[str, float]:
    """One panel from `y` down, and how high it is."""
    room = width * NARROWEST / 100
    lines: list[Line] = flow([Run(panel.label, "heading" if panel.href else "strong")], room)
    text = block(lines, y + 16, percent(left) if left else 0)
    if panel.href:
        box = hit(y - 1, PITCH * len(lines) + 4, percent(left), percent(width))
        text = link(panel.href, panel.label, box, text)
    parts, top = [text], y + PITCH * len(lines) + 6
    for bar in panel.bars:
        part, top = _bar(identifier, bar, most, top, left, width)
        parts.append(part)
    return "".join(parts), top - y


def _bar(identifier: str, bar: Bar, most: float, y: float, left: float, width: float) -> tuple[str, float]:
    """One bar with its name before and its number behind it, and where the next one begins."""
    x = percent(left) if left else 0
    room = width * NARROWEST / 100
    tone: Run = Run(bar.label, "link" if bar.href else "")
    if _wide(bar) <= room:
        text = block([[tone]], y + 14, x, size=SMALL)
        text += one_line(bar.said, y + 14, percent(left + width), "strong", size=SMALL, anchor="end")
        high = 19.0
    else:
        lines = flow([tone, Run(bar.said, "strong")], room, SMALL)
        text, high = block(lines, y + 14, x, size=SMALL, pitch=18), 1 + 18.0 * len(lines)
    long = length(bar, most, width)
    drawn = bar_of(identifier, bar, y + high, left, long, _THICK)
    box = hit(y - 2, high + _THICK + 5, percent(left), percent(width)) if bar.href else ""
    return link(bar.href, f"{bar.label}: {bar.said}", box, text, drawn), y + high + _THICK + 8

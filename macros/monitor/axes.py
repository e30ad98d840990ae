"""Axes with round ends and a few ticks that people read easily."""

from __future__ import annotations

from collections.abc import Sequence

from macros.charts.values import Axis

_TICKS = 5  # at most so many steps, so that their words stand apart on a narrow screen
_STEPS = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))


def round_axis(label: str, numbers: Sequence[float]) -> Axis:
    """From nought to a round number at or past the largest."""
    top = max(numbers, default=0)
    step = next(one for one in _STEPS if one * _TICKS >= top)
    steps = max(1, -(-int(-(-top // 1)) // step))
    return Axis(label, 0, step * steps, tuple((step * n, _thousands(step * n)) for n in range(steps + 1)))


def year_axis(years: Sequence[float]) -> Axis:
    """From the first year to the end of the last one."""
    first, last = int(min(years, default=2000)), int(max(years, default=2000)) + 1
    step = next(one for one in _STEPS if one * _TICKS >= last - first)
    return Axis("Jaar", first, last, tuple((year, str(year)) for year in range(first, last, step)))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")

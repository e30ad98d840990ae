"""Numbers in bars: how many there are in each of a few stretches with round ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

MOST = 12  # bars, so that they fit beside one another in a narrow column


@dataclass(frozen=True)
class Bar:
    """How many numbers there are from `low` up to and including `high`; `share` of the highest bar, in percent."""

    low: int
    high: int
    count: int
    share: int = 0


def make_bars(numbers: Sequence[int]) -> tuple[Bar, ...]:
    """Bars of equal width from the lowest number to the highest; nothing without numbers.

    A few numbers far from the others share the last bar: else the rest would stand in one.
    """
    if not numbers:
        return ()
    ordered = sorted(numbers)
    low, most = ordered[0], ordered[-1]
    nearly = ordered[(len(ordered) - 1) * 9 // 10]
    high = most if most - low < 2 * (nearly - low + MOST) else nearly
    step = next(step for step in _steps() if (high // step) - (low // step) < MOST)
    starts = range(low // step * step, high + 1, step)
    bars = []
    for start in starts:
        end = most if start == starts[-1] else start + step - 1
        first = max(start, low)
        bars.append(Bar(first, end, sum(first <= number <= end for number in numbers)))
    top = max(bar.count for bar in bars)
    return tuple(Bar(bar.low, bar.high, bar.count, round(100 * bar.count / top)) for bar in bars)


def _steps() -> Iterator[int]:
    """Widths that people read easily: 1, 2, 5, 10, 20, 50 and so on, without an end."""
    return (digit * 10**power for power in count() for digit in (1, 2, 5))

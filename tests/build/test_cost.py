"""What a build costs beside a plain one, at 300 entries: red when a change makes it a quarter dearer.

WORTH is in seconds of a processor, ours in parts of a plain build of the same texts in the same round, so that another
machine gives about the same. `make test` measures them beside other tests: that makes both dearer alike, as long as both
are one process. Two processes share a core with those tests where a plain build has it to itself.

To lower a figure: when a change makes a stage cheaper, write down what this test tells with `-s`, in the same proposal.
Then the next one is held to it. To raise one: only where what makes it dearer is worth it to a visitor or a writer.
Measure the branch and what it starts from in turns on one machine, with `python -m pytest -s -n0 tests/build/test_cost.py`,
write the higher one down, and say in the commit what was bought for it. `ROOM` is for noise and is never widened: where
noise turns this red, lessen the noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench.projects import write_both
from tests.bench.stages import CHECK, EDITED, FIRST, NOTHING, measure

WORTH = {
    CHECK: 0.40,
    FIRST: 2.55,
    EDITED: 0.95,
    NOTHING: 0.050,
}
ROOM = 1.25
ENTRIES = 300
ROUNDS = 2
TIMES = {CHECK: 2, NOTHING: 4}  # in a round: what takes short is noisier


def too_dear(found: Mapping[str, float], worth: Mapping[str, float] = WORTH) -> dict[str, str]:
    """The stages whose ratio is over its worth by more than ROOM, each with what to say about it."""
    return {
        what: f"{ratio:.3f} of a plain build, {ratio / worth[what] - 1:+.0%} to {worth[what]:.3f}"
        for what, ratio in found.items()
        if ratio > worth[what] * ROOM
    }


@pytest.mark.build
def test_no_stage_got_a_quarter_dearer(tmp_path: Path) -> None:
    """The lowest of two rounds counts; the second measures only what the first found too dear, so mostly nothing."""
    ours, plain = write_both(tmp_path, ENTRIES)
    lowest: dict[str, float] = {}
    for turn in range(ROUNDS):
        again = too_dear(lowest) if turn else WORTH
        if not again:
            break
        edit = f"Wat er in ronde {turn} van de meting staat: een andere samenvatting."
        stages = [what for what in again for _ in range(TIMES.get(what, 1))]
        base, *found = measure(plain, ours, edit, stages, jobs=1)
        for one in found:
            ratio = one.processor / base.processor
            lowest[one.what] = min(ratio, lowest.get(one.what, ratio))
        print(f"\nround {turn + 1}", *(f"{what:<18}{lowest[what]:>8.3f}" for what in again), sep="\n")
    assert too_dear(lowest) == {}


@pytest.mark.parametrize("what", WORTH)
def test_a_quarter_more_is_told_and_a_fifth_is_noise(what: str) -> None:
    noisy = {one: worth * 1.2 for one, worth in WORTH.items()}
    assert too_dear(noisy) == {}
    assert list(too_dear({**noisy, what: WORTH[what] * 1.26})) == [what]


def test_it_is_told_by_how_much() -> None:
    assert too_dear({CHECK: 0.8}, {CHECK: 0.5}) == {CHECK: "0.800 of a plain build, +60% to 0.500"}

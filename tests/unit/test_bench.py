"""The bench: how often it runs, what it compares, and what is there at each stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import stages
from tests.bench.__main__ import _print
from tests.bench.stages import (
    CARDS,
    CHECK,
    EDITED,
    FIRST,
    NOTHING,
    PLAIN,
    Measured,
    measure,
    middle,
    ratios,
    run_rounds,
)


def measured(what: str, seconds: float) -> Measured:
    return Measured(what, seconds, seconds * 2, seconds * 3)


@pytest.mark.parametrize(("minutes", "asked", "rounds"), [(4, 0, 3), (6, 0, 1), (6, 2, 2), (1, 1, 1)])
def test_three_runs_where_one_takes_under_five_minutes(
    monkeypatch: pytest.MonkeyPatch, minutes: int, asked: int, rounds: int
) -> None:
    clock = 0.0
    edits: set[str] = set()

    def run(plain: Path, ours: Path, edit: str) -> Iterator[Measured]:
        nonlocal clock
        clock += minutes * 60
        edits.add(edit)
        yield measured(PLAIN, clock)

    monkeypatch.setattr(stages, "measure", run)
    monkeypatch.setattr(stages.time, "perf_counter", lambda: clock)
    assert len(run_rounds(Path(), Path(), asked)) == rounds
    assert len(edits) == rounds  # else nothing would change in the second


def test_a_ratio_is_to_plain_in_the_same_round() -> None:
    rounds = [{one: measured(one, seconds) for one, seconds in pair} for pair in (
        ((PLAIN, 10), (CHECK, 5)), ((PLAIN, 20), (CHECK, 30)), ((PLAIN, 30), (CHECK, 6)),
    )]  # fmt: skip
    assert ratios(rounds, CHECK, "processor") == pytest.approx([0.5, 1.5, 0.2])
    assert middle(rounds)[CHECK] == measured(CHECK, 6)


def test_each_stage_finds_what_it_should(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing before a check and a first build, only what was drawn where cards are kept, all of it after."""
    ours, plain = tmp_path / "ours", tmp_path / "plain"
    (ours / "content/lessons").mkdir(parents=True)
    (ours / "content/lessons/een.md").write_text("title: Een\nsummary: Oud.\n", encoding="utf-8")
    there: dict[str, set[str]] = {}

    def run(what: str, place: Path, command: list[str]) -> Measured:
        there[what] = {file.name for file in (place, *place.glob(".cache")) for file in file.iterdir()}
        there[what] -= {"content", ".cache"}
        for name in ("site", ".cache/cards", ".cache/fonts", ".cache/check", ".cache/later"):
            (place / name).mkdir(parents=True, exist_ok=True)
        (place / ".cache/lock").touch()
        return measured(what, 1)

    monkeypatch.setattr(stages, "_run", run)
    plain.mkdir()
    list(measure(plain, ours, "Nieuw."))
    assert there[CHECK] == there[FIRST] == set()
    assert there[CARDS] == {"cards", "fonts"}
    assert there[EDITED] == there[NOTHING] == {"site", "cards", "fonts", "check", "later", "lock"}
    assert (ours / "content/lessons/een.md").read_text(encoding="utf-8") == 'title: Een\nsummary: "Nieuw."\n'


def test_only_what_is_named_is_measured_and_as_often(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(stages, "_run", lambda what, place, command: measured(what, 1))
    found = [one.what for one in measure(tmp_path, tmp_path, "", [CHECK, CHECK, NOTHING])]
    assert found == [PLAIN, CHECK, CHECK, NOTHING]


def test_the_worst_ratio_is_told_beside_the_median(capsys: pytest.CaptureFixture[str]) -> None:
    rounds = [
        {PLAIN: measured(PLAIN, plain), CHECK: measured(CHECK, seconds)}
        for plain, seconds in ((10, 5), (20, 30), (30, 6))
    ]
    _, row = _print(300, 3000, rounds, {PLAIN: 12.0})
    for figure in ("seconds", "processor", "megabytes"):
        assert (row[f"ratio_{figure}"], row[f"worst_ratio_{figure}"]) == pytest.approx((0.5, 1.5))
    plain, check = capsys.readouterr().out.splitlines()[-2:]
    assert plain.split()[-1] == "12.0"
    assert check.split() == [
        "checking",
        "6.00",
        "0.500",
        "1.500",
        "12.00",
        "0.500",
        "1.500",
        "40.00",
        "18",
        "0.50",
        "1.50",
    ]

"""A file that cannot be read tells all that keeps it so in one round, and nothing that is not so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem

PATH = "content/communities/de-tuin.yml"
WHOLE = """title: De Tuin
summary: Bedrijven en scholen leren er samen van proeven.
status: actief
place: Groningen
region: het noorden
body: |
  Eerst dit: dat, en "dan" nog iets.

  - een punt: met een dubbele punt
  \u201cEen citaat.\u201d
results:
  - Een huis
  - Een tuin
notes:
  - Het staat er nog.
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
  - publication: Website (2026)
    where: partners
checked: 2026-10-01
"""
# What fingers do to one line: the line as it was, and the same line in a file that cannot be read.
SLIPS = (
    ("title: De Tuin", "title: De Tuin: samen leren"),
    ("title: De Tuin", 'title: "De" Tuin'),
    ("title: De Tuin", "title: \u201cDe Tuin: samen\u201d"),
    ("status: actief", "status:actief"),
    ("place: Groningen", "place: Groningen: stad"),
    ("place: Groningen", "place: @Groningen"),
    ("place: Groningen", "place:\u00a0Groningen"),
    ("place: Groningen", "place: Gro\u200bningen"),
    ("region: het noorden", 'region: "het noorden'),
    ("  - Een huis", "  • Een huis"),
    ("  - Een huis", '  - "Een" huis'),
    ("  - Het staat er nog.", "  - %Het staat er nog."),
    ("  - publication: Verslag (1999)", "  - publication: Verslag: deel 2"),
    ("    where: bladzijde 3", "\twhere: bladzijde 3"),
    ("    where: bladzijde 3", "    where: hoofdstuk 2: slot"),
    ("    where: partners", "\twhere: partners"),
    ("checked: 2026-10-01", "checked:2026-10-01"),
)  # fmt: skip


@pytest.fixture
def root(root: Path) -> Path:
    (root / "content/communities").mkdir(parents=True)
    return root


def errors(root: Path, text: str) -> list[Problem]:
    (root / PATH).write_text(text, encoding="utf-8")
    return check(root).errors


def with_slips(slips: list[tuple[str, str]]) -> tuple[str, set[int]]:
    """The file with these slips, and the lines that they are on."""
    lines = WHOLE.split("\n")
    at = {lines.index(right): wrong for right, wrong in slips}
    return "\n".join(at.get(number, line) for number, line in enumerate(lines)), {number + 1 for number in at}


def test_the_file_without_slips_is_right(root: Path) -> None:
    assert errors(root, WHOLE) == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[1].strip())
def test_each_slip_alone_is_one_problem_with_the_mended_line(root: Path, slip: tuple[str, str]) -> None:
    text, lines = with_slips([slip])
    (problem,) = errors(root, text)
    assert {problem.line} == lines and problem.right


@pytest.mark.parametrize("seed", range(40))
def test_all_slips_are_told_at_once_and_each_is_one(root: Path, seed: int) -> None:
    """Each of them on its own line; with all others mended it is still wrong, and with all mended nothing is."""
    chance = random.Random(seed)
    slips = {slip[0]: slip for slip in chance.sample(SLIPS, len(SLIPS))}  # one on each line
    text, lines = with_slips(chance.sample(list(slips.values()), chance.randint(2, 6)))
    found = errors(root, text)
    assert {problem.line for problem in found} == lines
    right = {problem.line: problem.right for problem in found}
    assert all(right.values())
    written = text.split("\n")
    for kept in (*lines, 0):
        mended = [
            right[number] if number in right and number != kept else line for number, line in enumerate(written, 1)
        ]
        again = errors(root, "\n".join(mended))
        assert {problem.line for problem in again} == ({kept} if kept else set())


@pytest.mark.parametrize(
    "below",
    [
        "  En toen: brood: en soep.\n",  # it may be meant as text of the field above
        "  - eerst: het dak: en soep\n",
        "Er was soep.\nplace: Goes: stad\n",
    ],
)
def test_what_may_go_on_with_a_mended_text_is_not_told(root: Path, below: str) -> None:
    text = WHOLE.replace("place: Groningen\nregion: het noorden\n", "")
    text = text.replace("status: actief\n", f"status: actief\nregion: Wat we deden: dit\n{below}")
    found = errors(root, text)
    assert found[0].code == "yaml-colon"
    assert not [p for p in found if p.line in range(5, 5 + below.count("\n")) and p.code != "yaml-colon-missing"]


def test_a_line_below_a_value_that_lacked_its_space_may_be_text_of_it(root: Path) -> None:
    text = WHOLE.replace("place: Groningen", "place:Groningen\n  En: toen: soep")
    assert [(p.code, p.line) for p in errors(root, text)] == [("yaml-space", 4)]
    text = WHOLE.replace("place: Groningen", "place:Groningen\n  en toen: soep\nwebsite:x")
    assert [(p.code, p.line) for p in errors(root, text)] == [("yaml-space", 4)]


def test_texts_below_a_bar_hold_whatever_they_like(root: Path) -> None:
    text, lines = with_slips([SLIPS[0], SLIPS[-1]])
    below = "  a: b: c\n  \u2022 punt\n  @x\n  \u201cy\u201d\n  'z\n  [1, 2\n\n  \tq\n"
    text = text.replace("results:", f"{below}results:")
    assert len({p.line for p in errors(root, text)}) == 2


def test_front_matter_that_is_not_closed_hides_nothing_either(root: Path) -> None:
    path = root / "content/stories/dag.md"
    path.parent.mkdir()
    text = WHOLE[: WHOLE.index("body")] + WHOLE[WHOLE.index("sources") :]
    text = f"—\n{text.replace('De Tuin', 'De Tuin: samen').replace('place:', 'place:x')}---\n\nEen: verhaal: hier.\n"
    path.write_text(text.replace("status: actief\n", "").replace("region: het noorden\n", ""), encoding="utf-8")
    found = check(root).errors
    assert [(p.code, p.line) for p in found] == [("front-matter", 1), ("yaml-colon", 2), ("yaml-space", 4)]


def test_who_can_be_reached_is_told_of_a_file_that_cannot_be_read(root: Path) -> None:
    text, lines = with_slips([SLIPS[0]])
    (root / PATH).write_text(text.replace("  Eerst dit", "  Bel 06-12345678, mail a@b.nl\n  Eerst"), encoding="utf-8")
    found = check(root).problems
    assert [(p.code, p.line, p.column) for p in found] == [("yaml-colon", 1, 15), ("contact", 7, 7), ("contact", 7, 25)]

"""What an entry says of its own lists: a layout of pieces as a browser reads it, and the how-manieth of them."""

from __future__ import annotations

import json
import re

import pytest

from macros.checking.check import check
from tests.conftest import TODAY, Project
from tests.shown import entry_page

FILE = "worksheets/wie-doet-wat.yml"
HEAD = """title: Wie doet wat
summary: Jullie schrijven op wie wat doet. Zo weet iedereen na afloop wat er wordt verwacht.
pieces:
  - {id: tasks, title: Taken, kind: lijst}
  - {id: dates, title: Data, kind: tabel}
  - {id: doubts, title: Twijfels, kind: tekst}
sources:
  - {publication: Verslag (1999), where: Bijlage}
checked: 2022-12-22
"""


def told(project: Project, more: str, head: str = HEAD) -> list[tuple[str, str]]:
    """What is said of a worksheet with more lines than it has: of each problem its code and where it is."""
    return [(one.code, one.pointer) for one in check(project({FILE: head + more}), TODAY).errors]


@pytest.mark.parametrize(
    "rows",
    [
        ["tasks dates doubts"],
        ["tasks", "dates", "doubts"],
        ["tasks  tasks dates", " tasks tasks dates ", "doubts doubts doubts"],
        [". tasks", "... dates"],  # more dots in a row are one empty place
        ["tasks ."],  # what it leaves out stands below
        ["."],
    ],
)
def test_a_layout_that_a_browser_takes_is_right(project: Project, rows: list[str]) -> None:
    assert told(project, f"areas: {json.dumps(rows)}\n") == []


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (["tasks tosks dates"], [("not-here", 0)]),
        (["tasks.dates"], [("not-here", 0)]),
        (["nergens nergens", "nergens ."], [("not-here", 0), ("not-here", 1)]),
        (["tasks dates", "doubts"], [("layout", 1)]),
        (["tasks", "tasks dates", "doubts dates"], [("layout", 0)]),
        (["tasks nergens", "dates"], [("not-here", 0), ("layout", 1)]),
        (["tasks dates tasks"], [("layout", 0)]),
        (["tasks", "dates", "tasks"], [("layout", 1)]),
        (["tasks dates", "dates tasks"], [("layout", 0), ("layout", 0)]),
        (["tasks tasks", "tasks ."], [("layout", 1)]),
        (["tasks taks", "tasks tasks"], [("not-here", 0)]),  # what bends it may be the slip
    ],
)
def test_what_a_browser_drops_in_silence_is_told_at_its_row(
    project: Project, rows: list[str], problems: list[tuple[str, int]]
) -> None:
    assert told(project, f"areas: {json.dumps(rows)}\n") == [(code, f"/areas/{row}") for code, row in problems]


@pytest.mark.parametrize(
    ("steps", "step", "right"), [("", 1, False), ("A", 1, True), ("A", 2, False), ("ABC", 3, True), ("ABC", 4, False)]
)
def test_a_piece_belongs_to_a_step_that_is_there(project: Project, steps: str, step: int, right: bool) -> None:
    listed = "steps:\n" + "".join(f"  - title: {one}\n" for one in steps) if steps else ""
    problems = told(project, listed, HEAD.replace("kind: tabel", f"kind: tabel, step: {step}"))
    assert problems == ([] if right else [("number", "/pieces/1/step")])


def test_a_draft_shows_a_piece_whose_step_is_not_there_yet(project: Project) -> None:
    given = HEAD.replace("summary:", "draft: true\n#")  # without a summary nothing is compared yet
    given = given.replace("kind: tabel", "kind: tabel, step: 4").replace("kind: lijst", "kind: lijst, step: 1")
    library = check(project({FILE: f"{given}steps: [{{title: Verdeel}}]\n"}), TODAY, drafts=True).library
    assert library is not None
    before, _, steps = entry_page(library, library.entry("worksheets", "wie-doet-wat")).partition('class="kb-step"')
    assert re.findall('data-piece="([a-z]+)"', before) == ["doubts", "dates"]
    assert re.findall('data-piece="([a-z]+)"', steps) == ["tasks"]

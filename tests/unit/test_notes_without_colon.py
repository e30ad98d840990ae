"""The text of a note that lacks its colon: the writer is shown the line as it was meant, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import TODAY, Project
from tests.small import SMALL


def problems(root_of: Project, body: str) -> list[Problem]:
    text = SMALL["stories/hoe.md"].replace("Een <b>tekst</b> over {{ 6*7 }}.\n", body)
    found = check(root_of({**SMALL, "stories/hoe.md": text}), TODAY).problems
    return [problem for problem in found if problem.code == "almost"]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("[^1] Zie het verslag.", "[^1]: Zie het verslag."),
        ("[^1]Zie het verslag.", "[^1]: Zie het verslag."),
        ("[^1] : Zie het verslag.", "[^1]: Zie het verslag."),
    ],
)
def test_the_line_is_shown_as_it_was_meant(project: Project, line: str, right: str) -> None:
    (problem,) = problems(project, f"Het werkt[^1] goed.\n\n{line}\n")
    assert (problem.code, problem.right) == ("almost", right)
    assert problem.message.startswith("Achter [^1] ontbreekt de dubbele punt.")


def test_each_of_more_notes_is_told(project: Project) -> None:
    found = problems(project, "Het werkt[^1] goed[^2], en vaak[^3].\n\n[^1]: Een.\n[^2] Twee.\n[^3] Drie.\n")
    assert [problem.right for problem in found] == ["[^2]: Twee.", "[^3]: Drie."]


@pytest.mark.parametrize("body", ["Het werkt.\n\n[^1] Zie het verslag.\n", "Het werkt[^1] goed, en\n[^1] nog beter.\n"])
def test_a_mark_without_a_note_is_no_note_without_a_colon(project: Project, body: str) -> None:
    (problem,) = problems(project, body)
    assert "hoort geen noot" in problem.message and not problem.right

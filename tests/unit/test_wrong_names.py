"""A file with a wrong name: what is wrong in it is told in the same round, and it is no entry."""

from __future__ import annotations

import os

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import TODAY, Project
from tests.small import SMALL

WRONG = (
    SMALL["communities/tuin.yml"]
    .replace("De Tuin\naliases: [Proeftuin]", "De Akker")
    .replace("[leren, werken]", "[leeren, werken]")
)


def problems(root_of: Project, name: str, text: str) -> list[Problem]:
    found = check(root_of({**SMALL, name: text}), TODAY).problems
    return [problem for problem in found if problem.path == f"content/{name}"]


@pytest.mark.parametrize(
    "name", ["De Akker.yml", "akker.yaml", "Akker.YML", "akker_groot.yml", "con.yml", "akker.yml.txt", "INVULLEN.yml"]
)
def test_fields_are_checked_too(project: Project, name: str) -> None:
    found = problems(project, f"communities/{name}", WRONG.replace("tools: [spiegel]", "tools: [spegel, spiegel]"))
    assert sorted(problem.code for problem in found)[0] == "choice" and len(found) == 3
    assert "focus: [leren, werken]" in {problem.right for problem in found}
    assert "reference" in {problem.code for problem in found}


@pytest.mark.parametrize("name", ["Mijn verhaal.md", "verhaal.markdown", "verhaal.MD", "verhaal.md.txt"])
def test_a_text_with_fields_above_it_is_read_as_one(project: Project, name: str) -> None:
    text = SMALL["stories/hoe.md"].replace("Hoe het", "Waarom het").replace("Een <b>", "Mail jan@voorbeeld.nl. Een <b>")
    codes = {problem.code for problem in problems(project, f"stories/{name}", text)}
    assert codes & {"file-name", "ending"} and len(codes) == 2, codes


def test_what_keeps_it_from_being_read_is_told_too(project: Project) -> None:
    found = problems(project, "communities/De Akker.yml", "title: De Akker: groot\nsummary: x\n")
    assert {"file-name", "yaml-colon"} <= {problem.code for problem in found}


def test_it_is_no_entry(project: Project) -> None:
    root = project({**SMALL, "communities/De Akker.yml": SMALL["communities/tuin.yml"]})
    assert [problem.code for problem in check(root, TODAY).errors] == ["file-name"]


@pytest.mark.parametrize("name", ["Een pijp.yml", "pijp.yaml"])
def test_what_is_no_file_is_not_opened(project: Project, name: str) -> None:
    root = project(SMALL)
    os.mkfifo(root / "content/communities" / name)
    assert [problem.path for problem in check(root, TODAY).errors] == [f"content/communities/{name}"]

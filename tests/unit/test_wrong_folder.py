"""What stands in the folder of another collection, or in one that is called otherwise: the writer hears where it belongs."""

from __future__ import annotations

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import TODAY, Project
from tests.small import SMALL


def problems(root_of: Project, files: dict[str, str]) -> list[Problem]:
    return check(root_of({**SMALL, **files}), TODAY).problems


def test_an_entry_of_another_collection_is_told_once_and_where_it_belongs(project: Project) -> None:
    found = problems(
        project,
        {
            "stories/tuinderij.yml": SMALL["communities/tuin.yml"].replace(
                "De Tuin\naliases: [Proeftuin]", "De Tuinderij"
            )
        },
    )
    (problem,) = [problem for problem in found if problem.path == "content/stories/tuinderij.yml"]
    assert (problem.code, problem.severity) == ("place", "error")
    assert problem.message == "Dit lijkt een community, maar het staat tussen de verhalen."
    assert problem.hint.startswith("Zet het bestand in content/communities/.")
    assert "‘partners’" in problem.hint and "‘tools’" not in problem.hint


def test_what_else_is_wrong_is_told_in_the_same_round_by_the_rules_of_where_it_belongs(project: Project) -> None:
    text = (
        SMALL["communities/werf.yml"]
        .replace("partners: 9", "partners: veel\nwebsite: geen")
        .replace("[leren]", "[leeren]")
    )
    found = [p for p in problems(project, {"stories/dok.yml": text.replace("‘De Werf’", "Dok")}) if "dok" in p.path]
    assert {problem.code for problem in found} == {"place", "form", "choice"}
    assert "focus: [leren]" in {problem.right for problem in found}


@pytest.mark.parametrize("fields", ["partners: 9\nwebsite: https://x.nl/\n", "smaak: zuur\nkleur: rood\ngeur: zoet\n"])
def test_a_story_with_a_few_strange_fields_stays_a_story(project: Project, fields: str) -> None:
    text = SMALL["stories/hoe.md"].replace("communities:", f"{fields}communities:").replace("Hoe het", "Waarom het")
    found = [p for p in problems(project, {"stories/waarom.md": text}) if "waarom" in p.path]
    assert {problem.code for problem in found} == {"unknown-field"} and len(found) == fields.count("\n")


@pytest.mark.parametrize(
    ("folder", "meant"), [("verhalen", "stories"), ("Verhalen", "stories"), ("tool", "tools"), ("verhaal", "stories")]
)
def test_a_folder_by_another_name_is_led_to_the_one_that_is_meant(project: Project, folder: str, meant: str) -> None:
    root = project(SMALL)
    (root / "content" / folder).mkdir()
    (problem,) = [p for p in check(root, TODAY).problems if p.path == f"content/{folder}"]
    assert f"content/{meant}/: zet de bestanden daarin" in problem.hint and "content/lessons/" not in problem.hint


def test_a_folder_with_a_slip_in_its_name_is_asked_about(project: Project) -> None:
    root = project(SMALL)
    (root / "content/storys").mkdir()
    (problem,) = [p for p in check(root, TODAY).problems if p.path == "content/storys"]
    assert problem.hint.startswith("Bedoelde je content/stories/?")

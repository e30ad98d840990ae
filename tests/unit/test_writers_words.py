"""The words of messages are those of whoever writes: the name of a page, not of a language; a list of choices once."""

from __future__ import annotations

import ast

from macros.checking.check import check
from tests.conftest import ROOT, TODAY, Project
from tests.small import SMALL


def test_no_message_says_what_yaml_does() -> None:
    said = []
    rooms = "yaml_text reading schema images validation slips screening references advice checking problems"
    files = [file for room in rooms.split() for file in (ROOT / "macros" / room).glob("*.py")]
    assert len(files) > len(rooms.split()) * 2
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
        explained = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        said += [
            (file.name, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in explained
            if "YAML" in node.value or "docs/meedoen/velden" in node.value
        ]
    assert said == []


def test_a_field_that_does_not_exist_leads_to_the_page_by_its_name(project: Project) -> None:
    root = project({**SMALL, "stories/hoe.md": SMALL["stories/hoe.md"].replace("summary:", "xqz: 1\nsummary:")})
    (problem,) = [problem for problem in check(root, TODAY).problems if problem.code == "unknown-field"]
    assert problem.hint.endswith("Alle velden staan op de pagina Velden.")
    assert "\n# Velden\n" in (ROOT / "docs/meedoen/velden/index.md").read_text(encoding="utf-8")


def test_two_unknown_choices_on_a_line_list_the_choices_once(project: Project) -> None:
    text = SMALL["communities/tuin.yml"].replace("provinces: [zeeland]", "provinces: [xqzw, wzqx, qqqq]")
    root = project({**SMALL, "communities/tuin.yml": text})
    first, *others = [problem for problem in check(root, TODAY).problems if problem.code == "choice"]
    assert "zeeland" in first.hint and len(others) == 2
    assert [problem.hint for problem in others] == ["De keuzes staan bij ‘xqzw’."] * 2

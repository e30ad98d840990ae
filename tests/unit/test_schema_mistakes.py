"""Mistakes in the schemas: each folder in cases/schemas holds one of a collection of trees, and the problems it must give."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.reporters import REPORTERS
from macros.schema.json_places import JsonPlaces
from macros.schema.keywords import KEYWORDS
from tests.conftest import ROOT, macros

CASES = ROOT / "tests/cases/schemas"
TODAY = date(2025, 2, 1)
TREES = """collections:
  trees:
    {path: trees, title: Bomen, one: boom, many: bomen, call: Zoek, why: Zo., icon: material/tree, card: [], facets: [], sort: []}
"""
SCHEMAS = [*sorted((ROOT / "schemas").glob("*.json")), KEYWORDS]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge base with a collection of trees, and no content."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    settings = (ROOT / "kennisbank.yml").read_text(encoding="utf-8").replace("collections:\n", TREES, 1)
    (tmp_path / "kennisbank.yml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_mistakes_in_a_schema_give_the_problems_beside_them(
    case: Path, root: Path, golden: Callable[[Path, str], None]
) -> None:
    shutil.copy(case / "trees.schema.json", root / "schemas")
    found = check(root, TODAY)
    assert found.library is None and {problem.code for problem in found.errors} == {"schema"}
    golden(case / "expected.json", REPORTERS["json"](found.problems, root))


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_the_line_that_is_offered_mends_the_mistake(case: Path, root: Path) -> None:
    file = root / "schemas/trees.schema.json"
    text = (case / "trees.schema.json").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    for problem in check(root, TODAY).problems:
        if problem.right:
            lines = text.split("\n")
            assert problem.right != lines[problem.line - 1]
            lines[problem.line - 1] = problem.right
            file.write_text("\n".join(lines), encoding="utf-8")
            assert problem.line not in {
                other.line for other in check(root, TODAY).problems if other.path == problem.path
            }


def test_a_command_says_where_a_schema_is_wrong_too(root: Path) -> None:
    shutil.copy(CASES / "keyword-unknown/trees.schema.json", root / "schemas")
    run = macros(ROOT, "--root", str(root), "new", "trees", "Eik")
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert "schemas/trees.schema.json:17:7" in run.stderr and "Bedoelde je ‘x-phrase’?" in run.stderr
    assert not (root / "content").exists()


def test_who_asks_about_one_folder_hears_that_nothing_could_be_checked(root: Path) -> None:
    shutil.copytree(ROOT / "tests/cases/invalid/three-mistakes/content", root / "content")
    shutil.copy(CASES / "keyword-unknown/trees.schema.json", root / "schemas")
    run = macros(ROOT, "--root", str(root), "check", "content")
    assert run.returncode == 1 and "schemas/trees.schema.json:17:7" in run.stdout


def test_a_file_that_cannot_be_read_is_a_problem(root: Path) -> None:
    (root / "schemas/trees.schema.json").write_bytes(b'{"title": "\xe9"}')
    (root / "schemas/deep.schema.json").write_text("[" * 9_000 + "]" * 9_000, encoding="utf-8")
    nested = '{"items":' * 300 + '{"type": "lijst"}' + "}" * 300
    (root / "schemas/nested.schema.json").write_text(nested, encoding="utf-8")
    (root / "schemas/folder.schema.json").mkdir()
    assert [problem.path.split("/")[1] for problem in check(root, TODAY).problems] == [
        "deep.schema.json",
        "folder.schema.json",
        "nested.schema.json",
        "trees.schema.json",
    ]


def test_a_mistake_in_a_shared_file_stands_there(root: Path) -> None:
    file = root / "schemas/vocabulary.schema.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"x-within": "noord"', '"x-within": "nord"', 1), encoding="utf-8")
    shutil.copy(CASES / "keyword-unknown/trees.schema.json", root / "schemas")
    (root / "schemas/trees.schema.json").unlink()
    found = {(problem.path, problem.hint) for problem in check(root, TODAY).problems}
    assert found == {("schemas/vocabulary.schema.json", "Bedoelde je ‘noord’?")}


def test_the_schema_of_our_keywords_has_all_that_the_program_reads_and_no_others() -> None:
    read = set()
    for file in (ROOT / "macros").rglob("*.py"):
        read |= set(re.findall(r'"(x-[a-z-]+)"', file.read_text(encoding="utf-8")))
    known = json.loads(KEYWORDS.read_text(encoding="utf-8"))["$defs"]
    declared = {name for node in known.values() for name in node.get("properties", {}) if name.startswith("x-")}
    assert declared == read - {"x-choices"}  # which a schema only gets when it is loaded


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_every_value_and_name_of_a_schema_is_found_at_its_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines, places = text.split("\n"), JsonPlaces.of(text)
    decode, count = json.JSONDecoder().raw_decode, 0

    def walk(node: object, at: tuple[str | int, ...]) -> None:
        nonlocal count
        line, column = places.values[at]
        rest = "\n".join(lines[line - 1 :])[column - 1 :]
        assert decode(rest)[0] == node
        count += 1
        if isinstance(node, dict):
            for name, value in node.items():
                line, column = places.names[(*at, name)]
                assert decode(lines[line - 1][column - 1 :])[0] == name
                walk(value, (*at, name))
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(value, (*at, index))

    walk(json.loads(text), ())
    assert count == len(places.values) and not places.twice

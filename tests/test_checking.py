"""Checking: each folder in cases/invalid holds content with mistakes, and the problems it must give."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.check import check
from macros.reporters import REPORTERS
from tests.conftest import ROOT, macros

CASES = Path(__file__).parent / "cases" / "invalid"
FIELDS = ["path", "line", "column", "pointer", "code", "severity", "message", "hint"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place with the schemas and settings of the project, and no content."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copy(ROOT / "kennisbank.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_mistakes_give_the_problems_beside_them(case: Path, root: Path, golden: Callable[[Path, str], None]) -> None:
    shutil.copytree(case / "content", root / "content")
    found = check(root).problems
    assert found, "an invalid case has at least one problem"
    golden(case / "expected.json", REPORTERS["json"](found, root))


def test_the_real_content_has_no_problems() -> None:
    checked = check(ROOT)
    assert checked.problems == []
    assert checked.files >= 77


def test_one_run_reports_all_problems_of_all_files_in_order(root: Path) -> None:
    for name in ("three-mistakes", "unknown-field", "tab"):
        folder = root / "content" / "communities"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(CASES / name / "content/communities/de-proeftuin.yml", folder / f"{name}.yml")
    problems = check(root).problems
    assert len([p for p in problems if "three-mistakes" in p.path]) == 3
    assert {p.path.rpartition("/")[2] for p in problems} == {"three-mistakes.yml", "unknown-field.yml", "tab.yml"}
    assert problems == sorted(problems)


def test_a_file_that_cannot_be_read_makes_no_second_mistake_of_what_refers_to_it(root: Path) -> None:
    content = root / "content"
    (content / "tools").mkdir(parents=True)
    (content / "communities").mkdir()
    (content / "tools/de-spiegel.yml").write_text('title: "De Spiegel\n', encoding="utf-8")
    (content / "communities/tuin.yml").write_text(
        "title: De Tuin\ntools: [de-spiegel]\nsources: [{publication: Verslag, where: blz. 1}]\nchecked: 2025-01-31\n",
        encoding="utf-8",
    )
    assert [problem.code for problem in check(root).problems] == ["yaml-quote"]


def test_a_link_out_of_the_content_is_refused(root: Path) -> None:
    folder = root / "content/communities"
    folder.mkdir(parents=True)
    secret = root / "secret.yml"
    secret.write_text("title: Geheim\n", encoding="utf-8")
    (folder / "geheim.yml").symlink_to(secret)
    (problem,) = check(root).problems
    assert (problem.path, problem.code) == ("content/communities/geheim.yml", "symlink")


def test_exit_codes_and_formats() -> None:
    clean = macros(ROOT, "check")
    assert (clean.returncode, clean.stdout) == (0, "")
    assert "geen fouten" in clean.stderr
    assert macros(ROOT, "check", "--format", "json").stdout == "[]\n"
    assert macros(ROOT, "check", "content/missing.yml").returncode == 2
    assert macros(ROOT, "check", "/etc").returncode == 2
    assert macros(ROOT, "check", "--format", "xml").returncode == 2
    assert macros(ROOT).returncode == 2


def test_problems_are_printed_for_people_programs_and_github(root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    text = macros(ROOT, "--root", str(root), "check")
    assert text.returncode == 1
    assert "content/communities/de-proeftuin.yml:3:10: fout [choice]" in text.stdout
    assert "    3 | phases: [opstrat]\n      |          ^\n" in text.stdout
    assert "Bedoelde je ‘opstart’ (Opstartfase)?" in text.stdout
    assert "3 fouten" in text.stderr
    problems = json.loads(macros(ROOT, "--root", str(root), "check", "--format", "json").stdout)
    assert [list(problem) for problem in problems] == [FIELDS] * 3
    github = macros(ROOT, "--root", str(root), "check", "--format", "github").stdout.splitlines()
    assert len(github) == 3
    assert github[0].startswith("::error file=content/communities/de-proeftuin.yml,line=3,col=10,title=choice::")


def test_a_path_limits_what_is_shown_not_what_is_checked(root: Path) -> None:
    shutil.copytree(CASES / "unknown-reference/content", root / "content")
    assert macros(ROOT, "--root", str(root), "check", "content/tools").returncode == 0
    assert macros(ROOT, "--root", str(root), "check", "content/communities").returncode == 1


def test_nothing_of_a_writer_starts_a_line_of_the_report_or_steers_the_terminal(root: Path) -> None:
    shutil.copytree(CASES / "workflow-command/content", root / "content")
    (root / "content/communities/a\n::error::b.yml").write_text("x", encoding="utf-8")
    (root / "content/communities/c.yml").write_bytes(b"title: a\x1b[31m\n")
    printed = macros(ROOT, "--root", str(root), "check").stdout
    assert "\n::" not in printed and "\x1b" not in printed
    github = macros(ROOT, "--root", str(root), "check", "--format", "github").stdout
    assert all(line.startswith("::error file=") for line in github.splitlines())


def test_a_machine_with_another_alphabet_prints_problems_all_the_same(root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    run = macros(ROOT, "--root", str(root), "check", PYTHONIOENCODING="cp1252")
    assert run.returncode == 1
    assert "‘opstrat’" in run.stdout


def test_a_broken_schema_is_a_problem(root: Path) -> None:
    file = root / "schemas/tools.schema.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"array"', '"lijst"', 1), encoding="utf-8")
    (problem,) = check(root).problems
    assert (problem.path, problem.code) == ("schemas", "schema")
    assert "tools.schema.json" in problem.message
    file.write_text("{", encoding="utf-8")
    assert "geen geldige JSON" in check(root).problems[0].message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("path: tools", "path: Tools/"), "heeft niet de goede vorm"),
        (("card: [forms", "card: [vorm"), "‘vorm’ is geen veld van tools"),
        (("facets: [phases, bottlenecks, forms", "facets: [time"), "Op ‘time’ kun je niet filteren"),
        (("  tools:\n", "  werktuigen:\n"), "schemas/werktuigen.schema.json ontbreekt"),
        (("path: tools", "path: communities"), "Het pad ‘communities’ is al in gebruik"),
        (("path: tools", "path: data"), "Het pad ‘data’ is al in gebruik"),
        (("repository:", "repo:"), "Het veld ‘repo’ bestaat niet"),
    ],
)
def test_mistakes_in_the_settings_are_problems_too(root: Path, change: tuple[str, str], words: str) -> None:
    file = root / "kennisbank.yml"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    assert any(words in problem.message for problem in check(root).problems)

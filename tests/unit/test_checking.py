"""Checking: each folder in cases/invalid holds content with mistakes, and the problems it must give."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem, Spot
from macros.problems.reporters import REPORTERS
from macros.reading.entry_files import BLANK
from macros.schema.loading import load_schemas
from tests.conftest import ROOT, macros
from tests.fuzz.mending import labels_of, lost_words

CASES = ROOT / "tests/cases/invalid"
TODAY = date(2025, 2, 1)
# The mended line has other letters than the written one: these looked like them, or were misread.
OTHER_LETTERS = {"damaged", "look-alike"}
FIELDS = ["path", "line", "column", "pointer", "code", "severity", "message", "hint"]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_mistakes_give_the_problems_beside_them(case: Path, root: Path, golden: Callable[[Path, str], None]) -> None:
    shutil.copytree(case / "content", root / "content")
    found = check(root, TODAY).problems
    assert found, "an invalid case has at least one problem"
    golden(case / "expected.json", REPORTERS["json"](found, root))
    assert repr(check(root, TODAY).problems) == repr(check(root, TODAY, cache=False).problems) == repr(found)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_what_a_message_says_to_type_mends_the_mistake(case: Path, root: Path) -> None:
    """Each line that is offered as the right one is put in the file: nothing is wrong with that line any more.

    And every word of the line is still there, as it was or as what it stands for.
    """
    shutil.copytree(case / "content", root / "content")
    labels = labels_of(load_schemas(root / "schemas"))
    for problem in check(root, TODAY).problems:
        if not problem.right:
            continue
        file = root / problem.path
        before = file.read_bytes()
        lines = before.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        assert problem.right != lines[problem.line - 1], problem
        if problem.code not in OTHER_LETTERS:
            to_go = [BLANK.casefold()] if problem.code == "blank" else []
            assert lost_words(lines[problem.line - 1], problem.right, labels) == to_go
        lines[problem.line - 1] = problem.right
        file.write_text("\n".join(lines), encoding="utf-8")
        after = [p for p in check(root, TODAY).errors if (p.path, p.line) == (problem.path, problem.line)]
        assert after == [], problem.right
        file.write_bytes(before)


def test_most_slips_of_the_pen_come_with_the_right_line(root: Path) -> None:
    offered = 0
    for case in CASES.iterdir():
        shutil.rmtree(root / "content", ignore_errors=True)
        shutil.copytree(case / "content", root / "content")
        offered += any(problem.right for problem in check(root, TODAY).problems)
    assert offered >= 45


def test_there_are_cases_enough() -> None:
    assert len(list(CASES.iterdir())) >= 100


def test_a_warning_stops_nothing(root: Path) -> None:
    shutil.copytree(CASES / "old-and-bare/content", root / "content")
    checked = check(root, TODAY)
    assert [(p.severity, p.code) for p in checked.problems] == [
        ("warning", "no-summary"), ("warning", "no-status"), ("warning", "stale"),
    ]  # fmt: skip
    assert checked.library is not None and checked.errors == []
    assert macros(ROOT, "--root", str(root), "check").returncode == 0


def test_what_could_be_better_waits_until_nothing_is_wrong(root: Path) -> None:
    shutil.copytree(CASES / "old-and-bare/content", root / "content")
    file = root / "content/communities/de-proeftuin.yml"
    file.write_text(file.read_text(encoding="utf-8") + "kind: NO\n", encoding="utf-8")
    assert [problem.code for problem in check(root, TODAY).problems] == ["choice"]


def test_many_warnings_are_counted_not_listed_unless_one_asks(root: Path) -> None:
    text = (CASES / "old-and-bare/content/communities/de-proeftuin.yml").read_text(encoding="utf-8")
    (root / "content/communities").mkdir(parents=True)
    for number in range(5):
        entry = text.replace("De Proeftuin", f"Tuin nummer {number}")
        (root / f"content/communities/tuin-{number}.yml").write_text(entry, encoding="utf-8")
    few = macros(ROOT, "--root", str(root), "check")
    assert few.stdout == ""
    assert "15 waarschuwingen" in few.stderr and "5 × [stale] Feiten die oud zijn" in few.stderr
    assert macros(ROOT, "--root", str(root), "check", "--warnings").stdout.count("let op [") == 15
    assert macros(ROOT, "--root", str(root), "check", "content/communities/tuin-3.yml").stdout.count("let op [") == 3
    assert len(json.loads(macros(ROOT, "--root", str(root), "check", "--format", "json").stdout)) == 15


def test_a_problem_of_an_unknown_kind_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Problem.of("no-such-code", "x.yml", Spot(1, 1), "x")


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
    assert [problem.code for problem in check(root).errors] == ["yaml-quote"]


def test_a_link_out_of_the_content_is_refused(root: Path) -> None:
    folder = root / "content/communities"
    folder.mkdir(parents=True)
    secret = root / "secret.yml"
    secret.write_text("title: Geheim\n", encoding="utf-8")
    (folder / "geheim.yml").symlink_to(secret)
    (problem,) = check(root).problems
    assert (problem.path, problem.code) == ("content/communities/geheim.yml", "symlink")


def test_exit_codes_and_formats(root: Path) -> None:
    clean = macros(ROOT, "check")
    assert (clean.returncode, clean.stdout) == (0, "")
    assert "geen fouten" in clean.stderr
    rows = json.loads(macros(ROOT, "check", "--format", "json").stdout)
    assert {row["severity"] for row in rows} == {"warning"}
    assert macros(root, "check", "content/missing.yml").returncode == 2
    assert macros(root, "check", "/etc").returncode == 2
    assert macros(root, "check", "--format", "xml").returncode == 2
    assert macros(ROOT).returncode == 2


def test_problems_are_printed_for_people_programs_and_github(root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    text = macros(ROOT, "--root", str(root), "check")
    assert text.returncode == 1
    assert "content/communities/de-proeftuin.yml:3:10: fout [choice]" in text.stdout
    assert "    3 | phases: [opstrat]\n      |          ^^^^^^^\n" in text.stdout
    assert "Bedoelde je ‘opstart’ (Opstartfase)?" in text.stdout
    assert "  Zo wordt het goed:\n    3 | phases: [opstart]\n" in text.stdout
    assert "\x1b" not in text.stdout, "colour is for a terminal"
    assert "3 fouten" in text.stderr
    problems = json.loads(macros(ROOT, "--root", str(root), "check", "--format", "json").stdout)
    assert [list(problem) for problem in problems] == [FIELDS] * 3
    github = macros(ROOT, "--root", str(root), "check", "--format", "github").stdout.splitlines()
    assert len(github) == 3
    assert github[0].startswith("::error file=content/communities/de-proeftuin.yml,line=3,col=10,title=Een keuze die")


def test_a_terminal_gets_colour_unless_its_user_wants_none(root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    code = f"import pty, sys; pty.spawn([sys.executable, '-m', 'macros', '--root', {str(root)!r}, 'check'])"

    def printed(**environment: str) -> str:
        bare = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env={**bare, **environment}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout

    assert "\x1b[1;31mfout [choice]\x1b[0m" in printed(TERM="xterm")
    assert "\x1b" not in printed(TERM="xterm", NO_COLOR="1")
    assert "fout [choice]" in printed(TERM="dumb") and "\x1b" not in printed(TERM="dumb")


def test_a_summary_in_markdown_tells_all_and_lets_no_writer_format_it(root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    assert "Er zijn geen fouten" in REPORTERS["markdown"]([], root)
    told = REPORTERS["markdown"](check(root).problems, root)
    assert told.startswith("### Controle: 3 fouten\n")
    assert "```text\nphases: [opstrat]\n         ^^^^^^^\n```" in told
    assert "Zo wordt het goed:\n\n```text\nphases: [opstart]\n```" in told
    (root / "content/communities/boos.yml").write_text(
        'title: "x"\n"<img src=x> **vet** @jan ```": 1\nplace: "```"\n', encoding="utf-8"
    )
    problems = [p for p in check(root).problems if p.path.endswith("boos.yml")]
    told = REPORTERS["markdown"](problems, root)
    prose = re.sub(r"^(`{3,})text\n.*?^\1$", "", told, flags=re.MULTILINE | re.DOTALL)
    assert r"‘\<img src\=x\> \*\*vet\*\*" in prose and "<img" not in prose.replace(r"\<img", "")
    assert "@jan" not in prose
    assert "````text" in told, "a fence is longer than any run of ticks in the line"


def test_a_summary_links_each_code_to_its_explanation_where_there_is_one_and_the_repository_is_known(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content")
    monkeypatch.setenv("KENNISBANK_REPOSITORY", "https://github.com/iemand/kopie")
    link = "(https://github.com/iemand/kopie/blob/HEAD/docs/meedoen/meldingen/velden.md#choice)"
    assert link not in REPORTERS["markdown"](check(root).problems, root)  # another field may explain nothing
    (root / "docs/meedoen").mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "docs/meedoen/meldingen", root / "docs/meedoen/meldingen")
    assert link in REPORTERS["markdown"](check(root).problems, root)


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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("path: tools", "path: Tools/"), "heeft niet de goede vorm"),
        (("card: [forms", "card: [vorm"), "‘vorm’ is geen veld van tools"),
        (("facets: [phases, bottlenecks, forms", "facets: [time"), "Op ‘time’ kun je niet filteren"),
        (("stories: {title: Verhalen, from: [stories]", "stories: {title: Verhalen, from: [boeken]"), "‘boeken’"),
        (("age: checked", "age: geboren"), "Het filter ‘fresh’ noemt ‘geboren’, maar dat is nergens een veld"),
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

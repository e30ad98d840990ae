"""What 50,000 inputs made at random found: none of it may come back, nor its siblings."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem, Spot
from macros.problems.reporters import REPORTERS
from macros.schema.loading import load_schemas
from tests.conftest import COLLECTIONS, ROOT, Project, macros

TODAY = date(2026, 11, 1)
HEAD = "title: Een dag op zee\nsummary: Bedrijven en scholen maken er samen proeven.\nsources: [{publication: Verslag, where: blz. 3}]\nchecked: 2026-09-01\n"
SCHEMAS = load_schemas(ROOT / "schemas")


@pytest.mark.parametrize(
    "value", ["5", "true", "woord", "[1, true]", "[[a]]", "[{a: b}]", "{a: b}", "1.5", "2026-01-01", '""']
)
def test_a_value_of_any_kind_in_any_field_is_a_message_and_no_traceback(project: Project, value: str) -> None:
    files = {}
    for collection in COLLECTIONS:
        for name in SCHEMAS[collection].fields:
            rest = "".join(line + "\n" for line in HEAD.splitlines() if not line.startswith(f"{name}:"))
            files[f"{collection}/{collection}-{name.replace('_', '-')}.yml"] = f"{rest}{name}: {value}\n"
    found = check(project(files), TODAY).problems
    assert found and all(problem.line > 0 for problem in found)


def test_a_rename_passes_over_former_names_that_are_none(project: Project) -> None:
    root = project({"tools/een.yml": HEAD, "tools/twee.yml": f"{HEAD}former_names: 5\n"})
    run = macros(root, "rename", "tools", "een", "drie")
    assert "Traceback" not in run.stdout + run.stderr


def test_a_text_that_begins_with_blank_lines_is_pointed_at_within_its_file(project: Project) -> None:
    text = "    woord woord\n\n" * 6_000
    root = project({"tools/een.yml": f"{HEAD}what: |\n  \n  \n{text}"})
    lines = (root / "content/tools/een.yml").read_text(encoding="utf-8").split("\n")
    too_much = [problem for problem in check(root, TODAY).problems if problem.code in ("markup", "endless")]
    assert too_much and all(problem.column <= len(lines[problem.line - 1]) + 1 for problem in too_much)


@pytest.mark.parametrize(
    "piece", ["a@b.nl ", "https://a.nl ", "www.a.nl ", "<a:", "**a** ", "[a](b) ", "`a` ", "&amp;"]
)
def test_a_line_without_end_does_not_reach_the_parser(project: Project, piece: str) -> None:
    root = project({"stories/dag.md": f"---\n{HEAD}---\n\n{piece * (59_000 // len(piece))}\n"})
    began = time.process_time()
    codes = [problem.code for problem in check(root, TODAY).errors]
    assert codes == ["endless"] and time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("title: {Concept} Bied een baan", 'title: "{Concept} Bied een baan"'),
        ("aliases: {Spiegel, Kijker} # twee", "aliases: [Spiegel, Kijker] # twee"),
    ],
)
def test_words_between_braces_are_a_list_only_when_nothing_follows(project: Project, line: str, offered: str) -> None:
    rest = "".join(one + "\n" for one in HEAD.splitlines() if not one.startswith(line[:6]))
    root = project({"tools/een.yml": f"{rest}{line}\n"})
    assert offered in [problem.right for problem in check(root, TODAY).problems]


def test_to_tell_of_a_huge_file_takes_little_of_it(tmp_path: Path) -> None:
    (tmp_path / "groot.yml").write_bytes(b"\xff\n" * 5_000_000)
    told = [
        Problem.of("image-broken", "groot.yml", Spot(line, 1), "Dit bestand is niet te openen.", "")
        for line in (1, 4_000_000)
    ]
    for reporter in REPORTERS.values():
        tracemalloc.start()
        assert "groot.yml" in reporter(told, tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 40_000_000


@pytest.mark.parametrize(
    "text",
    [
        'title: "De \\x07 Tuin"\nsummarey: \t\nsources:\n    where: bladzijde 3\nchecked: 2025-01-31\n ["x",  #x]\n  - publication: Jaarverslag (2025)\n',
        'title: Een naam\nnotes: []\nnotes: "~~~ py\n~~~ py\n"\ndraft: [[{x: {url: "<?<?<?", where: ---\n}, x: "A"\n',
    ],
)
def test_where_no_line_can_be_mended_the_rest_is_left_for_the_next_round(project: Project, text: str) -> None:
    assert check(project({"tools/een.yml": text}), TODAY).errors


def test_two_addresses_in_one_are_not_made_one_that_leads_nowhere(project: Project) -> None:
    """A space between them is no space in an address."""
    line = "link: https://a.example/een, https://a.example/twee"
    found = check(project({"tools/een.yml": f"{HEAD}{line}\n"}), TODAY).errors
    (problem,) = [one for one in found if one.pointer == "/link"]
    assert "%20" not in f"{problem.hint}{problem.fix}"


def test_of_a_table_that_is_very_wide_no_dashes_are_written_out(project: Project) -> None:
    root = project({"tools/een.yml": f"{HEAD}what: |\n  |{' a |' * 900}\n  | --- |\n"})
    (problem,) = [problem for problem in check(root, TODAY).problems if problem.code == "almost"]
    assert len(problem.hint) < 200

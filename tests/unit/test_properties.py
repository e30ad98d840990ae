"""What holds for any input: it is read, or refused with problems that stand in the file; nothing raises, nothing harms."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.checking.check import check
from macros.markdown.bounds import Bounds
from macros.markdown.links import links_in
from macros.markdown.prose import Prose
from macros.markdown.tree import parse
from macros.problems.codes import CODES
from macros.problems.problem import Problem
from macros.problems.reporters import REPORTERS
from macros.reading.entry_files import EntryFile, read_file
from macros.schema.loading import load_schemas
from macros.slips.texts import remarks
from macros.validation.validation import validate
from macros.yaml_text.places import Places
from macros.yaml_text.values import read_mapping
from tests.conftest import ROOT
from tests.fuzz.judging import faults_of, harm_in

# The same examples each time, on each machine, and nothing kept between runs.
steady = settings(
    derandomize=True, database=None, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck)
)
few = settings(steady, max_examples=25)

SCHEMAS = load_schemas(ROOT / "schemas")
COLLECTIONS = ["communities", "tools", "lessons", "stories"]
ENDINGS = st.sampled_from([".yml", ".md"])
FIELDS = st.sampled_from(sorted({name for name in COLLECTIONS for name in SCHEMAS[name].fields}))

anything = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=40))
values = st.recursive(
    anything,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)
entries = st.dictionaries(st.one_of(FIELDS, st.text(max_size=12)), values, max_size=8)
styles = st.sampled_from(
    [{}, {"default_flow_style": True}, {"default_style": '"'}, {"default_style": "|"}, {"indent": 7, "width": 20}]
)
# What files hold: any bytes, any text, and text made of what means something to YAML and Markdown.
pieces = st.sampled_from([
    "---\n", "title: ", "body: ", "- ", ": ", "|\n  ", "'", '"', "[", "]", "{", "}", "&a", "*a", "!!x ", "#", "\n", "  ", "\t", "“", "\ufeff", "\x00",
    "<script>", "](", "```\n", "[^1]", "!!! note\n", "| a |\n|---|\n", "<!--", "javascript:", "\r\n", "\u2028", "😀", "é", "waarde",
])  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=30).map("".join))
files = st.one_of(
    st.binary(max_size=200),
    texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    texts.map(lambda text: f"---\ntitle: Een naam\n---\n{text}".encode("utf-8", "surrogatepass")),
    st.builds(lambda given, style: yaml.safe_dump(given, allow_unicode=True, **style).encode(), entries, styles),
)
markdown = st.one_of(
    texts,
    st.lists(
        st.sampled_from([
            "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "[a](java\nscript:x)", "<svg/onload=x>", "</p>", "<p onclick=x", ">", "*", "_",
            "`", "![", "](", ")", "[^1]: ", "[a]: ", "> [!NOTE]\n> ", "~~", "- [x] ", ":x:", "[a][b]", "[[", "<details>", "www.a.nl", "| ", "\n", "\n\n", "    ", "{: #a onclick=b }", "&#x6A;", "<!--", "-->",
        ]),
        max_size=25,
    ).map("".join),
)  # fmt: skip


@cache
def room() -> Path:
    """A project without entries, one for all examples: a fixture would be made once for a test, not for an example."""
    root = Path(tempfile.mkdtemp(prefix="kennisbank-"))
    for name in COLLECTIONS:
        (root / "content" / name).mkdir(parents=True)
    for part in ("schemas", "kennisbank.yml"):
        os.symlink(ROOT / part, root / part)
    return root


def teardown_module() -> None:
    shutil.rmtree(room())


def read(data: bytes, ending: str) -> tuple[EntryFile | None, list[Problem]]:
    file = room() / f"content/stories/naam{ending}"
    file.write_bytes(data)
    try:
        entry, problems = read_file(room(), "stories", file)
        assert faults_of(problems, room()) == []
        assert {problem.path for problem in problems} <= {f"content/stories/naam{ending}"}
        return entry, problems
    finally:
        file.unlink()


@given(files, ENDINGS)
@steady
def test_any_file_gives_an_entry_or_problems_that_stand_in_it(data: bytes, ending: str) -> None:
    entry, problems = read(data, ending)
    assert entry is not None or problems


@given(entries, styles, st.sampled_from(COLLECTIONS))
@steady
def test_any_values_are_accepted_or_give_problems_with_a_place(
    given: dict[str, Any], style: dict[str, Any], name: str
) -> None:
    text = yaml.safe_dump(given, allow_unicode=True, **style)
    read_values, places, problems = read_mapping(text, "x.yml")
    problems += validate(read_values, places, SCHEMAS[name], "x.yml") if read_values is not None else []
    assert problems  # a title, sources and a date are never among them all
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem


@given(entries, styles)
@steady
def test_what_is_accepted_and_written_again_is_the_same(given: dict[str, Any], style: dict[str, Any]) -> None:
    values, _, problems = read_mapping(yaml.safe_dump(given, allow_unicode=True, **style), "x.yml")
    if values is None or problems:
        return
    again, _, still = read_mapping(yaml.safe_dump(values, allow_unicode=True, width=10**6), "x.yml")
    assert still == []
    assert again == values


@given(markdown)
@steady
def test_any_text_becomes_html_that_can_do_no_harm(text: str) -> None:
    prose = Prose()
    html = prose.html(text, lambda link: None)
    assert harm_in(html) == []
    assert prose.html(text, lambda link: None).count("<") == html.count("<")
    tree = parse(text)
    found = list(remarks(text, tree, list(links_in(text, tree)))) if tree else []
    assert all(0 <= one.start <= len(text) for one in found)


@given(markdown)
@steady
def test_any_text_is_within_bounds_or_beyond_them_at_a_place(text: str) -> None:
    too_much = Bounds().beyond(text)
    assert too_much is None or 0 <= too_much[0] <= len(text)


@given(st.dictionaries(st.tuples(st.sampled_from(COLLECTIONS), st.sampled_from("abc"), ENDINGS), files, max_size=4))
@few
def test_a_check_of_any_files_never_raises_and_says_the_same_again(given: dict[tuple[str, str, str], bytes]) -> None:
    written = []
    try:
        for (collection, name, ending), data in given.items():
            written.append(room() / f"content/{collection}/{name}{ending}")
            written[-1].write_bytes(data)
        first, second = check(room(), date(2026, 11, 1)), check(room(), date(2026, 11, 1))
        assert first.problems == second.problems == sorted(first.problems)
        assert (first.library is None) == bool(first.errors)
        assert first.files == len(given)
        assert faults_of(first.problems, room()) == []
    finally:
        for file in written:
            file.unlink()


problems_of_all_sorts = st.builds(
    Problem,
    path=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    pointer=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    code=st.sampled_from(sorted(CODES)),
    severity=st.sampled_from(["error", "warning"]),
    message=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    hint=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


@given(st.lists(problems_of_all_sorts, max_size=5))
@steady
def test_any_problems_can_be_printed_and_none_of_them_pretends_to_be_another(problems: list[Problem]) -> None:
    root = Path("/does-not-exist")
    printed = {name: report(problems, root) for name, report in REPORTERS.items()}
    lines = printed["github"].split("\n")[:-1]
    assert len(lines) == len(problems)
    assert all(line.startswith(("::error ", "::warning ")) and "\r" not in line for line in lines)
    assert sum(line.startswith(("::", "##[")) for line in printed["text"].splitlines()) == 0
    assert not set(printed["text"]) & set(map(chr, (*range(10), *range(11, 32), *range(127, 160))))


def test_places_know_no_path_that_is_not_there() -> None:
    assert Places().of(("x", 1)) == (1, 1)

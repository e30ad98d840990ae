"""Reading YAML: what a value becomes, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from macros.reading.file_text import read_text
from macros.yaml_text.refusals import MAX_NODES
from macros.yaml_text.values import read_mapping
from tests.conftest import ROOT, SAMPLE

CASES = ROOT / "tests/cases/values"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yml")), ids=lambda file: file.stem)
def test_values_are_what_the_writer_typed(file: Path, golden: Callable[[Path, str], None]) -> None:
    values, _, problems = read_mapping(file.read_text(encoding="utf-8"), file.name)
    assert problems == []
    golden(file.with_suffix(".json"), json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def test_every_value_and_key_has_its_line_and_column() -> None:
    _, places, _ = read_mapping("title: Tuin\nlist:\n  - een\n  - {a: 1}\n", "x.yml", first_line=5)
    assert places.of(("title",)) == (5, 8)
    assert places.of_key(("list",)) == (6, 1)
    assert places.of(("list", 0)) == (7, 5)
    assert places.of(("list", 1, "a")) == (8, 9)
    assert places.of(("list", 1, "missing")) == (8, 5), "what is missing stands where its parent does"


def test_columns_count_characters_not_bytes() -> None:
    _, places, _ = read_mapping("één: {café: ça}\n", "x.yml")
    assert places.of(("één", "café")) == (1, 13)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 100_000, "yaml-depth"),
        ("a: " + "{b: " * 5_000, "yaml-depth"),
        ("a:\n" + "".join(f"  - {n}\n" for n in range(MAX_NODES + 1)), "yaml-size"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml-alias"),
        ("? [a, b]\n: c\n", "yaml-key"),
        ("*a : b\n", "yaml-alias"),
        ("<<: {a: b}\n", None),
    ],
)
def test_attacks_on_the_reader_end_in_a_located_problem(text: str, code: str | None) -> None:
    values, _, problems = read_mapping(text, "x.yml")
    if code is None:
        assert values == {"<<": {"a": "b"}}, "a merge key is a field like any other"
    else:
        assert code in {problem.code for problem in problems}
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def test_duplicates_keep_the_first_value_and_are_reported_once() -> None:
    values, _, problems = read_mapping("a: 1\na: {b: [1, 2], c: 3}\nd: 4\n", "x.yml")
    assert values == {"a": 1, "d": 4}
    assert [(p.code, p.line, p.column) for p in problems] == [("yaml-duplicate", 2, 1)]


def test_without_the_c_parser_values_and_places_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        *CASES.glob("*.yml"),
        *(SAMPLE / "content").glob("*/*.yml"),
        *CASES.parent.glob("invalid/*/content/*/*.yml"),
    ]
    texts = [text for text in (read_text(file, file.name)[0] for file in files) if text is not None]
    assert len(texts) > 150
    fast = [read_mapping(text, "x.yml") for text in texts]
    monkeypatch.setattr("macros.yaml_text.values._LOADER", yaml.SafeLoader)
    for text, (values, places, problems) in zip(texts, fast, strict=True):
        slow_values, slow_places, slow_problems = read_mapping(text, "x.yml")
        assert slow_values == values
        assert {p.line for p in slow_problems} == {p.line for p in problems}, text
        if values is not None:
            assert slow_places == places

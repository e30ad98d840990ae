"""Whatever passes the check, builds: entries at the edges of the schemas, and the numbers that once had no end."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checking.check import check
from macros.index.histogram import MOST, make_bars
from macros.schema.loading import load_schemas
from tests.conftest import COLLECTIONS, ROOT, Project, macros
from tests.making import Maker

SCHEMAS = load_schemas(ROOT / "schemas")
HEAD = "summary: Bedrijven en scholen leren er samen van proeven.\nsources: [{publication: Verslag, where: blz. 3}]\nchecked: 2026-09-01\n"


@pytest.mark.parametrize("each", [2, pytest.param(8, marks=pytest.mark.nightly)])
def test_entries_at_the_edges_of_their_schemas_pass_the_check_and_build(project: Project, each: int) -> None:
    files = Maker(SCHEMAS, COLLECTIONS, seed=0).files(each=each)
    root = project(files)
    problems = check(root).errors
    assert problems == [], problems[:5]
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr[-3000:]
    assert "Traceback" not in run.stderr
    for name in files:
        collection, _, file = name.partition("/")
        assert page_of(root, collection, Path(file).stem).is_file(), name


def page_of(root: Path, collection: str, id: str) -> Path:
    library = check(root).library
    assert library is not None
    return root / "site" / library.settings.collections[collection].path / id / "index.html"


def test_numbers_as_far_apart_as_can_be_stand_in_few_bars() -> None:
    for most in (2, 99_999_999_999, 10**30, 10**400):
        bars = make_bars([1, most, most])
        assert 1 <= len(bars) <= MOST
        assert sum(bar.count for bar in bars) == 3


def test_a_number_that_nobody_means_is_refused_with_the_largest_that_may_be(project: Project) -> None:
    root = project({"communities/tuin.yml": f"title: De Tuin\npartners: 99999999999\n{HEAD}"})
    (problem,) = check(root).errors
    assert problem.code == "number" and "100000" in problem.hint


def test_every_number_text_and_list_of_an_entry_has_an_end() -> None:
    """Of Markdown the bounds on texts see to that; a list of choices ends with its vocabulary."""

    def endless(node: object, at: str) -> list[str]:
        if isinstance(node, list):
            return [found for number, item in enumerate(node) for found in endless(item, f"{at}/{number}")]
        if not isinstance(node, dict):
            return []
        kind, found = node.get("type"), []
        bound = {"integer": "maximum", "number": "maximum", "string": "maxLength", "array": "maxItems"}.get(str(kind))
        free = {"enum", "x-reference", "contentMediaType"} & node.keys() or node.get("format") == "date"
        if kind == "array" and isinstance(node.get("items"), dict) and "enum" in node["items"]:
            free = node.get("uniqueItems")
        if bound and bound not in node and not free:
            found = [f"{at}: no {bound}"]
        return found + [one for key, part in node.items() for one in endless(part, f"{at}/{key}")]

    for name in COLLECTIONS:
        assert endless(SCHEMAS[name].document["properties"], name) == []

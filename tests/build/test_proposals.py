"""No proposal that the check lets through turns a test red: tried with one, made at random, on a copy of the project.

All other tests look at the sample, whatever the content is; `python -m tests.proposals` runs them too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checking.check import check
from tests.proposals import LOOKS_AT_THE_CONTENT, content_bound, copy_project, propose, run_tests

SEED = 2026


@pytest.mark.build
@pytest.mark.parametrize(
    "without",  # in a browser, tests look at the sample
    ["browser or build", pytest.param("browser", marks=pytest.mark.nightly)],
)
def test_a_valid_proposal_turns_no_test_red(tmp_path: Path, without: str) -> None:
    root = copy_project(tmp_path / "project")
    said = propose(root, SEED)
    assert {line.partition(":")[0] for line in said} >= {"new", "gone", "partners", "summary", "title"}, said
    assert check(root).errors == []
    run = run_tests(root, "-m", f"not (nightly or {without})", *content_bound())
    assert run.returncode == 0, "\n".join([*said, run.stdout[-4_000:], run.stderr[-1_000:]])


def test_the_tests_that_look_at_the_content_are_known() -> None:
    assert {"tests/build/test_anchors.py", "tests/build/test_connections.py", "tests/unit/test_content.py"} <= set(
        content_bound()
    )


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("library = real_library()", True),
        ("def test_x(real_site: Path) -> None:", True),
        ("checked = check(ROOT)", True),
        ('(ROOT / "content/cases").glob("*.yml")', True),
        ("library = sample_library()", False),
        ('root / "content/cases"', False),
    ],
)
def test_what_looks_at_the_content(line: str, looks: bool) -> None:
    assert bool(LOOKS_AT_THE_CONTENT.search(line)) == looks

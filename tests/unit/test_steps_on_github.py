"""Steps to follow on GitHub end where the editors see something: at the pull request, not at the fork's branch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAVED, SEEN = re.compile(r"(?:\*\*|<b>)Propose changes(?:\*\*|</b>)"), re.compile(r"(?:\*\*|<b>)Create pull request")
# A list of steps is over by then.
SOON = 500


def texts() -> Iterator[Path]:
    """All that may tell somebody what to click."""
    yield from (ROOT / name for name in ("README.md", "CONTRIBUTING.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from sorted(path for path in (ROOT / "macros").rglob("*") if path.suffix in (".py", ".html", ".jinja", ".md"))


TOLD = [path for path in texts() if SAVED.search(path.read_text(encoding="utf-8"))]


def test_there_are_steps_to_look_at() -> None:
    assert len(TOLD) >= 4


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_steps_that_save_go_on_to_the_pull_request(path: Path) -> None:
    _, *after = SAVED.split(path.read_text(encoding="utf-8"))
    for rest in after:
        assert SEEN.search(rest[:SOON]), "a branch in somebody's fork is seen by nobody"

"""The tests themselves: how they are shared between processes."""

from __future__ import annotations

import os

import pytest

from tests.conftest import SPREAD, TESTS, once


@pytest.mark.parametrize("turn", range(8))
def test_the_tests_of_a_file_stay_in_one_process(turn: int) -> None:
    """Else each process makes again what they share."""
    where = once("where-the-suite-is-tested", lambda file: file.write_text(str(os.getpid()), encoding="utf-8"))
    assert where.read_text(encoding="utf-8") == str(os.getpid())


def test_the_files_whose_tests_may_go_anywhere_are_there() -> None:
    assert {file.name for file in TESTS.glob("*/test_*.py")} >= SPREAD

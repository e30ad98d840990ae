"""What the tests of worksheets share: visitors that nobody was before, and a worksheet that nobody wrote code for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT, once, serve, small_project
from tests.filling import TWENTY, TWO_LAID_OUT, Visit, Visitors


@pytest.fixture
def visitors(browser: Browser, address: str) -> Iterator[Visitors]:
    visitors = Visitors(browser, address)
    yield visitors
    visitors.close()


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visit]:
    """Open a worksheet as a new visitor. At the end, any console error or request elsewhere fails the test."""
    yield visitors.open
    assert visitors.complaints == []


@pytest.fixture(scope="session")
def own() -> str:
    """Where a site is served with worksheets that nobody wrote code for, beside those of the sample."""
    return serve(once("own-worksheet", _own_site))


def _own_site(target: Path) -> None:
    sheets = {"worksheets/wie-doet-wat.yml": TWENTY, "worksheets/half-getekend.yml": TWO_LAID_OUT}
    lesson = "worksheets/geleerde-les.yml"
    sheets[lesson] = (ROOT / "content" / lesson).read_text(encoding="utf-8")
    half = small_project(target.with_name("half-own-worksheet"), sheets)
    (half / "site").rename(target)

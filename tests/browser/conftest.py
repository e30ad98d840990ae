"""What the tests of worksheets share: visitors that nobody was before, and a worksheet that nobody wrote code for."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT, once, serve, small_project
from tests.filling import TWENTY, TWO_LAID_OUT, Visit, Visitors
from tests.forms import form_site, open_form


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


@pytest.fixture(scope="session")
def form_project() -> Path:
    """A project with one entry in each collection, to refer to; its site stands in `site/`."""
    return once("forms", form_site)


@pytest.fixture
def form_visitors(browser: Browser, form_project: Path) -> Iterator[Visitors]:
    visitors = Visitors(browser, serve(form_project / "site"))
    yield visitors
    visitors.close()


@pytest.fixture
def form(form_visitors: Visitors) -> Iterator[Visit]:
    """Open the form of a collection as a new visitor. At the end, any console error or request elsewhere fails the test."""
    yield functools.partial(open_form, form_visitors)
    assert form_visitors.complaints == []


def _own_site(target: Path) -> None:
    sheets = {"worksheets/wie-doet-wat.yml": TWENTY, "worksheets/half-getekend.yml": TWO_LAID_OUT}
    lesson = "worksheets/geleerde-les.yml"
    sheets[lesson] = (ROOT / "content" / lesson).read_text(encoding="utf-8")
    half = small_project(target.with_name("half-own-worksheet"), sheets)
    (half / "site").rename(target)

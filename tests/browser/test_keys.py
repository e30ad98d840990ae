"""No bare key does anything by itself: not for a slip of the hand, nor for who speaks to a computer (WCAG 2.1.4)."""

from __future__ import annotations

import string

import pytest
from playwright.sync_api import Page

from tests.kinds import PAGES, Kind, Visits

KEYS = "".join(
    sign for sign in string.printable if sign.isprintable() and sign != " "
)  # a space scrolls, as everywhere
STATE = """() => [location.href, document.activeElement === document.body, scrollY,
    document.querySelectorAll("dialog[open], [aria-expanded=true], :checked").length]"""


def state(page: Page) -> object:
    return page.evaluate(STATE)


@pytest.mark.parametrize("kind", PAGES, ids=str)
def test_a_bare_key_does_nothing(visits: Visits, kind: Kind) -> None:
    page = visits.visit(kind, 1280)
    # The page of the search puts the focus in its field; elsewhere nothing has it.
    page.wait_for_function("!document.querySelector('main kb-search-box') || document.activeElement.matches('input')")
    page.evaluate("document.activeElement.blur()")
    before = state(page)
    page.keyboard.type(KEYS)
    page.wait_for_timeout(50)
    assert state(page) == before


def test_no_heading_is_a_stop_on_the_way_by_key(visits: Visits) -> None:
    page = visits.visit(Kind("Over", "over/"), 1280)
    links = page.locator("a.headerlink")
    assert links.count() > 3
    assert links.evaluate_all("all => all.every(link => link.tabIndex === -1)")

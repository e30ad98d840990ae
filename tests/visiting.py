"""What a visitor does on an index: look, choose, search."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def status(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def shown(page: Page) -> Locator:
    """The cards in sight, of a whole answer where one is on its way."""
    for index in page.locator("kb-index").all():
        expect(index).not_to_have_attribute("data-busy", "")
    return page.locator("[data-entry]:visible")


def choose(page: Page, field: str, label: str) -> None:
    option = page.get_by_role("group", name=field).get_by_role("checkbox", name=re.compile(rf"^{label} \d+$"))
    option.click()


def settle(page: Page) -> None:
    """Wait until an answer is whole: it comes in bits (tick and number, cards, counts), each painted before the next."""
    expect(page.locator("kb-index")).not_to_have_attribute("data-busy", "")


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name=re.compile("^Zoek in ")).fill(words)

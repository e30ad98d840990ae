"""What a visitor does on an index: look, choose, search."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


def status(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def shown(page: Page) -> Locator:
    return page.locator("[data-entry]:visible")


def choose(page: Page, field: str, label: str) -> None:
    option = page.get_by_role("group", name=field).get_by_role("checkbox", name=re.compile(rf"^{label} \d+$"))
    option.click()


def settle(page: Page) -> None:
    """Wait until an answer is whole: it comes in bits (tick and number, cards, counts), each painted before the next."""
    page.evaluate("""async () => {
      for (let bit = 0; bit < 4; bit++) {
        await new Promise((done) => { requestAnimationFrame(() => { setTimeout(done); }); });
      }
    }""")


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name=re.compile("^Zoek in ")).fill(words)

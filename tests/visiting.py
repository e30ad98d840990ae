"""What a visitor does on an index: look, choose, search."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect


class Held:
    """What a page asks for and does not get yet. Once let go, what it asks for later comes at once too."""

    def __init__(self, page: Page, what: str | re.Pattern[str]) -> None:
        self.requests: list[Route] = []
        self._waits = True
        page.route(what, self._answer)

    def _answer(self, route: Route) -> None:
        self.requests.append(route)
        if not self._waits:
            route.continue_()

    def let_go(self) -> None:
        waiting, self._waits = list(self.requests), False
        for route in waiting:
            route.continue_()


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


# What a page begins by itself comes with its modules, its letters and its first pictures, or when it has nothing to do;
# what its elements fetch then, they are busy with until it is there.
_AT_REST = """async () => {
    if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
    await document.fonts.ready;
    for (let turn = 0; turn < 2; turn++) {
        await new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 500 })));
    }
}"""


def rest(page: Page) -> None:
    """Wait until a page has done what it does by itself: what it asks for from now on, a visitor asked for."""
    page.evaluate(_AT_REST)
    expect(page.locator("main :is([data-busy], [aria-busy=true])")).to_have_count(0)


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name=re.compile("^Zoek in ")).fill(words)

"""What a visit leaves behind: nothing elsewhere, and in the browser only what the visitor chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.conftest import serve
from tests.kinds import KINDS, Kind

KEPT = """async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}
META = '<meta name="referrer" content="no-referrer">'


class Recorder:
    """A visitor's browser, and all that it asks of others or is told to keep."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.elsewhere: list[str] = []
        self._address = address
        self._awaited: set[Request] = set()
        context.on("request", self._asked)
        context.on("response", lambda response: self._told(response.headers))
        for end in ("requestfinished", "requestfailed"):
            context.on(end, lambda request: self._awaited.discard(request))

    def _asked(self, request: Request) -> None:
        self._awaited.add(request)
        if not request.url.startswith((self._address, "data:")):
            self.elsewhere.append(request.url)

    def _told(self, headers: dict[str, str]) -> None:
        if "set-cookie" in headers:
            self.elsewhere.append(f"Set-Cookie: {headers['set-cookie']}")

    def visit(self, path: str) -> Page:
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(self._address + path)
        return page

    def sit_out(self, page: Page) -> None:
        """A minute goes by in the page, and what it asked for comes."""
        page.clock.fast_forward(60_000)
        for _ in range(1_000):
            page.evaluate("new Promise(requestAnimationFrame)")
            if not self._awaited:
                return
        raise AssertionError(f"does not come: {[request.url for request in self._awaited]}")


@pytest.fixture
def recorder(browser: Browser, address: str) -> Iterator[Recorder]:
    context = browser.new_context()
    yield Recorder(context, address)
    context.close()


@pytest.fixture(scope="module")
def long_visit(browser: Browser, address: str) -> Iterator[Recorder]:
    """One browser that goes past all kinds, with a clock that can be put forward."""
    context = browser.new_context()
    context.clock.install()
    yield Recorder(context, address)
    context.close()


def scroll_through(page: Page) -> None:
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("window.scrollTo(0, 0)")


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_visit_asks_nothing_of_others_and_leaves_nothing_behind(long_visit: Recorder, kind: Kind) -> None:
    long_visit.elsewhere.clear()
    page = long_visit.visit(kind.path)
    page.set_viewport_size({"width": kind.widths[-1], "height": 800})
    if kind.prepare:
        kind.prepare(page)
    scroll_through(page)
    long_visit.sit_out(page)
    assert long_visit.elsewhere == []
    assert page.evaluate(KEPT) == NOTHING
    assert long_visit.context.cookies() == []


def test_only_a_choice_of_colours_is_kept_and_only_in_this_browser(recorder: Recorder) -> None:
    page = recorder.visit("")
    page.keyboard.press("Control+k")
    page.keyboard.type("geld")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate(KEPT) == NOTHING
    page.get_by_role("button", name="Donkere kleuren").click()
    expect(page.get_by_role("button", name="Donkere kleuren", pressed=True)).to_be_visible()
    kept = page.evaluate(KEPT)
    assert [key.rpartition(".")[2] for key in kept["local"]] == ["__palette"]
    assert {**kept, "local": []} == NOTHING
    assert recorder.elsewhere == []


def test_what_a_visitor_keeps_or_compares_stays_in_this_browser_and_goes_when_she_lets_it_go(
    recorder: Recorder,
) -> None:
    page = recorder.visit("tools/fasemodel/")
    for name in ("Bewaar", "Vergelijk"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("link", name="Bewaard: 1")).to_be_visible()
    kept = page.evaluate(KEPT)
    assert sorted(key.rpartition(".")[2] for key in kept["local"]) == ["kb-compared", "kb-kept"]
    assert {**kept, "local": []} == NOTHING
    for name in ("Bewaard", "In vergelijking"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("link", name="Bewaard: 1")).to_be_hidden()
    assert page.evaluate(KEPT) == NOTHING
    assert recorder.elsewhere == []


def test_no_other_site_hears_where_a_visitor_came_from(recorder: Recorder, site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert pages
    assert [str(page) for page in pages if META not in page.read_text(encoding="utf-8")[:3_000]] == []
    page = recorder.visit("over/")
    page.route("https://creativecommons.org/**", lambda route: route.fulfill(body="een andere site"))
    with page.expect_request("https://creativecommons.org/**") as followed:
        page.get_by_role("main").get_by_role("link", name="CC BY 4.0").click()
    assert "referer" not in followed.value.all_headers()


def test_the_recorder_hears_what_it_listens_for(browser: Browser, tmp_path: Path) -> None:
    """A page that does all of it: were one of these not noticed, the tests above would say nothing."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><script>document.cookie = 'a=b'; localStorage.b = 1; sessionStorage.c = 1;"
        "indexedDB.open('d'); caches.open('e'); setTimeout(() => new Image().src = 'http://127.0.0.2:9/g.png', 30000)"
        "</script><img src='http://127.0.0.2:9/f.png'>",
        encoding="utf-8",
    )
    context = browser.new_context()
    context.clock.install()
    recorder = Recorder(context, serve(tmp_path))
    page = recorder.visit("")
    recorder.sit_out(page)
    kept = page.evaluate(KEPT)
    heard = " ".join(recorder.elsewhere)
    cookies = context.cookies()
    context.close()
    assert "f.png" in heard and "g.png" in heard and cookies
    assert [key for key, value in kept.items() if value == NOTHING[key]] == ["workers"]

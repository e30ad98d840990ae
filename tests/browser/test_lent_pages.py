"""Pages that go from test to test: nothing of one shows in the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import WAITING, Pages, serve

TEXT = "<!doctype html><link rel=icon href=data:,><p>Tekst"


@pytest.fixture
def root(tmp_path: Path) -> str:
    (tmp_path / "index.html").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.html").write_text(TEXT, encoding="utf-8")
    return serve(tmp_path)


@pytest.fixture
def pages(browser: Browser) -> Iterator[Pages]:
    kept = Pages(browser)
    yield kept
    kept.close()


def test_a_page_is_used_again_and_has_forgotten_everything(pages: Pages, root: str) -> None:
    first = pages.open(root, 400)
    first.evaluate("localStorage.a = sessionStorage.b = 1; document.cookie = 'c=1'")
    first.route("**/other.html", lambda route: route.abort())
    first.goto(f"{root}?more")
    first.set_viewport_size({"width": 900, "height": 300})
    first.emulate_media(media="print", color_scheme="dark")
    assert pages.take_back() == []
    second = pages.open(f"{root}other.html", 400)
    assert second is first
    assert second.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert second.evaluate("history.length") == 2, "only the empty page goes before"
    assert second.evaluate("[innerWidth, innerHeight]") == [400, 800]
    assert not second.evaluate("matchMedia('print').matches || matchMedia('(prefers-color-scheme: dark)').matches")


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.on("request", lambda request: None),
        lambda page: page.add_init_script("window.mine = 1"),
        lambda page: page.clock.install(),
        lambda page: page.context.grant_permissions(["clipboard-read"]),
        lambda page: page.context.new_page(),
        lambda page: page.close(),
        lambda page: page.goto("data:text/html,elders"),
    ],
    ids=["listener", "script", "clock", "permission", "another page", "closed", "elsewhere"],
)
def test_what_stays_for_good_spends_a_page(pages: Pages, root: str, act: Callable[[Page], object]) -> None:
    first = pages.open(root, 400)
    act(first)
    pages.take_back()
    assert pages.open(root, 400) is not first


def test_what_a_page_still_asks_for_is_not_said_of_the_next(pages: Pages, root: str, tmp_path: Path) -> None:
    first = pages.open(root, 400)
    first.evaluate("() => { setInterval(() => fetch('later.txt'), 1); }")
    pages.take_back()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text(TEXT, encoding="utf-8")
    pages.open(serve(tmp_path / "elsewhere"), 400)
    assert pages.take_back() == []


def test_a_page_says_what_it_complains_of_and_asks_of_others(pages: Pages, root: str) -> None:
    page = pages.open(root, 400)
    page.evaluate("() => { console.error('fout'); setTimeout(() => { throw new Error('kapot') }); }")
    page.evaluate("() => fetch('http://127.0.0.2:9/x').catch(() => 0)")
    said = " ".join(pages.take_back())
    assert "fout" in said and "kapot" in said and "request to http://127.0.0.2:9/x" in said


def test_few_wait_at_a_time(pages: Pages, root: str) -> None:
    taken = [pages.open(root, 400) for _ in range(WAITING + 2)]
    pages.take_back()
    assert WAITING <= 8, "each takes a hundred megabytes"
    assert sum(not page.is_closed() for page in taken) == WAITING

"""The script that shows a text while one writes gives what the site gives: over all content, and for what is hard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from macros.markdown.prose import Picture, Prose
from tests.conftest import ROOT, serve
from tests.written import texts_of_the_content

VECTORS = json.loads((ROOT / "tests/cases/markdown.json").read_text(encoding="utf-8"))
HOSTILE = [
    "*",
    "[",
    "`",
    ">",
    "![",
    "_",
    "~",
    "**a ",
    "[a](",
    "- ",
    "> - ",
    "<",
    "&",
    "\\",
    "|-",
    "[a]: b\n",
    "a@",
    "*a_ ",
    "` `` ",
    "](",
    "[]",
    "\n- a",
    "1. ",
    "|a|b|\n|-|-|\n",
    "a|b\n-|-\n",
    "https://a.nl/)",
    "www.a_",
]
TIMES = 4  # as long
MOST = 10  # times the time; what grows with the square takes sixteen
LEAST = 30  # ms: what takes less tells nothing
LINKS = {"a": "../b/", "kop": "../x/#kop-y"}
CALL = """async ([name, given]) => {
    const code = await import(new URL("/tests/markdown.mjs", location.href));
    return code[name](given);
}"""


def lead(link: str) -> str | None:
    return LINKS.get(link) or (f"/seen/{link}" if re.fullmatch(r"[\w./-]+\.(?:md|yml)", link) else None)


def picture(src: str) -> Picture | None:
    return Picture(f"/{src[3:]}", 40, 30) if src.startswith("../images/") else None


def html(text: str) -> str:
    return Prose().html(text, lead, picture)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{serve(ROOT)}tests/cases/parity/")
    yield page
    page.close()


def test_every_text_of_the_content_shows_as_on_the_site(page: Page) -> None:
    written = texts_of_the_content()
    assert len(written) > 1_000
    assert page.evaluate(CALL, ["differences", [[text, html(text)] for text in written]]) == []


@pytest.mark.parametrize("text", VECTORS["same"])
def test_what_is_hard_shows_as_on_the_site(page: Page, text: str) -> None:
    assert page.evaluate(CALL, ["differences", [[text, html(text)]]]) == []


@pytest.mark.parametrize(("text", "why"), VECTORS["other"].items())
def test_what_shows_otherwise_on_purpose_does(page: Page, text: str, why: str) -> None:
    assert page.evaluate(CALL, ["differences", [[text, html(text)]]]) != [], why


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion(page: Page, piece: str) -> None:
    few, many = (
        min(page.evaluate(CALL, ["time", piece * times]) for _ in range(2)) for times in (5_000, 5_000 * TIMES)
    )
    assert many < MOST * max(few, LEAST)

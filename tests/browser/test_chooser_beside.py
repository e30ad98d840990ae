"""The answer of the Toolwijzer beside its questions, and on paper: in view while one answers, with addresses to go to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import COLLECTIONS, HOME, macros, program, serve
from tests.sheets import bare, texts

SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
TOOL = (
    "title: Tool {n}\nsummary: Wat je ermee doet en wat het oplevert.\nphases: [opstart]\nscope: breder\n"
    "evidence: ervaring\nbottlenecks: [tijd-{n}]\n{more}" + SOURCES
)
BOTTLENECK = (
    "title: Te weinig tijd {n}\nsummary: Wie wil, heeft er geen uren voor in haar week.\nkind: thema\nsounds_like: Wij komen er nooit aan toe, hoe graag wij ook willen.\n"
    + SOURCES
)
MANY = 12


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    root: Path = program(tmp_path_factory.mktemp("chooser") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for n in range(MANY):
        more = "link: https://example.org/tool\n" if n == 0 else ""
        (root / f"content/tools/tool-{n}.yml").write_text(TOOL.format(n=n, more=more), encoding="utf-8")
        (root / f"content/bottlenecks/tijd-{n}.yml").write_text(BOTTLENECK.format(n=n), encoding="utf-8")
    run = macros(root, "build", SITE_URL="https://tuin.example/kennis/")
    assert run.returncode == 0, run.stdout + run.stderr
    return serve(root / "site")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}toolwijzer/")
    yield page
    context.close()


def test_who_answers_the_last_question_sees_what_it_changes(page: Page) -> None:
    page.get_by_role("checkbox", name="Opstart").check()
    last = page.locator(".kb-ask").last.get_by_role("radio").last
    last.evaluate("e => e.scrollIntoView({block: 'center'})")
    last.check()
    assert page.evaluate("scrollY") > 400, "the form must be long for this to say anything"
    expect(page.locator(".kb-answer__status")).to_be_in_viewport()
    expect(page.locator(".kb-pick").first).to_be_in_viewport()


def test_all_of_the_answer_can_be_reached_and_another_answer_begins_at_its_start(page: Page) -> None:
    page.get_by_role("checkbox", name="Opstart").check()
    assert page.locator(".kb-pick").count() == MANY
    page.get_by_role("link", name=f"Tool {MANY - 1}", exact=True).focus()
    expect(page.get_by_role("link", name=f"Tool {MANY - 1}", exact=True)).to_be_in_viewport()
    page.locator(".kb-ask").last.get_by_role("radio").last.check()
    expect(page.locator(".kb-answer__status")).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1280, 420), (360, 740)])
def test_where_there_is_no_room_beside_the_questions_the_page_scrolls_as_one(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_role("checkbox", name="Opstart").check()
    assert page.locator(".kb-answer").evaluate("e => getComputedStyle(e).position") == "static"


def test_the_kit_prints_where_each_tool_stands_and_where_it_leads(page: Page) -> None:
    page.get_by_role("checkbox", name="Opstart").check()
    page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Tool 1)", exact=True).uncheck()
    expect(page.locator(".kb-pick__address").first).to_be_hidden()
    text = "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    for n in range(MANY):
        assert (bare(f"tuin.example/kennis/tools/tool-{n}/") in text) == (n != 1)
    assert bare("example.org/tool") in text

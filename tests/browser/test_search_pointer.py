"""Enter in the search: it opens what the arrow keys chose, and never what happens to lie below the mouse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import COLLECTIONS, Open, macros, program, serve

SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
HOME = "# Thuis\n\n[Zoek op naam](zoeken.md){ .kb-seek data-kb-search='' }\n"
MADE = {
    f"lessons/water-{n}.yml": f"title: Water {n}\nsummary: Wat wij over water leerden.\nlevel: community\n{SOURCES}"
    for n in range(6)
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    root: Path = program(tmp_path_factory.mktemp("pointer") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for name, text in MADE.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return serve(root / "site")


def rest_on_the_results(page: Page) -> None:
    """Put the pointer where a result will be, then type: it does not move again."""
    box = page.get_by_role("combobox", name="Zoek in de hele kennisbank")
    result = page.get_by_role("dialog").get_by_role("option").first
    box.fill("water")
    expect(result).to_be_visible()
    place = result.bounding_box()
    assert place
    box.fill("")
    expect(result).to_be_hidden()
    page.mouse.move(place["x"] + 40, place["y"] + place["height"] / 2)
    page.keyboard.type("water")
    expect(page.locator("dialog [role=option]:hover")).to_have_count(1)


def test_a_result_that_appears_below_a_resting_mouse_is_not_what_enter_opens(open_page: Open) -> None:
    page = open_page("")
    page.get_by_role("main").get_by_text("Zoek op naam").click()
    rest_on_the_results(page)
    expect(page.get_by_role("dialog").get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken/\?q=water$"))


def test_a_mouse_that_moves_over_results_chooses_none_for_enter(open_page: Open) -> None:
    page = open_page("over/")
    page.keyboard.press("Control+K")
    page.keyboard.type("water")
    page.get_by_role("option", name=re.compile("^Water 2")).hover()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken/\?q=water$"))


def test_what_the_arrow_keys_chose_opens_and_another_letter_lets_go_of_it(open_page: Open) -> None:
    page = open_page("over/")
    page.keyboard.press("Control+K")
    rest_on_the_results(page)
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    page.keyboard.type("x")
    assert page.locator("dialog [aria-selected=true]").count() == 0
    page.keyboard.press("Backspace")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    title = chosen.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(str(title).rsplit("/", 2)[-2])))

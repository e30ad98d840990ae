"""The site with nothing but a keyboard: no test here clicks, or sets the focus itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import Open
from tests.focus import NOWHERE, VISIBLE, has_focus, sees_focus, tab_to
from tests.visiting import status


def test_from_home_one_filters_tools_by_phase_and_opens_one(open_page: Open) -> None:
    page = open_page()
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Tools"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Tools").wait_for()
    tab_to(page, page.get_by_role("checkbox", name=re.compile("^Opstartfase")))
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name=re.compile("^Opstartfase"))).to_be_checked()
    expect(status(page)).to_have_text(re.compile(r"^7 van \d+ tools$"))
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Partnerschapskaart"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Partnerschapskaart").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_one_searches_for_a_story_and_opens_it(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    tab_to(page, page.get_by_role("banner").get_by_role("button", name="Zoeken"))
    expect(page.get_by_role("dialog", name="Zoeken")).to_be_hidden()  # whoever passes by with Tab opens nothing
    page.keyboard.press("Space")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("tribune")
    story = page.get_by_role("option", name=re.compile("Andere wijken kijken vanaf de tribune mee")).first
    expect(story).to_be_visible()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if story.get_attribute("aria-selected") == "true":
            break
    expect(story).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/verhalen/leren-van-een-wijk-op-de-tribune/"))


@pytest.mark.parametrize("width", [360, 1280])
def test_escape_leaves_the_search_where_one_was(open_page: Open, width: int) -> None:
    page = open_page("over/", width=width)
    opener = page.get_by_role("banner").get_by_role("button", name="Zoeken")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("samenwerken")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Zoeken")).to_be_hidden()
    expect(opener).to_be_focused()
    sees_focus(page)
    page.keyboard.press("Tab")
    sees_focus(page)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_one_switches_to_dark_colours_and_the_next_page_keeps_them(open_page: Open, key: str) -> None:
    page = open_page(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.get_by_role("button", name="Donkere kleuren", pressed=False)
    tab_to(page, button)
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="Donkere kleuren", pressed=True)).to_be_focused()
    expect(page.locator("body")).not_to_have_css("background-color", light)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Lessen"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Lessen").wait_for()
    expect(page.locator("body")).to_have_css("background-color", dark)
    expect(page.get_by_role("button", name="Donkere kleuren", pressed=True)).to_be_visible()


def test_the_filters_on_a_phone_keep_the_focus_until_escape(open_page: Open) -> None:
    page = open_page("tools/", width=360)
    opener = page.get_by_role("button", name="Filters")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("button", name="Sluit de filters")).to_be_focused()
    tab_to(page, sheet.get_by_role("checkbox", name=re.compile("^Opstartfase")))
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('[role=dialog]')"
        )
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    expect(status(page)).to_have_text(re.compile("^7 van"))


@pytest.mark.parametrize("leave", ["Escape", "button"])
def test_the_menu_on_a_phone_keeps_the_focus_until_one_leaves(open_page: Open, leave: str) -> None:
    page = open_page("over/", width=360)
    opener = page.get_by_role("button", name="Menu", exact=True)
    tab_to(page, opener)
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    close = page.get_by_role("button", name="Sluit het menu")
    expect(close).to_be_focused()
    within = "!!document.activeElement.closest('.md-sidebar--primary') || document.activeElement === document.body"
    for _ in range(25):  # more than there is in the menu
        page.keyboard.press("Tab")
        assert page.evaluate(within), page.evaluate("document.activeElement.outerHTML")
    if leave == "button":
        tab_to(page, close, "Shift+Tab") if not has_focus(close) else None
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Escape")
    expect(close).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")  # what is shut is out of reach
    assert not page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")


def test_the_menu_on_a_phone_folds_open_and_leads_on(open_page: Open) -> None:
    page = open_page("over/", width=360)
    tab_to(page, page.get_by_role("button", name="Menu", exact=True))
    page.keyboard.press("Enter")
    fold = page.get_by_role("button", name="Verdieping: meer")
    tab_to(page, fold)
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(fold).to_have_attribute("aria-expanded", "true")
    tab_to(page, page.get_by_role("link", name="Risico’s"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Risico’s").wait_for()


def test_on_the_page_of_the_search_tab_goes_from_result_to_result(open_page: Open) -> None:
    page = open_page("zoeken/?q=fasemodel")
    expect(page.get_by_role("combobox", name="Zoek in de hele kennisbank")).to_be_focused()
    results = page.get_by_role("option")
    expect(results.nth(1)).to_be_visible()
    tab_to(page, results.nth(0))
    page.keyboard.press("Tab")
    expect(results.nth(1)).to_be_focused()
    sees_focus(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=re.compile("^Fasemodel")).wait_for()


@pytest.mark.parametrize("path", ["tools/fasemodel/", "verdieping/geld/", "tools/"])
def test_the_first_link_skips_the_header(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    sees_focus(page)
    assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "communities/seece/", "verdieping/geld/", "meedoen/"])
def test_the_focus_can_be_seen_at_every_stop(open_page: Open, path: str, width: int) -> None:
    """Also not hidden under the header that stays in place (WCAG 2.4.7, 2.4.11), forth and back."""
    page = open_page(path, width=width)
    for key in ("Tab", "Shift+Tab"):
        for stop in range(60):
            page.keyboard.press(key)
            # Past the last stop the browser takes the focus to itself, but not always before one has looked.
            fault = "" if page.evaluate("document.activeElement === document.body") else page.evaluate(VISIBLE)
            if fault == NOWHERE or page.evaluate("document.activeElement === document.body"):
                assert stop > 10
                break
            assert fault == ""

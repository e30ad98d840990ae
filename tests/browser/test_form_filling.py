"""A form to add an entry: filled in with keys alone, in every collection, and what the check says of the file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.checking.check import check
from tests.browser.test_worksheet_filling import REFUSES
from tests.conftest import COLLECTIONS
from tests.filling import HOLDS, Visit, Visitors, copies
from tests.focus import tab_to
from tests.forms import (
    FIELDS,
    FOUND,
    KEPT,
    PANEL,
    READY,
    SAID,
    SUMMARY,
    Values,
    as_kept,
    button,
    by_keyboard,
    control,
    field,
    fill_at_once,
    made_file,
    mend,
    open_form,
    read_back,
    rich,
    smallest,
)

HELD = f"""async () => (await ({FIELDS})()).groupIn(document.querySelector("kb-form")) ?? {{}}"""
# What the check would rather see too, where an example of one field says more than that of another.
ADVICE = ("words-differ", "unsearched", "no-status")

# With the keyboard


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_is_filled_in_with_keys_alone_becomes_a_file_that_the_check_accepts(
    form: Visit, form_project: Path, tmp_path: Path, collection: str
) -> None:
    page = form(collection)
    values = rich(collection)
    by_keyboard(page, collection, values)
    tab_to(page, page.get_by_role("button", name=READY))
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_focused()
    name, text = made_file(page)
    assert as_kept(read_back(collection, name, text).values) == as_kept(values)
    root = tmp_path / "project"
    for part in ("content", "schemas", "docs"):
        shutil.copytree(form_project / part, root / part)
    shutil.copy(form_project / "kennisbank.yml", root)
    (root / "content" / collection / name).write_text(text, encoding="utf-8")
    found = [one for one in check(root).problems if one.path.endswith(name)]
    assert [one.message for one in found if one.severity == "error" or one.code not in ADVICE] == []


# What is kept


def put_in(page: Page) -> None:
    """A bit of everything that one can lose: by hand, as each counts from the key on."""
    control(page, "title").fill("De tuin")
    control(page, "kind").select_option(index=2)
    field(page, "themes").get_by_role("checkbox").nth(1).check()
    field(page, "themes").get_by_role("checkbox").nth(3).check()
    field(page, "partners").locator("select").select_option("more_than")
    field(page, "partners").get_by_role("textbox").first.fill("150")
    control(page, "tools").fill("Bestaat al in tools")
    field(page, "tools").get_by_role("option").first.click()
    control(page, "body").fill("Een regel\n\nEn nog een")
    page.locator("#meer > summary").click()
    field(page, "aliases").get_by_role("button", name="Nog een").click()
    control(page, "aliases", 1).fill("Tweede naam")
    control(page, "sources", 0, "publication").fill("Verslag (1999)")
    button(field(page, "sources"), "add").click()
    control(page, "sources", 1, "where").fill("bladzijde 3")


# As `put_in` puts it: of the aliases the first is empty, so it is none.
KEPT_VALUES = {
    "title": "De tuin",
    "partners": {"more_than": 150},
    "tools": ["bestaand"],
    "body": "Een regel\n\nEn nog een",
    "aliases": ["Tweede naam"],
    "sources": [{"publication": "Verslag (1999)"}, {"where": "bladzijde 3"}],
}


def held(page: Page) -> Values:
    """What the fields hold."""
    found: Values = page.evaluate(HELD)
    return found


def again(page: Page) -> None:
    page.reload()
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")


def test_what_was_typed_is_there_again_after_a_reload(form: Visit) -> None:
    page = form("communities")
    put_in(page)
    page.evaluate(HOLDS, "bladzijde 3")
    expect(page.locator(SAID)).to_have_text(KEPT)
    before = held(page)
    assert {name: before[name] for name in KEPT_VALUES} == KEPT_VALUES
    assert before["kind"] and len(before["themes"]) == 2
    again(page)
    expect(page.locator(SAID)).to_have_text(FOUND)
    assert held(page) == before
    expect(control(page, "aliases", 0)).to_have_value("Tweede naam")
    expect(page.locator("#meer")).to_have_attribute("open", "")
    (kept,) = copies(page)
    assert kept["name"] == "De tuin" and kept["answers"] == before
    again(page)
    assert held(page) == before and len(copies(page)) == 1


def test_who_types_on_without_a_pause_loses_nothing_either(form: Visit) -> None:
    page = form("tools")
    control(page, "summary").press_sequentially("Regen en wind " * 3, delay=20)
    page.evaluate(HOLDS, "Regen en")
    control(page, "summary").press_sequentially("en zon")
    page.evaluate(HOLDS, "en zon")
    again(page)
    expect(control(page, "summary")).to_have_value("Regen en wind " * 3 + "en zon")


@pytest.mark.parametrize("place", ["meedoen/", "bewaard/"])
def test_what_was_begun_is_found_again_where_one_looks_for_it(form: Visit, place: str) -> None:
    page = form("tools")
    root = page.url.partition("meedoen/")[0]
    control(page, "title").fill("De <b>tuin</b>")
    page.evaluate(HOLDS, "De <b>tuin</b>")
    page.goto(root + place)
    expect(page.get_by_role("heading", name="Wat je hier invulde")).to_be_visible()
    expect(page.locator("kb-own-sheets li")).to_contain_text("Voeg een tool toe")
    page.get_by_role("link", name="De <b>tuin</b>").click()
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(control(page, "title")).to_have_value("De <b>tuin</b>")


def test_who_begins_anew_is_asked_and_then_all_is_gone(form: Visit) -> None:
    page = form("communities")
    put_in(page)
    mend(control(page, "website"), "geen adres")
    page.evaluate(HOLDS, "geen adres")
    before = held(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Begin opnieuw").click()
    assert held(page) == before and len(copies(page)) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator(SAID)).to_have_text("Het formulier is leeg.")
    assert held(page) == {} and copies(page) == []
    expect(page.locator(".kb-ask__wrong, kb-form [aria-invalid]")).to_have_count(0)
    expect(field(page, "sources").locator("[data-item]")).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Haal weg: "))).to_have_count(0)
    again(page)
    assert held(page) == {} and copies(page) == []


def test_a_form_has_nothing_of_another_collection(form: Visit) -> None:
    page = form("tools")
    control(page, "title").fill("Van de tools")
    page.evaluate(HOLDS, "Van de tools")
    page.goto(page.url.replace("/tools/", "/lessen/"))
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    assert held(page) == {}
    expect(page.locator(SAID)).to_have_count(0)


# Two tabs, and a browser that keeps nothing


def test_of_what_two_tabs_write_nothing_is_lost(form: Visit) -> None:
    page = form("tools")
    control(page, "title").fill("De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = page.context.new_page()
    other.goto(page.url)
    expect(control(other, "title")).to_have_value("De tuin")
    control(page, "summary").fill("Van de eerste")
    page.evaluate(HOLDS, "Van de eerste")
    control(other, "body").fill("Van de tweede")
    expect(other.locator(SAID)).to_contain_text("Dit formulier was ook open in een ander tabblad.")
    control(other, "link").fill("https://tweede.nl/")
    control(page, "link").fill("https://eerste.nl/")
    other.evaluate(HOLDS, "https://tweede.nl/")
    page.evaluate(HOLDS, "https://eerste.nl/")
    assert sorted((copy["answers"] for copy in copies(page)), key=str) == [
        {"title": "De tuin", "link": "https://tweede.nl/", "body": "Van de tweede"},
        {"title": "De tuin", "summary": "Van de eerste", "link": "https://eerste.nl/"},
    ]


@pytest.mark.parametrize("refusal", REFUSES)
def test_a_browser_that_keeps_nothing_says_so_and_the_form_works(form_visitors: Visitors, refusal: str) -> None:
    page = open_form(form_visitors, "tools", init=REFUSES[refusal])
    control(page, "title").fill("Niet kwijt")
    expect(page.locator(f"{SAID}[data-fault]")).to_contain_text("Je browser kan dit niet bewaren")
    fill_at_once(page, smallest("tools") | {"title": "Niet kwijt"})
    control(page, "title").press("Enter")
    expect(page.locator(PANEL)).to_be_focused()
    assert made_file(page)[0] == "niet-kwijt.yml"
    expect(page.locator(f"{SAID}[data-fault]")).to_contain_text("Je browser kan dit niet bewaren")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(control(page, "title")).to_have_value("")


def test_a_form_that_another_led_to_begins_with_the_name_that_was_typed_there(form_visitors: Visitors) -> None:
    page = form_visitors.at("meedoen/voeg-toe/organisaties/?title=Stichting%20Houtketen%20%3Cb%3E")
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(control(page, "title")).to_have_value("Stichting Houtketen <b>")
    assert form_visitors.complaints == []


def test_a_press_on_the_button_counts_while_a_message_comes_at_the_field_that_one_leaves(form: Visit) -> None:
    page = form("tools")
    control(page, "checked").fill("30-11-2026")
    page.get_by_role("button", name=READY).click()
    expect(page.locator(SUMMARY)).to_be_focused()
    expect(page.locator(SUMMARY)).to_contain_text("‘30-11-2026’ staat niet als jaar-maand-dag.")

"""Mistakes of who writes for the first time: told at their own field in the words of the check, and gone once mended.

`tests/cases/forms/mistakes.json` has them: the values of an entry with one mistake, and what the check says of it.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import TESTS
from tests.filling import HOLDS, Visit
from tests.focus import has_focus, tab_to
from tests.forms import (
    PANEL,
    SAID,
    SUMMARY,
    control,
    examples,
    field,
    fill_at_once,
    mend,
    ready,
    smallest,
)

MISTAKES = json.loads((TESTS / "cases/forms/mistakes.json").read_text(encoding="utf-8"))
# What a screen reader says of a field besides its name, or of the group that it is in.
SAID_OF = """one => (one.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
    .map(id => document.getElementById(id)?.textContent ?? `nothing is called ${id}`).join(" ")"""


def way_of(pointer: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]


def value_at(values: Any, way: list[str | int]) -> Any:
    for step in way:
        known = step in values if isinstance(values, dict) else isinstance(step, int) and step < len(values)
        if not known:
            return None
        values = values[step]
    return values


def described(place: Locator) -> Locator:
    """What has the description: a group, or what one types in."""
    return place if place.evaluate("one => one.matches('fieldset')") else place.locator("input, textarea, select").first


def tells(page: Page, way: list[str | int], message: str) -> bool:
    told = str(described(field(page, *way)).evaluate(SAID_OF))
    return message in told and "nothing is called" not in told


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda one: f"{one['collection']}{one['at'].replace('/', '-')}-{one['code']}"
)
def test_a_mistake_is_told_at_its_field_and_goes_once_it_is_mended(form: Visit, mistake: dict[str, Any]) -> None:
    page = form(mistake["collection"])
    values, way, message = mistake["values"], way_of(mistake["at"]), mistake["message"]
    typed = value_at(values, way)
    chosen = bool(field(page, *way).locator(":scope > .kb-reference").count())
    fill_at_once(page, {name: value for name, value in values.items() if not (chosen and name == mistake["field"])})
    if isinstance(typed, str):  # a form takes away the white space at its ends
        message = message.replace(f"{len(typed)} tekens", f"{len(typed.strip())} tekens")
    if isinstance(typed, str | int):  # what is not there, nobody leaves
        page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        box = field(page, *way).locator("input, textarea").first
        mend(box, "")  # else it is not another
        mend(box, str(typed))
        page.wait_for_function("selector => document.querySelector(selector)", arg=".kb-ask__wrong")
        assert tells(page, way, message)
        expect(page.locator(SUMMARY)).to_be_hidden()
    ready(page)
    if mistake["code"] == "reference":  # what is not there yet can be proposed too: it holds up nothing
        expect(page.locator(PANEL)).to_be_focused()
        return
    expect(page.locator(SUMMARY)).to_be_focused()
    expect(page.locator(PANEL)).to_be_hidden()
    assert tells(page, way, message)
    expect(page.locator(SUMMARY).get_by_role("heading")).to_have_text("Er klopt nog 1 ding niet")
    link = page.locator(SUMMARY).get_by_role("link")
    expect(link).to_contain_text(message)
    tab_to(page, link)
    page.keyboard.press("Enter")
    assert field(page, *way).evaluate("place => place.contains(document.activeElement)")
    fill_at_once(page, values | {mistake["field"]: examples(mistake["collection"]).of(mistake["field"])})
    expect(page.locator(SUMMARY)).to_be_hidden()
    expect(page.locator(SAID)).to_have_text("Er is niets meer mis.")
    assert not tells(page, way, message)
    expect(
        page.locator(".kb-ask__wrong, kb-form [data-wrong], kb-form [aria-invalid], [aria-describedby*=wrong]")
    ).to_have_count(0)
    ready(page)
    expect(page.locator(PANEL)).to_be_focused()


def test_an_empty_form_tells_all_that_it_lacks_in_the_order_of_the_page(form: Visit) -> None:
    page = form("tools")
    ready(page)
    links = page.locator(SUMMARY).get_by_role("link")
    expect(links).to_have_count(len(smallest("tools")))
    order = page.locator("kb-form [data-wrong]").evaluate_all(
        "all => all.map(one => one.closest('[data-field]').dataset.field)"
    )
    assert order == [name for name in ("title", "summary", "scope", "evidence", "sources", "checked")]
    for name, link in zip(order, links.all(), strict=True):
        link.click()
        assert has_focus(control(page, name)), name


def test_nothing_is_told_of_a_field_that_nobody_left_yet(form: Visit) -> None:
    page = form("tools")
    control(page, "title").press_sequentially("x")
    page.evaluate(HOLDS, "x")
    expect(page.locator(".kb-ask__wrong")).to_have_count(0)
    control(page, "title").press("Tab")
    expect(page.locator(".kb-ask__wrong")).to_have_count(1)
    assert tells(page, ["title"], "te kort")


@pytest.mark.parametrize(
    "name, typed, meant",
    [
        ("checked", "5 januari 2024", "2024-01-05"),
        ("link", "www.voorbeeld.nl", "https://www.voorbeeld.nl"),
        ("mentions", "twaalf", "12"),
    ],
)
def test_what_was_meant_is_one_press_of_a_button_away(form: Visit, name: str, typed: str, meant: str) -> None:
    page = form("tools")
    page.locator("kb-form details").first.evaluate("one => { one.open = true; }")
    page.locator("#meer").evaluate("one => { one.open = true; }")
    mend(control(page, name), typed)
    offer = page.get_by_role("button", name=f"Maak er ‘{meant}’ van")
    expect(offer).to_be_visible()
    control(page, name).focus()
    tab_to(page, offer)  # behind the field that it is about
    page.keyboard.press("Enter")
    expect(control(page, name)).to_have_value(meant)
    expect(control(page, name)).to_be_focused()
    expect(page.locator(".kb-ask__wrong")).to_have_count(0)
    page.evaluate(HOLDS, meant)


def test_two_mistakes_at_one_field_are_both_told_there(form: Visit) -> None:
    page = form("tools")
    long = "geen adres " * 60
    mend(control(page, "link"), long)
    wrong = field(page, "link").locator(".kb-ask__wrong")
    expect(wrong.first).to_be_visible()
    ids = wrong.evaluate_all("all => all.map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    for text in wrong.all_inner_texts():
        assert tells(page, ["link"], re.split(r"\n|  ", text)[0][:40])


def test_how_much_room_is_left_is_told_where_there_is_nearly_none(form: Visit) -> None:
    page = form("tools")
    room = field(page, "summary").locator(".kb-ask__room")
    most = int(room.get_attribute("data-most") or 0)
    control(page, "summary").fill("x" * (most // 2))
    expect(room).to_be_hidden()
    control(page, "summary").fill("x" * (most - 1))
    expect(room).to_have_text("Nog 1 teken")
    control(page, "summary").fill("x" * (most + 2))
    expect(room).to_have_text("2 tekens te veel")

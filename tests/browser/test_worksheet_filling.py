"""A worksheet: filled in, kept, undone, and lost in no tab or browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.filling import (
    HOLDS,
    KEPT_HERE,
    SAID,
    Visit,
    Visitors,
    beside,
    copies,
    fill_in,
    filled,
    name_of,
    piece,
    pieces,
    press,
    reload,
    take,
    write,
)
from tests.focus import tab_to

# Filling in and keeping


def test_a_purpose_case_is_filled_in_with_the_keyboard_alone_and_is_there_again_after_a_reload(visit: Visit) -> None:
    page = visit("purpose-case")
    name_of(page).focus()
    page.keyboard.type("De tuin")
    titles = page.locator(".kb-piece__title").all_inner_texts()
    assert len(titles) == 11
    for number, title in enumerate(titles):
        tab_to(page, page.get_by_role("textbox", name=title, exact=True))
        page.keyboard.type(f"Punt {number} van {title}")
        page.keyboard.press("Enter")
        page.keyboard.type("En nog een")
    page.keyboard.press("Tab")
    page.evaluate(HOLDS, "Punt 10 van Intenties")
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    before = filled(page)
    assert all(values == [f"Punt {at} van {titles[at]}\nEn nog een"] for at, values in enumerate(before.values()))
    reload(page)
    assert filled(page) == before
    expect(name_of(page)).to_have_value("De tuin")


# What somebody does while the browser writes what she did before: as soon as it began, and before it can be done.
MEANWHILE = """async ([first, second]) => {
    for (const [selector, value] of [first, second]) {
        const field = document.querySelector(`kb-worksheet ${selector}`);
        field.value = value;
        for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
        for (let turn = 0; turn < 9; turn++) await null;
    }
}"""
NAME, VALUE, MEANS = "[data-do=name]", "[data-piece=value] textarea", "[data-piece=means] textarea"


@pytest.mark.parametrize("first, second", [(VALUE, MEANS), (VALUE, NAME), (NAME, VALUE)])
def test_what_is_typed_while_the_browser_writes_is_kept_too(visit: Visit, first: str, second: str) -> None:
    page = visit("purpose-case")
    page.evaluate(MEANWHILE, [[first, "Eerst"], [second, "Daarna"]])
    page.evaluate(HOLDS, "Daarna")
    page.evaluate(HOLDS, "Eerst")
    reload(page)
    for selector, text in ((first, "Eerst"), (second, "Daarna")):
        expect(page.locator(f"kb-worksheet {selector}")).to_have_value(text)
    assert len(copies(page)) == 1


def test_of_two_copies_each_has_its_name_and_one_goes_from_one_to_the_other(visit: Visit) -> None:
    page = visit("purpose-case")
    chooser = page.get_by_role("combobox", name="Open een ander blad")
    write(piece(page, "purpose").get_by_role("textbox"), "Wij geloven dat")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    expect(chooser).to_be_hidden()
    tab_to(page, page.locator("summary", has_text="Jullie bladen"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Nieuw blad"))
    page.keyboard.press("Enter")
    expect(name_of(page)).to_have_value("")
    assert set(sum(filled(page).values(), [])) == {""}
    write(name_of(page), "De werf")
    page.evaluate(HOLDS, "De werf")
    expect(chooser.locator("option")).to_have_text([re.compile(r"^De werf \(.*\d"), re.compile(r"^De tuin \(.*\d")])
    expect(chooser.locator("option:checked")).to_have_text(re.compile("^De werf"))
    chooser.focus()
    page.keyboard.press("ArrowDown")
    expect(name_of(page)).to_have_value("De tuin")
    expect(piece(page, "purpose").get_by_role("textbox")).to_have_value("Wij geloven dat")
    assert sorted(copy["name"] for copy in copies(page)) == ["De tuin", "De werf"]


def test_who_wipes_a_copy_is_asked_and_it_is_gone(visit: Visit) -> None:
    page = visit("driehoek")
    fill_in(page, "Weg ermee")
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Wis dit blad uit mijn browser")
    assert [copy["name"] for copy in copies(page)] == ["Weg ermee"]
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Wis dit blad uit mijn browser")
    expect(page.locator(SAID)).to_have_text("Het blad is gewist uit deze browser.")
    assert copies(page) == []
    expect(name_of(page)).to_have_value("")


def test_over_twenty_steps_can_be_undone_and_done_again_by_keys_and_by_buttons(visit: Visit) -> None:
    page = visit("purpose-case")
    undo, redo = (page.get_by_role("button", name=name) for name in ("Ongedaan maken", "Opnieuw doen"))
    expect(undo).to_be_disabled()
    ids = pieces(page)
    states = [filled(page)]
    for step in range(23):
        box = piece(page, ids[step % len(ids)]).get_by_role("textbox")
        box.fill(f"Stap {step}")
        box.press("Tab")
        states.append(filled(page))
    assert len({json.dumps(state) for state in states}) == 24
    page.evaluate(HOLDS, "Stap 22")
    box.focus()
    ways: list[tuple[Callable[[], None], Callable[[], None]]] = [
        (lambda: page.keyboard.press("Control+z"), lambda: page.keyboard.press("Control+Shift+Z")),
        (undo.click, redo.click),
    ]
    for back, forth in ways:
        expect(redo).to_be_disabled()
        for state in reversed(states[:-1]):
            back()
            assert filled(page) == state
        expect(undo).to_be_disabled()
        for state in states[1:]:
            forth()
            assert filled(page) == state
    undo.click()
    page.evaluate(HOLDS, "Stap 11")  # what the last step wrote over
    reload(page)
    assert filled(page) == states[-2]


def test_a_table_that_is_full_gets_a_row_and_keeps_it(own: str, visit: Visit) -> None:
    page = visit("wie-doet-wat", root=own)
    rows = piece(page, "tasks").locator("tbody tr")
    expect(rows).to_have_count(2)
    cells = piece(page, "tasks").get_by_role("textbox")
    cells.nth(0).fill("Zaal regelen")
    expect(rows).to_have_count(2)
    for number in (2, 3, 4):
        rows.last.get_by_role("textbox").last.press_sequentially(f"Ans {number}")
        expect(rows).to_have_count(number + 1)
    expect(rows.last.get_by_role("textbox").first).to_have_value("")
    expect(rows.last.get_by_role("textbox").first).to_have_accessible_description("rij 5")
    cells.nth(0).press("Tab")
    page.evaluate(HOLDS, "Ans 4")
    before = filled(page)
    reload(page)
    assert filled(page) == before
    expect(rows).to_have_count(5)
    assert copies(page)[0]["answers"]["tasks"] == [["Zaal regelen", ""], ["", "Ans 2"], ["", "Ans 3"], ["", "Ans 4"]]


# The triangle


CORNERS = """svg => {
    const at = svg.getScreenCTM();
    return [[100, 12], [12, 164], [188, 164]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(at)).map(({ x, y }) => [x, y]);
}"""
DOT = """dot => { const { x, y, width, height } = dot.getBoundingClientRect(); return [x + width / 2, y + height / 2]; }"""


def shares(place: Locator) -> list[int]:
    return [int(one.input_value()) for one in place.get_by_role("slider").all()]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_dot_of_a_triangle_follows_the_mouse_and_goes_back(visit: Visit, width: int) -> None:
    page = visit("driehoek", width=width)
    place = piece(page, "now")
    place.scroll_into_view_if_needed()
    blank = filled(page)
    assert not copies(page)
    corners: list[list[float]] = place.locator("svg").evaluate(CORNERS)
    middle = [sum(corner[axis] for corner in corners) / 3 for axis in (0, 1)]
    page.mouse.move(*middle)
    page.mouse.down()
    for at, corner in enumerate(corners):
        # Three quarters of the way to a corner: it gets that part, and an equal part of what is left.
        aim = [middle[axis] + (corner[axis] - middle[axis]) * 0.75 for axis in (0, 1)]
        page.mouse.move(*aim, steps=3)
        found = shares(place)
        assert sum(found) == 100 and abs(found[at] - 83) <= 2, (at, found)
        dot = place.locator("circle").evaluate(DOT)
        assert abs(dot[0] - aim[0]) < 3 and abs(dot[1] - aim[1]) < 3, "the dot is not below the mouse"
    page.mouse.move(corners[2][0] + 300, corners[2][1] + 300)
    assert shares(place) == [0, 0, 100], "outside, the nearest corner counts"
    page.mouse.up()
    page.mouse.move(*middle)
    assert shares(place) == [0, 0, 100], "the mouse let go"
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    press(page, "Ongedaan maken")
    assert filled(page) == blank
    press(page, "Opnieuw doen")
    assert shares(place) == [0, 0, 100]
    page.evaluate(HOLDS, "now")
    assert copies(page)[0]["answers"] == {"now": [0, 0, 100]}


def test_the_dot_of_a_triangle_goes_by_keys_too(visit: Visit) -> None:
    page = visit("driehoek")
    place = piece(page, "aim")
    work = place.get_by_role("slider", name="Werken")
    work.focus()
    for _ in range(27):
        page.keyboard.press("ArrowRight")
    expect(work).to_have_value("60")
    page.keyboard.press("Home")
    expect(work).to_have_value("0")
    page.keyboard.press("Tab")
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    page.evaluate(HOLDS, "50,0,50")
    before = shares(place)
    assert copies(page)[-1]["answers"] == {"aim": [50, 0, 50]}
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+Z")
    assert filled(page)["aim"][0] == "true"
    reload(page)
    assert shares(place) == before, "the sliders stand as they were left"


# Two tabs, and a browser that keeps nothing


def test_what_is_written_in_one_tab_shows_in_the_other(visit: Visit) -> None:
    page = visit("purpose-case")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    expect(name_of(other)).to_have_value("De tuin")
    for at, (one, another) in enumerate([(page, other), (other, page), (page, other)]):
        write(piece(one, "value").get_by_role("textbox"), f"Beurt {at}")
        expect(piece(another, "value").get_by_role("textbox")).to_have_value(f"Beurt {at}")
    (copy,) = copies(page)
    assert copy["answers"] == {"value": ["Beurt 2"]}


def test_what_two_tabs_write_at_once_becomes_two_copies_and_nothing_is_lost(visit: Visit) -> None:
    page = visit("purpose-case", init="delete globalThis.BroadcastChannel")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    expect(name_of(other)).to_have_value("De tuin")
    write(piece(page, "value").get_by_role("textbox"), "Van de eerste")
    page.evaluate(HOLDS, "Van de eerste")
    write(piece(other, "means").get_by_role("textbox"), "Van de tweede")
    expect(other.locator(SAID)).to_contain_text("Dit blad was ook open in een ander tabblad.")
    expect(name_of(other)).to_have_value("De tuin (tweede tabblad)")
    expect(piece(other, "means").get_by_role("textbox")).to_have_value("Van de tweede")
    write(piece(other, "parties").get_by_role("textbox"), "Ook van de tweede")
    write(piece(page, "parties").get_by_role("textbox"), "Ook van de eerste")
    other.evaluate(HOLDS, "Ook van de tweede")
    page.evaluate(HOLDS, "Ook van de eerste")
    assert {copy["name"]: copy["answers"] for copy in copies(page)} == {
        "De tuin": {"value": ["Van de eerste"], "parties": ["Ook van de eerste"]},
        "De tuin (tweede tabblad)": {"means": ["Van de tweede"], "parties": ["Ook van de tweede"]},
    }
    reload(page)
    options = page.get_by_role("combobox", name="Open een ander blad").locator("option")
    expect(options).to_have_count(2)


def test_typing_on_while_another_tab_writes_loses_nothing(visit: Visit) -> None:
    page = visit("purpose-case")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    piece(other, "means").get_by_role("textbox").press_sequentially("Half getypt")
    write(piece(page, "value").get_by_role("textbox"), "Van de eerste")
    other.evaluate(HOLDS, "Half getypt")
    page.evaluate(HOLDS, "Van de eerste")
    expect(piece(other, "means").get_by_role("textbox")).to_have_value("Half getypt")


REFUSES = {
    "full": """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) { put.apply(this, given); this.transaction.abort(); }""",
    "broken": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
    "forbidden": "IDBFactory.prototype.open = IDBFactory.prototype.databases = () => { throw new DOMException('', 'SecurityError') }",
    "none": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
}


@pytest.mark.parametrize("refusal", REFUSES)
def test_a_browser_that_keeps_nothing_says_so_and_the_sheet_can_be_saved(
    visitors: Visitors, tmp_path: Path, refusal: str
) -> None:
    page = visitors.open("purpose-case", init=REFUSES[refusal])
    said = page.locator(f"{SAID}[data-fault]")
    if refusal in ("forbidden", "none"):
        expect(said).to_contain_text("Je browser bewaart niets voor deze site.")
    for id in ("value", "means"):
        write(piece(page, id).get_by_role("textbox"), f"Niet kwijt: {id}")
        expect(said).to_contain_text("Je browser kan dit niet bewaren")
        expect(page.locator("kb-worksheet")).to_have_attribute("data-unkept", "")
    expect(piece(page, "value").get_by_role("textbox")).to_have_value("Niet kwijt: value")
    press(page, "Ongedaan maken")
    expect(piece(page, "means").get_by_role("textbox")).to_have_value("")
    press(page, "Opnieuw doen")
    saved = json.loads(take(page, "json", tmp_path).read_text(encoding="utf-8"))
    assert saved["answers"] == {"value": ["Niet kwijt: value"], "means": ["Niet kwijt: means"]}
    # The browser itself reports what the test throws within the answer to a request.
    assert not [one for one in visitors.complaints if not (refusal == "broken" and "Quota" in one)]

"""The buttons above a long text: what each makes of what is selected, and how they are reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_form_filling import again
from tests.filling import HOLDS, Visit
from tests.focus import has_focus, sees_focus, tab_to
from tests.forms import button, control, field

BUTTONS = ["Kop", "Vet", "Schuin", "Lijst", "Genummerde lijst", "Citaat", "Link", "Afbeelding"]
# What is between | is selected; one | is the cursor.
SELECT = "(box, [from, to]) => { box.focus(); box.setSelectionRange(from, to); }"
SEEN = """box => [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionStart, box.selectionEnd),
    box.value.slice(box.selectionEnd)]"""
CASES = [
    ("Vet", "een |woord| hier", "een **|woord|** hier"),
    ("Vet", "een **|woord|** hier", "een |woord| hier"),
    ("Vet", "een |**woord**| hier", "een |woord| hier"),
    ("Vet", "een| woord |hier", "een **|woord|** hier"),
    ("Vet", "een wo|ord", "een **|woord|**"),
    ("Vet", "|", "**|vet|**"),
    ("Vet", "|**een** en **twee**|", "**|een en twee|**"),
    ("Vet", "|- een\n- twee|", "|- **een**\n- **twee**|"),
    ("Vet", "|- **een**\n- **twee**|", "|- een\n- twee|"),
    ("Schuin", "een |woord|", "een *|woord|*"),
    ("Schuin", "een **|woord|**", "een ***|woord|***"),
    ("Schuin", "een ***|woord|***", "een |**woord**|"),
    ("Kop", "een\ntw|ee", "een\n## tw|ee"),
    ("Kop", "### tw|ee", "tw|ee"),
    ("Lijst", "|", "- |"),
    ("Lijst", "- |", "|"),
    ("Lijst", "|een\ntwee|\ndrie", "|- een\n- twee|\n\ndrie"),
    ("Lijst", "|- een\n- twee\n|drie", "|een\ntwee|\ndrie"),
    ("Lijst", "> een|", "> - een|"),
    ("Genummerde lijst", "|- een\n\n- twee|", "|1. een\n\n2. twee|"),
    ("Genummerde lijst", "|1. een\n2. twee|", "|een\ntwee|"),
    ("Citaat", "|een\n\ntwee|", "|> een\n>\n> twee|"),
    ("Citaat", "|> een\n>\n> twee|", "|een\n\ntwee|"),
    ("Link", "zie |dit| nu", "zie [dit](|https://|) nu"),
    ("Link", "zie |https://een.nl| nu", "zie [|tekst|](https://een.nl) nu"),
    ("Link", "zie |", "zie [tekst](|https://|)"),
]


def written(box: Locator, text: str) -> None:
    """Have this text in a box, selected as its signs say."""
    before, chosen, _ = parts(text)
    box.fill(text.replace("|", ""))
    box.evaluate(SELECT, [len(before), len(before) + len(chosen)])


def parts(text: str) -> list[str]:
    found = text.split("|")
    return found if len(found) == 3 else [found[0], "", found[1]]


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def test_each_button_makes_of_what_is_selected_what_it_says_and_back(form: Visit) -> None:
    page = form("lessons")
    box = control(page, "body")
    for name, before, after in CASES:
        written(box, before)
        press(field(page, "body"), name)
        assert box.evaluate(SEEN) == parts(after), (name, before)
        expect(box).to_be_focused()


def test_what_a_button_did_can_be_undone_and_is_kept(form: Visit) -> None:
    page = form("lessons")
    box = control(page, "body")
    written(box, "een |woord|")
    press(field(page, "body"), "Vet")
    page.evaluate(HOLDS, "een **woord**")
    page.keyboard.press("Control+z")
    expect(box).to_have_value("een woord")
    page.keyboard.press("Control+Shift+z")
    expect(box).to_have_value("een **woord**")
    again(page)
    expect(control(page, "body")).to_have_value("een **woord**")


def test_a_browser_that_cannot_type_for_one_changes_the_text_all_the_same(form: Visit) -> None:
    page = form("lessons", init="document.execCommand = () => false")
    written(control(page, "body"), "een |woord|")
    press(field(page, "body"), "Vet")
    page.evaluate(HOLDS, "een **woord**")


def test_with_keys_the_buttons_are_one_stop_and_arrows_lead_from_one_to_the_next(form: Visit) -> None:
    page = form("lessons")
    box, bar = control(page, "body"), field(page, "body").get_by_role("toolbar")
    buttons = bar.get_by_role("button")
    assert [one.get_attribute("aria-label") for one in buttons.all()] == BUTTONS
    tab_to(page, buttons.first)
    sees_focus(page)
    for key, at in (
        ("ArrowRight", 1),
        ("End", -1),
        ("ArrowRight", 0),
        ("ArrowLeft", -1),
        ("Home", 0),
        ("ArrowRight", 1),
    ):
        page.keyboard.press(key)
        assert has_focus(buttons.nth(at)), key
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert has_focus(buttons.nth(1))
    page.keyboard.press("Enter")
    assert box.evaluate(SEEN) == ["**", "vet", "**"]


@pytest.mark.parametrize(("key", "after"), [("Control+b", "een **|woord|**"), ("Control+i", "een *|woord|*")])
def test_keys_that_one_knows_of_elsewhere_work_in_the_box(form: Visit, key: str, after: str) -> None:
    page = form("lessons")
    box = control(page, "body")
    written(box, "een |woord|")
    page.keyboard.press(key)
    assert box.evaluate(SEEN) == parts(after)
    page.keyboard.press(key)
    assert box.evaluate(SEEN) == ["een ", "woord", ""]


def test_a_part_that_is_added_has_buttons_of_its_own(form: Visit) -> None:
    page = form("communities")
    page.locator("#meer > summary").click()
    button(field(page, "accounts"), "add").click()
    written(control(page, "accounts", 1, "text"), "|tweede|")
    press(field(page, "accounts", 1), "Schuin")
    expect(control(page, "accounts", 1, "text")).to_have_value("*tweede*")
    expect(control(page, "accounts", 0, "text")).to_have_value("")


def test_only_long_texts_have_buttons_and_each_is_large_enough_for_a_finger(form: Visit) -> None:
    page = form("tools", width=320)
    page.locator("#meer > summary").click()
    expect(field(page, "summary").get_by_role("toolbar")).to_have_count(0)
    expect(field(page, "notes").get_by_role("toolbar")).to_have_count(0)
    bars = page.get_by_role("toolbar")
    names = {bar.get_attribute("aria-label") for bar in bars.all()}
    assert len(names) == bars.count() > 3
    sizes = [one.bounding_box() for one in bars.get_by_role("button").all()]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 and box["x"] + box["width"] <= 320 for box in sizes)


def test_a_message_stands_above_the_buttons(form: Visit) -> None:
    page = form("indicators")
    page.get_by_role("button", name="Kijk na en ga verder").click()
    place = field(page, "definition")
    order = place.locator(":scope > :is(.kb-ask__wrong, kb-toolbar, textarea)").evaluate_all(
        "all => all.map(one => one.localName)"
    )
    assert order == ["p", "kb-toolbar", "textarea"]

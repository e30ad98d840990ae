"""What the fields of a form hold: all that an entry can say, whatever it is, and as a text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.forms.questions import Question
from macros.yaml_text.characters import without_strange
from tests.conftest import COLLECTIONS, real_library
from tests.filling import HOLDS, Visit, copies
from tests.focus import sees_focus
from tests.forms import (
    FIELDS,
    PANEL,
    SAID,
    SUMMARY,
    as_kept,
    control,
    ending,
    field,
    fill_at_once,
    mend,
    questions_of,
    read_back,
    ready,
    smallest,
)

# What a browser takes for white space
BLANKS = " \t\n\r\x0b\x0c\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff".replace(
    "\u2000-\u200a", "".join(map(chr, range(0x2000, 0x200B)))
)

# Everything that is known, in and out

BACK = f"""async all => {{
    const {{ fillGroup, groupIn }} = await ({FIELDS})();
    const form = document.querySelector("kb-form");
    return all.map(values => {{
        fillGroup(form, values);
        return groupIn(form);
    }});
}}"""


def asked_of(value: Any, one: Question) -> Any:
    """A value without the parts that a form leaves for later; choices in the order in which it has them."""
    if one.control == "choices":
        return [choice.value for choice in one.field.choices if choice.value in value]
    if isinstance(value, list) and one.of == "group":
        return [asked_parts(item, {part.field.name: part for part in one.parts}) for item in value]
    if one.control == "group":
        return asked_parts(value, {part.field.name: part for part in one.parts})
    return value


def asked_parts(values: dict[str, Any], questions: dict[str, Question]) -> dict[str, Any]:
    return {name: asked_of(value, questions[name]) for name, value in values.items() if name in questions}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_entry_that_there_is_goes_into_the_form_and_comes_out_as_it_was(form: Visit, collection: str) -> None:
    """But for the white space at the ends of a text, which a form takes away."""
    questions = questions_of(collection)
    entries = real_library().collection(collection)
    given = {entry.path: asked_parts(entry.values, questions) for entry in entries}
    back = form(collection).evaluate(BACK, list(given.values()))
    assert len(back) == len(given) > 2
    found = {path: value for path, value in zip(given, back, strict=True)}
    wrong = [
        f"{path}: {name}: {values.get(name)!r} became {found[path].get(name)!r}"
        for path, values in given.items()
        for name in sorted(values.keys() | found[path].keys())
        if as_kept(values.get(name)) != found[path].get(name)
    ]
    assert wrong == []


# Texts that mean something elsewhere

HOSTILE = (
    "<img src=x onerror=\"window.ran = 'image'\">", "</script><script>window.ran = 'script'</script>", "---", "--- # a: b", ": ", "a: b # c",
    "# geen kop", "    vier spaties ervoor", "\ttab\t\tertussen", "😀 Één ﬁets 日本語 👩‍👩‍👧", "een\u2028twee\u2029drie\x85vier", "een\0\x07\x1b[31m\x7ftwee",
    "een\x80\x9btwee", "\ufeffmet een merk\ufeff", "- 1. [x] * > | 100% &a *b !c @d `e`", "{{ 6*7 }} {% raw %}", "'\"\\n\\", "null", "~", "0x1F", "1_000",
    "2026-01-01", "=1+1", "[a, b]", "{a: b}", "|", "> ", "'", '"', "javascript:window.ran=1", "\u202eomgekeerd", "a\u200bb", "x" * 20_000,
)  # fmt: skip
LINES = "eerste\n\n\n   ingesprongen\n\ttab\n---\n: \n# kop\n...\n  \nlaatste"
RAN = """() => [window.ran ?? "", ...[...document.querySelectorAll("main :is(img[src=x], script:not([type]), a[href^=javascript])")].map(one => one.outerHTML)]"""


def as_form_says(text: str, lines: bool = False) -> str:
    """What a form makes of a text: nothing in it that does not show, and no white space around it."""
    text = without_strange(text).strip(BLANKS)
    return text if lines else re.sub(f"[{BLANKS}]+", " ", text)


TAKE = """() => {
    navigator.clipboard.writeText = async text => { window.taken = text; };
    document.querySelector("[data-do=copy]").click();
    return window.taken;
}"""


def values_of(page: Page, collection: str) -> dict[str, Any]:
    """What the file says as it is, whatever the form thinks of it."""
    return read_back(collection, f"x{ending(collection)}", str(page.evaluate(TAKE))).values


@pytest.mark.parametrize("collection", ["tools", "lessons"])
def test_a_hostile_text_is_in_the_file_as_it_was_typed_wherever_it_stands(form: Visit, collection: str) -> None:
    page = form(collection)
    fill_at_once(
        page,
        {
            "title": "Van alles",
            "aliases": list(HOSTILE),
            "notes": [*HOSTILE, LINES],
            "sources": [{"publication": text, "where": text} for text in HOSTILE],
            "checked": "---",
        },
    )
    values = values_of(page, collection)
    assert values["aliases"] == [as_form_says(text) for text in HOSTILE]
    assert values["notes"] == [as_form_says(text, lines=True) for text in (*HOSTILE, LINES)]
    assert values["sources"] == [{"publication": as_form_says(text), "where": as_form_says(text)} for text in HOSTILE]
    assert values["checked"] == "---"


@pytest.mark.parametrize("collection", ["tools", "lessons"])
def test_a_text_of_many_lines_is_in_the_file_line_by_line(form: Visit, collection: str) -> None:
    """But for what stands at the end of a line, where nobody sees it."""
    page = form(collection)
    for text in (*HOSTILE, LINES, LINES.replace("\n", "\r\n")):
        line = text.partition("\n")[0].strip("\r")
        fill_at_once(page, {"title": line, "summary": f"a\n{text}", "body": f"{text}\n{LINES}", "level": ""})
        values = values_of(page, collection)
        wanted = {
            "title": as_form_says(line),
            "summary": as_form_says(f"a\n{text}"),  # a box of two lines, for one line
            "body": f"{as_lines(text).lstrip(BLANKS)}\n{as_lines(LINES)}",
        }
        assert {name: line_ends(values[name]) for name in wanted} == wanted


def as_lines(text: str) -> str:
    return line_ends(as_form_says(f"a{text}b", lines=True)[1:-1])


def line_ends(text: str) -> str:
    return "\n".join(line.rstrip(BLANKS) for line in text.replace("\r\n", "\n").split("\n")).rstrip("\n")


@pytest.mark.parametrize("sent", [False, True])
def test_a_hostile_text_runs_nowhere_and_is_drawn_as_text(form: Visit, sent: bool) -> None:
    page = form("tools")
    bad = HOSTILE[0] + HOSTILE[1]
    notes = {"aliases": [bad], "more_links": [{"text": bad, "url": bad}], "mentions": bad}
    good = smallest("tools") if sent else {"checked": bad, "sources": [{"publication": bad, "where": bad, "url": bad}]}
    fill_at_once(page, good | {"title": bad} | ({} if sent else notes))
    page.evaluate(HOLDS, "window.ran")
    ready(page)
    expect(page.locator(PANEL if sent else SUMMARY)).to_be_visible()
    if sent:
        expect(page.locator(PANEL)).to_contain_text("onerror")
    else:
        expect(page.locator(SUMMARY)).to_contain_text("onerror")
    assert page.evaluate(RAN) == [""]
    page.goto(page.url.replace("voeg-toe/tools/", ""))
    expect(page.locator("kb-own-sheets")).to_contain_text("onerror")
    assert page.evaluate(RAN) == [""]


# Lists

STRAY = """() => {
    const at = id => document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length;
    const ids = [...document.querySelectorAll("main [id]")].map(({ id }) => id);
    const led = [...document.querySelectorAll("main :is([for], [aria-describedby], [aria-labelledby], [aria-controls])")].flatMap(one =>
        ["for", "aria-describedby", "aria-labelledby", "aria-controls"].flatMap(name => (one.getAttribute(name) ?? "").split(" ").filter(Boolean)));
    return [...ids.filter(id => !id || at(id) > 1), ...led.filter(id => at(id) !== 1)];
}"""


def test_of_three_the_middle_one_goes_and_the_others_stay(form: Visit) -> None:
    page = form("tools")
    sources = field(page, "sources")
    add = page.get_by_role("button", name="Nog een bij Bronnen")
    expect(page.get_by_role("button", name="Haal weg: Bronnen 1")).to_be_hidden()
    for at, text in enumerate(("Het eerste", "Het tweede", "Het derde")):
        if at:
            add.click()
            expect(control(page, "sources", at, "publication")).to_be_focused()
        page.get_by_role("group", name=f"Bronnen {at + 1}", exact=True).get_by_label("Publicatie").fill(text)
        control(page, "sources", at, "where").fill(f"bladzijde {at}")
    page.get_by_role("button", name="Haal weg: Bronnen 2").click()
    expect(page.locator(SAID)).to_have_text("Bronnen 2 is weg.")
    expect(sources.locator("textarea")).to_have_count(2)
    assert [sources.locator("textarea").nth(at).input_value() for at in (0, 1)] == ["Het eerste", "Het derde"]
    assert page.evaluate("document.activeElement.closest('[data-field=sources]') !== null")
    sees_focus(page)
    expect(page.get_by_role("group", name="Bronnen 2", exact=True).get_by_label("Publicatie")).to_have_value(
        "Het derde"
    )
    page.get_by_role("button", name="Haal weg: Bronnen 1").click()
    expect(control(page, "sources", 0, "publication")).to_have_value("Het derde")
    expect(control(page, "sources", 0, "publication")).to_be_focused()
    expect(sources.get_by_role("button", name="Haal weg: Bronnen 1")).to_be_hidden()
    page.evaluate(HOLDS, "Het derde")
    (kept,) = copies(page)
    assert kept["answers"] == {"sources": [{"publication": "Het derde", "where": "bladzijde 2"}]}


def test_what_is_added_after_one_was_taken_away_is_empty_and_itself(form: Visit) -> None:
    page = form("worksheets")
    for at in range(3):
        if at:
            field(page, "pieces").locator("> [data-do=add]").click()
        control(page, "pieces", at, "title").fill(f"Stuk {at}")
        for turn in range(at + 1):
            if turn:
                field(page, "pieces", at, "options").locator("> [data-do=add]").click()
            control(page, "pieces", at, "options", turn).fill(f"Keuze {at}{turn}")
    assert page.evaluate(STRAY) == []
    field(page, "pieces", 1).locator("> [data-do=away]").click()
    field(page, "pieces").locator("> [data-do=add]").click()
    fields = field(page, "pieces", 2).locator("input, textarea, select")
    assert set(fields.evaluate_all("all => all.map(one => one.value)")) == {""}
    expect(field(page, "pieces", 2, "options").locator("[data-item]")).to_have_count(1)
    assert page.evaluate(STRAY) == []
    control(page, "pieces", 2, "title").fill("Nieuw stuk")
    page.evaluate(HOLDS, "Nieuw stuk")
    (kept,) = copies(page)
    assert kept["answers"]["pieces"] == [
        {"title": "Stuk 0", "options": ["Keuze 00"]},
        {"title": "Stuk 2", "options": ["Keuze 20", "Keuze 21", "Keuze 22"]},
        {"title": "Nieuw stuk"},
    ]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_id_is_of_one_thing_and_every_label_leads_somewhere_also_in_what_is_added(
    form: Visit, collection: str
) -> None:
    page = form(collection)
    page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for _ in range(2):
        for add in page.locator("[data-do=add]").all():
            add.click()
    page.get_by_role("button", name="Nog een bij Bronnen").click()
    ready(page)
    expect(page.locator(SUMMARY)).to_be_focused()
    assert page.evaluate(STRAY) == []
    nameless = page.locator("kb-form :is(input, textarea, select, fieldset, button):visible").evaluate_all(
        """all => all.filter(one => !(one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent).trim()).map(one => one.outerHTML)"""
    )
    assert nameless == []


def test_what_is_added_below_a_mistake_has_no_mistake_itself(form: Visit) -> None:
    page = form("tools")
    mend(control(page, "sources", 0, "url"), "geen adres")
    expect(control(page, "sources", 0, "url")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Nog een bij Bronnen").click()
    expect(control(page, "sources", 1, "url")).not_to_have_attribute("aria-describedby", re.compile("wrong"))
    expect(control(page, "sources", 1, "url")).not_to_have_attribute("aria-invalid", "true")
    expect(field(page, "sources", 1).locator("[data-wrong]")).to_have_count(0)

"""Somebody who adds an entry by a form: what she fills in with her keyboard, and what the form makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.forms.questions import Question, Section, form_url, sections
from macros.reading.entry_files import EntryFile, read_entry
from macros.reading.front_matter import BODY
from macros.writing.examples import Examples, as_file
from macros.writing.scaffold import ending_of
from tests.conftest import COLLECTIONS, SAMPLE, TODAY, sample_library, small_project
from tests.filling import Visitors
from tests.focus import has_focus, tab_to

SETTINGS, SCHEMAS = sample_library().settings, sample_library().schemas
SAID, SUMMARY, PANEL = ".kb-form__said:not(:empty)", ".kb-form__wrong", ".kb-form__send"
KEPT, FOUND = "Bewaard in deze browser.", "Je was hier al begonnen. Alles staat er nog."
READY = "Kijk na en ga verder"
TEXT = "## Hoe het begon\n\nOp een dinsdag in maart: regen # en wind.\n\n- een school\n- een bedrijf\n\n> Zo ging het."

MISSED = ("summary", "status")  # without these, the check has a word to say
LONGEST = 6_000  # signs that GitHub takes in an address
AT_FIRST = (
    30  # signs of a text that are typed, key by key; the rest comes at once, as from a keyboard that guesses words
)

Values = dict[str, Any]
Fill = Callable[[Locator, str], None]


# What there is to refer to, and what to fill in


def ending(collection: str) -> str:
    return ending_of(SCHEMAS[collection], [file.name for file in (SAMPLE / "content" / collection).iterdir()])


def examples(collection: str) -> Examples:
    return Examples(SCHEMAS[collection], dict.fromkeys(COLLECTIONS, "bestaand"), TODAY)


def stock() -> dict[str, str]:
    """One small entry in each collection, to refer to: pairs of a path below content/ and a text."""
    return {
        f"{name}/bestaand{ending(name)}": as_file(
            examples(name).required() | {"title": f"Bestaat al in {name}"}, ending(name)
        )
        for name in COLLECTIONS
    }


def form_site(target: Path) -> None:
    """The site of a project with that stock, and the project around it."""
    small_project(target.with_name("half-forms"), stock()).rename(target)


def asked(collection: str) -> list[Section]:
    return sections(SETTINGS.collections[collection], SCHEMAS[collection], SETTINGS)


def questions_of(collection: str) -> dict[str, Question]:
    """All that a form asks, by name, in the order of the page."""
    return {one.field.name: one for section in asked(collection) for one in section.questions}


def smallest(collection: str) -> Values:
    """The values that an entry must have."""
    return examples(collection).required() | {"title": "Nieuw van mij"}


def rich(collection: str) -> Values:
    """The smallest entry, what the check misses in one, and of each kind of question the first that may stay empty."""
    made, kinds = smallest(collection), set()
    for name, one in questions_of(collection).items():
        kind = (one.control, one.of)
        if name in made or (kind in kinds and name not in MISSED):
            continue
        kinds.add(kind)
        made[name] = _value(collection, one)
    if BODY in questions_of(collection):
        made[BODY] = TEXT
    for name, others in SCHEMAS[collection].document.get("dependentRequired", {}).items():
        if name in made:
            made |= {other: _value(collection, questions_of(collection)[other]) for other in others}
    return {name: made[name] for name in questions_of(collection) if name in made}


def _value(collection: str, one: Question) -> Any:
    value = examples(collection).of(one.field.name)
    if one.control == "list" and one.of in ("text", "wide", "long"):
        return [*value, "En nog een andere"]
    return {"more_than": 150} if any(shape.parts == ("more_than",) for shape in one.shapes) else value


# Filling in


def open_form(visitors: Visitors, collection: str, root: str = "", **options: Any) -> Page:
    """The form of a collection, as a new visitor has it."""
    page = visitors.at(form_url(SETTINGS.collections[collection]), root, **options)
    if options.get("java_script_enabled", True):
        expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    return page


def field(place: Page | Locator, *way: str | int) -> Locator:
    """The field, the item or the part that a way of names and numbers leads to."""
    found = place.locator("kb-form") if isinstance(place, Page) else place
    for step in way:
        if isinstance(step, int) and found.locator(":scope > .kb-reference").count():
            continue  # its chips are not typed in
        if isinstance(step, int):
            found = found.locator(":scope > .kb-ask__items > [data-item]").nth(step)
        elif isinstance(place, Page) and step == way[0]:
            found = found.locator(f".kb-form__section > [data-field={step}]")
        else:
            found = found.locator(f":scope > .kb-ask__parts > [data-field={step}]")
    return found


def control(place: Page | Locator, *way: str | int) -> Locator:
    """What one types in or chooses from, at the end of a way."""
    return field(place, *way).locator("input, textarea, select").first


def button(place: Page | Locator, deed: str) -> Locator:
    return place.locator(f":scope > [data-do={deed}]" if isinstance(place, Locator) else f"[data-do={deed}]")


def by_keyboard(page: Page, collection: str, values: Values) -> None:
    """Fill in a form from top to bottom with nothing but keys."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # straight to the content
    for section in asked(collection):
        wanted = [one for one in section.questions if one.field.name in values]
        if section.folded and wanted:
            tab_to(page, page.locator(f"#{section.id} > summary"))
            page.keyboard.press("Enter")
        for one in wanted:
            _answer(page, field(page, one.field.name), one, one.control, values[one.field.name])


def _answer(page: Page, place: Locator, one: Question, kind: str, value: Any) -> None:
    if kind == "list":
        for at, item in enumerate(value):
            if at:
                reach(page, button(place, "add"))
                page.keyboard.press("Enter")
            _answer(page, field(place, at), one, one.of, item)
    elif kind == "group":
        for part in one.parts:
            if part.field.name in value:
                _answer(page, field(place, part.field.name), part, part.control, value[part.field.name])
    elif kind == "choices":
        for choice in one.field.choices:
            if choice.value in value:
                reach(page, place.locator(f"input[value='{choice.value}']"))
                page.keyboard.press("Space")
    elif kind in ("pick", "picks"):
        for id in [value] if kind == "pick" else value:
            reach(page, place.locator("input"))
            _choose_entry(page, place, id)
    elif kind in ("choice", "truth"):
        reach(page, place.locator("select"))
        _down_to(page, place.locator("select"), {True: "true", False: "false"}.get(value, str(value)))
    elif kind == "either":
        reach(page, place.locator("select"))
        _down_to(page, place.locator("select"), " ".join(value) if isinstance(value, dict) else "")
        for box, number in zip(
            place.locator("input").all(), value.values() if isinstance(value, dict) else [value], strict=False
        ):
            reach(page, box)
            page.keyboard.type(str(number))
    else:
        reach(page, place.locator("input, textarea").first)
        page.keyboard.type(str(value)[:AT_FIRST])
        page.keyboard.insert_text(str(value)[AT_FIRST:])


def reach(page: Page, target: Locator) -> None:
    """Go there by Tab, unless one is there already."""
    if not has_focus(target):
        tab_to(page, target)


def _down_to(page: Page, select: Locator, value: str) -> None:
    options: list[str] = select.locator("option").evaluate_all("all => all.map(one => one.value)")
    for _ in range(options.index(value)):
        page.keyboard.press("ArrowDown")
    expect(select).to_have_value(value)


def _choose_entry(page: Page, place: Locator, id: str) -> None:
    """By its name, from the list of those that there are; `id` is that of one of the stock."""
    assert id == "bestaand"
    page.keyboard.type("Bestaat al")
    expect(place.get_by_role("option").first).to_contain_text("Bestaat al in")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(place.get_by_role("option")).to_have_count(0)


# The module of the page itself, for what no key can do.
FIELDS = (
    """() => import(new URL("../forms/fields.mjs", document.querySelector("script[src*='views/entry-form']").src))"""
)
FILL = f"""async values => {{
    const {{ fillGroup }} = await ({FIELDS})();
    const form = document.querySelector("kb-form");
    fillGroup(form, values);
    form.querySelector("input").dispatchEvent(new Event("input", {{ bubbles: true }}));
}}"""


def fill_at_once(page: Page, values: Values) -> None:
    """Put values in a form, where it is not about filling them in."""
    page.evaluate(FILL, values)


def mend(target: Locator, text: str) -> None:
    """Type another text over what stands there, and leave."""
    target.fill(text)
    target.blur()


def ready(page: Page) -> None:
    page.get_by_role("button", name=READY).click()


# What comes of it


def made_file(page: Page) -> tuple[str, str]:
    """The name and the text of the file that the page shows."""
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    name, text = (panel.locator(f"[data-shows={what}]").text_content() or "" for what in ("name", "text"))
    return name, text


def read_back(collection: str, name: str, text: str) -> EntryFile:
    entry, problems = read_entry(text, f"content/{collection}/{name}", collection)
    assert entry and not problems, [str(problem) for problem in problems]
    return entry


def as_kept(value: Any) -> Any:
    """A value without the white space at its ends: a form takes that away, a file may end a text with a line end."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [as_kept(one) for one in value]
    return {name: as_kept(one) for name, one in value.items()} if isinstance(value, dict) else value

"""An entry that somebody mends in its form: what it says now is there, and only what she changed is written anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.reading.entry_files import read_entry
from tests.conftest import COLLECTIONS, SAMPLE, sample_library
from tests.filling import Visitors
from tests.forms import LONGEST, PANEL, SAID, SCHEMAS, SUMMARY, as_kept, control, made_file, mend, ready

TOOL = "meedoen/voeg-toe/tools/?edit=fasemodel"
FILE = "content/tools/fasemodel.yml"
NEW = "Het model laat zien hoe ver een samenwerking is. Pak het als je de volgende stap zoekt."
# As a writer would have it: remarks, an order of her own, quotes that she chose.
REMARKS = """# Gevonden op de beurs.
title: 'Kaart'
checked: 2026-01-02
summary: Een kaart waarmee je ziet wie wat verwacht. # nog navragen

# Over de fasen.
phases:
  # zeker weten
  - opstart
scope: breder
sources:
  - publication: Jaarverslag (2025)
    where: 'bladzijde 3'   # klein lettertje
# Einde.
"""


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """The form of an entry, as a new visitor has it."""
    found = visitors.at(TOOL)
    expect(found.locator("kb-form")).to_have_attribute("data-ready", "")
    yield found
    assert visitors.complaints == []


def order(collection: str) -> list[str]:
    nodes = SCHEMAS[collection].document["properties"]
    return [name for name in SCHEMAS[collection].fields if not nodes[name].get("x-later")]


def ask(page: Page, code: str, given: object) -> Any:
    """What `forms/mending` makes of this; `code` is the body of a function of the module and what is given."""
    return page.evaluate(
        f"""async given => {{
            const module = new URL("../forms/mending.mjs", document.querySelector("script[src*='views/entry-form']").src);
            const {{ readFile, mended }} = await import(module);
            {code}
        }}""",
        given,
    )


def mended(page: Page, text: str, changes: dict[str, object]) -> str:
    """The file with these changes; a field that is None goes."""
    given = [text, list(changes), [value if value is not None else "–" for value in changes.values()], order("tools")]
    code = """const [text, names, values, order] = given;
        return mended(text, Object.fromEntries(names.map((one, i) => [one, values[i] === "–" ? undefined : values[i]])), order);"""
    return str(ask(page, code, given))


def test_every_file_is_read_as_the_check_reads_it_and_stays_as_it_is_where_nothing_changes(page: Page) -> None:
    library = sample_library()
    entries = [entry for name in COLLECTIONS for entry in library.collection(name)]
    texts = [(SAMPLE / entry.path).read_text(encoding="utf-8") for entry in entries]
    found = ask(page, "return given.map((text) => [readFile(text).values, mended(text, {}, []) === text]);", texts)
    assert len(found) > 800
    wrong = [
        entry.path
        for entry, (values, same) in zip(entries, found, strict=True)
        if not same or values != as_kept_body(json.loads(json.dumps(dict(entry.values), default=str)))
    ]
    assert wrong == []


def as_kept_body(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if name == "body" else value for name, value in values.items()}


def test_whatever_changes_the_check_reads_that_and_all_else_as_before(page: Page) -> None:
    odd: list[Any] = [
        "Een: dubbele punt # en hekje", "'quote\" \\", "- streep", "ja", "[a, b]", "#begin", "twee\n\nregels: x\n- y",
        ["een", "twee: drie"], {"more_than": 150}, [{"publication": "Verslag: deel 2", "where": "'s middags"}], None,
    ]  # fmt: skip
    library = sample_library()
    given = []
    for at, entry in enumerate(entry for name in COLLECTIONS for entry in library.collection(name)):
        names = order(entry.collection.name)
        name, value = names[at % len(names)], odd[at % len(odd)]
        given.append((entry, name, "twee\n\n## delen" if name == "body" and value is not None else value))
    texts = [
        [(SAMPLE / entry.path).read_text(encoding="utf-8"), name, value, order(entry.collection.name)]
        for entry, name, value in given
    ]
    code = "return given.map(([text, name, value, order]) => mended(text, { [name]: value ?? undefined }, order));"
    wrong = []
    for (entry, name, value), text in zip(given, ask(page, code, texts), strict=True):
        read, _ = read_entry(text, entry.path, entry.collection.name)
        wanted = {**entry.values, name: value} if value is not None else {**entry.values}
        if value is None:
            wanted.pop(name, None)
        if read is None or as_kept(dict(read.values)) != as_kept(wanted):
            wrong.append((entry.path, name, value))
    assert len(given) > 800 and wrong == []


def test_the_lines_of_what_changed_are_replaced_and_every_remark_stays(page: Page) -> None:
    assert mended(page, REMARKS, {"summary": "Iets anders."}) == REMARKS.replace(
        "Een kaart waarmee je ziet wie wat verwacht. #", "Iets anders. #"
    )
    more = mended(page, REMARKS, {"phases": ["opstart", "uitvoering"]})
    assert more == REMARKS.replace(
        "phases:\n  # zeker weten\n  - opstart\n", "# zeker weten\nphases: [opstart, uitvoering]\n"
    )
    assert mended(page, REMARKS, {"phases": None}) == REMARKS.replace(
        "\n# Over de fasen.\nphases:\n  # zeker weten\n  - opstart\n", "# Over de fasen.\n# zeker weten\n"
    )
    assert mended(page, REMARKS, {"time": "Een uur"}) == REMARKS.replace(
        "  - opstart\n", "  - opstart\ntime: Een uur\n"
    )
    assert mended(page, f"---\n{REMARKS}---\n\nEerst.\n", {"body": "Toen.\n\nEn nu."}) == (
        f"---\n{REMARKS}---\n\nToen.\n\nEn nu.\n"
    )


def test_a_file_of_windows_keeps_all_but_its_line_ends(page: Page) -> None:
    assert mended(page, REMARKS.replace("\n", "\r\n"), {}) == REMARKS


def test_the_form_has_what_the_entry_says_and_marks_what_is_changed(page: Page) -> None:
    entry = sample_library().entry("tools", "fasemodel")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Verbeter ‘{entry.title}’")
    expect(control(page, "title")).to_have_value(entry.title)
    expect(page.locator("[data-field=phases] input:checked")).to_have_count(len(entry.values["phases"]))
    ready(page)
    expect(page.locator(SAID)).to_have_text("Er is nog niets veranderd.")
    expect(page.locator(PANEL)).to_be_hidden()
    mend(control(page, "summary"), NEW)
    expect(page.locator("[data-changed]")).to_have_attribute("data-field", "summary")
    ready(page)
    expect(page.locator(PANEL)).to_be_focused()
    expect(page.locator(f"{PANEL} dl > div")).to_have_count(1)
    name, text = made_file(page)
    before = (SAMPLE / FILE).read_text(encoding="utf-8")
    changed = [lines for lines in zip(before.split("\n"), text.split("\n"), strict=True) if lines[0] != lines[1]]
    assert name == "fasemodel.yml" and [after for _, after in changed] == [f"summary: {NEW}"]


def test_a_change_goes_into_the_file_or_into_a_message_that_tells_it(page: Page) -> None:
    mend(control(page, "summary"), NEW)
    ready(page)
    expect(page.locator("[data-way=file]")).to_be_hidden()
    edit = page.locator("[data-way=edit] a").get_attribute("href") or ""
    assert edit.endswith(f"/edit/main/{FILE}")
    message = page.locator("[data-way=issue] a").get_attribute("href") or ""
    asked = parse_qs(urlsplit(message).query)
    assert len(message) < LONGEST and set(asked) == {"title", "body"}
    assert "tools/fasemodel/" in asked["body"][0] and f"### Samenvatting\n\n{NEW}" in asked["body"][0]


def test_a_change_is_there_after_a_reload_and_gone_after_beginning_anew(page: Page) -> None:
    before = control(page, "summary").input_value()
    mend(control(page, "summary"), NEW)
    expect(page.locator(SAID)).to_have_text("Bewaard in deze browser.")
    page.reload()
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(control(page, "summary")).to_have_value(NEW)
    expect(page.locator("[data-changed]")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(control(page, "summary")).to_have_value(before)
    expect(page.locator("[data-changed]")).to_have_count(0)


def test_a_mistake_in_what_is_changed_is_told_and_sends_nothing(page: Page) -> None:
    mend(control(page, "summary"), "Kort.")
    ready(page)
    expect(page.locator(SUMMARY)).to_be_focused()
    expect(page.locator(f"{SUMMARY} li")).to_have_count(1)
    expect(page.locator(PANEL)).to_be_hidden()


@pytest.mark.parametrize("id", ["../over", "fasemodel/../peer-review", "%3Cscript%3E", ""])
def test_what_is_no_name_of_an_entry_opens_nothing(visitors: Visitors, id: str) -> None:
    page = visitors.at(f"meedoen/voeg-toe/tools/?edit={id}")
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voeg een tool toe")
    expect(control(page, "title")).to_have_value("")
    assert visitors.complaints == []


def test_an_entry_that_is_not_there_is_told_and_can_be_added(visitors: Visitors) -> None:
    page = visitors.at("meedoen/voeg-toe/tools/?edit=nooit-geweest")
    expect(page.locator(SAID)).to_contain_text("Deze pagina is niet gevonden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voeg een tool toe")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with", "without-script"])
def test_every_page_asks_whether_it_still_holds(visitors: Visitors, options: dict[str, Any]) -> None:
    page = visitors.at("tools/fasemodel/", **options)
    yes = page.get_by_role("link", name="Ja, het klopt nog").get_attribute("href") or ""
    asked = parse_qs(urlsplit(yes).query)
    assert asked["title"] == [f"Klopt nog: {sample_library().entry('tools', 'fasemodel').title}"]
    assert "/tools/fasemodel/ vandaag nagekeken" in asked["body"][0] and "functie of rol" in asked["body"][0]
    no = page.get_by_role("link", name="Nee, verbeter deze pagina")
    assert (no.get_attribute("href") or "").endswith(TOOL)


def test_what_others_change_in_the_entry_meanwhile_is_not_undone_by_what_somebody_had_begun(page: Page) -> None:
    mend(control(page, "summary"), NEW)
    mend(control(page, "link"), "")
    expect(page.locator(SAID)).to_have_text("Bewaard in deze browser.")
    text = (SAMPLE / FILE).read_text(encoding="utf-8").replace("scope: breder", "scope: learning-communities")
    page.route("**/tools/fasemodel/source.txt", lambda route: route.fulfill(body=text))
    page.reload()
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(control(page, "scope")).to_have_value("learning-communities")
    expect(control(page, "summary")).to_have_value(NEW)
    expect(control(page, "link")).to_have_value("")
    changed = page.locator("[data-changed]").evaluate_all("all => all.map(one => one.dataset.field)")
    assert changed == ["summary", "link"]

"""An entry that somebody mends in its form: what it says now is there, and only what she changed is written anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.reading.entry_files import read_entry
from tests.conftest import COLLECTIONS, SAMPLE, sample_library
from tests.filling import Visitors
from tests.forms import LONGEST, PANEL, SAID, SCHEMAS, SUMMARY, as_kept, button, control, field, made_file, mend, ready

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
    body = asked["body"][0]
    assert "tools/fasemodel/" in body and "### Samenvatting\n\nWas: Het model laat stap voor stap zien" in body
    assert body.endswith(f" …\n\nWordt: {NEW}")


WAS = ":scope > .kb-ask__was"


def was(page: Page, name: str) -> Locator:
    """What a field says of how it was."""
    return field(page, name).locator(WAS)


def lines(page: Page) -> list[list[str]]:
    """What the panel tells of each field that was changed: its label and its lines."""
    expect(page.locator(PANEL)).to_be_visible()
    rows = page.locator(f"{PANEL} dl > div")
    return [row.locator("dt, dd").all_inner_texts() for row in rows.all()]


def message(page: Page) -> str:
    address = page.locator("[data-way=issue] a").get_attribute("href") or ""
    return parse_qs(urlsplit(address).query)["body"][0]


def test_at_a_changed_field_stands_what_it_was_and_a_button_puts_that_back(page: Page) -> None:
    before = control(page, "summary").input_value()
    expect(page.locator(".kb-ask__was")).to_have_count(0)
    mend(control(page, "summary"), NEW)
    expect(was(page, "summary").locator("span")).to_have_text(f"Was: {before[:200].rstrip()} …")
    control(page, "scope").select_option("learning-communities")
    expect(was(page, "scope").locator("span")).to_have_text("Was: Voor samenwerking in het algemeen")
    mend(control(page, "time"), "Een uur")
    expect(was(page, "time").locator("span")).to_have_text("Was: leeg")
    was(page, "scope").get_by_role("button", name="Zet terug: Gemaakt voor").click()
    expect(control(page, "scope")).to_have_value("breder")
    expect(control(page, "scope")).to_be_focused()
    expect(page.locator(SAID)).to_have_text("Gemaakt voor is weer zoals het was.")
    expect(was(page, "scope")).to_have_count(0)
    was(page, "summary").get_by_role("button").click()
    expect(control(page, "summary")).to_have_value(before)
    was(page, "time").get_by_role("button").click()
    expect(page.locator("[data-changed], .kb-ask__was")).to_have_count(0)


def test_of_a_list_and_of_a_long_text_only_what_came_and_went_is_told(page: Page) -> None:
    sources = field(page, "sources")
    button(sources, "add").click()
    control(page, "sources", 4, "publication").fill("Jaarverslag (2022)")
    control(page, "sources", 4, "where").fill("blz. 3")
    field(page, "phases").get_by_role("checkbox", name="Opstartfase").uncheck()
    text = control(page, "what").input_value().strip()
    mend(control(page, "what"), text.replace("vier dimensies", "vijf dimensies"))
    mend(control(page, "evidence_note"), f"{control(page, 'evidence_note').input_value()}\n\nZo is het.")
    expect(was(page, "sources").locator("span")).to_have_text("Erbij: Jaarverslag (2022); blz. 3")
    expect(was(page, "phases").locator("span")).to_have_text("Weg: Opstartfase")
    expect(was(page, "what").locator("span")).to_have_text(re.compile("^Was: De Peer review werkt .* vier dimensies.$"))
    expect(was(page, "evidence_note").locator("span")).to_have_text("Erbij: Zo is het.")
    ready(page)
    last = text.rpartition("\n")[2]
    told = {label: said for label, *said in lines(page)}
    assert told == {
        "Fase": ["Weg: Opstartfase"],
        "Toelichting op de onderbouwing": ["Erbij: Zo is het."],
        "Wat is het": [f"Was: {last}", f"Wordt: {last.replace('vier', 'vijf')}"],
        "Bronnen": ["Erbij: Jaarverslag (2022); blz. 3"],
    }
    assert "### Fase\n\nWeg: Opstartfase" in message(page) and text.partition("\n")[0] not in message(page)
    was(page, "sources").get_by_role("button").click()
    expect(sources.locator("[data-item]")).to_have_count(4)
    expect(page.locator(f"{PANEL} dl > div")).to_have_count(3)


def test_the_list_above_the_form_leads_to_a_field_with_a_few_keys(page: Page) -> None:
    page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = false; })")
    page.get_by_role("combobox", name="Wat klopt er niet?").focus()
    page.keyboard.type("Kosten")
    page.keyboard.press("Enter")
    cost = control(page, "cost")
    expect(cost).to_be_focused()
    expect(cost).to_be_in_viewport()
    jump = page.get_by_role("combobox", name="Wat klopt er niet?")
    jump.focus()
    jump.select_option("checked")
    expect(jump).to_be_focused()  # to choose leads nowhere yet
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(control(page, "checked")).to_be_focused()


def test_a_number_and_names_are_told_as_one_reads_them(visitors: Visitors) -> None:
    library = sample_library()
    entry = next(one for one in library.collection("communities") if one.values.get("partners") == 7)
    page = visitors.at(f"meedoen/voeg-toe/communities/?edit={entry.id}")
    expect(page.locator("kb-form")).to_have_attribute("data-ready", "")
    page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    field(page, "partners").locator("input").first.fill("12")
    tool = library.entry("tools", "fasemodel")
    names = field(page, "tools").get_by_role("combobox")
    names.fill(tool.title)
    names.press("Enter")
    expect(was(page, "partners").locator("span")).to_have_text("Was: 7")
    expect(was(page, "tools").locator("span")).to_have_text(f"Erbij: {tool.title}")
    ready(page)
    assert {label: said for label, *said in lines(page)} == {
        "Aantal partners": ["was 7, wordt 12"],
        "Gebruikte tools": [f"Erbij: {tool.title}"],
    }
    assert "### Aantal partners\n\nwas 7, wordt 12" in message(page)
    assert visitors.complaints == []


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

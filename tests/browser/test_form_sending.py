"""A form that is filled in: the ways to send it, each with all that was written, as the one who gets it reads it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.writing.issue_answers import Names, answers_in
from macros.writing.issue_forms import MORE, MORE_LABEL, asked_fields
from tests.conftest import COLLECTIONS
from tests.filling import HOLDS, Visit
from tests.forms import (
    KEPT,
    LONGEST,
    PANEL,
    SAID,
    SCHEMAS,
    SETTINGS,
    SUMMARY,
    as_kept,
    control,
    ending,
    fill_at_once,
    made_file,
    ready,
    rich,
    smallest,
)

NAMES: Names = {name: {f"bestaat al in {name}": "bestaand"} for name in COLLECTIONS}
# Kinds of field of which a form of GitHub's has the words as they are; of groups it has the parts on a line.
AS_THEY_ARE = {"text", "markdown", "date", "link", "number", "choice", "reference"}
LONG = "Op een dinsdag in maart begon het te regenen & te waaien.\n" * 200


def address_of(page: Page, way: str) -> str:
    return page.locator(f"[data-way={way}] a").get_attribute("href") or ""


def query(address: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}


def sent(form: Visit, collection: str, values: dict[str, object], **options: object) -> Page:
    page = form(collection, **options)
    fill_at_once(page, values)
    ready(page)
    expect(page.locator(PANEL)).to_be_focused()
    return page


# As a file


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_github_opens_with_the_folder_the_name_and_the_text_of_the_file(form: Visit, collection: str) -> None:
    page = sent(form, collection, smallest(collection))
    name, text = made_file(page)
    address = address_of(page, "file")
    assert len(address) <= LONGEST
    assert name == f"nieuw-van-mij{ending(collection)}"
    assert urlsplit(address).path.endswith(f"/kennisbank/new/main/content/{collection}")
    assert query(address) == {"filename": name, "value": text}
    expect(page.locator("[data-way=file] .kb-form__long")).to_be_hidden()


def test_a_text_that_is_too_long_for_an_address_is_left_out_and_the_page_says_what_to_do(form: Visit) -> None:
    page = sent(form, "lessons", smallest("lessons") | {"body": LONG})
    for way in ("file", "issue"):
        expect(page.locator(f"[data-way={way}] .kb-form__long")).to_be_visible()
        assert len(address_of(page, way)) <= LONGEST
    assert query(address_of(page, "file")) == {"filename": "nieuw-van-mij.md", "value": ""}
    expect(page.locator("[data-way=file]")).to_contain_text("Klik op Kopieer de tekst")
    expect(page.locator("[data-way=issue] a")).to_be_hidden()
    control(page, "body").fill("Kort.")
    expect(page.locator("[data-way=file] .kb-form__long")).to_be_hidden()
    assert "Kort." in query(address_of(page, "file"))["value"]
    expect(page.locator("[data-way=issue] a")).to_be_visible()


def test_what_is_changed_after_that_is_sent_too_and_a_new_mistake_is_told(form: Visit) -> None:
    page = sent(form, "tools", smallest("tools"))
    page.get_by_role("button", name="Verander nog iets").click()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(control(page, "title")).to_be_focused()
    control(page, "title").fill("Een andere naam")
    ready(page)
    assert made_file(page)[0] == "een-andere-naam.yml"
    control(page, "title").fill("x")
    ready(page)
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(SUMMARY)).to_be_focused()


# What one will see


def test_each_way_is_told_in_steps_and_each_step_has_a_picture_of_the_button_that_it_names(form: Visit) -> None:
    page = sent(form, "lessons", smallest("lessons"))
    ways = page.locator(".kb-form__ways > li:visible")
    assert ways.count() == 2
    for way in ways.all():
        steps = way.locator("ol:visible > li")
        assert steps.count() == 3
        for step in steps.all():
            expect(step.locator("svg")).to_be_visible()
            drawn, named = step.locator("svg text").all_text_contents(), step.locator("b").all_text_contents()
            assert drawn == named, step.text_content()
    seen = [text.text_content() for text in page.locator(".kb-form__ways svg text:visible").all()]
    assert seen == ["Create", "Commit changes…", "Propose changes", "Create pull request"]


# As a message


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_form_of_github_gets_every_answer_and_it_reads_back_as_it_was(form: Visit, collection: str) -> None:
    values = rich(collection)
    page = sent(form, collection, values)
    collection_, schema = SETTINGS.collections[collection], SCHEMAS[collection]
    given = query(address_of(page, "issue"))
    fields = {field.name: field for field in asked_fields(collection_, schema)}
    assert given.pop("template") == f"{collection}.yml"
    assert set(given) - {MORE} == values.keys() & fields.keys()
    labels = {name: field.label for name, field in fields.items()} | {MORE: MORE_LABEL}
    body = "\n\n".join(f"### {label}\n\n{given.get(name, '_No response_')}" for name, label in labels.items())
    read = answers_in(body, collection_, schema, NAMES)
    plain = {name for name in values.keys() & fields.keys() if fields[name].kind in AS_THEY_ARE}
    assert len(plain) > 3
    assert {name: read.values[name] for name in plain} == {name: as_kept(values[name]) for name in plain}
    assert [group["publication"] for group in read.values["sources"]] == [
        group["publication"] for group in values["sources"]
    ]
    others = [schema.fields[name].label for name in values if name not in fields]
    assert [label for label in others if not any(line.startswith(f"{label}: ") for line in read.more)] == []


# On the clipboard, and as a file of one's own


@pytest.mark.parametrize("collection", ["tools", "stories"])
def test_what_is_copied_and_what_is_saved_is_what_the_page_shows(form: Visit, tmp_path: Path, collection: str) -> None:
    page = sent(
        form,
        collection,
        rich(collection) | {"title": "Één ‘titel’ & 😀"},
        permissions=["clipboard-read", "clipboard-write"],
    )
    name, text = made_file(page)
    page.get_by_role("button", name="Kopieer de tekst").click()
    expect(page.locator(SAID)).to_have_text("De tekst is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    assert download.value.suggested_filename == name == f"een-titel{ending(collection)}"
    download.value.save_as(tmp_path / name)
    assert (tmp_path / name).read_bytes() == text.encode()
    expect(page.locator(SAID)).to_have_text("Het bestand is gemaakt. Je vindt het bij je downloads.")


def test_where_nothing_can_be_copied_the_page_says_so(form: Visit) -> None:
    page = sent(form, "tools", smallest("tools"), init="delete Navigator.prototype.clipboard")
    page.get_by_role("button", name="Kopieer de tekst").click()
    expect(page.locator(SAID)).to_contain_text("Kopiëren lukte niet.")


def test_nothing_leaves_the_browser_while_one_fills_in_and_makes_ready(form: Visit) -> None:
    """The names to choose from come as files; of what was written nothing is in what the page asks for."""
    asked: list[str] = []
    page = form("tools")
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    fill_at_once(page, rich("tools") | {"title": "Geheimzinnig"})
    page.evaluate(HOLDS, "Geheimzinnig")
    ready(page)
    expect(page.locator(PANEL)).to_be_focused()
    page.get_by_role("button", name="Verander nog iets").click()
    assert [one for one in asked if not one.startswith("GET ") or "eheimzinnig" in one or "?" in one] == []


# What goes along


def test_what_is_not_there_yet_has_a_form_of_its_own_which_is_found_again(form: Visit) -> None:
    page = sent(form, "stories", smallest("stories") | {"tools": ["bestaand"]})
    along = page.locator(".kb-form__missing")
    expect(along).to_be_hidden()
    page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    picked = control(page, "tools")
    picked.fill("Het Nieuwe Gilde")
    picked.press("Enter")
    expect(along).to_contain_text("‘Het Nieuwe Gilde’")
    link = along.get_by_role("link", name="Voeg een tool toe: ‘Het Nieuwe Gilde’")
    with page.context.expect_page() as opened:
        link.click()
    other = opened.value
    expect(other.locator("kb-form")).to_have_attribute("data-ready", "")
    expect(control(other, "title")).to_have_value("Het Nieuwe Gilde")
    control(other, "summary").fill("Een gilde van vakmensen in de stad.")
    expect(other.locator(SAID)).to_have_text(KEPT)
    other.close()
    control(page, "title").fill("Een andere titel")
    begun = along.get_by_role("link", name="‘Het Nieuwe Gilde’: daar ben je al aan begonnen.")
    expect(begun).to_be_visible()
    with page.context.expect_page() as opened:
        begun.click()
    expect(control(opened.value, "summary")).to_have_value("Een gilde van vakmensen in de stad.")

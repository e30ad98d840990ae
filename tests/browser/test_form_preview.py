"""What a form shows of an entry in the making: its card and its page, as the site will make them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.forms.questions import form_url
from macros.library.neighbours import Neighbours
from macros.markdown.prose import Prose
from macros.pages.context import Context
from tests.conftest import COLLECTIONS, TODAY, Open, sample_library
from tests.filling import Visit, Visitors
from tests.forms import SETTINGS, fill_at_once, rich

PANEL = ".kb-form__preview"
SEE, CLOSE = "Bekijk hoe het wordt", "Sluit het voorbeeld"
# The page and the card of entries, by the scripts of the site, with texts that Python wrote.
SHOWN = """async ([root, form, rows, others]) => {
  const { EntryPreview } = await import(root + "assets/js/form-preview/entry-view.mjs");
  const { facts, templates } = await import(root + form + "preview.mjs");
  const made = new EntryPreview({ ...facts, root: "../../", editUrl: "EDIT" }, templates);
  return rows.map(({ id, values, said }) => {
    const around = { id, toHtml: (text) => said[text], find: (collection, one) => others[`${collection}/${one}`] ?? null };
    return [made.page(values, around), made.card(values, around)];
  });
}"""
WITH_GENERIC = {"worksheets"}  # its own template holds the sheet itself, which is not translated


@cache
def context() -> Context:
    icons = Path(__import__("material").__file__).parent / "templates/.icons"
    made = Context(sample_library(), TODAY, icons)
    made.templates.know(worksheets_for=lambda entry: [], chooser_url=lambda *given: "")  # what others know of an entry
    return made


@cache
def others() -> dict[str, dict[str, Any]]:
    """What `entry.json` tells of each entry that one can refer to."""
    library = sample_library()
    found = {}
    for name, collection in SETTINGS.collections.items():
        for entry in library.collection(name):
            told = {"id": entry.id, "title": entry.title, "summary": entry.summary, "url": entry.url}
            if "language" in entry.values:
                told["language"] = entry.values["language"]
            if "kind" in collection.card:
                told["kind"] = library.schemas[name].fields["kind"].labels.get(entry.values.get("kind", ""), "")
            found[f"{name}/{entry.id}"] = told
    return found


def written(collection: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Each entry of a collection with its page and card by Python, without what others say of it, and its texts as HTML."""
    said: dict[str, str] = {}
    html: Callable[..., str] = Prose.html

    def heard(self: Prose, text: str, *more: Any) -> str:
        said[text] = html(self, text, *more)
        return said[text]

    monkeypatch.setattr(Prose, "html", heard)
    made, rows = context(), []
    viewer, environment = made.viewer, made.templates._environment
    own = "entry/generic.html" if collection in WITH_GENERIC else f"entry/{collection}.html"
    template = environment.select_template([own, "entry/generic.html"])
    card: Any = environment.get_template("parts.html").module
    for entry in sample_library().collection(collection):
        said.clear()
        one = replace(entry, former=())
        view = viewer.entry(one)
        fields = viewer.fields(one, viewer.items(view.root))
        view = replace(view, mentions=[], _neighbours=list, fields=fields, edit_url="EDIT", confirm_url="#", age="")
        page = template.render(view=view, entry=one, root=view.root)
        shown = str(card.card(viewer.bare_card(one), view.root))
        rows.append({"id": one.id, "values": entry.values, "page": page, "card": shown, "said": dict(said)})
    return rows


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_page_and_card_is_the_one_of_the_site(
    open_page: Open, address: str, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = written(collection, monkeypatch)
    asked = [{name: row[name] for name in ("id", "values", "said")} for row in rows]
    form = form_url(SETTINGS.collections[collection])
    made = open_page(form).evaluate(SHOWN, [address, form, json.loads(json.dumps(asked)), others()])
    wrong = [
        row["id"] for row, (page, card) in zip(rows, made, strict=True) if [page, card] != [row["page"], row["card"]]
    ]
    assert wrong == [] and len(rows) > 2


TERMS = """async ([root, pages, subjects]) => {
  const { Terms } = await import(root + "assets/js/form-preview/terms.mjs");
  const { namesAt } = await import(root + "assets/js/forms/names.mjs");
  const terms = new Terms(await namesAt(root + "meedoen/voeg-toe/terms.json"));
  return pages.map((html, at) => {
    const page = new DOMParser().parseFromString(html, "text/html").body;
    terms.mark(page, (id) => "../../begrippen/" + id + "/", subjects[at] ?? undefined);
    return [...page.querySelectorAll("kb-term > a")].map((link) => [link.getAttribute("href"), link.textContent]);
  });
}"""
EXPLAINED = re.compile(r'<kb-term><a href="([^"]*)"[^>]*>([^<]*)</a>')


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_words_that_the_site_will_explain_are_marked(
    open_page: Open, address: str, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = written(collection, monkeypatch)
    glossary, library = context().glossary, sample_library()
    explained = [glossary.explain(row["page"], "../../", library.get(collection, row["id"])) for row in rows]
    expected = [[list(map(unescape, found)) for found in EXPLAINED.findall(html)] for html in explained]
    subjects = [row["id"] if collection == library.settings.glossary else None for row in rows]
    made = open_page().evaluate(TERMS, [address, [row["page"] for row in rows], subjects])
    wrong = {row["id"]: (one, other) for row, one, other in zip(rows, made, expected, strict=True) if one != other}
    assert wrong == {} and any(expected)


NEAR = """async ([root, form, rows]) => {
  const { neighboursOf, withNamed } = await import(root + "assets/js/form-preview/neighbours.mjs");
  const { facts } = await import(root + form + "preview.mjs");
  return rows.map(({ values, but }) => neighboursOf(withNamed(values, facts.fields), facts.near, but).map(({ id, reason }) => [id, reason]));
}"""


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_it_resembles_what_its_own_values_say(
    open_page: Open, address: str, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the page that it will have, but for what others say of both: of a new entry nobody says a thing yet."""
    library = sample_library()
    referring = Neighbours._referring
    own = [pair for pair in referring(Neighbours(library, collection)) if pair[0] == collection]
    monkeypatch.setattr(Neighbours, "_referring", lambda self: iter(own))
    near = Neighbours(library, collection)
    entries = library.collection(collection)
    rows = [
        {"values": entry.values, "but": [entry.id, *(entries[place].id for place in near._linked[at])]}
        for at, entry in enumerate(entries)
    ]
    form = form_url(SETTINGS.collections[collection])
    made = open_page().evaluate(NEAR, [address, form, json.loads(json.dumps(rows))])
    expected = [[[one.entry.id, one.reason] for one in near.of(entry)] for entry in entries]
    wrong = {e.id: (one, other) for e, one, other in zip(entries, made, expected, strict=True) if one != other}
    assert wrong == {}


def see(page: Page) -> Any:
    page.get_by_role("button", name=SEE).click()
    shown = page.locator(PANEL)
    expect(shown).to_be_focused()
    return shown


def test_it_changes_with_what_is_typed(form: Visit) -> None:
    page = form("tools")
    expect(page.locator(PANEL)).to_be_hidden()
    title, summary = page.get_by_role("textbox", name="Titel"), page.get_by_role("textbox", name="Samenvatting")
    title.fill("Het gesprek <b>vooraf</b>")
    shown = see(page)
    card, whole = shown.locator(".kb-form__card"), shown.locator(".kb-form__page")
    expect(card.get_by_role("heading")).to_have_text("Het gesprek <b>vooraf</b>")
    expect(card).to_contain_text("Nog geen beschrijving.")
    summary.press_sequentially("Een uur aan tafel voor je begint.")
    expect(card).to_contain_text("Een uur aan tafel voor je begint.")
    expect(whole.locator(".kb-entry__summary")).to_have_text("Een uur aan tafel voor je begint.")
    page.get_by_role("button", name=CLOSE).click()
    expect(shown).to_be_hidden()
    expect(page.get_by_role("button", name=SEE)).to_be_focused()


def test_who_is_referred_to_has_her_name_and_leads_to_her_page(form: Visit) -> None:
    page = form("stories")
    fill_at_once(page, rich("stories"))
    shown = see(page)
    others = shown.locator(".kb-related .kb-tile__title")
    expect(others.first).to_contain_text("Bestaat al in")
    address = others.first.evaluate("link => link.href")
    assert page.request.get(address).ok
    assert others.first.get_attribute("target") == "_blank"
    assert shown.locator(".kb-card__title a[href]").count() == 0  # its own page is not there yet


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_page_in_a_page_takes_nothing_of_it(form: Visit, collection: str) -> None:
    page = form(collection)
    fill_at_once(page, rich(collection))
    shown = see(page)
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    expect(page.locator("h1:not([aria-level='4'])")).to_have_count(1)
    assert shown.locator("button").count() == 1 and shown.locator(".kb-card__bookmark").count() == 0
    title = rich(collection)["title"]
    expect(shown.get_by_role("heading", name=title, exact=True)).to_have_count(2)


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_it_stands_beside_the_form_where_there_is_room(form: Visit, width: int, beside: bool) -> None:
    page = form("communities", width=width)
    fill_at_once(page, rich("communities"))
    box, asked = see(page).bounding_box(), page.locator("kb-form > form").bounding_box()
    assert box and asked
    assert (box["x"] >= asked["x"] + asked["width"]) == beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_does_not_load_is_said(form: Visit, form_visitors: Visitors) -> None:
    page = form("tools")
    page.route("**/preview.mjs", lambda route: route.abort())
    page.get_by_role("button", name=SEE).click()
    expect(page.locator(".kb-form__said:not(:empty)")).to_have_text("Het voorbeeld laadde niet. Probeer het nog eens.")
    expect(page.locator(PANEL)).to_be_hidden()
    form_visitors.complaints.clear()

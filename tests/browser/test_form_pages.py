"""The page of a form: without a script, for everyone, on a phone, and what it weighs."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.forms.questions import form_url
from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.conftest import COLLECTIONS
from tests.filling import Visit
from tests.forms import PANEL, SETTINGS, SUMMARY, fill_at_once, ready, rich

MOST = 35_000  # bytes, compressed, of all that only a form needs
SCRIPTS = ("form", "views/entry-form.mjs", "worksheets/storage.mjs")
STATES = ("empty", "wrong", "ready", "shown")


def in_state(page: Page, collection: str, state: str) -> None:
    page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    if state in ("ready", "shown"):
        fill_at_once(page, rich(collection))
    if state == "shown":
        page.get_by_role("button", name="Bekijk hoe het wordt").click()
        expect(page.locator(".kb-form__preview")).to_be_focused()
    elif state != "empty":
        ready(page)
        expect(page.locator(PANEL if state == "ready" else SUMMARY)).to_be_focused()
        page.locator("kb-form details").evaluate_all("all => all.forEach(one => { one.open = true; })")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_without_a_script_the_page_says_so_and_gives_a_file_to_start_from(form: Visit, collection: str) -> None:
    page = form(collection, java_script_enabled=False)
    expect(page.locator("kb-form")).to_be_hidden()
    expect(page.locator("main :is(input, textarea, select):visible")).to_have_count(0)
    expect(page.get_by_text("Het formulier werkt alleen met JavaScript.")).to_be_visible()
    link = page.get_by_role("link", name=re.compile("GitHub")).first
    expect(link).to_be_visible()
    assert f"/new/main/content/{collection}?" in (link.get_attribute("href") or "")
    expect(page.locator(".kb-form__plain pre").first).to_contain_text("title:")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("collection", ["communities", "worksheets"])
def test_on_a_narrow_screen_nothing_sticks_out(form: Visit, collection: str, state: str) -> None:
    page = form(collection, width=320)
    in_state(page, collection, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    out = page.locator("kb-form *:visible").evaluate_all(
        """all => all.filter(one => !one.closest("pre, .kb-hidden") && one.getBoundingClientRect().right > 321).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert out == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("collection", ["communities", "stories"])
def test_axe_finds_nothing_on_a_form(form: Visit, collection: str, state: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 360
    page = form(collection, width=width, bypass_csp=True, reduced_motion="reduce", color_scheme=scheme)
    in_state(page, collection, state)
    page.evaluate(AXE)
    rules: list[str] = page.evaluate(RULES, [TAGS, SPOKEN])
    colours = [rule for rule in page.evaluate(RULES, [["cat.color"], ""]) if rule in rules]
    said = page.evaluate(RUN, [[rule for rule in rules if rule not in colours], colours, False])
    assert said["violations"] == []


def test_all_that_only_a_form_needs_weighs_no_more_than_its_budget(form: Visit, form_project: Path) -> None:
    folder = form_project / "site/assets/js"
    page = form("tools")
    fill_at_once(page, rich("tools"))
    asked: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    loaded = {url.partition("/assets/js/")[2] for url in asked if "/assets/js/" in url}
    own = sorted(name for name in loaded if name.startswith(SCRIPTS))
    assert {"forms/fields.mjs", "form-rules/rules.mjs", "views/entry-form.mjs", "worksheets/storage.mjs"} <= set(own)
    weights = {name: len(gzip.compress((folder / name).read_bytes(), 6)) for name in own}
    assert sum(weights.values()) <= MOST, weights


def test_the_page_of_all_forms_leads_to_each(form: Visit) -> None:
    page = form("tools")
    page.get_by_role("link", name="Voeg iets toe").first.click()
    expect(page.get_by_role("heading", name="Voeg iets toe", level=1)).to_be_visible()
    for collection in SETTINGS.collections.values():
        link = page.locator("main").get_by_role("link", name=f"Een {collection.one}", exact=True)
        assert str(link.evaluate("one => one.href")).endswith(form_url(collection))

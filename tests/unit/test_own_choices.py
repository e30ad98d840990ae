"""What the editors chose is marked where it stands, whichever field it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from macros.checking.check import check
from macros.library.library import Library
from tests.conftest import ROOT, Project
from tests.shown import entry_page
from tests.small import OTHERS, SMALL, TROUBLES

TODAY = date(2026, 11, 21)
FULL = ROOT / "tests/cases/pages"
MARK = '<span class="kb-ours" title='
# What names an entry, its own text and what it says of itself as a file: nobody chooses that for it.
FIXED = {"title", "body", "language", "notes", "sources", "grounds", "by_editors", "checked", "reviewed", "asked_as"}


def library(project: Project) -> Library:
    full = {str(f.relative_to(FULL)): f.read_text(encoding="utf-8") for f in FULL.rglob("vol.*") if f.suffix != ".html"}
    checked = check(project({**SMALL, **TROUBLES, **OTHERS, **full}), TODAY)
    assert checked.library is not None, checked.problems
    return checked.library


@pytest.mark.parametrize("collection", ["communities", "tools", "stories", "lessons"])
def test_every_field_can_be_marked(project: Project, collection: str) -> None:
    made = library(project)
    entry = made.entry(collection, "vol")
    fields = made.schemas[collection].fields
    links = {name for name, field in fields.items() if field.kind == "link"}
    in_words = {name for name, field in fields.items() if field.restates}  # the words are shown, the choice is not
    unmarked = []
    for name in entry.values.keys() - FIXED - links - in_words:
        page = entry_page(made, replace(entry, values={**entry.values, "by_editors": [name]}))
        assert "koos of schreef de redactie zelf" in page
        unmarked += [] if MARK in page else [name]
    assert unmarked == []


def test_one_value_is_marked_and_the_one_beside_it_is_not(project: Project) -> None:
    made = library(project)
    entry = made.entry("lessons", "vol")
    values = {**entry.values, "audiences": ["overheden", "studenten"], "by_editors": ["audiences/studenten"]}
    page = entry_page(made, replace(entry, values=values))
    assert re.findall(rf">([^<>]+)</a>\s*{MARK}", page) == ["Studenten"]


def test_nothing_is_marked_where_sources_say_it(project: Project) -> None:
    made = library(project)
    entry = made.entry("lessons", "vol")
    values = {name: value for name, value in entry.values.items() if name != "by_editors"}
    page = entry_page(made, replace(entry, values=values))
    assert "kb-ours" not in page and "redactie" not in page


def test_a_section_of_a_text_is_marked_at_its_heading_and_no_other(project: Project) -> None:
    made = library(project)
    page = entry_page(made, made.entry("lessons", "vol"))
    text = page[page.index('id="kop-een-kop"') : page.index("Bel één iemand")]
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    assert [("Zo begin je morgen" in heading, MARK in heading) for heading in headings] == [(True, True)]
    assert MARK not in text[: text.index("</h2>")]

"""What a visitor's own list and the comparison are told of an entry: all that its page shows, whatever that looks like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.library.library import Entry
from macros.pages.context import Context
from macros.pages.renderer import page_of, render
from macros.sharing.forwards import Forward, write_forwards
from macros.views.entry_data import entry_data
from macros.views.values import OURS
from macros.views.viewer import Viewer
from tests.conftest import TODAY, sample_library

# What has a place of its own, or helps others than who reads.
APART = {"title", "summary", "language", "asked_as", "by_editors", "grounds", "checked", "reviewed"}


def told(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entry_data(viewer().entry(entry)))
    return found


@cache
def viewer() -> Viewer:
    return Viewer(sample_library(), TODAY)


def words(items: Sequence[dict[str, Any]]) -> list[str]:
    said = [[one if isinstance(one, str) else one[0] for one in item.get("said", [])] for item in items]
    return ["".join(pieces) for pieces in said]


def test_every_field_that_a_page_shows_is_told_under_its_label() -> None:
    library = sample_library()
    for name in library.settings.collections:
        schema = library.schemas[name]
        first_link = next((one.name for one in schema.fields.values() if one.kind == "link" and not one.many), "")
        for entry in library.collection(name):
            rows = {row["label"]: row for row in told(entry)["rows"]}
            for field in schema.fields.values():
                if field.name in entry.values.keys() - APART - {first_link} and field.restates not in entry.values:
                    row = rows[field.on_page or field.label]
                    assert all(item.keys() & {"said", "html"} for item in row["items"]), (entry.url, field.name)
                    if field.kind in ("choice", "reference", "number", "date", "markdown"):
                        assert row.get("fact", False) == (field.kind != "markdown"), (entry.url, field.name)


def test_it_stands_beside_the_page_of_the_entry() -> None:
    entry = sample_library().entry("tools", "fasemodel")
    (artifact,) = render(Context(sample_library(), TODAY), page_of(entry)).artifacts
    assert artifact.path == "tools/fasemodel/entry.json" and json.loads(artifact.text) == told(entry)


def test_links_are_as_on_the_page_and_a_name_keeps_its_language() -> None:
    library = sample_library()
    rows = {row["label"]: row for row in told(library.entry("communities", "seece"))["rows"]}
    assert rows["Provincies"]["items"] == [{"said": [["Gelderland", "../../provincies/gelderland/"]]}]
    assert rows["Aantal partners"] == {"label": "Aantal partners", "fact": True, "items": [{"said": ["58"]}]}
    english = [one for one in library.collection("tools") if one.values.get("language") == "en"]
    assert told(english[0])["language"] == "en"
    lessons = [told(one) for one in library.collection("lessons")]
    pieces = [
        piece for one in lessons for row in one["rows"] for item in row["items"] for piece in item.get("said", ())
    ]
    assert ["Theory of Change", "../../tools/theory-of-change/", "en"] in pieces


def test_what_says_what_it_is_comes_first() -> None:
    library = sample_library()
    tool = told(library.entry("tools", "fasemodel"))
    assert tool["title"].startswith("Fasemodel") and tool["summary"]
    assert tool["rows"][0]["label"] == "Wat is het" and "fact" not in tool["rows"][0]
    assert [row.get("fact", False) for row in tool["rows"]][1]


def test_the_mark_of_the_editors_is_at_the_value_or_at_the_field() -> None:
    library = sample_library()
    entry = library.entry("communities", "seece")
    marked = replace(entry, values={**entry.values, "by_editors": ["focus", "provinces/gelderland"]})
    rows = {row["label"]: row for row in told(marked)["rows"]}
    assert rows["Focus"]["ours"] == OURS.striptags() == "(redactie)"
    assert rows["Provincies"]["items"][0]["ours"] == "(redactie)" and "ours" not in rows["Provincies"]


def test_of_many_that_refer_to_an_entry_the_first_are_named_with_a_way_to_all() -> None:
    library = sample_library()
    many = [
        (row, one)
        for name in library.settings.collections
        for one in library.collection(name)
        for row in told(one)["rows"]
        if len(row["items"]) > 12
    ]
    assert many
    links = [words(row["items"])[-1] for row, _ in many if words(row["items"])[-1].startswith("Alle ")]
    assert links and all(len(row["items"]) == 13 for row, _ in many if words(row["items"])[-1] in links)


def test_a_group_of_a_text_and_an_address_is_a_link() -> None:
    library = sample_library()
    entry = library.entry("tools", "fasemodel")
    links = [{"text": "Handleiding", "url": "https://voorbeeld.nl/x"}]
    rows = {row["label"]: row for row in told(replace(entry, values={**entry.values, "more_links": links}))["rows"]}
    label = library.schemas["tools"].fields["more_links"].label
    assert rows[label]["items"] == [{"said": [["Handleiding", "https://voorbeeld.nl/x"]]}]


@pytest.mark.parametrize("own", [True, False])
def test_an_address_of_before_says_how_the_entry_is_called_now(tmp_path: Path, own: bool) -> None:
    entry = sample_library().entry("tools", "fasemodel")
    found = Forward("tools/fases/", entry.url, entry.title, entry if own else None)
    write_forwards([found], tmp_path, lambda _: "leads on")
    file = tmp_path / "tools/fases/entry.json"
    assert file.exists() == own
    assert not own or json.loads(file.read_text(encoding="utf-8")) == {"now": "tools/fasemodel"}

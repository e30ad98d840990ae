"""The forms for GitHub's issues: what they ask is what the schemas say, and GitHub takes them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.forms.questions import sections
from macros.writing.issue_forms import CONFIRMED, CONFIRMED_LABELS, FOLDER, MORE, issue_forms
from tests.conftest import ROOT, real_library

# GitHub, "Syntax for GitHub's form schema" and "Common validation errors when creating issue forms".
TOP = {"name", "description", "title", "labels", "body"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder"},
    "textarea": {"label", "description", "placeholder"},
    "dropdown": {"label", "description", "options", "multiple"},
}


def made() -> dict[str, str]:
    library = real_library()
    return issue_forms(library.settings, library.schemas)


COLLECTIONS = sorted(real_library().settings.collections)
NAMES = sorted(file.stem for file in (ROOT / FOLDER).glob("*.yml") if file.stem != "config")


def form(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(made()[f"{name}.yml"])
    return read


def test_the_forms_are_those_of_the_schemas_as_they_are_now(golden: Callable[[Path, str], None]) -> None:
    """`make forms` makes them anew."""
    for name, text in made().items():
        golden(ROOT / FOLDER / name, text)
    assert {file.name for file in (ROOT / FOLDER).iterdir()} == made().keys()


def test_what_a_schema_marks_is_asked_before_all_that_may_wait() -> None:
    library = real_library()
    early = {
        (name, field): field in [one.field.name for one in sections(settings, schema, library.settings)[0].questions]
        for name, settings in library.settings.collections.items()
        for schema in (library.schemas[name],)
        for field, node in schema.document["properties"].items()
        if node.get("x-early")
    }
    assert early and all(early.values()), early
    asked = yaml.safe_load(made()["communities.yml"])["body"]
    assert {"place", "organisations"} <= {one.get("id") for one in asked}


@pytest.mark.parametrize("schema, files", [("forms", NAMES), ("config", ["config"])])
def test_the_forms_fit_the_schema_that_is_known_of_github_s(schema: str, files: list[str]) -> None:
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", f"vendor.github-issue-{schema}"]
    names = [ROOT / FOLDER / f"{name}.yml" for name in files]
    run = subprocess.run([*command, *names], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", NAMES)
def test_github_takes_a_form(name: str) -> None:
    read = form(name)
    assert read.keys() == TOP and all(len(read[key]) > 2 for key in ("name", "description", "title"))
    answers = [one for one in read["body"] if one["type"] != "markdown"]
    assert answers and all(one["attributes"].keys() <= ATTRIBUTES[one["type"]] for one in read["body"])
    for unique in ([one["id"] for one in answers], [one["attributes"]["label"].casefold() for one in answers]):
        assert len(unique) == len(set(unique))
    assert all(re.fullmatch(r"[\w-]+", one["id"]) for one in answers)
    for one in answers:
        told = one["attributes"]
        assert all(isinstance(told[key], str) and told[key].strip() for key in told.keys() - {"options", "multiple"})
        options = told.get("options", [])
        assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
        assert len(options) == len(set(options)) and bool(options) == (one["type"] == "dropdown")
        assert one.get("validations", {"required": True}) == {"required": True}


def test_the_form_that_says_that_a_page_still_holds_is_filled_in_by_the_link_of_that_page() -> None:
    library = real_library()
    url = library.settings.confirm_url("Bel & mail", "lessen/bel/", "lessons/bel")
    told = parse_qs(urlsplit(url).query)
    assert told["template"] == [f"{CONFIRMED}.yml"] and told["page"] == ["lessons/bel"]
    assert told["title"] == ["Klopt nog: Bel & mail"] and f"{library.settings.address}lessen/bel/" in told["body"][0]
    asked = {one["attributes"]["label"]: one["id"] for one in form(CONFIRMED)["body"] if "id" in one}
    assert asked == CONFIRMED_LABELS and CONFIRMED not in COLLECTIONS


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_form_asks_what_an_entry_must_have_in_the_words_of_its_schema(name: str) -> None:
    fields = real_library().schemas[name].fields
    answers = {one["id"]: one for one in form(name)["body"] if "id" in one}
    assert {id for id, one in answers.items() if "validations" in one} == {
        one.name for one in fields.values() if one.required
    }
    for id, one in answers.items():
        if id == MORE:
            continue
        told = one["attributes"]
        assert told["label"] == fields[id].label and told["description"].startswith(fields[id].description)
        assert told.get("options", []) == [choice.label for choice in fields[id].choices]
        assert told.get("multiple", False) == (fields[id].many and bool(fields[id].choices))
    left = answers.get(MORE, {"attributes": {"description": ""}})["attributes"]["description"]
    assert "aliases" in answers or "aliases" not in fields or fields["aliases"].label.lower() in left

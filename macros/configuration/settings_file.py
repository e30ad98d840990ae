"""Reading `kennisbank.yml`, and checking it as entries are checked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from macros.problems.problem import START, Problem
from macros.reading.file_text import read_text
from macros.schema import chooser_settings, monitor_settings
from macros.schema.schemas import Schema
from macros.schema.settings import FILE_NAME, Collection, Filter, FilterChoice, Gather, Licence, Settings
from macros.validation.validation import validate
from macros.yaml_text.values import read_mapping

# What the environment can say, and what that should look like.
_ENVIRONMENT = {
    "KENNISBANK_REPOSITORY": ("het adres van de repository", "https://github.com/naam/kennisbank"),
    "SITE_URL": ("het adres van de site", "https://kennisbank.nl/"),
}
NO_SETTINGS = "schemas/settings.schema.json ontbreekt."
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")


def load_settings(root: Path, schema: Schema) -> tuple[Settings | None, list[Problem]]:
    """Read the settings below `root`; None, with problems, when they cannot be used.

    The environment variable KENNISBANK_REPOSITORY goes before the file's `repository`; SITE_URL says
    where the site is published.
    """
    text, problems = read_text(root / FILE_NAME, FILE_NAME)
    problems += environment_problems()
    if text is None or problems:
        return None, problems
    values, places, problems = read_mapping(text, FILE_NAME)
    if values is not None:
        problems += validate(values, places, schema, FILE_NAME)
    if values is None or problems:
        return None, problems
    collections = {name: _collection(name, given) for name, given in values["collections"].items()}
    repository = os.environ.get("KENNISBANK_REPOSITORY") or values["repository"]
    published = os.environ.get("SITE_URL", "")
    gather = tuple(_gather(field, given) for field, given in values.get("gather", {}).items())
    filters = {name: _filter(name, given) for name, given in values.get("filters", {}).items()}
    synonyms = tuple(tuple(word.strip() for word in line.split(",")) for line in values.get("synonyms", ()))
    glossary = values.get("glossary")
    publisher, contact = values.get("publisher", ""), values.get("contact", "")
    licence = values.get("licence")
    settings = Settings(
        repository,
        values["branch"],
        collections,
        glossary,
        gather,
        published,
        filters,
        synonyms,
        publisher,
        contact,
        Licence(**{"read": licence["url"], **licence}) if licence else None,
        chooser_settings.declared(values["chooser"]) if "chooser" in values else None,
        monitor_settings.declared(values["monitor"]) if "monitor" in values else None,
    )
    return settings, []


def environment_problems() -> Iterator[Problem]:
    """What is wrong with the addresses in the environment; they go into every page, unseen."""
    for name, (what, example) in _ENVIRONMENT.items():
        given = os.environ.get(name, "")
        if given and not _is_address(given):
            message = f"De omgevingsvariabele {name} is ‘{given[:80]}’. Dat is geen webadres."
            hint = f"Zet er {what} in, zoals {example}, of laat haar weg."
            yield Problem.of("form", name, START, message, hint)


def _is_address(text: str) -> bool:
    """Whether a text is the address of a place on the web, to put other addresses behind."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - asking for it is what checks it
    except ValueError:
        return False
    host = _HOST.fullmatch(parts.hostname or "") and ".." not in (parts.hostname or "")
    plain = not (parts.username or parts.query or parts.fragment or re.search(r"[\s<>\"'\\]", text))
    return parts.scheme in ("http", "https") and bool(host) and plain


def _collection(name: str, given: dict[str, Any]) -> Collection:
    lists = {key: tuple(given[key]) for key in ("card", "facets", "sort")}
    return Collection(name=name, **{**given, **lists})


def _gather(field: str, given: dict[str, Any]) -> Gather:
    lists = {key: tuple(given[key]) for key in ("collections", "through")}
    return Gather(field=field, **{"names": False, **given, **lists})


def _filter(name: str, given: dict[str, Any]) -> Filter:
    choices = tuple(
        FilterChoice(
            value,
            choice["title"],
            choice.get("phrase", ""),
            tuple(choice.get("fields", ())),
            tuple(choice.get("from", ())),
            choice.get("years"),
        )
        for value, choice in given["choices"].items()
    )
    return Filter(name, given["title"], given["description"], given.get("phrase", ""), given.get("age", ""), choices)

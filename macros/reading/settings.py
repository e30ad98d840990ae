"""Reading `kennisbank.yml`: where the knowledge base lives and which collections it has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from macros.checking.validation import validate
from macros.problems.problem import START, Problem
from macros.reading.file_text import read_text
from macros.reading.labels import within_sentence
from macros.reading.schemas import Schema
from macros.reading.yaml_values import read_mapping

FILE_NAME = "kennisbank.yml"
# In `sort`, beside the names of fields: what has most to tell in front. See macros/worth.py.
WORTH = "worth"

# Set in the environment where a writer looks at her own work: then drafts are shown too, marked as such.
DRAFTS = "KENNISBANK_DRAFTS"

# What the environment can say, and what that should look like.
_ENVIRONMENT = {
    "KENNISBANK_REPOSITORY": ("het adres van de repository", "https://github.com/naam/kennisbank"),
    "SITE_URL": ("het adres van de site", "https://kennisbank.nl/"),
}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")


@dataclass(frozen=True)
class Collection:
    """How the site shows one collection. `name` is its folder in `content/`, `path` its folder on the site."""

    name: str
    path: str
    title: str
    one: str
    many: str
    call: str
    why: str
    icon: str
    card: tuple[str, ...]
    facets: tuple[str, ...]
    sort: tuple[str, ...]


@dataclass(frozen=True)
class Gather:
    """A field whose choices have a page each, below `path`, with the entries of `collections` that belong there.

    `through` are the collections whose entries bring what they refer to, and what refers to them. `about` goes before
    a choice in a sentence (‘uit’, ‘over’); `names` says that the choices are names, which keep their capital there.
    """

    field: str
    path: str
    title: str
    one: str
    many: str
    icon: str
    about: str
    names: bool
    collections: tuple[str, ...]
    through: tuple[str, ...]

    def url(self, choice: str) -> str:
        """The page of a choice, relative to the root of the site."""
        return f"{self.path}/{choice}/"

    def said(self, label: str) -> str:
        """A choice within a sentence: ‘uit Drenthe’, ‘over waterstof’. What begins as an abbreviation stays one."""
        return f"{self.about} {label if self.names else within_sentence(label)}"


@dataclass(frozen=True)
class FilterChoice:
    """One choice of a filter: what an entry must have for it, or how old it may be at most."""

    value: str
    title: str
    phrase: str = ""
    fields: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()  # collections, one of which refers to the entry
    years: int | None = None


@dataclass(frozen=True)
class Filter:
    """A filter that no field holds. `age` is the field with the date, for one that sorts entries by their age."""

    name: str
    title: str
    description: str
    phrase: str
    age: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True)
class Settings:
    """The settings of one knowledge base."""

    repository: str
    branch: str
    collections: dict[str, Collection]
    glossary: str | None = None  # the collection whose entries explain words
    gather: tuple[Gather, ...] = ()
    published: str = ""  # where the site stands on the web, when that does not follow from the repository
    filters: dict[str, Filter] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()  # words that say nearly the same to who searches
    publisher: str = ""  # whose site it is; empty where that is not filled in
    contact: str = ""  # the address of a page that says how to reach them

    def gathered(self, field: str) -> Gather | None:
        """How the choices of a field are gathered, where they are."""
        return next((one for one in self.gather if one.field == field), None)

    @property
    def address(self) -> str:
        """Where the site stands on the web, with a slash at its end.

        Unless it is given, that is where GitHub Pages puts what is in the repository.
        """
        if self.published:
            return self.published.rstrip("/") + "/"
        place = urlsplit(self.repository)
        owner, _, name = place.path.strip("/").removesuffix(".git").partition("/")
        if place.hostname != "github.com" or not name:
            return self.repository.rstrip("/") + "/"
        host = f"{owner.lower()}.github.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"

    def browse_url(self, path: str) -> str:
        """Where a visitor sees the folder or file at `path` among the others."""
        return f"{self.repository.rstrip('/')}/tree/{self.branch}/{path}"

    @property
    def report_url(self) -> str:
        """Where a visitor says that something is wrong."""
        return f"{self.repository.rstrip('/')}/issues/new"

    def edit_url(self, path: str) -> str:
        """Where a visitor can edit the file at `path`, which is relative to the project's root."""
        return f"{self.repository.rstrip('/')}/edit/{self.branch}/{path}"

    def new_url(self, folder: str, name: str, text: str) -> str:
        """Where a visitor makes a file in `folder`, with `name` and `text` filled in.

        GitHub does not document these parameters; past some 6,000 characters the address may fail.
        """
        query = urlencode({"filename": name, "value": text}, quote_via=quote)
        return f"{self.repository.rstrip('/')}/new/{self.branch}/{folder.rstrip('/')}?{query}"


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

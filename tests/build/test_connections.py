"""Entries know each other: from the home page to every one of them, and along every reference both ways.

This must hold whatever the content is, so it looks at the real site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin

import pytest

from macros.library.library import Entry, Library
from macros.markdown.links import links_in
from macros.references.addresses import entry_meant
from macros.references.fields import references_in
from macros.schema.schemas import Field
from tests.conftest import ROOT, real_library, sample_library

COUNTED = re.compile(r"(?<![\w{(“-])(\d[\d.]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf) (\w+)")


# Numbers that a source prints; they are no count of what stands here.
PRINTED = {("docs/verdieping/geld.md", "49 organisaties")}


@pytest.fixture(scope="module")
def library() -> Library:
    return real_library()


# Quicker than a parser; a link that it misses is told as missing.
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


@cache
def links_of(site: Path, url: str) -> frozenset[str]:
    """The pages and selections of this site that the content of the page at `url` leads to, not its menus and foot."""
    page = (site / unquote(url) / "index.html").read_text(encoding="utf-8")
    article = page.partition("<article")[2].rpartition("</article>")[0]
    addresses = map(unescape, LINK.findall(article))
    found = (urljoin("/" + url, address.split("#")[0]) for address in addresses if "://" not in address)
    return frozenset(link.lstrip("/") for link in found)


def references(library: Library) -> Iterator[tuple[Entry, Field, Entry]]:
    """Every reference: who refers, by which field, to whom."""
    for name in library.settings.collections:
        for entry in library.collection(name):
            for field_name, field in library.schemas[name].fields.items():
                if field_name in entry.values:
                    for target, _, id in references_in(field, entry.values[field_name], (field_name,)):
                        yield entry, field, library.entry(target, id)


def mentions(entry: Entry) -> Iterator[tuple[str, str]]:
    """The entries that the texts of `entry` link to."""
    for value in entry.values.values():
        for text in value if isinstance(value, list) else [value]:
            for link in links_in(text) if isinstance(text, str) else ():
                meant = entry_meant(entry.collection.name, link.target)
                if meant:
                    yield meant


def test_every_entry_is_reached_from_the_home_page(real_site: Path, library: Library) -> None:
    todo, seen = [""], {""}
    while todo:
        page = todo.pop()
        for link in links_of(real_site, page):
            path = link.partition("?")[0]
            if path not in seen and (real_site / unquote(path) / "index.html").is_file():
                seen.add(path)
                todo.append(path)
    entries = {entry.url for name in library.settings.collections for entry in library.collection(name)}
    assert entries <= seen


def test_no_entry_of_the_sample_is_an_island() -> None:
    """The first content hangs together; a newcomer may stand alone at first."""
    library = sample_library()
    tied: set[tuple[str, str]] = set()
    for entry, _, target in references(library):
        if entry is not target:
            tied |= {(entry.collection.name, entry.id), (target.collection.name, target.id)}
    for name in library.settings.collections:
        for entry in library.collection(name):
            for meant in mentions(entry):
                tied |= {(name, entry.id), meant}
    alone = [
        f"{name}/{entry.id}"
        for name in library.settings.collections
        for entry in library.collection(name)
        if (name, entry.id) not in tied
    ]
    assert alone == []


def test_every_reference_shows_on_both_ends(real_site: Path, library: Library) -> None:
    def leads(page: Entry, *ways: str) -> bool:
        return any(way in links_of(real_site, page.url) for way in ways)

    broken = []
    for entry, field, target in references(library):
        # Where many refer to one, its page leads to them as a selection of their index.
        selection = f"{entry.collection.path}/?{field.name}={target.id}"
        if not leads(entry, target.url) or not leads(target, entry.url, selection):
            broken.append((entry.url, field.name, target.url))
    assert broken == []


def test_a_number_of_entries_in_a_page_is_counted_not_typed(library: Library) -> None:
    words = {word for c in library.settings.collections.values() for word in (c.one, c.many)}
    typed = [
        (PurePosixPath(page.relative_to(ROOT)).as_posix(), found.group())
        for page in sorted((ROOT / "docs").rglob("*.md"))
        for found in COUNTED.finditer(page.read_text(encoding="utf-8"))
        if found.group(2) in words
    ]
    assert set(typed) == PRINTED

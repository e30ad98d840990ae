"""Every page as it was built: each link within the site and each anchor leads somewhere, each id is there once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

ROOT = "https://here.test/"
ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
# An address that is made elsewhere: the theme's and our own scripts fill in what follows these.
REFERRING = ("for", "aria-controls", "aria-labelledby", "aria-describedby")


@dataclass
class Seen:
    """What one page has and points at."""

    ids: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    refers: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.seen.ids[values["id"]] += 1
        address = values.get(ADDRESSES.get(tag, ""), "")
        if address:
            self.seen.links.add(address)
        for name in REFERRING:
            self.seen.refers |= set(values.get(name, "").split())


def read(page: str) -> Seen:
    reader = _Reader()
    reader.feed(page)
    return reader.seen


def faults(pages: dict[str, Seen], files: set[str]) -> Iterator[str]:
    """`pages` and `files` are paths below the site's root."""
    for path, seen in pages.items():
        here = urljoin(ROOT, re.sub(r"(^|/)index\.html$", r"\1", path))
        yield from (f"{path}: the id {id} is there {count} times" for id, count in seen.ids.items() if count > 1)
        yield from (f"{path}: refers to #{id}" for id in sorted(seen.refers - set(seen.ids)))
        for link in sorted(seen.links):
            address, anchor = urldefrag(urljoin(here, link))
            if not address.startswith(ROOT):
                continue
            target = unquote(urlsplit(address).path.lstrip("/"))
            if target == "" or target.endswith("/"):
                target += "index.html"
            if target not in files:
                yield f"{path}: {link} leads nowhere"
            elif anchor and target in pages and not anchor_is_there(unquote(anchor), pages[target]):
                yield f"{path}: {link} has no such place"


def anchor_is_there(anchor: str, seen: Seen) -> bool:
    return anchor in seen.ids or anchor.startswith(":~:")


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, Seen]:
    return {
        file.relative_to(real_site).as_posix(): read(file.read_text(encoding="utf-8"))
        for file in sorted(real_site.rglob("*.html"))
    }


def test_every_link_and_every_anchor_of_every_page_leads_somewhere(pages: dict[str, Seen], real_site: Path) -> None:
    files = {file.relative_to(real_site).as_posix() for file in real_site.rglob("*") if file.is_file()}
    assert len(pages) > 100 and sum(len(seen.links) for seen in pages.values()) > 2_000  # they were read
    assert list(faults(pages, files)) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="../b/">b</a>', None),
        ('<a href="../b/#there">b</a><a href="../b/?q=x#there">b</a>', None),
        ('<a href="../c/">c</a>', "a/index.html: ../c/ leads nowhere"),
        ('<a href="../b/#gone">b</a>', "a/index.html: ../b/#gone has no such place"),
        ('<a href="#gone">a</a>', "a/index.html: #gone has no such place"),
        ('<img src="../x.png">', "a/index.html: ../x.png leads nowhere"),
        ('<p id="x"></p><p id="x"></p>', "a/index.html: the id x is there 2 times"),
        ('<label for="x">x</label>', "a/index.html: refers to #x"),
        ('<a href="https://elsewhere.test/#gone">x</a>', None),
    ],
)
def test_what_is_a_fault(page: str, fault: str | None) -> None:
    pages = {"a/index.html": read(page), "b/index.html": read('<h2 id="there">b</h2>')}
    assert list(faults(pages, set(pages))) == ([fault] if fault else [])

"""Two built sites side by side: which pages are new, changed and gone.

A page is changed when what it says is: its title, its description or its text. What
stands around that on every page (menu, styles, footer) is its frame, and a change
there is told once, not for each page.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from macros.base.dutch import counted, either
from macros.problems.plain_words import plain

MAX_BYTES = 500_000  # of Markdown; GitHub takes 1 MiB in a job's summary

_FEW = 10  # pages, which are always named, even when they are all there are
_TITLE = re.compile(r"<title>([^<]*)</title>", re.DOTALL | re.IGNORECASE)
_DESCRIPTION = re.compile(r'<meta name="?description"? content="?([^">]*)', re.IGNORECASE)
_TEXT = re.compile(r"<article\b.*</article>", re.DOTALL | re.IGNORECASE)


class NotASite(Exception):
    """A folder that holds no built site; the message says so in Dutch."""


@dataclass(frozen=True)
class BuiltPage:
    """One page of a built site. `address` is relative to the site's root, and empty for its home page.

    Of what it says and of its frame only a print is kept: a large site does not fit in memory twice.
    """

    address: str
    title: str
    says: bytes
    frame: bytes


@dataclass(frozen=True)
class Comparison:
    """The pages of two sites, each by address; `framed` are those of which only the frame changed."""

    new: tuple[BuiltPage, ...]
    changed: tuple[BuiltPage, ...]
    gone: tuple[BuiltPage, ...]
    framed: tuple[BuiltPage, ...]
    common: int

    @cached_property
    def is_everywhere(self) -> bool:
        """Whether every page that was there and still is has changed in what it says."""
        return len(self.changed) == self.common > _FEW


def compare(old: Path, new: Path) -> Comparison:
    """Compare two built sites. Raises NotASite for a folder without pages."""
    before, after = _pages(old), _pages(new)
    common = sorted(before.keys() & after.keys())
    changed = [address for address in common if before[address].says != after[address].says]
    framed = [address for address in common if before[address].frame != after[address].frame]
    return Comparison(
        new=tuple(after[address] for address in sorted(after.keys() - before.keys())),
        changed=tuple(after[address] for address in changed),
        gone=tuple(before[address] for address in sorted(before.keys() - after.keys())),
        framed=tuple(after[address] for address in framed if address not in set(changed)),
        common=len(common),
    )


def as_text(found: Comparison, base_url: str = "") -> str:
    """For a person at a terminal."""
    lines = []
    for word, pages in (("nieuw", found.new), ("veranderd", found.changed), ("verdwenen", found.gone)):
        if pages is found.changed and found.is_everywhere:
            lines.append(f"veranderd: {_all(found.common)}")
        else:
            lines += [
                f"{word}: {base_url}{_printable(page.address) or './'} {_printable(page.title)}" for page in pages
            ]
    return "\n".join([*lines, _frame(found)]).strip() + "\n" if lines or found.framed else "Er verandert geen pagina.\n"


def as_json(found: Comparison, base_url: str = "") -> str:
    """For a program."""
    groups = {"new": found.new, "changed": found.changed, "gone": found.gone, "framed": found.framed}
    rows = {
        name: [{"url": base_url + page.address, "title": page.title} for page in pages]
        for name, pages in groups.items()
    }
    return json.dumps({**rows, "common": found.common}, ensure_ascii=False, indent=2) + "\n"


def as_markdown(found: Comparison, base_url: str = "", room: int = MAX_BYTES) -> str:
    """For the summary of a job on GitHub; cut at `room` bytes, with a count of what was left out, when there is too much."""
    lines = ["## Wat er op de site verandert", ""]
    if not (found.new or found.changed or found.gone or found.framed):
        lines += ["Geen enkele pagina.", ""]
    for title, pages in (("Nieuw", found.new), ("Veranderd", found.changed), ("Verdwenen", found.gone)):
        if not pages:
            continue
        lines += [f"### {title}: {len(pages)}", ""]
        if pages is found.changed and found.is_everywhere:
            lines += [
                f"Op {_all(found.common)} die er al {either(found.common, 'was', 'waren')}, verandert de tekst.",
                "",
            ]
            continue
        items: list[str] = []
        for item in _items(pages, base_url if pages is not found.gone else ""):
            room -= len(item.encode()) + 1
            if room < 0:
                break
            items.append(item)
        rest = len(pages) - len(items)
        lines += [*items, *([f"- … en nog {rest}."] if rest else []), ""]
    return "\n".join([*lines, _frame(found)]).strip() + "\n"


FORMATS: dict[str, Callable[[Comparison, str], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _items(pages: Iterable[BuiltPage], base_url: str) -> Iterator[str]:
    for page in pages:
        address = quote(os.fsencode(page.address), safe="/") or "./"
        title = plain(page.title)
        yield f"- [{title}](<{base_url}{address}>)" if base_url else f"- {title} (`{address}`)"


def _all(count: int) -> str:
    return either(count, "de enige pagina", f"alle {count} pagina’s")


def _frame(found: Comparison) -> str:
    count = len(found.framed)
    if not count:
        return ""
    which = counted(count, "pagina", "pagina’s")
    if 1 < count == found.common - len(found.changed):
        which = f"alle {count} {'andere ' if found.changed else ''}pagina’s"
    return f"Op {which} verandert alleen wat om de tekst heen staat: menu, opmaak of voet."


def _pages(site: Path) -> dict[str, BuiltPage]:
    files = sorted(site.rglob("*.html")) if site.is_dir() else []
    if not files:
        raise NotASite(f"In {site} staat geen gebouwde site.")
    home = site / "index.html"
    name = _title(home.read_text(encoding="utf-8", errors="replace")) if home.is_file() else ""
    pages = [_page(file, site, name) for file in files]
    return {page.address: page for page in pages}


def _page(file: Path, site: Path, site_name: str) -> BuiltPage:
    whole = file.read_text(encoding="utf-8", errors="replace")
    address = file.relative_to(site).as_posix()
    address = address.removesuffix("index.html") if file.name == "index.html" else address
    parts = [found.group() if found else "" for found in (rule.search(whole) for rule in (_TITLE, _DESCRIPTION, _TEXT))]
    frame = whole
    for part in parts:
        frame = frame.replace(part, "", 1) if part else frame
    title = _title(whole)
    title = title.removesuffix(f" - {site_name}") if site_name else title
    # Without an article there is no telling text and frame apart: all of it counts.
    says = (*parts[:2], parts[2] or frame)
    return BuiltPage(address, title or address or "Home", _print_of(*says), _print_of(frame if parts[2] else ""))


def _print_of(*texts: str) -> bytes:
    return hashlib.sha256("\0".join(texts).encode()).digest()


def _title(whole: str) -> str:
    found = _TITLE.search(whole)
    return " ".join(html.unescape(found.group(1)).split()) if found else ""


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())

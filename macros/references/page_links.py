"""What pages written by hand say of entries: a link or a macro names one that is on the site, as it is called now.

The generator would stop at a link to nowhere too, but in English and without the new name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from macros.markdown.links import links_in
from macros.problems.problem import Problem, Spot
from macros.reading.file_text import read_text
from macros.references.addresses import without_tail
from macros.references.register import Register
from macros.schema.schemas import DRAFT
from macros.screening.leftovers import without_code
from macros.validation.finding import shown

_MACRO = re.compile(r"\{\{\s*(?P<name>link|cards)\((?P<given>[^{}]{1,2000}?)\)\s*\}\}")
_TEXT = re.compile(r"""(["'])(?P<text>[^"'\n]{1,200})\1""")


def page_links(register: Register) -> Iterator[Problem]:
    """The links and macros of pages in docs/ that mean an entry which is not there, or not by that name."""
    by_path = {collection.path: name for name, collection in register.collections.items()}
    docs = register.docs
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs.parent).as_posix()
        text = read_text(file, path)[0] or ""  # `leftovers` says why one cannot be read
        plain = without_code(text)
        folder = file.relative_to(docs).parent.as_posix()
        for link in links_in(plain):
            target = unquote(without_tail(link.target))
            if link.leaves or link.image or not target.endswith(".md"):
                continue
            meant = posixpath.normpath(posixpath.join(folder, target))
            place, _, name = meant.rpartition("/")
            if place in by_path and name != "index.md" and not (docs / meant).exists():
                yield from _wrong(
                    register, path, Spot.within(text, link.start), by_path[place], name.removesuffix(".md")
                )
        for start, collection, id in named_in_macros(plain):
            if collection in register.collections:
                yield from _wrong(register, path, Spot.within(text, start), collection, id)


def named_in_macros(plain: str) -> Iterator[tuple[int, str, str]]:
    """The entries that the macros of a page name: where, and which collection and id."""
    for macro in _MACRO.finditer(plain):
        given = list(_TEXT.finditer(macro["given"]))
        for one in given[1:2] if macro["name"] == "link" else given[1:]:
            yield macro.start("given") + one.start("text"), given[0]["text"], one["text"]


def _wrong(register: Register, path: str, spot: Spot, collection: str, id: str) -> Iterator[Problem]:
    now = register.former.now(collection, id)
    if register.is_draft(*(now or (collection, id))):
        message = f"‘{shown(id)}’ is nog een concept, en staat dus niet op de site."
        hint = f"Haal de verwijzing weg tot het klaar is. Of haal ‘{DRAFT}: true’ weg in dat bestand."
        yield Problem.of("draft", path, spot, message, hint)
    elif now:
        name = now[1] if now[0] == collection else f"{register.collections[now[0]].path}/{now[1]}"
        message, hint = f"‘{shown(id)}’ heet nu ‘{name}’.", "Schrijf de nieuwe naam."
        yield Problem.of("reference", path, spot, message, hint)
    elif not register.holds(collection, id):
        one = register.collections[collection].one
        message = f"Er is geen {one} ‘{shown(id)}’."
        hint = f"Kijk in content/{collection}/ hoe het bestand heet, of haal de verwijzing weg."
        yield Problem.of("reference", path, spot, message, hint)

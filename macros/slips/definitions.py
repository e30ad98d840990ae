"""Addresses below a text, as `[naam]: https://…`, that nobody gets to see: nothing refers to them, or another came first.

The parser keeps no trace of them, and of what follows one its places are off. So it is asked: each address is
replaced by a mark, and what became of the mark says what the line was. In a link, it is used; among the words, it
was no definition; nowhere, it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.labels import shortened
from macros.markdown.tree import Node, parse
from macros.slips.remark import Remark

# What could be one. An address with other signs could be half of something else, which a mark would break.
_DEFINITION = re.compile(
    r"\[(?!\^)(?P<label>(?:\\.|[^\[\]\\]){1,200})\]:[ \t]{0,20}\n?[ \t]{0,20}"
    r"(?P<address><[^<>\n`]{0,500}>|[^\s<>`\"|][^\s<>`\"|]{0,500})",
    re.DOTALL,
)
_MARK = "kb-definition-{}-mark"
_FOUND = re.compile(_MARK.format(r"(\d{1,6})"))
_MOST = 3  # of a text that are told; each is looked up once more by itself
_COMMENT = ("#", "<#>", "<>")  # `[//]: # (…)` is how people write a comment


def idle_definitions(text: str) -> Iterator[Remark]:
    """Each address below a text that is lost, the first few."""
    if "]:" not in text:  # as most
        return
    found = [one for one in _DEFINITION.finditer(text) if one["address"] not in _COMMENT]
    if not found:
        return
    kept = _kept(_marked(text, found))
    first: dict[str, re.Match[str]] = {}
    told = 0
    for number, one in enumerate(found):
        before = first.setdefault(" ".join(one["label"].casefold().split()), one)
        # Who writes the same address twice misses nothing.
        if number in kept or (before is not one and before["address"] == one["address"]):
            continue
        if 0 not in _kept(_marked(text, [one])):  # by itself: beside others, a mark may have broken something
            told += 1
            yield Remark(one.start(), "lost", *_words(one, before))
        if told == _MOST:
            return


def _marked(text: str, found: list[re.Match[str]]) -> str:
    """The text with a mark in the place of each of these addresses."""
    parts: list[str] = []
    done = 0
    for number, one in enumerate(found):
        parts += [text[done : one.start("address")], _MARK.format(number)]
        done = one.end("address")
    return "".join([*parts, text[done:]])


def _kept(marked: str) -> set[int]:
    """The marks that are still there in the text as a reader gets it, be it as an address."""
    tree = parse(marked)
    if tree is None:  # too much of everything: `bounds` says so
        return set(range(len(marked)))
    return {int(mark) for node in tree.walk() for part in _parts(node) for mark in _FOUND.findall(part)}


def _parts(node: Node) -> Iterator[str]:
    """What a node holds of the text itself."""
    if isinstance(node.value, str):
        yield node.value
    else:
        yield from (str(getattr(node.value, name, "")) for name in ("literal", "info", "url", "title", "name"))


def _words(one: re.Match[str], before: re.Match[str]) -> tuple[str, str]:
    label = shortened(one["label"], 40)
    if before is not one:
        message = f"[{label}] heeft hierboven al een adres. Dit tweede adres telt niet, en niemand krijgt het te zien."
        return message, "Geef een van de twee een andere naam, ook in de tekst, of haal deze regel weg."
    message = f"Naar dit adres verwijst niets in de tekst. Zo komt het niet op de site: [{label}]."
    return message, f"Zet [{label}] in de tekst waar de link hoort, of haal deze regel weg."

"""Reading GitHub Flavored Markdown: a text as a tree whose nodes know where they stand.

The parser is comrak, the one of GitHub rewritten in Rust. This module is the only one
that knows it: it copies what comrak gives into nodes of our own, with places counted in
the text as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import comrak

# No text of a writer goes so deep, and whoever walks the tree does not run out of stack.
MAX_DEPTH = 60
# Copying a node takes 5 microseconds: so many take a tenth of a second.
MAX_NODES = 20_000

_EXTENSIONS = comrak.ExtensionOptions(
    table=True, strikethrough=True, autolink=True, tasklist=True, footnotes=True, alerts=True, shortcodes=True
)
# A note to which nothing refers stays in the tree: what is in it would be lost, and that is to be told.
_PARSING = comrak.ParseOptions(leave_footnote_definitions=True, sourcepos_chars=True)
_RENDERING = comrak.RenderOptions()  # of HTML in the text it leaves nothing
_LINE_END = re.compile("\r\n|\n|\r")


@dataclass(slots=True)
class Node:
    """A part of a text. `text[start:end]` is how it was written; `kind` and `value` are those of comrak's AST."""

    kind: str
    start: int
    end: int
    value: Any = None
    children: list[Node] = field(default_factory=list)
    _below: list[Node] | None = field(default=None, repr=False, compare=False)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text. A tree has all its nodes by the first time."""
        if self._below is None:
            self._below = []  # without the node itself, which would keep itself in memory
            waiting = self.children[::-1]
            while waiting:
                node = waiting.pop()
                self._below.append(node)
                waiting += reversed(node.children)
        return chain((self,), self._below)

    @property
    def words(self) -> str:
        """The text in it as a reader sees it, without its markup."""
        return "".join(_said(node) for node in self.walk())


def headings_of(text: str) -> list[str]:
    """The words of each heading of a text."""
    tree = parse(text) if "#" in text or "\n" in text.strip() else None
    return [node.words.strip() for node in tree.walk() if node.kind == "Heading"] if tree else []


def _said(node: Node) -> str:
    if node.kind == "Text":
        return str(node.value)
    if node.kind == "Code":
        return str(node.value.literal)
    if node.kind == "ShortCode":
        return str(node.value.emoji)
    return " " if node.kind in ("SoftBreak", "LineBreak") else ""


# Letters and the signs of ordinary sentences; a small raised digit may be the mark of a note.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_¹²³⁰⁴-⁹]++|[ ,.;?%€’‘“”()/–…'\"-]++)*+")


def may_have_markup(text: str) -> bool:
    """Whether Markdown would see anything but one paragraph of words. Of most values it would not: that is seen at once."""
    return not _PLAIN.fullmatch(text) or "www." in text.casefold()


def written_out(text: str) -> str | None:
    """The HTML that the parser itself makes of a text; None where it gives up."""
    try:
        return comrak.markdown_to_html(text, _EXTENSIONS, _PARSING, _RENDERING)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's way to give up is no Exception
            raise
        return None


def parse(text: str) -> Node | None:
    """The tree of a text; None for one of more than MAX_DEPTH or MAX_NODES, or that the parser gives up on."""
    try:
        document = comrak.parse_document(text, _EXTENSIONS, _PARSING)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's way to give up is no Exception
            raise
        return None
    most = len(text)
    # Where each line starts, by its number, which counts from 1.
    starts = [0, 0, *[found.end() for found in _LINE_END.finditer(text)]]
    lines = len(starts) - 1
    root = Node("Document", 0, most)
    waiting = [(document, root, 0)]
    deepest = nodes = 0
    while waiting:
        given, node, depth = waiting.pop()
        deepest, nodes = max(deepest, depth), nodes + 1
        below = given.children
        for child in below:
            places, value = child.sourcepos, child.node_value
            first, last = places.start, places.end
            start = min(starts[min(first.line, lines)] + max(first.column, 1) - 1, most)
            end = max(start, min(starts[min(last.line, lines)] + max(last.column, 1), most))
            made = Node(type(value).__name__, start, end, getattr(value, "value", None))
            node.children.append(made)
            waiting.append((child, made, depth + 1))
        given.parent = None  # else parent and child keep each other in memory for ever
        if below:
            given.children = []
    if deepest > MAX_DEPTH or nodes > MAX_NODES:
        return None
    for cell in root.walk() if "\\|" in text else ():
        if cell.kind == "TableCell":
            _put_right(cell, text)
    return root


def _put_right(cell: Node, text: str) -> None:
    """In a cell, comrak counts as if `\\|` were one sign."""
    escaped = [found.start() for found in re.finditer(r"\\\|", text[cell.start : cell.end])]

    def right(place: int) -> int:
        return place + sum(at - passed < place - cell.start for passed, at in enumerate(escaped))

    for node in cell.walk() if escaped else ():
        if node is not cell:
            node.start, node.end = right(node.start), right(node.end - 1) + 1


def choice(value: Any) -> str:
    """The name of one of comrak's choices, such as an alignment: they are no keys of a dictionary themselves."""
    return repr(value).rpartition(".")[2]

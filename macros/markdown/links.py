"""The links and images of a text, each with its place.

Checking and rendering read a text by the same tree, so that what passes is what works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.markdown.tags import tags_in
from macros.markdown.tree import Node, parse

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Without one of these no text has a link.
_HINT = re.compile(r"\]\(|\]:|<|://|www\.|@", re.IGNORECASE)
_DEFINITION = r"^[ >]{{0,12}}\[[^\]\n]+\]:\s*<?{}"


@dataclass(frozen=True)
class Link:
    """A link or image. `start` is the place of its address in the text, or else of the link itself.

    `raw` says that it was written in HTML, `name` is what a reader can click on, and `whole` how it was written.
    """

    target: str
    start: int
    image: bool
    raw: bool = False
    name: str = ""
    whole: str = ""

    @property
    def leaves(self) -> bool:
        """Whether it leads away from the site."""
        return bool(_SCHEME.match(self.target))


def links_in(text: str, tree: Node | None = None) -> Iterator[Link]:
    """The links and images of a Markdown text, in its order. `tree` is the text as parsed, where that is known."""
    if not _HINT.search(text):
        return
    tree = tree or parse(text)
    for node in tree.walk() if tree else ():
        if node.kind in ("Link", "Image"):
            yield _written(node, text)
        elif node.kind in ("HtmlInline", "HtmlBlock"):
            yield from _in_html(node, text)


def _written(node: Node, text: str) -> Link:
    target, whole = node.value.url, text[node.start : node.end]
    name = node.words.strip() or ("beeld" if any(one.kind in ("Image", "HtmlInline") for one in node.children) else "")
    return Link(target, _place(node, target, text), node.kind == "Image", name=name, whole=whole)


def _place(node: Node, target: str, text: str) -> int:
    """Where an address stands: in the link, or in the definition that it refers to."""
    if not target:
        return node.start
    inside = node.children[-1].end if node.children and text.startswith(("[", "!["), node.start) else node.start
    start = text.find(target, inside, node.end)
    if start >= 0:
        return start
    bare = re.sub("^(?:http://|mailto:)", "", target)  # of www.voorbeeld.nl, and of an address with an @
    start = text.find(bare, node.start, node.end)
    if start >= 0:
        return start
    defined = re.search(_DEFINITION.format(f"(?P<at>{re.escape(target)})"), text, re.MULTILINE)
    return defined.start("at") if defined else node.start


def _in_html(node: Node, text: str) -> Iterator[Link]:
    written = text[node.start : node.end]
    for tag in tags_in(written):
        named = tag.value("src" if tag.name == "img" else "href")
        if tag.name == "img" or (tag.name == "a" and named and not tag.closes):
            start = node.start + (named.at if named else tag.start)
            whole = written[tag.start : written.find(">", named.at if named else tag.start) + 1]
            yield Link(named.value if named else "", start, tag.name == "img", raw=True, name=tag.name, whole=whole)

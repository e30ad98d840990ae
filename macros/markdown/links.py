"""The links and images of a text, each with its place.

Checking and rendering read a text by the same tree, so that what passes is what works.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from macros.markdown.tags import tags_in
from macros.markdown.tree import Node, parse

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Without one of these no text has a link.
_HINT = re.compile(r"\]\(|\]:|<|://|www\.|@", re.IGNORECASE)
_MOST_NAME = 2_000  # of the signs between the tags of a link
_CLOSES = re.compile("</a", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DEFINITION = re.compile(r"^[ >]{0,12}\[[^\[\]\n]{1,999}\]:\s{0,200}<?(?P<at>[^\s<>]+)", re.MULTILINE)


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
    # Once for all links: a text may have a thousand, each with its address elsewhere.
    defined = (
        {found["at"]: found.start("at") for found in reversed(list(_DEFINITION.finditer(text)))} if "]:" in text else {}
    )
    for node in tree.walk() if tree else ():
        if node.kind in ("Link", "Image"):
            yield _written(node, text, defined)
        elif node.kind in ("HtmlInline", "HtmlBlock"):
            yield from _in_html(node, text)


def _written(node: Node, text: str, defined: dict[str, int]) -> Link:
    target, whole = node.value.url, text[node.start : node.end]
    name = seen(node.words) or seen("".join(_described(one.value) for one in node.walk() if one.kind == "HtmlInline"))
    if not name and any(one.kind == "Image" for one in node.children):
        name = "beeld"  # that it lacks its description is told of the image
    return Link(target, _place(node, target, text, defined), node.kind == "Image", name=name, whole=whole)


def seen(words: str) -> str:
    """The words without the signs that nobody sees: blanks of any width, and those that only steer others."""
    if words.isprintable():  # as most: no such sign but the ordinary blank
        return " ".join(words.split())
    return " ".join("".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in words).split())


def _described(html: str) -> str:
    """What the images in a piece of HTML show, in words."""
    tags = (tag.value("alt") for tag in tags_in(html) if tag.name == "img")
    return " ".join(alt.value for alt in tags if alt)


def name_in_html(text: str, start: int) -> str:
    """What a reader sees of a link in HTML, whose address stands at `start`: its words, or what its images show."""
    opened = text.find(">", start) + 1
    closed = _CLOSES.search(text, opened, opened + _MOST_NAME)
    inside = text[opened : closed.start() if closed else opened + _MOST_NAME]
    shown = _TAG.sub(" ", _COMMENT.sub(" ", inside))
    return seen(unescape(shown)) or seen(_described(inside))


def _place(node: Node, target: str, text: str, defined: dict[str, int]) -> int:
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
    return defined.get(target, node.start)


def _in_html(node: Node, text: str) -> Iterator[Link]:
    written = text[node.start : node.end]
    for tag in tags_in(written):
        named = tag.value("src" if tag.name == "img" else "href")
        if tag.name == "img" or (tag.name == "a" and named and not tag.closes):
            start = node.start + (named.at if named else tag.start)
            whole = written[tag.start : written.find(">", named.at if named else tag.start) + 1]
            yield Link(named.value if named else "", start, tag.name == "img", raw=True, name=tag.name, whole=whole)

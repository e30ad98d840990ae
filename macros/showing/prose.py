"""From a contributor's Markdown to harmless HTML.

Entries are strangers' input. Their text is data: no template in it is evaluated,
and what Python-Markdown lets through (scripts, handlers, frames, forms, remote
images, styles) is taken out by `sanitiser` before it reaches a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from macros.showing.sanitiser import Loss, clean, losses

# What a writer needs; what these let through besides is for the sanitiser.
_EXTENSIONS = (
    "abbr",
    "admonition",
    "def_list",
    "footnotes",
    "sane_lists",
    "tables",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
_SETTINGS: dict[str, dict[str, Any]] = {
    "footnotes": {"UNIQUE_IDS": True, "BACKLINK_TITLE": "Terug naar de tekst bij noot {}"},
    "pymdownx.tabbed": {"alternate_style": True},
}
# Text in which Markdown would see nothing but paragraphs. Most values are: converting them costs a hundredth.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?%€’‘“”()/–…'\"-])*")


_POINT = re.compile(r"(?:[-*+]|1[.)]) +\S")
# Lines that are no part of a paragraph, or that go on with a list.
_NO_PARAGRAPH = re.compile(r"[ \t]|[-*+] |\d+[.)] |[>|#]|:[ \t]|\[\^?[^\]]+\]:|\*\[|!!!|\?\?\?|===")


@dataclass(frozen=True)
class Picture:
    """An image as a page shows it: its address from there, and its size in pixels."""

    src: str
    width: int
    height: int


Resolve = Callable[[str], str | None]
Find = Callable[[str], Picture | None]


class Prose:
    """Converts Markdown again and again with one set-up. Not for use by two threads at once."""

    def __init__(self) -> None:
        self._targets = _Targets()
        self._markdown = markdown.Markdown(
            extensions=[*_EXTENSIONS, self._targets], extension_configs=_SETTINGS, tab_length=4
        )
        self._texts = 0
        self.start_page()

    def start_page(self) -> None:
        """Number the texts of a page anew: their footnotes and tabs get ids that differ within it, and are the same each time."""
        self._texts = 0
        for extension in self._markdown.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.unique_prefix = 0

    def html(self, text: str, resolve: Resolve, find: Find = lambda src: None) -> str:
        """Convert `text`. `resolve` gives the address for a relative link, or None to leave it; `find` an image."""
        text = text.strip()
        if _PLAIN.fullmatch(text):
            return f"<p>{escape(text, quote=False)}</p>"
        self._texts += 1
        converted = self._convert(text, resolve, find)
        if converted is None:  # nested beyond reason in a way that `bounds` does not know: show it as it was written
            return f"<pre>{escape(text, quote=False)}</pre>"
        return clean(converted, self._texts, self._targets.shown)

    def losses(self, text: str) -> list[Loss]:
        """What the site takes out of `text`, as `sanitiser` sees it; images of our own are for others to check."""
        converted = self._convert(text.strip(), lambda link: None, lambda src: None, keep_images=True)
        return losses(converted, self._targets.shown) if converted is not None else []

    def _convert(self, text: str, resolve: Resolve, find: Find, keep_images: bool = False) -> str | None:
        self._targets.resolve, self._targets.find = resolve, find
        self._targets.keep_images = keep_images
        self._targets.shown = set()
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        except RecursionError:
            return None


class _Targets(Extension):
    """Leads links and images to where they are on the site, and makes of the first level of headings the second."""

    def __init__(self) -> None:
        super().__init__()
        self.resolve: Resolve = lambda link: None
        self.find: Find = lambda src: None
        self.keep_images = False
        self.shown: set[str] = set()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_TargetProcessor(self, md), "kb-targets", 5)
        md.preprocessors.register(_ListProcessor(md), "kb-lists", 18)  # when code and HTML have been put aside


class _ListProcessor(Preprocessor):
    """Lets a list begin right below a paragraph, as on GitHub: Python-Markdown wants an empty line between them.

    As in CommonMark (5.3, Lists), a numbered list does so only from 1: a line may well begin with a year.
    """

    def run(self, lines: list[str]) -> list[str]:
        shown: list[str] = []
        for line in lines:
            above = shown[-1] if shown else ""
            if _POINT.match(line) and above.strip() and not _NO_PARAGRAPH.match(above):
                shown.append("")
            shown.append(line)
        return shown


class _TargetProcessor(Treeprocessor):
    def __init__(self, targets: _Targets, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.targets = targets

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                address = self.targets.resolve(element.get("href", ""))
                if address is not None:
                    element.set("href", address)
            elif element.tag == "img":
                self._show(element)
            elif element.tag == "h1":
                element.tag = "h2"
            elif (
                element.tag == "p"
                and len(element) == 1
                and element[0].tag == "img"
                and not (element.text or "").strip()
            ):
                self._make_figure(element)

    def _show(self, image: Element) -> None:
        """An image of our own gets its address and size; of any other, only the description is left."""
        picture = self.targets.find(image.get("src", ""))
        title = image.attrib.pop("title", None)
        if picture:
            self.targets.shown.add(picture.src)
            image.set("src", picture.src)
            image.set("width", str(picture.width))
            image.set("height", str(picture.height))
            image.set("loading", "lazy")
        elif self.targets.keep_images:
            self.targets.shown.add(image.get("src", ""))
        else:
            image.tag, image.text = "span", title or image.get("alt", "")
            image.attrib.clear()

    def _make_figure(self, paragraph: Element) -> None:
        """An image with a title, alone in its paragraph, stands with the title as its caption."""
        image = paragraph[0]
        title = image.get("title")
        if title and not (image.tail or "").strip() and self.targets.find(image.get("src", "")):
            paragraph.tag = "figure"
            caption = Element("figcaption")
            caption.text = title
            paragraph.append(caption)

"""From a contributor's Markdown to harmless HTML.

Entries are strangers' input. Their text is data: no template in it is evaluated,
and what Python-Markdown lets through (scripts, handlers, frames, forms, remote
images, styles) is taken out with an allow-list before it reaches a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

# What a writer needs, and nothing that loads, runs or submits.
_EXTENSIONS = (
    "abbr",
    "admonition",
    "def_list",
    "footnotes",
    "sane_lists",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tilde",
)
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"style"},
    "th": {"style"},
}
# Admonitions, footnotes and coloured code are all that need classes.
_ADMONITIONS = {
    "admonition",
    "admonition-title",
    "note",
    "tip",
    "info",
    "warning",
    "danger",
    "example",
    "quote",
    "question",
}
_CLASSES = {
    "div": _ADMONITIONS | {"footnote", "highlight"},
    "p": {"admonition-title"},
    "details": _ADMONITIONS,
    "a": {"footnote-ref", "footnote-backref"},
}
_ID = re.compile(r"fn(?:ref)?\d*:\d+-[\w-]+")
# Text in which Markdown would see nothing but paragraphs. Most values are: converting them costs a hundredth.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?%€’‘“”()/–…'\"-])*")

Resolve = Callable[[str], str | None]


class Prose:
    """Converts Markdown again and again with one set-up. Not for use by two threads at once."""

    def __init__(self) -> None:
        self._links = _Links()
        notes = {"UNIQUE_IDS": True, "BACKLINK_TITLE": "Terug naar de tekst bij noot {}"}
        self._markdown = markdown.Markdown(
            extensions=[*_EXTENSIONS, self._links], extension_configs={"footnotes": notes}
        )
        self.start_page()

    def start_page(self) -> None:
        """Number the texts of a page anew: their footnotes get ids that differ within it, and are the same each time."""
        for extension in self._markdown.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.unique_prefix = 0

    def html(self, text: str, resolve: Resolve) -> str:
        """Convert `text`. `resolve` gives the address for a relative link, or None to leave it."""
        text = text.strip()
        if _PLAIN.fullmatch(text):
            return f"<p>{escape(text, quote=False)}</p>"
        self._links.resolve = resolve
        self._markdown.reset()
        try:
            return _clean(self._markdown.convert(text))
        except RecursionError:  # nested beyond reason in a way that `markup` does not know: show it as it was written
            return f"<pre>{escape(text, quote=False)}</pre>"


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_filter,
        url_schemes={"http", "https", "mailto"},
        filter_style_properties={"text-align"},
        link_rel="noopener",
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "id":  # a free id could stand in for one that the site's own script looks for
        return value if _ID.fullmatch(value) else None
    return value


class _Links(Extension):
    """Leads relative links to pages of the site, and makes of the first level of headings the second."""

    resolve: Resolve = staticmethod(lambda link: None)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_LinkProcessor(self, md), "kb-links", 5)


class _LinkProcessor(Treeprocessor):
    def __init__(self, links: _Links, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                address = self.links.resolve(element.get("href", ""))
                if address is not None:
                    element.set("href", address)
            elif element.tag == "h1":
                element.tag = "h2"

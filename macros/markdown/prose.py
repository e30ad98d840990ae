"""From a contributor's Markdown to harmless HTML.

Entries are strangers' input, in GitHub Flavored Markdown: what a writer sees in GitHub's
preview is what the site shows. The text is data: no template in it is evaluated, and what
HTML it holds (scripts, handlers, frames, forms, remote images, styles) is taken out by
`sanitiser` before it reaches a page.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from urllib.parse import unquote

from macros.markdown.ordinary import ordinary_html
from macros.markdown.sanitiser import Find, Picture, Resolve, clean
from macros.markdown.tree import may_have_markup, parse
from macros.markdown.writer import Writer, heading_id

__all__ = ["Picture", "Prose"]


class Prose:
    """Converts texts one after the other. Not for use by two threads at once."""

    def __init__(self) -> None:
        self.start_page()

    def start_page(self) -> None:
        """Number the texts of a page anew: their notes and headings get ids that differ within it, and are the same each time."""
        self._texts = 0
        self._headings: Counter[str] = Counter()

    def html(self, text: str, resolve: Resolve, find: Find = lambda src: None) -> str:
        """Convert `text`. `resolve` gives the address for a relative link, or None to leave it; `find` an image."""
        if not may_have_markup(text):
            return f"<p>{escape(text.strip(), quote=False)}</p>"
        self._texts += 1
        ordinary = ordinary_html(text, self._headings, resolve)
        if ordinary is not None:
            return ordinary
        tree = parse(text)
        if tree is None:  # nested beyond reason: show it as it was written
            return f"<pre>{escape(text, quote=False)}</pre>"

        def lead(link: str) -> str | None:
            if link.startswith("#") and (name := heading_id(unquote(link[1:]))) in own:
                return f"#{name}"
            return resolve(link)

        writer = Writer(self._texts, self._headings, lambda src: find(unquote(src)) is not None)
        before = set(self._headings)
        written = writer.html(tree)
        own = self._headings.keys() - before
        return clean(written, lead, find).strip()

"""The words of a page that is not an entry: from its HTML, as a visitor reads it.

Headings count as labels, since they say what a page is about; what a page shows of entries is left out, since these
are found themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

from macros.finding.documents import Document

SECTION = "Onderdeel"
HEADING = "Kopje"
TEXT = "Tekst"
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
_LEFT_OUT = frozenset(["script", "style", "svg", "template", "button", "nav", "h1"])


def page_document(
    url: str,
    title: str,
    summary: str,
    above: Sequence[str],
    html: str,
    weight: float,
    aliases: Sequence[str] = (),
    asked: Sequence[str] = (),
) -> Document:
    """A page as what can be found: `above` are the sections it stands in, `aliases` what else one calls it.

    `asked` is how people ask for it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    sections = tuple((SECTION, one) for one in above)
    headings = tuple((HEADING, text) for found in reader.headings if (text := " ".join(found.split())))
    text = " ".join(" ".join(reader.texts).split())
    return Document(
        url=url,
        collection="",
        title=title,
        summary=summary,
        aliases=tuple(aliases),
        asked=tuple(asked),
        labels=sections + headings,
        texts=((TEXT, text),) if text else (),
        weight=weight,
    )


class _Reader(HTMLParser):
    """Gathers the text of headings and of all else, but for what is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []  # each open element, and whether it is left out
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        names = dict(attrs)
        out = tag in _LEFT_OUT or "data-search-exclude" in names or "headerlink" in (names.get("class") or "")
        self._open.append((tag, out or bool(self._open and self._open[-1][1])))
        if tag in ("h2", "h3"):
            self._heading = True
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in _VOID:
            shut, _ = self._open.pop()
            if shut == tag:
                break
        if tag in ("h2", "h3"):
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            return
        if self._heading:
            self.headings[-1] += data
        else:
            self.texts.append(data)

"""The words of a page that is not an entry: from its HTML, as a visitor reads it.

Headings count as labels, since they say what a page is about; what a page shows of entries is left out, since these
are found themselves, and so are its examples of code. A heading that asks something has its answer below it: the two
are found by themselves, as if they were a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from macros.search.documents import SECTION, Document

HEADING = "Kopje"
TEXT = "Tekst"
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
_LEFT_OUT = frozenset(["script", "style", "svg", "template", "button", "nav", "h1", "pre"])
_SHOWN = 240  # letters of an answer


def page_documents(
    url: str,
    title: str,
    summary: str,
    above: Sequence[str],
    html: str,
    weight: float,
    aliases: Sequence[str] = (),
    asked: Sequence[str] = (),
) -> list[Document]:
    """A page as what can be found, and each question that it answers.

    `above` are the sections it stands in, `aliases` what else one calls it, `asked` how people ask for it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    sections = tuple((SECTION, one) for one in above)
    answers = [
        Document(
            url=f"{url}#{part.id}",
            collection="",
            title=part.heading,
            summary=_begin(part.text),
            asked=part.asked,
            labels=((SECTION, title),),
            texts=((TEXT, part.text),),
            weight=weight,
        )
        for part in reader.parts
        if part.answers
    ]
    others = [part for part in reader.parts if not part.answers]
    headings = tuple((HEADING, part.heading) for part in others if part.heading)
    text = _squeezed(part.text for part in others)
    page = Document(
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
    return [page, *answers]


def _squeezed(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


def _begin(text: str) -> str:
    """As many first sentences as are shown, or a piece of a first one that is longer."""
    ends = [found.end() for found in re.finditer(r"[.!?](?= |$)", text[: _SHOWN + 1])]
    return text[: ends[-1]] if ends else f"{text[:_SHOWN].rpartition(' ')[0]} …"


@dataclass
class _Part:
    """A heading with what stands below it, up to the next heading. `asked` is how people ask for it."""

    id: str = ""
    asked: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return _squeezed(["".join(self.said)])

    @property
    def text(self) -> str:
        return _squeezed(self.texts)

    @property
    def answers(self) -> bool:
        """Whether it can be found by itself."""
        return bool(self.heading.endswith("?") and self.id and self.text)


class _Reader(HTMLParser):
    """Gathers each heading and the text below it, but for what is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [_Part()]
        self._open: list[tuple[str, bool]] = []  # each open element, and whether it is left out
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        names = dict(attrs)
        explains = names.get("role") == "tooltip"  # what the glossary says of a word is found on a page of its own
        out = (
            explains or tag in _LEFT_OUT or "data-search-exclude" in names or "headerlink" in (names.get("class") or "")
        )
        self._open.append((tag, out or bool(self._open and self._open[-1][1])))
        if tag in ("h2", "h3"):
            self._heading = True
            asked = (names.get("data-asked") or "").split(",")
            self.parts.append(_Part(names.get("id") or "", tuple(one.strip() for one in asked if one.strip())))

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
            self.parts[-1].said.append(data)
        else:
            self.parts[-1].texts.append(data)

"""Explaining words where they stand: the first time a term occurs on a page, it carries its explanation.

This module owns the finding of terms in finished HTML. A term is found by its title
and by each of its other names. What has capitals inside (an abbreviation) counts
only as written, other words without regard to capitals; a term is always a whole
word. Words in links, headings, buttons and code are left alone, and so is a page's
own subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.library import Entry, Library

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_GOES_ON = re.compile(r"[-’']?[^\W_]")
# Elements whose words belong to something else: a link, a control, a name, a drawing. Templates mark others.
_CLOSED = re.compile(
    "a|abbr|button|code|dfn|dt|figcaption|h[1-6]|label|nav|pre|script|select|style|summary|svg|textarea|th"
)
_EMPTY = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_LEFT_OUT = re.compile("data-search-exclude|data-kb-plain")
_TERM = Markup(
    '<span class="kb-term"><a class="kb-term__word" href="{href}" aria-describedby="{id}">{word}</a>'
    '<span class="kb-term__text" id="{id}" role="tooltip" data-search-exclude><b class="kb-term__name">{name}</b> {text}</span></span>'
)


@dataclass(frozen=True)
class _Form:
    """One way to write a term. `text` is escaped as in HTML; `exact` says that capitals count."""

    text: str
    exact: bool
    entry: Entry

    def stands_at(self, html: str, start: int) -> bool:
        found = html[start : start + len(self.text)]
        same = found == self.text if self.exact else found.casefold() == self.text.casefold()
        return same and not _GOES_ON.match(html, start + len(self.text))


class Glossary:
    """The terms of one library; none when its settings name no collection for them."""

    def __init__(self, library: Library) -> None:
        self._forms: dict[str, list[_Form]] = {}
        name = library.settings.glossary
        for entry in library.collection(name) if name else ():
            for written in (entry.title, *entry.values.get("aliases", ())):
                form = _Form(str(escape(written)), any(letter.isupper() for letter in written[1:]), entry)
                first = _WORD.match(form.text)
                # A name in brackets behind a term says which of two is meant; nobody writes it so.
                if first and "(" not in written:
                    self._forms.setdefault(first.group().casefold(), []).append(form)
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.text), form.entry.id))  # the longest that fits is the one meant

    def explain(self, html: str, root: str, subject: Entry | None = None) -> str:
        """`html` with the first occurrence of each term explained.

        `root` leads to the site's root; `subject` is the entry that the page is about.
        """
        if not self._forms:
            return html
        seen = [subject] if subject else []
        return "".join(self._explained(piece, root, seen) if is_text else piece for piece, is_text in _pieces(html))

    def _explained(self, text: str, root: str, seen: list[Entry]) -> str:
        parts = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            forms = self._forms.get(word.group().casefold(), ())
            form = next((form for form in forms if form.stands_at(text, word.start())), None)
            if form is None or form.entry in seen:
                continue
            seen.append(form.entry)
            end = word.start() + len(form.text)
            explained = _TERM.format(
                href=root + form.entry.url,
                id=f"uitleg-{form.entry.id}",
                word=Markup(text[word.start() : end]),
                name=form.entry.title,
                text=form.entry.summary,
            )
            parts += [text[done : word.start()], explained]
            done = end
        return "".join([*parts, text[done:]])


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The tags of `html` and the texts between them; true for a text in which terms may be explained."""
    within: list[str] = []  # the elements that are open, from the first closed one on
    done = 0
    for tag in _TAG.finditer(html):
        if tag.start() > done:
            yield html[done : tag.start()], not within
        yield tag.group(), False
        done = tag.end()
        closes, name, rest = tag.group(1), (tag.group(2) or "").lower(), tag.group(3) or ""
        if not name or _EMPTY.fullmatch(name) or rest.endswith("/"):
            continue
        if closes:
            if name in within:
                del within[len(within) - 1 - within[::-1].index(name) :]
        elif within or _CLOSED.fullmatch(name) or _LEFT_OUT.search(rest):
            within.append(name)
    if done < len(html):
        yield html[done:], not within

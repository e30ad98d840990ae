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

from macros.library.library import Entry, Library

# A `>` between quotes does not end a tag.
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][\w-]*+)((?:[^<>"']|"[^"]*"|'[^']*'|["'])*+)>""",
    re.DOTALL,
)
# The letters that a word begins with. The name of a character (`&euro;`) is no word, nor is what a hyphen ties on.
_START = re.compile(r"&#?\w+;|(?<![^\W_])(?<![^\W_][-'\u2010\u2011])[^\W_]+")
_GOES_ON = re.compile(r"[-'\u2010\u2011\u00ad]?[^\W_]|[\u0300-\u036f]")
# What a reader does not tell apart, one for one so that places stay the same.
_ALIKE = str.maketrans("’\u00a0\n\t", "'   ")
# Elements whose words belong to something else: a link, a control, a name, a drawing. Templates mark others.
_CLOSED = re.compile(
    "a|abbr|audio|button|canvas|code|datalist|dfn|dt|figcaption|h[1-6]|iframe|kbd|label|legend|math|nav|noscript|object"
    "|pre|samp|script|select|style|summary|svg|template|textarea|th|title|video"
)
_EMPTY = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_LEFT_OUT = re.compile("data-search-exclude|data-kb-plain")
_TERM = Markup(
    '<span class="kb-term"><a class="kb-term__word" href="{href}"{language} aria-describedby="{id}">{word}</a>'
    '<span class="kb-term__text" id="{id}" role="tooltip" data-search-exclude><b class="kb-term__name"{of_name}>{name}</b> {text}</span></span>'
)


@dataclass(frozen=True)
class _Form:
    """One way to write a term. `text` is as `_plain` gives it; `exact` says that capitals count.

    `language` is an attribute: the language of the name itself, which its other forms need not share.
    """

    text: str
    exact: bool
    entry: Entry
    language: Markup


class Glossary:
    """The terms of one library; none when its settings name no collection for them."""

    def __init__(self, library: Library) -> None:
        self._name = name = library.settings.glossary
        # By first word, by length, the longest first: the longest that fits is the one meant.
        self._forms: dict[str, dict[int, dict[str, _Form]]] = {}
        for entry in library.collection(name) if name else ():
            if not entry.summary:
                continue
            for written in (entry.title, *entry.values.get("aliases", ())):
                language = _language_of(entry) if written == entry.title else Markup()
                form = _Form(
                    _plain(str(escape(written))), any(letter.isupper() for letter in written[1:]), entry, language
                )
                first = _START.match(form.text)
                # A name in brackets behind a term says which of two is meant; nobody writes it so.
                if first and "(" not in written:
                    by_length = self._forms.setdefault(first.group().casefold(), {})
                    by_length.setdefault(len(form.text), {}).setdefault(form.text.casefold(), form)
        for word, by_length in self._forms.items():
            self._forms[word] = dict(sorted(by_length.items(), reverse=True))

    def explain(self, html: str, root: str, subject: Entry | None = None) -> str:
        """`html` with the first occurrence of each term explained.

        `root` leads to the site's root; `subject` is the entry that the page is about.
        """
        if not self._forms:
            return html
        seen = {subject.id} if subject and subject.collection.name == self._name else set()
        return "".join(self._explained(piece, root, seen) if is_text else piece for piece, is_text in _pieces(html))

    def _explained(self, text: str, root: str, seen: set[str]) -> str:
        text = text.replace("&#39;", "'")
        plain = _plain(text)
        parts = []
        done = passed = 0
        for word in _START.finditer(plain):
            form = self._form_at(plain, word) if word.start() >= passed else None
            if form is None:
                continue
            passed = word.start() + len(form.text)  # the words in a term that was explained before go with it
            if form.entry.id in seen:
                continue
            seen.add(form.entry.id)
            explained = _TERM.format(
                href=root + form.entry.url,
                id=f"uitleg-{form.entry.id}",
                word=Markup(text[word.start() : passed]),
                language=form.language,
                of_name=_language_of(form.entry),
                name=form.entry.title,
                text=form.entry.summary,
            )
            parts += [text[done : word.start()], explained]
            done = passed
        return "".join([*parts, text[done:]])

    def _form_at(self, plain: str, word: re.Match[str]) -> _Form | None:
        for length, forms in self._forms.get(word.group().casefold(), {}).items():
            end = word.start() + length
            found = plain[word.start() : end]
            form = forms.get(found.casefold())
            if form and (found == form.text or not form.exact) and not _GOES_ON.match(plain, end):
                return form
        return None


def _language_of(entry: Entry) -> Markup:
    """The attribute that lets a screen reader say the name of an entry in its own language (WCAG 3.1.2)."""
    language = entry.values.get("language")
    return Markup(' lang="{}"').format(language) if language else Markup()


def _plain(html: str) -> str:
    """Text in HTML without what a reader does not tell apart, each letter in its place."""
    return html.replace("&#39;", "'").translate(_ALIKE)


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
        if not name or _EMPTY.fullmatch(name) or (rest.endswith("/") and "svg" in (name, *within)):
            continue
        if closes:
            if name in within:
                del within[len(within) - 1 - within[::-1].index(name) :]
        elif within or _CLOSED.fullmatch(name) or _LEFT_OUT.search(rest):
            within.append(name)
    if done < len(html):
        yield html[done:], not within

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
    r"""(<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][\w-]*+)((?:[^<>"']++|"[^"]*"|'[^']*'|["'])*+)>)""",
    re.DOTALL,
)
# The letters that a word begins with. The name of a character (`&euro;`) is no word, nor is what a hyphen ties on.
_START = re.compile(r"&#?\w+;|(?<![^\W_])(?<![^\W_][-'\u2010\u2011])[^\W_]+")
_LETTERS = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"[-'\u2010\u2011\u00ad]?[^\W_]|[\u0300-\u036f]")
# What a reader does not tell apart, one for one so that places stay the same.
_ALIKE = str.maketrans("’\u00a0\n\t", "'   ")
# Elements whose words belong to something else: a link, a control, a name, a drawing. Templates mark others.
_CLOSED = {
    "a", "abbr", "audio", "button", "canvas", "code", "datalist", "dfn", "dt", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "iframe", "kbd", "label", "legend", "math", "nav", "noscript", "object", "pre", "samp", "script",
    "select", "style", "summary", "svg", "template", "textarea", "th", "title", "video",
}  # fmt: skip
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LEFT_OUT = re.compile("data-search-exclude|data-kb-plain")
_BEFORE = Markup('{}"{} aria-describedby="uitleg-{}">')
_AFTER = Markup(
    '</a><span class="kb-term__text" id="uitleg-{}" role="tooltip" data-search-exclude><b class="kb-term__name"{}>{}</b> {}</span></span>'
)


@dataclass(frozen=True)
class _Form:
    """One way to write a term. `text` is as `_plain` gives it; `exact` says that capitals count.

    `before` and `after` are the HTML around the word: its link from the address within the site on, and the explanation.
    """

    text: str
    exact: bool
    id: str
    before: str
    after: str


class Glossary:
    """The terms of one library; none when its settings name no collection for them."""

    def __init__(self, library: Library) -> None:
        self._name = name = library.settings.glossary
        # By first word, by length, the longest first: the longest that fits is the one meant.
        self._forms: dict[str, dict[int, dict[str, _Form]]] = {}
        for entry in library.collection(name) if name else ():
            for form in _forms_of(entry) if entry.summary else ():
                first = _START.match(form.text)
                # A name in brackets behind a term says which of two is meant; nobody writes it so.
                if first and "(" not in form.text:
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
        # By turns a text, and what the groups of _TAG found behind it. A page has hundreds, and few hold a term.
        pieces = _TAG.split(html)
        for place in _open_texts(pieces):
            pieces[place] = text = pieces[place].replace("&#39;", "'")
            if not self._forms.keys().isdisjoint(map(str.casefold, _LETTERS.findall(text))):
                pieces[place] = self._explained(text, root, seen)
        for group in (4, 3, 2):  # they are in the whole tag, the first
            del pieces[group :: group + 1]
        return "".join(pieces)

    def _explained(self, text: str, root: str, seen: set[str]) -> str:
        plain = _plain(text)
        parts = []
        done = passed = 0
        for word in _START.finditer(plain):
            form = self._form_at(plain, word) if word.start() >= passed else None
            if form is None:
                continue
            passed = word.start() + len(form.text)  # the words in a term that was explained before go with it
            if form.id in seen:
                continue
            seen.add(form.id)
            link = f'<span class="kb-term"><a class="kb-term__word" href="{root}{form.before}'
            parts += [text[done : word.start()], link, text[word.start() : passed], form.after]
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


def _forms_of(entry: Entry) -> Iterator[_Form]:
    language = entry.values.get("language")
    # Lets a screen reader say the name in its own language (WCAG 3.1.2), which its other forms need not share.
    of_name = Markup(' lang="{}"').format(language) if language else Markup()
    after = _AFTER.format(entry.id, of_name, entry.title, entry.summary)
    for written in (entry.title, *entry.values.get("aliases", ())):
        before = _BEFORE.format(entry.url, of_name if written == entry.title else "", entry.id)
        exact = any(letter.isupper() for letter in written[1:])
        yield _Form(_plain(str(escape(written))), exact, entry.id, before, after)


def _plain(html: str) -> str:
    """Text in HTML without what a reader does not tell apart, each letter in its place."""
    return html.replace("&#39;", "'").translate(_ALIKE)


def _open_texts(pieces: list[str]) -> Iterator[int]:
    """The places of the texts between tags in which terms may be explained."""
    within: list[str] = []  # the elements that are open, from the first closed one on
    if pieces[0]:
        yield 0
    for place in range(5, len(pieces), 5):
        name = pieces[place - 2]
        if name:
            name = name.lower()
            if pieces[place - 3]:
                if name in within:
                    del within[len(within) - 1 - within[::-1].index(name) :]
            elif name not in _EMPTY and (within or name in _CLOSED or _LEFT_OUT.search(pieces[place - 1])):
                within.append(name)
                if pieces[place - 1].endswith("/") and "svg" in within:
                    within.pop()
        if not within and pieces[place]:
            yield place

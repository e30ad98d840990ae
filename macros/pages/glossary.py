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
from functools import lru_cache

from markupsafe import Markup, escape

from macros.library.library import Entry, Library

# A `>` between quotes does not end a tag.
_REST = r"""(?:[^<>"']++|"[^"]*"|'[^']*'|["'])*+>"""
_TAG = re.compile(rf"<([a-zA-Z][\w-]*+){_REST}")
# Elements whose words belong to something else: a link, a control, a name, a drawing. Templates mark others.
_CLOSED = re.compile(
    rf"""<(?:!--.*?(?:-->|\Z)|(a|abbr|audio|button|canvas|code|datalist|dfn|dt|figcaption|h[1-6]|iframe|kbd|label|legend|math
    |nav|noscript|object|pre|samp|script|select|style|summary|svg|template|textarea|th|title|video)(?![\w-]){_REST})""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_MARKED = re.compile("data-(?:search-exclude|kb-plain)|aria-hidden")
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ANY_TAG = re.compile(rf"(<[/a-zA-Z]{_REST})")
# What before a word makes it the rest of another, or perhaps the name of a character.
_TIED = re.compile(r"(?:[^\W_][-'\u2010\u2011]?|(&#?))\Z")
_LETTERS = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"[-'\u2010\u2011\u00ad]?[^\W_]|[\u0300-\u036f]")
# Small letters and digits stay; all else parts them.
_ASCII = bytes(sign if sign in b"abcdefghijklmnopqrstuvwxyz0123456789" else 32 for sign in bytes(range(256)).lower())
_AFTER = Markup(' role="tooltip"><b{}>{}</b> {}</span></kb-term>')


@dataclass(frozen=True)
class _Form:
    """One way to write a term. `text` is as `_plain` gives it; `exact` says that capitals count.

    `link` are the address of its page from the root of the site and the attributes of a link there, `after` is the
    HTML of its explanation from its role on.
    """

    text: str
    exact: bool
    id: str
    link: str
    after: str


class Glossary:
    """The terms of one library; none when its settings name no collection for them."""

    def __init__(self, library: Library) -> None:
        self._name = name = library.settings.glossary
        self._asked = library.question("glossary", lambda: self._forms, _told)
        # By first word, by length, the longest first: the longest that fits is the one meant.
        self._forms: dict[str, dict[int, dict[str, _Form]]] = {}
        for entry in library.collection(name) if name else ():
            for form in _forms_of(entry) if entry.summary else ():
                first = _LETTERS.match(form.text)
                # A name in brackets behind a term says which of two is meant; nobody writes it so.
                if first and "(" not in form.text:
                    by_length = self._forms.setdefault(first[0].casefold(), {})
                    by_length.setdefault(len(form.text), {}).setdefault(form.text.casefold(), form)
        for word, by_length in self._forms.items():
            self._forms[word] = dict(sorted(by_length.items(), reverse=True))
        # By what must stand in a text that has the word: a part of it in ASCII, or nothing.
        self._words: dict[bytes, list[str]] = {}
        # A word that is all there is to the terms that begin with it, and the term: once that is explained, it is no more.
        self._alone: dict[str, str] = {}
        for word, by_length in self._forms.items():
            self._words.setdefault(next(iter(_parts(word)), b""), []).append(word)
            forms = [form for found in by_length.values() for form in found.values()]
            if len(forms) == 1 and len(forms[0].text) == len(word):
                self._alone[word] = forms[0].id

    def explain(self, html: str, root: str, subject: Entry | None = None) -> str:
        """`html` with the first occurrence of each term explained.

        `root` leads to the site's root; `subject` is the entry that the page is about.
        """
        if not self._asked():
            return html
        seen = {subject.id} if subject and subject.collection.name == self._name else set()
        parts = []
        done = 0
        for begin, end in _closed(html):
            parts += [self._explained(html[done:begin], root, seen), html[begin:end]]
            done = end
        return "".join([*parts, self._explained(html[done:], root, seen)])

    def _explained(self, html: str, root: str, seen: set[str]) -> str:
        if not self._may_hold(html, seen) and "&#39;" not in html:
            return html
        pieces = _ANY_TAG.split(html)
        for place in range(0, len(pieces), 2):
            first = self._may_hold(pieces[place], seen)
            if first or "&#39;" in pieces[place]:
                pieces[place] = self._explained_text(pieces[place], first, root, seen)
        return "".join(pieces)

    def _may_hold(self, html: str, seen: set[str]) -> list[str]:
        """The first words of terms of which a part stands in a text, but for those that were explained before."""
        parts = self._words.keys() & _parts(html)
        if b"" in self._words:
            parts.add(b"")
        return [word for part in parts for word in self._words[part] if self._alone.get(word) not in seen]

    def _explained_text(self, text: str, first_words: list[str], root: str, seen: set[str]) -> str:
        text = text.replace("&#39;", "'")
        plain = _plain(text)
        parts = []
        done = passed = 0
        small = plain.lower() if len(plain.lower()) == len(plain) else plain
        found = sorted((start, word) for one in first_words for start, word in _standing(one, small))
        for start, word in found:
            form = self._form_at(plain, start, word) if start >= passed else None
            if form is None:
                continue
            passed = start + len(form.text)  # the words in a term that was explained before go with it
            if form.id in seen:
                continue
            seen.add(form.id)
            id = f"uitleg-{len(seen)}"
            link = f'<kb-term><a href="{root}{form.link} aria-describedby="{id}">{text[start:passed]}</a>'
            parts += [text[done:start], link, f'<span id="{id}"', form.after]
            done = passed
        return "".join([*parts, text[done:]])

    def _form_at(self, plain: str, start: int, word: str) -> _Form | None:
        """The longest form that stands at `start`, where its first word does."""
        for length, forms in self._forms[word].items():
            found = plain[start : start + length]
            form = forms.get(found.casefold())
            if form and (found == form.text or not form.exact) and not _GOES_ON.match(plain, start + length):
                return form
        return None


def _told(forms: dict[str, dict[int, dict[str, _Form]]]) -> object:
    return sorted(repr(form) for found in forms.values() for by_text in found.values() for form in by_text.values())


def _standing(word: str, text: str) -> Iterator[tuple[int, str]]:
    """Where a word stands by itself: it is tied on to nothing, and is not the name of a character (`&euro;`)."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        tied = _TIED.search(text, max(0, start - 2), start)
        if not text[end : end + 1].isalnum() and not (tied and (not tied[1] or text.startswith(";", end))):
            yield start, word
        start = text.find(word, end)


def _forms_of(entry: Entry) -> Iterator[_Form]:
    language = entry.values.get("language")
    # Lets a screen reader say the name in its own language (WCAG 3.1.2), which its other forms need not share.
    of_name = Markup(' lang="{}"').format(language) if language else Markup()
    after = _AFTER.format(of_name, entry.title, entry.summary)
    for written in (entry.title, *entry.values.get("aliases", ())):
        link = Markup('{}"{}').format(entry.url, of_name if written == entry.title else "")
        exact = any(letter.isupper() for letter in written[1:])
        yield _Form(_plain(str(escape(written))), exact, entry.id, link, after)


def _plain(html: str) -> str:
    """Text in HTML without what a reader does not tell apart, each letter in its place."""
    html = html.replace("&#39;", "'").replace("’", "'")
    return html.replace("\u00a0", " ").replace("\n", " ").replace("\t", " ")


def _parts(text: str) -> list[bytes]:
    """The runs of ASCII letters and digits in a text, small: where a word is, so are these."""
    return text.encode(errors="replace").translate(_ASCII).split()


def _closed(html: str) -> Iterator[tuple[int, int]]:
    """Where the parts stand in which no term is explained, in order: from begin to end."""
    end = 0
    marked = _marked(html, 0)
    while True:
        found = _CLOSED.search(html, end)
        if marked and marked.start() < end:
            marked = _marked(html, end)
        if marked and not (found and found.start() < marked.start()):
            found = marked
        if found is None:
            return
        name = (found[1] or "").lower()
        end = found.end() if not name or name in _EMPTY else _end_of(name, html, found.end())
        yield found.start(), end


def _marked(html: str, start: int) -> re.Match[str] | None:
    """The first tag from there on that a template marked."""
    for mark in _MARKED.finditer(html, start):
        tag = _TAG.match(html, html.rfind("<", start, mark.start()))
        if tag and tag.end() > mark.start():
            return tag
    return None


def _end_of(name: str, html: str, start: int) -> int:
    """Where the element ends whose content begins at `start`: at the end of all where nothing closes it."""
    depth = 1
    for tag in _tags_of(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@lru_cache(maxsize=64)
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:(/){name}\s*+>|{name}(?![\w-]))", re.IGNORECASE)

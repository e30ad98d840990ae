"""What can be found: every entry, and every page that is not one.

A document has its words by field, from what names it to what it says in passing. Why a document was found is
told by the name of the field, so each text keeps its label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.library.taxonomy import Taxonomy
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import ABOUT_ITSELF, Field
from macros.views.page import Page

# Shown in a place of their own, or no text that one looks for.
_APART = ABOUT_ITSELF | {"title", "aliases", "summary"}
SECTION = "Onderdeel"  # of a page: where it stands
_PUT_TOGETHER = frozenset(["answer", "choice"])
_KIND = "Soort"  # of an entry: who asks for a garden, gets gardens
_SHORT = 60  # letters of what is shown as a label
_Read = Callable[[object], list[str]]  # the texts of a value
_LINK = re.compile(r"\]\([^)\[\]]{0,2000}\)|<[^<>]{0,2000}>|https?://\S+")


@dataclass(frozen=True)
class Document:
    """One thing to find. `collection` is empty for a page; `labels` and `texts` are pairs of a label and a text.

    `asked` is how people ask for it who do not know its words: no part of it is shown. `weight` makes it come earlier or
    later than others that match as well. Who asks for just the words of one of `lists`, in any order, finds it first:
    ‘tools Drenthe’ of a page with those. One that is found by these alone has no `words`.
    """

    url: str
    collection: str
    title: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    weight: float = 1.0
    lists: tuple[str, ...] = ()
    words: bool = True


def entry_document(library: Library, entry: Entry) -> Document:
    """An entry as what can be found: its choices and places as labels, all other fields as texts."""
    return next(entry_documents(library, [entry]))


def entry_documents(library: Library, entries: Iterable[Entry]) -> Iterator[Document]:
    """The same of each of these entries."""
    readers = {name: _readers(library, name) for name in library.settings.collections}
    for entry in entries:
        values = entry.values
        labels, texts = [(_KIND, entry.collection.one)], []
        for name, label, always, short, read in readers[entry.collection.name]:
            if name not in values:
                continue
            found = [_without_links(text) for text in read(values[name]) if text]
            if always or (short and sum(map(len, found)) < _SHORT):
                labels.extend((label, text) for text in found)
            elif found:
                texts.append((label, " \n".join(found)))
        yield Document(
            url=entry.url,
            collection=entry.collection.name,
            title=entry.title,
            summary=" ".join(entry.summary.split()),
            aliases=tuple(map(str, values.get("aliases", ()))),
            asked=tuple(map(str, values.get("asked_as", ()))),
            labels=tuple(labels),
            texts=tuple(texts),
        )


def _readers(library: Library, collection: str) -> list[tuple[str, str, bool, bool, _Read]]:
    """Of each field that is searched its name, its label, whether its texts are labels, or where short, and what reads them."""
    readers = []
    for name, field in library.schemas[collection].fields.items():
        if name not in _APART:
            naming, read = library.naming(collection, name), _reader(library, field)
            short = field.kind == "text" and not field.many
            readers.append((name, field.label, field.kind == "choice", short, _named(naming, read) if naming else read))
    return readers


def made_documents(page: Page, above: Sequence[str]) -> list[Document] | None:
    """A page that the project makes, as what can be found: from what it is made of, without its HTML.

    `above` are the sections it stands in. Of a page that puts entries together the texts are those of the entries, which
    are found themselves. None where only its HTML says what is on it; then there is `page_texts`.
    """
    if not page.weight:
        return []
    if page.kind not in _PUT_TOGETHER:
        return None
    sections = tuple((SECTION, one) for one in above)
    return [Document(page.url, "", page.title, page.description, labels=sections, weight=page.weight)]


def _named(naming: Taxonomy, read: _Read) -> _Read:
    return lambda value: read(naming.versions(str(value)))


def _reader(library: Library, field: Field) -> _Read:
    """What a field says in words: of a choice its label, of a reference the title that it leads to."""
    parts = {part.name: _reader(library, part) for part in field.fields}
    searched = FIELD_KINDS[field.kind].searched

    def read(value: object) -> list[str]:
        if isinstance(value, list):
            return [text for item in value for text in read(item)]
        if isinstance(value, dict):
            return [text for name, inner in value.items() if name in parts for text in parts[name](inner)]
        if searched == "label":
            return [field.labels.get(str(value), str(value))]
        if searched == "title":
            entry = library.get(field.reference or "", str(value))
            return [entry.title] if entry else []
        return [str(value)] if searched == "text" else []

    return read


def _without_links(text: str) -> str:
    """The text without addresses and HTML."""
    return _LINK.sub(" ", text) if "](" in text or "<" in text or "://" in text else text

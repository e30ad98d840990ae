"""What can be found: every entry, and every page that is not one.

A document has its words by field, from what names it to what it says in passing. Why a document was found is
told by the name of the field, so each text keeps its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import ABOUT_ITSELF, Field
from macros.views.page import Page

# Shown in a place of their own, or no text that one looks for.
_APART = ABOUT_ITSELF | {"title", "aliases", "summary"}
SECTION = "Onderdeel"  # of a page: where it stands
_PUT_TOGETHER = frozenset(["answer", "choice"])
_KIND = "Soort"  # of an entry: who asks for a garden, gets gardens
_LINK = re.compile(r"\]\([^)\[\]]{0,2000}\)|<[^<>]{0,2000}>|https?://\S+")


@dataclass(frozen=True)
class Document:
    """One thing to find. `collection` is empty for a page; `labels` and `texts` are pairs of a label and a text.

    `asked` is how people ask for it who do not know its words: no part of it is shown. `weight` makes it come earlier or later than others that match as well.
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


def entry_document(library: Library, entry: Entry) -> Document:
    """An entry as what can be found: its choices and places as labels, all other fields as texts."""
    fields = library.schemas[entry.collection.name].fields
    labels, texts = [(_KIND, entry.collection.one)], []
    for name, field in fields.items():
        if name in _APART or name not in entry.values:
            continue
        naming = library.naming(entry.collection.name, name)
        given = naming.versions(str(entry.values[name])) if naming else entry.values[name]
        found = [_LINK.sub(" ", text) for text in _texts(library, field, given) if text]
        if field.kind == "choice" or (field.kind == "text" and not field.many and len("".join(found)) < 60):
            labels.extend((field.label, text) for text in found)
        elif found:
            texts.append((field.label, " \n".join(found)))
    return Document(
        url=entry.url,
        collection=entry.collection.name,
        title=entry.title,
        summary=" ".join(entry.summary.split()),
        aliases=tuple(str(name) for name in entry.values.get("aliases", ())),
        asked=tuple(str(words) for words in entry.values.get("asked_as", ())),
        labels=tuple(labels),
        texts=tuple(texts),
    )


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


def _texts(library: Library, field: Field, value: object) -> Iterator[str]:
    """What a field says in words: of a choice its label, of a reference the title that it leads to."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(library, field, item)
    elif isinstance(value, dict):
        parts = {part.name: part for part in field.fields}
        for name, inner in value.items():
            yield from _texts(library, parts[name], inner) if name in parts else ()
    elif FIELD_KINDS[field.kind].searched == "label":
        yield field.labels.get(str(value), str(value))
    elif FIELD_KINDS[field.kind].searched == "title":
        entry = library.get(field.reference or "", str(value))
        yield entry.title if entry else ""
    elif FIELD_KINDS[field.kind].searched == "text":
        yield str(value)

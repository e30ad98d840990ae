"""The choices of filters as what can be found: who asks for ‘onderbouwd’ gets the tools that are.

A choice leads to the index of its collection with that choice made. Its words are its label and its explanation, as
the schema has them. Fields whose choices have a page of their own (`gather` in the settings) are left to these.

Who asks for a choice together with a collection (‘hoeveel tools zijn er in Drenthe’) wants the list of just these,
more than any one of them: of what is gathered the page of the choice, else the index with that choice made.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from macros.base.dutch import counted
from macros.base.labels import within_sentence
from macros.library.library import Library
from macros.schema.schemas import Choice, Field
from macros.schema.settings import Collection
from macros.search.documents import Document

_WEIGHT = 0.7  # what is itself an answer goes before a list of answers


def choice_documents(library: Library) -> Iterator[Document]:
    """One document for each choice of a filter that some entry of a collection has.

    The collection that has a choice most is found by the words of the choice, each other only together with its name.
    """
    found: dict[tuple[str, str], list[tuple[int, Collection, Field, Choice]]] = {}
    for name, collection in library.settings.collections.items():
        for facet in collection.facets:
            field = library.schemas[name].fields.get(facet)
            if field is None or field.kind != "choice" or library.settings.gather_of(facet):
                continue
            tally = library.tally(name, facet)
            for choice in field.choices:
                if count := tally[choice.value]:
                    found.setdefault((facet, choice.label), []).append((count, collection, field, choice))
    for alike in found.values():
        most = max(count for count, *_ in alike)
        first = next(collection for count, collection, *_ in alike if count == most)
        for count, collection, field, choice in alike:
            label = choice.label if field.proper else within_sentence(choice.label)
            number = f"{counted(count, collection.one, collection.many)}."
            yield Document(
                url=f"{collection.path}/?{urlencode({field.name: choice.value})}",
                collection="",
                title=f"{collection.title}: {label}",
                summary=f"{number} {choice.description}".strip(),
                labels=((field.label, choice.label),),
                weight=_WEIGHT,
                lists=tuple(f"{listed} {name}" for listed in _names(collection) for name in names_of(choice)),
                words=collection is first,
            )


def lists_of_choice_pages(library: Library) -> Iterator[tuple[str, Choice, tuple[str, ...]]]:
    """Of each page of a choice its address, the choice, and what it lists, as one asks for it: every collection that is
    gathered there, also one that has nothing there yet, since the page says so."""
    for gather in library.settings.gather:
        collections = [library.settings.collections[name] for name in gather.collections]
        field = next(
            field
            for name in gather.collections
            if (field := library.schemas[name].fields.get(gather.field)) is not None
        )
        for choice in field.choices:
            named = [f"{kind}{name}" for kind in ("", f"{gather.one} ") for name in names_of(choice)]
            listed = [f"{name} {one}" for collection in collections for name in _names(collection) for one in named]
            yield gather.url(choice.value), choice, (*(f"{gather.one} {name}" for name in names_of(choice)), *listed)


def names_of(choice: Choice) -> list[str]:
    """What one calls a choice: its label, without what stands between brackets too; what else sources call it; and its
    value, where that is a word."""
    value = [choice.value.replace("-", " ")] if not choice.value.isdecimal() else []
    spoken = choice.label.partition(" (")[0]
    return list(dict.fromkeys([choice.label, spoken, *choice.names, *value]))


def _names(collection: Collection) -> list[str]:
    return list(dict.fromkeys([collection.one, collection.many, collection.title]))

"""The choices of filters as what can be found: who asks for ‘onderbouwd’ gets the tools that are.

A choice leads to the index of its collection with that choice made. Its words are its label and its explanation, as
the schema has them. Fields whose choices have a page of their own (`gather` in the settings) are left to these.
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
    """One document for each choice of a filter that some entry has: in the collection that has it most."""
    most: dict[tuple[str, str], tuple[int, Collection, Field, Choice]] = {}
    for name, collection in library.settings.collections.items():
        for facet in collection.facets:
            field = library.schemas[name].fields.get(facet)
            if field is None or field.kind != "choice" or library.settings.gather_of(facet):
                continue
            tally = library.tally(name, facet)
            for choice in field.choices:
                count = tally[choice.value]
                if count > most.get((facet, choice.label), (0,))[0]:
                    most[facet, choice.label] = (count, collection, field, choice)
    for count, collection, field, choice in most.values():
        label = choice.label if field.proper else within_sentence(choice.label)
        number = f"{counted(count, collection.one, collection.many)}."
        yield Document(
            url=f"{collection.path}/?{urlencode({field.name: choice.value})}",
            collection="",
            title=f"{collection.title}: {label}",
            summary=f"{number} {choice.description}".strip(),
            labels=((field.label, choice.label),),
            weight=_WEIGHT,
        )

"""Which entries say most to who has one of some values: what a page for one audience shows first.

What names the value in its title comes first, then what names it in its summary, then what is for fewest others.
By which words a text names a value stands in the vocabulary: its label, and `x-names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from macros.library.library import Entry, Library
from macros.library.worth import by_worth
from macros.schema.schemas import Choice, Field
from macros.search.words import stems_of


def by_fit(library: Library, entries: Iterable[Entry], where: Mapping[str, Sequence[str]]) -> list[Entry]:
    """Entries of one collection that have, in each field, one of the values: the best answer first.

    A value that is named first comes first; what is equal stands by what it has to tell. Raises KeyError for a
    field that does not exist.
    """
    entries = by_worth(library, entries)
    if not entries:
        return []
    schema = library.schemas[entries[0].collection.name]
    fields = [schema.fields[name] for name in where]
    return sorted(entries, key=lambda entry: [_fit(library, entry, field, where[field.name]) for field in fields])


def _fit(library: Library, entry: Entry, field: Field, wanted: Sequence[str]) -> tuple[int, int, int]:
    """How well an entry answers to `wanted`, best first: the place of the value, where it is named, how many others."""
    values = library.answers_of(entry, field)
    place = min(wanted.index(value) for value in values if value in wanted)
    choice = next((choice for choice in field.choices if choice.value == wanted[place]), None)
    texts = (entry.title, entry.summary)
    named = next((at for at, text in enumerate(texts) if choice and _names(text, choice)), len(texts))
    return place, named, len(values)


def _names(text: str, choice: Choice) -> bool:
    """Whether a text names a choice by its label or one of its names, in any of their forms."""
    stems = stems_of(text)
    return any(
        stems[at : at + len(name)] == name for name in _names_of(choice) for at in range(len(stems) - len(name) + 1)
    )


@lru_cache(maxsize=1000)
def _names_of(choice: Choice) -> tuple[list[str], ...]:
    return tuple(stems for name in (choice.label, *choice.names) if (stems := stems_of(name)))

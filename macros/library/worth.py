"""What has most to tell stands in front: the usual order of an index that kennisbank.yml sorts by `worth`.

What has a text comes before what has none. Within each, an entry counts one for every field that it fills in and
one for every other entry that it refers to or that refers to it: who fills in an entry, or links to it, moves it up.
What is equal stands by title. Fields about the entry as a file (its sources, its other names) count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from macros.library.library import Entry, Library, sort_key
from macros.schema.schemas import ABOUT_ITSELF
from macros.schema.settings import WORTH

_ABOUT_THE_FILE = ABOUT_ITSELF | {"title", "aliases", "notes"}


def usual_order(library: Library, collection: str) -> list[Entry]:
    """The entries of a collection as its index first shows them."""
    entries = library.collection(collection)
    return by_worth(library, entries) if is_by_worth(library, collection) else entries


def in_usual_order(library: Library, entries: Iterable[Entry]) -> list[Entry]:
    """Some entries, of one collection or more, with each collection in the order of its index.

    Entries of a collection come where its first stood.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.collection.name, []).append(entry)
    return [
        entry
        for name, group in groups.items()
        for entry in (by_worth(library, group) if is_by_worth(library, name) else group)
    ]


def is_by_worth(library: Library, collection: str) -> bool:
    """Whether kennisbank.yml names it as the first way to sort the collection."""
    return library.settings.collections[collection].sort[:1] == (WORTH,)


def by_worth(library: Library, entries: Iterable[Entry]) -> list[Entry]:
    """Entries with what has most to tell in front."""
    return sorted(entries, key=partial(_rank, library))


def has_text(library: Library, entry: Entry) -> bool:
    """Whether there is more to read than facts and the names of others."""
    prose = library.schemas[entry.collection.name].prose
    return bool(entry.summary) or not prose.isdisjoint(entry.values.keys() - _ABOUT_THE_FILE)


def worth(library: Library, entry: Entry) -> int:
    """The fields that an entry fills in and the other entries that it is connected with, together."""
    return len(entry.values.keys() - _ABOUT_THE_FILE) + library.connections(entry)


def _rank(library: Library, entry: Entry) -> tuple[bool, int, tuple[str, ...]]:
    return not has_text(library, entry), -worth(library, entry), sort_key(entry)

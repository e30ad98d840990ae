"""What belongs to what: the worksheets of an entry, and for each piece of a worksheet what others filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.worksheets.passing_on import piece_ids


@dataclass(frozen=True)
class Example:
    """One entry's answer to one piece: its title and page, and its points as plain words."""

    title: str
    url: str
    texts: tuple[str, ...]


def examples_of(library: Library, worksheet: Entry) -> Mapping[str, list[Example]]:
    """The examples of each piece of a worksheet, by its id; none where its `collection` is no collection.

    An entry is an example where it fills more than half of the pieces: one that has only a title in common is none.
    """
    found: dict[str, list[Example]] = defaultdict(list)
    ids = piece_ids(worksheet)
    name = worksheet.values.get("collection", "")
    for entry in library.collection(name) if name in library.settings.collections else ():
        filled = [(id, entry.values[id]) for id in ids if entry.values.get(id)]
        for id, value in filled if 2 * len(filled) > len(ids) else ():
            texts = value if isinstance(value, list) else [value]
            found[id].append(Example(entry.title, entry.url, tuple(str(text) for text in texts)))
    return found


def worksheets_for(library: Library, entry: Entry) -> list[Entry]:
    """The worksheets that belong to an entry: of what refers to it, all that has pieces to fill in, each once; of the same name first."""
    found = (one for mentions in library.referring_to(entry) for one in mentions.entries if "pieces" in one.values)
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.id != entry.id)

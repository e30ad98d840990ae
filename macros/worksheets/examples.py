"""What others filled in: the entries of the collection that a worksheet leads to, piece by piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.schema.settings import Collection


@dataclass(frozen=True)
class Example:
    """One entry's answer to one piece: its title, and its points as plain words."""

    title: str
    texts: tuple[str, ...]


def examples_of(library: Library, worksheet: Entry) -> Mapping[str, list[Example]]:
    """The examples of each piece of a worksheet, by its id; none where its `collection` is no collection."""
    found: dict[str, list[Example]] = defaultdict(list)
    target = target_of(library, worksheet)
    for entry in library.collection(target.name) if target else ():
        for id in (piece.get("id") for piece in worksheet.values.get("pieces", ())):
            value = entry.values.get(id)
            if value:
                texts = value if isinstance(value, list) else [value]
                found[id].append(Example(entry.title, tuple(str(text) for text in texts)))
    return found


def target_of(library: Library, worksheet: Entry) -> Collection | None:
    """The collection that a filled worksheet can become an entry of, where it names one."""
    return library.settings.collections.get(worksheet.values.get("collection", ""))


def new_file(library: Library, worksheet: Entry) -> str:
    """Where a visitor makes that entry: an address to which its text is added; nothing where there is no such collection."""
    target = target_of(library, worksheet)
    return library.settings.new_url(f"content/{target.name}", "naam.yml", "") if target else ""


def worksheets_for(library: Library, entry: Entry) -> list[Entry]:
    """The worksheets that belong to an entry: of what refers to it, all that has pieces to fill in, each once; of the same name first."""
    found = (one for mentions in library.referring_to(entry) for one in mentions.entries if "pieces" in one.values)
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.id != entry.id)

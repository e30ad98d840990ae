"""What others filled in: the entries of the collection that a worksheet leads to, piece by piece; and leading there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from macros.library.library import Entry, Library
from macros.schema.settings import Collection
from macros.writing.scaffold import NO_NAME, ending_of

# What a new entry says by itself: it is new today, and comes from who filled in the sheet.
_ITS_OWN = frozenset({"title", "summary", "sources", "checked"})


@dataclass(frozen=True)
class Example:
    """One entry's answer to one piece: its title and page, and its points as plain words."""

    title: str
    url: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """The piece of another worksheet that a piece takes its answer over from."""

    worksheet: Entry
    piece: str


@dataclass(frozen=True)
class Target:
    """The collection that a filled worksheet can become an entry of.

    `new_file` is where a visitor makes that entry: an address to which its text is added. `form` is what a script
    needs to write it: what the file ends in, the fields that pieces fill (with the value of each choice by its
    title), and the fields that are asked for and that no piece fills.
    """

    collection: Collection
    new_file: str
    form: dict[str, object]


def examples_of(library: Library, worksheet: Entry) -> Mapping[str, list[Example]]:
    """The examples of each piece of a worksheet, by its id; none where its `collection` is no collection.

    An entry is an example where it fills more than half of the pieces: one that has only a title in common is none.
    """
    found: dict[str, list[Example]] = defaultdict(list)
    ids = _pieces(worksheet)
    name = worksheet.values.get("collection", "")
    for entry in library.collection(name) if name in library.settings.collections else ():
        filled = [(id, entry.values[id]) for id in ids if entry.values.get(id)]
        for id, value in filled if 2 * len(filled) > len(ids) else ():
            texts = value if isinstance(value, list) else [value]
            found[id].append(Example(entry.title, entry.url, tuple(str(text) for text in texts)))
    return found


def target_of(library: Library, worksheet: Entry) -> Target | None:
    """What a filled worksheet can become, where it names a collection that there is."""
    collection = library.settings.collections.get(worksheet.values.get("collection", ""))
    if collection is None:
        return None
    schema = library.schemas[collection.name]
    ids = _pieces(worksheet)
    ending = ending_of(schema, [entry.path for entry in library.collection(collection.name)])
    fields = [field for field in schema.fields.values() if field.name in ids]
    lacks = [field for field in schema.fields.values() if field.required and field.name not in (*ids, *_ITS_OWN)]
    return Target(
        collection,
        library.settings.new_url(f"content/{collection.name}", NO_NAME + ending, ""),
        {
            "ending": ending,
            "fields": {field.name: {choice.label: choice.value for choice in field.choices} for field in fields},
            "lacks": [f"{field.name}: {field.description}" for field in lacks],
        },
    )


def _pieces(worksheet: Entry) -> list[str]:
    return [piece["id"] for piece in worksheet.values.get("pieces", ()) if "id" in piece]


def takes_of(library: Library, worksheet: Entry) -> dict[str, Taken]:
    """What pieces take over from other worksheets, by their ids."""
    taken = {}
    for piece in worksheet.values.get("pieces", ()):
        other = library.get(worksheet.collection.name, piece.get("takes_from", ""))
        name = piece.get("takes", piece.get("id"))
        if other and name in _pieces(other):
            taken[piece["id"]] = Taken(other, name)
    return taken


def worksheets_for(library: Library, entry: Entry) -> list[Entry]:
    """The worksheets that belong to an entry: of what refers to it, all that has pieces to fill in, each once; of the same name first."""
    found = (one for mentions in library.referring_to(entry) for one in mentions.entries if "pieces" in one.values)
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.id != entry.id)

"""What a filled worksheet passes on: an entry of a collection, and answers that another worksheet takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.library.library import Entry, Library
from macros.schema.settings import Collection
from macros.writing.scaffold import NO_NAME, ending_of

# What a new entry says by itself: it is new today, and comes from who filled in the sheet.
_ITS_OWN = frozenset({"title", "summary", "sources", "checked"})


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


def target_of(library: Library, worksheet: Entry) -> Target | None:
    """What a filled worksheet can become, where it names a collection that there is."""
    collection = library.settings.collections.get(worksheet.values.get("collection", ""))
    if collection is None:
        return None
    schema = library.schemas[collection.name]
    ids = piece_ids(worksheet)
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


def takes_of(library: Library, worksheet: Entry) -> dict[str, Taken]:
    """What pieces take over from other worksheets, by their ids."""
    taken = {}
    for piece in pieces_of(worksheet):
        other = library.get(worksheet.collection.name, piece.get("takes_from", ""))
        name = piece.get("takes", piece["id"])
        if other and name in piece_ids(other):
            taken[piece["id"]] = Taken(other, name)
    return taken


def piece_ids(worksheet: Entry) -> list[str]:
    """The ids of its pieces, in their order."""
    return [piece["id"] for piece in pieces_of(worksheet)]


def pieces_of(worksheet: Entry) -> list[dict[str, Any]]:
    """Its pieces; without those of a draft that have no id yet."""
    return [piece for piece in worksheet.values.get("pieces", ()) if "id" in piece]

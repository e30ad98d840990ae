"""The forms in which the entries of a collection are given as data. A new one is a function and a row of `EXPORTS`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from macros.library.library import Entry, Library
from macros.references.former_names import written
from macros.schema.schemas import DRAFT, FORMER_NAMES, Schema

# A cell that begins like this is run as a formula by spreadsheets; see OWASP, CSV Injection. The blanks are those of Python
# and of a browser together: docs/assets/js/lib/csv.mjs has the same.
_FORMULA = re.compile(r"[\s\x1c-\x1f\x85\ufeff]*[=+\-@\t\r＝＋－＠]")


def as_json(library: Library, collection: str) -> str:
    """An array, by title: each entry with `id`, `url` (relative to the site's root) and its fields as written.

    A reference names an entry as it is called now; who kept an older name finds it in `former_names`. After these comes what `x-groups-as` names: it follows from a field by the rule of `taxonomy`.
    """
    fields = library.schemas[collection].fields
    rows = [
        {
            "id": e.id,
            "url": e.url,
            **_own(e, fields),
            **{name: values for name, values in _above(library, e).items() if values},
        }
        for e in library.collection(collection)
    ]
    # An entry to a line: what changed shows in a comparison, and it weighs a tenth less than indented.
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def as_csv(library: Library, collection: str) -> str:
    """One row per entry, one column per field of the schema; lists are joined with `; `, groups are JSON.

    After these comes what `x-groups-as` names.
    """
    schema: Schema = library.schemas[collection]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    above = [field.groups_as for field in schema.fields.values() if field.groups_as]
    names = [name for name in schema.fields if name != DRAFT]
    writer.writerow(["id", "url", *names, *above])
    for entry in library.collection(collection):
        own = _own(entry, names)
        given = [*(own.get(name) for name in names), *_above(library, entry).values()]
        writer.writerow([entry.id, entry.url, *map(_cell, given)])
    return out.getvalue()


def _own(entry: Entry, names: Iterable[str]) -> dict[str, Any]:
    """The fields of an entry, in the order of `names`, with what it was called before."""
    former = [written(name, entry.collection.name) for name in entry.former]
    values = {**entry.values, FORMER_NAMES: former} if former else entry.values
    return {name: values[name] for name in names if name in values}


def _above(library: Library, entry: Entry) -> dict[str, list[str]]:
    """What the choices of an entry lie in, by the name that the schema gives it."""
    name = entry.collection.name
    return {
        field.groups_as: library.taxonomy(name, field).above(library.standing(entry, field))
        for field in library.schemas[name].fields.values()
        if field.groups_as
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
    elif isinstance(value, (dict, list)):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return harmless(text)


def harmless(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


@dataclass(frozen=True)
class Export:
    """One form. `encode` gives the text of a collection, which is written in `encoding` with line breaks as they are."""

    name: str
    media_type: str
    suffix: str
    encode: Callable[[Library, str], str]
    encoding: str = "utf-8"

    def path(self, collection: str) -> str:
        """Where the data of a collection stand, from the root of the site."""
        return f"data/{collection}.{self.suffix}"


EXPORTS = (
    # utf-8-sig, since Excel takes a file without a mark for Windows-1252.
    Export("CSV", "text/csv", "csv", as_csv, "utf-8-sig"),
    Export("JSON", "application/json", "json", as_json),
)

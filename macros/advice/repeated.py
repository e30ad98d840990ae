"""Groups of a list that say the same where they must differ: `x-unique` in the schema names the part."""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems.messages import said
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema


def repeated(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """An error for each group that repeats what an earlier one says there. The values fit the schema."""
    for field in schema.fields.values():
        seen: dict[object, int] = {}
        for place, group in enumerate(entry.values.get(field.name, ()) if field.unique else ()):
            value = group.get(field.unique)
            first = seen.setdefault(value, place)
            if value is not None and first != place:
                words = said("x-unique", value=value, first=first + 1, name=field.name, part=field.unique)
                yield entry.problem("double", (field.name, place, field.unique), *words)

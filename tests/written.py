"""What writers wrote: every text in Markdown of the real content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.schema.schemas import Field
from tests.conftest import real_library


def texts_of_the_content() -> list[str]:
    """In the order of collections, entries and fields, those in groups too."""
    library = real_library()
    return [
        text
        for name in library.settings.collections
        for entry in library.collection(name)
        for field in library.schemas[name].fields.values()
        if field.name in entry.values
        for text in _texts(field, entry.values[field.name])
    ]


def _texts(field: Field, value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if field.kind == "markdown":
            yield one
        elif isinstance(one, dict):
            for part in field.fields:
                if part.name in one:
                    yield from _texts(part, one[part.name])

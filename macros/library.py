"""The entries, and what they know of each other.

This module owns the finished content: entries that passed every check, with the
references between them followed in both directions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.checking.identity import references_in
from macros.reading.images import Image
from macros.reading.schemas import Field, Schema
from macros.reading.settings import Collection, Settings


@dataclass(frozen=True)
class Entry:
    """One entry. `values` holds its fields as written; `path` is its file, relative to the root."""

    collection: Collection
    id: str
    path: str
    values: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.values["title"])

    @property
    def summary(self) -> str:
        return str(self.values.get("summary", ""))

    @property
    def url(self) -> str:
        """Its page, relative to the root of the site."""
        return f"{self.collection.path}/{self.id}/"


@dataclass(frozen=True)
class Mentions:
    """The entries of one collection that refer to an entry through one field."""

    label: str
    entries: tuple[Entry, ...]


class Library:
    """All entries by collection, each collection sorted by title."""

    def __init__(
        self,
        settings: Settings,
        schemas: dict[str, Schema],
        entries: Iterable[Entry],
        images: dict[str, Image] | None = None,
    ) -> None:
        self.settings = settings
        self.schemas = schemas
        self.images = images or {}
        self._entries: dict[str, dict[str, Entry]] = {name: {} for name in settings.collections}
        for entry in sorted(entries, key=sort_key):
            self._entries[entry.collection.name][entry.id] = entry

    def collection(self, name: str) -> list[Entry]:
        """The entries of a collection, by title. Raises KeyError for a collection that does not exist."""
        return list(self._entries[name].values())

    def get(self, collection: str, id: str) -> Entry | None:
        return self._entries.get(collection, {}).get(id)

    def entry(self, collection: str, id: str) -> Entry:
        """The entry with this id. Raises KeyError, with a message for a maintainer, when there is none."""
        found = self.get(collection, id)
        if found is None:
            raise KeyError(f"there is no {collection}/{id}")
        return found

    def count(self, collection: str, field: str = "", value: str = "") -> int:
        """How many entries there are, or how many have `value` in `field`, alone or in a list.

        Raises KeyError for a collection or field that does not exist.
        """
        entries = self.collection(collection)
        if not field:
            return len(entries)
        declared = self.schemas[collection].fields[field]
        return sum(value in (e.values.get(field, ()) if declared.many else (e.values.get(field),)) for e in entries)

    def referring_to(self, entry: Entry) -> list[Mentions]:
        """What refers to `entry`: grouped by field, in the order of collections and their schemas."""
        found = self._back.get((entry.collection.name, entry.id), {})
        return [
            Mentions(field.back_label or self.settings.collections[name].title, tuple(entries))
            for (name, _), (field, entries) in found.items()
        ]

    @cached_property
    def _back(self) -> dict[tuple[str, str], dict[tuple[str, str], tuple[Field, list[Entry]]]]:
        back: dict[tuple[str, str], dict[tuple[str, str], tuple[Field, list[Entry]]]] = {}
        for name in self._entries:
            for field_name, field in self.schemas[name].fields.items():
                for entry in self._entries[name].values():
                    if field_name not in entry.values:
                        continue
                    for target, _, id in references_in(field, entry.values[field_name], (field_name,)):
                        by_field = back.setdefault((target, id), {})
                        _, entries = by_field.setdefault((name, field_name), (field, []))
                        if entry not in entries[-1:]:
                            entries.append(entry)
        return back


def sort_key(entry: Entry) -> tuple[str, str]:
    """Order by title as Dutch readers expect it: without regard to case or leading signs."""
    return (entry.title.casefold().lstrip("‘'\"(“’ "), entry.id)

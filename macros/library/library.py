"""The entries, and what they know of each other.

This module owns the finished content: entries that passed every check, with the
references between them followed in both directions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from macros.base.folding import order
from macros.images.images import Image
from macros.library.taxonomy import Standing, Taxonomy
from macros.references.fields import can_refer, references_in
from macros.schema.schemas import Field, Schema
from macros.schema.settings import Collection, Settings

PART_OF = "part_of"
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Entry:
    """One entry. `values` holds its fields as written; `path` is its file, relative to the root.

    What it says of its file is apart: `former` are the collection and id that it had before, oldest first, and a
    `draft` is only there for who writes it. References in `values` name entries as they are called now.
    """

    collection: Collection
    id: str
    path: str
    values: dict[str, Any]
    former: tuple[tuple[str, str], ...] = ()
    draft: bool = False

    @property
    def title(self) -> str:
        return str(self.values["title"])

    @property
    def summary(self) -> str:
        return str(self.values.get("summary", ""))

    @cached_property
    def place(self) -> tuple[str, str, str]:
        """What it is sorted by: its title as Dutch readers expect it, Één with een, 9 before 10."""
        return order(self.title), self.title, self.id

    @property
    def former_ids(self) -> str:
        """The ids that it had before in its own collection, with spaces between: as addresses may still name it."""
        return " ".join(id for collection, id in self.former if collection == self.collection.name)

    @property
    def url(self) -> str:
        """Its page, relative to the root of the site."""
        return f"{self.collection.path}/{self.id}/"


@dataclass(frozen=True)
class Mentions:
    """The entries of one collection that refer to an entry through one field.

    `query` selects them in the index of their collection; empty where the index cannot filter on that field.
    """

    label: str
    entries: tuple[Entry, ...]
    collection: Collection
    query: str
    found: int  # how many the query selects: also those that refer to a part of the entry


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
        self._tallies: dict[tuple[str, str], Counter[str]] = {}
        self._taxonomies: dict[tuple[str, str], Taxonomy] = {}
        self._naming: dict[tuple[str, str], Taxonomy | None] = {}
        self._former: dict[tuple[str, str], Entry] = {}
        for entry in sorted(entries, key=sort_key):
            self._entries[entry.collection.name][entry.id] = entry
            self._former.update(dict.fromkeys(entry.former, entry))

    def question(
        self,
        name: str,
        answer: Callable[..., Answer],
        told: Callable[[Answer], object],
        decided: Callable[[str], bytes] | None = None,
    ) -> Callable[..., Answer]:
        """`answer`, which others keep about these entries: a library that is recorded notes when a page asks it."""
        return answer

    def collection(self, name: str) -> list[Entry]:
        """The entries of a collection, by title. Raises KeyError for a collection that does not exist."""
        return list(self._entries[name].values())

    def get(self, collection: str, id: str) -> Entry | None:
        """The entry with this id, or that had it before."""
        return self._entries.get(collection, {}).get(id) or self._former.get((collection, id))

    def entry(self, collection: str, id: str) -> Entry:
        """The entry with this id, or that had it before. Raises KeyError, with a message for a maintainer, when there is none."""
        found = self.get(collection, id)
        if found is None:
            raise KeyError(f"there is no {collection}/{id}")
        return found

    def count(self, collection: str, field: str = "", value: str = "") -> int:
        """How many entries there are, or how many have `value` in `field`, alone or in a list.

        Raises KeyError for a collection or field that does not exist.
        """
        return len(self.select(collection, {field: [value]} if field else {}))

    def select(self, collection: str, where: Mapping[str, Sequence[str]]) -> list[Entry]:
        """The entries that have, in each field of `where`, one of its values: OR within a field, AND between fields.

        Raises KeyError, with a message for a maintainer, for a collection, a field or a value that does not exist.
        """
        if collection not in self._entries:
            raise KeyError(f"there is no collection {collection}; there are {', '.join(self._entries)}")
        fields = self.schemas[collection].fields
        for name, values in where.items():
            if name not in fields:
                raise KeyError(f"{collection} has no field {name}; it has {', '.join(fields)}")
            known = self._values_for(fields[name])
            for value in values:
                if known and value not in known:
                    raise KeyError(f"{collection}.{name} cannot be ‘{value}’; it can be {', '.join(known)}")
        wanted = [(fields[name], values) for name, values in where.items()]
        return [
            entry
            for entry in self.collection(collection)
            if all(any(value in values for value in self.answers_of(entry, field)) for field, values in wanted)
        ]

    def _values_for(self, field: Field) -> list[str]:
        """What a field can be; nothing where that is not fixed."""
        if field.reference:
            return list(self._entries.get(field.reference, {}))
        return list(field.labels)

    def tally(self, collection: str, field: str) -> Counter[str]:
        """By value of a field, the number of entries that have it."""
        key = (collection, field)
        if key not in self._tallies:
            declared = self.schemas[collection].fields[field]
            entries = self._entries[collection].values()
            self._tallies[key] = Counter(value for entry in entries for value in set(self.answers_of(entry, declared)))
        return self._tallies[key]

    def cited(self) -> dict[str, Counter[str]]:
        """By publication, how many entries of each collection name it as a source; most cited first."""
        found: dict[str, Counter[str]] = {}
        for name, entries in self._entries.items():
            for entry in entries.values():
                for publication in {source["publication"] for source in entry.values.get("sources", [])}:
                    found.setdefault(publication, Counter())[name] += 1
        return dict(sorted(found.items(), key=lambda item: (-item[1].total(), order(item[0]), item[0])))

    def values_of(self, entry: Entry, field: Field) -> list[str]:
        """The values of a field as a list of texts, also where it holds one, or where another field names them.

        A reference counts for all that its target is part of: what is about a concrete bottleneck is about its
        theme too.
        """
        if field.named_in:
            return list(self.standing(entry, field).choices)
        value = entry.values.get(field.name, [])
        values = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if field.reference is None or field.reference not in self._parents:
            return values
        return list(dict.fromkeys(id for value in values for id in self.lineage(field.reference, value)))

    def answers_of(self, entry: Entry, field: Field) -> list[str]:
        """What an entry counts for in a field: its values, and for choices all that these lie in, as `taxonomy` says."""
        if field.kind != "choice":
            return self.values_of(entry, field)
        return self.taxonomy(entry.collection.name, field).answers(self.standing(entry, field))

    def standing(self, entry: Entry, field: Field) -> Standing:
        """Where an entry stands in the vocabulary of a field of its collection."""
        return self.taxonomy(entry.collection.name, field).standing(entry.values)

    def taxonomy(self, collection: str, field: Field) -> Taxonomy:
        """The vocabulary of a field of a collection."""
        key = (collection, field.name)
        if key not in self._taxonomies:
            self._taxonomies[key] = Taxonomy(field)
        return self._taxonomies[key]

    def naming(self, collection: str, name: str) -> Taxonomy | None:
        """The vocabulary that the words of a field name choices of, if there is one."""
        if (collection, name) not in self._naming:
            fields = self.schemas[collection].fields.values()
            found = next((field for field in fields if field.named_in == name), None)
            self._naming[collection, name] = self.taxonomy(collection, found) if found else None
        return self._naming[collection, name]

    def lineage(self, collection: str, id: str) -> list[str]:
        """An entry and all that it is part of, from near to far."""
        if collection not in self._parents:
            return [id]
        line: list[str] = []
        parent: str | None = id
        while parent is not None and parent not in line:
            line.append(parent)
            found = self.get(collection, parent)
            parent = found.values.get(self._parents[collection]) if found else None
        return line

    def parent(self, collection: str, id: str) -> str | None:
        """What an entry is part of, if anything."""
        found = self.get(collection, id) if collection in self._parents else None
        return found.values.get(PART_OF) if found else None

    @cached_property
    def _parents(self) -> dict[str, str]:
        """The collections whose field `part_of` says what an entry is part of: one reference to its own collection."""
        return {
            name: PART_OF
            for name in self._entries
            if (field := self.schemas[name].fields.get(PART_OF)) and field.reference == name and not field.many
        }

    def referring_to(self, entry: Entry) -> list[Mentions]:
        """What refers to `entry`: grouped by field, in the order of collections and their schemas."""
        found = self._back.get((entry.collection.name, entry.id), {})
        mentions = []
        for (name, field_name), (field, entries) in found.items():
            collection = self.settings.collections[name]
            query = f"{field_name}={entry.id}" if field_name in collection.facets else ""
            number = self.tally(name, field_name)[entry.id] if query else len(entries)
            mentions.append(Mentions(field.back_label or collection.title, tuple(entries), collection, query, number))
        return mentions

    def referring(self, entry: Entry) -> list[str]:
        """The names of the collections with an entry that refers to this one."""
        return list({name: 0 for name, _ in self._back.get((entry.collection.name, entry.id), {})})

    def connections(self, entry: Entry) -> int:
        """How many other entries it refers to, or refer to it."""
        return len(self._connected.get((entry.collection.name, entry.id), ()))

    def connected(self, entry: Entry) -> Iterable[tuple[str, str]]:
        """The collection and id of each other entry that it refers to, or that refers to it."""
        return self._connected.get((entry.collection.name, entry.id), ())

    @cached_property
    def _connected(self) -> dict[tuple[str, str], set[tuple[str, str]]]:
        connected: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for target, by_field in self._back.items():
            for (name, _), (_, entries) in by_field.items():
                for source in ((name, entry.id) for entry in entries):
                    if source != target:
                        connected.setdefault(target, set()).add(source)
                        connected.setdefault(source, set()).add(target)
        return connected

    @cached_property
    def _back(self) -> dict[tuple[str, str], dict[tuple[str, str], tuple[Field, list[Entry]]]]:
        back: dict[tuple[str, str], dict[tuple[str, str], tuple[Field, list[Entry]]]] = {}
        for name in self._entries:
            for field_name, field in self.schemas[name].fields.items():
                for entry in self._entries[name].values() if can_refer(field) else ():
                    if field_name not in entry.values:
                        continue
                    for target, _, id in references_in(field, entry.values[field_name], (field_name,)):
                        by_field = back.setdefault((target, id), {})
                        _, entries = by_field.setdefault((name, field_name), (field, []))
                        if entry not in entries[-1:]:
                            entries.append(entry)
        return back


def sort_key(entry: Entry) -> tuple[str, str, str]:
    """Order by title."""
    return entry.place

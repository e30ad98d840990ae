"""The entries of a collection that resemble each other most, and in what.

Two entries resemble each other by the choices and references that they share. A value
that few have tells more than one that many have: each shared value weighs ln(N / n),
for n of the N entries of the collection that have it (inverse document frequency,
K. Spärck Jones, Journal of Documentation 28 (1972) 11–21). The measure is a sum over
what is shared, so it is the same both ways.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import log

from macros.library import Entry, Library
from macros.showing.selecting import FACET_KINDS

# What less than a quarter of a collection shares is worth a line; one common value is not.
LEAST = log(4)


@dataclass(frozen=True)
class Neighbour:
    """An entry that resembles another, how much, and the labels of what they share: the rarest first."""

    entry: Entry
    likeness: float
    shared: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What they share, in words: the two values that say most."""
        return ", ".join(self.shared[:2])


class Neighbours:
    """Who resembles whom in one collection."""

    def __init__(self, library: Library, collection: str) -> None:
        self._library = library
        self._entries = {entry.id: entry for entry in library.collection(collection)}
        schema = library.schemas[collection]
        facets = library.settings.collections[collection].facets
        names = [name for name in facets if name in schema.fields and schema.fields[name].kind in FACET_KINDS]
        references = [name for name, field in schema.fields.items() if field.reference and name not in names]
        self._fields = [schema.fields[name] for name in (*names, *references)]

    def of(self, entry: Entry, most: int = 3) -> list[Neighbour]:
        """Up to `most` entries that resemble `entry` enough to be named, the nearest first; none for want of better."""
        shared: defaultdict[str, list[tuple[float, str, str]]] = defaultdict(list)
        for field in self._fields:
            for value in self._library.values_of(entry, field):
                holders = self._holders.get((field.name, value), [])
                weight = log(len(self._entries) / len(holders)) if holders else 0
                for id in holders:
                    if id != entry.id and weight:
                        shared[id].append((weight, field.name, value))
        likeness = {id: sum(weight for weight, _, _ in values) for id, values in shared.items()}
        near = sorted((id for id in shared if likeness[id] >= LEAST), key=lambda id: (-likeness[id], id))[:most]
        return [Neighbour(self._entries[id], likeness[id], self._rarest(shared[id])) for id in near]

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[str]]:
        holders: dict[tuple[str, str], list[str]] = {}
        for entry in self._entries.values():
            for field in self._fields:
                for value in dict.fromkeys(self._library.values_of(entry, field)):
                    holders.setdefault((field.name, value), []).append(entry.id)
        return holders

    def _label(self, name: str, value: str) -> str:
        field = next(field for field in self._fields if field.name == name)
        if field.reference:
            target = self._library.get(field.reference, value)
            return target.title if target else value
        return field.labels.get(value, value)

    def _rarest(self, values: list[tuple[float, str, str]]) -> tuple[str, ...]:
        """Labels by weight, each once."""
        ordered = sorted(values, key=lambda one: (-one[0], one[1], one[2]))
        return tuple(dict.fromkeys(self._label(name, value) for _, name, value in ordered))

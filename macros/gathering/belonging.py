"""What belongs to a choice of a field, and why: the declaration stands in kennisbank.yml under `gather`.

An entry belongs to a choice that it names itself. One that names no choice of the
field belongs to those of the entries that it is connected with by a reference, in
either direction, as far as these name a choice themselves and their collection is one
of `through`: a lesson learnt at a community in Groningen belongs to Groningen. One step
and no further, or in the end everything belongs everywhere.

What names no choice, but a part of the map that the choice is in (‘Noord Nederland’),
is around it: that is shown, but does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from macros.checking.identity import references_in
from macros.gathering.outline import load_outline
from macros.gathering.whereabouts import Part, part_named, parts_of, region_of
from macros.library import Entry, Library
from macros.reading.schemas import Choice, Field
from macros.reading.settings import Collection, Gather

# So many choices beside another are named, where no map says what lies beside it.
_MOST_BESIDE = 6


@dataclass(frozen=True)
class Brought:
    """An entry that belongs to a choice through others."""

    entry: Entry
    by: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """The entries of one collection that belong to a choice. `query` selects those that name it, in their index.

    `around` are those of the part that the choice is in, which `count` leaves out.
    """

    collection: Collection
    own: tuple[Entry, ...]
    brought: tuple[Brought, ...]
    around: tuple[Entry, ...]
    query: str

    @property
    def count(self) -> int:
        return len(self.own) + len(self.brought)


@dataclass(frozen=True)
class Beside:
    """A choice near another: next to it on the map, or with `shared` entries that name both."""

    choice: Choice
    shared: int


class Belonging:
    """What belongs to each choice of one field."""

    def __init__(self, library: Library, gather: Gather) -> None:
        self.gather = gather
        self._library = library
        found = (library.schemas[name].fields.get(gather.field) for name in gather.collections)
        self.field = next(field for field in found if field)
        self.outline = load_outline(self.field.map) if self.field.map else None

    def groups(self, choice: str) -> list[Group]:
        """What belongs to a choice, in each collection that is gathered; a group may be empty."""
        return self._groups[choice]

    def beside(self, choice: str) -> list[Beside]:
        """The choices next to this one, with what they share: on the map, else those that go with it most often."""
        shared = self._together[choice]
        if self.outline:
            area = self.outline.areas.get(choice)
            near = area.beside if area else ()
        else:
            order = list(self.field.labels)
            near = tuple(sorted(shared, key=lambda one: (-shared[one], order.index(one)))[:_MOST_BESIDE])
        return [Beside(one, shared[one.value]) for value in near for one in self.field.choices if one.value == value]

    @cached_property
    def _groups(self) -> dict[str, list[Group]]:
        """By choice, its groups: every entry is looked at once."""
        found: dict[str, list[Group]] = {choice.value: [] for choice in self.field.choices}
        for name in self.gather.collections:
            own, brought, around = self._sorted(name)
            collection = self._library.settings.collections[name]
            for choice, groups in found.items():
                filtered = own[choice] and self.gather.field in collection.facets
                query = f"{self.gather.field}={choice}" if filtered else ""
                groups.append(
                    Group(collection, tuple(own[choice]), tuple(brought[choice]), tuple(around[choice]), query)
                )
        return found

    def _sorted(
        self, name: str
    ) -> tuple[defaultdict[str, list[Entry]], defaultdict[str, list[Brought]], defaultdict[str, list[Entry]]]:
        """The entries of a collection by choice: those that name it, that others bring, and that are around it."""
        own: defaultdict[str, list[Entry]] = defaultdict(list)
        brought: defaultdict[str, list[Brought]] = defaultdict(list)
        around: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._library.collection(name):
            choices = self._choices(entry)
            for choice in dict.fromkeys(choices):
                own[choice].append(entry)
            if choices:
                continue
            bringers: defaultdict[str, list[Entry]] = defaultdict(list)
            for other in self._near.get((name, entry.id), {}).values():
                for choice in dict.fromkeys(self._choices(other)):
                    bringers[choice].append(other)
            for choice, by in bringers.items():
                brought[choice].append(Brought(entry, tuple(by)))
            part = part_named(self.field, region_of(entry))
            for choice in part.choices if part else ():
                if choice not in bringers:
                    around[choice].append(entry)
        return own, brought, around

    def part(self, choice: str) -> Part | None:
        """The part that a choice is in, if there is one."""
        return next((part for part in parts_of(self.field) if choice in part.choices), None)

    def _choices(self, entry: Entry) -> list[str]:
        field = self._field_of(entry.collection.name)
        return self._library.values_of(entry, field) if field else []

    def _field_of(self, name: str) -> Field | None:
        return self._library.schemas[name].fields.get(self.gather.field)

    @cached_property
    def _near(self) -> dict[tuple[str, str], dict[tuple[str, str], Entry]]:
        """By entry, the entries of `through` with a choice that are connected with it."""
        near: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        for name in self.gather.through:
            for entry in self._library.collection(name):
                if self._choices(entry):
                    for other in self._connected(entry):
                        near.setdefault(other, {})[name, entry.id] = entry
        return near

    def _connected(self, entry: Entry) -> set[tuple[str, str]]:
        found = {
            (mentioned.collection.name, mentioned.id)
            for mentions in self._library.referring_to(entry)
            for mentioned in mentions.entries
        }
        for field in self._library.schemas[entry.collection.name].fields.values():
            if field.name in entry.values:
                references = references_in(field, entry.values[field.name], (field.name,))
                found |= {(collection, id) for collection, _, id in references}
        return found

    @cached_property
    def _together(self) -> dict[str, Counter[str]]:
        """By choice, how many entries of `through` name each other choice too."""
        together: dict[str, Counter[str]] = {choice.value: Counter() for choice in self.field.choices}
        for name in self.gather.through:
            for entry in self._library.collection(name):
                choices = set(self._choices(entry))
                for one in choices:
                    together[one].update(choices - {one})
        return together

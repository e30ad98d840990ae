"""What belongs to a choice of a field, and why: the declaration stands in kennisbank.yml under `gather`.

An entry belongs to a choice that it names itself. One that says nothing of the field
belongs to the choices of the entries that it is connected with by a reference, in
either direction, as far as these name a choice themselves and their collection is one
of `through`: a lesson learnt at a community in Groningen belongs to Groningen. One step
and no further, or in the end everything belongs everywhere.

Of what is only known to be in a part of the map (‘Noord Nederland’), or is brought by
what is there, the choice is unknown. It is around each choice of that part: shown and
counted there, apart from what belongs to the choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from macros.library.library import Entry, Library
from macros.library.taxonomy import Standing
from macros.library.worth import usual_order
from macros.maps.outline import load_outline
from macros.maps.whereabouts import parts_of
from macros.schema.schemas import Choice
from macros.schema.settings import Collection, Gather

# So many choices beside another are named, where no map says what lies beside it.
_MOST_BESIDE = 6


@dataclass(frozen=True)
class Brought:
    """An entry that belongs to a choice, or is around it, through others; by itself where there are none."""

    entry: Entry
    by: tuple[Entry, ...]


@dataclass(frozen=True)
class Belongings:
    """The entries of one collection that belong to a choice. `query` selects those that name it, in their index.

    `around` are those somewhere in the part that the choice is in, which `count` leaves out; `query_around` selects
    those that say so themselves. `names` is whether entries of the collection can name a choice: then `count` is the
    number of those that do, as the filter, the map and the list have it, and what others bring is said beside it.
    """

    collection: Collection
    own: tuple[Entry, ...]
    brought: tuple[Brought, ...]
    around: tuple[Brought, ...]
    query: str
    query_around: str
    names: bool

    @property
    def count(self) -> int:
        return len(self.own) if self.names else len(self.own) + len(self.brought)

    @property
    def beside(self) -> int:
        """How many others bring, besides those that are counted."""
        return len(self.brought) if self.names else 0

    @property
    def is_empty(self) -> bool:
        return not self.own and not self.brought

    @property
    def bringer(self) -> Entry | None:
        """The one that brings all that is beside, if it is one."""
        by = {id(entry): entry for one in self.brought for entry in one.by}
        shared = [entry for entry in by.values() if all(entry in one.by for one in self.brought)]
        return shared[0] if shared and self.names else None


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

    def groups(self, choice: str) -> list[Belongings]:
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
    def _groups(self) -> dict[str, list[Belongings]]:
        """By choice, its groups: every entry is looked at once."""
        found: dict[str, list[Belongings]] = {choice.value: [] for choice in self.field.choices}
        for name in self.gather.collections:
            own, brought, around = self._sorted(name)
            collection = self._library.settings.collections[name]
            names = self.gather.field in self._library.schemas[name].fields
            for choice, groups in found.items():
                near = tuple(sorted(around[choice], key=lambda one: bool(one.by)))
                unplaced = self.unplaced(choice)
                query, query_around = (
                    f"{self.gather.field}={value}" if some and self.gather.field in collection.facets else ""
                    for value, some in (
                        (choice, own[choice]),
                        (unplaced.value if unplaced else "", any(not one.by for one in near)),
                    )
                )
                groups.append(
                    Belongings(collection, tuple(own[choice]), tuple(brought[choice]), near, query, query_around, names)
                )
        return found

    def _sorted(
        self, name: str
    ) -> tuple[defaultdict[str, list[Entry]], defaultdict[str, list[Brought]], defaultdict[str, list[Brought]]]:
        """The entries of a collection by choice: those that name it, that others bring, and that are around it."""
        own: defaultdict[str, list[Entry]] = defaultdict(list)
        brought: defaultdict[str, list[Brought]] = defaultdict(list)
        around: defaultdict[str, list[Brought]] = defaultdict(list)
        for entry in usual_order(self._library, name):
            standing = self._standing(entry)
            for choice in standing.choices:
                own[choice].append(entry)
            for choice in self._in_parts(standing):
                around[choice].append(Brought(entry, ()))
            if standing.kind != "unknown":
                continue
            bringers: defaultdict[str, list[Entry]] = defaultdict(list)
            nearing: defaultdict[str, list[Entry]] = defaultdict(list)
            for other in self._near.get((name, entry.id), {}).values():
                for choice in self._standing(other).choices:
                    bringers[choice].append(other)
                for choice in self._in_parts(self._standing(other)):
                    nearing[choice].append(other)
            for choice, by in bringers.items():
                brought[choice].append(Brought(entry, tuple(by)))
            for choice, by in nearing.items():
                if choice not in bringers:
                    around[choice].append(Brought(entry, tuple(by)))
        return own, brought, around

    def unplaced(self, choice: str) -> Choice | None:
        """What one calls what is somewhere in the part that a choice is in, if it is in one."""
        return self.field.unplaced_in.get(self.field.group_of.get(choice, ""))

    def _in_parts(self, standing: Standing) -> list[str]:
        """The choices in the parts of which no more is known."""
        return [choice for part in standing.parts for choice in self._parts[part]]

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return {part.group.value: part.choices for part in parts_of(self.field)}

    def _standing(self, entry: Entry) -> Standing:
        field = self._library.schemas[entry.collection.name].fields.get(self.gather.field)
        return self._library.standing(entry, field) if field else Standing()

    @cached_property
    def _near(self) -> dict[tuple[str, str], dict[tuple[str, str], Entry]]:
        """By entry, the entries of `through` that say where they are and are connected with it."""
        near: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        for name in self.gather.through:
            for entry in self._library.collection(name):
                standing = self._standing(entry)
                if standing.choices or standing.parts:
                    for other in self._library.connected(entry):
                        near.setdefault(other, {})[name, entry.id] = entry
        return near

    @cached_property
    def _together(self) -> dict[str, Counter[str]]:
        """By choice, how many entries of `through` name each other choice too."""
        together: dict[str, Counter[str]] = {choice.value: Counter() for choice in self.field.choices}
        for name in self.gather.through:
            for entry in self._library.collection(name):
                choices = set(self._standing(entry).choices)
                for one in choices:
                    together[one].update(choices - {one})
        return together

"""Former names: what the file of an entry was called before, so that its old addresses still lead somewhere.

A former name is kept for its entry: no other may take it, as file or as former name of its own. An entry that came
from another collection writes that before the name (`lessons/old`). Who refers to a former name, is told the new one;
until that is mended the reference means the entry as it is called now.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.problems.problem import Spot
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import FORMER_NAMES
from macros.yaml_text.places import Path as ValuePath

Name = tuple[str, str]  # a collection, and the id of an entry in it


@dataclass(frozen=True)
class Claim:
    """A former name, where an entry says it."""

    path: str
    spot: Spot
    at: ValuePath
    former: Name
    entry: Name


class FormerNames:
    """The former names of all entries."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self._now: dict[Name, Name] = {}

    def add(self, claims: list[Claim]) -> None:
        """Take note of what an entry was called."""
        self.claims += claims
        for claim in claims:
            if claim.former != claim.entry:
                self._now.setdefault(claim.former, claim.entry)

    def now(self, collection: str, id: str) -> Name | None:
        """What goes by a former name now; None for what is no former name."""
        return self._now.get((collection, id))


def claims_of(entry: EntryFile) -> Iterator[Claim]:
    """What an entry was called. Values of the wrong type are passed over."""
    for index, text in given_in(entry.values):
        at = (FORMER_NAMES, index)
        former = name_of(text, entry.collection)
        yield Claim(entry.path, entry.places.of(at), at, former, (entry.collection, entry.id))


def given_in(values: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The former names that an entry gives, by their place in the list. What is no list or no text is passed over."""
    given = values.get(FORMER_NAMES)
    yield from ((at, text) for at, text in enumerate(given if isinstance(given, list) else ()) if isinstance(text, str))


def name_of(text: str, collection: str) -> Name:
    """The collection and id that a former name in an entry of `collection` means."""
    folder, _, id = text.rpartition("/")
    return (folder or collection, id)


def written(name: Name, collection: str) -> str:
    """A former name as an entry of `collection` writes it."""
    return name[1] if name[0] == collection else "/".join(name)


def with_present_names(values: dict[str, Any], places: list[tuple[ValuePath, str]]) -> dict[str, Any]:
    """Values with each reference at one of `places` replaced by the id beside it; a list names each entry once."""
    changed = copy.deepcopy(values)
    for at, id in places:
        holder: Any = changed
        for part in at[:-1]:
            holder = holder[part]
        holder[at[-1]] = id
    for at, _ in places:
        holder = changed
        for part in at[:-2]:
            holder = holder[part]
        if len(at) > 1 and isinstance(holder[at[-2]], list):
            holder[at[-2]] = list(dict.fromkeys(holder[at[-2]]))
    return changed

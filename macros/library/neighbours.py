"""The entries of a collection that resemble each other most, and in what.

The measure. Two entries resemble each other by the traits that they share: the values of the fields that their
index filters on, those of references, and what refers to them both where its schema has a phrase for that
(`x-together`). A schema can add a field with `x-same`, or leave one out with an empty one. A trait that few have
tells more than one that many have: it weighs ln(N / n), for n of the N entries of the collection that have it
(inverse document frequency, K. Spärck Jones, Journal of Documentation 28 (1972) 11–21). What more than a quarter
have weighs nothing: nearly everyone shares it.

Who shares a concrete bottleneck shares its theme too. That counts once, at the weight of the nearest that they
share: each trait adds to the measure what it weighs more than what it is part of (information content in a
taxonomy, P. Resnik, IJCAI (1995) 448–453). The likeness is the sum over what is shared, so it is the same both ways.

The bound. By chance N · exp(−likeness) entries would share as much with this one. Where that is more than a few, or
where more than a few do share as much, those that a page would name are whoever came first: they are no neighbours.

Finding them. Traits are walked from rare to common. As soon as all that is left could lift nobody new into the best,
only those that were met are weighed (MaxScore, H. Turtle and J. Flood, Information Processing & Management 31 (1995)
831–850). That changes nothing in the answer; it is why ten thousand entries do not take ten thousand times ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from heapq import nlargest
from math import fsum, log

from macros.base.dutch import enumerated
from macros.base.labels import within_sentence
from macros.library.library import Entry, Library
from macros.schema.schemas import Field

COMMON = 4  # what more than one in so many have, tells nothing
FEW = 6  # as many may share as much
PHRASES = 3  # of the reason that a page gives
NAMES = 2  # within one phrase
_ROUNDING = 1e-9  # sums in another order differ by less

# The collection of what refers to both (empty for a value of their own), its field, and the value or who refers.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Neighbour:
    """An entry that resembles another, how much, and why: phrases, the one that tells most first."""

    entry: Entry
    likeness: float
    phrases: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why, as part of a sentence: `ook over waterstof, ook in Overijssel`."""
        return ", ".join(self.phrases[:PHRASES])


class Neighbours:
    """Who resembles whom in one collection. Entries and traits go by their number."""

    def __init__(self, library: Library, collection: str) -> None:
        self._library = library
        self._collection = collection
        self._entries = library.collection(collection)
        self._places = {entry.id: place for place, entry in enumerate(self._entries)}
        self.least = max(log(COMMON), log(max(len(self._entries), 1) / FEW))
        holders = {key: found for key, found in self._found().items() if 1 < len(found) <= len(self._entries) / COMMON}
        self._keys = list(holders)
        self._holders = list(holders.values())
        self._weights = [log(len(self._entries) / len(found)) for found in self._holders]
        numbers = {key: number for number, key in enumerate(self._keys)}
        self._above = [numbers.get(self._part_of(key)) for key in self._keys]
        self._adds = [
            weight - (self._weights[above] if above is not None else 0)
            for weight, above in zip(self._weights, self._above, strict=True)
        ]
        traits: list[set[int]] = [set() for _ in self._entries]
        for number, found in enumerate(self._holders):
            for place in found:
                traits[place].add(number)
        self._traits = [frozenset(found) for found in traits]

    @property
    def decided(self) -> bytes:
        """Other bytes wherever who resembles whom, or in what, may be other."""
        words = [self._words(key) for key in self._keys]
        linked = [sorted(found) for found in self._linked]
        ids = [entry.id for entry in self._entries]
        said = repr((ids, self._keys, self._holders, self._above, words, linked))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def told(self, most: int = 3) -> dict[str, object]:
        """All that tells who would resemble an entry that is not there yet, by the values of its own fields.

        As `Near` of docs/assets/js/form-preview/neighbours.mjs; traits by their names, so that equals have one order.
        """
        own = sorted((number for number, key in enumerate(self._keys) if not key[0]), key=self._keys.__getitem__)
        places = {number: place for place, number in enumerate(own)}
        traits = []
        for number in own:
            _, name, value = self._keys[number]
            above = self._above[number]
            part = -1 if above is None else places.get(above, -1)
            weights = round(self._adds[number], 9), round(self._weights[number], 9)
            traits.append((name, value, *weights, *self._words(self._keys[number]), part, self._holders[number]))
        return {
            "least": round(self.least, 9),
            "few": FEW,
            "most": most,
            "phrases": PHRASES,
            "names": NAMES,
            "entries": [(entry.id, entry.title) for entry in self._entries],
            "traits": traits,
            "above": self._lines({self._keys[number][1] for number in own}),
        }

    def _lines(self, names: set[str]) -> dict[str, dict[str, str]]:
        """By field, what each of its values is part of, where it is part of something."""
        found = {}
        for name in sorted(names):
            field = self._library.schemas[self._collection].fields[name]
            targets = (
                [entry.id for entry in self._library.collection(field.reference)] if field.reference else field.labels
            )
            parts = {value: self._part_of(("", name, value))[2] for value in targets}
            if known := {value: above for value, above in parts.items() if above}:
                found[name] = known
        return found

    def likeness(self, one: Entry, other: Entry) -> float:
        """How much two entries share."""
        return self._score(self._places[one.id], self._places[other.id])

    def of(self, entry: Entry, most: int = 3) -> list[Neighbour]:
        """Up to `most` entries that resemble `entry` enough to be named, the nearest first; none for want of better.

        What one of the two refers to stands on both their pages already, and is not among them.
        """
        place = self._places[entry.id]
        linked = self._linked[place]
        few = max(most, FEW)
        scores = ((self._score(place, other), other) for other in self._met(place, few + 1 + len(linked)))
        near = sorted((-score, other) for score, other in scores if score >= self.least and other not in linked)
        tied = near[few][0] - _ROUNDING if len(near) > few else 0
        return [
            Neighbour(self._entries[other], -score, self._phrases(place, other))
            for score, other in near[:most]
            if score < tied
        ]

    def _met(self, place: int, most: int) -> list[int]:
        """Those who may be among the `most` best of the entry at `place`: nobody else can."""
        traits = sorted(self._traits[place], key=lambda trait: len(self._holders[trait]))
        left = fsum(self._adds[trait] for trait in traits) + _ROUNDING
        met: dict[int, float] = {}
        bound = self.least
        for trait in traits:
            if left < bound:
                break
            adds = self._adds[trait]
            for other in self._holders[trait]:
                met[other] = met.get(other, 0.0) + adds
            met.pop(place, None)
            left -= adds
            if len(met) >= most:
                bound = max(bound, nlargest(most, met.values())[-1])
        return [other for other, score in met.items() if score + left >= bound]

    def _score(self, one: int, other: int) -> float:
        return fsum(self._adds[trait] for trait in self._traits[one] & self._traits[other])

    def _phrases(self, one: int, other: int) -> tuple[str, ...]:
        """Why, in words: what they share, each only as the nearest of what it is part of, together by its phrase."""
        shared = self._traits[one] & self._traits[other]
        nearest = shared - {self._above[trait] for trait in shared}
        names: dict[str, list[str]] = {}
        for trait in sorted(nearest, key=lambda trait: (-self._weights[trait], self._keys[trait])):
            phrase, name = self._words(self._keys[trait])
            if name not in (given := names.setdefault(phrase, [])):
                given.append(name)
        return tuple(phrase.replace("{}", enumerated(given[:NAMES])) for phrase, given in names.items())

    def _words(self, key: Key) -> tuple[str, str]:
        """The phrase of a trait, with `{}` for its name, and that name as it stands within a sentence."""
        where, name, value = key
        field = self._library.schemas[where or self._collection].fields[name]
        phrase = field.together if where else _phrase(field)
        target = self._library.get(where or field.reference or "", value)
        label = target.title if target else field.labels.get(value, value)
        return phrase.replace("{word}", "{}").replace("{name}", "{}"), within_sentence(
            label
        ) if "{word}" in phrase else label

    def _part_of(self, key: Key) -> Key:
        """The trait that this one is part of; an empty value where it is part of none."""
        where, name, value = key
        if where:
            return where, name, ""
        field = self._library.schemas[self._collection].fields[name]
        above = self._library.parent(field.reference, value) if field.reference else field.group_of.get(value)
        return where, name, above or ""

    def _found(self) -> dict[Key, list[int]]:
        """By trait, who have it: values of the fields that count, and what refers to them."""
        found: dict[Key, list[int]] = {}
        facets = self._library.settings.collections[self._collection].facets
        for field in self._library.schemas[self._collection].fields.values():
            usual = field.kind == "reference" or (field.kind == "choice" and field.name in facets)
            counts = usual if field.same is None else field.same
            for place, entry in enumerate(self._entries if counts else ()):
                for value in dict.fromkeys(self._values(entry, field)):
                    found.setdefault(("", field.name, value), []).append(place)
        for name, field in self._referring():
            for entry in self._library.collection(name) if field.together and name != self._collection else ():
                for id in dict.fromkeys(_given(entry, field)):
                    found.setdefault((name, field.name, entry.id), []).append(self._places[id])
        return found

    def _values(self, entry: Entry, field: Field) -> list[str]:
        """What of a field two can share: not that of both is unknown where in a group they lie."""
        if field.kind != "choice":
            return self._library.values_of(entry, field)
        standing = self._library.standing(entry, field)
        return [*standing.choices, *standing.groups, *standing.parts]

    @cached_property
    def _linked(self) -> list[set[int]]:
        """By entry, those of the same collection that it refers to or that refer to it."""
        linked: list[set[int]] = [set() for _ in self._entries]
        for name, field in self._referring():
            for entry in self._entries if name == self._collection else ():
                for id in _given(entry, field):
                    linked[self._places[entry.id]].add(self._places[id])
                    linked[self._places[id]].add(self._places[entry.id])
        return linked

    def _referring(self) -> Iterator[tuple[str, Field]]:
        """The fields of any collection that refer to this one."""
        for name in self._library.settings.collections:
            for field in self._library.schemas[name].fields.values():
                if field.reference == self._collection:
                    yield name, field


def _given(entry: Entry, field: Field) -> list[str]:
    value = entry.values.get(field.name, [])
    return value if isinstance(value, list) else [value]


def _phrase(field: Field) -> str:
    return field.same or f"{within_sentence(field.label)}: {{word}}"

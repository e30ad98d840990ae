"""Two entries that say different things about one fact: a number, or the year in which something began.

An entry that links to another often repeats a fact of it. Where the other has a field for that fact, the two have to
agree; which of them is right, a machine cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.advice.consistency import counted_in
from macros.base.dutch import enumerated
from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.references.addresses import entry_meant
from macros.schema.schemas import Field, Schema
from macros.yaml_text.places import Path as Place

_LINK = re.compile(r"\]\(([^()\s]{1,300})\)")
_END = re.compile(r"[.!?](?=\s)|\n")
_BEGAN = re.compile(r"\b(?:sinds|begon in|startte in|gestart in|begonnen in|opgericht in) ([12]\d{3})\b")


@dataclass(frozen=True)
class Said:
    """What a sentence says of the entry that it links to."""

    path: str
    spot: Spot
    at: Place
    about: tuple[str, str]
    unit: tuple[str, str] | None  # of a number; None for the year in which it began
    numbers: dict[int, str]


@dataclass(frozen=True)
class Figures:
    """What one entry counts of itself, by field, and what it says of others."""

    own: dict[str, int]
    said: list[Said]


def figures_in(entry: EntryFile, schemas: Mapping[str, Schema]) -> Figures:
    """The figures of one entry."""
    own = {}
    for name, declared in schemas[entry.collection].counted.items():
        number = _number(declared, entry.values.get(name))
        if number is not None:
            own[name] = number
    said: list[Said] = []
    for at, text in entry.texts if "](" in entry.all_text else ():
        if "](" in text:
            said += _sayings(entry, at, text, schemas)
    return Figures(own, said)


def _sayings(entry: EntryFile, at: Place, text: str, schemas: Mapping[str, Schema]) -> Iterator[Said]:
    if not any(entry_meant(entry.collection, link[1]) for link in _LINK.finditer(text)):
        return
    begin = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence, start = text[begin:end], begin
        begin = end
        if "](" not in sentence:
            continue
        links = list(_LINK.finditer(sentence))
        about = entry_meant(entry.collection, links[0][1]) if len(links) == 1 else None
        if about is None:  # of two links, nobody knows which a number belongs to
            continue
        plain = _LINK.sub("]", sentence)
        spot = entry.places.in_text(at, text, start + links[0].start())
        for unit in sorted({f.unit for schema in schemas.values() for f in schema.counted.values() if f.unit}):
            if found := counted_in(plain, unit):
                yield Said(entry.path, spot, at, about, unit, {int(n): words for n, words in found.items()})
        if years := {int(match[1]): match[0] for match in _BEGAN.finditer(plain)}:
            yield Said(entry.path, spot, at, about, None, years)


@dataclass
class Counterparts:
    """Gathers entry by entry what others say of it and what it says itself; `problems` is asked once, at the end."""

    schemas: Mapping[str, Schema]
    _own: dict[tuple[str, str], tuple[str, dict[str, int]]] = field(default_factory=dict)
    _said: list[Said] = field(default_factory=list)

    def add(self, path: str, name: tuple[str, str], figures: Figures) -> None:
        """Take note of one entry."""
        if figures.own:
            self._own[name] = (path, figures.own)
        self._said += figures.said

    def problems(self) -> Iterator[Problem]:
        """A warning for each sentence that differs from the entry that it is about."""
        for said in self._said:
            path, numbers = self._own.get(said.about, ("", {}))
            fields = self.schemas[said.about[0]].fields if said.about[0] in self.schemas else {}
            for name, number in numbers.items():
                if fields[name].unit == said.unit and path != said.path and number not in said.numbers:
                    words = enumerated([f"‘{words}’" for words in said.numbers.values()])
                    message = f"Hier staat {words}, maar in {path} staat bij ‘{name}’: {number}."
                    hint = "Kijk bij de bron wat klopt, en verbeter dat van de twee dat anders is."
                    yield Problem.of("contradicts", said.path, said.spot, message, hint, at=said.at)


def _number(declared: Field, value: object) -> int | None:
    """What a field counts, or the year that it is; None for any other field. ‘More than 150’ counts 150."""
    if isinstance(value, dict) and declared.unit:
        value = next(iter(value.values()), None)
    if isinstance(value, bool):
        return None
    if declared.unit:
        return value if isinstance(value, int) else None
    text = str(value)
    return int(text) if declared.name == "year" and text.isdigit() and len(text) == 4 else None

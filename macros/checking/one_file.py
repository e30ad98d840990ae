"""One file by itself: reading it, and what is wrong with what it says, whatever other files there are.

Another check of what an entry says is a function and a row in IN_TEXTS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from macros.advice.advice import advise, has_differences
from macros.advice.counterparts import Figures, figures_in
from macros.advice.moments import out_of_order
from macros.advice.own_choices import strange_names
from macros.advice.own_lists import astray
from macros.advice.plainness import Doubtful, doubtful
from macros.advice.repeated import repeated
from macros.checking.drafts import unfinished
from macros.checking.folders import home_of
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile, read_whole
from macros.reading.file_text import text_of
from macros.references.addresses import homes
from macros.references.fields import is_draft
from macros.references.register import Named, named_in
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.screening.contacts import contacts, contacts_in_lines
from macros.screening.hosts import addresses
from macros.screening.joined_lines import joined_lines
from macros.screening.leftovers import leftovers
from macros.screening.lookalikes import lookalikes
from macros.screening.reach import words_in
from macros.validation.validation import validate

# What is looked for in every text of an entry.
IN_TEXTS: tuple[Callable[[EntryFile, Schema], Iterable[Problem]], ...] = (leftovers, lookalikes, addresses)


@dataclass(frozen=True)
class Declared:
    """What a knowledge base declares, and by which each of its files is judged."""

    settings: Settings
    schemas: dict[str, Schema]


@dataclass(frozen=True)
class Facts:
    """What others need to know of an entry, found without knowing them."""

    named: Named
    words: str
    figures: Figures | None = None  # of an entry with nothing wrong in what it says, as what follows
    doubtful: Doubtful | None = None
    differs: bool = False  # whether its values differ from its words


@dataclass(frozen=True)
class OneFile:
    """A file of an entry, and all that follows from it and from what is declared: plain values, which can be kept.

    Without an `entry` and its `facts`, its fields could not be read.
    """

    path: str
    collection: str
    id: str
    schema: str  # which the entry is held against: of the collection that it belongs to
    misread: list[Problem]  # what is wrong with how it is written
    wrong: list[Problem] = field(default_factory=list)  # what is wrong with what it says
    contacts: list[Problem] = field(default_factory=list)  # what leads to a person: told in any case
    advice: list[Problem] = field(default_factory=list)  # what could be better, whatever the day
    entry: EntryFile | None = None
    facts: Facts | None = None

    @property
    def is_draft(self) -> bool:
        return self.entry is not None and is_draft(self.entry.values)


def look_at(raw: bytes, path: str, collection: str, declared: Declared) -> OneFile:
    """Read and check the bytes of one file in the folder of a collection. Nothing but what is given counts."""
    schema, id = declared.schemas[collection], PurePosixPath(path).stem
    text, found = text_of(raw, path)
    entry, found = (None, found) if text is None else read_whole(text, path, collection)
    misread = [replace(p, hint=_to_fill(p, schema)) if p.code == "yaml-empty-value" else p for p in found]
    if entry is None:
        return OneFile(path, collection, id, schema.name, misread, contacts=contacts_in_lines(text or "", path))
    schema, elsewhere = home_of(entry, declared.schemas, declared.settings)
    wrong = [*elsewhere, *wrong_in(entry, found, schema)]
    if is_draft(entry.values):
        misread, wrong = unfinished(misread), unfinished(wrong)
    named = named_in(entry, schema, declared.settings.collections, homes(declared.settings))
    facts, advice = Facts(named, words_in(entry)), []
    if not wrong:
        advice = list(advise(entry, schema))
        figures, hard = figures_in(entry, declared.schemas), doubtful(entry, schema)
        facts = replace(facts, figures=figures, doubtful=hard, differs=has_differences(entry, schema))
    return OneFile(path, collection, id, schema.name, misread, wrong, list(contacts(entry)), advice, entry, facts)


def wrong_in(entry: EntryFile, found: list[Problem], schema: Schema) -> list[Problem]:
    """What is wrong with what an entry says, apart from what was `found` when it was read."""
    wrong = _wrong_values(entry, found, schema)
    # What it says or names of itself can only be compared with values that fit.
    rules = () if found or wrong else (out_of_order, repeated, astray, strange_names)
    strange = [problem for rule in rules for problem in rule(entry, schema)]
    return [*wrong, *strange, *(problem for rule in IN_TEXTS for problem in rule(entry, schema))]


def _wrong_values(entry: EntryFile, found: list[Problem], schema: Schema) -> list[Problem]:
    """What the schema has against an entry.

    A value that could not be read is one mistake: that it is missing too, or its list empty, goes without saying.
    """
    broken = {problem.pointer for problem in found if problem.pointer}
    lost = list(joined_lines(entry, schema))
    told = {problem.pointer for problem in lost}
    wrong = (
        problem
        for problem in validate(entry.values, entry.places, schema, entry.path, entry.unfinished)
        if not any(pointer == problem.pointer or pointer.startswith(f"{problem.pointer}/") for pointer in broken)
    )
    return [*lost, *(problem for problem in wrong if problem.pointer not in told)]


def _to_fill(problem: Problem, schema: Schema) -> str:
    """What to do with an empty field: one that has to be there stays, and a group may lack only the spaces of its parts."""
    at = tuple(int(part) if part.isdigit() else part for part in problem.pointer.split("/")[1:])
    if at and at[-1] in schema.node(at[:-1]).get("required", []):
        return "Vul het in: dit veld is verplicht."
    if schema.node(at).get("properties") and at:
        return "Zet de velden die erbij horen eronder, met twee spaties ervoor. Weet je niets, haal dan deze regel weg."
    return problem.hint

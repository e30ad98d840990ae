"""One file by itself: reading it, and what is wrong with what it says, whatever other files there are.

Another check of what an entry says is a function and a row in IN_TEXTS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from macros.advice.own_choices import strange_names
from macros.checking.drafts import unfinished
from macros.checking.folders import home_of
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile, read_file
from macros.reading.file_text import read_text
from macros.references.fields import is_draft
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.screening.contacts import contacts, contacts_in_lines
from macros.screening.hosts import addresses
from macros.screening.joined_lines import joined_lines
from macros.screening.leftovers import leftovers
from macros.screening.lookalikes import lookalikes
from macros.validation.validation import validate

# What is looked for in every text of an entry.
IN_TEXTS: tuple[Callable[[EntryFile, Schema], Iterable[Problem]], ...] = (leftovers, lookalikes, addresses)


@dataclass(frozen=True)
class OneFile:
    """A file of an entry, and its problems. Without an `entry`, its fields could not be read."""

    path: str
    collection: str
    id: str
    entry: EntryFile | None
    schema: Schema  # which the entry is held against: of the collection that it belongs to
    misread: list[Problem]  # what is wrong with how it is written
    wrong: list[Problem]  # what is wrong with what it says
    contacts: list[Problem]  # what leads to a person: told in any case

    @property
    def is_draft(self) -> bool:
        return self.entry is not None and is_draft(self.entry.values)


def look_at(file: Path, collection: str, root: Path, settings: Settings, schemas: Mapping[str, Schema]) -> OneFile:
    """Read and check one file in the folder of a collection."""
    path = file.relative_to(root).as_posix()
    entry, found = read_file(root, collection, file)
    schema = schemas[collection]
    misread = [replace(p, hint=_to_fill(p, schema)) if p.code == "yaml-empty-value" else p for p in found]
    if entry is None:
        reach = contacts_in_lines(read_text(file, path)[0] or "", path)
        return OneFile(path, collection, file.stem, None, schema, misread, [], reach)
    schema, elsewhere = home_of(entry, schemas, settings)
    wrong = [*elsewhere, *wrong_in(entry, found, schema)]
    if is_draft(entry.values):
        misread, wrong = unfinished(misread), unfinished(wrong)
    return OneFile(path, collection, file.stem, entry, schema, misread, wrong, list(contacts(entry)))


def wrong_in(entry: EntryFile, found: list[Problem], schema: Schema) -> list[Problem]:
    """What is wrong with what an entry says, apart from what was `found` when it was read."""
    wrong = _wrong_values(entry, found, schema)
    # What it names of itself can only be compared with values that fit.
    strange = () if found or wrong else strange_names(entry, schema)
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

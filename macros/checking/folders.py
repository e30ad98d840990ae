"""Which collection a folder or an entry belongs to, where it is not the one that it stands in.

A file in the folder of another collection has a dozen fields that do not exist there. That is one mistake, and its
writer is told where the file belongs, not to take away what she wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from macros.base.folding import fold
from macros.problems.problem import START, Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema
from macros.schema.settings import Collection, Settings
from macros.validation.guessing import near

# So many fields that only another collection has are no slip any more.
_ENOUGH = 3
_MOST_NAMED = 8


def meant_collection(word: str, settings: Settings) -> tuple[Collection | None, str]:
    """The collection that `word` names, in Dutch or English, or None with what was likely meant."""
    by_name: dict[str, Collection] = {}
    for collection in settings.collections.values():
        names = (collection.name, collection.path, collection.title, collection.one, collection.many)
        for name in (*names, _singular(collection.name)):
            by_name.setdefault(fold(name), collection)
    found = by_name.get(fold(word))
    if found:
        return found, ""
    guesses = near(word, {name: name for name in by_name}, 1)
    return None, by_name[guesses[0]].name if guesses else ""


def with_folder_meant(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """The same problems; one of a folder that the site does not know names the folder that was meant."""
    for problem in problems:
        folder = PurePosixPath(problem.path)
        if problem.code != "place" or folder.parent.as_posix() != "content" or folder.name in settings.collections:
            yield problem
            continue
        found, guess = meant_collection(folder.name, settings)
        if found:
            hint = f"Hoort dit bij {found.title}? Die map heet content/{found.name}/: zet de bestanden daarin."
            yield replace(problem, hint=hint)
        elif guess:
            yield replace(problem, hint=f"Bedoelde je content/{guess}/? {problem.hint}")
        else:
            yield problem


def home_of(entry: EntryFile, schemas: Mapping[str, Schema], settings: Settings) -> tuple[Schema, list[Problem]]:
    """The schema to hold an entry against: of its own collection, or of the one it belongs to, with the problem of that.

    It belongs elsewhere where at least _ENOUGH of its fields, and most of those that its own collection does not
    know, belong to one other collection, more than to any third, and it has few fields of its own collection only.
    """
    own = schemas[entry.collection]
    unknown = [name for name in entry.values if name not in own.fields]
    if len(unknown) < _ENOUGH:
        return own, []
    known = {name: [field for field in unknown if field in schemas[name].fields] for name in settings.collections}
    best, second = sorted(known, key=lambda name: -len(known[name]))[:2] if len(known) > 1 else (entry.collection,) * 2
    found = known[best]
    only_here = [name for name in entry.values if name in own.fields and name not in schemas[best].fields]
    if (
        len(found) < _ENOUGH
        or 2 * len(found) <= len(unknown)
        or len(known[second]) == len(found)
        or 2 * len(only_here) >= len(found)
    ):
        return own, []
    here, there = settings.collections[entry.collection], settings.collections[best]
    named = ", ".join(f"‘{name}’" for name in found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
    message = f"Dit lijkt een {there.one}, maar het staat tussen de {here.many}."
    hint = (
        f"Zet het bestand in content/{there.name}/. Is het toch een {here.one}, haal dan weg wat daar niet bij hoort: "
        f"{named}."
    )
    return schemas[best], [Problem.of("place", entry.path, START, message, hint)]


def _singular(name: str) -> str:
    """The English singular of a collection's name, by the plainest rule."""
    return name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")

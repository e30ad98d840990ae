"""Former names: what the file of an entry was called before, so that its old addresses still lead somewhere.

A former name is kept for its entry: no other may take it, as file or as former name of its own. An entry that came
from another collection writes that before the name (`lessons/old`). Who refers to a former name, is told the new one;
until that is mended the reference means the entry as it is called now.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

from macros.problems.problem import START, Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.reading.proposal import Base
from macros.schema.schemas import FORMER_NAMES, Schema
from macros.schema.settings import Collection
from macros.yaml_text.places import Path as ValuePath

Name = tuple[str, str]  # a collection, and the id of an entry in it

# So many files that went are compared with so many that came.
_MOST = 20
# From this part of its lines on, a file that came is one that went.
_ALIKE = 0.6


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

    def __init__(self, collections: Mapping[str, Collection]) -> None:
        self._collections = collections
        self._claims: list[Claim] = []
        self._now: dict[Name, Name] = {}

    def add(self, entry: EntryFile) -> list[Name]:
        """Take note of what an entry was called, and give it. Values of the wrong type are passed over."""
        own = (entry.collection, entry.id)
        names = []
        for index, text in given_in(entry.values):
            at = (FORMER_NAMES, index)
            names.append(name_of(text, entry.collection))
            self._claims.append(Claim(entry.path, entry.places.of(at), at, names[-1], own))
            if names[-1] != own:
                self._now.setdefault(names[-1], own)
        return names

    def now(self, collection: str, id: str) -> Name | None:
        """What goes by a former name now; None for what is no former name."""
        return self._now.get((collection, id))

    def problems(self, files: Mapping[Name, list[str]], base: Base | None, docs: Path) -> Iterator[Problem]:
        """Former names that cannot be: of a folder that is not there, in use, or of two entries."""
        first: dict[Name, Claim] = {}
        for claim in sorted(self._claims, key=lambda claim: (claim.path, claim.spot)):
            collection, id = claim.former
            said = f"‘{id}’" if collection == claim.entry[0] else f"‘{collection}/{id}’"
            declared = self._collections.get(collection)
            if declared is None:
                hint = f"Kies uit: {', '.join(self._collections)}. Of laat het deel met de schuine streep weg."
                yield _problem(claim, f"Er is geen map content/{collection}/.", hint)
            elif claim.former == claim.entry:
                yield _problem(claim, f"Zo heet dit bestand nu: {said}.", "Haal deze naam weg uit de lijst.")
            elif claim.former in files:
                yield _taken(claim, said, files[claim.former][0], base)
            elif (docs / declared.path / f"{id}.md").exists() or (docs / declared.path / id).exists() or id == "index":
                yield _problem(claim, f"De naam {said} is van een andere pagina op de site.", "Haal deze naam weg.")
            elif claim.former in first:
                other = first[claim.former]
                message = f"De oude naam {said} staat ook in {other.path}:{other.spot.line}."
                yield _problem(
                    claim, message, "Een oud adres leidt naar één pagina. Laat de naam staan waar hij hoort."
                )
            else:
                first[claim.former] = claim


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


def _problem(claim: Claim, message: str, hint: str) -> Problem:
    return Problem.of("former-name", claim.path, claim.spot, message, hint, at=claim.at)


def _taken(claim: Claim, said: str, path: str, base: Base | None) -> Problem:
    """A file that is called as another was: told at what is newer of the two."""
    if base and base.path_of(*claim.former):
        message = f"De naam {said} is niet oud: {path} heet nu zo."
        return _problem(claim, message, "Haal deze naam weg uit de lijst.")
    message = f"De naam {said} is bezet: zo heette {claim.path} eerder, en het oude adres leidt daarheen."
    hint = (
        f"Geef dit bestand een andere naam. Of haal {said} weg uit ‘{FORMER_NAMES}’ in {claim.path}:{claim.spot.line}."
    )
    return Problem.of("former-name", path, START, message, hint)


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


def unannounced(
    base: Base, files: Mapping[Name, list[str]], former: FormerNames, schemas: Mapping[str, Schema], root: Path
) -> dict[Name, Name]:
    """By entry that a proposal takes away without a word: the new one that it seems to have become."""
    gone = [name for name in base.names if name[0] in schemas and name not in files and not former.now(*name)]
    came = [name for name in files if not base.path_of(*name)] if gone else []
    found: dict[Name, Name] = {}
    texts = {name: _lines(root / files[name][0]) for name in islice(came, _MOST)}
    for name in islice(gone, _MOST):
        before = base.text_of(base.path_of(*name)).splitlines()
        best = max(texts, key=lambda one: (_likeness(before, texts[one]), one[0] == name[0]), default=None)
        if best and _likeness(before, texts[best]) >= _ALIKE:
            found[name] = best
    return found


def renamed(name: Name, new: Name, path: str) -> Problem:
    """A rename that leaves the old address without a page."""
    message = f"Dit heette ‘{name[1]}’. Het oude adres leidt straks nergens meer heen."
    hint = f"Zet erbij: {FORMER_NAMES}: [{written(name, new[0])}]. Dan werken oude links, lijsten en codes nog."
    return Problem.of("renamed", path, START, message, hint)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _likeness(before: list[str], after: list[str]) -> float:
    """How much of the two is the same, line by line; the same title says that it is the same."""
    title = next((line for line in before if line.startswith("title:")), None)
    if title and title in after:
        return 1.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio() if len(before) + len(after) < 2_000 else 0.0

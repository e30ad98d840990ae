"""What a proposal takes away while others refer to it, or its old address does: each told once, with all places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from macros.base.dutch import fill
from macros.problems.problem import START, Problem
from macros.references.fields import Mention
from macros.references.former_names import Name, written
from macros.references.register import Register
from macros.schema.schemas import FORMER_NAMES
from macros.validation.finding import shown

# So many places that refer to what is gone are named.
_MOST_PLACES = 40
# So many files that went are compared with so many that came.
_MOST = 20
# From this part of its lines on, a file that came is one that went.
_ALIKE = 0.6


def taken_away(register: Register, gone: Mapping[Name, list[Mention]]) -> Iterator[Problem]:
    """What is not there any more, `gone` by name with what refers to it, and what was renamed without a word."""
    became = _unannounced(register)
    yield from (_removed(register, name, mentions, became.get(name)) for name, mentions in gone.items())
    yield from (_renamed(old, new, register.files[new][0]) for old, new in became.items() if old not in gone)


def places_of(mentions: list[Mention]) -> str:
    """How many places refer to something, and which."""
    places = [f"{mention.path}:{mention.spot.line}" for mention in sorted(mentions, key=lambda m: (m.path, m.spot))]
    named = ", ".join(places[:_MOST_PLACES])
    more = f", en nog {len(places) - _MOST_PLACES}" if len(places) > _MOST_PLACES else ""
    return fill(
        "{n} {plek verwijst|plekken verwijzen} er nog naar: {named}{more}", n=len(places), named=named, more=more
    )


def _removed(register: Register, gone: Name, mentions: list[Mention], became: Name | None) -> Problem:
    """What a proposal takes away while others still refer to it: one problem, with all places."""
    assert register.base
    collection, id = gone
    title = register.base.title_of(*gone)
    message = f"Dit voorstel haalt ‘{shown(id)}’{f' ({shown(title)})' if title else ''} weg. {places_of(mentions)}."
    able = collection in register.schemas and FORMER_NAMES in register.schemas[collection].fields
    if became and became[0] == collection:
        name = f"Heet het nu ‘{became[1]}’, schrijf dat dan op die plekken"
        where = f"in {register.files[became][0]}"
    else:
        name, where = "Kreeg het een andere naam, schrijf die dan op die plekken", "in het nieuwe bestand"
    former = f", en zet {where}: ‘{FORMER_NAMES}: [{id}]’. Dan blijven oude adressen werken" if able else ""
    hint = f"{name}{former}. Is het weg, haal dan de verwijzingen weg. Hoort het er nog, zet dan het bestand terug."
    return Problem.of("gone", register.base.path_of(*gone), START, message, hint)


def _renamed(name: Name, new: Name, path: str) -> Problem:
    """A rename that leaves the old address without a page."""
    message = f"Dit heette ‘{name[1]}’. Het oude adres leidt straks nergens meer heen."
    hint = f"Zet erbij: {FORMER_NAMES}: [{written(name, new[0])}]. Dan werken oude links, lijsten en codes nog."
    return Problem.of("renamed", path, START, message, hint)


def _unannounced(register: Register) -> dict[Name, Name]:
    """By entry that a proposal takes away without a word: the new one that it seems to have become."""
    base, files = register.base, register.files
    if base is None:
        return {}
    gone = [
        name
        for name in base.names
        if name[0] in register.schemas and name not in files and not register.former.now(*name)
    ]
    came = [name for name in files if not base.path_of(*name)] if gone else []
    found: dict[Name, Name] = {}
    texts = {name: _lines(base.root / files[name][0]) for name in islice(came, _MOST)}
    for name in islice(gone, _MOST):
        before = base.text_of(base.path_of(*name)).splitlines()
        best = max(texts, key=lambda one: (_likeness(before, texts[one]), one[0] == name[0]), default=None)
        if best and _likeness(before, texts[best]) >= _ALIKE:
            found[name] = best
    return found


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

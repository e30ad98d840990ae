"""Names that two have, and entries that are part of each other: what cannot be true of both at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.problems.messages import said
from macros.problems.problem import START, Problem
from macros.references.former_names import Claim, Name
from macros.references.register import Register
from macros.schema.schemas import FORMER_NAMES
from macros.schema.settings import Collection
from macros.validation.finding import shown


def taken_ids(register: Register) -> Iterator[Problem]:
    """Files of one name, and files with the name of a page that is none."""
    for (collection, id), paths in register.files.items():
        for path in paths[1:]:
            message = f"‘{id}’ bestaat al als {paths[0]}."
            hint = "Voeg de twee bestanden samen, of geef er een een andere naam."
            yield Problem.of("double-id", path, START, message, hint)
        if is_page(register.docs, register.collections[collection], id):
            message = f"De naam ‘{id}’ is al van een andere pagina op de site."
            yield Problem.of("reserved-id", paths[0], START, message, "Geef het bestand een andere naam.")


def is_page(docs: Path, collection: Collection, id: str) -> bool:
    """Whether a page written by hand stands where the page of this entry would."""
    page = os.path.join(docs, collection.path, id)  # as text: it is asked of every entry
    return id == "index" or os.path.exists(f"{page}.md") or os.path.exists(page)


def taken_former_names(register: Register) -> Iterator[Problem]:
    """Former names that cannot be: of a folder that is not there, in use, or of two entries."""
    first: dict[Name, Claim] = {}
    for claim in sorted(register.former.claims, key=lambda claim: (claim.path, claim.spot)):
        collection, id = claim.former
        said = f"‘{id}’" if collection == claim.entry[0] else f"‘{collection}/{id}’"
        declared = register.collections.get(collection)
        if declared is None:
            hint = f"Kies uit: {', '.join(register.collections)}. Of laat het deel met de schuine streep weg."
            yield _of(claim, f"Er is geen map content/{collection}/.", hint)
        elif claim.former == claim.entry:
            yield _of(claim, f"Zo heet dit bestand nu: {said}.", "Haal deze naam weg uit de lijst.")
        elif claim.former in register.files:
            yield _taken(claim, said, register)
        elif is_page(register.docs, declared, id):
            yield _of(claim, f"De naam {said} is van een andere pagina op de site.", "Haal deze naam weg.")
        elif claim.former in first:
            other = first[claim.former]
            message = f"De oude naam {said} staat ook in {other.path}:{other.spot.line}."
            yield _of(claim, message, "Een oud adres leidt naar één pagina. Laat de naam staan waar hij hoort.")
        else:
            first[claim.former] = claim


def _of(claim: Claim, message: str, hint: str) -> Problem:
    return Problem.of("former-name", claim.path, claim.spot, message, hint, at=claim.at)


def _taken(claim: Claim, said: str, register: Register) -> Problem:
    """A file that is called as another was: told at what is newer of the two."""
    path = register.files[claim.former][0]
    if register.base and register.base.path_of(*claim.former):
        message = f"De naam {said} is niet oud: {path} heet nu zo."
        return _of(claim, message, "Haal deze naam weg uit de lijst.")
    message = f"De naam {said} is bezet: zo heette {claim.path} eerder, en het oude adres leidt daarheen."
    hint = (
        f"Geef dit bestand een andere naam. Of haal {said} weg uit ‘{FORMER_NAMES}’ in {claim.path}:{claim.spot.line}."
    )
    return Problem.of("former-name", path, START, message, hint)


def double_names(register: Register) -> Iterator[Problem]:
    """Titles and aliases that stand in two places."""
    twice = {path for paths in register.files.values() for path in paths[1:]}  # one mistake, so one problem
    for all_mentions in register.names.values():
        mentions = [mention for mention in all_mentions if mention.path not in twice]
        if not mentions:
            continue
        first, *others = sorted(mentions, key=lambda mention: (mention.path, mention.spot))
        for other in others:
            same_file = other.path == first.path
            if same_file and other.text.casefold() != first.text.casefold():
                continue  # one thing in two spellings: to spare, but no mistake
            # Who does not see why two names are one, has to be told: an accent, a soft hyphen.
            spelled = "" if other.text == first.text else "spelled"
            kind = "-".join(filter(None, ("here" if same_file else "", spelled)))
            told = {"value": shown(other.text), "path": first.path, "other": shown(first.text)}
            yield other.problem("double-name", *said("double-name", kind, **told))


# What keeps an entry from being called as it is.
NAMES: tuple[Callable[[Register], Iterator[Problem]], ...] = (taken_ids, taken_former_names, double_names)


def to_itself(register: Register) -> Iterator[Problem]:
    """References of an entry to itself."""
    for mention in register.to_itself:
        yield mention.problem("self", "Dit verwijst naar zichzelf.", "Haal de verwijzing weg, of noem een ander.")


def circles(register: Register) -> Iterator[Problem]:
    """Entries that are part of each other: told once, at the first of the circle."""
    clear: set[Name] = set()
    for start in sorted(register.parents):
        line: list[Name] = []
        at = start
        while at in register.parents and at not in clear and at not in line:
            line.append(at)
            parent = (at[0], register.parents[at].text)
            at = parent if parent in register.files else register.former.now(*parent) or parent
        if line and at == start:
            way = " → ".join(shown(id) for _, id in (*line, start))
            yield register.parents[start].problem(
                "self", f"Dit gaat in een kring: {way}.", "Haal een van deze verwijzingen weg."
            )
        clear.update(line)

"""What a writer still has to fill in: where, and what belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import BLANK
from macros.reading.front_matter import BODY
from macros.schema.schemas import Schema
from macros.validation.sentences import answered
from macros.yaml_text.places import Path, Places, name_at


def blanks_in(value: Any, at: Path) -> Iterator[tuple[str, Path, int]]:
    """What a writer still has to fill in: each value, the way to it, and how many lines below its start."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from blanks_in(part, (*at, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from blanks_in(item, (*at, index))
    elif isinstance(value, str) and BLANK in value:
        if at == (BODY,):
            yield from ((value, at, number) for number, line in enumerate(value.split("\n")) if BLANK in line)
        elif value.startswith(BLANK):
            yield value, at, 0


def not_filled_in(value: str, at: Path, below: int, places: Places, schema: Schema, path: str) -> Problem:
    """A blank at `at`, `below` its first line, with what belongs there."""
    node = schema.node(at)
    name = name_at(at)
    spot = places.of(at)
    message = f"Hier moet je ‘{name}’ ({node.get('title', name)}) nog invullen."
    hint, fix = str(node.get("description", "")), None
    if at == (BODY,) and at in places.verbatim:
        message = "Hier staat nog een vraag uit het voorbeeld."
        hint = (
            f"Schrijf je antwoord en haal de hele regel met {BLANK} weg. Past de vraag niet, haal dan ook de kop weg."
        )
        line = value.split("\n")[below]
        asked = {str(node.get("description", "")), *(str(one["description"]) for one in node.get("x-start", ()))}
        if own := answered(line, BLANK, asked):
            message = f"In deze regel staat het woord {BLANK} nog, met misschien de vraag uit het voorbeeld."
            hint = f"Haal het woord {BLANK} weg, en de vraag die erachter staat. Laat je eigen tekst staan."
            fix = own.fix
    elif own := answered(value.split("\n")[below], BLANK, ()):
        message = f"In ‘{name}’ ({node.get('title', name)}) staat het woord {BLANK} nog."
        hint, fix = f"Haal het woord {BLANK} weg en laat je eigen tekst staan.", own.fix
    place = Spot(spot.line + below, 1 if below else spot.column)
    return Problem.of("blank", path, place, message, hint, at=at, fix=fix)

"""Holding an entry against its schema, and saying in Dutch what is wrong.

This module turns each finding of jsonschema into one problem with a place, what
is wrong and what to type instead. The words come from the schema: its titles,
descriptions, choices and `x-hint`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema.exceptions import ValidationError

from macros.problem import Problem
from macros.schemas import Schema
from macros.yaml_values import Path, Places

_TYPES = {
    "string": "tekst",
    "integer": "een heel getal",
    "array": "een lijst",
    "object": "een groep velden",
    "boolean": "true of false",
}

Words = tuple[str, str]


@dataclass(frozen=True)
class _Finding:
    """One finding of jsonschema: which keyword of which schema is not met by which value."""

    keyword: str
    wanted: Any
    schema: dict[str, Any]
    value: Any
    at: Path
    text: str
    inside: tuple[_Finding, ...]

    @classmethod
    def of(cls, error: ValidationError) -> _Finding:
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            schema=error.schema if isinstance(error.schema, dict) else {},
            value=error.instance,
            at=tuple(error.absolute_path),
            text=error.message,
            inside=tuple(cls.of(one) for one in error.context or ()),
        )


def validate(values: dict[str, Any], places: Places, schema: Schema, path: str) -> list[Problem]:
    """Check `values` against `schema`. Gives one problem per mistake, in no order."""
    return [
        problem
        for error in schema.validator.iter_errors(values)
        for problem in _problems(_Finding.of(error), places, path)
    ]


def nearest(word: str, known: dict[str, str]) -> str | None:
    """The key of `known` that was likely meant by `word`; it may have been written as a key or as its label."""
    folded = word.casefold().strip()
    by_text = {text.casefold(): key for key, label in known.items() for text in (label, key)}
    found = get_close_matches(folded, by_text, n=1, cutoff=0.6)
    if found:
        return by_text[found[0]]
    starts = [key for text, key in by_text.items() if len(folded) > 2 and text.startswith(folded)]
    return starts[0] if starts else None


def _problems(found: _Finding, places: Places, path: str) -> Iterable[Problem]:
    value, at = found.value, found.at
    if found.keyword == "oneOf" and isinstance(value, dict):
        # Where a group was written, what is wrong inside the group says more.
        inside = [one for one in found.inside if len(one.at) > len(at) or one.keyword != "type"]
        if inside:
            for one in inside:
                yield from _problems(one, places, path)
            return
    if found.keyword == "additionalProperties":
        known = found.schema.get("properties", {})
        for name in value:
            if name not in known:
                message, hint = _unknown_field(name, known, value)
                yield _problem(path, (*at, name), "unknown-field", message, hint, places, at_key=True)
        return
    if found.keyword == "required":
        # jsonschema gives one error for each name that is missing, and says which in its message only.
        misspelled = _meant_by_unknown(found.schema.get("properties", {}), value)
        for name in found.wanted:
            if name not in value and name not in misspelled and found.text.startswith(f"'{name}' "):
                message, hint = _missing_field(name, found.schema)
                yield _problem(path, (*at, name), "missing-field", message, hint, places, at_key=True)
        return
    message, hint = _WORDS.get(found.keyword, _other)(found)
    code = _CODES.get(found.keyword, found.keyword)
    yield _problem(path, at, code, message, hint, places, at_key=found.keyword in _AT_KEY)


def _problem(path: str, at: Path, code: str, message: str, hint: str, places: Places, at_key: bool) -> Problem:
    spot = places.of_key(at) if at_key else places.of(at)
    return Problem.of(code, path, spot, message, hint, at=at)


def _free_labels(known: dict[str, Any], given: dict[str, Any]) -> dict[str, str]:
    return {key: node.get("title", key) for key, node in known.items() if key not in given}


def _meant_by_unknown(known: dict[str, Any], given: dict[str, Any]) -> set[str | None]:
    """The fields that were likely meant by names that do not exist: one mistake, so one problem."""
    free = _free_labels(known, given)
    return {nearest(name, free) for name in given if name not in known}


def _unknown_field(name: str, known: dict[str, Any], given: dict[str, Any]) -> Words:
    free = _free_labels(known, given)
    meant = nearest(name, free)
    if meant:
        return f"Het veld ‘{name}’ bestaat niet.", f"Bedoelde je ‘{meant}’ ({free[meant]})?"
    return f"Het veld ‘{name}’ bestaat niet.", f"Kies uit: {', '.join(known)}."


def _missing_field(name: str, schema: dict[str, Any]) -> Words:
    node = schema.get("properties", {}).get(name, {})
    add = f"Voeg een regel toe die begint met ‘{name}:’. {node.get('description', '')}".strip()
    return f"Het veld ‘{name}’ ({node.get('title', name)}) ontbreekt.", node.get("x-hint", add)


def _label(found: _Finding) -> str:
    name = next((str(part) for part in reversed(found.at) if isinstance(part, str)), "")
    title = found.schema.get("title")
    return f"‘{name}’" if not title or not name else f"‘{name}’ ({title})"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _hint(found: _Finding, otherwise: str) -> str:
    return str(found.schema.get("x-hint", otherwise))


def _enum(found: _Finding) -> Words:
    choices = {o["const"]: o["title"] for o in found.schema.get("x-choices", [])}
    choices = choices or {str(value): str(value) for value in found.wanted}
    all_of_them = ", ".join(choices)
    title = found.schema.get("title", "dit veld")
    message = f"‘{_shown(found.value)}’ is geen keuze voor {title}."
    if isinstance(found.value, list):
        return f"Voor {_label(found)} hoort hier één waarde, geen lijst.", f"Kies er één uit: {all_of_them}."
    meant = nearest(str(found.value), choices)
    if meant:
        return message, f"Bedoelde je ‘{meant}’ ({choices[meant]})? Kies uit: {all_of_them}."
    return message, f"Kies uit: {all_of_them}."


def _type(found: _Finding) -> Words:
    wanted = found.wanted
    value = found.value
    is_a = next(word for kind, word in _IS_A if isinstance(value, kind))
    message = f"Bij {_label(found)} hoort {_TYPES.get(str(wanted), str(wanted))}, maar hier staat {is_a}."
    if wanted == "string" and isinstance(value, (int, bool)):
        return message, f'Zet de waarde tussen aanhalingstekens: "{str(value).lower()}".'
    if wanted == "array" and isinstance(value, (str, int)):
        return message, f"Zet er rechte haken omheen: [{_shown(value)}]."
    if wanted == "integer" and isinstance(value, str):
        return message, _hint(found, "Schrijf alleen cijfers, zonder punten of woorden.")
    return message, _hint(found, "Kijk hoe een ander bestand in deze map het doet.")


def _format(found: _Finding) -> Words:
    if found.wanted == "date":
        return f"‘{_shown(found.value)}’ is geen datum die bestaat.", _hint(found, "Schrijf jaar-maand-dag.")
    return f"De waarde van {_label(found)} heeft niet de goede vorm.", _hint(found, "")


def _pattern(found: _Finding) -> Words:
    return f"‘{_shown(found.value)}’ heeft niet de goede vorm voor {_label(found)}.", _hint(found, "")


def _too_short(found: _Finding) -> Words:
    least = found.wanted
    return (
        f"De tekst van {_label(found)} is te kort: {len(found.value)} tekens, minstens {least} nodig.",
        _hint(found, str(found.schema.get("description", ""))),
    )


def _too_long(found: _Finding) -> Words:
    return (
        f"De tekst van {_label(found)} is te lang: {len(found.value)} tekens, hoogstens {found.wanted}.",
        "Maak de tekst korter.",
    )


def _empty(found: _Finding) -> Words:
    return f"De lijst van {_label(found)} is leeg.", "Zet er iets in, of haal het veld weg."


def _double(found: _Finding) -> Words:
    return f"In de lijst van {_label(found)} staat iets dubbel.", "Haal wat dubbel is weg."


def _too_small(found: _Finding) -> Words:
    return f"{found.value} is te klein voor {_label(found)}.", f"Het kleinste getal is {found.wanted}."


def _too_big(found: _Finding) -> Words:
    return f"{found.value} is te groot voor {_label(found)}.", f"Het grootste getal is {found.wanted}."


def _neither(found: _Finding) -> Words:
    return f"‘{_shown(found.value)}’ past niet bij {_label(found)}.", _hint(found, "")


def _other(found: _Finding) -> Words:
    return f"De waarde van {_label(found)} mag zo niet.", _hint(found, str(found.schema.get("description", "")))


# In this order: in Python, true and false are numbers too.
_IS_A: tuple[tuple[type, str], ...] = (
    (bool, "true of false"),
    (int, "een getal"),
    (str, "tekst"),
    (list, "een lijst"),
    (dict, "een groep velden"),
    (object, "iets anders"),
)

_WORDS: dict[str, Callable[[_Finding], Words]] = {
    "enum": _enum,
    "type": _type,
    "format": _format,
    "pattern": _pattern,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minItems": _empty,
    "minProperties": _empty,
    "uniqueItems": _double,
    "minimum": _too_small,
    "maximum": _too_big,
    "oneOf": _neither,
}

_CODES = {
    "enum": "choice",
    "format": "form",
    "pattern": "form",
    "minLength": "too-short",
    "maxLength": "too-long",
    "minItems": "empty-list",
    "minProperties": "empty-list",
    "uniqueItems": "double",
    "minimum": "number",
    "maximum": "number",
    "oneOf": "form",
}

_AT_KEY = {"minItems", "uniqueItems", "minProperties"}

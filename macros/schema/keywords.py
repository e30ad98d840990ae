"""Our own keywords in the schemas: what each may hold and where it may stand, as `keywords.schema.json` beside this module says.

Everything else in a schema is JSON Schema, of which the words for what is wrong stand here too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

from macros.base.dutch import enumerated
from macros.base.labels import shortened
from macros.problems.problem import Fix
from macros.schema.json_places import At

# It says what the program reads, so it goes where the program goes, and not with the schemas of one field.
KEYWORDS = Path(__file__).with_name("keywords.schema.json")

_MOST = 50  # of one file
_CLOSE = 0.7  # of the letters of two names, from where on one may be meant by the other
_TYPES = {
    "string": "een tekst tussen aanhalingstekens",
    "array": "een lijst tussen [ en ]",
    "object": "een groep tussen { en }",
    "boolean": "true of false zonder aanhalingstekens",
    "integer": "een heel getal",
}


class Wrong(NamedTuple):
    """What is wrong at a place in a schema; at its name, where that is `named`."""

    at: At
    message: str
    hint: str
    fix: Fix | None = None
    named: bool = False


def wrong_in(document: Any) -> Iterator[Wrong]:
    """What is wrong in a schema: first against JSON Schema itself, and only then in our own keywords."""
    sound = _is_schema(document)
    if sound and _quick().is_valid(document):
        return
    from jsonschema import Draft202012Validator  # takes longer than all schemas together, where they are right

    meta = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    standard = [] if sound else list(meta.iter_errors(document))
    if standard:
        yield from _once(map(_standard, standard))
    elif not _quick().is_valid(document):
        validator = Draft202012Validator(_keywords(), format_checker=Draft202012Validator.FORMAT_CHECKER)
        yield from _once(wrong for error in validator.iter_errors(document) for wrong in _own(error))


@cache
def _keywords() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEYWORDS.read_text(encoding="utf-8"))
    return found


@cache
def _quick() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_keywords(), validate_formats=True)


@cache
def _places() -> dict[str, dict[str, str]]:
    """By keyword of ours: what it is for, by where it may stand."""
    places: dict[str, dict[str, str]] = {}
    for node in _keywords()["$defs"].values():
        for name, about in node.get("properties", {}).items():
            if name.startswith("x-"):
                places.setdefault(name, {})[node["title"]] = about["description"]
    return places


def _is_schema(document: Any) -> bool:
    """Whether this is JSON Schema, by the quicker of the two libraries; the other has the words where it is not."""
    try:
        return jsonschema_rs.meta.is_valid(document)
    except ValueError:  # a draft that it does not know, or no schema at all
        return False


def _once(found: Iterable[Wrong]) -> list[Wrong]:
    """One of each place, and no more than help somebody."""
    return list({wrong.at: wrong for wrong in found}.values())[:_MOST]


def _standard(error: Any) -> Wrong:
    """Words for what JSON Schema itself does not know."""
    at = tuple(error.absolute_path)
    inner = [one for one in error.context or () if one.validator == "enum"]
    if inner and isinstance(error.instance, str):  # one of a few words, as with `type`
        return _not_among(at, str(at[-1]), error.instance, inner[0].validator_value)
    name = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
    what = f"‘{name}’ heeft een waarde die JSON Schema niet kent" if name else "Dit is geen JSON Schema"
    expected = _TYPES.get(str(error.validator_value), "") if error.validator == "type" else ""
    return Wrong(at, f"{what}: {_shown(error.instance)}.", f"Maak er {expected} van." if expected else "")


def _own(error: Any) -> Iterator[Wrong]:
    """Words for what the schema of our own keywords has against a schema."""
    at, schema = tuple(error.absolute_path), error.schema if isinstance(error.schema, dict) else {}
    inside = next((index for index, part in enumerate(at) if str(part).startswith("x-")), None)
    if error.validator == "additionalProperties":
        for name in (name for name in error.instance if name not in schema["properties"]):
            if inside is not None or name.startswith("x-"):
                yield _unknown(name, (*at, name), schema, error.instance)
        return
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        if get_close_matches(missing, error.instance.keys() - schema.get("properties", {}).keys(), cutoff=_CLOSE):
            return  # written otherwise: one mistake
        whose = f"‘{at[inside]}’" if inside is not None else "Deze keuze" if "const" in error.instance else "Deze lijst"
        yield Wrong(at, f"{whose} mist ‘{missing}’.", _about(at, inside))
        return
    name = str(at[inside]) if inside is not None else next((str(p) for p in reversed(at) if isinstance(p, str)), "")
    if error.validator == "enum":
        yield _not_among(at, name, error.instance, error.validator_value)
        return
    says = _SAYS.get(error.validator, lambda error: f"heeft niet de goede vorm: {_shown(error.instance)}")
    yield Wrong(at, f"‘{name}’ {says(error)}.", _about(at, inside))


_SAYS: dict[str, Callable[[Any], str]] = {
    "type": lambda error: f"is {_shown(error.instance)}, en dat moet {_kind(error.validator_value)} zijn",
    "minLength": lambda _: "is leeg",
    "minItems": lambda _: "is leeg",
    "uniqueItems": lambda _: "noemt iets twee keer",
}


def _unknown(name: str, at: At, schema: dict[str, Any], given: dict[str, Any]) -> Wrong:
    """A keyword that is not known there: known elsewhere, written otherwise, or of nobody."""
    where = schema.get("title", "")
    if name in _places():
        others = enumerated(_places()[name], "of")
        hint = " ".join(_places()[name].values())
        return Wrong(at, f"‘{name}’ staat bij {where}, maar hoort bij {others}.", hint, named=True)
    message = f"‘{name}’ kennen we {'niet bij ' + where if where else 'hier niet'}."
    free = [known for known in schema["properties"] if known not in given]
    everywhere = [] if not name.startswith("x-") else list(_places())
    close = get_close_matches(name, free, n=1, cutoff=_CLOSE) or get_close_matches(name, everywhere, n=1, cutoff=_CLOSE)
    if close:
        fix = Fix(f'"{name}"', f'"{close[0]}"') if close[0] in free else None
        return Wrong(at, message, f"Bedoelde je ‘{close[0]}’?", fix, named=True)
    named = [known for known in free if known.startswith("x-") or not where]
    return Wrong(
        at, message, f"Haal het weg, of kies uit: {', '.join(named)}." if named else "Haal het weg.", named=True
    )


def _not_among(at: At, name: str, value: Any, known: list[str]) -> Wrong:
    close = get_close_matches(str(value), known, n=1, cutoff=0.5)
    hint = f"Kies uit: {', '.join(known)}."
    if not close:
        return Wrong(at, f"‘{name}’ kan hier niet {_shown(value)} zijn.", hint)
    fix = Fix(f'"{value}"', f'"{close[0]}"')
    return Wrong(at, f"‘{name}’ kan hier niet {_shown(value)} zijn.", f"Bedoelde je ‘{close[0]}’? {hint}", fix)


def _about(at: At, inside: int | None) -> str:
    """What the keyword is for that something is wrong in."""
    return next(iter(_places().get(str(at[inside]), {}).values()), "") if inside is not None else ""


def _kind(wanted: Any) -> str:
    return enumerated((_TYPES.get(one, one) for one in ([wanted] if isinstance(wanted, str) else wanted)), "of")


def _shown(value: Any) -> str:
    return shortened(json.dumps(value, ensure_ascii=False))

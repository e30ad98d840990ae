"""What a finding of the schema means to the writer: what is wrong, how to mend it, what to type.

One table, from the keyword of JSON Schema to its code and the function that words it. The words come from the
schema: its titles, descriptions, choices and `x-hint`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from macros.base.dutch import counted
from macros.validation.finding import Finding, Words, shown
from macros.validation.wrong_choices import wrong_choice
from macros.validation.wrong_forms import wrong_format, wrong_pattern
from macros.validation.wrong_types import neither, wrong_type


def words_for(found: Finding) -> Words:
    """The words for a finding about a value."""
    return _BY_KEYWORD.get(found.keyword, _OTHERS).words(found)


def code_for(keyword: str) -> str:
    """The code of a problem, see `codes`."""
    return _BY_KEYWORD.get(keyword, _OTHERS).code


def first_double(items: list[Any]) -> int:
    """The index of the first item that was there before; 0 when there is none."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        written = json.dumps(item, sort_keys=True)
        if written in seen:
            return index
        seen.add(written)
    return 0


def _signs(number: int) -> str:
    return counted(number, "teken", "tekens")


def _too_short(found: Finding) -> Words:
    return Words(
        f"De tekst van {found.label} is te kort: {_signs(len(found.value))}, minstens {found.wanted} nodig.",
        found.hint(str(found.schema.get("description", ""))),
    )


def _too_long(found: Finding) -> Words:
    return Words(
        f"De tekst van {found.label} is te lang: {len(found.value)} tekens, hoogstens {found.wanted}.",
        "Maak de tekst korter.",
    )


def _empty(found: Finding) -> Words:
    return Words(f"De lijst van {found.label} is leeg.", "Zet er iets in, of haal het veld weg.")


def _too_many(found: Finding) -> Words:
    return Words(
        f"De lijst van {found.label} is te lang: {len(found.value)} regels, hoogstens {found.wanted}.",
        "Houd wat het belangrijkst is.",
    )


def _double(found: Finding) -> Words:
    twice = found.value[first_double(found.value)]
    what = f"‘{shown(twice)}’" if isinstance(twice, str) else "iets"
    return Words(f"In de lijst van {found.label} staat {what} dubbel.", "Haal wat dubbel is weg.")


def _too_small(found: Finding) -> Words:
    return Words(f"{found.value} is te klein voor {found.label}.", f"Het kleinste getal is {found.wanted}.")


def _too_big(found: Finding) -> Words:
    return Words(f"{found.value} is te groot voor {found.label}.", f"Het grootste getal is {found.wanted}.")


def _other(found: Finding) -> Words:
    explained = str(found.schema.get("description", ""))
    return Words(f"De waarde van {found.label} mag zo niet.", found.hint(explained))


class _Row(NamedTuple):
    """What a keyword of the schema means: a code of `codes`, and the words for a finding."""

    code: str
    words: Callable[[Finding], Words]


_OTHERS = _Row("form", _other)
_BY_KEYWORD = {
    "enum": _Row("choice", wrong_choice),
    "type": _Row("type", wrong_type),
    "format": _Row("form", wrong_format),
    "pattern": _Row("form", wrong_pattern),
    "oneOf": _Row("form", neither),
    "minLength": _Row("too-short", _too_short),
    "maxLength": _Row("too-long", _too_long),
    "minItems": _Row("empty-list", _empty),
    "maxItems": _Row("long-list", _too_many),
    "minProperties": _Row("empty-list", _empty),
    "uniqueItems": _Row("double", _double),
    "minimum": _Row("number", _too_small),
    "maximum": _Row("number", _too_big),
}

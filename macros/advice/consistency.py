"""Whether a field of choices, or a number, holds what the field beside it says in words.

A visitor filters by the choices and reads the words: where they differ, the filter leaves out an entry whose own
text says that it belongs. Which fields belong together, and by which words a text says a choice, stands in the
schemas: `x-words-in` and `x-restates` at the field, `x-names` at the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from macros.base.dutch import enumerated
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.reading.proposal import Base
from macros.schema.schemas import Choice, Field, Schema

# The address of a link is not what a text says.
_ADDRESS = re.compile(r"\]\([^()\s]{1,500}\)")


def disagreements(entry: EntryFile, schema: Schema, base: Base) -> Iterator[Problem]:
    """A warning for each field of choices, or number, that lacks what a text beside it says.

    A list has to hold every choice that the text names; of a field with one value, or a number, the text has to
    name that one or none. A choice that the text does not name is no problem: a text need not say everything.
    Where `base` shows that the proposal changed one of the two, the other is what is behind.
    """
    for field, name, missing in differences(entry, schema):
        yield _problem(entry, field, name, missing, base.values_of(entry.collection, entry.id))


def differences(entry: EntryFile, schema: Schema) -> Iterator[tuple[Field, str, dict[str | int, str]]]:
    """Each field that lacks what a text says, the field of that text, and what it lacks with the words that say it."""
    for field in schema.fields.values():
        given = entry.values.get(field.name)
        held = given if isinstance(given, list) else [*given.values()] if isinstance(given, dict) else [given]
        for name in field.words_in or ((field.restates,) if field.restates else ()):
            text = entry.values.get(name)
            said = _named(text, field) if isinstance(text, str) else {}
            missing = {value: words for value, words in said.items() if value not in held}
            if missing and (field.many or len(missing) == len(said)):
                yield field, name, missing


def _named(text: str, field: Field) -> dict[str | int, str]:
    """What a text says of a field, in the order of the text: each value with the words that name it."""
    if field.unit:
        return counted_in(text, field.unit)
    pattern, by_words = _vocabulary(field.choices)
    found: dict[str | int, str] = {}
    for match in pattern.finditer(_ADDRESS.sub("]", text)):
        found.setdefault(by_words[match[0].casefold()], match[0])
    return found


def counted_in(text: str, unit: tuple[str, str]) -> dict[str | int, str]:
    """The numbers before a unit: ‘1.200 partners’ is 1200."""
    pattern = (
        rf"(?<![\w.,])([0-9]{{1,3}}(?:\.[0-9]{{3}}){{0,3}}|[0-9]{{1,9}}) (?:{'|'.join(map(re.escape, unit))})(?!\w)"
    )
    return {int(match[1].replace(".", "")): match[0] for match in re.finditer(pattern, text)}


@lru_cache(maxsize=64)
def _vocabulary(choices: tuple[Choice, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    by_words = {words.casefold(): choice.value for choice in choices for words in (choice.label, *choice.names)}
    # The longest first: ‘grote bedrijven’ names one choice, and not also that of ‘bedrijven’.
    longest = sorted(by_words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), by_words


def _problem(
    entry: EntryFile, field: Field, told_in: str, missing: dict[str | int, str], before: dict[str, Any]
) -> Problem:
    """What is said of a text and a field that differ; `before` are the values that the proposal began with."""
    words = enumerated([f"‘{words}’" for words in missing.values()])
    names = [str(value) for value in missing]
    wanted = ", ".join(names) if field.many else enumerated(names, "of")
    same_text = before.get(told_in) == entry.values[told_in]
    same_field = before.get(field.name) == entry.values.get(field.name)
    at, other = (field.name,), "Bedoel je iets anders? Zeg het dan in andere woorden."
    if before and same_text and not same_field:
        at = (told_in,)
        message = f"‘{field.name}’ is veranderd, maar ‘{told_in}’ noemt nog {words}."
        hint = f"Klopt de verandering? Pas dan ook ‘{told_in}’ aan."
    elif field.many:
        message = f"‘{told_in}’ noemt {words}, maar dat staat niet bij ‘{field.name}’. Een filter vindt dit dan niet."
        hint = f"Zet bij ‘{field.name}’ ook: {wanted}. {other}"
    elif field.name not in entry.values:
        message = f"‘{told_in}’ noemt {words}, maar ‘{field.name}’ ontbreekt."
        hint = f"Zet bij ‘{field.name}’: {wanted}. {other}"
    else:
        given = _written(entry.values[field.name])
        message = f"‘{told_in}’ noemt {words}, maar bij ‘{field.name}’ staat {given}."
        hint = f"Klopt {given}? Verbeter dan ook ‘{told_in}’. Klopt {words}? Zet dan bij ‘{field.name}’: {wanted}."
        if before and same_field and not same_text:
            hint = f"Zet dan ook bij ‘{field.name}’: {wanted}. {other}"
    spot = entry.places.of(at if at[0] in entry.values else (told_in,))
    return Problem.of("words-differ", entry.path, spot, message, hint, at=at)


def _written(value: Any) -> str:
    """A value as one types it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {part}' for name, part in value.items())}}}"
    return str(value)

"""Whether a field of choices holds what the field beside it says in words.

A visitor filters by the choices and reads the words: where they differ, the filter leaves out an entry whose own
text says that it belongs. Which fields belong together, and by which words a text says a choice, stands in the
schemas: `x-words-in` and `x-restates` at the field, `x-names` at the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.reading.schemas import Choice, Field, Schema

# The address of a link is not what a text says.
_ADDRESS = re.compile(r"\]\([^()\s]{1,500}\)")


def disagreements(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """A warning for each field of choices that lacks what a text beside it says.

    A list has to hold every choice that the text names; of a field with one value, the text has to name that one
    or none. A choice that the text does not name is no problem: a text need not say everything.
    """
    for field in schema.fields.values():
        told_in = field.words_in or ((field.restates,) if field.restates else ())
        given = entry.values.get(field.name)
        held = given if isinstance(given, list) else [given]
        for name in told_in:
            text = entry.values.get(name)
            said = choices_named(text, field.choices) if isinstance(text, str) else {}
            missing = [choice for choice in said if choice.value not in held]
            if missing and (field.many or len(missing) == len(said)):
                yield _problem(entry, field, name, {choice: said[choice] for choice in missing})


def choices_named(text: str, choices: tuple[Choice, ...]) -> dict[Choice, str]:
    """The choices that a text names by label or word, each with the words that name it, in the order of the text."""
    pattern, by_words = _vocabulary(choices)
    found: dict[Choice, str] = {}
    for match in pattern.finditer(_ADDRESS.sub("]", text)):
        found.setdefault(by_words[match[0].casefold()], match[0])
    return found


@lru_cache(maxsize=64)
def _vocabulary(choices: tuple[Choice, ...]) -> tuple[re.Pattern[str], dict[str, Choice]]:
    by_words = {words.casefold(): choice for choice in choices for words in (choice.label, *choice.names)}
    # The longest first: ‘grote bedrijven’ names one choice, and not also that of ‘bedrijven’.
    longest = sorted(by_words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), by_words


def _problem(entry: EntryFile, field: Field, told_in: str, missing: dict[Choice, str]) -> Problem:
    words = " en ".join(f"‘{words}’" for words in missing.values())
    values = [choice.value for choice in missing]
    if field.many:
        message = f"‘{told_in}’ noemt {words}, maar dat staat niet bij ‘{field.name}’. Een filter vindt dit dan niet."
        hint = f"Zet bij ‘{field.name}’ ook: {', '.join(values)}. Bedoel je iets anders? Zeg het dan in andere woorden."
    else:
        other = field.name in entry.values
        message = f"‘{told_in}’ noemt {words}, maar ‘{field.name}’ {'zegt iets anders' if other else 'ontbreekt'}."
        hint = f"Zet bij ‘{field.name}’: {' of '.join(values)}. Bedoel je iets anders? Zeg het dan in andere woorden."
    at = (field.name,)
    spot = entry.places.of(at if field.name in entry.values else (told_in,))
    return Problem.of("words-differ", entry.path, spot, message, hint, at=at)

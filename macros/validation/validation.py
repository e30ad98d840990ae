"""Holding an entry against its schema: one problem for each mistake, at its place.

This module decides which findings of jsonschema are a mistake of the writer's and
which only follow from another; `wording` says them in Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from macros.problems.problem import Problem
from macros.schema.schemas import Schema
from macros.validation.blanks import blanks_in, not_filled_in
from macros.validation.field_names import missing_companions, missing_fields, unknown_fields
from macros.validation.finding import Finding, Words
from macros.validation.one_mistake import as_one_mistake
from macros.validation.wording import code_for, first_double, words_for
from macros.yaml_text.places import Path, Places

# More problems than this in one file help nobody.
MOST_PROBLEMS = 50
# At these, the name of the field is what is marked, not its value.
_AT_KEY = {"minItems", "maxItems", "minProperties"}

# What is wrong with the names of fields and not with a value: a code, and each name with its words.
_NAMES = {
    "additionalProperties": ("unknown-field", unknown_fields),
    "required": ("missing-field", missing_fields),
    "dependentRequired": ("missing-field", missing_companions),
}


def validate(
    values: dict[str, Any], places: Places, schema: Schema, path: str, unfinished: bool = True
) -> list[Problem]:
    """Check `values` against `schema`. Gives one problem per mistake, in no order, and not many more than MOST_PROBLEMS.

    `unfinished` says that there may be blanks, which have to be looked for everywhere.
    """
    blanks = list(blanks_in(values, ())) if unfinished else []
    if not blanks and schema.passes(values):  # as nearly always
        return []
    found = [not_filled_in(value, at, below, places, schema, path) for value, at, below in blanks[:MOST_PROBLEMS]]
    to_fill_in = {at for _, at, _ in blanks}
    for error in islice(schema.validator.iter_errors(values), 2 * MOST_PROBLEMS):
        if tuple(error.absolute_path) not in to_fill_in:
            found += _problems(Finding.of(error), places, path)
    return as_one_mistake(found, values, places, schema, path)


def _problems(found: Finding, places: Places, path: str) -> Iterable[Problem]:
    value, at = found.value, found.at
    if found.keyword == "oneOf" and isinstance(value, (dict, int)):
        # Where a group was written, what is wrong inside the group says more; so does a bound that a number breaks.
        inside = [one for one in found.inside if len(one.at) > len(at) or one.keyword != "type"]
        if isinstance(value, dict):
            inside = [one for one in inside if one.within == _option_meant(found)]
        if inside:
            for one in inside:
                yield from _problems(one, places, path)
            return
    names = _NAMES.get(found.keyword)
    if names:
        code, said = names
        for name, words in islice(said(found, places), MOST_PROBLEMS + 1):
            yield _problem(path, (*at, name), code, words, places, at_key=True)
        return
    if found.keyword == "uniqueItems":
        at = (*at, first_double(value))
    yield _problem(path, at, code_for(found.keyword), words_for(found), places, at_key=found.keyword in _AT_KEY)


def _option_meant(found: Finding) -> int | None:
    """Which of the options of `oneOf` a group means: the one with most of its parts. None where that is not clear."""
    groups = [option.get("properties") for option in found.wanted]
    common = [-1 if parts is None else len(found.value.keys() & parts.keys()) for parts in groups]
    return common.index(max(common)) if common.count(max(common)) == 1 else None


def _problem(path: str, at: Path, code: str, words: Words, places: Places, at_key: bool) -> Problem:
    spot = places.of_key(at) if at_key else places.of(at)
    return Problem.of(code, path, spot, words.message, words.hint, at=at, fix=words.fix)

"""What a finding of the schema means to the writer: what is wrong, how to mend it, what to type.

A table from the keyword of JSON Schema to the function that words it, where there is more to say than how much is
allowed. The sentences stand in macros/problems/messages.py; what fills them comes from the schema: its titles,
descriptions, choices and `x-hint`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from macros.problems.messages import OTHERS, RULES, said
from macros.validation.finding import Finding, Words, shown
from macros.validation.wrong_choices import wrong_choice
from macros.validation.wrong_forms import wrong_format, wrong_pattern
from macros.validation.wrong_types import neither, wrong_type


def words_for(found: Finding) -> Words:
    """The words for a finding about a value."""
    return _WORDS.get(found.keyword, _measured)(found)


def code_for(keyword: str) -> str:
    """The code of a problem, see `codes`."""
    return RULES.get(keyword, OTHERS).code


def first_double(items: list[Any]) -> int:
    """The index of the first item that was there before; 0 when there is none."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        written = json.dumps(item, sort_keys=True)
        if written in seen:
            return index
        seen.add(written)
    return 0


def _measured(found: Finding) -> Words:
    """Of a text or a list of another length, a number out of bounds: what is enough to say is how much it may be."""
    value = found.value
    n = len(value) if hasattr(value, "__len__") else value
    return Words(*said(found.keyword, label=found.label, n=n, value=value, wanted=found.wanted, about=found.about))


def _double(found: Finding) -> Words:
    twice = found.value[first_double(found.value)]
    kind = "text" if isinstance(twice, str) else ""
    return Words(*said("uniqueItems", kind, label=found.label, value=shown(twice)))


_WORDS: dict[str, Callable[[Finding], Words]] = {
    "enum": wrong_choice,
    "type": wrong_type,
    "format": wrong_format,
    "pattern": wrong_pattern,
    "oneOf": neither,
    "uniqueItems": _double,
}

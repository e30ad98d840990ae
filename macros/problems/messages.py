"""What is said of a mistake that a file and a form can both have: one table, by rule and by kind of mistake.

A rule is a keyword of a schema, or a check beside it; a kind tells apart what one rule has different words for. The
check and the form say the same message of the same mistake. How to mend it may differ: a file has lines and quotes, a
form has fields. Words that go with one file only (a line that is no field, an indent) stand where they are made.
Between braces is what is filled in, as macros/base/dutch.py says.
"""

from __future__ import annotations

from typing import Any

from macros.base.dutch import fill
from macros.problems.field_messages import FIELD_RULES
from macros.problems.message import Message, Rule
from macros.problems.text_messages import TEXT_RULES

RULES = {**FIELD_RULES, **TEXT_RULES}
# Of any keyword that has no words of its own.
OTHERS = Rule("form", {"": Message("De waarde van {label} mag zo niet.", "{about}")})


# What a type of JSON Schema is called where it is asked for, and where it was given.
WANTED = {
    "string": "één tekst",
    "integer": "een heel getal",
    "array": "een lijst",
    "object": "een groep velden",
    "boolean": "true of false",
}
GIVEN = {
    "boolean": "true of false",
    "integer": "een getal",
    "string": "tekst",
    "array": "een lijst",
    "object": "een groep velden",
    "": "iets anders",
}


def said(rule: str, kind: str = "", **values: object) -> tuple[str, str]:
    """What is wrong by a rule, and how to mend it in a file, with these values filled in."""
    message = RULES.get(rule, OTHERS).kinds[kind]
    return fill(message.message, **values), fill(message.hint, **values).strip()


def of_tag(name: str) -> tuple[str, str]:
    """The rule and the kind for a tag that the site takes out of a text."""
    for rule in ("seen-tag", "tag"):
        for kind in RULES[rule].kinds:
            if name in kind.split():
                return rule, kind
    return "tag", ""


def in_form() -> dict[str, Any]:
    """The table as the scripts take it: by rule its code, and by kind the message and how to mend that in a form."""
    return {
        name: [
            rule.code,
            {kind: [one.message, one.hint if one.in_form is None else one.in_form] for kind, one in rule.kinds.items()},
        ]
        for name, rule in RULES.items()
    }

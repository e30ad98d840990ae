"""Lists, numbers and days as one says them in Dutch: ‘a, b en c’, ‘1 tool die hoort bij’, ‘22 december 2022’.

A sentence has the two forms between braces, `{tool|tools}`: the first for one, the second for none and for more. They
follow the number `n`; `{all:rij|rijen}` follows the number `all`. What stands between braces without a bar is filled
in. docs/assets/js/lib/plurals.mjs does the same in a browser, and tests/cases/parity/plurals.json holds the two to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_PART = re.compile(r"\{(?:(\w+):)?([^{}|]*)\|([^{}|]*)\}|\{(\w+)\}")


def fill(sentence: str, **values: object) -> str:
    """A sentence with its words filled in, and the forms that go with its numbers. What has no value stays as it is."""

    def part(found: re.Match[str]) -> str:
        number, one, more, name = found.groups()
        if name is None:
            return one if values.get(number or "n") == 1 else more
        return str(values.get(name, found[0]))

    return _PART.sub(part, sentence)


def names_in(sentence: str) -> list[str]:
    """The names that a sentence asks for, also those whose number decides a form."""
    return [found[1] or found[4] or "n" for found in _PART.finditer(sentence)]


def either(n: int, one: str, more: str) -> str:
    """The form that goes with a number."""
    return one if n == 1 else more


def counted(n: int, one: str, more: str) -> str:
    """A number with what it counts: ‘1 tool’, ‘12 tools’."""
    return f"{n} {either(n, one, more)}"


def enumerated(words: Iterable[str], last: str = "en") -> str:
    """Words as one says them: ‘a, b en c’."""
    listed = list(words)
    return f" {last} ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


def in_words(day: date) -> str:
    """A day as Dutch readers write it: 22 december 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

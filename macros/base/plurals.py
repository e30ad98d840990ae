"""Number and verb: ‘1 tool die hoort bij’, ‘2 tools die horen bij’.

A sentence has the two forms between braces, `{tool|tools}`: the first for one, the second for none and for more. They
follow the number `n`; `{all:rij|rijen}` follows the number `all`. What stands between braces without a bar is filled
in. docs/assets/js/lib/plurals.mjs does the same in a browser, and tests/cases/parity/plurals.json holds the two to each other.
"""

from __future__ import annotations

import re

_PART = re.compile(r"\{(?:(\w+):)?([^{}|]*)\|([^{}|]*)\}|\{(\w+)\}")


def fill(sentence: str, **values: object) -> str:
    """A sentence with its words filled in, and the forms that go with its numbers. What has no value stays as it is."""

    def part(found: re.Match[str]) -> str:
        number, one, more, name = found.groups()
        if name is None:
            return one if values.get(number or "n") == 1 else more
        return str(values.get(name, found[0]))

    return _PART.sub(part, sentence)


def either(n: int, one: str, more: str) -> str:
    """The form that goes with a number."""
    return one if n == 1 else more


def counted(n: int, one: str, more: str) -> str:
    """A number with what it counts: ‘1 tool’, ‘12 tools’."""
    return f"{n} {either(n, one, more)}"

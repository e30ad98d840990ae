"""Columns of texts in few bytes: which of a column's texts each place of a list has.

A text is written once, when it first occurs. Each place is a number: 0 for nothing, 1
for a text that is new here, 2 and up for the first, second ... text that was seen
before. A number is written in digits of five bits, the lowest first, with a sixth bit
where more follow, as in a source map. Columns with the same division (a choice, its
label, what a card says of it) give the same string, and that is kept once.
`lists/column-codec.mjs` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Column = dict[str, int | list[str]]


class ColumnCodec:
    """How the columns of one list divide its places, each division once."""

    def __init__(self, known: ColumnCodec | None = None) -> None:
        """`known` holds what was written elsewhere already; numbers go on from there."""
        self.strings: list[str] = []
        self._before = known.count if known else 0
        self._numbers: dict[str, int] = dict(known._numbers) if known else {}

    @property
    def count(self) -> int:
        return self._before + len(self.strings)

    def column(self, values: Iterable[str]) -> Column:
        """One text for each place, empty for nothing: the texts, and the number of their division."""
        numbers: dict[str, int] = {}
        code: list[str] = []
        for value in values:
            if not value:
                code.append(digits(0))
            elif value in numbers:
                code.append(digits(numbers[value]))
            else:
                numbers[value] = len(numbers) + 2
                code.append(digits(1))
        return {"division": self._number("".join(code)), "texts": list(numbers)}

    def _number(self, code: str) -> int:
        if code not in self._numbers:
            self._numbers[code] = self.count
            self.strings.append(code)
        return self._numbers[code]


def gaps(places: Iterable[int]) -> str:
    """Places in rising order, each as its distance from the one before; the first from just before the list."""
    last = -1
    code = []
    for place in places:
        code.append(digits(place - last))
        last = place
    return "".join(code)


def digits(number: int) -> str:
    """A number in our digits."""
    text = ""
    while number > 31:
        text += _DIGITS[number & 31 | 32]
        number >>= 5
    return text + _DIGITS[number]

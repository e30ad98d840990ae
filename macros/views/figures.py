"""Key figures: which have the weight to stand large.

A year, a handful, or how often something is, says what happened and is no number that carries a story. It stands in
the line of what it counts; a card leaves it out.
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW = 10  # what is counted on two hands is no large number
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
# Ten and more, written out: elf, dertig, honderd.
_IN_WORDS = re.compile(r"(?:tien|elf|twaalf|tig|honderd|duizend|miljoen|miljard)\b", re.IGNORECASE)


def weighs(value: str) -> bool:
    """Whether a figure, as its source writes it, can stand large."""
    if is_year(value):
        return False
    number = _NUMBER.search(value)
    if number is None or _IN_WORDS.search(value):
        return bool(_IN_WORDS.search(value))
    counted = bool(re.search(r"[%€]", value)) or "," in value
    return counted or int(number[0].replace(".", "")) >= _FEW


def is_year(value: str) -> bool:
    """Whether a figure is a year and nothing else."""
    return bool(_YEAR.fullmatch(value.strip()))

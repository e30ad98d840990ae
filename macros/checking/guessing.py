"""What a writer probably meant: the nearest name, the date, the address.

Guesses are only ever offered, never applied.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches

from macros.base.folding import fold
from macros.clock import MONTHS

# A longer word is no slip of the pen, and comparing it with every other takes long.
_LONGEST = 80
# The share of letters in common, in order (difflib's ratio), from which a name may be what was meant.
_ALIKE = 0.6

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.? (\d{4})")
_SHORT = {"maart": "mrt", "september": "sept"}
_HOST = re.compile(r"(?:https?:/?/?)?(?P<host>(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}(?:/\S*)?)", re.IGNORECASE)


def nearest(word: str, known: dict[str, str]) -> str | None:
    """The key of `known` that was likely meant by `word`; it may have been written as a key or as its label."""
    folded = fold(word[:_LONGEST])
    by_text = {fold(text): key for key, label in known.items() for text in (label, key)}
    found = get_close_matches(folded, by_text, n=1, cutoff=_ALIKE)
    if found:
        return by_text[found[0]]
    starts = [key for text, key in by_text.items() if len(folded) > 2 and text.startswith(folded)]
    return starts[0] if starts else None


def date_meant(text: str) -> str | None:
    """The day that a text such as `5-1-2024` or `5 januari 2024` means, as YYYY-MM-DD; day before month, as in Dutch."""
    bare = text.strip().casefold()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = map(int, found.groups())
    elif found := _IN_WORDS.fullmatch(bare):
        months = [
            number
            for number, name in enumerate(MONTHS, start=1)
            if name.startswith(found[2]) or found[2] == _SHORT.get(name)
        ]
        if not months:
            return None
        day, month, year = int(found[1]), months[0], int(found[3])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def address_meant(text: str) -> str | None:
    """The web address that a text without `https://` means."""
    found = _HOST.fullmatch(text.strip())
    return f"https://{found['host']}" if found else None

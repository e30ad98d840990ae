"""Names as people take them for the same: one folding for sorting, doubles, filters, the search and file names.

Whoever types `Orsted`, `strasse` or `één` means the name with its strokes, its ligatures and its accents; a soft
hyphen that came along with pasting means nothing. docs/assets/js/lib/folding.mjs does the same in a browser, and
tests/cases/parity/folding.json holds the two to each other.
"""

from __future__ import annotations

import re
import unicodedata

# What shows nothing (Default_Ignorable_Code_Point, Unicode 15), and signs of trade, which are no letters of a name.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_DROPPED = re.compile(f"[{_UNSEEN}\u2120\u2122]+")
# The marks that stand over or under letters: the accents, and the points of Hebrew and Arabic. In other scripts a
# mark makes another letter, as in Japanese and Hindi.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# After small letters are made. Unicode takes none of these apart: a stroke is no accent, a ligature may be a letter.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ς": "σ"}
)  # fmt: skip
# Before NFKD, which makes a space and an accent of ´.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʻʼˊˋ′＇", "'"),
        **dict.fromkeys("“”„‟″＂«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),  # noqa: RUF001
    }
)
_BLANKS = re.compile(r"\s+")
_GROUPS = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))")  # of a number: 10.000
_BETWEEN = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+")


def fold(text: str) -> str:
    """The text in small letters, without accents, strokes, ligatures and what shows nothing, with plain signs and spaces.

    Folding what is folded changes nothing.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    apart = unicodedata.normalize("NFKD", _DROPPED.sub("", text.translate(_SIGNS)))
    bare = _DROPPED.sub("", _ACCENTS.sub("", apart)).translate(_SIGNS).lower().translate(_LETTERS)
    return _BLANKS.sub(" ", bare).strip()


def order(text: str) -> str:
    """What a name is sorted by: word by word as folded, numbers by their value, signs passed over.

    Compared sign by sign it gives the order of CLDR for Dutch, where ij is an i and a j: signs and digits, then
    letters, other scripts last. Names with the same key are to be told apart by themselves.
    """
    bare = _GROUPS.sub("", fold(text)).replace("'", "")
    return _NUMBER.sub(_by_value, _BETWEEN.sub(" ", bare).strip())


def slug(text: str) -> str:
    """A name of a file or an address: small Latin letters and digits, with hyphens in between; empty when it has none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")


def _by_value(found: re.Match[str]) -> str:
    """A number so that as a text it comes where it comes as a number: first how long it is."""
    digits = found[0].lstrip("0") or "0"
    return f"{min(len(digits), 999):03}{digits}"

"""What a writer meant: the name, the names in a row, the date, the number, the address.

What is near certain may become a mended line; what is only near is asked, as a question.
The bar was measured over the vocabularies and the ids: two names that both exist lie as
near to each other as one letter (mbo, hbo), and many lie as near as two where they are
short. So a short word must be written as it is, a longer one may have a slip or two, and
no other name may be nearly as near.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from macros.base.dutch import MONTHS
from macros.base.folding import fold

# A longer word is no slip of the pen, and comparing it with every other takes long.
_LONGEST = 80
# The share of letters in common, in order, from which a name may be named as one that is near.
_ALIKE = 0.59
# From so many letters on a word may have one slip in it, and two.
_ONE_SLIP, _TWO_SLIPS = 5, 10
# A text of more letters, or more parts, is no row of names.
_LONGEST_ROW, _MOST_PARTS = 500, 40

_BETWEEN = re.compile(r"((?<!\s)\s*[,;/|+&]\s*|(?<!\s)\s+(?:en|and)\s+)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. \u2010-\u2015](\d{1,2})[-/. \u2010-\u2015](\d{4})")
_YEAR_FIRST = re.compile(
    r"(\d{4})[-/. \u2010-\u2015]?(\d{2})[-/. \u2010-\u2015]?(\d{2})|(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})"
)
_IN_WORDS = re.compile(r"(\d{1,2})(?:\.|e|ste|de)?[ -]([a-z]{3,9})\.?[ -](\d{4})")
_SHORT = {"maart": "mrt", "september": "sept"}
_HOST = re.compile(
    r"(?:h?t?tps?:?/{0,2}:?)?(?P<host>(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}(?:/[^\s<>\"'()]*)?)", re.IGNORECASE
)
_AROUND = re.compile(r"<(?P<bare>[^<>]*)>|\((?P<round>[^()]*)\)|[“”\"‘’'](?P<quoted>[^“”\"‘’']*)[“”\"‘’']")
_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
         "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig")  # fmt: skip


def meant(word: str, known: Mapping[str, str]) -> str | None:
    """The key of `known` that is meant by `word`, near certainly: written as a key or as its label, with a slip at most."""
    if len(word) > _LONGEST or not (folded := _folded(word)):
        return None
    texts = _by_text(known)
    if folded in texts:
        return texts[folded]
    best, matched, fewest = "", "", _LONGEST
    found: dict[str, int] = {}
    for text, key in texts.items():
        longest = max(len(folded), len(text))
        most = (longest >= _ONE_SLIP) + (longest >= _TWO_SLIPS)
        slips = OSA.distance(folded, text)
        if slips <= most + 1:
            found[key] = min(slips, found.get(key, slips))
        if slips <= most and slips < fewest:
            best, matched, fewest = key, text, slips
    if not best or any(slips <= fewest + 1 for key, slips in found.items() if key != best):
        return None
    written = [text for text in (best, *_parts(known[best])) if _folded(text) == matched]
    return best if any(_same_words(word, text) for text in written) else None


def _same_words(one: str, other: str) -> bool:
    """Whether two names differ by slips within their words: not by another number, nor by a short word for another."""
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    pairs = [[_folded(word) for word in re.findall(r"[^\W_]+", text)] for text in (one, other)]
    if len(pairs[0]) != len(pairs[1]):  # joined, or taken apart
        return True
    return all(
        mine == yours
        or max(len(mine), len(yours)) >= _ONE_SLIP - 1
        and OSA.distance(mine, yours) <= 1 + (len(yours) > 7)
        for mine, yours in zip(*pairs, strict=True)
    )


def all_meant(text: str, known: Mapping[str, str]) -> list[str] | None:
    """The keys of `known` that a text with one or more names stands for, in order; None unless every part is known."""
    pieces = _BETWEEN.split(text.strip("[](){} ")) if len(text) <= _LONGEST_ROW else []
    if not 0 < len(pieces) <= 2 * _MOST_PARTS:
        return None
    exact = _by_text(known)
    keys: list[str] = []
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at, -2):  # a label may hold a comma or `en` itself
            key = exact.get(_folded("".join(pieces[at:end])))
            if key:
                break
        else:
            end = at + 1
            more = [one] if (one := meant(pieces[at], known)) else _in_a_row(pieces[at], exact)
            if pieces[at].strip() and not more:
                return None
            keys += more
            key = ""
        keys += [key] if key else []
        at = end + 1
    return list(dict.fromkeys(keys)) or None


def _in_a_row(text: str, exact: Mapping[str, str]) -> list[str]:
    """The keys of names with only a space between them; empty unless all are known."""
    words = text.split()
    keys: list[str] = []
    while words:
        end = next((end for end in range(len(words), 0, -1) if _folded(" ".join(words[:end])) in exact), 0)
        if not end:
            return []
        keys.append(exact[_folded(" ".join(words[:end]))])
        words = words[end:]
    return keys


def near(word: str, known: Mapping[str, str], most: int = 3) -> list[str]:
    """The keys of `known` that resemble `word`, or share a word with it: to ask about, never to fill in."""
    folded = fold(word[:_LONGEST])
    by_text = {_fold(text): key for key, label in known.items() for text in (label, key)}
    # A name that is a word of it says more than one whose letters are alike.
    found = [by_text[part] for part in folded.split() if len(part) > 2 and " " in folded and part in by_text]
    if found:
        return list(dict.fromkeys(found))[:most]
    close = process.extract(folded, by_text.keys(), scorer=Indel.normalized_similarity, limit=None, score_cutoff=_ALIKE)
    # Other words end alike too (docenten, studenten): what begins otherwise is near by a slip or two only.
    found = [by_text[text] for text, *_ in close if text[:1] == folded[:1] or OSA.distance(folded, text) <= 2]
    if len(folded) > 2:
        found += [key for text, key in by_text.items() if text.startswith(folded)]
    return list(dict.fromkeys(found))[:most]


def _by_text(known: Mapping[str, str]) -> dict[str, str]:
    """The keys by all that they may be written as, folded: themselves, their label, and that without what is in brackets.

    What two may be written as says nothing.
    """
    by_text: dict[str, str] = {}
    known = {str(key): label for key, label in known.items()}  # a choice may be a number
    for key, label in known.items():
        for text in {_folded(part) for part in _parts(label)}:
            by_text[text] = key if by_text.get(text, key) == key else ""
    by_text.update((_folded(key), key) for key in known)
    return {text: key for text, key in by_text.items() if text and key}


def _parts(label: str) -> list[str]:
    """A label, and apart what stands before and between its brackets: `CIV (Centrum voor …)`."""
    return [label, *re.split(r"[()]", label, maxsplit=2)[:2]] if "(" in label else [label]


# The same names are compared with each word that is not known.
_fold = lru_cache(maxsize=2**15)(fold)


@lru_cache(maxsize=2**15)
def _folded(text: str) -> str:
    """A text without what does not matter: capitals, accents, spaces, hyphens and other signs."""
    return "".join(sign for sign in _fold(text) if sign.isalnum())


def date_meant(text: str) -> str | None:
    """The day that a text such as `5-1-2024` or `5 januari 2024` means, as YYYY-MM-DD; day before month, as in Dutch."""
    bare = text.strip().casefold()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups() if part)
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


def number_meant(text: str) -> int | None:
    """The number that a text of digits with points for thousands, or a word up to twenty, means."""
    bare = text.strip().casefold().replace("één", "een")
    if bare in _ONES:
        return _ONES.index(bare) + 1
    found = re.fullmatch(r"\+?([1-9]\d{0,2}(?:[. ]\d{3})+|[1-9]\d{0,5})", bare)
    return int(re.sub("[. ]", "", found[1])) if found else None


def address_meant(text: str) -> str | None:
    """The web address that a text without `https://`, or with signs around it, means."""
    bare = text.strip()
    if around := _AROUND.fullmatch(bare):
        bare = next(part for part in around.groups() if part is not None)
    linked = re.fullmatch(r"\[([^\]]*)\]\(([^()\s]*)\)", bare)
    if linked and linked[2].rstrip("/").endswith(linked[1].rstrip("/")):
        bare = linked[2]
    found = _HOST.fullmatch(bare)
    if not found:
        return None
    return f"{'http' if re.match('http(?!s)', bare, re.IGNORECASE) else 'https'}://{found['host']}"

"""Letters that a reader takes for others: of another script, or made for mathematics.

`Waterstof` with a Cyrillic о is another word to the search, to a screen reader and to whoever looks for doubles, and
looks the same. The pairs are from Unicode's confusables (https://www.unicode.org/reports/tr39/, version 15), as far
as their letters stand in scripts that are read beside ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.problems.problem import Fix, Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema

_CYRILLIC = "АВЕЅІЈКМНОРСТУХЗабсԁеһіјӏорԛѕтуѵԝхѐёіїҮҺ", "ABESIJKMHOPCTYX3a6cdehijlopqstyvwxèëiïYh"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχϲϳ", "ABEZHIKMNOPTYXayiKvoptuxcj"
_ARMENIAN = "ՕՏԼԱՍհոսօցքզյ", "OSLUUhnuogqqj"
_LATIN_OF = str.maketrans(
    "".join(pair[0] for pair in (_CYRILLIC, _GREEK, _ARMENIAN)),
    "".join(pair[1] for pair in (_CYRILLIC, _GREEK, _ARMENIAN)),
)
_OTHER = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f4\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_MATHEMATICAL = re.compile(
    "[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+(?:[ ,.'’-]{1,3}[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+)*"
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_IN_ADDRESS = re.compile(r"://\S*\Z")  # `hosts` looks at those
_MOST = 10  # of one text
_LONGEST = 100_000


def lookalikes(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """Words of one entry in which letters of two scripts stand, or letters that are none."""
    if entry.all_text.isascii() or not _OTHER.search(entry.all_text):  # as most
        return
    for at, text in entry.texts:
        if text.isascii() or not _OTHER.search(text):
            continue
        for start, wrong, right in _found(text[:_LONGEST]):
            what = f"‘{wrong[:40]}’"
            hint = f"Typ het woord opnieuw: ‘{right[:40]}’."
            if right == unicodedata.normalize("NFKC", wrong):
                hint += " Voor vet of schuin is er Markdown."
                message = f"{what} bestaat uit wiskundige tekens die op letters lijken. Zoeken en voorlezen lukt niet."
            else:
                message = f"{what} lijkt op ‘{right[:40]}’, maar er staan letters uit een ander schrift in."
            yield entry.problem_in("look-alike", at, text, start, message, hint, Fix(wrong, right))


def latin(word: str) -> str:
    """The word with letters of ours for those of other scripts that look like them."""
    return unicodedata.normalize("NFKC", word).translate(_LATIN_OF)


def is_mixed(word: str) -> bool:
    """Whether letters of ours stand in a word beside letters of another script that look like ours."""
    if word.isascii() or not _OTHER.search(word) or _MATHEMATICAL.search(word):
        return False
    others = _OTHER.findall(word)
    # kΩ and μm are no disguise: there, a Greek letter that looks like none of ours says what it is.
    return len(_LATIN.findall(word)) > 1 and any(sign != latin(sign) for sign in others)


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Start, what stands there, and what it looks like."""
    number = 0
    for found in _MATHEMATICAL.finditer(text):
        if len(found[0]) > 1 and number < _MOST:  # one alone may be mathematics
            number += 1
            yield found.start(), found[0], unicodedata.normalize("NFKC", found[0])
    for found in _WORD.finditer(text):
        if (
            number < _MOST
            and is_mixed(found[0])
            and not _IN_ADDRESS.search(text, max(0, found.start() - 80), found.start())
        ):
            number += 1
            yield found.start(), found[0], latin(found[0])

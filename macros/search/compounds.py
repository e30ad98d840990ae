"""Dutch writes compounds as one word: a waterstofopleiding is about waterstof.

A word is taken apart only into words that stand in the texts on their own, so no list of words is needed. How often
they do so decides between two ways to split (after Koehn and Knight, Empirical Methods for Compound Splitting,
2003). Of two that are as likely the first counts. The browser does the same with what is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from macros.search.words import lists, stem

SHORTEST = 4  # letters of a part
LONGEST = 100  # letters of a word that is taken apart; the check refuses longer ones
LINKS = ("", "s", "en", "e")  # what may stand between the parts


def parts_of(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """The stems of the two parts of a compound; nothing when it is none. `known` counts the texts of each stem."""
    stop = lists().stop
    best = 0.0
    parts: tuple[str, ...] = ()
    if len(word) > LONGEST:
        return ()
    for end in range(SHORTEST, len(word) - SHORTEST + 1):
        right = stem(word[end:])
        if known.get(right, 0) < 2 or word[end:] in stop:
            continue
        for link in LINKS:
            left = word[:end].removesuffix(link) if word[:end].endswith(link) else ""
            count = known.get(stem(left), 0) if len(left) >= SHORTEST and left not in stop else 0
            worth = sqrt(count * known[right]) * (0.8 if link else 1) if count > 1 else 0.0
            if worth > best:
                best, parts = worth, (stem(left), right)
    return parts

"""Dutch writes compounds as one word: a waterstofopleiding is about waterstof.

A word is taken apart only into words that stand in the texts on their own, so no list of words is needed. How often
they do so decides between two ways to split (after Koehn and Knight, Empirical Methods for Compound Splitting,
2003). The browser does the same with what is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from macros.search.words import lists, stem

SHORTEST = 4  # letters of a part
_LONGEST = 100  # letters of a word that is taken apart; the check refuses longer ones
LINKS = ("", "s", "en", "e")  # what may stand between the parts


def parts_of(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """The stems of the two parts of a compound; nothing when it is none. `known` counts the texts of each stem."""
    stop = lists().stop
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    if len(word) > _LONGEST:
        return ()
    for end in range(SHORTEST, len(word) - SHORTEST + 1):
        right = stem(word[end:])
        if known.get(right, 0) < 2 or word[end:] in stop:
            continue
        for link in LINKS:
            left = word[:end].removesuffix(link) if word[:end].endswith(link) else ""
            count = known.get(stem(left), 0) if len(left) >= SHORTEST and left not in stop else 0
            if count > 1:
                best = max(best, (sqrt(count * known[right]) * (1 if not link else 0.8), (stem(left), right)))
    return best[1]

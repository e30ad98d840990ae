"""Words as the search knows them: without case, accents and endings.

The rules for endings are data: they travel with the index, and the browser applies them to what a visitor types
(docs/assets/js/search/stemming.mjs; vectors in tests/cases/parity/ hold the two to each other). They are a light form of
Porter's Dutch stemmer (https://snowballstem.org/algorithms/dutch/stemmer.html), with the endings that make nouns of
foreign verbs (certificeren, certificering, certificaat), which that leaves apart. A stem is a key, no word: it need not
look like one, and two words that share it had better be related.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from macros.base.folding import fold

# One ending of each step goes, the first that fits: the ending, and how many letters have to stay.
STEPS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("s", 3),),
    (
        ("eringen", 4), ("atieve", 4), ("ering", 4), ("aties", 4), ("atief", 4), ("eerde", 4), ("ingen", 3),
        ("heden", 4), ("atie", 4), ("eren", 4), ("eert", 4), ("eerd", 4), ("aten", 5), ("heid", 4), ("ing", 3),
        ("aat", 5), ("eel", 5), ("ele", 5), ("ies", 3), ("ie", 3), ("en", 2), ("e", 3), ("y", 3),
        ("i", 3),
    ),
)  # fmt: skip
_FILE = Path(__file__).parent / "dutch.yml"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OWN = re.compile(r"'s\b")
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Lists:
    """Words of a language that the search treats apart; dutch.yml says how."""

    stop: frozenset[str]
    filler: frozenset[str]
    firsts: frozenset[str]


@cache
def lists() -> Lists:
    given = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Lists(**{name: frozenset(words.split()) for name, words in given.items()})


def plain(text: str) -> str:
    """The text as folded, without apostrophes: Fryslân’s is fryslan."""
    return _OWN.sub("", fold(text)).replace("'", "")


def words_of(text: str) -> list[str]:
    """The words of a text, in order. One with a hyphen is its parts, and also the whole: co, creatie, cocreatie."""
    found = _WORD.findall(plain(text))
    if "-" not in text and not any("-" in word for word in found):
        return found
    return [part for word in found for part in (word.split("-") + [word.replace("-", "")] if "-" in word else (word,))]


@lru_cache(maxsize=50_000)  # compounds ask for the ending of every word
def stem(word: str) -> str:
    """What a plain word shares with its other forms."""
    if word.startswith("ge") and word.endswith(("eerd", "eerde")) and len(word) > 9:
        word = word[2:]
    for number, step in enumerate(STEPS):
        for ending, stay in step:
            if word.endswith(ending) and len(word) - len(ending) >= stay:
                # A plural in s follows a consonant; in ‘proces’ or ‘dus’ it belongs to the word.
                if number == 0 and word[-2] in _VOWELS + "s":
                    break
                word = word[: -len(ending)]
                break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    if len(word) > 3 and word[-2] == word[-3] and word[-2] in _VOWELS and word[-1] not in _VOWELS:
        word = word[:-2] + word[-1]
    if word[-1:] in "vz" and len(word) > 2:
        word = word[:-1] + {"v": "f", "z": "s"}[word[-1]]
    return word


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text that say something."""
    stop = lists().stop
    return [stem(word) for word in words_of(text) if word not in stop]

"""How many syllables a Dutch word has.

A syllable has one vowel sound, so this counts those: a few letters together often
spell one sound (ie, oe, ij, eau), and a trema says that a new one begins. Words
from English that keep their own sounds stand in a list. The count need not be right
for each word, only on average over a page: `tests/unit/test_readability.py` holds it to
words that were divided by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The longest spelling of a sound goes first. In `ëi` and `ïe` the trema begins a sound of two letters.
_SOUND = re.compile(
    r"aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|oe|ie|eu|ui|ei|ij|ou|au"
    r"|[aeou]y(?![aeiou])|ë[eiu]|ïe|[aeiouyàáâäåæèéêëìíîïòóôöøùúûüý]"
)
# A letter that looks like a vowel and sounds like a consonant.
_CONSONANT = re.compile(r"\by(?=[aeiou])|(?<=q)u(?=[aeiouéë])")
_ACCENTS = str.maketrans("áàâéèêíìîóòôúùû", "aaaeeeiiiooouuu")
# Pieces of words that sound otherwise than Dutch spelling says: so many sounds more or fewer.
_OTHERWISE = {
    "board": -1, "case": -1, "cases": 1, "coach": -1, "database": -1, "debate": -1, "dream": -1,
    "erieur": 1, "hardware": -1, "house": -1, "lead": -1, "learn": -1, "live": -1, "load": -1, "museum": 1,
    "offline": -1, "online": -1, "petroleum": 1, "purpose": -1, "reach": -1, "research": -1, "roadmap": -1, "service": -1,
    "site": -1, "software": -1, "space": -1, "stakeholder": -1, "stream": -1, "teach": -1, "team": -1, "timeline": -2,
    "update": -1, "upgrade": -1, "value": -1,
}  # fmt: skip
# In these, such a piece is Dutch after all.
_DUTCH = re.compile(r"siteit|visite|olive|deposite")
_LONGEST_ABBREVIATION = 4
_SPELT_OUT = {"bbl", "bol", "hbo", "hr", "ict", "it", "mbo", "mkb", "roc", "vmbo", "wo", "zzp"} - {"bol", "it"}


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables `word` has, at least one. What is spelt out, as mbo, has one for each letter."""
    return sum(_of_part(part) for part in re.split(r"[-–'’.,/&]", word) if part) or 1


def _of_part(part: str) -> int:
    plain = part.casefold()
    if plain in _SPELT_OUT or (part.isupper() and 1 < len(part) <= _LONGEST_ABBREVIATION):
        return len(part)
    plain = _CONSONANT.sub("w", plain).translate(_ACCENTS)
    sounds = len(_SOUND.findall(plain))
    if not sounds:  # mkb, tv: nobody can say it but by its letters
        return len(part) if part.isalpha() and len(part) > 1 else 1
    if not _DUTCH.search(plain):
        sounds += sum(more for piece, more in _OTHERWISE.items() if piece in plain)
    return max(sounds, 1)

"""Which entries a new one may be: those with its name, or with one that differs a little.

The form on the site asks the same while one types (`forms/likeness.mjs`); tests/cases/parity/likeness.json holds the two
to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from macros.base.folding import fold, slug

_ERRORS = 2  # of typing
_SHORTEST = 6  # letters: shorter names that differ by two are most often two things
_ENOUGH = 6  # letters, of a name of one word that is found within others
_UNLIKE = 9.0
_OF_AN_ALIAS = 0.5  # the title goes first

Name = Sequence[str]  # the id of an entry, its title and its aliases


def alike(title: str, names: Iterable[Name], most: int = 3) -> list[tuple[str, str]]:
    """The entries that this may be the title of, by id and title, best first.

    Those of the same name come before those that a slip of typing tells apart, then those that have all its words, and
    those of which it has all words.
    """
    mine = _made(title)
    if not mine:
        return []
    near = sorted(
        (
            (far, place, id, own)
            for place, (id, own, *aliases) in enumerate(names)
            if (far := _far(mine, own, aliases)) < _UNLIKE
        ),
        key=lambda one: one[:2],
    )
    return [(id, own) for _, _, id, own in near[:most]]


def _far(mine: str, title: str, aliases: Iterable[str]) -> float:
    return min(_unlike(mine, _made(title)), *(_unlike(mine, _made(one)) + _OF_AN_ALIAS for one in aliases), _UNLIKE)


def _made(text: str) -> str:
    """What of a name counts: a name in another script has no slug."""
    return slug(text) or fold(text)


def _unlike(mine: str, other: str) -> float:
    if mine == other:
        return 0
    if (
        min(len(mine), len(other)) >= _SHORTEST
        and (slips := OSA.distance(mine, other, score_cutoff=_ERRORS)) <= _ERRORS
    ):
        return slips
    words, others = mine.split("-"), other.split("-")
    if (len(words) > 1 or len(mine) >= _ENOUGH) and set(words) <= set(others):
        return _ERRORS + 1
    return _ERRORS + 2 if len(others) > 1 and set(others) <= set(words) else _UNLIKE

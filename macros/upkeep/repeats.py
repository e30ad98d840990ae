"""Rows of words that stand in one text and in others, word for word.

Only the texts of the knowledge base itself are searched. The sources that they lean on are not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from macros.base.folding import fold
from macros.language.sentences import sentences

FEWEST = 8  # words in a row, from which it is no turn of phrase


@dataclass
class Repeats:
    """The rows of `texts`, to look for in others. What stands in `before` too is not looked for."""

    texts: Iterable[str]
    before: Iterable[str] = ()
    _rows: set[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._rows = {row for words in _sentences(self.texts) for row in _rows(_folded(words))}
        self._rows -= {row for words in _sentences(self.before) for row in _rows(_folded(words))}

    def within(self, others: Iterable[str]) -> Iterator[str]:
        """What of these other texts stands in ours as well, each as long as it goes on."""
        for words in _sentences(others) if self._rows else ():
            begin = end = -1
            for place, row in enumerate(_rows(_folded(words))):
                if row not in self._rows:
                    continue
                if place > end - FEWEST + 1:  # it does not go on with the one before
                    if end > 0:
                        yield " ".join(words[begin:end])
                    begin = place
                end = place + FEWEST
            if end > 0:
                yield " ".join(words[begin:end])


def _sentences(texts: Iterable[str]) -> Iterator[list[str]]:
    return (one.words for text in texts for one in sentences(text))


def _folded(words: list[str]) -> list[str]:
    return [fold(word) for word in words]


def _rows(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + FEWEST]) for place in range(len(words) - FEWEST + 1))

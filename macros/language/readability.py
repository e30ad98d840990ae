"""How hard a text is to read, and the bounds of what is plain.

- Ease: Flesch's Reading Ease as W.H. Douma fitted it to Dutch (De leesbaarheid van
  landbouwbladen, Wageningen 1960): 206.84 - 0.77 x syllables per 100 words - 0.93 x
  words per sentence. His scale: 45 to 60 is fairly hard, 60 to 70 is plain, above that easy.
- Leesindex A, which R.H.M. Brouwer made of the same two figures (Onderzoek naar de
  leesmoeilijkheden van Nederlands proza, Pedagogische Studien 40, 1963): 195 - 2/3 x
  syllables per 100 words - 2 x words per sentence. It minds long sentences more; it is
  shown beside the ease, and has no bound.
- Hard words: the share of words of four syllables or more, or of more than twelve letters.

What a writer cannot put otherwise counts for the length of a sentence, but not for the
length of its words: names, numbers, and the terms that the glossary explains. Without
that, a page on the Topsector Energie could never be plain. The formulas were made for
samples of 100 words, so a page with fewer is not held to them; its collection as a
whole is. They see length, not sense: a page within the bounds can be hard all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from macros.language.sentences import Sentence
from macros.language.syllables import syllables

SAMPLE = 100  # words, below which the formulas say nothing of a page
_FEW = 5  # sentences, below which a mean says little
_HARD_SYLLABLES = 4
_HARD_LETTERS = 12


@dataclass(frozen=True)
class Bounds:
    """What a page may be at most, and its ease at least."""

    mean: float  # words per sentence
    longest: int  # words in one sentence
    ease: float
    hard: float  # percent of the words


# Plain Dutch, about B1: short sentences, few long words. The check tells of an entry that goes beyond.
FOR_VISITORS = Bounds(mean=13, longest=25, ease=55, hard=12)
# Who builds the site or mends a file reads a longer sentence about a smaller thing.
FOR_MAKERS = Bounds(mean=15, longest=35, ease=55, hard=12)


@dataclass(frozen=True)
class Read:
    """A sentence, and the line of the file in which it begins."""

    sentence: Sentence
    line: int


@dataclass(frozen=True)
class Text:
    """What is measured together: a page, or a whole collection. `terms` are the words that the site explains."""

    path: str
    read: tuple[Read, ...]
    terms: frozenset[tuple[str, ...]]
    bounds: Bounds

    @cached_property
    def words(self) -> list[str]:
        """The words that the writer chose: no names, numbers or terms."""
        return [word for one in self.read for word in _chosen(one.sentence.words, self.terms)]

    @property
    def is_sample(self) -> bool:
        """Whether it is long enough for the formulas."""
        return len(self.words) >= SAMPLE

    @cached_property
    def mean(self) -> float:
        """Words per sentence, numbers too."""
        return sum(len(one.sentence.words) for one in self.read) / len(self.read) if self.read else 0.0

    @cached_property
    def longest(self) -> Read:
        """The longest sentence; the first of those. Raises ValueError where there is none."""
        return max(self.read, key=lambda one: len(one.sentence.words))

    @cached_property
    def _syllables(self) -> float:
        """Syllables per 100 words."""
        return 100 * sum(map(syllables, self.words)) / max(len(self.words), 1)

    @property
    def ease(self) -> float:
        return 206.84 - 0.77 * self._syllables - 0.93 * self.mean

    @property
    def index(self) -> float:
        return 195 - self._syllables * 2 / 3 - 2 * self.mean

    @cached_property
    def hard_words(self) -> list[str]:
        return [word for word in self.words if syllables(word) >= _HARD_SYLLABLES or len(word) > _HARD_LETTERS]

    @property
    def hard(self) -> float:
        """Hard words, in percent."""
        return 100 * len(self.hard_words) / max(len(self.words), 1)

    @cached_property
    def over(self) -> tuple[str, ...]:
        """In what it goes beyond its bounds, in Dutch; nothing where it does not."""
        long = []
        if self.read and len(self.longest.sentence.words) > self.bounds.longest:
            long.append(f"een zin van {len(self.longest.sentence.words)} woorden (hoogstens {self.bounds.longest})")
        return (*long, *self.hardness)

    @cached_property
    def hardness(self) -> tuple[str, ...]:
        """In what it goes beyond its bounds as a whole, in Dutch."""
        found = []
        if len(self.read) >= _FEW and self.mean > self.bounds.mean:
            found.append(f"gemiddeld {in_dutch(self.mean)} woorden per zin (hoogstens {in_dutch(self.bounds.mean)})")
        if self.is_sample and self.ease < self.bounds.ease:
            found.append(f"leesgemak {in_dutch(self.ease)} (minstens {in_dutch(self.bounds.ease)})")
        if self.is_sample and self.hard > self.bounds.hard:
            found.append(f"{in_dutch(self.hard)} % moeilijke woorden (hoogstens {in_dutch(self.bounds.hard)} %)")
        return tuple(found)


def in_dutch(value: float) -> str:
    """A number as Dutch readers write it, with at most one digit behind the comma."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def as_terms(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """What the site explains where it stands, word by word."""
    return frozenset(tuple(Sentence(name.casefold(), 0).words) for name in names)


def _chosen(words: Sequence[str], terms: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """The words of one sentence without its names (capitals behind the first word), numbers and terms."""
    lengths = _lengths(terms)
    plain = [word.casefold() for word in words]
    at = 0
    while at < len(words):
        word = words[at]
        term = next((n for n in lengths.get(plain[at], ()) if tuple(plain[at : at + n]) in terms), 0)
        if not term and word[0].isalpha() and (at == 0 or not word[0].isupper()):
            yield word
        at += max(term, 1)


@lru_cache(maxsize=4)
def _lengths(terms: frozenset[tuple[str, ...]]) -> dict[str, list[int]]:
    """By the first word of a term, how many words there are in those that begin with it, the longest first."""
    found: dict[str, set[int]] = {}
    for term in terms:
        if term:
            found.setdefault(term[0], set()).add(len(term))
    return {word: sorted(lengths, reverse=True) for word, lengths in found.items()}

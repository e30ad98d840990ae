"""How hard our texts are to read: a measure for each page, and the bounds that a test holds every page to.

Measured are the texts that somebody wrote: the summary and the texts of each entry,
and the pages in docs/. Titles, headings, tables and lists of sources are left out.

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
from functools import cached_property
from pathlib import Path

from macros.checking.identity import markdown_in
from macros.library import Library
from macros.reading.entry_files import EntryFile, read_file
from macros.upkeep.sentences import Sentence, sentences
from macros.upkeep.syllables import syllables

SAMPLE = 100  # words, below which the formulas say nothing of a page
Place = tuple[str | int, ...]
_SOURCES = "\n## Bronnen\n"  # the last heading of a page: below it stand names and places, no sentences
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


# Plain Dutch, about B1: short sentences, few long words. A test holds every page to these.
FOR_VISITORS = Bounds(mean=13, longest=25, ease=55, hard=12)
# Who builds the site or mends a file reads a longer sentence about a smaller thing.
FOR_MAKERS = Bounds(mean=15, longest=35, ease=55, hard=12)
_MAKERS = ("docs/ontwikkelen/", "docs/meedoen/meldingen/")


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
        found = []
        if self.read and len(self.longest.sentence.words) > self.bounds.longest:
            found.append(f"een zin van {len(self.longest.sentence.words)} woorden (hoogstens {self.bounds.longest})")
        if len(self.read) >= _FEW and self.mean > self.bounds.mean:
            found.append(f"gemiddeld {_number(self.mean)} woorden per zin (hoogstens {_number(self.bounds.mean)})")
        if self.is_sample and self.ease < self.bounds.ease:
            found.append(f"leesgemak {_number(self.ease)} (minstens {_number(self.bounds.ease)})")
        if self.is_sample and self.hard > self.bounds.hard:
            found.append(f"{_number(self.hard)} % moeilijke woorden (hoogstens {_number(self.bounds.hard)} %)")
        return tuple(found)


def measure(root: Path, library: Library) -> list[Text]:
    """Every page with text of its own, and each collection as a whole, sorted by path."""
    terms = frozenset(_terms(library))
    found: list[Text] = []
    for name in library.settings.collections:
        pages = [
            Text(entry.path, tuple(_of_entry(root, entry.path, name, library)), terms, FOR_VISITORS)
            for entry in library.collection(name)
        ]
        whole = tuple(one for page in pages for one in page.read)
        found += [*pages, Text(f"content/{name}/", whole, terms, FOR_VISITORS)]
    for file in (root / "docs").rglob("*.md"):
        path = file.relative_to(root).as_posix()
        bounds = FOR_MAKERS if path.startswith(_MAKERS) else FOR_VISITORS
        found.append(Text(path, tuple(_of_page(file.read_text(encoding="utf-8"))), terms, bounds))
    return sorted((text for text in found if text.read), key=lambda text: text.path)


def _of_entry(root: Path, path: str, collection: str, library: Library) -> Iterator[Read]:
    entry, _ = read_file(root, collection, root / path)
    assert entry is not None  # it is in the library, so it could be read
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    for at, text in _texts(entry, library):
        begin = entry.places.of(at).line
        for sentence in sentences(text):
            # Where YAML may have moved lines, the place of the value is all that is known.
            written = text[sentence.start :].split("\n", 1)[0].strip()
            below = (number for number, line in enumerate(lines[begin - 1 :], begin) if written in line)
            yield Read(sentence, next(below, begin))


def _texts(entry: EntryFile, library: Library) -> Iterator[tuple[Place, str]]:
    """The texts of an entry in the order of its schema, each with its place."""
    for name, field in library.schemas[entry.collection].fields.items():
        value = entry.values.get(name)
        if name == "summary" and isinstance(value, str):
            yield (name,), value
        yield from markdown_in(field, value, (name,))
        for index, group in enumerate(value if field.kind == "group" and isinstance(value, list) else ()):
            for part in field.fields:
                yield from markdown_in(part, group.get(part.name), (name, index, part.name))


def _of_page(text: str) -> Iterator[Read]:
    text = text.partition(_SOURCES)[0]
    begin = 0
    if text.startswith("---\n"):
        begin = text.index("\n---\n", 3) + len("\n---\n")
    for sentence in sentences(text[begin:]):
        yield Read(sentence, text[: begin + sentence.start].count("\n") + 1)


def _terms(library: Library) -> Iterator[tuple[str, ...]]:
    """What the site explains where it stands, word by word."""
    name = library.settings.glossary
    for entry in library.collection(name) if name else ():
        for written in (entry.title, *entry.values.get("aliases", ())):
            yield tuple(Sentence(written.casefold(), 0).words)


def _chosen(words: Sequence[str], terms: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """The words of one sentence without its names (capitals behind the first word), numbers and terms."""
    longest = max(map(len, terms), default=0)
    plain = [word.casefold() for word in words]
    at = 0
    while at < len(words):
        term = next((n for n in range(longest, 0, -1) if tuple(plain[at : at + n]) in terms), 0)
        word = words[at]
        if not term and word[0].isalpha() and (at == 0 or not word[0].isupper()):
            yield word
        at += max(term, 1)


def worst(texts: Iterable[Text]) -> list[Text]:
    """Those beyond their bounds first, then the hardest to read; pages too short to say stand last."""
    return sorted(texts, key=lambda text: (-len(text.over), not text.is_sample, text.ease, text.path))


def as_text(texts: Sequence[Text], most: int) -> str:
    """For a person at a terminal: the worst pages, each with its figures and its longest sentence."""
    lines = []
    for text in worst(texts)[:most]:
        lines.append(f"{text.path}: " + ("; ".join(text.over) or "binnen de grenzen"))
        lines.append(
            f"  leesgemak {_number(text.ease)}, leesindex A {_number(text.index)}, "
            f"{_number(text.mean)} woorden per zin, {_number(text.hard)} % moeilijke woorden, {len(text.words)} woorden"
        )
        longest = text.longest
        place = f"regel {longest.line}, {len(longest.sentence.words)} woorden"
        lines.append(f"  langste zin ({place}): {longest.sentence.text}")
    return "\n".join(lines) + "\n" if lines else ""


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")

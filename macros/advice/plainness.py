"""Whether a visitor can read what an entry says: sentences too long, and texts that are hard as a whole.

Warnings, never errors: a good story is not refused for a sentence. Measuring a text takes
as long as checking it, so most are only glanced at: where a quick estimate is well within
the bounds, nobody counts syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from macros.language.readability import FOR_VISITORS, SAMPLE, Read, Text, as_terms
from macros.language.sentences import Sentence, sentences
from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.references.fields import markdown_in
from macros.schema.schemas import Schema
from macros.yaml_text.places import Path as Place

_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
# Of each sign up to U+00FF whether it is a vowel, another letter or neither.
_LETTER = re.compile(r"[^\W\d_]")
_SOUNDS = "".join(
    "a" if sign in _VOWELS else "b" if _LETTER.match(sign) else " " for sign in map(chr, range(256))
).encode()
_OTHER_LETTER = re.compile(r"[^\W\d_\x00-\xff]")
_LONG = 13  # letters
_STOP = re.compile(r"[.!?…](?=\s|$)")
# What begins a paragraph or the point of a list below words without a full stop, once no blank stands before a line end.
_BREAK = re.compile(r"\n(?<![.!?…\s]\n)\s*(?:\n|[-*+\d])")
_BLANKS = re.compile(r"[^\S\n](?<![^\S\n]{2})[^\S\n]*+\n")
_ADDRESS = re.compile(r"\]\([^)\s]{0,500}\)")
# Where the estimate is this much better than the bound, so is the measure: a test holds that.
_ROOM_EASE, _ROOM_HARD, _ROOM_MEAN = 5, 8, 1


@dataclass(frozen=True)
class Doubtful:
    """The sentences of an entry that may be hard to read, and where the longest begins."""

    path: str
    spot: Spot
    sentences: list[str]


def long_sentences(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """The sentences of an entry that are too long."""
    for at, text in texts_of(entry, schema):
        for sentence in sentences(text):
            if sentence.is_longer_than(FOR_VISITORS.longest):
                yield _too_long(entry, at, text, sentence)


def doubtful(entry: EntryFile, schema: Schema) -> Doubtful | None:
    """What of an entry has to be measured, once all terms are known; None where it is surely plain."""
    texts = list(texts_of(entry, schema))
    if not _is_doubtful("\n\n".join(text for _, text in texts)):
        return None
    found = [(sentence, at, text) for at, text in texts for sentence in sentences(text)]
    if not found:
        return None
    longest, at, text = max(found, key=lambda one: len(one[0].words))
    spot = entry.places.in_text(at, text, longest.start)
    return Doubtful(entry.path, spot, [one.text for one, _, _ in found])


@dataclass
class Plainness:
    """Gathers what may be hard to read; `problems` is asked once, at the end, when all terms are known."""

    _doubtful: list[Doubtful] = field(default_factory=list)

    def add(self, one: Doubtful | None) -> None:
        """Take note of one entry."""
        if one:
            self._doubtful.append(one)

    def problems(self, terms: Iterable[str]) -> Iterator[Problem]:
        """The entries that are hard to read; `terms` are the names that the site explains."""
        known = as_terms(terms) if self._doubtful else frozenset()
        for one in self._doubtful:
            hard = _hardness(tuple(one.sentences), known)
            if hard:
                yield Problem.of(
                    "hard-text",
                    one.path,
                    one.spot,
                    f"Deze tekst leest moeilijk: {', '.join(hard)}. Hier begint de langste zin.",
                    "Knip lange zinnen in tweeën en kies kortere woorden.",
                )


def texts_of(entry: EntryFile, schema: Schema) -> Iterator[tuple[Place, str]]:
    """The texts that somebody wrote in an entry, in the order of its schema, each with its place."""
    for name, declared in schema.written.items():
        if name not in entry.values:
            continue
        value = entry.values[name]
        if name == "summary" and isinstance(value, str):
            yield (name,), value
        yield from markdown_in(declared, value, (name,))
        for index, group in enumerate(value if declared.kind == "group" and isinstance(value, list) else ()):
            for part in declared.fields:
                yield from markdown_in(part, group.get(part.name), (name, index, part.name))


@lru_cache(maxsize=4096)  # a preview asks again with every edit, and of all but one text the same
def _hardness(sentences: tuple[str, ...], terms: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    read = tuple(Read(Sentence(sentence, 0), 0) for sentence in sentences)
    return Text("", read, terms, FOR_VISITORS).hardness


def _is_doubtful(text: str) -> bool:
    """Whether the text may be harder than it should: an estimate, on the safe side."""
    if len(text) < 4 * SAMPLE:  # no text of so many words is as short
        return False
    text = _ADDRESS.sub("]", text).casefold().replace("₂", "b")  # CO₂ is a word
    if _OTHER_LETTER.search(text):
        return True
    sounds = text.encode("latin-1", "replace").translate(_SOUNDS)  # a table and no pattern: it is quicker by far
    lengths = list(map(len, sounds.split()))
    words = len(lengths)
    if words < SAMPLE:
        return False
    ends = len(_STOP.findall(text)) + len(_BREAK.findall(_BLANKS.sub("\n", text)))
    mean = words / (ends or 1)
    ease = 206.84 - 77 * ((b" " + sounds).count(b" a") + sounds.count(b"ba")) / words - 0.93 * mean
    hard = 100 * sum(map(_LONG.__le__, lengths)) / words
    return (
        mean > FOR_VISITORS.mean - _ROOM_MEAN
        or ease < FOR_VISITORS.ease + _ROOM_EASE
        or hard > FOR_VISITORS.hard - _ROOM_HARD
    )


def _too_long(entry: EntryFile, at: Place, text: str, sentence: Sentence) -> Problem:
    message = f"Deze zin heeft {len(sentence.words)} woorden. Met hoogstens {FOR_VISITORS.longest} leest iedereen door."
    return entry.problem_in("long-sentence", at, text, sentence.start, message, "Maak er twee zinnen van.")

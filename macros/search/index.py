"""The index of the search: of each stem, in which documents it stands and how much it says there.

What it says is BM25F (Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields, 2004) up to
the saturation, so that the browser only multiplies by how rare a stem is, and adds. Beside stems the index has the
whole names of documents: who types a name exactly, finds it first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.search.compounds import parts_of
from macros.search.documents import Document
from macros.search.words import lists, plain, stem, words_of

TITLE, ALIAS, LABEL, SUMMARY, ASKED, TEXT = range(6)  # from TEXT on, each number is a label of its own
_WEIGHTS = (12.0, 8.0, 4.0, 3.0, 3.0, 1.0)
_LENGTHS = (0.5, 0.3, 0.3, 0.5, 0.45, 0.75)  # how much a long field takes away from each of its words (b)
_SATURATION = 4.0  # k1
_PART = 0.5  # a part of a compound says less than the word itself
FULL = 255  # of the weight of a stem in a document
NAME = "="  # before a whole name
_MOST = 1500  # documents of one stem that the index keeps, the best


class Posting(NamedTuple):
    """How much a stem says in a document, of FULL, and the field that says most of it."""

    document: int
    weight: int
    field: int


@dataclass
class Index:
    """Postings by stem, best documents first; how many documents have a stem; and the word it is mostly written as."""

    documents: Sequence[Document]
    labels: list[str] = field(default_factory=list)  # of the fields from TEXT on
    postings: dict[str, list[Posting]] = field(default_factory=dict)
    frequency: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)


class Said(NamedTuple):
    """A field of a document: which it is, its label from TEXT on, how many words it has, and each with how often."""

    kind: int
    label: str
    length: int
    words: Mapping[str, int]


@dataclass(frozen=True)
class Terms:
    """What a document says by itself, whatever else there is: its fields, and its whole names with their kind."""

    fields: tuple[Said, ...]
    names: Mapping[str, int]


def terms_of(document: Document) -> Terms:
    """The terms of a document. They follow from the document alone, so they can be kept as long as it stays."""
    fields = [(TITLE, document.title), *((ALIAS, name) for name in document.aliases), (SUMMARY, document.summary)]
    fields += [(ASKED, words) for words in document.asked]
    fields += [(LABEL, text) for _, text in document.labels]
    said = [_said(kind, "", text) for kind, text in fields]
    own, others = whole_name(document.title), map(whole_name, document.aliases)
    names = {name: TITLE if name == own else ALIAS for name in (own, *others) if name != NAME}  # more than signs
    return Terms((*said, *(_said(TEXT, label, text) for label, text in document.texts)), names)


def _said(kind: int, label: str, text: str) -> Said:
    stop = lists().stop
    words = [word for word in words_of(text) if word not in stop]
    return Said(kind, label, len(words), Counter(words))


def make_index(documents: Sequence[Document], terms: Callable[[Document], Terms] = terms_of) -> Index:
    """The index of these documents, of each of which `terms` gives the terms."""
    return joined(documents, [terms(document) for document in documents])


def joined(documents: Sequence[Document], terms: Sequence[Terms]) -> Index:
    """The index of documents of which these are the terms: what one says is worth depends on all."""
    index = Index(documents)
    index.labels = sorted({label for document in documents for label, _ in document.texts})
    numbers = {"": 0, **{label: place for place, label in enumerate(index.labels)}}
    known, forms = _vocabulary(terms)
    pieces = {word: _pieces(word, key, known) for key, words in forms.items() for word in words}
    lengths = _mean_lengths(terms)
    postings: defaultdict[str, list[Posting]] = defaultdict(list)
    for place, (document, said) in enumerate(zip(documents, terms, strict=True)):
        for key, (weight, where) in _weigh(said.fields, numbers, lengths, pieces).items():
            full = weight / (_SATURATION + weight) * document.weight
            postings[key].append(Posting(place, max(1, round(full * FULL)), where))
        for name, where in said.names.items():
            weight = round((1 if where == TITLE else 0.85) * document.weight * FULL)
            postings[name].append(Posting(place, weight, where))
    index.postings = dict(postings)
    for key, found in index.postings.items():
        index.frequency[key] = len(found)
        if len(found) > _MOST:
            best = sorted(found, key=lambda one: (-one.weight, one.document))[:_MOST]
            index.postings[key] = sorted(best, key=lambda one: one.document)
    index.written = {key: _mostly(counts) for key, counts in forms.items()}
    return index


def whole_name(text: str) -> str:
    """The key under which a document stands by its whole name."""
    return NAME + "".join(stem(word) for word in words_of(plain(text).replace("-", " ")))


def _vocabulary(terms: Iterable[Terms]) -> tuple[dict[str, int], dict[str, Counter[str]]]:
    """In how many documents each stem stands, and in which forms."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known: Counter[str] = Counter()
    for said in terms:
        words = set().union(*(field.words for field in said.fields))
        known.update({stem(word) for word in words})
        for word in words:
            forms[stem(word)][word] += 1
    return known, forms


def _pieces(word: str, key: str, known: Mapping[str, int]) -> list[tuple[str, float]]:
    """The stems that a word says something of, and how much: its own, and those of its parts."""
    return [(key, 1.0), *((part, _PART) for part in parts_of(word, known) if part != key)]


def _mean_lengths(terms: Sequence[Terms]) -> list[float]:
    totals, counts = [0] * len(_WEIGHTS), [0] * len(_WEIGHTS)
    for said in terms:
        for one in said.fields:
            totals[one.kind] += one.length
            counts[one.kind] += 1
    return [total / max(1, count) or 1.0 for total, count in zip(totals, counts, strict=True)]


def _weigh(
    fields: Iterable[Said],
    numbers: Mapping[str, int],
    lengths: Sequence[float],
    pieces: Mapping[str, list[tuple[str, float]]],
) -> dict[str, tuple[float, int]]:
    """How much each stem says, over all fields, and the field that says most of it."""
    weights: dict[str, float] = {}
    best: dict[str, tuple[float, int]] = {}
    for kind, label, length, words in fields:
        part = _LENGTHS[kind]
        one = _WEIGHTS[kind] / (1 - part + part * length / lengths[kind])
        said: dict[str, float] = {}
        for word, count in words.items():
            for key, share in pieces[word]:
                said[key] = said.get(key, 0.0) + one * count * share
        where = -kind - numbers[label]
        for key, weight in said.items():
            if key in weights:
                weights[key] += weight
                best[key] = max(best[key], (weight, where))
            else:
                weights[key] = weight
                best[key] = (weight, where)
    return {key: (weight, -best[key][1]) for key, weight in weights.items()}


def _mostly(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], len(word), word))

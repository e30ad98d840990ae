"""The index of the search: of each stem, in which documents it stands and how much it says there.

What it says is BM25F (Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields, 2004) up to
the saturation, so that the browser only multiplies by how rare a stem is, and adds. Beside stems the index has the
whole names of documents: who types a name exactly, finds it first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Posting:
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


def make_index(documents: Sequence[Document]) -> Index:
    """The index of these documents."""
    index = Index(documents)
    index.labels = sorted({label for document in documents for label, _ in document.texts})
    numbers = {label: TEXT + place for place, label in enumerate(index.labels)}
    read = [_fields(document, numbers) for document in documents]
    known, forms = _vocabulary(read)
    split = {form: parts_of(form, known) for form in sorted(set().union(*forms.values()))}
    lengths = _mean_lengths(read)
    for place, (document, fields) in enumerate(zip(documents, read, strict=True)):
        for key, (weight, where) in _weigh(fields, lengths, split).items():
            full = weight / (_SATURATION + weight) * document.weight
            index.postings.setdefault(key, []).append(Posting(place, max(1, round(full * FULL)), where))
        for name in dict.fromkeys(whole_name(name) for name in (document.title, *document.aliases)):
            if name == NAME:  # nothing but signs
                continue
            where = TITLE if name == whole_name(document.title) else ALIAS
            weight = round((1 if where == TITLE else 0.85) * document.weight * FULL)
            index.postings.setdefault(name, []).append(Posting(place, weight, where))
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


def _fields(document: Document, numbers: dict[str, int]) -> list[tuple[int, list[str]]]:
    """The words of a document by field."""
    fields = [(TITLE, document.title), *((ALIAS, name) for name in document.aliases), (SUMMARY, document.summary)]
    fields += [(ASKED, words) for words in document.asked]
    fields += [(LABEL, text) for _, text in document.labels]
    fields += [(numbers[label], text) for label, text in document.texts]
    stop = lists().stop
    return [(where, [word for word in words_of(text) if word not in stop]) for where, text in fields]


def _vocabulary(read: Iterable[list[tuple[int, list[str]]]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """In how many documents each stem stands, and in which forms."""
    known: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fields in read:
        words = {word for _, found in fields for word in found}
        known.update({stem(word) for word in words})
        for word in words:
            forms[stem(word)][word] += 1
    return known, forms


def _mean_lengths(read: Sequence[list[tuple[int, list[str]]]]) -> list[float]:
    totals, counts = [0] * len(_WEIGHTS), [0] * len(_WEIGHTS)
    for fields in read:
        for where, words in fields:
            totals[min(where, TEXT)] += len(words)
            counts[min(where, TEXT)] += 1
    return [total / max(1, count) or 1.0 for total, count in zip(totals, counts, strict=True)]


def _weigh(
    fields: list[tuple[int, list[str]]], lengths: list[float], split: dict[str, tuple[str, ...]]
) -> dict[str, tuple[float, int]]:
    """How much each stem says, over all fields, and the field that says most of it."""
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, int]] = {}
    for where, words in fields:
        kind = min(where, TEXT)
        part = _LENGTHS[kind]
        one = _WEIGHTS[kind] / (1 - part + part * len(words) / lengths[kind])
        said: defaultdict[str, float] = defaultdict(float)
        for word in words:
            said[stem(word)] += one
            for piece in split.get(word, ()):
                if piece != stem(word):
                    said[piece] += one * _PART
        for key, weight in said.items():
            weights[key] += weight
            best[key] = max(best.get(key, (0.0, 0)), (weight, -where))
    return {key: (weight, -best[key][1]) for key, weight in weights.items()}


def _mostly(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], len(word), word))

"""The index of the search: of each stem, in which documents it stands and how much it says there.

What it says is BM25F (Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields, 2004) up to
the saturation, so that the browser only multiplies by how rare a stem is, and adds. Beside stems the index has the
whole names of documents: who types a name exactly, finds it first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import msgspec

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
BETWEEN = "+"  # the stems of what is listed: no name has it
_MOST = 1500  # documents of one stem that the index keeps, the best
_DIGITS = 2  # of the mean length of a field


@dataclass
class Index:
    """Postings by stem, how many documents have a stem, and the word it is mostly written as.

    Of each document with a stem, in order, the postings have three numbers: its place, how much the stem says there
    (of FULL), and the field that says most of it.
    """

    documents: Sequence[Document]
    scale: Scale
    postings: dict[str, list[int]] = field(default_factory=dict)
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


class Scale(msgspec.Struct, array_like=True):
    """What all documents together decide of how much each says: labels from TEXT on, mean lengths, parts of words."""

    labels: list[str]
    lengths: list[float]
    parts: dict[str, tuple[str, ...]]


class Share(msgspec.Struct, array_like=True, gc=False):
    """What a document puts in the index: keys with a space between, and of each its weight and field, as in `Index`."""

    keys: str
    weights: list[int]
    fields: list[int]


class Told(msgspec.Struct, array_like=True, gc=False):
    """A document taken apart: its terms, encoded; its words, each once, with a space between; and what it adds to the mean lengths.

    `share` is what it put in the last index.
    """

    terms: bytes
    words: str
    lengths: list[int]  # of all fields of a kind together, and how many of it there are
    share: Share | None = None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Terms)


def terms_of(document: Document) -> Terms:
    """The terms of a document. They follow from the document alone, so they can be kept as long as it stays."""
    lists = {list_name(text): ASKED for text in document.lists}
    if not document.words:
        return Terms((), lists)
    fields = [(TITLE, document.title), *((ALIAS, name) for name in document.aliases), (SUMMARY, document.summary)]
    fields += [(ASKED, words) for words in document.asked]
    fields += [(LABEL, text) for _, text in document.labels]
    said = [_said(kind, "", text) for kind, text in fields]
    own, others = whole_name(document.title), map(whole_name, document.aliases)
    names = {name: TITLE if name == own else ALIAS for name in (own, *others) if name != NAME}  # more than signs
    return Terms((*said, *(_said(TEXT, label, text) for label, text in document.texts)), lists | names)


def _said(kind: int, label: str, text: str) -> Said:
    stop = lists().stop
    words = [word for word in words_of(text) if word not in stop]
    return Said(kind, label, len(words), Counter(words))


def told_of(document: Document) -> Told:
    """A document taken apart."""
    terms = terms_of(document)
    lengths = [0] * (2 * len(_WEIGHTS))
    for one in terms.fields:
        lengths[one.kind] += one.length
        lengths[one.kind + len(_WEIGHTS)] += 1
    words = dict.fromkeys(chain.from_iterable(one.words for one in terms.fields))
    return Told(_ENCODER.encode(terms), " ".join(words), lengths)


def make_index(
    documents: Sequence[Document], take_apart: Callable[[Document], Told] = told_of, last: Scale | None = None
) -> Index:
    """The index of these documents, each as `take_apart` gives it.

    A share that it has is that of an index of the scale `last`; it gets that of this one.
    """
    told = [take_apart(document) for document in documents]
    stems, known, written = _vocabulary(told)
    found = ((word, tuple(one for one in parts_of(word, known) if one != key)) for word, key in stems.items())
    parts = {word: two for word, two in found if two}
    labels = sorted({label for document in documents for label, _ in document.texts})
    index = Index(documents, Scale(labels, _mean_lengths(told), parts), written=written)
    _share(index, told, stems, last)
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        assert one.share
        for key, weight, where in zip(one.share.keys.split(), one.share.weights, one.share.fields, strict=True):
            postings[key] += (place, weight, where)
    index.frequency = {key: len(numbers) // 3 for key, numbers in postings.items()}
    index.postings = {key: _best(numbers) for key, numbers in postings.items()}
    return index


def _best(numbers: list[int]) -> list[int]:
    """The postings of the documents that say most, in order."""
    if len(numbers) <= 3 * _MOST:
        return numbers
    weights = numbers[1::3]
    best = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:_MOST]  # of equals the first stay
    return [number for one in sorted(best) for number in numbers[3 * one : 3 * one + 3]]


def _share(index: Index, told: Sequence[Told], stems: Mapping[str, str], last: Scale | None) -> None:
    """Give each document its share in the index, where it has none of the same scale."""
    scale = index.scale
    numbers = {"": 0, **{label: place for place, label in enumerate(scale.labels)}}
    pieces = {word: ((key, 1.0), *((part, _PART) for part in scale.parts.get(word, ()))) for word, key in stems.items()}
    if last and (last.labels, last.lengths) == (scale.labels, scale.lengths):
        changed = {word for word, _ in scale.parts.items() ^ last.parts.items()}
    else:
        changed = set(stems)
    for document, one in zip(index.documents, told, strict=True):
        if one.share is None or not changed.isdisjoint(one.words.split()):
            one.share = _weighed(document, _DECODER.decode(one.terms), numbers, scale.lengths, pieces)


def _weighed(
    document: Document,
    terms: Terms,
    numbers: Mapping[str, int],
    lengths: Sequence[float],
    pieces: Mapping[str, Iterable[tuple[str, float]]],
) -> Share:
    share = Share("", [], [])
    found = _weigh(terms.fields, numbers, lengths, pieces)
    for weight, where in found.values():
        full = weight / (_SATURATION + weight) * document.weight
        share.weights.append(max(1, round(full * FULL)))
        share.fields.append(where)
    for where in terms.names.values():
        # A list goes after what is itself an answer, unless just that list is asked for.
        share.weights.append(
            FULL if where == ASKED else round((1 if where == TITLE else 0.85) * document.weight * FULL)
        )
        share.fields.append(where)
    share.keys = " ".join((*found, *terms.names))
    return share


def whole_name(text: str) -> str:
    """The key under which a document stands by its whole name."""
    return NAME + "".join(stem(word) for word in words_of(plain(text).replace("-", " ")))


def list_name(text: str) -> str:
    """The key under which a list stands by what it lists: the stems of the words that say something, each once and in
    order of the alphabet, since ‘Drenthe tools’ asks for what ‘welke tools zijn er in Drenthe’ does."""
    words = [word for word in words_of(plain(text).replace("-", " ")) if word not in lists().stop]
    said = [word for word in words if word not in lists().filler] or words
    return NAME + BETWEEN.join(sorted({stem(word) for word in said}))


def _vocabulary(told: Iterable[Told]) -> tuple[dict[str, str], dict[str, int], dict[str, str]]:
    """Of each word its stem; of each stem in how many documents it stands, and as which word mostly."""
    counts: Counter[str] = Counter()
    for one in told:
        counts.update(one.words.split())
    stems = {word: stem(word) for word in counts}
    known: Counter[str] = Counter()
    for one in told:
        known.update({stems[word] for word in one.words.split()})
    written: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], len(word), word)):
        written.setdefault(stems[word], word)
    return stems, known, written


def _mean_lengths(told: Sequence[Told]) -> list[float]:
    """By kind of field, how many words one has; rounded, so that one document more or less seldom weighs all anew."""
    sums = [sum(lengths) for lengths in zip(*(one.lengths for one in told), strict=True)] or [0] * (2 * len(_WEIGHTS))
    totals, counts = sums[: len(_WEIGHTS)], sums[len(_WEIGHTS) :]
    means = (total / max(1, count) or 1.0 for total, count in zip(totals, counts, strict=True))
    return [float(f"{mean:.{_DIGITS}g}") for mean in means]


def _weigh(
    fields: Iterable[Said],
    numbers: Mapping[str, int],
    lengths: Sequence[float],
    pieces: Mapping[str, Iterable[tuple[str, float]]],
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

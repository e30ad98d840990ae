"""What an index fetches when its list is too long to stand in the page.

A browser gets columns, not rows: titles, the values of each filter and what a card
says, in `list.json`; what else words are found in, in `words.json`, with every word of
the summaries; which summaries have a word, in a few files by the alphabet; and the
summaries themselves, a few to a file, for the cards that are shown. The folder is named
after what is in it, so that a page that was opened before a new version of the site
never mixes the two. `lists/column-store.mjs` reads all this.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from macros.base.folding import fold, slug
from macros.index.column_codec import ColumnCodec, gaps
from macros.views.page import Artifact
from macros.views.values import Card

# Up to so many entries the page itself holds the whole list: that is some 40 kB, less than the rest of the page, and
# nothing has to be fetched to filter it. Beyond, cards soon outweigh everything else.
WHOLE = 250
# Cards at a time in a longer list: with some 25 elements each, well within 1,500 nodes.
PAGE = 40
# Summaries in one file. Neighbours in the list are shown together, but those of a narrow selection are not.
_TOGETHER = 32
# Letters in one file of places, before it is compressed.
_PART = 60_000


@dataclass(frozen=True)
class ColumnStore:
    """The files of one index, by name, and the folder of the site where they go."""

    folder: str
    files: dict[str, str]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        return tuple(Artifact(f"{self.folder}/{name}", text) for name, text in self.files.items())


def make_column_store(name: str, cards: Sequence[Card], labels: Sequence[str]) -> ColumnStore:
    """The files for the cards of a collection, in the usual order. `labels` are those of its fields, in theirs."""
    codec = ColumnCodec()
    files = {"list.json": _json(_list(cards, codec)), **_words(cards, labels, codec)}
    for number, some in enumerate(_batched([card.entry.summary for card in cards], _TOGETHER)):
        files[f"text-{number}.json"] = _json(some)
    mark = sha256("\n".join(files[file] for file in sorted(files)).encode()).hexdigest()[:10]
    return ColumnStore(f"data/index/{name}-{mark}", files)


def bare(card: Card) -> Card:
    """A card without what only filters and search look at."""
    return replace(card, values={}, order={}, words=[])


def _list(cards: Sequence[Card], codec: ColumnCodec) -> dict[str, Any]:
    """What filters, orders and cards need."""
    fields = dict.fromkeys(name for card in cards for name in card.values)
    orders = dict.fromkeys(name for card in cards for name in card.order)
    facts = sorted({card.column(fact) for card in cards for fact in card.facts})
    columns: dict[str, Any] = {
        "title": codec.column(card.entry.title for card in cards),
        # Most ids follow from their title.
        "id": codec.column("" if card.entry.id == slug(card.entry.title) else card.entry.id for card in cards),
        "language": codec.column(str(card.entry.values.get("language", "")) for card in cards),
        **({"former": codec.column(map(_former, cards))} if any(card.entry.former for card in cards) else {}),
        "figure": codec.column("\t".join(card.figure or ()) for card in cards),
        "values": {name: codec.column(card.values.get(name, "") for card in cards) for name in fields},
        "order": {name: codec.column(card.order.get(name, "") for card in cards) for name in orders},
        "facts": {str(place): codec.column(_fact(card, place) for card in cards) for place in facts},
    }
    return {"size": len(cards), "together": _TOGETHER, **columns, "divisions": codec.strings}


def _former(card: Card) -> str:
    return " ".join("/".join(name) for name in card.entry.former)


def _fact(card: Card, place: int) -> str:
    """What a card says in one of its columns; before it, the choices that a drawing shows, a 0 or 1 for each."""
    for fact in card.facts:
        if card.column(fact) == place:
            return "".join("01"[mark.on] for mark in fact.marks) + fact.brief
    return ""


def _words(cards: Sequence[Card], labels: Sequence[str], known: ColumnCodec) -> dict[str, str]:
    """What words are found in beside titles: the texts behind the cards, and each word of the summaries."""
    codec = ColumnCodec(known)
    behind: dict[tuple[str, int], list[str]] = {}
    for place, card in enumerate(cards):
        seen: dict[str, int] = {}
        for label, text in card.words:
            seen[label] = seen.get(label, -1) + 1
            behind.setdefault((label, seen[label]), [""] * len(cards))[place] = text
    order = {label: place for place, label in reversed(list(enumerate(labels)))}
    columns = [
        {"label": label, **codec.column(behind[label, nth])}
        for label, nth in sorted(behind, key=lambda key: (order.get(key[0], len(order)), key[1]))
    ]
    places: dict[str, list[int]] = {}
    for place, card in enumerate(cards):
        for word in sorted(set(fold(card.entry.summary).split(" ")) - {""}):
            places.setdefault(word, []).append(place)
    files, parts = {}, []
    for number, words in enumerate(_parts(places)):
        parts.append(len(words))
        files[f"places-{number}.json"] = _json([gaps(places[word]) for word in words])
    told = {"columns": columns, "divisions": codec.strings, "words": sorted(places), "parts": parts}
    return {"words.json": _json(told), **files}


def _parts(places: dict[str, list[int]]) -> list[list[str]]:
    """The words in order, in parts of about the same weight."""
    parts: list[list[str]] = []
    weight = _PART
    for word in sorted(places):
        if weight >= _PART:
            parts.append([])
            weight = 0
        parts[-1].append(word)
        weight += len(places[word]) + 3
    return parts


def _batched(texts: Sequence[str], size: int) -> list[list[str]]:
    return [list(texts[start : start + size]) for start in range(0, len(texts), size)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

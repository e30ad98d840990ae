"""The index as files that a browser fetches a few of.

`search/index.json` says where the rest is: in a folder named after what is in it, so that a browser never mixes
two builds. There, `words.txt` has every stem in order with the word it is written as, `stems/N.json` the postings of
a stretch of stems, and `documents/N.json` what is shown of a stretch of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from operator import sub
from pathlib import Path
from typing import Any

import msgspec

from macros.assets.icons import name_of
from macros.schema.settings import Collection
from macros.search.compounds import LINKS, LONGEST, SHORTEST
from macros.search.documents import Document
from macros.search.index import ALIAS, BETWEEN, FULL, LABEL, NAME, TEXT, Index
from macros.search.words import STEPS, lists

FOLDER = "search"
_LETTERS = 12_000  # of a file of stems
_DOCUMENTS = 16  # in a file of documents: an answer shows a few from all over


def write_index(
    index: Index,
    same: list[list[str]],
    near: list[list[str]],
    collections: Sequence[Collection],
    site: Path,
) -> None:
    """Write the index below `site`. The same index gives the same bytes."""
    keys = sorted(index.postings)
    stretches = list(_stretches(index, keys))
    places = {one.name: place for place, one in enumerate(collections)}
    shown = [_shown(document, places) for document in index.documents]
    files = {f"stems/{number}.json": msgspec.json.encode(stretch) for number, stretch in enumerate(stretches)}
    for number, start in enumerate(range(0, len(shown), _DOCUMENTS)):
        files[f"documents/{number}.json"] = msgspec.json.encode(shown[start : start + _DOCUMENTS])
    files["words.txt"] = "\n".join(_word(key, index) for key in keys if not key.startswith(NAME)).encode()
    digest = sha256(b"\0".join(name.encode() + b"\0" + content for name, content in sorted(files.items())))
    folder = digest.hexdigest()[:12]
    head = {
        "folder": folder,
        "total": sum(document.words for document in index.documents),
        "full": FULL,
        "each": _DOCUMENTS,
        "begins": [
            next((at for at, one in enumerate(shown) if one[1] == place), len(shown))
            for place in (*range(len(places)), -1)
        ],
        "starts": [next(iter(stretch)) for stretch in stretches],
        "collections": [
            {"one": one.one, "many": one.many, "title": one.title, "path": one.path, "icon": name_of(one.icon)}
            for one in collections
        ],
        "labels": index.scale.labels,
        "same": same,
        "near": near,
        "steps": STEPS,
        **{name: sorted(words) for name, words in asdict(lists()).items()},
        "links": LINKS,
        "shortest": SHORTEST,
        "longest": LONGEST,
        "name": NAME,
        "between": BETWEEN,
        "fields": {"alias": ALIAS, "label": LABEL, "text": TEXT},
    }
    for part in ("stems", "documents"):
        (site / FOLDER / folder / part).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (site / FOLDER / folder / name).write_bytes(content)
    (site / FOLDER / "index.json").write_bytes(msgspec.json.encode(head))


def _stretches(index: Index, keys: Sequence[str]) -> Iterator[dict[str, list[int]]]:
    """The postings in order, cut where a file is full."""
    stretch: dict[str, list[int]] = {}
    size = 0
    for key in keys:
        stretch[key] = _packed(index, key)
        size += len(key) + 4 * len(stretch[key])
        if size > _LETTERS:
            yield stretch
            stretch, size = {}, 0
    if stretch:
        yield stretch


def _packed(index: Index, key: str) -> list[int]:
    """How many documents have it, then of each: how much further it stands, its weight, and its field."""
    numbers = [index.frequency[key], *index.postings[key]]
    places = numbers[1::3]
    numbers[1::3] = map(sub, places, (0, *places))
    return numbers


def _word(key: str, index: Index) -> str:
    """A stem, how many documents have it, and what it is written as where that is not the stem plus an ending."""
    written = index.written.get(key, key)
    ending = f"+{written[len(key) :]}" if written.startswith(key) else f"={written}"
    return f"{key} {index.frequency[key]}{'' if written == key else ' ' + ending}"


def _shown(document: Document, places: Mapping[str, int]) -> tuple[Any, ...]:
    place = places[document.collection] if document.collection else -1
    return document.url, place, document.title, document.summary, document.aliases, document.labels

"""The index as files that a browser fetches a few of.

`search/index.json` says where the rest is: in a folder named after what is in it, so that a browser never mixes
two builds. There, `words.txt` has every stem in order with the word it is written as, `stems/N.json` the postings of
a stretch of stems, and `documents/N.json` what is shown of a stretch of documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.schema.settings import Collection
from macros.search.compounds import LINKS, LONGEST, SHORTEST
from macros.search.documents import Document
from macros.search.index import ALIAS, FULL, LABEL, NAME, TEXT, Index
from macros.search.words import STEPS, lists

FOLDER = "search"
_SHAPE = re.compile(r'<path d="([^"]*)"')
_LETTERS = 12_000  # of a file of stems
_DOCUMENTS = 16  # in a file of documents: an answer shows a few from all over


def write_index(
    index: Index,
    same: list[list[str]],
    near: list[list[str]],
    collections: Sequence[Collection],
    icons: Path | None,
    site: Path,
) -> None:
    """Write the index below `site`. The same index gives the same bytes. `icons` is a folder of SVG files."""
    keys = sorted(index.postings)
    stretches = list(_stretches(keys, {key: _packed(index, key) for key in keys}))
    names = [one.name for one in collections]
    shown = [_shown(document, names) for document in index.documents]
    files = {f"stems/{number}.json": _json(dict(stretch)) for number, stretch in enumerate(stretches)}
    for number, start in enumerate(range(0, len(shown), _DOCUMENTS)):
        files[f"documents/{number}.json"] = _json(shown[start : start + _DOCUMENTS])
    files["words.txt"] = "\n".join(_word(key, index) for key in keys if not key.startswith(NAME))
    digest = sha256("\0".join(f"{name}\0{text}" for name, text in sorted(files.items())).encode()).hexdigest()[:12]
    head = {
        "folder": digest,
        "total": len(shown),
        "full": FULL,
        "each": _DOCUMENTS,
        "begins": [
            next((at for at, one in enumerate(shown) if one[1] == place), len(shown))
            for place in (*range(len(names)), -1)
        ],
        "starts": [stretch[0][0] for stretch in stretches],
        "collections": [
            {"one": one.one, "many": one.many, "title": one.title, "path": one.path, "icon": _drawn(icons, one.icon)}
            for one in collections
        ],
        "labels": index.labels,
        "same": same,
        "near": near,
        "steps": STEPS,
        **{name: sorted(words) for name, words in asdict(lists()).items()},
        "links": LINKS,
        "shortest": SHORTEST,
        "longest": LONGEST,
        "name": NAME,
        "fields": {"alias": ALIAS, "label": LABEL, "text": TEXT},
    }
    for name, text in files.items():
        _write(site / FOLDER / digest / name, text)
    _write(site / FOLDER / "index.json", _json(head))


def _stretches(keys: list[str], packed: dict[str, list[int]]) -> Iterator[list[tuple[str, list[int]]]]:
    """The postings in order, cut where a file is full."""
    stretch: list[tuple[str, list[int]]] = []
    size = 0
    for key in keys:
        stretch.append((key, packed[key]))
        size += len(key) + 4 * len(packed[key])
        if size > _LETTERS:
            yield stretch
            stretch, size = [], 0
    if stretch:
        yield stretch


def _packed(index: Index, key: str) -> list[int]:
    """How many documents have it, then of each: how much further it stands, its weight, and its field."""
    numbers = [index.frequency[key]]
    before = 0
    for one in index.postings[key]:
        numbers += [one.document - before, one.weight, one.field]
        before = one.document
    return numbers


def _word(key: str, index: Index) -> str:
    """A stem, how many documents have it, and what it is written as where that is not the stem plus an ending."""
    written = index.written.get(key, key)
    ending = f"+{written[len(key) :]}" if written.startswith(key) else f"={written}"
    return f"{key} {index.frequency[key]}{'' if written == key else ' ' + ending}"


def _shown(document: Document, names: list[str]) -> list[Any]:
    labels = [list(pair) for pair in document.labels]
    place = names.index(document.collection) if document.collection else -1
    return [document.url, place, document.title, document.summary, list(document.aliases), labels]


def _drawn(icons: Path | None, name: str) -> str:
    """The shape of a pictogram: a browser draws it itself, since no HTML comes from the index."""
    file = icons / f"{name}.svg" if icons else None
    found = _SHAPE.search(file.read_text(encoding="utf-8")) if file and file.is_file() else None
    return found[1] if found else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

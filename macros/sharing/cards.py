"""The cards of all pages, drawn once and kept for the next build.

A card is kept under a name that follows from all that decides its looks. Two builds at a
time can share the folder: a file appears whole or not at all, and one that is swept away
by the other is drawn again. Where nothing can be kept, every build draws.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import PIL

from macros.sharing import drawing, typesetting
from macros.sharing.drawing import Card, draw
from macros.sharing.typesetting import FACES
from macros.showing.typefaces import original


def write_cards(cards: Mapping[str, Card], site: Path, kept: Path) -> None:
    """Write each card to its file, relative to `site`. `kept` is the folder with the cards of the last build."""
    with contextlib.suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
    used = set()
    for file, card in sorted(cards.items()):
        name = _name_of(card)
        used.add(name)
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_kept(kept / name) or _drawn(card, kept / name))
    _sweep(kept, used)


def _kept(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _drawn(card: Card, file: Path) -> bytes:
    picture = draw(card)
    with contextlib.suppress(OSError):
        handle, half = tempfile.mkstemp(dir=file.parent)
        with open(handle, "wb") as out:
            out.write(picture)
        os.replace(half, file)
    return picture


def _sweep(kept: Path, used: set[str]) -> None:
    with contextlib.suppress(OSError):
        for file in kept.iterdir():
            if file.name not in used:
                file.unlink(missing_ok=True)


def _name_of(card: Card) -> str:
    said = repr((card.title, card.above, card.below, card.corners))
    return sha256(_pen() + said.encode()).hexdigest()[:32] + ".png"


@cache
def _pen() -> bytes:
    """All that decides the looks of a card, besides what it says: how we draw, with what, and in which letters."""
    ours = [Path(str(module.__file__)).read_bytes() for module in (drawing, typesetting)]
    parts = [*ours, PIL.__version__.encode(), *map(original, FACES)]
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()

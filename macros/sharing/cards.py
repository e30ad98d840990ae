"""The cards of all pages, drawn once and kept for the next build."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import PIL

from macros.assets.web_fonts import original
from macros.base.artifact_cache import ArtifactCache
from macros.sharing import drawing, png, typesetting
from macros.sharing.drawing import PreviewCard, draw
from macros.sharing.typesetting import FACES


def write_cards(cards: Mapping[str, PreviewCard], site: Path, cached: Path) -> None:
    """Write each card to its file, relative to `site`. `cached` is the folder with the cards of the last build."""
    artifacts = ArtifactCache(cached)
    for file, card in sorted(cards.items()):
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifacts.get(_name_of(card), partial(draw, card)))
    artifacts.sweep()


def _name_of(card: PreviewCard) -> str:
    said = repr((card.title, card.above, card.below, card.sign, card.corners))
    return sha256(_pen() + said.encode()).hexdigest()[:32] + ".png"


@cache
def _pen() -> bytes:
    """All that decides the bytes of a card, besides what it says: how we draw, with what, and in which letters."""
    ours = [Path(str(module.__file__)).read_bytes() for module in (drawing, png, typesetting)]
    parts = [*ours, PIL.__version__.encode(), zlib.ZLIB_RUNTIME_VERSION.encode(), *map(original, FACES)]
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()

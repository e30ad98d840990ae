"""The cards of all pages, drawn once and kept for the next build."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import PIL

from macros.assets.web_fonts import original
from macros.base.artifact_cache import ArtifactCache
from macros.base.workers import share_out
from macros.sharing import drawing, png, typesetting
from macros.sharing.drawing import PreviewCard, draw
from macros.sharing.typesetting import FACES


def write_cards(cards: Mapping[str, PreviewCard], site: Path, artifacts: ArtifactCache, jobs: int = 0) -> None:
    """Write each card to its file, relative to `site`, in `jobs` processes. `artifacts` has the cards of the last build."""

    def write(share: Iterable[tuple[str, PreviewCard]]) -> list[str]:
        names = []
        for file, card in share:
            names.append(_name_of(card))
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(artifacts.get(names[-1], partial(draw, card)))
        return names

    for names in share_out(sorted(cards.items()), write, jobs):
        artifacts.use(names)
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

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
from macros.base.former_site import FormerSite, Written
from macros.base.workers import share_out
from macros.sharing import drawing, png, typesetting
from macros.sharing.drawing import PreviewCard, draw
from macros.sharing.typesetting import FACES


def write_cards(
    cards: Mapping[str, PreviewCard], site: Path, artifacts: ArtifactCache, former: FormerSite, jobs: int = 0
) -> None:
    """Write each card to its file, relative to `site`, in `jobs` processes. `artifacts` has the cards of the last build, and
    `former` the files of those that are as they were."""

    def write(share: Iterable[tuple[str, PreviewCard]]) -> tuple[list[str], dict[str, Written]]:
        names, written = [], {}
        for file, card in share:
            name = _name_of(card)
            taken = former.taken_over(file, name.encode())
            if taken is None:
                target = site / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(artifacts.get(name, partial(draw, card)))
                taken = former.noted([file], name.encode())
            names.append(name)
            written[file] = taken
        return names, written

    for names, written in share_out(sorted(cards.items()), write, jobs):
        artifacts.use(names)
        former.add(written)
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

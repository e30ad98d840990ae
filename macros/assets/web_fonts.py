"""The letters of the site: which faces it uses, and their files for a browser and for drawing.

Source Serif (headings, stories) and Source Sans (the rest) were drawn as one family, are
free (SIL Open Font License 1.1) and come from the lock. A browser gets no more of a face
than Dutch and its neighbours need, as WOFF2, from this site: no visitor is told of elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from macros.base.artifact_cache import ArtifactCache

# Latin with the letters of Europe's languages, and the signs that our pages use.
_LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’‚“”„•…€−×←↑→↓✓")]
_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]

_PRELOAD = '\n<link rel="preload" href="{}assets/fonts/serif.woff2" as="font" type="font/woff2" crossorigin>'


@dataclass(frozen=True)
class Face:
    """One cut of a typeface: the file that a browser asks for, and where its original stands."""

    name: str
    package: str
    file: str


FACES = (
    Face("sans", "font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    Face("sans-italic", "font_source_sans_pro", "SourceSansPro-It.ttf"),
    Face("sans-semibold", "font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    Face("serif", "font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    Face("serif-semibold", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
)


def write_fonts(folder: Path, artifacts: ArtifactCache) -> None:
    """Write each face as NAME.woff2 into `folder`, and the licence beside them; `artifacts` has those of the last build."""
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        said = sha256(original(face.name)).digest() + _scissors()
        font = artifacts.get(sha256(said).hexdigest()[:32] + ".woff2", partial(_cut, face))
        (folder / f"{face.name}.woff2").write_bytes(font)
    artifacts.sweep()
    licence = files("font_source_serif_pro") / "files" / "LICENSE.txt"
    (folder / "LICENSE.txt").write_bytes(licence.read_bytes())


def preloads_for(content: str, root: str) -> str:
    """The links for letters that this content shows at once, besides those of every page; `root` leads to the site's root."""
    serif = 'data-kb-face="serif"' in content
    return _PRELOAD.format(root) if serif else ""


def original(name: str) -> bytes:
    """The whole face `name` as TrueType, to draw with. Raises StopIteration for an unknown name."""
    face = next(face for face in FACES if face.name == name)
    return (files(face.package) / "files" / face.file).read_bytes()


@cache
def _scissors() -> bytes:
    """All that decides what is cut from a face: how we do it, and with what."""
    return Path(__file__).read_bytes() + f"{metadata.version('fonttools')} {metadata.version('brotli')}".encode()


def _cut(face: Face) -> bytes:
    """What a browser needs of a face, as WOFF2."""
    from fontTools import subset  # dear to load, and most builds find all faces cut
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=_FEATURES)
    # Without the day on which it was cut. (The option of this name reaches only a font that it opens itself.)
    font = TTFont(BytesIO(original(face.name)), lazy=True, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    target = BytesIO()
    subset.save_font(font, target, options)
    return target.getvalue()

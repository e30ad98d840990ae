"""Setting the title of a card: as large as fits, on a few lines of about the same length."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from PIL import ImageFont

from macros.assets.web_fonts import original

TITLE = "serif-semibold"
FACES = (TITLE, "sans-semibold", "sans")

_SIZES = range(88, 39, -4)
_LINES = ((80, 2), (60, 3), (46, 4), (0, 5))  # above this size, at most so many lines
_LONGEST = 26  # the letters of a word that surely fit on a line at the smallest size


def fitted(title: str, width: int) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines, about as long as each other."""
    words = title.split() or [""]
    for size in _SIZES:
        most = next(lines for above, lines in _LINES if size > above)
        widths = [width_of(word, TITLE, size) for word in words]
        space = width_of(" ", TITLE, size)
        lines = _broken(widths, space, width)
        if len(lines) <= most and max(widths) <= width:
            narrow = width
            while narrow > 60 and len(_broken(widths, space, narrow - 20)) == len(lines):
                narrow -= 20
            return size, _joined(words, _broken(widths, space, max(narrow, int(max(widths)) + 1)))
    words = [cut(word, _LONGEST) for word in words]
    widths = [width_of(word, TITLE, size) for word in words]
    lines = _broken(widths, space, width)[:most]
    return size, _joined(words, lines)[:-1] + [_joined(words, lines)[-1].rstrip(" ,;:.…") + "…"]


def _broken(widths: Sequence[float], space: float, most: float) -> list[int]:
    """How many words go on each line of at most `most` pixels."""
    lines, filled = [0], 0.0
    for width in widths:
        if lines[-1] and filled + space + width > most:
            lines.append(0)
            filled = 0.0
        filled += width + (space if lines[-1] else 0)
        lines[-1] += 1
    return lines


def _joined(words: Sequence[str], lines: Iterable[int]) -> list[str]:
    rest = iter(words)
    return [" ".join(next(rest) for _ in range(number)) for number in lines]


def cut(text: str, most: int) -> str:
    """A text of at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def shortened(text: str, name: str, size: int, width: float) -> str:
    """As much of a text as fits on one line."""
    parts = (cut(text, most) for most in range(len(text), 1, -1))
    return next((part for part in parts if width_of(part, name, size) <= width), "")


def drawable(text: str) -> str:
    """A text as our faces can draw it; empty where they lack half of its letters or more.

    Signs without a shape are left out. For a sign that the faces lack comes its plain form (ﬁ is fi, ｗ is w),
    and where there is none a space: a card without a word says less, one with boxes looks broken.
    """
    signs = [sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) not in ("Cc", "Cf")]
    drawn = [_drawable(sign) for sign in signs]
    letters = sum(sign.isalnum() for sign in signs)
    lost = sum(sign.isalnum() and not shape.strip() for sign, shape in zip(signs, drawn, strict=True))
    return " ".join("".join(drawn).split()) if letters and 2 * lost < letters else ""


def _drawable(sign: str) -> str:
    if sign.isspace():
        return " "
    plain = next((form for form in (sign, unicodedata.normalize("NFKD", sign)) if _signs().issuperset(form)), None)
    if plain is None:
        return "" if unicodedata.combining(sign) else " "
    return plain


@cache
def _signs() -> frozenset[str]:
    """The signs that all our faces have."""
    return frozenset.intersection(*(frozenset(_widths(name)) for name in FACES))


def width_of(text: str, name: str, size: float) -> float:
    """How long a text is in one of our faces, in pixels.

    By the widths of the design: as hinted, which is what Pillow tells, a “ has no room beside an f.
    """
    widths = _widths(name)
    return size * sum(widths.get(sign, 0) for sign in text)


@lru_cache(maxsize=8)
def _widths(name: str) -> dict[str, float]:
    """How wide each sign is in a face of one pixel."""
    from fontTools.ttLib import TTFont  # dear to load, and most builds find all cards drawn

    font = TTFont(io.BytesIO(original(name)), lazy=True)
    return {chr(sign): font["hmtx"][shape][0] / font["head"].unitsPerEm for sign, shape in font.getBestCmap().items()}


@lru_cache(maxsize=64)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of the site's typefaces, in pixels."""
    # Not every machine has the library for the finer layout, and its absence would give other bytes.
    return ImageFont.truetype(io.BytesIO(original(name)), size, layout_engine=ImageFont.Layout.BASIC)

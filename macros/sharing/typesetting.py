"""Setting the title of a card: as large as fits, on a few lines of about the same length."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from fontTools.ttLib import TTFont
from PIL import ImageFont

from macros.assets.web_fonts import original

TITLE = "serif-semibold"
FACES = (TITLE, "sans-semibold", "sans")

_SIZES = range(108, 39, -4)
_LINES = ((84, 2), (64, 3), (52, 4), (0, 5))  # above this size, at most so many lines
_MEASURE = 200  # words are measured once, this large
_LONGEST = 26  # the letters of a word that surely fit on a line at the smallest size


def fitted(title: str, width: int) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines, about as long as each other."""
    words = title.split() or [""]
    for size in _SIZES:
        most = next(lines for above, lines in _LINES if size > above)
        widths = [_width(word) * size / _MEASURE for word in words]
        space = _width(" ") * size / _MEASURE
        lines = _broken(widths, space, width)
        if len(lines) <= most and max(widths) <= width:
            narrow = width
            while narrow > 60 and len(_broken(widths, space, narrow - 20)) == len(lines):
                narrow -= 20
            return size, _joined(words, _broken(widths, space, max(narrow, int(max(widths)) + 1)))
    words = [cut(word, _LONGEST) for word in words]
    widths = [_width(word) * size / _MEASURE for word in words]
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
    maps = (TTFont(io.BytesIO(original(name)), lazy=True).getBestCmap() for name in FACES)
    return frozenset.intersection(*(frozenset(map(chr, signs)) for signs in maps))


@lru_cache(maxsize=20_000)
def _width(word: str) -> float:
    return face(TITLE, _MEASURE).getlength(word)


@lru_cache(maxsize=64)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of the site's typefaces, in pixels."""
    # Not every machine has the library for the finer layout, and its absence would give other bytes.
    return ImageFont.truetype(io.BytesIO(original(name)), size, layout_engine=ImageFont.Layout.BASIC)

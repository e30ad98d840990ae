"""The picture of a page where its link is shared: 1200 by 630 pixels, in our own face.

A card is drawn in numbers of colours, not in colours: every ink is a few shades between
the ground and itself, sixteen in all, and a letter's edge is one of those. Rows with a
title have nothing else on them, so what stands above and below is compressed once for
all cards of a kind. That makes a card small and quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw

from macros.sharing.png import Band, band, png
from macros.sharing.typesetting import TITLE, cut, drawable, face, fitted, shortened, width_of

SIZE = (1200, 630)

_Colour = tuple[int, int, int]
_GROUND: _Colour = (0x0C, 0x4A, 0x52)


class _Ink(NamedTuple):
    """A colour, the number of its first shade, and how many there are; the last is the colour itself."""

    colour: _Colour
    first: int
    shades: int


_PAPER = _Ink((255, 255, 255), 1, 3)
_SOFT = _Ink((0xA9, 0xD3, 0xD2), 4, 2)
_LINE = _Ink((0x42, 0x86, 0x8C), 6, 2)
_AMBER = _Ink((0xED, 0xA1, 0x2F), 8, 3)
_TEAL = _Ink((0x4F, 0xC4, 0xB1), 11, 2)
_BLUE = _Ink((0x7F, 0xB2, 0xEA), 13, 2)


def _shades() -> Iterator[int]:
    yield from _GROUND
    for ink in (_PAPER, _SOFT, _LINE, _AMBER, _TEAL, _BLUE):
        for shade in range(1, ink.shades + 1):
            yield from (
                round(low + (high - low) * shade / ink.shades) for low, high in zip(_GROUND, ink.colour, strict=True)
            )


_PALETTE = bytes(_shades())

_LEFT, _RIGHT = 76, 1124
_ABOVE, _BELOW = 124, 416  # the rows of the title
_LEADING = 1.17

# The three corners of the sign, as far from its middle: the place of each, its colour, and on which side its name stands.
_DOT = 16
_REACH = 80
_CORNERS = (
    ((0.0, -1.0), _AMBER, 1),
    ((-0.866, 0.5), _TEAL, -1),
    ((0.866, 0.5), _BLUE, 1),
)
_MIDDLE = 522
_NAME, _GAP = 26, 12  # how large a name is, and how far from its corner
_LARGE = 40  # from this size on a letter may stand half a pixel aside
_FINE = 4  # the sign is drawn this much larger, for smooth edges
_PATIENT, _QUICK = 9, 6  # levels of zlib: for what many cards share, and for what is of one


@dataclass(frozen=True)
class PreviewCard:
    """What a card says. `sign` is what the corners of the sign stand for, without which there is none; `corners` are those
    that are filled, in a sign that names its corners; None for the plain one."""

    title: str
    above: str = ""
    below: str = ""
    sign: tuple[str, ...] = ()
    corners: tuple[str, ...] | None = None


def draw(card: PreviewCard) -> bytes:
    """A card as PNG. The same card is the same bytes, wherever it is drawn.

    A title that our faces cannot draw gives way to what stands below it, the name of the site.
    """
    below = drawable(card.below)
    size, lines = fitted(drawable(card.title) or below, _RIGHT - _LEFT)
    leading = round(size * _LEADING)
    rows = leading * len(lines) + size // 8  # the last line has its tails below it
    title = Image.new("L", (SIZE[0], rows), 0)
    for number, line in enumerate(lines):
        _write(title, (_LEFT, number * leading), line, TITLE, size, _PAPER)
    above = (_BELOW - _ABOVE - rows) // 2
    bands = (
        _head(drawable(card.above)),
        _blank(above),
        band(title, _QUICK),
        _blank(_BELOW - _ABOVE - rows - above),
        _foot(below, card.sign, card.corners),
    )
    return png(SIZE, _PALETTE, bands)


@lru_cache(maxsize=512)
def _blank(rows: int) -> Band:
    return band(Image.new("L", (SIZE[0], rows), 0), _PATIENT)


@lru_cache(maxsize=64)
def _head(above: str) -> Band:
    """The rows above a title, with what it is one of."""
    rows = Image.new("L", (SIZE[0], _ABOVE), 0)
    if above:
        _write(rows, (_LEFT, 72), cut(above, 40), "sans-semibold", 30, _AMBER)
    return band(rows, _PATIENT)


@lru_cache(maxsize=64)
def _foot(below: str, names: tuple[str, ...], corners: tuple[str, ...] | None) -> Band:
    """The rows below a title, with the name of the site and the sign."""
    rows = Image.new("L", (SIZE[0], SIZE[1] - _BELOW), 0)
    faces = {name: "sans-semibold" if name in (corners or ()) else "sans" for name in names}
    widths = [round(width_of(name, faces[name], _NAME)) + _GAP if corners is not None else 0 for name in names]
    middle = (_RIGHT - (widths[-1] if names else 0) - _DOT - round(_REACH * _CORNERS[-1][0][0]), _MIDDLE - _BELOW)
    side = 2 * (_REACH + 2 * _DOT)
    left = middle[0] - side // 2
    for mask, ink in _sign(side, names, corners) if names else ():
        _lay(rows, mask, ink, (left, middle[1] - side // 2))
    for name, width, ((x, y), ink, way) in zip(names, widths, _CORNERS, strict=True) if corners is not None else ():
        beside = way * _DOT + (_GAP if way > 0 else -width)
        place = (middle[0] + round(x * _REACH) + beside, middle[1] + round(y * _REACH) - 18)
        _write(rows, place, name, faces[name], _NAME, ink if name in (corners or ()) else _SOFT)
    room = (left - widths[1] if names else _RIGHT) - _LEFT
    _write(rows, (_LEFT, 536 - _BELOW), shortened(below, "sans", 30, room), "sans", 30, _SOFT)
    return band(rows, _PATIENT)


def _sign(side: int, names: tuple[str, ...], corners: tuple[str, ...] | None) -> Iterable[tuple[Image.Image, _Ink]]:
    """The triangle and its corners, each as a mask of `side` pixels square with its ink, in the order to lay them."""
    middle, reach = side * _FINE / 2, _REACH * _FINE
    places = [(middle + x * reach, middle + y * reach) for (x, y), *_ in _CORNERS]
    lines = Image.new("L", (side * _FINE, side * _FINE), 0)
    pen = ImageDraw.Draw(lines)
    pen.line([*places, places[0]], fill=255, width=3 * _FINE)
    for place in places:
        pen.circle(place, (_DOT + 6) * _FINE, fill=0)
    yield lines.reduce(_FINE), _LINE
    for name, (_, ink, _way), place in zip(names, _CORNERS, places, strict=True):
        mask = Image.new("L", lines.size, 0)
        pen = ImageDraw.Draw(mask)
        pen.circle(place, _DOT * _FINE, fill=255)
        if corners is not None and name not in corners:
            pen.circle(place, (_DOT - 3) * _FINE, fill=0)
        yield mask.reduce(_FINE), ink


def _write(rows: Image.Image, place: tuple[int, int], text: str, name: str, size: int, ink: _Ink) -> None:
    # In a file two pixels are a byte: where a large letter stands at an even place, it is the same bytes each time.
    step = 2 if size >= _LARGE else 1
    left = float(place[0])
    for sign in text:
        letter = _letter(sign, name, size, ink)
        if letter:
            rows.paste(letter.shades, (round(left / step) * step - letter.before, place[1]), letter.mask)
        left += width_of(sign, name, size)


class _Letter(NamedTuple):
    """A sign as drawn: its shades, where they are, and how far it begins before its place."""

    shades: Image.Image
    mask: Image.Image
    before: int


@lru_cache(maxsize=4096)
def _letter(sign: str, name: str, size: int, ink: _Ink) -> _Letter | None:
    """A sign, where it has a shape."""
    font = face(name, size)
    left, _, right, bottom = font.getbbox(sign)
    if right <= left:
        return None
    before = 2 * max(0, -int(left // 2))
    mask = Image.new("L", (before + int(right) + 1, int(bottom) + 1), 0)
    ImageDraw.Draw(mask).text((before, 0), sign, fill=255, font=font)
    return _Letter(mask.point(_shades_of(ink)), mask.point(_seen(ink)), before)


def _lay(rows: Image.Image, mask: Image.Image, ink: _Ink, place: tuple[int, int]) -> None:
    """Lay ink where `mask` is not black: the lighter the mask, the further from the ground."""
    rows.paste(mask.point(_shades_of(ink)), place, mask.point(_seen(ink)))


@lru_cache(maxsize=16)
def _shades_of(ink: _Ink) -> list[int]:
    shades = (round(level * ink.shades / 255) for level in range(256))
    return [ink.first + shade - 1 if shade else 0 for shade in shades]


@lru_cache(maxsize=16)
def _seen(ink: _Ink) -> list[int]:
    return [255 if shade else 0 for shade in _shades_of(ink)]

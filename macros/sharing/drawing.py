"""The picture of a page where its link is shared: 1200 by 630 pixels, in our own face.

A card is drawn in numbers of colours, not in colours: every ink is a row of shades
between the ground and itself, and a letter's edge is one of those. That makes a card
small and quick, where drawing in full colour and counting colours afterwards is not.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from macros.sharing.typesetting import cut, drawable, face, fitted

SIZE = (1200, 630)

_Colour = tuple[int, int, int]
_GROUND: _Colour = (0x0C, 0x4A, 0x52)
_SHADES = 7


class _Ink(NamedTuple):
    """A colour and the number of its first shade; the last shade is the colour itself."""

    colour: _Colour
    first: int


_COLOURS = ((255, 255, 255), (0xA9, 0xD3, 0xD2), (0x42, 0x86, 0x8C), (0xED, 0xA1, 0x2F), (0x4F, 0xC4, 0xB1), (0x7F, 0xB2, 0xEA))  # fmt: skip
_PAPER, _SOFT, _LINE, _AMBER, _TEAL, _BLUE = (
    _Ink(colour, 1 + number * _SHADES) for number, colour in enumerate(_COLOURS)
)


def _shades() -> Iterable[int]:
    yield from _GROUND
    for colour in _COLOURS:
        for shade in range(1, _SHADES + 1):
            yield from (round(low + (high - low) * shade / _SHADES) for low, high in zip(_GROUND, colour, strict=True))


_PALETTE = bytes(_shades())

# The three corners of the sign, as far from its middle: the place of each and its colour.
_MIDDLE, _REACH = (940, 352), 180
_CORNERS = (
    ((0.0, -1.0), _AMBER),
    ((-0.866, 0.5), _TEAL),
    ((0.866, 0.5), _BLUE),
)
_DOT = 27
_FINE = 4  # the sign is drawn this much larger, for smooth edges

_LEFT, _WIDTH = 76, 650
_ABOVE, _BELOW = 146, 496  # where the title may stand
_LEADING = 1.17


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
    above, below = drawable(card.above), drawable(card.below)
    picture = _ground(above, below, card.sign, card.corners).copy()
    size, lines = fitted(drawable(card.title) or below, _WIDTH)
    leading = round(size * _LEADING)
    top = _ABOVE + (_BELOW - _ABOVE - leading * len(lines)) // 2
    _write(picture, (_LEFT, top), lines, face("serif-semibold", size), _PAPER, leading)
    picture.putpalette(_PALETTE)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


@lru_cache(maxsize=16)
def _ground(above: str, below: str, names: tuple[str, ...], corners: tuple[str, ...] | None) -> Image.Image:
    """What all cards of a kind share, drawn once: the ground, the sign and the names above and below."""
    picture = Image.new("L", SIZE, 0)
    side = 2 * _REACH + 4 * _DOT
    for mask, ink in _sign(side, names, corners) if names else ():
        _lay(picture, mask, ink, (_MIDDLE[0] - side // 2, _MIDDLE[1] - side // 2))
    if corners is not None:
        for name, ((x, y), ink) in zip(names, _CORNERS, strict=True):
            place = (_MIDDLE[0] + round(x * _REACH), _MIDDLE[1] + round(y * _REACH))
            font = face("sans-semibold" if name in corners else "sans", 27)
            offset = -_DOT - 46 if y < 0 else _DOT + 12
            left = place[0] - round(font.getlength(name) / 2)
            _write(picture, (left, place[1] + offset), [name], font, ink if name in corners else _SOFT, 36)
    if above:
        _write(picture, (_LEFT, 72), [cut(above, 40)], face("sans-semibold", 30), _AMBER, 36)
    _write(picture, (_LEFT, 536), [below], face("sans", 30), _SOFT, 38)
    return picture


def _sign(side: int, names: tuple[str, ...], corners: tuple[str, ...] | None) -> Iterable[tuple[Image.Image, _Ink]]:
    """The triangle and its corners, each as a mask of `side` pixels square with its ink, in the order to lay them."""
    middle, reach = side * _FINE / 2, _REACH * _FINE
    places = [(middle + x * reach, middle + y * reach) for (x, y), _ in _CORNERS]
    lines = Image.new("L", (side * _FINE, side * _FINE), 0)
    pen = ImageDraw.Draw(lines)
    pen.line([*places, places[0]], fill=255, width=4 * _FINE)
    for place in places:
        pen.circle(place, (_DOT + 9) * _FINE, fill=0)
    yield lines.reduce(_FINE), _LINE
    for name, (_, ink), place in zip(names, _CORNERS, places, strict=True):
        mask = Image.new("L", lines.size, 0)
        pen = ImageDraw.Draw(mask)
        pen.circle(place, _DOT * _FINE, fill=255)
        if corners is not None and name not in corners:
            pen.circle(place, (_DOT - 4) * _FINE, fill=0)
        yield mask.reduce(_FINE), ink


def _write(
    picture: Image.Image,
    place: tuple[int, int],
    lines: Sequence[str],
    font: ImageFont.FreeTypeFont,
    ink: _Ink,
    leading: int,
) -> None:
    width = max(round(font.getlength(line)) for line in lines) + 8
    mask = Image.new("L", (width, leading * len(lines) + round(font.size / 2)), 0)
    pen = ImageDraw.Draw(mask)
    for number, line in enumerate(lines):
        pen.text((0, number * leading), line, fill=255, font=font)
    _lay(picture, mask, ink, place)


def _lay(picture: Image.Image, mask: Image.Image, ink: _Ink, place: tuple[int, int]) -> None:
    """Lay ink where `mask` is not black: the lighter the mask, the further from the ground."""
    shades = mask.point(_shades_of(ink))
    picture.paste(shades, place, mask.point(_SEEN))


_SEEN = [0 if round(level * _SHADES / 255) == 0 else 255 for level in range(256)]


@lru_cache(maxsize=16)
def _shades_of(ink: _Ink) -> list[int]:
    shades = (round(level * _SHADES / 255) for level in range(256))
    return [ink.first + shade - 1 if shade else 0 for shade in shades]

"""A card is a sound PNG that weighs little, since there are as many as pages."""

from __future__ import annotations

import io
import statistics
import struct
import zlib

import pytest
from PIL import Image

from macros.sharing.drawing import SIZE, PreviewCard, draw
from macros.sharing.png import band, png

MOST = 7000  # bytes in the mean
NAMES = ("leren", "werken", "innoveren")
CARDS = [
    PreviewCard("Waddencampus", "Communities", "Kennisbank Learning Communities", NAMES, NAMES[:2]),
    PreviewCard("Universiteit Twente", "Organisaties", "Kennisbank Learning Communities", NAMES),
    PreviewCard("Werkplaats leren verduurzamen", "Tools", "Kennisbank Learning Communities", NAMES),
    PreviewCard("Community vraag bedrijf 217", "Communities", "Kennisbank Learning Communities", NAMES, ("leren",)),
    PreviewCard("Vakmanschap", "Begrippen", "Kennisbank Learning Communities", NAMES),
]
ODD = [
    PreviewCard("", "", ""),
    PreviewCard("a " * 400, "b" * 99, "c" * 99, NAMES, ()),
    PreviewCard("Donaudampfschifffahrtsgesellschaftskapitän", "", "Kennisbank", ("x" * 30, "y" * 30, "z" * 30), ()),
    *(PreviewCard("ÅjÇ|, " * number, "Één", "Kennisbank", NAMES) for number in range(1, 30)),
]


def data(card: bytes) -> bytes:
    """The rows of a PNG. Raises where a sum or a length is wrong."""
    at, found = 8, b""
    while at < len(card):
        (length,) = struct.unpack(">I", card[at : at + 4])
        name, body = card[at + 4 : at + 8], card[at + 8 : at + 8 + length]
        assert struct.unpack(">I", card[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + body),)
        found += body if name == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(found)  # sees to the Adler-32 of all bands


@pytest.mark.parametrize("card", [*CARDS, *ODD], ids=lambda card: card.title[:20])
def test_a_card_is_sound(card: PreviewCard) -> None:
    drawn = draw(card)
    assert len(data(drawn)) == (SIZE[0] // 2 + 1) * SIZE[1]
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.load()
        assert picture.size == SIZE
        # Nothing touches the edge: no letter is cut off.
        edge = [*(picture.crop(side).getcolors() or () for side in ((0, 0, 1, 630), (1199, 0, 1200, 630)))]
        assert [len(colours) for colours in edge] == [1, 1]


def test_cards_weigh_little() -> None:
    assert statistics.mean(len(draw(card)) for card in CARDS) <= MOST


def test_bands_are_one_picture() -> None:
    picture = Image.radial_gradient("L").point([level // 16 for level in range(256)])
    palette = bytes(level for number in range(16) for level in (number * 17,) * 3)
    cuts = [0, 3, 100, 101, 256]
    bands = [band(picture.crop((0, top, 256, end)), 6) for top, end in zip(cuts, cuts[1:], strict=False)]
    with Image.open(io.BytesIO(png(picture.size, palette, bands))) as read:
        assert read.convert("L").tobytes() == picture.point([level * 17 % 256 for level in range(256)]).tobytes()
    assert data(png(picture.size, palette, bands)) == data(png(picture.size, palette, [band(picture, 9)]))

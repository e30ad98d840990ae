"""A picture of at most sixteen colours as PNG (ISO/IEC 15948), of bands of rows that are each compressed by themselves.

What many pictures share is compressed once, and with patience. A picture is given in numbers of colours (mode L).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image

_PRIME = 65521  # of Adler-32 (RFC 1950)


class Band(NamedTuple):
    """Rows as they stand in a file: compressed, how many bytes they are, and their Adler-32."""

    packed: bytes
    length: int
    sum: int


def band(rows: Image.Image, level: int) -> Band:
    """Compress rows: two pixels in a byte, each row after a 0, which says that no filter was used."""
    paletted = rows.crop((-2, 0, *rows.size))  # two pixels of colour 0 are that 0
    paletted.putpalette(bytes(48))
    raw = paletted.tobytes("raw", "P;4")
    pen = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL + 1)
    return Band(pen.compress(raw) + pen.flush(zlib.Z_FULL_FLUSH), len(raw), zlib.adler32(raw))


def png(size: tuple[int, int], palette: bytes, bands: Iterable[Band]) -> bytes:
    """A file of these bands, from top to bottom. `palette` has three bytes for each colour."""
    packed, total = [b"\x78\xda"], 1
    for one in bands:
        packed.append(one.packed)
        total = _joined(total, one)
    data = b"".join([*packed, b"\x03\x00", struct.pack(">I", total)])  # an empty last block, and the sum of all
    head = struct.pack(">IIBBBBB", *size, 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def _joined(total: int, more: Band) -> int:
    """The Adler-32 of all so far and of what comes after it."""
    low = (total & 0xFFFF) + (more.sum & 0xFFFF) - 1
    high = (total >> 16) + (more.sum >> 16) + more.length * ((total & 0xFFFF) - 1)
    return high % _PRIME << 16 | low % _PRIME

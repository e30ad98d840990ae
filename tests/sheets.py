"""Reading the PDF that Chromium prints: its sheets, and the text on each.

It knows only what Skia writes: objects in the open, streams deflated, and letters as glyphs of two bytes
that a font's ToUnicode table gives back as characters.
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>")
_CHAR = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """The width and height of each sheet, in whole points."""
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in found]


def texts(pdf: bytes) -> list[str]:
    """The text of each sheet as `bare` gives a text: where spaces stand, only the eye can tell."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    return [_text(body, objects) for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def _text(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name: _characters(objects[int(n)], objects) for name, n in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    font: dict[int, str] = {}
    found = []
    for name, glyphs in _SHOWN.findall(_stream(page, "Contents", objects)):
        if name:
            font = fonts[name]
        found += [font.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4)]
    return bare("".join(found))


def _characters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    """What each glyph of a font stands for."""
    table = _stream(font, "ToUnicode", objects)
    known = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in _CHAR.findall(table)}
    for first, last, start in _RANGE.findall(table):
        for place, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
            known[glyph] = chr(int(start, 16) + place)
    return known


def _stream(body: bytes, name: str, objects: dict[int, bytes]) -> bytes:
    """The stream that an object calls `name`; nothing where it has none."""
    number = re.search(rb"/%s (\d+) 0 R" % name.encode(), body)
    stream = _STREAM.search(objects[int(number.group(1))]) if number else None
    return zlib.decompress(stream.group(1)) if stream else b""

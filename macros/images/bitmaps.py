"""What a bitmap is: taken apart, decoded, and written anew with nothing but the picture.

A bitmap is taken apart here, before Pillow sees it: what a decoder would read without end, or
keep in memory, does not reach it. Pillow is imported when there is a bitmap, since most checks
meet none. Which files there are, and what is said of them, is for `images`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.problems.problem import START, Spot

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAX_PIXELS = 16_000_000
MAX_WEBP_PIXELS = 10_000_000  # a decoder of WebP keeps four copies in memory
MAX_LONG = 20_000  # of one side; a panorama of a telephone has 16,000
MAX_SIDE = 1600  # in pixels, of a bitmap as published

# Beyond these, a file is made to keep a reader busy: each part costs time, each scan of a JPEG all its pixels.
_MAX_PARTS = 10_000
_MAX_SCANS = 30

_AGAIN = "Open de afbeelding in een tekenprogramma en bewaar haar opnieuw, of zet het oorspronkelijke bestand neer."
_PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"}
_JPEG_MARKER = re.compile(rb"\xff{1,16}([\xc0-\xfe])")
_JPEG_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class ImageError(Exception):
    """Why a file is no image that can be published: the makings of a problem."""

    def __init__(self, code: str, message: str, hint: str, spot: Spot = START) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.spot = spot


class Bitmap(NamedTuple):
    """A bitmap as its file describes it. `data` is without metadata, but for a colour profile."""

    data: bytes
    width: int
    height: int
    orientation: int = 1  # as in EXIF
    lossless: bool = True


def take_apart(kind: str, raw: bytes) -> Bitmap:
    """Size, orientation and the bytes that matter. Raises ImageError, also when there is more than a file may have."""
    try:
        bitmap = _READERS[kind](raw)
    except IndexError as error:
        raise _broken() from error
    pixels = bitmap.width * bitmap.height
    if not pixels:
        raise _broken()
    long, side = max((bitmap.width, "breed"), (bitmap.height, "hoog"))
    if long > MAX_LONG and pixels <= MAX_PIXELS:
        raise ImageError(
            "image-size",
            f"Deze afbeelding is {_thousands(long)} beeldpunten {side}; het mogen er {_thousands(MAX_LONG)} zijn.",
            f"Snijd er een stuk uit, of verklein haar tot {_thousands(MAX_SIDE)} beeldpunten; groter toont de site haar niet.",
        )
    limit = MAX_WEBP_PIXELS if kind == "WebP" else MAX_PIXELS
    if pixels > limit:
        raise ImageError(
            "image-size",
            f"Deze afbeelding heeft {_thousands(bitmap.width)} bij {_thousands(bitmap.height)} beeldpunten; "
            f"in een {kind}-bestand mogen dat er {limit // 1_000_000} miljoen zijn.",
            f"Verklein de afbeelding, bijvoorbeeld tot {MAX_SIDE} beeldpunten breed; groter toont de site haar niet.",
        )
    return bitmap


def _read_png(raw: bytes) -> Bitmap:
    """The chunks of a PNG, see the W3C's Portable Network Graphics, chapters 5 and 11."""
    kept = [raw[:8]]
    orientation = 1
    at = 8
    for _ in range(_MAX_PARTS):
        length, name = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        data, at = at + 8, at + length + 12
        if at > len(raw):
            raise _broken()
        if name in _PNG_PARTS:
            kept.append(raw[data - 8 : at])
        elif name == b"acTL" and int.from_bytes(raw[data : data + 4]) > 1:
            raise _moving()
        elif name == b"eXIf":
            orientation = _orientation(raw[data : at - 4])
        if name == b"IEND":
            return Bitmap(b"".join(kept), int.from_bytes(raw[16:20]), int.from_bytes(raw[20:24]), orientation)
    raise _broken()


def _read_jpeg(raw: bytes) -> Bitmap:
    """The segments of a JPEG up to its end, see ITU-T T.81, annex B; what comes after it does not count."""
    kept = [raw[:2]]
    width = height = scans = 0
    orientation = 1
    at = 2
    for _ in range(_MAX_PARTS):
        marker = _JPEG_MARKER.match(raw, at)
        if not marker:
            raise _broken()
        code, at = marker[1][0], marker.end()
        if code == 0xD9:
            return Bitmap(b"".join([*kept, b"\xff\xd9"]), width, height, orientation, lossless=False)
        data, end = at + 2, at + int.from_bytes(raw[at : at + 2])
        if code in _JPEG_SIZES:
            height, width = int.from_bytes(raw[data + 1 : data + 3]), int.from_bytes(raw[data + 3 : data + 5])
        elif code == 0xE1 and raw.startswith(b"Exif\0\0", data):
            orientation = _orientation(raw[data + 6 : end])
        elif code == 0xDA:
            scans += 1
            following = _JPEG_NEXT.search(raw, end)
            if not following or scans > _MAX_SCANS:
                raise _broken()
            end = following.start()
        profile = code == 0xE2 and raw.startswith(b"ICC_PROFILE\0", data)
        if code < 0xE0 or code in (0xE0, 0xEE) or profile:  # the last two say what the colours mean
            kept += [b"\xff" + marker[1], raw[at:end]]
        at = end
    raise _broken()


def _read_webp(raw: bytes) -> Bitmap:
    """The chunks of a WebP, see RFC 9649."""
    whole = 8 + int.from_bytes(raw[4:8], "little")
    if whole > len(raw):
        raise _broken()
    size = (0, 0)
    orientation, lossless = 1, False
    at = 12
    for _ in range(_MAX_PARTS):
        if at + 8 > whole:
            return Bitmap(raw[:whole], *size, orientation, lossless)
        name, length = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        data = raw[at + 8 : at + 8 + min(length, 10)]
        if name in (b"ANIM", b"ANMF"):
            raise _moving()
        if name == b"VP8X":
            size = 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
        elif name == b"VP8L":
            lossless = True
            bits = int.from_bytes(data[1:5], "little")
            size = max(size, (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)))
        elif name == b"VP8 ":
            sides = int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF
            size = max(size, sides)
        elif name == b"EXIF":
            orientation = _orientation(raw[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        at += 8 + length + length % 2
    raise _broken()


_READERS: dict[str, Callable[[bytes], Bitmap]] = {"PNG": _read_png, "JPEG": _read_jpeg, "WebP": _read_webp}


def _orientation(exif: bytes) -> int:
    """How a picture is to be turned, 1 to 8: tag 0x0112 of EXIF, and of EXIF nothing else."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(exif[:4])
    if order is None:
        return 1

    def number(at: int, length: int) -> int:
        return int.from_bytes(exif[at : at + length], order)  # type: ignore[arg-type]

    start = number(4, 4)
    for entry in range(start + 2, start + 2 + 12 * min(number(start, 2), 200), 12):
        if number(entry, 2) == 0x0112:
            value = number(entry + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1


def fit(width: int, height: int) -> tuple[int, int]:
    """The size at which an image of this size is shown."""
    scale = min(1.0, MAX_SIDE / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))


def decode(kind: str, bitmap: Bitmap, size: tuple[int, int]) -> Pixels:
    """The pixels of a bitmap; of a JPEG perhaps at less than its size, but not less than `size`. Raises ImageError."""
    from PIL.ImageFile import ImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    readers: dict[str, type[ImageFile]] = {"PNG": PngImageFile, "JPEG": JpegImageFile, "WebP": WebPImageFile}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are for programmers; what matters raises
        try:
            image = readers[kind](BytesIO(bitmap.data))
            if image.size != (bitmap.width, bitmap.height):  # a second header, which would go round the bounds
                raise _broken()
            if kind == "JPEG":
                image.draft(image.mode, size)
            image.load()
        except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, MemoryError) as error:
            raise _broken() from error
    return image


def encode(kind: str, bitmap: Bitmap) -> bytes:
    """The bitmap upright, in the colours of the web, at the size of the site, with nothing else in it. Raises ImageError."""
    from PIL.Image import Resampling, Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    size = fit(bitmap.width, bitmap.height)
    image = decode(kind, bitmap, size)
    profile = image.info.get("icc_profile")
    options = _options(kind, bitmap)
    if kind == "PNG" and image.mode == "P" and image.size == size and not profile:
        options["transparency"] = image.info.get("transparency")  # a palette is smaller, and as good
        image = image.copy()
    else:
        if image.mode.startswith("I"):  # 16 bits a pixel, which are slow to convert at full size
            image = image.resize(size, Resampling.LANCZOS)
        image = _full_colours(image)
        image = image.resize(size, Resampling.LANCZOS)
        if profile:
            image = _in_srgb(image, profile)
        if image.mode == "CMYK" or (kind != "PNG" and image.mode == "LA"):
            image = image.convert("RGB" if image.mode == "CMYK" else "RGBA")
    if bitmap.orientation in turns:
        image = image.transpose(turns[bitmap.orientation])
    image.info = {}  # of which Pillow would write some
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _options(kind: str, bitmap: Bitmap) -> dict[str, Any]:
    if kind == "PNG":
        return {}
    if kind == "JPEG":
        return {"quality": 85, "optimize": True, "progressive": True}
    return {"lossless": bitmap.lossless, "quality": 80 if bitmap.lossless else 85}


def _full_colours(image: Pixels) -> Pixels:
    """The image in a mode that can be scaled and written: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Pixels, profile: bytes) -> Pixels:
    """The image with its colours as a browser takes them without a profile. A profile that does not work is ignored."""
    from PIL import ImageCms

    mode = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}.get(image.mode)
    if mode is None:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _broken() -> ImageError:
    return ImageError(
        "image-broken", "Deze afbeelding is niet te openen: het bestand is beschadigd of niet af.", _AGAIN
    )


def _moving() -> ImageError:
    return ImageError(
        "image-kind", "Deze afbeelding beweegt; de site toont alleen stilstaande.", "Bewaar er één beeld van."
    )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")

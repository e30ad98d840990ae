"""The images in `content/images/`: which there are, what is wrong with them, and how they are published.

This module owns names, kinds and sizes of files. What is inside a bitmap is for `bitmaps`, a
drawing for `svg`, and references to images for `addresses` and `targets`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.images import svg
from macros.images.bitmaps import MAX_SIDE, ImageError, decode, encode, fit, take_apart
from macros.images.svg_nodes import SvgError
from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import IMAGES, file_name
from macros.reading.strays import LFS, LFS_WORDS, why_stray

MAX_BYTES = 6_000_000
MAX_SVG_BYTES = 300_000

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+")
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".svg": "SVG"}
_OTHER_KINDS = "Bewaar de afbeelding als JPEG, PNG, WebP of SVG."
# How files of a kind begin; the first are the kinds that the site shows.
_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)"), "SVG"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "AVIF"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"%PDF-"), "PDF"),
)


@dataclass(frozen=True)
class Image:
    """An image that can be published. `path` is relative to the root; the size is that of the published image."""

    name: str
    path: str
    file: Path
    width: int
    height: int


def find_images(root: Path) -> tuple[dict[str, Image], frozenset[str], list[Problem]]:
    """Read all images of `root`/content/images.

    Returns the images by name, sorted; the names that exist but cannot be used; and the
    problems, one for each of those, and warnings.
    """
    folder = root / "content" / IMAGES
    images: dict[str, Image] = {}
    unusable: set[str] = set()
    problems: list[Problem] = []

    def report(file: Path, wrong: ImageError) -> None:
        path = file.relative_to(root).as_posix()
        problems.append(Problem.of(wrong.code, path, wrong.spot, str(wrong), wrong.hint))

    try:
        files = _files(folder)
    except ImageError as wrong:
        report(folder, wrong)
        return {}, frozenset(), problems
    for file in files:
        try:
            width, height, removed = _check(file)
        except ImageError as wrong:
            unusable.add(file.name)
            report(file, wrong)
            continue
        if removed:
            hint = "De rest staat op de site. Kijk of de tekening er nog goed uitziet, en bewaar haar anders zonder."
            report(file, ImageError("image-cleaned", f"Uit deze tekening is weggehaald: {', '.join(removed)}.", hint))
        images[file.name] = Image(file.name, file.relative_to(root).as_posix(), file, width, height)
    return images, frozenset(unusable), problems


def write_images(images: Iterable[Image], target: Path) -> None:
    """Write images into the folder `target`, without anything but the picture. The same images give the same bytes.

    Raises OSError, also when a file has changed since it was found and can no longer be used.
    """
    target.mkdir(parents=True, exist_ok=True)
    for image in images:
        try:
            kind, raw = _read(image.file)
            data = _cleaned(raw).data if kind == "SVG" else encode(kind, take_apart(kind, raw))
        except ImageError as wrong:
            raise OSError(f"{image.path} is veranderd tijdens het bouwen: {wrong}") from wrong
        (target / image.name).write_bytes(data)


def _files(folder: Path) -> list[Path]:
    """The files of the folder, sorted; those whose names begin with a dot are passed over."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ImageError("place", "Dit hoort een gewone map te zijn.", "Maak er een map van.")
    try:
        return sorted(Path(item.path) for item in os.scandir(folder) if not item.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(error) from error


def _check(file: Path) -> tuple[int, int, tuple[str, ...]]:
    """Width and height as published, and what is taken out of a drawing. Raises ImageError."""
    kind, raw = _read(file)
    if kind == "SVG":
        cleaned = _cleaned(raw)
        for lost in cleaned.lost:
            raise ImageError("image-lost", lost.message, lost.hint, Spot(lost.line, 1))
        return *fit(round(cleaned.width), round(cleaned.height)), cleaned.removed
    bitmap = take_apart(kind, raw)
    decode(kind, bitmap, (1, 1))  # what cannot be decoded is found now, not when the site is built
    width, height = fit(bitmap.width, bitmap.height)
    return (width, height, ()) if bitmap.orientation < 5 else (height, width, ())


def _read(file: Path) -> tuple[str, bytes]:
    """The kind of a file and what it holds: the kind that its name says, within bounds. Raises ImageError."""
    try:
        mode = file.lstat().st_mode
    except OSError as error:
        raise _unreadable(error) from error
    if stat.S_ISLNK(mode):
        raise ImageError(
            "symlink", "Dit is een snelkoppeling naar een ander bestand.", "Zet het bestand zelf hier neer."
        )
    if not stat.S_ISREG(mode):
        raise ImageError(
            "place", "In deze map horen alleen bestanden.", f"Zet afbeeldingen rechtstreeks in content/{IMAGES}/."
        )
    if stray := why_stray(file.name, frozenset()):
        raise ImageError("place", *stray)
    ending = file.suffix.lower()
    if ending not in _KINDS:
        raise ImageError("image-kind", f"De site toont geen bestanden op ‘{file.suffix or file.name}’.", _OTHER_KINDS)
    if not _NAME.fullmatch(file.name):
        raise ImageError(
            "file-name",
            f"‘{file.name}’ kan geen adres worden.",
            f"Gebruik kleine letters zonder accenten, cijfers en streepjes, bijvoorbeeld ‘{file_name(file.stem)}{ending}’.",
        )
    kind = _KINDS[ending]
    limit = MAX_SVG_BYTES if kind == "SVG" else MAX_BYTES
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            raw = stream.read(limit + 1)
    except OSError as error:
        raise _unreadable(error) from error
    if len(raw) > limit:
        hint = (
            "Vereenvoudig de tekening, of bewaar haar als PNG."
            if kind == "SVG"
            else f"Verklein de afbeelding, bijvoorbeeld tot {MAX_SIDE} beeldpunten breed; groter toont de site haar niet."
        )
        raise ImageError("image-size", f"Dit bestand is {_amount(size)}; het mag {_amount(limit)} zijn.", hint)
    if not raw:
        raise ImageError("image-broken", "Dit bestand is leeg.", "Zet het bestand opnieuw neer.")
    if raw.startswith(LFS):
        raise ImageError("unreadable", *LFS_WORDS)
    found = next((name for beginning, name in _BEGINNINGS if beginning.match(raw)), "")
    if kind != found and (found or kind != "SVG"):  # of what does not begin as any of them, `svg` says what is wrong
        better = next((end for end, name in _KINDS.items() if name == found), "")
        raise ImageError(
            "image-kind",
            f"De naam eindigt op {ending}, maar dit is {f'een {found}-bestand' if found else f'geen {kind}-bestand'}.",
            f"Noem het bestand ‘{file.stem}{better}’, ook waar je het gebruikt." if better else _OTHER_KINDS,
        )
    return kind, raw


def _cleaned(raw: bytes) -> svg.Cleaned:
    try:
        return svg.clean(raw)
    except SvgError as error:
        hint = "Bewaar de tekening opnieuw als gewone SVG, bijvoorbeeld met Inkscape (‘Gewone SVG’), of als PNG."
        raise ImageError("image-broken", str(error), hint, Spot(error.line, error.column)) from error


def _unreadable(error: OSError) -> ImageError:
    return ImageError("unreadable", f"Dit is niet te lezen ({error.strerror}).", "Zet het opnieuw neer.")


def _amount(size: int) -> str:
    if size < 1_000_000:
        return f"{-(-size // 1000)} kB"
    return f"{-(-size // 100_000) / 10:g} MB".replace(".", ",")

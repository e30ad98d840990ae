"""Pictograms that stand on every page, or on thousands: the style sheet draws them, so that a browser fetches them once.

All others stand in the page itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

# Of the frame, and of what every entry's page has. Beside these the style sheet draws that of each collection.
USUAL = frozenset({
    "material/arrow-up", "material/bookmark", "material/bookmark-outline", "material/close", "material/file-outline",
    "material/magnify", "material/menu", "material/open-in-new", "material/pencil", "material/scale-balance",
})  # fmt: skip

_SAFE = " ='/:;,.-+"


def name_of(icon: str) -> str:
    """What a style sheet calls a pictogram: `pencil` is `material/pencil`; those of another set have the name of it in theirs."""
    return icon.removeprefix("material/").replace("/", "-")


def class_of(icon: str) -> str:
    """The class of an element that shows a pictogram."""
    return f"kb-icon--{name_of(icon)}"


def drawn(folder: Path, names: Iterable[str]) -> str:
    """The rules of a style sheet that draw these, from SVG files by name in `folder`; a name without a file has none.

    Other rules find the drawing of `material/pencil` as `var(--kb-icon--pencil)`.
    """
    found = {class_of(name): file for name in sorted(names) if (file := folder / f"{name}.svg").is_file()}
    drawings = ";".join(f'--{name}:url("data:image/svg+xml,{_address(file)}")' for name, file in found.items())
    return f":root{{{drawings}}}" + "".join(f".{name}{{--kb-drawing:var(--{name})}}" for name in found)


def _address(file: Path) -> str:
    return quote(file.read_text(encoding="utf-8").strip().replace('"', "'"), safe=_SAFE)

"""The style sheets as one file: written as one for each part of a page, fetched as one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

JOINED = "assets/css/kennisbank.css"


def joined(files: Iterable[Path]) -> str:
    """The text of the style sheets, in their order. They stand in the same folder as `JOINED`, so addresses hold."""
    return "\n".join(file.read_text(encoding="utf-8") for file in files)

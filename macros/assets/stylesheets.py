"""The style sheets as one file: written as one for each part of a page, fetched as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
JOINED = "assets/css/kennisbank.css"


def joined(files: Iterable[Path]) -> str:
    """The text of the style sheets, in their order, without comments and indents.

    They stand in the same folder as `JOINED`, so addresses hold.
    """
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return _INDENT.sub("", _COMMENT.sub("", text))

"""Amounts of money: a sign and its number stay on one line."""

from __future__ import annotations

import re

_PIECE = re.compile(r"<[^<>]*>|€ (?=\d)")  # a tag, which stays as it is, or a sign in the text


def keep_together(page: str) -> str:
    """A page in which no line ends between ‘€’ and the number that follows it."""
    return _PIECE.sub(_kept, page) if "€ " in page else page


def _kept(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "<" else "€\N{NO-BREAK SPACE}"

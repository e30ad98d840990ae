"""Amounts of money: a sign and its number stay on one line."""

from __future__ import annotations

import re

_SPACE = re.compile(r"€ (?=\d)(?=[^<>]*<)")  # in the text of a page, and not within a tag


def keep_together(page: str) -> str:
    """A page in which no line ends between ‘€’ and the number that follows it."""
    return _SPACE.sub("€\N{NO-BREAK SPACE}", page)

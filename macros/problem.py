"""A finding about content: what is wrong, where it stands and how to mend it.

A finding is data, not an exception. This module owns its shape and order; the
modules that check make them, `reporters` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Spot(NamedTuple):
    """A place in a text file; line and column count characters from 1."""

    line: int
    column: int


START = Spot(1, 1)


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. Sorting gives the order in which a writer meets them.

    `path` is relative to the project's root, with forward slashes. `pointer` is
    a JSON Pointer (RFC 6901) into the entry, empty for the file as a whole.
    `message` and `hint` are plain Dutch, for whoever wrote the file.
    """

    path: str
    line: int
    column: int
    pointer: str
    code: str
    severity: Severity
    message: str
    hint: str


def pointer_to(path: tuple[str | int, ...]) -> str:
    """Write a path of keys and indexes as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)

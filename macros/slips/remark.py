"""What is remarked about a text: like a problem, with a place in the text instead of the file."""

from __future__ import annotations

from dataclasses import dataclass

from macros.problems.problem import Fix


@dataclass(frozen=True)
class Remark:
    """A problem in a text: `start` is its place there."""

    start: int
    code: str
    message: str
    hint: str
    fix: Fix | None = None

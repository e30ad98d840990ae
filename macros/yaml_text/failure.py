"""Where the parser of YAML stopped, and a mistake recognised there: what every rule takes and gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.problems.problem import Fix

FIELD = re.compile(r"(?P<lead>[ \t]*(?:- +)?)(?P<key>[\w-]+)[ \t]*:(?P<gap>[ \t]+)(?P<value>(?:.*[^ \t\n])?)[ \t]*$")
ITEM = re.compile(r"(?P<lead>[ \t]*- +)(?P<value>\S(?:.*[^ \t\n])?)[ \t]*$")


@dataclass(frozen=True)
class Failure:
    """Where libyaml stopped: its words, the lines read so far, and two marks as (line, column) from 0."""

    words: str
    lines: list[str]
    at: int
    column: int
    begun: int
    begun_column: int
    first_line: int
    in_markdown: bool

    @property
    def line(self) -> str:
        return self.lines[self.at]

    def says(self, *signs: str) -> bool:
        return any(sign in self.words for sign in signs)

    def above(self, at: int) -> int | None:
        """The nearest line above `at` that is not empty."""
        return next((n for n in range(at - 1, -1, -1) if self.lines[n].strip()), None)


@dataclass(frozen=True)
class Found:
    """A mistake recognised: the place counts from 0."""

    code: str
    at: int
    column: int
    message: str
    hint: str
    fix: Fix | None = None

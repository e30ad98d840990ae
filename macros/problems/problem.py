"""A finding about content: what is wrong, where it stands and how to mend it.

A finding is data, not an exception. This module owns its shape and order; the
modules that check make them, `reporters` prints them, `codes` lists their kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.problems.codes import CODES, Severity

# What Python makes of a file name that is not UTF-8; no output takes it.
_HALF = re.compile("[\ud800-\udfff]")


class Spot(NamedTuple):
    """A place in a text file; line and column count characters from 1."""

    line: int
    column: int

    @classmethod
    def within(cls, text: str, start: int) -> Spot:
        """The place of the character with index `start` in a text."""
        return cls(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


START = Spot(1, 1)


class Fix(NamedTuple):
    """What to type instead: `new` in the place of `old`, at or after the spot, else before it on the same line.

    `others` may be meant as well as `new`: which of them it is, shows when all but one turn out wrong.
    """

    old: str
    new: str
    others: tuple[str, ...] = ()

    def applied_to(self, line: str, at: int) -> str:
        """The line as it should be; `at` is the index of the spot. Empty when `old` does not stand in the line."""
        start = line.find(self.old, at)
        start = line.find(self.old) if start < 0 else start
        if start < 0 or not self.old:
            return ""
        end = start + len(self.old)
        around = line[start - 1 : start] + line[end : end + 1]
        if around in ("''", '""') and (self.new[:1] in set("[{\"'") or self.new.isdigit()):  # it needs no others
            start, end = start - 1, end + 1
        return line[:start] + self.new + line[end:]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. Sorting gives the order in which a writer meets them.

    `path` is relative to the project's root, with forward slashes. `pointer` is
    a JSON Pointer (RFC 6901) into the entry, empty for the file as a whole.
    `message` and `hint` are plain Dutch, for whoever wrote the file. `fix`, where
    it is known, is what was probably meant, and `right` the whole line with that.
    """

    path: str
    line: int
    column: int
    pointer: str
    code: str
    severity: Severity
    message: str
    hint: str
    fix: Fix | None = field(default=None, compare=False)
    right: str = field(default="", compare=False)

    @classmethod
    def of(
        cls,
        code: str,
        path: str,
        spot: Spot,
        message: str,
        hint: str = "",
        *,
        at: tuple[str | int, ...] = (),
        fix: Fix | None = None,
    ) -> Problem:
        """A problem of a kind that `codes` knows; `at` is the way to the value. Raises KeyError for an unknown code."""
        if fix and "\n" in "".join(
            (fix.old, fix.new, *fix.others)
        ):  # only what stands on one line can be shown as it should be
            fix = None
        path, message, hint = (_HALF.sub("\ufffd", text) for text in (path, message, hint))
        return cls(path, *spot, pointer_to(at), code, CODES[code].severity, message, hint, fix)


def pointer_to(path: tuple[str | int, ...]) -> str:
    """Write a path of keys and indexes as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)

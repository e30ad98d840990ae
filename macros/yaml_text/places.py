"""Where each value of an entry stands in its file.

Whoever finds something wrong with a value asks here for its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.problems.problem import START, Spot

# The way to a value: keys of mappings and indexes of lists.
Path = tuple[str | int, ...]

_POINT = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+\S")


def name_at(at: Path) -> str:
    """The field, or the part of a group, that a way leads to; empty for an entry as a whole."""
    return next((str(part) for part in reversed(at) if isinstance(part, str)), "")


class Joined(NamedTuple):
    """The line of a file on which a blank line or a list within a text falls away, and how the text was written."""

    line: int
    listed: bool
    style: str  # as in YAML: a quote, a >, or nothing


@dataclass
class Places:
    """Where each value and each key of a document stands."""

    # As plain pairs of a line and a column: there are many, and few are asked for.
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    verbatim: set[Path] = field(default_factory=set)  # texts that stand in the file line by line, as they are
    blocks: dict[Path, Spot] = field(default_factory=dict)  # texts below a |, and where their first line begins
    joined: dict[Path, Joined] = field(default_factory=dict)  # texts whose lines YAML made one line of
    inline: dict[Path, int] = field(default_factory=dict)  # texts on one line, and how far behind their spot they begin

    def note_joined(self, at: Path, event: Any, lines: list[str], first_line: int) -> None:
        """Note a blank line or a list within a text over more lines that YAML makes one of."""
        begin, end = event.start_mark.line + 1, event.end_mark
        within = lines[begin : end.line + (end.column > 0)]
        while within and not within[-1].strip():
            within.pop()
        for number, line in enumerate(within, start=begin):
            if not line.strip() or _POINT.match(line):
                self.joined[at] = Joined(number + first_line, bool(line.strip()), event.style or "")
                return

    def note_text(self, at: Path, event: Any, lines: list[str], first_line: int) -> None:
        """Note where the letters of a text begin, where that can be told."""
        first, last = event.start_mark, event.end_mark
        quotes = last.column - first.column - len(event.value)
        if first.line == last.line and quotes in (0, 2):
            self.inline[at] = quotes // 2
        elif event.style == "|":
            below = lines[first.line + 1 : last.line + 1]
            indent = next((len(line) - len(line.lstrip()) for line in below if line.strip()), 0)
            self.blocks[at] = Spot(first.line + 1 + first_line, indent + 1)

    def of(self, path: Path) -> Spot:
        """The place of the value at `path`, or of the nearest parent that has one."""
        while path and path not in self.values:
            path = path[:-1]
        return Spot(*self.values.get(path, START))

    def of_key(self, path: Path) -> Spot:
        """The place of the key at `path`, or of its value where it is a list item."""
        return Spot(*self.keys[path]) if path in self.keys else self.of(path)

    def in_text(self, path: Path, text: str, start: int) -> Spot:
        """The place of a character of the text at `path`; its begin where YAML may have moved its lines."""
        begin = self.of(path)
        if path in self.inline:
            return Spot(begin.line, begin.column + self.inline[path] + start)
        before = text[:start]
        down, right = before.count("\n"), start - before.rfind("\n")
        line = text[start - right + 1 :].split("\n", 1)[0]
        if path in self.blocks and not line.strip():  # in the file it may be shorter than the others are indented
            return Spot(self.blocks[path].line + down, 1)
        if path in self.blocks:
            return Spot(self.blocks[path].line + down, self.blocks[path].column + right - 1)
        return Spot(begin.line + down, right) if path in self.verbatim else begin

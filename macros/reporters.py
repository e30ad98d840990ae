"""Printing problems: for a person, for another program, for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from macros.problem import Problem

_WIDTH = 100
_KEYS = ("path", "line", "column", "pointer", "code", "severity", "message", "hint")
_SEVERITY = {"error": "fout", "warning": "let op"}


def text(problems: Sequence[Problem], root: Path) -> str:
    """Each problem with the writer's own line and the spot marked."""
    blocks = []
    for problem in problems:
        place = f"{_one_line(problem.path)}:{problem.line}:{problem.column}"
        lines = [f"{place}: {_SEVERITY[problem.severity]} [{problem.code}]"]
        source, column = _around(_line(root / problem.path, problem.line), problem.column)
        if source:
            gutter = f"{problem.line:>5} | "
            mark = "".join("\t" if c == "\t" else " " for c in source[: column - 1]) + "^"
            lines += [gutter + source, " " * (len(gutter) - 2) + "| " + mark]
        lines.append(f"  {_one_line(problem.message)}")
        if problem.hint:
            lines.append(f"  → {_one_line(problem.hint)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def as_json(problems: Sequence[Problem], root: Path) -> str:
    """An array of objects with the keys of Problem."""
    rows = [{name: getattr(problem, name) for name in _KEYS} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(problems: Sequence[Problem], root: Path) -> str:
    """GitHub's workflow commands, which become annotations in a pull request."""
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={_property(problem.code)}::{_data(f'{problem.message} {problem.hint}'.strip())}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    # The escapes that GitHub's runner undoes, see actions/toolkit, packages/core/src/command.ts.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    """A text in which nothing of a writer's starts a line or steers a terminal."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)


def _line(file: Path, number: int) -> str:
    """One line of a file; empty when it cannot be shown."""
    lines = _lines(file)
    line = lines[number - 1] if number <= len(lines) else ""
    return "".join(letter if letter.isprintable() or letter == "\t" else "�" for letter in line)


@lru_cache(maxsize=4)  # problems come sorted by file
def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and the column in that part."""
    if len(line) <= _WIDTH:
        return line, column
    start = max(0, min(column - _WIDTH // 2, len(line) - _WIDTH))
    part = line[start : start + _WIDTH]
    return ("…" + part[1:] if start else part) + ("…" if start + _WIDTH < len(line) else ""), column - start


REPORTERS: dict[str, Callable[[Sequence[Problem], Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
}

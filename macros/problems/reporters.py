"""Printing problems: for a person, for another program, for GitHub.

Nothing that a writer wrote may start a line of a report or steer what shows it:
texts are put on one line, escaped for where they land, and cut when they are long.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from macros.base.dutch import counted, enumerated
from macros.problems.codes import CODES, MESSAGES, UNFOLDED
from macros.problems.plain_words import plain
from macros.problems.problem import Problem

_WIDTH = 100
_KEYS = ("path", "line", "column", "pointer", "code", "severity", "message", "hint")
_SEVERITY = {"error": "fout", "warning": "let op"}
_COUNTED = {"error": ("fout", "fouten"), "warning": ("waarschuwing", "waarschuwingen")}

# These are about a file as a whole: its first line has nothing to do with it.
_WHOLE_FILE = {"place", "symlink", "ending", "file-name", "reserved-id", "double-id", "unreadable", "size", "more", "gone",
               "image-unused", "image-cleaned", "image-kind", "image-size"}  # fmt: skip
# A job's summary on GitHub holds 1 MB; nobody mends more than this at a time.
_MOST_IN_SUMMARY = 200
_FEW = 5
_LIGHTEST = 2
_PLAIN_PATH = re.compile(r"[\w./-]+")
# A line with more signs than this that cannot be shown is no text.
_MOST_STRANGE = 5

# What is underlined from a spot on: text in quotes, a tag or image, or a word or address.
_MARKED = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^']|'')*'?"
    r"|</?[\w-]+[^<>]{0,80}>?|!\[[^\]]*\](?:\([^)]*\))?"
    r"|[^\s\[\](){},\"'<>:]+(?::(?=\S)[^\s\[\](){},\"'<>]*)?"
)

# Of a file, to show a line of it: more than one may have that is read, less than a photo or what was put here by mistake.
_MOST_READ = 600_000


def text(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """Each problem with the writer's own line, the spot marked, and what to type; `colour` is for a terminal."""
    _forget_files()
    blocks = ["\n".join(_block(problem, root, _PAINT if colour else _PLAIN)) for problem in problems]
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def in_numbers(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words; empty when there are none."""
    counts: Counter[str] = Counter(problem.severity for problem in problems)
    return enumerated([counted(counts[severity], *words) for severity, words in _COUNTED.items() if counts[severity]])


def by_kind(problems: Sequence[Problem]) -> str:
    """One line for each kind of problem, with its number: for warnings that were there before."""
    counts = Counter(problem.code for problem in problems)
    return "".join(f"  {number:>4} × [{code}] {CODES[code].title}\n" for code, number in counts.most_common())


def as_json(problems: Sequence[Problem], root: Path) -> str:
    """An array of objects with the keys of the fixed interface."""
    rows = [{name: getattr(problem, name) for name in _KEYS} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(problems: Sequence[Problem], root: Path) -> str:
    """GitHub's workflow commands, which become annotations in a pull request.

    GitHub shows ten of each severity for each step, so `markdown` tells all.
    """
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={_property(f'{CODES[problem.code].title} ({problem.code})')}"
        f"::{_data(_told(problem))}\n"
        for problem in problems
    )


def _told(problem: Problem) -> str:
    told = f"{problem.message} {problem.hint}".strip()
    return f"{told}\nZo wordt het goed:\n{_one_line(problem.right)}" if problem.right else told


def markdown(problems: Sequence[Problem], root: Path) -> str:
    """A page for people who look at a pull request: problems by file, each with its line and what to type."""
    _forget_files()
    if not problems:
        return "### Controle: alles in orde\n\nEr zijn geen fouten en geen waarschuwingen.\n"
    shown = sorted(problems, key=lambda problem: (_weight(problem), problem))[:_MOST_IN_SUMMARY]
    parts = [f"### Controle: {in_numbers(problems)}\n"]
    if not any(problem.severity == "error" for problem in problems):
        parts.append("Een waarschuwing houdt niets tegen, maar kijk er even naar.\n")
    for weight, of_weight in groupby(shown, key=_weight):
        found = list(of_weight)
        folded = weight == _LIGHTEST and len(found) > _FEW
        if folded:  # they would bury the rest
            parts.append(f"<details><summary>{in_numbers(found)}</summary>\n")
        for path, of_file in groupby(found, key=lambda problem: problem.path):
            name = f"`{path}`" if _PLAIN_PATH.fullmatch(path) else plain(path)
            parts.append(f"#### {name}\n")
            parts += ["\n".join(_markdown_block(problem, root)) for problem in of_file]
        if folded:
            parts.append("</details>\n")
    if len(shown) < len(problems):
        parts.append(f"… en nog {len(problems) - len(shown)}.\n")
    return "\n".join(parts)


def _weight(problem: Problem) -> int:
    """Errors first, then what is not to be missed, then the rest."""
    return 0 if problem.severity == "error" else 1 if problem.code in UNFOLDED else _LIGHTEST


def _block(problem: Problem, root: Path, paint: dict[str, str]) -> Iterator[str]:
    place = _one_line(f"{problem.path}:{problem.line}:{problem.column}")
    end = paint["end"]
    yield f"{paint['place']}{place}{end}: {paint[problem.severity]}{_SEVERITY[problem.severity]} [{problem.code}]{end}"
    source, mark, typed = shown(problem, root)
    if source:
        gutter = f"{problem.line:>5} | "
        yield f"{paint['gutter']}{gutter}{end}{source}"
        yield f"{paint['gutter']}{'| ':>{len(gutter)}}{end}{paint[problem.severity]}{mark}{end}"
    yield f"  {_one_line(problem.message)}"
    if problem.hint:
        yield f"  → {_one_line(problem.hint)}"
    if typed:
        yield "  Zo wordt het goed:"
        yield f"{paint['gutter']}{problem.line:>5} | {end}{paint['typed']}{typed}{end}"


def _markdown_block(problem: Problem, root: Path) -> Iterator[str]:
    word = _SEVERITY[problem.severity].capitalize()
    yield f"**{word}, regel {problem.line}: {CODES[problem.code].title.lower()}** ({_explained(problem.code, root)})\n"
    source, mark, typed = shown(problem, root)
    if source:
        ticks = max((len(run) for run in re.findall("`+", source + (typed or ""))), default=0)
        fence = "`" * max(3, ticks + 1)
        yield from (f"{fence}text", source, mark, fence, "")
    yield f"{plain(problem.message)}"
    if problem.hint:
        yield f"\n→ {plain(problem.hint)}"
    if typed:
        yield from ("\nZo wordt het goed:\n", f"{fence}text", typed, fence)
    yield ""


def _explained(code: str, root: Path) -> str:
    """The code, as a link to its explanation where there is one and the repository's address is known."""
    repository = os.environ.get("KENNISBANK_REPOSITORY", "").rstrip("/")
    page = f"{MESSAGES}{CODES[code].page}.md"
    if not repository.startswith("https://") or not (root / page).is_file():
        return f"<code>{code}</code>"
    return f"[<code>{code}</code>]({repository}/blob/HEAD/{page}#{code})"


def shown(problem: Problem, root: Path) -> tuple[str, str, str]:
    """The writer's line, the marks below it, and the line as it should be: each empty when it cannot be shown."""
    if problem.code in _WHOLE_FILE:
        return "", "", ""
    line = _line(root / problem.path, problem.line)
    if not line or line.count("�") > _MOST_STRANGE:
        return "", "", ""
    length = _length_of(problem, line)
    source, column = _around(line, problem.column)
    source = _calm(source)
    # A tab before the spot stays a tab, so that the mark stands below it whatever a tab's width is.
    lead = "".join("\t" if letter == "\t" else " " for letter in source[: column - 1])
    mark = lead + "^" * max(1, min(length, len(source) - column + 1))
    return source, mark, _calm(problem.right.rstrip()) if len(problem.right) <= 2 * _WIDTH else ""


def _length_of(problem: Problem, line: str) -> int:
    at = problem.column - 1
    if problem.code == "missing-field":
        return 1
    if problem.fix and problem.fix.old and line.startswith(problem.fix.old, at):
        return len(problem.fix.old)
    found = _MARKED.match(line, at)
    return len(found.group()) if found else 1


def _calm(text: str) -> str:
    """A text in which GitHub's runner sees no command: it takes ##[…] for one anywhere in a line."""
    return text.replace("##[", "#\u200b#[")


def _data(text: str) -> str:
    # The escapes that GitHub's runner undoes, see actions/toolkit, packages/core/src/command.ts.
    return _calm(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    """A text in which nothing of a writer's starts a line or steers a terminal."""
    line = _calm("".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text))
    return re.sub(r"^::", ":\u200b:", line)


@lru_cache(maxsize=4)
def _line(file: Path, number: int) -> str:
    """One line of a file; empty when it cannot be shown."""
    lines = _lines(file)
    line = lines[number - 1] if number <= len(lines) else ""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else "·" if letter.isspace() else "�" for letter in line
    )


def _forget_files() -> None:
    _line.cache_clear()
    _lines.cache_clear()


@lru_cache(maxsize=4)  # problems come sorted by file
def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_READ).decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and the column in that part."""
    if len(line) <= _WIDTH:
        return line, column
    start = max(0, min(column - _WIDTH // 2, len(line) - _WIDTH))
    part = line[start : start + _WIDTH]
    return ("…" + part[1:] if start else part) + ("…" if start + _WIDTH < len(line) else ""), column - start


_PLAIN = dict.fromkeys(("place", "error", "warning", "gutter", "typed", "end"), "")
# Escape sequences of a terminal (ECMA-48): bold, bold red, bold yellow, blue, green.
_PAINT = {
    "place": "\x1b[1m",
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "gutter": "\x1b[34m",
    "typed": "\x1b[32m",
    "end": "\x1b[0m",
}

REPORTERS: dict[str, Callable[[Sequence[Problem], Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "markdown": markdown,
}

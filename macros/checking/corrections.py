"""The line as it should be, for a problem whose mending is known.

What a rule offers is a guess about one mistake. Here all guesses about a line are
put in it together and the file is read and checked again: the line is only shown
when nothing is wrong with it any more. A wrong suggestion is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from macros.problems.problem import Problem

# Each corrected line costs a reading of its file.
_MOST_LINES = 10
_MOST_FILES = 50
_LONGEST = 60_000

Recheck = Callable[[str, str], Iterable[Problem]]


def correct(problems: list[Problem], text_of: Callable[[str], str | None], recheck: Recheck) -> Iterator[Problem]:
    """The same problems, in the same order, with `right` where it is known. They come sorted by file.

    `text_of` gives the text of a file by its path, `recheck` the problems of such a
    text on its own, without what needs other files.
    """
    files = 0
    for path, found in groupby(problems, key=lambda problem: problem.path):
        of_file = list(found)
        text = text_of(path) if any(problem.fix for problem in of_file) and files < _MOST_FILES else None
        if text is None or len(text) > _LONGEST:
            yield from of_file
            continue
        files += 1
        right = _right_lines(of_file, path, text, recheck)
        yield from (
            replace(problem, right=right.get(problem.line, "")) if problem.fix else problem for problem in of_file
        )


def _right_lines(problems: list[Problem], path: str, text: str, recheck: Recheck) -> dict[int, str]:
    """The lines that can be corrected, by number."""
    lines = text.split("\n")
    right: dict[int, str] = {}
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.fix and problem.line <= len(lines):
            by_line.setdefault(problem.line, []).append(problem)
    for number, found in list(by_line.items())[:_MOST_LINES]:
        if any(problem.line == number and problem.severity == "error" and not problem.fix for problem in problems):
            continue  # it would still not be right
        written = line = lines[number - 1]
        # From right to left, so that what is to the left keeps its place.
        for problem in sorted(found, key=lambda problem: -problem.column):
            assert problem.fix is not None
            line = problem.fix.applied_to(line, problem.column - 1) or line
        again = recheck(path, "\n".join([*lines[: number - 1], line, *lines[number:]]))
        if line != written and not any(problem.line == number and problem.severity == "error" for problem in again):
            right[number] = line
    return right

"""The line as it should be, for a problem whose mending is known.

What a rule offers is a guess about one mistake. Here all guesses about a line are
put in it together and the file is read and checked again. What is still wrong with
the line, and can be mended, is mended too. The line is only shown when nothing is
wrong with it any more, when no other line would do as well, and when every word that
the writer wrote is still there: as it was, or as what a rule knows it to stand for.
A wrong suggestion is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from macros.problems.problem import Fix, Problem

# Each corrected line costs some readings of its file.
_MOST_ROUNDS = 4
_MOST_WAYS = 6
_MOST_LINES = 10
_MOST_FILES = 50
_LONGEST = 60_000

_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"^\s*o\t")  # a letter to the eye of a program, to Word a bullet

Recheck = Callable[[str, str], Iterable[Problem]]


def correct(problems: list[Problem], text_of: Callable[[str], str | None], recheck: Recheck) -> Iterator[Problem]:
    """The same problems, in the same order, with `right` where it is known. They come sorted by file.

    `text_of` gives the text of a file by its path, `recheck` the problems of such a
    text; of other files it only knows what they are called.
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
    readable = _readable(lines, by_line)
    for number, found in list(by_line.items())[:_MOST_LINES]:
        if any(problem.line == number and problem.severity == "error" and not problem.fix for problem in problems):
            continue  # it would still not be right
        before, after = readable[: number - 1], readable[number:]

        def wrong(line: str, before: list[str] = before, after: list[str] = after) -> list[Problem]:
            again = recheck(path, "\n".join([*before, line, *after]))
            return [problem for problem in again if problem.severity == "error"]

        mended = _mended(lines[number - 1], found, wrong)
        if mended:
            right[number] = mended
            if any(_keeps_unread(problem) for problem in found):
                readable[number - 1] = mended
    return right


def _readable(lines: list[str], by_line: dict[int, list[Problem]]) -> list[str]:
    """The lines with what keeps the file from being read mended as is likeliest: else none of the others could be checked."""
    readable = list(lines)
    for number, found in by_line.items():
        if all(_keeps_unread(problem) for problem in found):
            readable[number - 1] = _with_all(lines[number - 1], found, 0) or lines[number - 1]
    return readable


def _keeps_unread(problem: Problem) -> bool:
    """Whether it is a mistake against YAML, and not one in a value."""
    return problem.code.startswith(("yaml", "character"))


def _mended(written: str, found: list[Problem], wrong: Callable[[str], list[Problem]]) -> str:
    """The line without what is wrong with it; empty when that is not known."""
    number = found[0].line
    begun = {written: found}  # lines that are less wrong, each with what is still wrong with it
    for _ in range(_MOST_ROUNDS):
        choices = {
            _with_all(line, left, other)
            for line, left in begun.items()
            for other in range(1 + max(len(problem.fix.others) for problem in left if problem.fix))
        }
        fitting = {choice: wrong(choice) for choice in sorted(choices)[:_MOST_WAYS] if choice and choice not in begun}
        here = {choice: [p for p in problems if p.line == number] for choice, problems in fitting.items()}
        good = [choice for choice in fitting if not here[choice]]
        if good:
            fewest = min(len(fitting[choice]) for choice in good)  # elsewhere, where a line in the wrong place shows
            best = [choice for choice in good if len(fitting[choice]) == fewest]
            return best[0] if len(best) == 1 and best[0] != written else ""
        begun = {choice: left for choice, left in here.items() if all(problem.fix for problem in left)}
        if not begun:
            return ""
    return ""


def _with_all(line: str, found: list[Problem], other: int) -> str:
    """The line with what each problem offers, or with the `other`th of what may be meant where a problem offers more."""
    # From right to left, so that what is to the left keeps its place.
    for problem in sorted(found, key=lambda problem: -problem.column):
        assert problem.fix is not None
        if not _keeps(problem):
            continue
        offered = (problem.fix.new, *problem.fix.others)
        fix = Fix(problem.fix.old, offered[min(other, len(offered) - 1)])
        line = fix.applied_to(line, problem.column - 1) or line
    return line


def _keeps(problem: Problem) -> bool:
    """Whether every word is still there. What a value stands for is known to the rules of values, not to those of YAML."""
    if not problem.fix or not _keeps_unread(problem):
        return problem.fix is not None
    old = _BULLET.sub("", problem.fix.old)
    return not Counter(_WORD.findall(old)) - Counter(_WORD.findall(problem.fix.new))

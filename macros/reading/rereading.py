"""What else is wrong in a file that cannot be read: found by mending what is known, and reading again.

A reader of YAML stops at the first mistake, and a writer would hear of the next one only in the next round. So each
line whose mending is known is mended here, the text is read again, and what is wrong then is told as well. Nothing is
told that depends on a guess: where a line may be mended in more than one way, only those count that let the text be
read furthest, and each of these has to give the same problem; and what may belong to the text of a mended line waits
until its writer has said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from macros.problems.problem import Problem

# The problems of a text, and whether it could be read to its end.
Read = Callable[[str], tuple[Iterable[Problem], bool]]

_MOST_ROUNDS = 12
_MOST_WAYS = 6
_LONGEST = 60_000  # of a text that is read so often
# Of these it is a guess which line is wrong, and what is mended there may make others wrong.
_UNSURE = {"yaml-indent", "yaml-colon-missing", "yaml-document", "yaml-syntax"}
_BEGIN = re.compile(r"(?P<lead>[ \t]*(?:- +)*)(?:[\w-]+[ \t]*:(?=\s|$))?")
_BEGUN = re.compile(r"[ \t]*(?:- +|[\w-]+[ \t]*:|---[ \t]*$)")


def further_problems(text: str, found: list[Problem], read: Read) -> list[Problem]:
    """The problems beside those `found`, once the lines of these are mended; `read` gives the problems of a text."""
    if len(text) > _LONGEST:
        return []
    further: list[Problem] = []
    written = text.split("\n")
    ways = [written]
    mended: set[int] = set()
    known = {_place(problem) for problem in found}
    to_mend = found
    for _ in range(_MOST_ROUNDS):
        if any(problem.code in _UNSURE for problem in to_mend):
            break
        to_mend = [problem for problem in to_mend if problem.fix and problem.line <= len(written)]
        ways = [way for lines in ways for way in _mended(lines, to_mend)]
        if not to_mend or not 0 < len(ways) <= _MOST_WAYS:  # none where a mended piece is not in its line any more
            break
        mended |= {problem.line for problem in to_mend}
        ways, readings = _furthest(ways, read)
        first, agreed = readings[0], set.intersection(*({_place(problem) for problem in one} for one in readings))
        to_mend = []
        for problem in first:
            if _place(problem) not in agreed - known:
                continue
            if problem.line not in mended:
                if problem.code in _UNSURE or not _stands_alone(problem.line, written, mended):
                    continue
                further.append(problem)
            known.add(_place(problem))
            to_mend.append(problem)
    return further


def _furthest(ways: list[list[str]], read: Read) -> tuple[list[list[str]], list[list[Problem]]]:
    """The ways in which most of the text can be read, and the problems of each."""
    reached: dict[int, list[tuple[list[str], list[Problem]]]] = {}
    for lines in ways:
        problems, whole = read("\n".join(lines))
        told = list(problems)
        end = len(lines) + 1 if whole or not told else told[-1].line
        reached.setdefault(end, []).append((lines, told))
    furthest = reached[max(reached)]
    return [lines for lines, _ in furthest], [told for _, told in furthest]


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.code


def _mended(lines: list[str], problems: list[Problem]) -> list[list[str]]:
    """The lines with each problem mended, in every way that is offered; none where one of them cannot be put in."""
    ways = [list(lines)]
    for problem in sorted(problems, key=lambda problem: (problem.line, -problem.column)):
        assert problem.fix
        offered: list[list[str]] = []
        for way in ways:
            for new in (problem.fix.new, *problem.fix.others):
                line = problem.fix._replace(new=new).applied_to(way[problem.line - 1], problem.column - 1)
                if line or not problem.fix.new:
                    offered.append([*way[: problem.line - 1], line, *way[problem.line :]])
        ways = offered[: _MOST_WAYS + 1]
    return ways


def _stands_alone(line: int, written: list[str], mended: set[int]) -> bool:
    """Whether a line cannot be the rest of the value of the mended line above it: a field or a point lies between."""
    above = max((number for number in mended if number < line), default=0)
    if not above:
        return True
    lead = _width(written[above - 1])
    return any(_BEGUN.match(one) and _width(one) <= lead for one in written[above:line])


def _width(line: str) -> int:
    begin = _BEGIN.match(line)
    return len(begin["lead"].expandtabs(2)) if begin else 0

"""The order in which a writer meets problems, and how many of them: all that helps, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from macros.problems.codes import ADVICE, CODES, URGENT
from macros.problems.problem import Problem, Spot
from macros.validation.validation import MOST_PROBLEMS


def ranked(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are told, sorted by file, line and column."""
    return _capped(sorted(_errors_first(list(problems))))


def _errors_first(problems: list[Problem]) -> list[Problem]:
    """What could be better in a file is said once nothing in it is wrong, and a warning where no error stands.

    What leads to a person is said at once.
    """
    errors = [problem for problem in problems if problem.severity == "error"]
    wrong = {problem.path for problem in errors}
    spots = {(problem.path, problem.line, problem.column) for problem in errors}
    return [
        problem
        for problem in problems
        if problem.severity == "error"
        or problem.code in URGENT
        or (problem.path not in wrong or CODES[problem.code].page != ADVICE)
        and (problem.path, problem.line, problem.column) not in spots
    ]


def _capped(problems: list[Problem]) -> list[Problem]:
    """At most MOST_PROBLEMS of each file, and a line that says how many more there are."""
    kept: list[Problem] = []
    for path, of_file in groupby(problems, key=lambda problem: problem.path):
        found = list(of_file)
        if len(found) > MOST_PROBLEMS:
            found.sort(key=lambda problem: (problem.severity, problem))  # errors before warnings
            last = found[MOST_PROBLEMS - 1]
            message = f"In dit bestand staan nog {len(found) - MOST_PROBLEMS} problemen of meer."
            hint = "Verbeter eerst wat hierboven staat en controleer dan opnieuw."
            rest = Problem.of("more", path, Spot(last.line, last.column + 1), message, hint)
            rest = replace(rest, severity=found[MOST_PROBLEMS].severity)  # warnings alone stop nothing
            found = sorted([*found[:MOST_PROBLEMS], rest])
        kept += found
    return kept

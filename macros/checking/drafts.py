"""A draft may have gaps: what still has to be written stops nothing, what is written wrong does.

An entry with `draft: true` is not on the site. Its file is checked all the same, so that nothing comes as a surprise
once it is ready; but a field that is missing, empty, too short or still holds a blank is a warning. `targets` says who
refers to a draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from macros.problems.problem import Problem
from macros.reading.front_matter import BODY

# What only says that something has to be written yet.
_GAPS = frozenset({"missing-field", "blank", "too-short", "empty-list", "yaml-empty-value"})


def unfinished(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a draft: its gaps as warnings. Without a title nobody knows what it is, so that stays an error."""
    return [
        replace(problem, severity="warning") if problem.code in _GAPS and _field_of(problem) != "title" else problem
        for problem in problems
    ]


def fields_of(problems: Iterable[Problem]) -> set[str]:
    """The fields with a gap, which cannot be shown as they are; a text that is half written can."""
    return {_field_of(problem) for problem in problems if problem.severity == "warning" and problem.code in _GAPS} - {
        BODY
    }


def _field_of(problem: Problem) -> str:
    return problem.pointer.split("/")[1] if problem.pointer else ""

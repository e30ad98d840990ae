"""What the schema finds two or more things wrong with, and is one mistake: told once, at its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from macros.base.dutch import counted
from macros.problems.problem import Fix, Problem, Spot
from macros.schema.schemas import Schema
from macros.validation.wrong_choices import CHOOSE
from macros.yaml_text.places import Places

# A list of choices of so many signs is told once for a line.
_LONG_LIST = 80


def as_one_mistake(
    problems: list[Problem], values: dict[str, Any], places: Places, schema: Schema, path: str
) -> list[Problem]:
    """The same problems, those that are one taken together."""
    problems = _fallen_in(_fallen_out(problems), values, schema)
    return _listed_once(_split_items(problems, values, places, schema, path))


def _fallen_out(problems: list[Problem]) -> list[Problem]:
    """A part of a group that stands at the start of its line: missing in the group, unknown where it is. One mistake."""
    missing = {problem.pointer.rsplit("/", 1)[-1]: problem for problem in problems if problem.code == "missing-field"}
    kept: list[Problem] = []
    gone: set[str] = set()
    for problem in problems:
        name = problem.pointer[1:]
        inner = missing.get(name) if problem.code == "unknown-field" and problem.column == 1 else None
        if inner is None or inner.pointer.count("/") < 2 or inner.line > problem.line:
            kept.append(problem)
            continue
        gone.add(inner.pointer)
        spaces = inner.column - 1
        kept.append(
            Problem.of(
                "yaml-indent",
                problem.path,
                Spot(problem.line, 1),
                f"‘{name}’ hoort bij de groep erboven, maar staat vooraan de regel.",
                f"Zet er {counted(spaces, 'spatie', 'spaties')} voor.",
                fix=Fix(f"{name}:", f"{' ' * spaces}{name}:"),
            )
        )
    return [problem for problem in kept if problem.pointer not in gone]


def _fallen_in(problems: list[Problem], values: dict[str, Any], schema: Schema) -> list[Problem]:
    """A field that stands within a group, as if it were a part: unknown there, and missing where it belongs."""
    kept = list(problems)
    for problem in problems:
        above, _, name = problem.pointer.rpartition("/")
        if problem.code != "unknown-field" or not above or name not in schema.fields or name in values:
            continue
        group = next(part for part in reversed(above.split("/")) if not part.isdigit())
        message = f"‘{name}’ ({schema.fields[name].label}) hoort niet bij ‘{group}’, maar is een eigen veld."
        hint = "Haal de spaties ervoor weg, en zet de regel onder alles wat bij de groep hoort."
        fix = Fix(" " * (problem.column - 1) + name, name) if problem.column > 1 else None
        kept = [one for one in kept if one is not problem and (one.code, one.pointer) != ("missing-field", f"/{name}")]
        kept.append(replace(problem, message=message, hint=hint, fix=fix))
    return kept


def _split_items(
    problems: list[Problem], values: dict[str, Any], places: Places, schema: Schema, path: str
) -> list[Problem]:
    """Two items of a list that are one: the second begins with what the first lacks. One mistake, so one problem."""
    lacking = {problem.pointer.rsplit("/", 1)[0] for problem in problems if problem.code == "missing-field"}
    for name, items in values.items() if lacking else ():
        parts = schema.node((name, 0)).get("properties", {})
        must = set(schema.node((name, 0)).get("required", ()))
        for index, (one, two) in enumerate(pairwise(items) if isinstance(items, list) else ()):
            pointers = {f"/{name}/{index}", f"/{name}/{index + 1}"}
            if not pointers <= lacking or not (isinstance(one, dict) and isinstance(two, dict) and one and two):
                continue
            if set(one) & set(two) or not must <= {*one, *two} <= set(parts):
                continue
            first, second = next(iter(one)), next(iter(two))
            problems = [p for p in problems if p.code != "missing-field" or p.pointer.rsplit("/", 1)[0] not in pointers]
            message = f"‘{second}’ begint met een streepje, maar hoort bij ‘{first}’ erboven."
            hint = f"Haal het streepje weg en zet ‘{second}’ recht onder ‘{first}’."
            spot, fix = places.of((name, index + 1)), Fix(f"- {second}:", f"  {second}:")
            problems.append(Problem.of("yaml-indent", path, spot, message, hint, at=(name, index + 1), fix=fix))
    return problems


def _listed_once(problems: list[Problem]) -> list[Problem]:
    """The same problems; what are the choices of a field is told with the first of its wrong values only."""
    told: dict[tuple[int, str], Problem] = {}
    kept = []
    for problem in sorted(problems):
        before, found, choices = problem.hint.partition(CHOOSE)
        if problem.code == "choice" and found and len(choices) > _LONG_LIST:
            first = told.setdefault((problem.line, choices), problem)
            if first is not problem:
                value = first.message[: first.message.find("’") + 1]
                problem = replace(problem, hint=f"{before}De keuzes staan bij {value}.")
        kept.append(problem)
    return kept

"""Holding an entry against its schema: one problem for each mistake, at its place.

This module decides which findings of jsonschema are a mistake of the writer's and
which only follow from another; `wording` says them in Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from macros.base.plurals import counted
from macros.problems.problem import Fix, Problem, Spot
from macros.reading.entry_files import BLANK
from macros.reading.front_matter import BODY
from macros.schema.schemas import Schema
from macros.validation.guessing import meant, near
from macros.validation.sentences import answered, sentence
from macros.validation.wording import (
    CHOOSE,
    Finding,
    Words,
    code_for,
    first_double,
    free_labels,
    group_example,
    missing_field,
    shown,
    unknown_field,
    words_for,
)
from macros.yaml_text.places import Path, Places

# More problems than this in one file help nobody.
MOST_PROBLEMS = 50
# For so many names that do not exist, each is compared with those that do.
_MOST_GUESSES = 10

# A list of choices of so many signs is told once for a line.
_LONG_LIST = 80

# At these, the name of the field is what is marked, not its value.
_AT_KEY = {"minItems", "maxItems", "minProperties"}


def validate(
    values: dict[str, Any], places: Places, schema: Schema, path: str, unfinished: bool = True
) -> list[Problem]:
    """Check `values` against `schema`. Gives one problem per mistake, in no order, and not many more than MOST_PROBLEMS.

    `unfinished` says that there may be blanks, which have to be looked for everywhere.
    """
    blanks = list(_blanks(values, ())) if unfinished else []
    if not blanks and schema.passes(values):  # as nearly always
        return []
    found = [_blank(value, at, below, places, schema, path) for value, at, below in blanks[:MOST_PROBLEMS]]
    to_fill_in = {at for _, at, _ in blanks}
    for error in islice(schema.validator.iter_errors(values), 2 * MOST_PROBLEMS):
        if tuple(error.absolute_path) not in to_fill_in:
            found += _problems(Finding.of(error), places, path)
    return _listed_once(_split_items(_fallen_in(_fallen_out(found), values, schema), values, places, schema, path))


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


def _problems(found: Finding, places: Places, path: str) -> Iterable[Problem]:
    value, at = found.value, found.at
    if found.keyword == "oneOf" and isinstance(value, (dict, int)):
        # Where a group was written, what is wrong inside the group says more; so does a bound that a number breaks.
        inside = [one for one in found.inside if len(one.at) > len(at) or one.keyword != "type"]
        if inside:
            for one in inside:
                yield from _problems(one, places, path)
            return
    if found.keyword == "additionalProperties":
        known = found.schema.get("properties", {})
        unknown = [name for name in value if name not in known]
        for number, name in enumerate(unknown[: MOST_PROBLEMS + 1]):
            guess = number < _MOST_GUESSES
            words = (_misplaced(name, known, value, places, at) if guess else None) or unknown_field(
                name, known, value, guess=guess
            )
            if not words.fix and at and guess and not near(name, free_labels(known, value)):
                words = _beside(name, known)
            if not words.fix:
                words = sentence(name, known, value, places, at) or words
            yield _problem(path, (*at, name), "unknown-field", words, places, at_key=True)
        return
    if found.keyword == "required":
        # jsonschema gives one error for each name that is missing, and says which in its message only.
        misspelled = _meant_by_unknown(found.schema.get("properties", {}), value)
        for name in found.wanted:
            if name not in value and name not in misspelled and found.text.startswith(f"'{name}' "):
                words = missing_field(name, found.schema)
                yield _problem(path, (*at, name), "missing-field", words, places, at_key=True)
        return
    if found.keyword == "uniqueItems":
        at = (*at, first_double(value))
    yield _problem(path, at, code_for(found.keyword), words_for(found), places, at_key=found.keyword in _AT_KEY)


def _misplaced(name: str, known: dict[str, Any], given: dict[str, Any], places: Places, at: Path) -> Words | None:
    """A name that is known elsewhere: as a part of a group, or as a field that was written already in other letters."""
    if meant(name, free_labels(known, given)):
        return None
    message = f"Het veld ‘{shown(name)}’ bestaat niet."
    written = {key: node.get("title", key) for key, node in known.items() if key in given}
    twin = meant(name, written)
    if twin:
        line = places.of_key((*at, twin)).line
        hint = f"Bedoelde je ‘{twin}’ ({written[twin]})? Dat staat er al (regel {line}). Zet wat hier staat daaronder."
        return Words(message, hint)
    groups = [(key, node) for key, node in known.items() if name in _parts(node)]
    groups = [(key, node) for key, node in groups if key in given] or groups
    if len(groups) > 1 and all("items" in node for _, node in groups):
        named = " of ".join(f"‘{key}’ ({node.get('title', key)})" for key, node in groups)
        return Words(
            f"‘{shown(name)}’ is geen veld, maar een deel van {named}.", "Zet het daar, bij een punt van de lijst."
        )
    if len(groups) != 1:
        return None
    ((key, node),) = groups
    line = places.keys.get((*at, key), (0, 0))[0]
    where = f"‘{key}’ (regel {line})" if line else f"‘{key}’"
    message = f"‘{shown(name)}’ is geen veld, maar hoort onder {where}."
    if "items" in node:
        first = next(iter(_parts(node)))
        begin = "" if line else f"Begin met een regel ‘{key}:’. "
        if name == first:
            return Words(message, f"{begin}Zet het daar als een nieuw punt: {group_example(node['items'])}.")
        hint = f"{begin}Zet het bij een punt van ‘{key}’, recht onder ‘{first}’."
        return Words(message, hint)
    if not line:
        return Words(message, f"Zet er een regel ‘{key}:’ boven, en twee spaties voor.")
    return Words(message, f"Zet het onder ‘{key}’, met twee spaties ervoor.", Fix(f"{name}:", f"  {name}:"))


def _beside(name: str, known: dict[str, Any]) -> Words:
    """A name that a group does not have: what it says may belong to one of the parts, which are explained."""
    parts = [f"‘{key}’ ({node.get('description', node.get('title', key)).rstrip('.')})" for key, node in known.items()]
    hint = f"Zet wat hier staat bij het deel waar het bij past: {', '.join(parts)}. Haal daarna deze regel weg."
    return Words(f"Het veld ‘{shown(name)}’ bestaat niet.", hint)


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


def _parts(node: dict[str, Any]) -> dict[str, Any]:
    """The parts of a group, or of the groups in a list."""
    parts: dict[str, Any] = node.get("items", node).get("properties", {})
    return parts


def _problem(path: str, at: Path, code: str, words: Words, places: Places, at_key: bool) -> Problem:
    spot = places.of_key(at) if at_key else places.of(at)
    return Problem.of(code, path, spot, words.message, words.hint, at=at, fix=words.fix)


def _meant_by_unknown(known: dict[str, Any], given: dict[str, Any]) -> set[str | None]:
    """The fields that were likely meant by names that do not exist: one mistake, so one problem."""
    free = free_labels(known, given)
    unknown = (name for name in given if name not in known)
    return {meant(name, free) or next(iter(near(name, free, 1)), None) for name in islice(unknown, _MOST_GUESSES)}


def _blanks(value: Any, at: Path) -> Iterator[tuple[str, Path, int]]:
    """What a writer still has to fill in: each value, the way to it, and how many lines below its start."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _blanks(part, (*at, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _blanks(item, (*at, index))
    elif isinstance(value, str) and BLANK in value:
        if at == (BODY,):
            yield from ((value, at, number) for number, line in enumerate(value.split("\n")) if BLANK in line)
        elif value.startswith(BLANK):
            yield value, at, 0


def _blank(value: str, at: Path, below: int, places: Places, schema: Schema, path: str) -> Problem:
    node = schema.node(at)
    name = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
    spot = places.of(at)
    message = f"Hier moet je ‘{name}’ ({node.get('title', name)}) nog invullen."
    hint, fix = str(node.get("description", "")), None
    if at == (BODY,) and at in places.verbatim:
        message = "Hier staat nog een vraag uit het voorbeeld."
        hint = (
            f"Schrijf je antwoord en haal de hele regel met {BLANK} weg. Past de vraag niet, haal dan ook de kop weg."
        )
        line = value.split("\n")[below]
        asked = {str(node.get("description", "")), *(str(one["description"]) for one in node.get("x-start", ()))}
        if own := answered(line, BLANK, asked):
            message = f"In deze regel staat het woord {BLANK} nog, met misschien de vraag uit het voorbeeld."
            hint = f"Haal het woord {BLANK} weg, en de vraag die erachter staat. Laat je eigen tekst staan."
            fix = own.fix
    elif own := answered(value.split("\n")[below], BLANK, ()):
        message = f"In ‘{name}’ ({node.get('title', name)}) staat het woord {BLANK} nog."
        hint, fix = f"Haal het woord {BLANK} weg en laat je eigen tekst staan.", own.fix
    place = Spot(spot.line + below, 1 if below else spot.column)
    return Problem.of("blank", path, place, message, hint, at=at, fix=fix)

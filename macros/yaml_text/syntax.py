"""What is wrong with a text that is no YAML, in words for whoever wrote it.

libyaml says in English, often lines too late, what it cannot go on with. This
module looks at the writer's own lines and says in Dutch what was likely done,
where, and what to type instead. Its rules stand in one ordered table: the first
that recognises the mistake speaks. Those on quotes, colons and indents have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from macros.problems.problem import Fix, Problem, Spot
from macros.yaml_text.colon_errors import colon, glued, marked_name, no_colon, no_field, no_name, text_over_lines
from macros.yaml_text.failure import FIELD, ITEM, Failure, Found
from macros.yaml_text.indent_errors import block_text, item_astray, out_of_line, tab, too_far
from macros.yaml_text.quote_errors import after_quote, open_quote, quote_begun, smart_quote
from macros.yaml_text.quotes import quoted

# Lines longer than this are not looked into: no writer's mistake needs it, and no pattern gets to run away.
_LONGEST = 2_000


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """What a syntax error means to the writer, where it was made rather than where it was found."""
    lines = text.rstrip("\n").split("\n")
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    last = len(lines) - 1
    failure = Failure(
        words=f"{error.context or ''} {error.problem or ''}",
        lines=[line if len(line) <= _LONGEST else "" for line in lines],
        at=min(mark.line, last) if mark else 0,
        column=mark.column if mark and mark.line <= last else 0,
        begun=min(begun.line, last) if begun else 0,
        begun_column=begun.column if begun and begun.line <= last else 0,
        first_line=first_line,
        in_markdown=path.endswith(".md"),
    )
    found = next(found for rule in _RULES if (found := rule(failure)))
    return Problem.of(
        found.code, path, Spot(found.at + first_line, found.column + 1), found.message, found.hint, fix=found.fix
    )


def _after_bracket(failure: Failure) -> Found | None:
    """Text such as `[Concept] Naam`: what begins with a bracket is a list to YAML, and a list is all there is."""
    field = FIELD.match(failure.line) or ITEM.match(failure.line)
    if not field or not failure.says("did not find expected key", "expected <block end>", "did not find expected '-'"):
        return None
    value = field["value"]
    close = {"[": "]", "{": "}"}.get(value[:1])
    if not close or close not in value or field.start("value") + value.index(close) >= failure.column:
        return None
    return Found(
        "yaml-character",
        failure.at,
        field.start("value"),
        f"Een waarde die met {value[0]} begint, leest het programma als een lijst of groep.",
        "Is het gewone tekst, zet de hele waarde dan tussen aanhalingstekens.",
        Fix(value, quoted(value)),
    )


def _point_beside(failure: Failure) -> Found | None:
    """The first point of a list on the line of its field: `field: - point`."""
    field = FIELD.match(failure.line)
    if (
        not field
        or not re.match(r"- +\S", field["value"])
        or not failure.says("block sequence entries are not allowed")
    ):
        return None
    below = failure.lines[failure.at + 1] if failure.at + 1 < len(failure.lines) else ""
    listed = bool(re.match(r"\s*- +\S", below))
    name, value = field["key"], field["value"]
    hint = f"Schrijf op deze regel alleen ‘{name}:’. Zet elk punt daaronder op een eigen regel: ‘  {value}’, met {len(field['lead']) + 2} spaties ervoor."
    if not listed:
        hint += " Is het geen lijst, zet de waarde dan tussen aanhalingstekens."
    return Found(
        "yaml-character",
        failure.at,
        field.start("value"),
        "Een punt van een lijst begint op een nieuwe regel.",
        hint,
        None if listed else Fix(value, quoted(value)),
    )


def _list(failure: Failure) -> Found | None:
    if not failure.says("while parsing a flow"):
        return None
    line = failure.lines[failure.begun]
    sign = line[failure.begun_column : failure.begun_column + 1]
    close = {"[": "]", "{": "}"}.get(sign, "]")
    alone = close not in line[failure.begun_column :]
    rest = line[failure.begun_column :].rstrip().rstrip(",")
    return Found(
        "yaml-list",
        failure.begun,
        failure.begun_column,
        f"Deze {'lijst' if close == ']' else 'groep'} begint met {sign or '['} maar wordt niet goed afgesloten.",
        f"Zet komma’s tussen de waarden en sluit af met {close}.",
        Fix(line[failure.begun_column :].rstrip(), rest + close) if alone and rest else None,
    )


def _character(failure: Failure) -> Found | None:
    if not failure.says(
        "cannot start any token", "are not allowed", "expected comment or line break", "alphabetic or numeric",
        "block node did not find expected node content", "expected whitespace or line break",
    ):  # fmt: skip
        return None
    field = FIELD.match(failure.line) or ITEM.match(failure.line)
    starts = field is not None and field["value"][:1] in set("@`%?-|>*&]},!")
    fix = Fix(field["value"], quoted(field["value"])) if field and starts else None
    above_number = re.fullmatch(r">=? *(\d{1,9})", field["value"]) if field else None
    if field and above_number:
        fix = Fix(field["value"], f"{{more_than: {above_number[1]}}}")
    return Found(
        "yaml-character",
        failure.at,
        field.start("value") if field and starts else failure.column,
        "Een waarde mag niet met dit teken beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
        fix,
    )


def _document(failure: Failure) -> Found | None:
    if not failure.says("did not find expected <document start>", "expected '<document start>'"):
        return None
    first = next((n for n, line in enumerate(failure.lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    line = failure.lines[first]
    if line.startswith(" ") and FIELD.match(line):
        message = "Voor het eerste veld staat een spatie. Daardoor horen de andere er niet bij."
        return Found("yaml-indent", first, 0, message, "Haal de spatie weg.", Fix(line, line.lstrip()))
    return Found(
        "yaml-document",
        failure.at,
        failure.column,
        "Hier eindigt de lijst met velden onverwacht.",
        "Laat elk veld aan het begin van de regel beginnen, als ‘veldnaam: waarde’.",
    )


def _unknown(failure: Failure) -> Found:
    return Found(
        "yaml-syntax",
        failure.at,
        failure.column,
        "Deze regel kan het programma niet lezen.",
        "Schrijf elk veld als ‘veldnaam: waarde’; zet tekst met bijzondere tekens tussen aanhalingstekens.",
    )


_RULES: tuple[Callable[[Failure], Found | None], ...] = (
    tab,
    no_name,
    marked_name,
    smart_quote,
    open_quote,
    quote_begun,
    glued,
    no_colon,
    block_text,
    _point_beside,
    item_astray,
    text_over_lines,
    too_far,
    after_quote,
    _after_bracket,
    colon,
    _list,
    no_field,
    _character,
    out_of_line,
    _document,
    _unknown,
)

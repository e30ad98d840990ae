"""A `.md` file: fields between two lines of hyphens, and a text below them."""

from __future__ import annotations

import re
from typing import Any

from macros.problems.problem import START, Fix, Problem, Spot
from macros.yaml_text.characters import strange_characters
from macros.yaml_text.places import Places
from macros.yaml_text.values import read_mapping

BODY = "body"

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
# What is meant as such a line: a word processor joins hyphens to a dash.
_ALMOST = re.compile(r"^[ \t]*(?!---[ \t]*$)(?:[-\u2010-\u2015\u2212]{1,6}|[*_=+~]{3,6})[ \t]*$")
_FIELD_OR_PART = re.compile(r"[ \t]|#|-|[\w-]+[ \t]*:")


def read_front_matter(text: str, path: str) -> tuple[dict[str, Any] | None, Places, list[Problem]]:
    """Read the fields; what follows is the field `body`. Never raises for bad content.

    Returns the values (None when nothing could be read), their places and the problems.
    """
    strange = strange_characters(text, path)
    if strange:
        return None, Places(), strange
    opening = _FENCE.match(text)
    if not opening:
        return None, Places(), [_no_opening(text, path)]
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return None, Places(), [_no_closing(text.split("\n"), path)]
    values, places, problems = read_mapping(text[opening.end() + 1 : closing.start()], path, first_line=2)
    if values is None:
        return None, places, problems
    body = text[closing.end() :].lstrip("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    if BODY in values:
        message = "Het verhaal staat onder de velden; het veld ‘body’ hoort hier niet."
        hint = "Zet de tekst onder de tweede regel met drie streepjes en haal ‘body’ weg."
        problems.append(Problem.of("body-twice", path, places.of_key((BODY,)), message, hint, at=(BODY,)))
    elif body.strip():
        values[BODY] = body.rstrip() + "\n"
        places.values[(BODY,)] = places.keys[(BODY,)] = Spot(line, 1)
        places.verbatim.add((BODY,))
    return values, places, problems


def _no_opening(text: str, path: str) -> Problem:
    first = text.split("\n", 1)[0]
    fix = Fix(first, "---") if _ALMOST.match(first) and first.strip() else None
    if fix:
        message = f"De eerste regel is ‘{first.strip()}’, maar hoort ‘---’ te zijn."
        return Problem.of("front-matter", path, START, message, "Typ drie gewone streepjes en niets anders.", fix=fix)
    lines = text.split("\n")
    opened = next((number for number, line in enumerate(lines) if _FENCE.match(line)), None)
    if opened and any(_FENCE.match(line) for line in lines[opened + 1 :]) and _has_fields(lines[opened + 1 :]):
        above = [line for line in lines[:opened] if line.strip()]
        if not above:
            message = "Boven de eerste regel met drie streepjes (---) staat een lege regel."
            hint = "Haal die weg: de streepjes horen bovenaan."
            return Problem.of("front-matter", path, START, message, hint)
        if not any(re.match(r"[\w-]+[ \t]*:", line) for line in above):
            message = f"Boven de eerste regel met drie streepjes (---, regel {opened + 1}) staat tekst."
            hint = "De streepjes horen bovenaan. Zet de tekst onder de tweede regel met drie streepjes. Staat hij al bij ‘title’, haal hem dan weg."
            return Problem.of("front-matter", path, START, message, hint)
    message = "Een .md-bestand begint met een regel ‘---’, dan de velden, en dan weer een regel ‘---’."
    hint = "Zet bovenaan een regel met drie streepjes, daaronder ‘title: …’ en de andere velden."
    return Problem.of("front-matter", path, START, message, hint)


def _has_fields(lines: list[str]) -> bool:
    """Whether the first of these lines that is not empty begins a field."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return bool(re.match(r"[\w-]+[ \t]*:", first))


def _no_closing(lines: list[str], path: str) -> Problem:
    """Where the fields seem to end: at a line that was meant to close them, else where the text begins."""
    message = "De velden bovenaan worden niet afgesloten."
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and _ALMOST.match(line):
            hint = "Typ drie gewone streepjes en niets anders op deze regel."
            return Problem.of("front-matter", path, Spot(number, 1), message, hint, fix=Fix(line, "---"))
    end = next((n for n, line in enumerate(lines[1:], start=2) if not _FIELD_OR_PART.match(line)), len(lines))
    last = max((n for n in range(1, end) if lines[n - 1].strip()), default=end)  # the line itself can be shown
    hint = "Zet onder deze regel een regel met drie streepjes (---)."
    return Problem.of("front-matter", path, Spot(last, 1), message, hint)

"""How far in a line of YAML may stand, and where an item belongs that stands below a field that is finished.

What is offered was read again: a line in its new place has to begin something of its own there, and is neither an
error nor the end of the text above it.
"""

from __future__ import annotations

import re

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEAD = re.compile(r"([ \t]*)(?:- +)*")
_OPENED = re.compile(r"[ \t]*(?:- +)*[\w-]+[ \t]*:[ \t]*$")
_BEGIN = re.compile(r"(?P<dash>(?:- +)?)(?P<key>[\w-]+[ \t]*:(?=\s|$))?")
_LIST = re.compile(r"(?P<lead> *)(?P<name>[\w-]+):[ \t]*$")
_FIELD = re.compile(r"(?P<lead> *)(?P<name>[\w-]+):(?=\s|$)")
_ITEM = re.compile(r" *- +(?:(?P<key>[\w-]+):(?=\s|$))?")
# Each place is tried by reading the lines above again.
_MOST_TRIED = 6
_MOST_LINES = 1_000


def places(lines: list[str], at: int) -> list[int]:
    """How far in the line at index `at` may stand, the nearest above first."""
    bare = lines[at].lstrip()
    tried = _steps(lines[:at], bare.startswith("-"))[:_MOST_TRIED] if at < _MOST_LINES else []
    return [step for step in tried if _fits(lines[:at], " " * step + bare)]


def home(lines: list[str], at: int) -> tuple[str, int, str] | None:
    """The list in which an item belongs that stands too low: its name, the index of its line, the field below it.

    A list with items of the same form; None where there are none, or more of them.
    """
    form = _form(lines[at])
    found: list[tuple[str, int, str]] = []
    for number, line in enumerate(lines[:at]):
        opened = _LIST.match(line)
        below = next((other for other in lines[number + 1 : at] if other.strip()), "") if opened else ""
        if opened and below.lstrip().startswith("- ") and _form(below) == form:
            rest = (_FIELD.match(other) for other in lines[number + 1 : at])
            after = next((field["name"] for field in rest if field and len(field["lead"]) <= len(opened["lead"])), "")
            found.append((opened["name"], number, after))
    return found[0] if len(found) == 1 else None


def _form(line: str) -> str | None:
    item = _ITEM.match(line)
    return item["key"] if item else None


def _steps(above: list[str], dashed: bool) -> list[int]:
    """How far in a line could stand by these lines, the nearest first; `dashed` where it is an item of a list."""
    steps: dict[int, None] = {}
    for line in reversed(above):
        lead = _LEAD.match(line)
        if not lead or not line.strip():
            continue
        if not steps and _OPENED.match(line):
            steps[len(lead[0]) + 2] = None
        if not dashed or lead[0].rstrip().endswith("-"):
            steps[len(lead[1]) if dashed else len(lead[0])] = None
    return list(steps)


def _fits(above: list[str], line: str) -> bool:
    """Whether something begins on the line. What else is wrong in it is another mistake: only its form is read."""
    bare = line.lstrip(" ")
    begin = _BEGIN.match(bare)
    form = f"{begin['dash']}{'x: x' if begin['key'] else 'x'}" if begin else "x"
    text = "\n".join([*above, " " * (len(line) - len(bare)) + form])
    begun = False
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            begun = begun or (isinstance(event, yaml.NodeEvent) and getattr(event.start_mark, "line", -1) == len(above))
    except yaml.YAMLError:
        return False
    return begun

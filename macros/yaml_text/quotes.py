"""Quotes around a value: how YAML wants them, and what word processors and Dutch make of them.

The words are for every rule that meets such a quote, while reading values and where
YAML cannot go on.
"""

from __future__ import annotations

import re

from macros.problems.problem import Fix

# What word processors make of straight quotes, at the start and at the end of a value.
SMART_START, SMART_END = "“„”‟«‹", "“”»›"
_CURLED = tuple(SMART_START + "‘‚")
# How Dutch shortens a word at its start ('t Hart, 's-Gravenhage, 'n): an apostrophe, not a quote.
SHORTENED = re.compile(r"['‘](?:[stnkmr]|er|ie)(?=[-\s])", re.IGNORECASE)

# One within a word: foto’s, ICT’ers.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")

APOSTROPHE = (
    "Deze tekst begint met een apostrof. Het programma ziet dat als een aanhalingsteken.",
    "Zet de hele waarde tussen dubbele aanhalingstekens.",
)
BACKSLASH = (
    "Een schuine streep naar links (\\) heeft tussen dubbele aanhalingstekens een bijzondere betekenis.",
    "Zet de tekst tussen enkele aanhalingstekens, of schrijf \\\\.",
)
SMART_WORDS = (
    "Deze aanhalingstekens zijn gekruld. Het programma kent alleen rechte: \" of '.",
    "Typ rechte aanhalingstekens. Tekstverwerkers maken er gekrulde van.",
)


def quoted(value: str) -> str:
    """A value between quotes that it does not contain itself, as YAML wants it."""
    bare = value.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"' and '"' not in bare[1:-1]:  # these were meant for YAML
        bare = bare[1:-1]
    if '"' in bare or "\\" in bare:
        return "'" + bare.replace("'", "''") + "'"
    return f'"{bare}"'


def smart_quotes(value: str) -> Fix | None:
    """What to type for a value that stands between curly quotes; None where they belong to the text."""
    if not value.startswith(_CURLED):  # as good as always
        return None
    ends = value[-1:] in set(SMART_END + "’‘") or (
        value[0] in SMART_START and value[-1:] == '"' and value.count('"') == 1
    )
    if SHORTENED.match(value) and not ends:
        return None
    inside = _APOSTROPHE.sub("", value[1:-1])
    if not ends and any(sign in value for sign in SMART_END + "’"):
        return None
    if ends and any(sign in inside for sign in SMART_START + SMART_END + "‘’"):
        return None  # as in “Leren” en “werken”
    bare = value.strip(SMART_START + SMART_END + '‘’‚"')
    return Fix(value, quoted(bare)) if bare else None

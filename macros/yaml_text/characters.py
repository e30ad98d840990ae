"""Characters that show nothing and do not belong in an entry."""

from __future__ import annotations

import re

from macros.problems.problem import Fix, Problem, Spot

# Control characters, what only YAML takes for a line end, what changes how a text reads without showing, and the
# letters that only programs see (the block of tags).
NOT_PRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U000dffff\U000e0100-\U0010ffff]"
)


# What ends a line for some programs, and not for whoever looks at it: between words it is a space.
_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]+")
_MOST = 20  # of one file


def strange_characters(text: str, path: str) -> list[Problem]:
    """On each line the first character that shows nothing and does not belong in text, with the line without them."""
    if not NOT_PRINTABLE.search(text):  # as nearly always
        return []
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = list(NOT_PRINTABLE.finditer(line))
        if not found:
            continue
        start, end = found[0].start(), found[-1].end()
        problems.append(
            Problem.of(
                "character",
                path,
                Spot(number, start + 1),
                f"Hier staat een onzichtbaar teken (U+{ord(line[start]):04X}) dat niet in tekst hoort.",
                "Haal het teken weg; het komt vaak mee met kopiëren uit een ander programma.",
                fix=Fix(line[start:end], without_strange(line[start:end])),
            )
        )
        if len(problems) == _MOST:
            break
    return problems


def without_strange(text: str) -> str:
    """The text without what does not show."""
    return NOT_PRINTABLE.sub("", _ENDS.sub(" ", text))

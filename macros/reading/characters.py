"""Characters that do not belong in an entry: what shows nothing, and spaces that are none to YAML."""

from __future__ import annotations

import re

from macros.problems.problem import Fix, Problem, Spot

# Control characters, what only YAML takes for a line end, what changes how a text reads without showing, and the
# letters that only programs see (the block of tags).
NOT_PRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U000dffff\U000e0100-\U0010ffff]"
)

_FIXED_SPACES = re.compile(r"^[ \t]*[\u00a0\u2007\u202f][ \t\u00a0\u2007\u202f]*(?=\S)", re.MULTILINE)


def strange_character(text: str, path: str) -> Problem | None:
    """The first character of a file that shows nothing and does not belong in text."""
    strange = NOT_PRINTABLE.search(text)
    if not strange:
        return None
    before = text[: strange.start()]
    return Problem.of(
        "character",
        path,
        Spot(before.count("\n") + 1, strange.start() - before.rfind("\n")),
        f"Hier staat een onzichtbaar teken (U+{ord(strange.group()):04X}) dat niet in tekst hoort.",
        "Haal het teken weg; het komt vaak mee met kopiëren uit een ander programma.",
    )


def fixed_spaces(text: str, path: str, first_line: int) -> Problem | None:
    """The first line that is indented with spaces which YAML does not take for spaces: copied from a web page or Word."""
    found = _FIXED_SPACES.search(text) if any(space in text for space in "\u00a0\u2007\u202f") else None
    if not found:
        return None
    return Problem.of(
        "character",
        path,
        Spot(text.count("\n", 0, found.start()) + first_line, 1),
        "Hier staan vaste spaties. Ze zien eruit als spaties, maar tellen niet als inspringen.",
        "Vervang ze door gewone spaties; ze komen mee met kopiëren van een website of uit Word.",
        fix=Fix(found[0], re.sub(r"[\u00a0\u2007\u202f]", " ", found[0])),
    )

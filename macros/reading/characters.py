"""Characters that show nothing and do not belong in an entry."""

from __future__ import annotations

import re

from macros.problems.problem import Problem, Spot

# Control characters, what only YAML takes for a line end, what changes how a text reads without showing, and the
# letters that only programs see (the block of tags).
NOT_PRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U000dffff\U000e0100-\U0010ffff]"
)


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

"""How much Markdown one entry may ask for.

Python-Markdown looks ahead at some signs and back over lines, so that its time grows
with their square; a few kilobytes can keep it busy for minutes. The bounds are for
all texts of an entry together, far above what a writer needs (the heaviest entry of
2026 asks for a thousandth) and low enough that no entry takes a second.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_LENGTH = 60_000
MAX_LINES = 3_000
MAX_SIGNS = 500  # in one block, of each sign at which Markdown looks ahead
MAX_ALL_SIGNS = 4_000  # in all blocks together
MAX_CELLS = 6_000  # of all tables
MAX_COLUMNS = 30  # of a table: short rows are filled up
MAX_ABBREVIATIONS = 100  # each is looked for in the whole text
MAX_WORK = 5_000_000  # from each sign, Markdown looks through the rest of the block
MAX_LEVELS = 12

_SIGNS = "[<`*_~\\"
_SHORT = 400
_HEAVY = re.compile(r"[\[<`*_~\\|\n]|^[ \t]*[-+*>\d]")
# A definition counts too: each is joined to all before it.
_SIGN = re.compile(rf"[{re.escape(_SIGNS)}]|^:[ \t]", re.MULTILINE)
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_WIDE = re.compile(rf"^(?:[^|\n]*\|){{{MAX_COLUMNS + 1}}}", re.MULTILINE)
_LEVELS = re.compile(rf"^(?:[ \t]*(?:[-+*>]|\d{{1,9}}[.)])(?=[ \t>]|$)){{{MAX_LEVELS},}}", re.MULTILINE)
_INDENT = re.compile(rf"^[ \t]{{{MAX_LEVELS * 4},}}(?:[-+*>]|\d{{1,9}}[.)])[ \t]", re.MULTILINE)


def _cells(block: str) -> int:
    """How many cells a table comes to, in which short rows are filled up."""
    lines = block.split("\n")
    return len(lines) * max(line.count("|") for line in lines)


class Bounds:
    """What the texts of one entry ask of Markdown, added up text by text."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def beyond(self, text: str) -> tuple[int, str] | None:
        """Where `text` goes beyond what is converted, and what is too much there, in Dutch."""
        taken = self._taken
        taken["length"] += len(text)
        if taken["length"] > MAX_LENGTH:
            return 0, f"De teksten van dit onderwerp zijn samen langer dan {MAX_LENGTH} tekens."
        if not _HEAVY.search(text):  # plain text on one line: nothing else can be too much
            return None
        taken["lines"] += text.count("\n") + 1
        if taken["lines"] > MAX_LINES:
            return 0, f"De teksten van dit onderwerp hebben samen meer dan {MAX_LINES} regels."
        taken["abbreviations"] += text.count("*[")
        if taken["abbreviations"] > MAX_ABBREVIATIONS:
            return 0, f"In de teksten van dit onderwerp staan meer dan {MAX_ABBREVIATIONS} afkortingen."
        # In a short text no block can be too much; its signs are counted all the same.
        blocks = _BLOCK_END.split(text) if len(text) >= _SHORT else []
        for sign in _SIGNS:
            taken[sign] += text.count(sign)
            if taken[sign] > MAX_ALL_SIGNS:
                message = f"In de teksten van dit onderwerp staat meer dan {MAX_ALL_SIGNS} keer ‘{sign}’."
                return text.rindex(sign), message
            crowded = next((block for block in blocks if block.count(sign) > MAX_SIGNS), None)
            if crowded is not None:
                message = f"In één stuk tekst, zonder lege regels, staat meer dan {MAX_SIGNS} keer ‘{sign}’."
                return text.index(crowded) + crowded.index(sign), message
        taken["cells"] += sum(_cells(block) for block in blocks if "|" in block)
        if taken["cells"] > MAX_CELLS:
            return text.rindex("|"), f"De tabellen van dit onderwerp hebben samen meer dan {MAX_CELLS} vakken."
        wide = _WIDE.search(text)
        if wide:
            return wide.start(), f"Deze tabel heeft meer dan {MAX_COLUMNS} kolommen."
        # A quarter of the lines counts as a sign, since a line is looked at from those before it.
        taken["work"] += sum(len(block) * (len(_SIGN.findall(block)) + block.count("\n") // 4) for block in blocks)
        if taken["work"] > MAX_WORK:
            return 0, "Deze tekst heeft lange stukken met veel opmaak, zonder lege regels ertussen."
        deep = _LEVELS.search(text) or _INDENT.search(text)
        if deep:
            return deep.start(), f"Deze lijst of dit citaat gaat meer dan {MAX_LEVELS} niveaus diep."
        return None

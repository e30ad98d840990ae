"""What was left behind in a text by the way it came here: in entries, and in pages written by hand.

What such damage looks like is for `damage` to say; this module knows where texts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.markdown.bounds import LONG_LINE, MAX_LENGTH, MAX_LINE
from macros.problems.problem import Problem, Spot
from macros.reading.damage import damages, may_be_damaged, second_fields, unmerged
from macros.reading.entry_files import EntryFile
from macros.reading.file_text import read_text
from macros.schema.schemas import Schema

MAX_WORD = 100  # letters and digits; the longest of 2026 has 32
_MOST_LENGTH = 200_000  # of a text that is looked through
_HEAD = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_LONG_WORD = re.compile(rf"[^\W_]{{{MAX_WORD + 1},}}")
_ADDRESS = re.compile(r"://\S*\Z")
_TICKED = re.compile(r"`[^`\n]+`")


def leftovers(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """What is damaged in the texts of one entry."""
    whole = entry.all_text
    suspect = may_be_damaged(whole)
    short = len(whole) <= MAX_LINE and _longest_word(whole) <= MAX_WORD
    if not suspect and short and "---" not in whole and "+++" not in whole:  # as most
        return
    for at, text in entry.texts:
        for damage in damages(text[:_MOST_LENGTH]) if suspect else ():
            yield entry.problem_in("damaged", at, text, damage.start, damage.message, damage.hint, damage.fix)
        # A text beyond what is converted at all is told by `bounds`.
        endless = _endless(text) if MAX_WORD < len(text) <= MAX_LENGTH else None
        if endless:
            start, message = endless
            hint = "Knip de tekst op met spaties of nieuwe regels, of haal weg wat geen tekst is."
            yield entry.problem_in("endless", at, text, start, message, hint)
        fields = second_fields(text[:_MOST_LENGTH], schema.fields) if "\n" in text else None
        if fields:
            yield entry.problem_in("fields-in-text", at, text, fields[0], *_again(fields[1]))


def leftovers_of_pages(root: Path) -> Iterator[Problem]:
    """What is damaged in the pages in `root`/docs. What stands there as code is an example."""
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        text, problems = read_text(file, path)
        yield from problems
        if text is None:
            continue
        shown = without_code(text)
        yield from unmerged(shown, path)
        for damage in damages(shown):
            spot = Spot.within(text, damage.start)
            yield Problem.of("damaged", path, spot, damage.message, damage.hint, fix=damage.fix)
        head = _HEAD.match(shown)
        start = head.end() if head else 0
        fields = second_fields(shown[start:])
        if fields:
            yield Problem.of("fields-in-text", path, Spot.within(text, start + fields[0]), *_again(fields[1]))


def _endless(text: str) -> tuple[int, str] | None:
    """Where a word or a line goes on for longer than anyone reads, and which it is."""
    for found in _LONG_WORD.finditer(text) if _longest_word(text) > MAX_WORD else ():
        before = text[max(0, found.start() - 200) : found.start()]
        if not _ADDRESS.search(before):  # in an address it may be a key
            return found.start(), f"Hier staat een woord van {len(found[0])} tekens; het mogen er {MAX_WORD} zijn."
    for found in LONG_LINE.finditer(text):
        return found.start(), f"Deze regel heeft {len(found[0])} tekens; het mogen er {MAX_LINE} zijn."
    return None


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _again(name: str) -> tuple[str, str]:
    """What to say of fields in a text."""
    message = f"Hier staan nog een keer velden, te beginnen met ‘{name}’: op de site wordt dat gewone tekst."
    hint = "Haal de velden met de streepjes erboven en eronder weg. Velden staan alleen bovenaan het bestand."
    return message, hint


def without_code(text: str) -> str:
    """The text with blanks for its code, so that places stay the same."""
    if "`" not in text and "~~~" not in text:  # as most
        return text
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            lines.append(" " * len(line))
        elif mark:
            fence = mark[1]
            lines.append(" " * len(line))
        else:
            lines.append(_TICKED.sub(lambda found: " " * len(found[0]), line))
    return "\n".join(lines)

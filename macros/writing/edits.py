"""Changing words in the text of a file and nothing else: where they stand, and the text with others in their place.

Texts have plain line ends here; `replaced` gives a file its own again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.problems.problem import Spot
from macros.reading.entry_files import EntryFile
from macros.references.addresses import without_tail
from macros.references.former_names import given_in
from macros.schema.schemas import FORMER_NAMES

Place = tuple[int, int]  # where a piece of a text begins and ends


class Refused(Exception):
    """Why nothing was renamed, in Dutch."""


@dataclass(frozen=True)
class Edit:
    """One reference: where it stands, and what it says before and after."""

    line: int
    before: str
    after: str


def text_of(raw: bytes, path: str) -> tuple[str, str]:
    """The text of a file as it is, and as it is read: without the mark in front, and with plain line ends."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is niet opgeslagen als UTF-8. Verbeter eerst dat bestand.") from error
    return text, plain_ends(text)


def plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bytes_of(text: str, raw: bytes) -> bytes:
    return (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + text.encode()


def line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def find(text: str, starts: list[int], spot: Spot, wanted: str, path: str) -> int:
    """Where something stands, at or behind a spot on its line; else where it stands alone in the file."""
    at = starts[spot.line - 1] + spot.column - 1
    quoted = at + 1 if text[at : at + 1] in ("'", '"') else at
    for start in (at, quoted):
        if text.startswith(wanted, start):
            return start
    if text.count(wanted) == 1:
        return text.index(wanted)
    raise Refused(f"{path}:{spot.line}: hier is ‘{wanted}’ niet veilig te veranderen. Doe dat eerst zelf.")


def in_address(start: int, target: str, old: str) -> Place:
    """Where the name stands in the address of a link: the last part of its path."""
    at = start + without_tail(target).rindex(old)
    return at, at + len(old)


def with_former(entry: EntryFile, text: str, old: str) -> tuple[Place, str]:
    """What to put in the file that is renamed, so that it says what it was called."""
    starts = line_starts(text)
    known = list(given_in(entry.values))
    if known:
        spot = entry.places.of((FORMER_NAMES, known[-1][0]))
        line = text[starts[spot.line - 1] :].split("\n", 1)[0]
        before = line[: spot.column - 1]
        at = starts[spot.line - 1] + spot.column - 1
        if before.strip() == "-":
            end = starts[spot.line - 1] + len(line)
            return (end, end), f"\n{before}{old}"
        end = at + len(re.match(r"""(["']?)[^"',\]\s]+\1""", text[at:])[0])  # type: ignore[index]
        return (end, end), f", {old}"
    wanted = f"{FORMER_NAMES}: [{old}]\n"
    if entry.path.endswith(".md"):
        closing = list(re.finditer(r"^---[ \t]*$", text, re.MULTILINE))[1].start()
        return (closing, closing), wanted
    end = len(text)
    return (end, end), wanted if text.endswith("\n") else f"\n{wanted}"


def replaced(text: str, bare: str, pieces: list[tuple[Place, str]]) -> tuple[str, tuple[Edit, ...]]:
    """The text with each piece replaced, in its own line ends, and what that changes, line by line."""
    ends = "\r\n" if "\r\n" in text else "\n"
    edits = []
    changed = bare
    for (start, end), new in sorted(set(pieces), reverse=True):
        line = bare.count("\n", 0, start) + 1
        before = bare[bare.rfind("\n", 0, start) + 1 :].split("\n", 1)[0] if end > start else ""
        changed = changed[:start] + new + changed[end:]
        after = changed[changed.rfind("\n", 0, start) + 1 :].split("\n", 1)[0] if end > start else new.strip(" ,\n")
        edits.append(Edit(line, before, after))
    if "\r" not in text:
        return changed, tuple(reversed(edits))
    if text.replace("\r\n", "").count("\r") or text.count("\n") != text.count("\r\n"):
        raise Refused("Een bestand heeft verschillende regeleinden door elkaar. Sla het eerst opnieuw op.")
    return changed.replace("\n", ends), tuple(reversed(edits))

"""That an entry was looked at and still holds: one line of its file, and nothing else of it.

Which entry is told by a form of GitHub's issues, which is a stranger's text: it counts only where it is the name of one
that there is. The day is told by whoever received the form.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from macros.base.dutch import in_words
from macros.library.library import Entry, Library
from macros.reading.entry_files import EntryFile, read_entry
from macros.schema.schemas import REVIEWED
from macros.writing.edits import Refused, bytes_of, line_starts, replaced, text_of
from macros.writing.issue_answers import by_heading
from macros.writing.issue_forms import CONFIRMED_LABELS

_CHECKED = "checked"
_NAME = re.compile(r"([a-z0-9_-]{1,100})/([a-z0-9-]{1,100})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def confirmed_in(text: str, library: Library) -> Entry:
    """The entry that a form says of that it still holds. Raises NotAFormError or Refused, which say why not in Dutch."""
    page, *_ = CONFIRMED_LABELS
    found = _NAME.fullmatch(by_heading(text, list(CONFIRMED_LABELS)).get(page, ""))
    entry = library.get(*found.groups()) if found else None
    if entry is None:
        raise Refused(f"Bij ‘{page}’ staat geen pagina die er is. Laat daar staan wat er stond.")
    return entry


def confirm(root: Path, entry: Entry, library: Library, day: date) -> None:
    """Write in the file of an entry that somebody looked at it on `day`. Raises Refused where that cannot be done."""
    if REVIEWED not in library.schemas[entry.collection.name].fields:
        raise Refused("Bij deze pagina hoort geen dag waarop ze is nagekeken.")
    before = str(entry.values.get(REVIEWED, ""))
    if before >= day.isoformat():
        raise Refused(f"Op {in_words(date.fromisoformat(before))} keek iemand deze pagina al na.")
    file = root / entry.path
    raw = file.read_bytes()
    file.write_bytes(with_day(raw, entry.path, entry.collection.name, day))


def with_day(raw: bytes, path: str, collection: str, day: date) -> bytes:
    """What a file holds, with the day on which somebody looked at it: all else is as it was."""
    text, bare = text_of(raw, path)
    old, _ = read_entry(bare, path, collection)
    if old is None:
        raise Refused(f"{path} is niet te lezen.")
    piece = _piece(old, bare, day)
    changed, _ = replaced(text, bare, [piece])
    new, _ = read_entry(changed.replace("\r\n", "\n"), path, collection)
    if new is None or new.values != {**old.values, REVIEWED: day.isoformat()}:
        raise Refused(f"In {path} is deze dag niet veilig te zetten. Doe dat zelf.")
    return bytes_of(changed, raw)


def _piece(entry: EntryFile, text: str, day: date) -> tuple[tuple[int, int], str]:
    """Where to write what: in the place of the day that stands there, else on a line of its own."""
    starts = line_starts(text)
    if REVIEWED in entry.values:
        spot = entry.places.of((REVIEWED,))
        found = _DAY.search(text, starts[spot.line - 1] + spot.column - 1)
        if found is None:
            raise Refused(f"{entry.path}:{spot.line}: hier staat geen dag.")
        return found.span(), day.isoformat()
    line = f"{REVIEWED}: {day.isoformat()}\n"
    if _CHECKED in entry.values:
        below = entry.places.of((_CHECKED,)).line
        if below < len(starts):
            return (starts[below], starts[below]), line
    first = min(entry.places.of_key((name,)).line for name in entry.values)
    return (starts[first - 1], starts[first - 1]), line

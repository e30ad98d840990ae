"""From the bytes of a file to text with `\\n` for line ends, within bounds.

Whatever a writer's editor saved, it becomes text or one problem that says how to
save it.
"""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from macros.problems.problem import START, Problem, Spot
from macros.reading.strays import LFS, LFS_WORDS

MAX_BYTES = 512_000

_UTF8 = "Sla het bestand op als UTF-8: in Kladblok en Word staat dat bij Opslaan als, onder Codering."
_WHY = {
    errno.ENOENT: "het is er niet meer",
    errno.EACCES: "je mag het niet openen",
    errno.EPERM: "je mag het niet openen",
    errno.EISDIR: "het is een map",
    errno.EIO: "de schijf geeft een fout",
}


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or the problem that kept it from being read. `path` is how problems name it."""
    raw, problems = read_bytes(file, path)
    return (None, problems) if raw is None else text_of(raw, path)


def read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, of one beyond MAX_BYTES so many that this shows, or the problem that kept it from being read."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would never end
            return None, [Problem.of("unreadable", path, START, "Dit is geen gewoon bestand.", "Zet het opnieuw neer.")]
        with file.open("rb", buffering=0) as stream:
            return stream.read(MAX_BYTES + 1), []
    except OSError as error:
        return None, [unreadable(error, path)]


def text_of(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text that the bytes of a file are, or the problem that they are none."""
    if len(raw) > MAX_BYTES:
        message = f"Dit bestand is groter dan {MAX_BYTES // 1000} kB."
        hint = "Maak de tekst korter of verdeel hem over meer bestanden. Zet afbeeldingen in content/images/."
        return None, [Problem.of("size", path, START, message, hint)]
    if raw.startswith(LFS):
        return None, [Problem.of("unreadable", path, START, *LFS_WORDS)]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:400].count(0) > len(raw[:400]) // 4:
        return None, [Problem.of("encoding", path, START, "Dit bestand is opgeslagen als UTF-16.", _UTF8)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error, path)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def unreadable(error: OSError, path: str) -> Problem:
    """Why a file or folder cannot be read, in Dutch."""
    why = _WHY.get(error.errno or 0, error.strerror or "onbekende fout")
    return Problem.of("unreadable", path, START, f"Dit bestand is niet te lezen: {why}.", "Zet het opnieuw neer.")


def _not_utf8(raw: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    before = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    spot = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))
    # What Windows programs of western Europe save when nobody asks for UTF-8.
    letter = raw[error.start : error.start + 1].decode("cp1252", "replace")
    message = "Vanaf hier staan tekens die geen UTF-8 zijn."
    if letter.isprintable() and letter != "\ufffd":
        message += f" Waarschijnlijk staat er ‘{letter}’, opgeslagen als Windows-1252."
    return Problem.of("encoding", path, spot, message, _UTF8)

"""Reading the files in `content/`: which there are, and what each holds.

This module owns files, encodings and front matter. It reads within bounds and
turns every file that it cannot read into problems. What an entry must be is for
`validation`, and what ids are free for `identity`.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.problem import START, Problem, Spot
from macros.yaml_syntax import strange_character
from macros.yaml_values import Places, read_mapping

MAX_BYTES = 512_000
ENDINGS = (".yml", ".md")
BODY = "body"
# What a scaffold writes where the writer has to fill something in. A value that begins with it is a problem.
BLANK = "INVULLEN"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass
class EntryFile:
    """One entry as its file holds it, with the place of each value."""

    path: str
    collection: str
    id: str
    values: dict[str, Any]
    places: Places


def find_files(root: Path, collections: list[str]) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """List the entry files of `collections` below `root`/content, sorted, with what stands in the wrong place.

    Returns pairs of a collection and a file. Names that begin with a dot are passed over.
    """
    files: list[tuple[str, Path]] = []
    problems: list[Problem] = []

    def wrong(path: Path, code: str, message: str, hint: str) -> None:
        problems.append(Problem.of(code, path.relative_to(root).as_posix(), START, message, hint))

    content = root / "content"
    folders = ", ".join(f"content/{name}/" for name in collections)
    for folder in _children(content):
        if folder.name not in collections:
            wrong(
                folder,
                "place",
                "Hier kijkt de kennisbank niet.",
                f"Zet bestanden in een van deze mappen: {folders}.",
            )
            continue
        if folder.is_symlink() or not folder.is_dir():
            wrong(folder, "place", "Dit hoort een gewone map te zijn.", "Maak er een map van.")
            continue
        for file in _children(folder):
            mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                wrong(
                    file,
                    "symlink",
                    "Dit is een snelkoppeling naar een ander bestand.",
                    "Zet het bestand zelf hier neer.",
                )
            elif stat.S_ISDIR(mode):
                wrong(
                    file,
                    "place",
                    "Dit is een map; in deze map horen alleen bestanden.",
                    f"Zet de bestanden rechtstreeks in content/{folder.name}/.",
                )
            elif file.suffix not in ENDINGS:
                wrong(
                    file,
                    "ending",
                    f"De kennisbank leest geen bestanden op ‘{file.suffix or file.name}’.",
                    "Laat de bestandsnaam eindigen op .yml (alleen velden) of .md (velden en een verhaal).",
                )
            elif not _ID.fullmatch(file.stem):
                wrong(
                    file,
                    "file-name",
                    f"‘{file.stem}’ kan geen adres van een pagina worden.",
                    "Gebruik kleine letters zonder accenten, cijfers en streepjes, "
                    f"bijvoorbeeld ‘{slug(file.stem)}{file.suffix}’.",
                )
            elif not stat.S_ISREG(mode):
                wrong(file, "place", "Dit is geen gewoon bestand.", "Haal het weg.")
            else:
                files.append((folder.name, file))
    return files, problems


def read_file(root: Path, collection: str, file: Path) -> tuple[EntryFile | None, list[Problem]]:
    """Read one entry file. Returns None for the entry when its fields could not be read."""
    path = file.relative_to(root).as_posix()
    text, problems = _text(file, path)
    if text is None:
        return None, problems
    if file.suffix == ".yml":
        values, places, problems = read_mapping(text, path)
    else:
        values, places, problems = _with_front_matter(text, path)
    if values is None:
        return None, problems
    return EntryFile(path, collection, file.stem, values, places), problems


def slug(title: str) -> str:
    """Make a file name of a title: lower case, no accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "naam"


def _children(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(Path(item.path) for item in os.scandir(folder) if not item.name.startswith("."))


def _text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file with `\\n` for line ends, or the problem that kept it from being read."""

    def problem(code: str, message: str, hint: str, spot: Spot = START) -> tuple[None, list[Problem]]:
        return None, [Problem.of(code, path, spot, message, hint)]

    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return problem("unreadable", f"Dit bestand is niet te lezen ({error.strerror}).", "Zet het opnieuw neer.")
    if len(raw) > MAX_BYTES:
        return problem(
            "size",
            f"Dit bestand is groter dan {MAX_BYTES // 1000} kB.",
            "Maak de tekst korter of verdeel hem over meer bestanden.",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return problem("encoding", "Dit bestand is opgeslagen als UTF-16.", "Sla het op als UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n")
        spot = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))
        return problem(
            "encoding", "Vanaf hier staan tekens die geen UTF-8 zijn.", "Sla het bestand op als UTF-8.", spot
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strange = strange_character(text, path)
    return (None, [strange]) if strange else (text, [])


def _with_front_matter(text: str, path: str) -> tuple[dict[str, Any] | None, Places, list[Problem]]:
    """Read fields between two lines of hyphens; what follows is the field `body`."""

    def problem(spot: Spot, message: str, hint: str) -> tuple[None, Places, list[Problem]]:
        return None, Places(), [Problem.of("front-matter", path, spot, message, hint)]

    opening = _FENCE.match(text)
    if not opening:
        return problem(
            START,
            "Een .md-bestand begint met een regel ‘---’, dan de velden, en dan weer een regel ‘---’.",
            "Zet bovenaan een regel met drie streepjes, daaronder ‘title: …’ en de andere velden.",
        )
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return problem(
            START,
            "De velden bovenaan worden niet afgesloten.",
            "Zet onder het laatste veld een regel met drie streepjes (---).",
        )
    values, places, problems = read_mapping(text[opening.end() + 1 : closing.start()], path, first_line=2)
    if values is None:
        return None, places, problems
    body = text[closing.end() :].lstrip("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    if BODY in values:
        spot = places.of_key((BODY,))
        problems.append(
            Problem.of(
                "body-twice",
                path,
                spot,
                "Het verhaal staat onder de velden; het veld ‘body’ hoort hier niet.",
                "Zet de tekst onder de tweede regel met drie streepjes en haal ‘body’ weg.",
                at=(BODY,),
            )
        )
    elif body.strip():
        values[BODY] = body.rstrip() + "\n"
        places.values[(BODY,)] = places.keys[(BODY,)] = Spot(line, 1)
    return values, places, problems

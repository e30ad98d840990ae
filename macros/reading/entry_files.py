"""Reading the files in `content/`: which there are, and what each holds.

This module owns which files there are and what they are called; `file_text` makes
text of their bytes, `front_matter` and `yaml_values` make values of that. What an
entry must be is for `validation`, and what ids are free for `clashes`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from macros.base.folding import slug
from macros.problems.problem import START, Fix, Problem
from macros.reading.damage import unmerged
from macros.reading.file_text import read_text, unreadable
from macros.reading.front_matter import read_front_matter
from macros.reading.rereading import further_problems
from macros.reading.strays import why_stray
from macros.yaml_text.places import Path as ValuePath
from macros.yaml_text.places import Places
from macros.yaml_text.values import read_mapping

MAX_NAME = 100  # characters; the path of its page on disk must fit too
ENDINGS = (".yml", ".md")
IMAGES = "images"  # the folder of content/ that `images` reads
# What a scaffold writes where the writer has to fill something in. A value that begins with it is a problem.
BLANK = "INVULLEN"

# Names that Windows keeps for itself: a file called so cannot be checked out there.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# `.yaml`, `.MD`, and `.yml.txt` as an editor makes it: not how a file may be called, but it can be read.
_FORM = re.compile(r"\.(ya?ml|md|markdown)(?:\.txt)?$", re.IGNORECASE)
_WRONG_NAMES = {"ending", "file-name", "reserved-id"}
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif")


@dataclass
class EntryFile:
    """One entry as its file holds it, with the place of each value."""

    path: str
    collection: str
    id: str
    values: dict[str, Any]
    places: Places
    unfinished: bool = False  # whether a BLANK stands anywhere in it

    @property
    def name(self) -> tuple[str, str]:
        """Its collection and its id."""
        return self.collection, self.id

    @cached_property
    def texts(self) -> list[tuple[ValuePath, str]]:
        """All texts in its values, with their places."""
        found: list[tuple[ValuePath, str]] = []
        _add_texts(self.values, (), found)
        return found

    @cached_property
    def all_text(self) -> str:
        """All its texts, each on lines of its own: what is not in here is in none of them."""
        return "\n".join([text for _, text in self.texts])

    def problem(self, code: str, at: ValuePath, message: str, hint: str, fix: Fix | None = None) -> Problem:
        """What is wrong with the value at `at`."""
        return Problem.of(code, self.path, self.places.of(at), message, hint, at=at, fix=fix)

    def problem_in(
        self, code: str, at: ValuePath, text: str, start: int, message: str, hint: str, fix: Fix | None = None
    ) -> Problem:
        """What is wrong with the `text` at `at`, from `start` on."""
        return Problem.of(code, self.path, self.places.in_text(at, text, start), message, hint, at=at, fix=fix)


def find_files(root: Path, collections: list[str]) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """List the entry files of `collections` below `root`/content, sorted, with what stands in the wrong place.

    Returns pairs of a collection and a file. Names that begin with a dot are passed over.
    """
    files: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    folders = ", ".join(f"content/{name}/" for name in collections)
    content = root / "content"
    if content.is_symlink() or not content.is_dir():
        message = "De map content/ is er niet, of is geen gewone map."
        problems.append(Problem.of("place", "content", START, message, f"Maak de map, met daarin {folders}."))
        return files, problems
    for folder in _children(content, root, problems):
        path = folder.relative_to(root).as_posix()
        if folder.name == IMAGES:
            continue
        if folder.name not in collections:
            message, hint = "Hier kijkt de kennisbank niet.", f"Zet bestanden in een van deze mappen: {folders}."
            problems.append(Problem.of("place", path, START, message, hint))
        elif folder.is_symlink() or not folder.is_dir():
            message = "Dit hoort een gewone map te zijn."
            problems.append(Problem.of("place", path, START, message, "Maak er een map van."))
        else:
            children = _children(folder, root, problems)
            names = {file.name for file in children}
            for file in children:
                wrong = _why_not_read(file, names)
                if wrong:
                    problems.append(Problem.of(wrong[0], file.relative_to(root).as_posix(), START, *wrong[1:]))
                else:
                    files.append((folder.name, file))
    return files, problems


def misnamed_files(root: Path, problems: Iterable[Problem]) -> Iterator[tuple[str, Path]]:
    """The files below `root` of which `problems` say that their name is wrong, though what is in them can be read.

    Pairs of a collection and a file, as `find_files` gives. What is a copy of a file that is there is not among them.
    """
    for problem in problems:
        file = root / problem.path
        if problem.code not in _WRONG_NAMES or not _form_of(file.name):
            continue
        if file.name.lower().endswith(".txt") and file.with_suffix("").exists():
            continue
        try:
            if stat.S_ISREG(file.lstat().st_mode):
                yield file.parent.name, file
        except (OSError, ValueError):
            continue  # it went away, or its name cannot be written


def _form_of(name: str) -> str:
    """Which of ENDINGS a file has, also where its name ends in another form of it; empty for another kind of file."""
    found = _FORM.search(name)
    if not found:
        return ""
    return ".yml" if found[1].lower() in ("yml", "yaml") else ".md"


def _why_not_read(file: Path, beside: Set[str]) -> tuple[str, str, str] | None:
    """Why a file cannot be an entry: a code, what is wrong and how to mend it. `beside` are all names in its folder."""
    try:
        mode = file.lstat().st_mode
    except OSError:
        return None  # it went away since it was listed: reading it says so
    if stat.S_ISLNK(mode):
        return "symlink", "Dit is een snelkoppeling naar een ander bestand.", "Zet het bestand zelf hier neer."
    if stat.S_ISDIR(mode):
        hint = f"Zet de bestanden rechtstreeks in content/{file.parent.name}/."
        return "place", "Dit is een map; in deze map horen alleen bestanden.", hint
    if stray := why_stray(file.name, beside):
        return "place", *stray
    if file.suffix not in ENDINGS:
        message = f"De kennisbank leest geen bestanden op ‘{file.suffix or file.name}’."
        hint = "Laat de bestandsnaam eindigen op .yml (alleen velden) of .md (velden en een verhaal)."
        if file.suffix.lower() in _PICTURES:
            hint = f"Zet afbeeldingen in content/{IMAGES}/."
        elif file.suffix.lower() in (".doc", ".docx", ".odt"):
            hint = "Dit is een bestand van een tekstverwerker. Maak een bestand op .md en plak je tekst daarin."
        elif file.suffix.lower() in (".yaml", ".md", ".yml", ".markdown"):
            right = ".md" if file.suffix.lower() in (".md", ".markdown") else ".yml"
            hint = f"Noem het bestand ‘{file.stem}{right}’."
        elif file.stem.endswith(ENDINGS) and file.stem in beside:
            hint = f"Haal het weg: ‘{file.stem}’ staat er al."
        elif file.stem.endswith(ENDINGS):
            hint = f"Noem het bestand ‘{file.stem}’, zonder ‘{file.suffix}’ erachter."
        elif not file.suffix:
            message = "De naam van dit bestand heeft geen einde."
        return "ending", message, hint
    if file.stem == BLANK:  # as GitHub's page for a new file opens with it
        example = f"wat-er-gebeurde{file.suffix}"
        hint = f"Maak van ‘{file.name}’ een naam met kleine letters en streepjes, als ‘{example}’."
        return "file-name", "Dit bestand heeft nog geen naam.", hint
    if wrong := why_no_name(file.stem, file.suffix):
        return wrong
    if not stat.S_ISREG(mode):
        return "place", "Dit is geen gewoon bestand.", "Haal het weg."
    return None


def why_no_name(id: str, ending: str = "") -> tuple[str, str, str] | None:
    """Why this cannot be the name of an entry: a code, what is wrong and how to mend it."""
    if not _ID.fullmatch(id):
        message = f"‘{id}’ kan geen adres van een pagina worden."
        example = f"{file_name(id)[:MAX_NAME]}{ending}"
        hint = f"Gebruik kleine letters zonder accenten, cijfers en streepjes, bijvoorbeeld ‘{example}’."
        return "file-name", message, hint
    if _DEVICES.fullmatch(id):
        message = f"De naam ‘{id}’ houdt Windows voor zichzelf: daar is het bestand niet te openen."
        return "reserved-id", message, "Geef het bestand een andere naam."
    if len(id) > MAX_NAME:
        message = f"Deze naam is langer dan {MAX_NAME} tekens."
        return "file-name", message, "Kies een korte naam: hij wordt het adres van de pagina."
    return None


def read_file(root: Path, collection: str, file: Path) -> tuple[EntryFile | None, list[Problem]]:
    """Read one entry file. Returns None for the entry when its fields could not be read, with all that keeps them so."""
    path = file.relative_to(root).as_posix()
    text, problems = read_text(file, path)
    return (None, problems) if text is None else read_whole(text, path, collection)


def read_whole(text: str, path: str, collection: str) -> tuple[EntryFile | None, list[Problem]]:
    """Read the text of an entry as `read_entry` does; where its fields cannot be read, with all that keeps them so."""
    entry, problems = read_entry(text, path, collection)
    if entry is None:

        def again(mended: str) -> tuple[list[Problem], bool]:
            read, wrong = read_entry(mended, path, collection)
            return wrong, read is not None

        problems += further_problems(text, problems, again)
    return entry, problems


def read_entry(text: str, path: str, collection: str) -> tuple[EntryFile | None, list[Problem]]:
    """Read the text of one entry. `path` says what kind of file it is, and is how problems name it."""
    name = PurePosixPath(path)
    twice = unmerged(text, path)
    if twice:
        return None, twice
    values, places, problems = (read_mapping if _form_of(name.name) == ".yml" else read_front_matter)(text, path)
    if values is None:
        return None, problems
    return EntryFile(path, collection, name.stem, values, places, BLANK in text), problems


def names_of(values: dict[str, Any]) -> Iterator[tuple[ValuePath, str]]:
    """The title and aliases of an entry, each with its place."""
    if isinstance(values.get("title"), str):
        yield ("title",), values["title"]
    aliases = values.get("aliases")
    for index, alias in enumerate(aliases if isinstance(aliases, list) else []):
        if isinstance(alias, str):
            yield ("aliases", index), alias


def _add_texts(value: Any, at: ValuePath, found: list[tuple[ValuePath, str]]) -> None:
    """Add all texts in a value, with their places."""
    if isinstance(value, str):
        found.append((at, value))
    elif isinstance(value, dict):
        for name, part in value.items():
            _add_texts(part, (*at, name), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _add_texts(item, (*at, index), found)


def file_name(title: str) -> str:
    """A file name for a title, without its ending: also for one without a Latin letter or digit."""
    return slug(title) or "naam"


def _children(folder: Path, root: Path, problems: list[Problem]) -> list[Path]:
    """What is in a folder, sorted; nothing, and a problem, when it cannot be listed."""
    if not folder.is_dir():
        return []
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]
    except OSError as error:
        problems.append(unreadable(error, folder.relative_to(root).as_posix()))
        return []

"""Giving an entry another name: its file, everything that refers to it, and its former name, all or nothing.

What is not a reference keeps every byte. Each file that changes is read again before anything is written, and has to
say the same as before but for the name; once all is written the content is checked, and put back where that finds
something new.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from macros.base import repository
from macros.checking.check import check
from macros.markdown.links import links_in
from macros.reading.entry_files import ENDINGS, EntryFile, find_files, read_entry, why_no_name
from macros.references.addresses import entry_meant, without_tail
from macros.references.clashes import is_page
from macros.references.fields import markdown_in, references_in
from macros.references.former_names import given_in, name_of
from macros.references.page_links import named_in_macros
from macros.schema.schemas import FORMER_NAMES, Schema
from macros.schema.settings import Collection, Settings
from macros.screening.leftovers import without_code
from macros.validation.guessing import near
from macros.writing.edits import (
    Edit,
    Place,
    Refused,
    bytes_of,
    find,
    in_address,
    line_starts,
    plain_ends,
    replaced,
    text_of,
    with_former,
)


@dataclass(frozen=True)
class Change:
    """A file with another text; `to` is what it is called afterwards."""

    path: str
    to: str
    raw: bytes
    edits: tuple[Edit, ...]


class Renaming:
    """Renames an entry of the project at `root`."""

    def __init__(self, root: Path, settings: Settings, schemas: dict[str, Schema]) -> None:
        self._root = root
        self._settings = settings
        self._schemas = schemas

    def plan(self, collection: Collection, old: str, new: str) -> list[Change]:
        """What would change, the entry's own file first. Raises Refused."""
        file = self._file(collection, old)
        self._allow(collection, old, new)
        changes = [self._entry(file, collection.name, collection.name, old, new)]
        for name, other in find_files(self._root, list(self._settings.collections))[0]:
            if other != file and old.encode() in other.read_bytes():
                changes.append(self._entry(other, name, collection.name, old, new))
        for page in sorted((self._root / "docs").rglob("*.md")):
            if old.encode() in page.read_bytes():
                changes.append(self._page(page, collection, old, new))
        return [change for change in changes if change.edits]

    def apply(self, changes: list[Change]) -> None:
        """Write it all. Raises Refused, with everything as it was, when that fails or the check finds something new."""
        known = {(problem.path, problem.code, problem.message) for problem in check(self._root).errors}
        before = {change.path: (self._root / change.path).read_bytes() for change in changes}
        try:
            for change in changes:
                self._write(change.path, change.raw)
                if change.to != change.path:
                    self._move(change.path, change.to)
            new = [p for p in check(self._root).errors if (p.path, p.code, p.message) not in known]
            if new:
                raise Refused(f"Daarna zou dit fout zijn: {new[0].path}:{new[0].line}: {new[0].message}")
        except BaseException as error:
            self._restore(changes, before)
            if isinstance(error, OSError):
                raise Refused(f"{error.filename} is niet te schrijven ({error.strerror}).") from error
            raise

    def _restore(self, changes: list[Change], before: dict[str, bytes]) -> None:
        for change in reversed(changes):
            if change.to != change.path and (self._root / change.to).exists():
                self._move(change.to, change.path)
            self._write(change.path, before[change.path])

    def _write(self, path: str, raw: bytes) -> None:
        """Put a text in the place of another, in one step."""
        file = self._root / path
        if file.is_file() and file.read_bytes() == raw:
            return
        fresh = file.with_name(f".{file.name}.new")
        fresh.write_bytes(raw)
        if file.is_file():
            os.chmod(fresh, file.stat().st_mode & 0o777)
        os.replace(fresh, file)

    def _move(self, path: str, to: str) -> None:
        """As git would, where the file is git's; else as any program would."""
        if repository.ask(self._root, "ls-files", "--", path):
            moved = subprocess.run(["git", "mv", "--", path, to], cwd=self._root, capture_output=True, text=True)
            if not moved.returncode:
                return
        os.rename(self._root / path, self._root / to)

    def _file(self, collection: Collection, old: str) -> Path:
        folder = self._root / "content" / collection.name
        for ending in ENDINGS:
            if (folder / f"{old}{ending}").is_file():
                return folder / f"{old}{ending}"
        names = {file.stem: file.stem for file in folder.glob("*") if file.suffix in ENDINGS}
        guess = near(old, names, 1)
        raise Refused(f"Er is geen {collection.one} ‘{old}’." + (f" Bedoelde je ‘{guess[0]}’?" if guess else ""))

    def _allow(self, collection: Collection, old: str, new: str) -> None:
        """Whether the new name can be one, and is free."""
        if new == old:
            raise Refused(f"Het heet al ‘{new}’.")
        wrong = why_no_name(new)
        if wrong:
            raise Refused(" ".join(wrong[1:]))
        folder = self._root / "content" / collection.name
        taken = next((f"{new}{ending}" for ending in ENDINGS if os.path.lexists(folder / f"{new}{ending}")), None)
        if taken:
            raise Refused(f"content/{collection.name}/{taken} bestaat al. Kies een andere naam.")
        if is_page(self._root / "docs", collection, new):
            raise Refused(f"De naam ‘{new}’ is al van een andere pagina op de site. Kies een andere naam.")
        if repository.ask(self._root, "ls-files", "--unmerged", "--", "content", "docs"):
            raise Refused("Git is nog bezig met samenvoegen. Los de conflicten eerst op.")
        if FORMER_NAMES not in self._schemas[collection.name].fields:
            raise Refused(
                f"schemas/{collection.name}.schema.json kent het veld ‘{FORMER_NAMES}’ niet. Voeg het eerst toe."
            )

    def _entry(self, file: Path, own: str, collection: str, old: str, new: str) -> Change:
        """One entry with the new name in each reference; the one that is renamed gets its former name too."""
        path = file.relative_to(self._root).as_posix()
        raw = file.read_bytes()
        text, bare = text_of(raw, path)
        entry, _ = read_entry(bare, path, own)
        if entry is None:
            raise Refused(f"{path} is niet te lezen, en noemt misschien ‘{old}’. Verbeter eerst dat bestand.")
        for _, claimed in given_in(entry.values):
            if name_of(claimed, own) == (collection, new):
                raise Refused(
                    f"De naam ‘{new}’ is een oude naam van {path}. Haal hem daar eerst weg bij ‘{FORMER_NAMES}’."
                )
        pieces = list(self._references(entry, bare, collection, old, new))
        renamed = own == collection and file.stem == old
        if renamed:
            pieces.append(with_former(entry, bare, old))
        changed, edits = replaced(text, bare, pieces)
        again, _ = read_entry(plain_ends(changed), path, own)
        said = [_without(one.values, old) if renamed else one.values for one in (entry, again) if one]
        if len(said) < 2 or _neutral(said[0], old, new) != _neutral(said[1], old, new):
            raise Refused(f"{path} is niet veilig te veranderen. Geef ‘{old}’ daar zelf een andere naam.")
        return Change(path, str(Path(path).with_stem(new)) if renamed else path, bytes_of(changed, raw), edits)

    def _references(
        self, entry: EntryFile, text: str, collection: str, old: str, new: str
    ) -> Iterator[tuple[Place, str]]:
        starts = line_starts(text)
        for name, declared in self._schemas[entry.collection].fields.items():
            if name not in entry.values:
                continue
            for target, at, value in references_in(declared, entry.values[name], (name,)):
                if (target, value) == (collection, old):
                    start = find(text, starts, entry.places.of(at), old, entry.path)
                    yield (start, start + len(old)), new
            for at, markdown in markdown_in(declared, entry.values[name], (name,)):
                for link in links_in(markdown):
                    if not link.leaves and entry_meant(entry.collection, link.target) == (collection, old):
                        spot = entry.places.in_text(at, markdown, link.start)
                        start = find(text, starts, spot, link.target, entry.path)
                        yield in_address(start, link.target, old), new

    def _page(self, file: Path, collection: Collection, old: str, new: str) -> Change:
        """A page written by hand with the new name in its links and macros."""
        path = file.relative_to(self._root).as_posix()
        raw = file.read_bytes()
        text, bare = text_of(raw, path)
        folder = posixpath.dirname(file.relative_to(self._root / "docs").as_posix())
        plain = without_code(bare)
        pieces = []
        for link in links_in(plain):
            meant = posixpath.normpath(posixpath.join(folder, unquote(without_tail(link.target))))
            if not link.leaves and meant == f"{collection.path}/{old}.md":
                pieces.append((in_address(link.start, link.target, old), new))
        for start, name, id in named_in_macros(plain):
            if (name, id) == (collection.name, old):
                pieces.append(((start, start + len(old)), new))
        changed, edits = replaced(text, bare, pieces)
        return Change(path, path, bytes_of(changed, raw), edits)


def _without(values: dict[str, Any], old: str) -> dict[str, Any]:
    """The values of the renamed entry but for its former name."""
    former = [name for _, name in given_in(values) if name != old]
    return {**{name: value for name, value in values.items() if name != FORMER_NAMES}, FORMER_NAMES: former}


def _neutral(value: Any, old: str, new: str) -> Any:
    """A value in which the two names are the same, so that only another difference is one."""
    if isinstance(value, str):
        return value.rstrip("\n").replace(new, "\0").replace(old, "\0")
    if isinstance(value, list):
        return [_neutral(item, old, new) for item in value]
    if isinstance(value, dict):
        return {name: _neutral(item, old, new) for name, item in value.items()}
    return value

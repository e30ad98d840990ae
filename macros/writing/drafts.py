"""A new file in its place: under a name that nobody has, and never over another.

What stands in the file is for `scaffold`. Whether a name is free is asked of
`clashes`, so that the answer is the one that the check would give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.problems.problem import START, Problem
from macros.reading.entry_files import ENDINGS, EntryFile, file_name, find_files, read_file
from macros.references.clashes import NAMES
from macros.references.register import Register, named_in
from macros.schema.schemas import Schema
from macros.schema.settings import Collection, Settings
from macros.validation.validation import validate
from macros.writing.examples import Examples, as_file
from macros.writing.issue_answers import Answers
from macros.writing.scaffold import compose, ending_of
from macros.yaml_text.characters import strange_characters
from macros.yaml_text.places import Places

_LONGEST_NAME = 60  # characters: it is an address that people share
# Sorts after every path: of two that claim one name, the problem is laid at the door of the last.
_UNWRITTEN = "~"


@dataclass(frozen=True)
class Drafts:
    """Makes new files below `root`."""

    root: Path
    settings: Settings
    schemas: dict[str, Schema]

    def make(self, collection: Collection, title: str, day: date, answers: Answers | None = None) -> str | Problem:
        """Write a file to start from, or one with `answers`. Returns its path from the root, or why it was not written."""
        schema = self.schemas[collection.name]
        title = " ".join(title.split())
        folder = self.root / "content" / collection.name
        files = self._files()
        names = [file.name for file in files[collection.name]]
        examples = Examples(schema, {name: found[0].stem for name, found in files.items() if found}, day)
        file = folder / (name_of(title) + ending_of(schema, names))
        refused = next(self._against(title, file, collection, files[collection.name]), None)
        if refused:
            return refused
        path = file.relative_to(self.root).as_posix()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(_filled(answers, file.suffix) if answers else compose(examples, file.suffix, title))
        except OSError as error:
            return Problem.of("unreadable", path, START, f"{path} is niet te schrijven ({error.strerror}).")
        for problem in find_files(self.root, [collection.name])[1]:
            if problem.path == path:  # a name that no file can have, as some are Windows' own
                file.unlink()
                return problem
        return path

    def _files(self) -> dict[str, list[Path]]:
        found, _ = find_files(self.root, list(self.settings.collections))
        return {name: [file for owner, file in found if owner == name] for name in self.settings.collections}

    def _against(self, title: str, file: Path, collection: Collection, others: list[Path]) -> Iterator[Problem]:
        """What speaks against a new entry with this title in this file."""
        schema = self.schemas[collection.name]
        if title.encode("utf-8", "surrogateescape").decode("utf-8", "replace") != title:
            yield Problem.of("encoding", _UNWRITTEN, START, "In de titel staan tekens die geen UTF-8 zijn.")
            return
        strange = strange_characters(title, _UNWRITTEN)
        if strange:
            yield from strange
            return
        values = {"title": title}
        yield from (one for one in validate(values, Places(), schema, _UNWRITTEN) if one.pointer == "/title")
        for ending in ENDINGS:
            if file.with_suffix(ending).exists() or file.with_suffix(ending).is_symlink():
                path = file.with_suffix(ending).relative_to(self.root).as_posix()
                hint = "Verbeter dat bestand, of kies een andere titel."
                yield Problem.of("double-id", _UNWRITTEN, START, f"{path} bestaat al.", hint)
        register = Register(self.settings.collections, self.root / "docs")
        for other in others:
            entry, _ = read_file(self.root, collection.name, other)
            if entry:
                register.add(entry.path, entry.name, schema, named_in(entry, schema, register.collections))
        own = EntryFile(_UNWRITTEN, collection.name, file.stem, values, Places())
        register.add(own.path, own.name, schema, named_in(own, schema, register.collections))
        for problem in (problem for rule in NAMES for problem in rule(register)):
            if problem.path == _UNWRITTEN:
                yield Problem.of(problem.code, problem.path, START, problem.message, "Kies een andere titel.")


def _filled(answers: Answers, ending: str) -> str:
    notes = [f"Ook verteld: {answers.more[0]}", *answers.more[1:]] if answers.more else []
    return as_file(answers.values, ending, notes)


def name_of(title: str) -> str:
    """A file name of a title, cut between two words where it gets long."""
    name = file_name(title)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name

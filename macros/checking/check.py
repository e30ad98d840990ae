"""Checking all content: every problem of every file, in one run.

This module is the recipe: settings and schemas, files, what is wrong in each, what is wrong between them, the lines as
they should be, the library. The rules themselves stand in the modules that it calls.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from macros.base import clock
from macros.checking.between_files import problems_between
from macros.checking.content import Content
from macros.checking.corrections import Recheck, correct
from macros.checking.drafts import unfinished
from macros.checking.folders import home_of, with_folder_meant
from macros.checking.kept import Folder, Kept
from macros.checking.one_file import Declared, OneFile, look_at, wrong_in
from macros.checking.ranking import ranked
from macros.configuration.declared import undeclared
from macros.configuration.settings_file import NO_SETTINGS, load_settings
from macros.images.images import find_images
from macros.library.library import Library
from macros.problems.problem import START, Problem
from macros.reading.entry_files import find_files, misnamed_files, read_entry
from macros.reading.file_text import read_bytes, read_text
from macros.references.unknown import dangling
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.validation.validation import MOST_PROBLEMS

# From so many problems on, one of each file is kept: nobody reads on, and they fill the memory.
_MOST_OF_ALL = 10_000
# What is in so many files with a wrong name is checked as well.
_MOST_MISNAMED = 200


@dataclass(frozen=True)
class Checked:
    """The outcome of a check. `library` is None while an error stands."""

    problems: list[Problem]
    library: Library | None
    files: int
    drafts: int = 0  # how many of them are not on the site yet

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def check(root: Path, today: date | None = None, drafts: bool = False, cache: bool = True) -> Checked:
    """Read and check everything below `root`. Never raises for bad content.

    Problems come sorted by file, line and column. `today` is the day against which
    facts are old; without it, what `clock` says. Drafts are checked too, but are only in the library where
    `drafts` asks for them. Without `cache` nothing is read that an earlier check kept, and nothing is kept.
    """
    return _checked(root, today or clock.today(root), drafts, cache)[0]


class RepeatedCheck:
    """The check of content in a process that stays. It has use for errors only: an edit of one entry that makes nothing wrong is
    judged by what is known of the others, and what could be better in it is not looked for.

    What `check` takes, apart from the content, stays as it is.
    """

    def __init__(self, root: Path, today: date, drafts: bool = False, cache: bool = True) -> None:
        self._root = root
        self._how = today, drafts, cache
        self._good: tuple[Checked, Content] | None = None  # when nothing was wrong
        self._changed: set[str] = set()  # since then

    def after(self, changed: Iterable[str]) -> Checked:
        """The content after these files changed, by their paths from the root."""
        self._changed.update(changed)
        checked = self._after_one(*self._changed) if len(self._changed) == 1 else None
        if checked is None:
            checked, content = _checked(self._root, *self._how)
            if checked.library is None or content is None:
                return checked
            self._good = checked, content
        self._changed.clear()
        return checked

    def _after_one(self, path: str) -> Checked | None:
        """The content after one file changed; None where only a whole check can tell."""
        file = self._root / path
        parts = path.split("/")
        if self._good is None or len(parts) != 3 or parts[0] != "content" or file.is_symlink():
            return None
        checked, content = self._good
        collection = parts[1]
        raw, _ = read_bytes(file, path)
        if raw is None or collection not in content.settings.collections:
            return None
        if not content.take_again(look_at(raw, path, collection, content.declared)):
            return None
        return replace(checked, problems=[], library=content.library())


def _checked(root: Path, today: date, drafts: bool, cache: bool) -> tuple[Checked, Content | None]:
    """The outcome, and what is known of the content where it could be read."""
    settings, schemas, problems = _declared(root)
    if settings is None or problems:
        return Checked(problems, None, 0), None
    declared = Declared(settings, schemas)
    kept = Kept.below(root, declared) if cache else Kept()
    with _without_collecting():
        return _check_content(root, declared, today, drafts, kept)


def _declared(root: Path) -> tuple[Settings | None, dict[str, Schema], list[Problem]]:
    """The settings and the schemas, and what is wrong with them."""
    try:
        schemas = load_schemas(root / "schemas")
    except SchemaError as error:
        return None, {}, error.problems
    if "settings" not in schemas:
        return None, {}, [Problem.of("schema", "schemas", START, NO_SETTINGS)]
    settings, problems = load_settings(root, schemas["settings"])
    return settings, schemas, sorted(problems if settings is None else undeclared(settings, schemas, root / "schemas"))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Entries make no cycles: looking for cycles among more and more of them takes a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _check_content(root: Path, declared: Declared, today: date, drafts: bool, kept: Kept) -> tuple[Checked, Content]:
    files, found = find_files(root, list(declared.settings.collections))
    strays = list(with_folder_meant(found, declared.settings))
    images, broken_images, found = find_images(root)
    problems = [*strays, *found]
    content = Content(root, declared, images, broken_images, drafts)
    for collection, of_folder in groupby(files, key=itemgetter(0)):
        with kept.folder(collection) as folder:
            for _, file in of_folder:
                one = _look_at(file, collection, content, folder)
                most = MOST_PROBLEMS + 1 if len(problems) < _MOST_OF_ALL else 1
                problems += [*one.misread[:most], *one.wrong[:most], *one.contacts, *content.advice(one, today)]
                content.add(one)
    kept.sweep()
    for collection, file in islice(misnamed_files(root, strays), _MOST_MISNAMED):
        problems += _in_misnamed(content, collection, file)
    problems += problems_between(content)
    problems = list(correct(ranked(problems), lambda path: read_text(root / path, path)[0], _rechecking(content)))
    sound = all(problem.severity != "error" for problem in problems)
    return Checked(problems, content.library() if sound else None, len(files), content.waiting), content


def _look_at(file: Path, collection: str, content: Content, folder: Folder) -> OneFile:
    """A file and what follows from it, as it was kept, else found now."""
    path = f"content/{collection}/{file.name}"
    raw, unreadable = read_bytes(file, path)
    if raw is None:
        return OneFile(path, collection, file.stem, collection, unreadable)
    return folder.get(path, raw, lambda: look_at(raw, path, collection, content.declared))


def _in_misnamed(content: Content, collection: str, file: Path) -> list[Problem]:
    """What is wrong in a file whose name is wrong too, so that it is told in one round. It is no entry: nothing can refer to it."""
    one = _look_at(file, collection, content, Folder())
    lost = list(dangling(content.register, one.entry, content.schemas[one.schema])) if one.entry else []
    wrong = [*one.misread, *one.wrong, *(unfinished(lost) if one.is_draft else lost)]
    return [*wrong[: MOST_PROBLEMS + 1], *one.contacts]


def _rechecking(content: Content) -> Recheck:
    """Checks the text of one entry again, with what is known of the others."""

    def recheck(path: str, text: str) -> list[Problem]:
        collection = path.split("/")[1]
        entry, found = read_entry(text, path, collection)
        if entry is None:
            return found
        schema, _ = home_of(entry, content.schemas, content.settings)
        return [*found, *wrong_in(entry, found, schema), *dangling(content.register, entry, schema)]

    return recheck

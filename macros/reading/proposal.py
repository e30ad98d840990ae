"""What a proposal takes away: the files that its base had, and that are gone.

The base is what the proposal is held against: the commit that KENNISBANK_BASE names, as
the workflow sets it, else where the branch left the main one. Without git, or without
that commit, nothing is known to be gone, and whoever refers to it hears only that it is
not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from macros.base import repository
from macros.reading.entry_files import IMAGES, read_entry
from macros.schema.schemas import DRAFT

BASE = "KENNISBANK_BASE"
_MAIN = ("origin/HEAD", "origin/main", "origin/master", "upstream/main", "main", "master")


@dataclass(frozen=True)
class Base:
    """The content that a proposal began with. Git is asked once somebody wants to know."""

    root: Path

    def path_of(self, collection: str, id: str) -> str:
        """The file that the entry or the image had; empty where the base had none."""
        return self._files.get((collection, id), "")

    def title_of(self, collection: str, id: str) -> str:
        """What the entry was called in words; empty for an image, and for what could not be read."""
        title = self.values_of(collection, id).get("title")
        return title if isinstance(title, str) else ""

    def was_draft(self, collection: str, id: str) -> bool:
        """Whether the entry was not on the site yet."""
        return self.values_of(collection, id).get(DRAFT) is True

    def values_of(self, collection: str, id: str) -> dict[str, Any]:
        """What stood in the fields of the entry; empty for an image, and for what was not there or could not be read."""
        path = self.path_of(collection, id)
        if not path or collection == IMAGES:
            return {}
        entry, _ = read_entry(self.text_of(path), path, collection)
        return entry.values if entry else {}

    @property
    def names(self) -> Iterable[tuple[str, str]]:
        """The collection and id of every entry, and of every image, that there was."""
        return self._files

    @property
    def is_known(self) -> bool:
        """Whether there is a commit to hold the proposal against."""
        return bool(self._commit)

    @property
    def changed(self) -> list[str]:
        """The files in content/ and docs/ that are new or say something else than in the base."""
        folders = ("--", "content", "docs")
        told = self._commit and repository.ask(
            self.root,
            "diff",
            "--name-only",
            "--relative",
            "--no-renames",
            "--diff-filter=d",
            "-z",
            self._commit,
            *folders,
        )
        new = repository.ask(self.root, "ls-files", "--others", "--exclude-standard", "-z", *folders)
        return [path for path in f"{told}{new}".split("\0") if path]

    def text_of(self, path: str) -> str:
        """What stood in a file; empty where it was not there."""
        return repository.ask(self.root, "show", f"{self._commit}:./{path}") if path else ""

    @cached_property
    def _commit(self) -> str:
        def commit(*question: str) -> str:
            return repository.ask(self.root, *question).strip()

        if not commit("rev-parse", "--verify", "--quiet", "HEAD"):
            return ""
        if given := os.environ.get(BASE):
            return commit("rev-parse", "--verify", "--quiet", "--end-of-options", f"{given}^{{commit}}")
        return next((found for name in _MAIN if (found := commit("merge-base", "HEAD", name))), "")

    @cached_property
    def _files(self) -> dict[tuple[str, str], str]:
        listed = self._commit and repository.ask(
            self.root, "ls-tree", "-r", "--name-only", "-z", self._commit, "--", "content"
        )
        paths = [PurePosixPath(path) for path in listed.split("\0") if path.count("/") == 2]
        return {(p.parts[1], p.name if p.parts[1] == IMAGES else p.stem): str(p) for p in paths}

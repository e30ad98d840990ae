"""The text of each entry's file beside its page, so that a form can mend it and keep what it does not touch."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.library.library import Library

NAME = "source.txt"


def write_sources(library: Library, root: Path, site: Path) -> None:
    """Copy the files of the entries of `library`, below `root`, to beside their pages below `site`."""
    for name in library.settings.collections:
        for entry in library.collection(name):
            place = site / entry.url / NAME
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / entry.path, place)

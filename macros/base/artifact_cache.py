"""What one build keeps for the next: files that are dear to make, by a name that follows from all that decides them.

Two builds at a time can share the folder: a file appears whole or not at all, and one that
is swept away by the other is made again. Where nothing can be kept, every build makes all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


class ArtifactCache:
    """A folder with what the last build made; without one, nothing is read or kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()
        if folder:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content that is kept under `name`; where there is none, what `make` gives, kept from now on."""
        content = self.read(name)
        if content is None:
            content = make()
            self.write(name, content)
        return content

    def read(self, name: str) -> bytes | None:
        """What is kept under `name`, if anything is."""
        self._used.add(name)
        try:
            return (self._folder / name).read_bytes() if self._folder else None
        except OSError:
            return None

    def use(self, names: Iterable[str]) -> None:
        """Take these for used, as by another process of the same build."""
        self._used.update(names)

    def write(self, name: str, content: bytes | bytearray) -> None:
        """Keep this under `name` from now on, where one can."""
        self._used.add(name)
        if not self._folder:
            return
        with contextlib.suppress(OSError):
            handle, half = tempfile.mkstemp(dir=self._folder)
            try:
                with open(handle, "wb") as out:
                    out.write(content)
                os.replace(half, self._folder / name)
            except OSError:  # a full disk, a folder of that name
                os.unlink(half)
                raise

    def sweep(self) -> None:
        """Let go of what this build did not use."""
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir() if self._folder else ():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

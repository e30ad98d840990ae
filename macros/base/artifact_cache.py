"""What one build keeps for the next: files that are dear to make, by a name that follows from all that decides them.

Two builds at a time can share the folder: a file appears whole or not at all, and one that
is swept away by the other is made again. Where nothing can be kept, every build makes all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


class ArtifactCache:
    """A folder with what the last build made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content that is kept under `name`; where there is none, what `make` gives, kept from now on."""
        self._used.add(name)
        file = self._folder / name
        try:
            return file.read_bytes()
        except OSError:
            content = make()
        with contextlib.suppress(OSError):
            handle, half = tempfile.mkstemp(dir=self._folder)
            with open(handle, "wb") as out:
                out.write(content)
            os.replace(half, file)
        return content

    def sweep(self) -> None:
        """Let go of what this build did not use."""
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

"""Files of the site that stands, taken over as they are by the next build: a link instead of writing the same again.

Each build notes what it wrote under a name, with a mark that stands for all that decides those files, and with the size and
time that it left each with. The next takes over what it would write under the same mark, as long as nobody touched the file.
The note belongs to one folder on the disk: once another is put in its place, nothing of it counts any more.

Where a disk has no links, and for a file that is not as it was left, everything is written: that gives the same site.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed

# In the environment: the site that a build will take the place of.
FORMER = "KENNISBANK_FORMER"

_DIGEST = 16
_LINKS = os.link in os.supports_dir_fd and os.stat in os.supports_dir_fd


class _File(NamedTuple):
    path: str  # from the root of the site
    size: int
    time: int  # of its last change, in nanoseconds
    mode: int


class Written(NamedTuple):
    """What was written under one name: the mark of what decides it, and the files."""

    mark: bytes
    files: tuple[_File, ...]


_DECODER = msgspec.msgpack.Decoder(dict[str, Written])
_ENCODER = msgspec.msgpack.Encoder()


class FormerSite:
    """The folder `former`, nothing where there is none, for a build into `site`. `kept` has what was noted of it."""

    def __init__(self, former: Path | None, site: Path, kept: Sealed) -> None:
        self._site = site
        self._kept = kept
        self._notes: dict[str, Written] = {}
        self._written: dict[str, Written] = {}
        self._folder: int | None = None
        if former and _LINKS:
            with suppress(OSError, msgspec.MsgspecError):
                # Held by number, so that it stays the same folder when another build swaps the site meanwhile.
                self._folder = os.open(former, os.O_RDONLY | os.O_DIRECTORY)
                self._notes = _DECODER.decode(kept.read(_named(os.fstat(self._folder))))

    @classmethod
    def none(cls, site: Path) -> FormerSite:
        """For a build into `site` that takes nothing over and of which nothing is kept."""
        return cls(None, site, Sealed(ArtifactCache(None), b""))

    def taken_over(self, name: str, *decide: bytes) -> Written | None:
        """What was written under this name, which stands in the new site now; nothing where it has to be written again.

        `decide` are all that decides what is written.
        """
        known = self._notes.get(name)
        if known is None or self._folder is None or known.mark != _mark(decide):
            return None
        linked: list[str] = []
        try:
            for file in known.files:
                if _as_it_is(file.path, os.stat(file.path, dir_fd=self._folder, follow_symlinks=False)) != file:
                    raise FileNotFoundError(file.path)
                linked.append(self._link(file.path))
        except OSError:
            for target in linked:  # writing in a link would write in the site that stands
                os.unlink(target)
            return None
        return known

    def noted(self, paths: Iterable[str], *decide: bytes) -> Written:
        """What has just been written at these paths from the root of the site."""
        return Written(_mark(decide), tuple(_as_it_is(path, os.stat(os.path.join(self._site, path))) for path in paths))

    def add(self, written: Mapping[str, Written]) -> None:
        """This is what the build wrote or took over, by name: also what one of its processes did."""
        self._written.update(written)

    def keep(self) -> None:
        """Keep what was added for the next build."""
        name = _named(os.stat(self._site))
        self._kept.write(name, _ENCODER.encode(self._written))
        self._kept.only([name])
        if self._folder is not None:
            os.close(self._folder)
            self._folder = None

    def _link(self, path: str) -> str:
        """The file of the new site that is that of the old one."""
        target = os.path.join(self._site, path)
        try:
            os.link(path, target, src_dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:  # most folders are there, or have just been made
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.link(path, target, src_dir_fd=self._folder, follow_symlinks=False)
        return target


def _as_it_is(path: str, state: os.stat_result) -> _File:
    return _File(path, state.st_size, state.st_mtime_ns, state.st_mode)


def _mark(decide: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=_DIGEST)
    for part in decide:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _named(folder: os.stat_result) -> str:
    return f"{folder.st_dev:x}-{folder.st_ino:x}"

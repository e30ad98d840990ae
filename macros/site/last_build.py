"""What is known of the last build: whether doing it again would give the site that is there.

Then nothing is built. That is so when all that decides the site is as it was (`inputs`), and no file of the site was
touched since: each has the size and the time that the build left it with.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from macros.base.artifact_cache import ArtifactCache
from macros.site.engine import USUAL
from macros.site.inputs import inputs_of

_FOLDER = Path(".cache/builds")


@dataclass(frozen=True)
class SiteState:
    """The files of a site: a digest of their names, sizes and times, how many are pages, and how many bytes they take."""

    digest: str
    pages: int
    size: int


@dataclass(frozen=True)
class _Kept:
    inputs: str
    site: SiteState
    said: str


class LastBuild:
    """The last build of `root` into `site` by an engine."""

    def __init__(self, root: Path, site: Path, engine: str = USUAL) -> None:
        self._root = root
        self._site = site
        self._engine = engine
        self._cache = ArtifactCache(root / _FOLDER)
        self._name = blake2b(os.path.realpath(site).encode(), digest_size=16).hexdigest() + ".json"
        self._inputs = self._now()

    def still_good(self) -> tuple[SiteState, str] | None:
        """The state of the site and what was said when it was built, where building again would give the same."""
        kept = self._read()
        if kept is None or not self._inputs or kept.inputs != self._inputs:
            return None
        with contextlib.suppress(OSError):
            if state_of(self._site) == kept.site:
                return kept.site, kept.said
        return None

    def keep(self, state: SiteState, said: str) -> None:
        """Remember what was built, unless what decides it changed while it was read."""
        if self._inputs and self._inputs == self._now():
            text = json.dumps(asdict(_Kept(self._inputs, state, said)), ensure_ascii=False)
            self._cache.write(self._name, f"{_sum(text)}\n{text}".encode())
            self._cache.sweep()

    def _now(self) -> str:
        try:
            return inputs_of(self._root, self._site, self._engine)
        except OSError:  # the build itself says what is the matter
            return ""

    def _read(self) -> _Kept | None:
        content = self._cache.read(self._name) or b""
        total, _, text = content.decode("utf-8", errors="replace").partition("\n")
        if not text or total != _sum(text):
            return None
        given = json.loads(text)
        return _Kept(given["inputs"], SiteState(**given["site"]), given["said"])


def state_of(site: Path) -> SiteState:
    """The state of a site. Raises OSError where it is not there or cannot be read."""
    digest = blake2b(digest_size=32)
    pages = size = 0
    for name, status in _statuses(str(site), ""):
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_mode}\n".encode())
        pages += name.rpartition("/")[2] == "index.html"
        size += status.st_size
    return SiteState(digest.hexdigest(), pages, size)


def _statuses(folder: str, before: str) -> Iterator[tuple[str, os.stat_result]]:
    """Each file below a folder by its name from there, in order."""
    with os.scandir(folder) as found:
        ordered = sorted(found, key=lambda one: one.name)
    for one in ordered:
        if one.is_dir(follow_symlinks=False):
            yield from _statuses(one.path, f"{before}{one.name}/")
        else:
            yield f"{before}{one.name}", one.stat(follow_symlinks=False)


def _sum(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()

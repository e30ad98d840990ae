"""All that decides what a site becomes, as one digest: with the same digest, a build gives the same bytes.

What counts is what a file holds, never when it was written: git, an editor that saves the same text and a copied folder all
give files another time.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path

from macros.base import clock, repository
from macros.schema.settings import JOBS, NO_CACHE
from macros.site.engine import ENGINE

_FOLDERS = ("content", "docs", "macros", "overrides", "schemas")
_MADE = (".cache", ".git", ".venv", "node_modules", "site")
_CONFIG = "mkdocs.yml"
# In mkdocs.yml: a name of the environment behind !ENV, and anything that may be a path beside it.
_ENV = re.compile(r"!ENV[ \t]{1,9}\[?([\w, \t]{1,200})")
_PATH = re.compile(r"[\w./-]{2,100}")
_OURS = re.compile(r"KENNISBANK_\w+|SITE_URL|PYTHON\w*|CI|GITHUB_\w+")


def inputs_of(root: Path, site: Path, engine: str) -> str:
    """The digest of what a build of `root` into `site` by an engine reads. Raises OSError where something cannot be read."""
    digest = blake2b(digest_size=32)
    for part in (engine, *_surroundings(root), *_history(root)):
        digest.update(part.encode() + b"\0")
    for name, file in _files(root, site):
        digest.update(name.encode() + b"\0")
        digest.update(b"/" if file is None else blake2b(file.read_bytes(), digest_size=32).digest())
    return digest.hexdigest()


def touched(root: Path, site: Path) -> str:
    """The digest of when our code, schemas, templates and settings were last written, and how large they are."""
    digest = blake2b(digest_size=32)
    for name, file in _files(root, site, ("content", "docs")):
        if file is not None:
            status = file.stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _surroundings(root: Path) -> Iterator[str]:
    """The program that builds and what its environment says."""
    yield from program()
    named = {name.strip() for found in _ENV.findall(_config(root)) for name in found.split(",")}
    for name in sorted(os.environ):
        if (name in named or _OURS.fullmatch(name)) and name not in (ENGINE, JOBS, NO_CACHE):
            yield f"{name}={os.environ[name]}"


def program() -> list[str]:
    """The Python that runs, and what is installed beside it, each with its version."""
    installed = Path(sysconfig.get_paths()["purelib"])
    return [sys.version, *sorted(one.name for one in installed.iterdir() if one.suffix in (".dist-info", ".pth"))]


def _history(root: Path) -> Iterator[str]:
    """What git knows, by which a page tells what is new and the check what a proposal changes; and the day."""
    yield repository.ask(root, "show-ref", "--head")
    yield repository.ask(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    yield str(clock.epoch(root))


def _config(root: Path) -> str:
    file = root / _CONFIG
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _files(root: Path, site: Path, but: Collection[str] = ()) -> Iterator[tuple[str, Path | None]]:
    """Every file that a build may read, by its name from `root`, in order; nothing beside the name for a folder.

    These are the folders of the project, the files beside them, and whatever mkdocs.yml names: it may have hooks and
    templates elsewhere.
    """
    named = {Path(os.path.normpath(root / path)) for path in _PATH.findall(_config(root))}
    # Of a hook, what stands beside it may be imported. Outside of the project a name may be that of anything.
    named = {one.parent if one.suffix == ".py" else one for one in named if one.exists()}
    named = {one for one in named if one.is_file() or (root in one.parents and one.name not in _MADE)}
    places = {root / name for name in _FOLDERS} | {one for one in root.iterdir() if one.is_file()} | named
    places = {one for one in places if one.exists() and one != site and site not in one.parents and one.name not in but}
    for place in sorted(one for one in places if not places.intersection(one.parents)):
        yield from _below(place, os.path.relpath(place, root), frozenset())


def _below(place: Path, name: str, above: frozenset[str]) -> Iterator[tuple[str, Path | None]]:
    if not place.is_dir():
        yield name, place
        return
    real = os.path.realpath(place)
    if real in above or place.name in ("__pycache__", ".git"):  # a link to a folder that it stands in has no end
        return
    yield name, None
    for one in sorted(place.iterdir()):
        yield from _below(one, f"{name}/{one.name}", above | {real})

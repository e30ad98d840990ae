"""What the address of a link means: an entry or an image of ours, by its file, its page on the site or its place on GitHub.

Writers copy what stands in the address bar. A file's own name keeps working when the site moves or is looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from macros.reading.entry_files import ENDINGS, IMAGES
from macros.schema.settings import Collection, Settings

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ON_GITHUB = re.compile(r"/(?:blob|edit|tree|raw|blame)/[^/]+/content/([^/]+)/([^/]+)/?")


def without_tail(target: str) -> str:
    """The address of a link up to a question mark or a hash."""
    return re.split("[?#]", target, maxsplit=1)[0]


def as_linked(path: str) -> str:
    """The file of an entry as another entry links to it."""
    return f"..{path.removeprefix('content')}"


def entry_meant(collection: str, target: str) -> tuple[str, str] | None:
    """The collection and id that a relative link means, as seen from `content/COLLECTION/`; None for anything else."""
    meant = _file_meant(collection, target)
    name = PurePosixPath(meant[1]) if meant else PurePosixPath()
    return (meant[0], name.stem) if meant and name.suffix in ENDINGS else None


def image_meant(collection: str, target: str) -> str | None:
    """The name of the image in `content/images/` that a relative link means; None for anything else."""
    meant = _file_meant(collection, target)
    return meant[1] if meant and meant[0] == IMAGES else None


def _file_meant(collection: str, target: str) -> tuple[str, str] | None:
    """The folder and file below `content/` that a relative link means, as seen from `content/COLLECTION/`."""
    if _SCHEME.match(target) or target.startswith("/"):
        return None
    path = unquote(without_tail(target))
    parts: list[str] = [collection]
    for part in PurePosixPath(path).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def homes(settings: Settings) -> tuple[str, str]:
    """Where the site and its repository stand on the web, without their scheme and the slash at the end."""
    return _bare(settings.address), _bare(settings.repository)


def entry_at(address: str, collections: Mapping[str, Collection], at: tuple[str, str] | None = None) -> str | None:
    """The entry that a web address means, as `collection/id`; None for any other address.

    With `at`, only what stands below one of those places counts; without it any host does, as in a field that
    can hold nothing but an entry. Whether the entry exists is not looked at.
    """
    if not re.match(r"(?:https?:)?//|www\.", address, re.IGNORECASE):
        return None
    bare = _bare(address)
    if at and not any(place and f"{bare}/".startswith(f"{place}/") for place in at):
        return None
    path = unquote("/" + bare.partition("/")[2])
    if file := _ON_GITHUB.search(path):
        stem, dot, ending = file[2].rpartition(".")
        known = file[1] in collections and f"{dot}{ending}" in ENDINGS
        return f"{file[1]}/{stem}" if known else None
    folder, _, name = path.removesuffix("/").removesuffix("/index.html").rpartition("/")
    found = [
        key
        for key, one in collections.items()
        if folder.endswith(f"/{one.path.strip('/')}") or folder.endswith(f"/{key}")
    ]
    return f"{found[0]}/{name}" if len(found) == 1 and name else None


def _bare(address: str) -> str:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path}".rstrip("/")

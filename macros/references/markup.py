"""What a link or image in a contributor's text means: an entry or an image of ours."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from macros.reading.entry_files import ENDINGS, IMAGES

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


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
    path = unquote(re.split("[?#]", target, maxsplit=1)[0])
    parts: list[str] = [collection]
    for part in PurePosixPath(path).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return (parts[0], parts[1]) if len(parts) == 2 else None

"""The pages that a proposal changes by what it writes: those of its entries and of its pages in docs/.

Lists that show a changed entry change too; whoever looks at a proposal wants to see what was written.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from macros.library.library import Library
from macros.reading.entry_files import IMAGES
from macros.reading.proposal import Base


def changed_pages(root: Path, library: Library, base: Base) -> list[str]:
    """Their addresses from the site's root, entries first. A picture counts for the entries that show it."""
    changed = set(base.changed)
    images = [path.rpartition("/")[2] for path in changed if path.startswith(f"content/{IMAGES}/")]
    entries = [entry for name in library.settings.collections for entry in library.collection(name)]
    found = [entry.url for entry in entries if entry.path in changed or (images and _shows(root / entry.path, images))]
    for path in sorted(changed):
        if path.startswith("docs/") and path.endswith(".md") and (root / path).is_file():
            page = PurePosixPath(path).relative_to("docs").with_suffix("")
            place = page.parent if page.name == "index" else page
            found.append("" if place == PurePosixPath(".") else f"{place}/")
    return list(dict.fromkeys(found))


def _shows(file: Path, images: list[str]) -> bool:
    text = file.read_text(encoding="utf-8", errors="replace")
    return any(f"{IMAGES}/{name}" in text for name in images)

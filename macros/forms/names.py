"""What the entries are called, for who names one in a form: a file for each collection, which a browser fetches to choose from.

docs/assets/js/forms/names.mjs reads them. They have what is on the site, and no draft that is not.
"""

from __future__ import annotations

import json
from pathlib import Path

from macros.base.folding import slug
from macros.base.former_site import FormerSite
from macros.library.library import Library
from macros.library.recorded import RecordedLibrary

FOLDER = "meedoen/voeg-toe"  # where the forms stand, from the root of the site


def path_of(collection: str) -> str:
    """Where the names of a collection stand, from the root of the site."""
    return f"{FOLDER}/{collection}.json"


def names_of(library: Library, collection: str) -> list[list[str]]:
    """Of each entry its id, its title and its other names; by title. An id that follows from the title is empty: most do."""
    return [
        ["" if entry.id == slug(entry.title) else entry.id, entry.title, *map(str, entry.values.get("aliases", ()))]
        for entry in library.collection(collection)
    ]


def write_names(library: RecordedLibrary, site: Path, former: FormerSite) -> None:
    """Write the names of each collection below `site`; those of which `former` has the same are taken over."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in library.settings.collections:
        path, entries = path_of(name), library.digest(("collection", name))
        written = former.taken_over(path, entries)
        if written is None:
            # An entry to a line: what changed shows in a comparison.
            lines = ",\n".join(
                json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in names_of(library, name)
            )
            (site / path).write_text(f"[{lines}]\n", encoding="utf-8")
            written = former.noted([path], entries)
        former.add({path: written})

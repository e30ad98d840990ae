"""Writing the entries as data, for other programs: in every form, with what there is and the schemas."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from macros.base.former_site import FormerSite
from macros.exports.formats import EXPORTS
from macros.library.library import Library
from macros.library.recorded import RecordedLibrary
from macros.schema.keywords import KEYWORDS


def write_exports(library: RecordedLibrary, schemas: Path, site: Path, former: FormerSite) -> None:
    """Write `data/COLLECTION.*` in every form, `data/collections.json` and `schemas/` below `site`.

    A form of a collection of which `former` has the same is taken over.
    """
    (site / "data").mkdir(parents=True, exist_ok=True)
    for name in library.settings.collections:
        entries = library.digest(("collection", name))
        for path, export in ((export.path(name), export) for export in EXPORTS):
            written = former.taken_over(path, entries)
            if written is None:
                text = export.encode(library, name)
                (site / path).write_text(text, encoding=export.encoding, newline="")
                written = former.noted([path], entries)
            former.add({path: written})
    (site / "data/collections.json").write_text(_collections(library), encoding="utf-8")
    shutil.copytree(schemas, site / "schemas", ignore=shutil.ignore_patterns(".*"), dirs_exist_ok=True)
    shutil.copy(KEYWORDS, site / "schemas")


def _collections(library: Library) -> str:
    """Which collections there are, with their names, numbers and files."""
    rows = [
        {
            "name": collection.name,
            "title": collection.title,
            "entries": library.count(collection.name),
            **{export.suffix: export.path(collection.name) for export in EXPORTS},
            "schema": f"schemas/{collection.name}.schema.json",
        }
        for collection in library.settings.collections.values()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

"""Writing the entries as data, for other programs: in every form, with what there is and the schemas."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from macros.exports.formats import EXPORTS
from macros.library.library import Library
from macros.schema.keywords import KEYWORDS


def write_exports(library: Library, schemas: Path, site: Path) -> None:
    """Write `data/COLLECTION.*` in every form, `data/collections.json` and `schemas/` below `site`."""
    (site / "data").mkdir(parents=True, exist_ok=True)
    for name in library.settings.collections:
        for export in EXPORTS:
            text = export.encode(library, name)
            (site / export.path(name)).write_text(text, encoding=export.encoding, newline="")
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

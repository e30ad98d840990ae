"""What a form is told of how the entries are called: all of them, in files that change only with them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from macros.base.artifact_cache import ArtifactCache
from macros.base.folding import slug
from macros.base.former_site import FormerSite
from macros.base.sealed import Sealed
from macros.forms.names import names_of, path_of, write_names
from macros.library.library import Entry, Library
from macros.library.recorded import RecordedLibrary
from tests.conftest import sample_library


def test_each_entry_is_there_by_id_title_and_other_names() -> None:
    library = sample_library()
    told = {name: names_of(library, name) for name in library.settings.collections}
    for name, names in told.items():
        assert [id or slug(title) for id, title, *_ in names] == [entry.id for entry in library.collection(name)]
    assert ["", "Purpose Case", "Purpose Cases", "Elf puzzelstukken"] in told["tools"]
    assert ["pitstop-methode", "4*4 PitStop-methode"] in [one[:2] for one in told["tools"]]


def test_files_hold_them_as_they_are_and_another_title_changes_its_file_alone(tmp_path: Path) -> None:
    library = sample_library()
    first, second = tmp_path / "first", tmp_path / "second"
    _write(library, None, first)
    assert sorted(os.listdir(first / "meedoen/voeg-toe")) == [
        f"{name}.json" for name in sorted(library.settings.collections)
    ]
    for name in library.settings.collections:
        assert json.loads((first / path_of(name)).read_text(encoding="utf-8")) == names_of(library, name)
    tool = library.entry("tools", "purpose-case")
    other = replace(tool, values={**tool.values, "title": "Doelzaak <é>"})
    _write(_with(library, [other]), first, second)
    assert ["purpose-case", "Doelzaak <é>", "Purpose Cases", "Elf puzzelstukken"] in json.loads(
        (second / path_of("tools")).read_text(encoding="utf-8")
    )
    same = [
        name
        for name in library.settings.collections
        if (first / path_of(name)).stat().st_ino == (second / path_of(name)).stat().st_ino
    ]
    assert same == [name for name in library.settings.collections if name != "tools"]
    assert "Doelzaak" not in (first / path_of("tools")).read_text(encoding="utf-8")


def test_a_collection_without_entries_has_an_empty_list(tmp_path: Path) -> None:
    library = sample_library()
    _write(Library(library.settings, library.schemas, []), None, tmp_path / "site")
    assert json.loads((tmp_path / "site" / path_of("tools")).read_text(encoding="utf-8")) == []


def _with(library: Library, others: Sequence[Entry]) -> Library:
    """The same library with these entries as they are now."""
    ids = {(one.collection.name, one.id) for one in others}
    kept = [
        entry
        for name in library.settings.collections
        for entry in library.collection(name)
        if (name, entry.id) not in ids
    ]
    return Library(library.settings, library.schemas, [*kept, *others])


def _write(library: Library, former: Path | None, site: Path) -> None:
    site.mkdir()
    taking = FormerSite(former, site, Sealed(ArtifactCache(site.parent / "kept"), b"this program"))
    write_names(RecordedLibrary(library), site, taking)
    taking.keep()

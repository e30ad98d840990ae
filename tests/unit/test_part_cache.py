"""What is kept of the indexes on pages by hand: the same as one made anew, whatever changed or became of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed
from macros.checking.check import check
from macros.index import list_pages
from macros.library.recorded import RecordedLibrary
from macros.page_macros.lists import index
from macros.pages.context import Context, Here
from macros.site.page_cache import grounds_of
from macros.site.part_cache import PartCache
from macros.views.page import Rendered
from tests.conftest import TODAY, Project
from tests.unit.test_page_cache import CONTENT_OF, DAMAGE, EDITS, SPIEGEL, _small, _synthetic, edited


class Indexes:
    """Makes the index of each collection, with what was kept and without; names those that are made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: list[str] = []

    def same(self) -> dict[str, Rendered] | None:
        """Each index, once that is the same with what was kept as without; nothing where a check stops the build."""
        found = check(self.root, TODAY).library
        if found is None:
            return None
        library = RecordedLibrary(found)
        kept = Sealed(ArtifactCache(self.root / ".cache/parts"), grounds_of(library, ()))
        parts = PartCache(kept, library)
        here = Here(Context(library, TODAY), "ergens/")
        without = Here(Context(RecordedLibrary(found), TODAY), "ergens/")
        self.made.clear()

        def make(name: str) -> Callable[[], Rendered]:
            return lambda: self.made.append(name) or index(here, name)  # type: ignore[func-returns-value]

        given = {name: parts.made(name, make(name)) for name in library.settings.collections}
        parts.sweep()
        assert given == {name: index(without, name) for name in given}
        return given


@pytest.fixture
def indexes(project: Project, monkeypatch: pytest.MonkeyPatch) -> Indexes:
    monkeypatch.setattr(list_pages, "WHOLE", 2)
    return Indexes(_small(project({**CONTENT_OF, **_synthetic(20)})))


def test_an_index_is_made_again_where_something_in_it_differs(indexes: Indexes) -> None:
    assert indexes.same() and "tools" in indexes.made and "organisations" in indexes.made
    assert indexes.same() and not indexes.made
    edited(SPIEGEL, "summary: Een uur", "summary: Een dag")(indexes.root)
    assert indexes.same() and "tools" in indexes.made
    assert "communities" in indexes.made  # one of them names it, with its summary
    assert "organisations" not in indexes.made and "terms" not in indexes.made
    assert indexes.same() and not indexes.made


@pytest.mark.parametrize("edits", [8, pytest.param(200, marks=pytest.mark.nightly)])
def test_after_any_edit_the_indexes_are_those_that_are_made_anew(indexes: Indexes, edits: int) -> None:
    chance = random.Random(3)
    whole = shutil.copytree(indexes.root / "content", indexes.root.with_name("content"))
    assert indexes.same()
    for _ in range(edits):
        chance.choice(EDITS)(chance, chance.choice(sorted((indexes.root / "content").glob("*/*.*"))))
        if indexes.same() is None:
            shutil.rmtree(indexes.root / "content")
            shutil.copytree(whole, indexes.root / "content")


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_as_good_as_none(indexes: Indexes, damage: str) -> None:
    before = indexes.same()
    for file in sorted((indexes.root / ".cache/parts").iterdir())[1::2]:
        DAMAGE[damage](file)
    assert indexes.same() == before and indexes.made

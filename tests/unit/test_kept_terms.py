"""The terms that are kept for the search are those of the documents as they are now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed
from macros.search import kept_terms
from macros.search.documents import Document, entry_document
from macros.search.index import make_index, terms_of
from macros.search.kept_terms import KeptTerms
from tests.conftest import sample_library

LIBRARY = sample_library()
DOCUMENTS = [
    entry_document(LIBRARY, entry) for name in LIBRARY.settings.collections for entry in LIBRARY.collection(name)
]


@pytest.fixture
def taken_apart(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents whose terms were made, not read."""
    found: list[Document] = []
    monkeypatch.setattr(kept_terms, "terms_of", lambda document: found.append(document) or terms_of(document))
    return found


def indexed(folder: Path, documents: list[Document]) -> Any:
    terms = KeptTerms(ArtifactCache(folder))
    index = make_index(documents, terms.of)
    terms.keep()
    return index


def test_an_index_of_kept_terms_is_that_of_terms_made_anew(tmp_path: Path, taken_apart: list[Document]) -> None:
    cold = make_index(DOCUMENTS)
    assert indexed(tmp_path, DOCUMENTS) == cold and len(taken_apart) == len(DOCUMENTS)
    taken_apart.clear()
    assert indexed(tmp_path, DOCUMENTS) == cold and taken_apart == []


def test_a_document_that_changed_is_taken_apart_and_one_that_is_gone_is_let_go(
    tmp_path: Path, taken_apart: list[Document]
) -> None:
    indexed(tmp_path, DOCUMENTS)
    (file,) = tmp_path.iterdir()
    size = file.stat().st_size
    taken_apart.clear()
    changed = [replace(DOCUMENTS[0], summary="Iets heel anders."), *DOCUMENTS[1:-3]]
    assert indexed(tmp_path, changed) == make_index(changed)
    assert taken_apart == changed[:1]
    assert file.stat().st_size < size


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-9]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"leren", b"weten")),
        lambda file: file.write_bytes(msgspec.msgpack.encode({b"a": 1})),
        lambda file: file.unlink(),
    ],
)
def test_what_is_damaged_is_as_good_as_none(tmp_path: Path, damage: Callable[[Path], Any]) -> None:
    indexed(tmp_path, DOCUMENTS)
    (file,) = tmp_path.iterdir()
    damage(file)
    assert indexed(tmp_path, DOCUMENTS) == make_index(DOCUMENTS)


def test_what_is_kept_counts_on_its_own_grounds_only(tmp_path: Path) -> None:
    kept = ArtifactCache(tmp_path)
    Sealed(kept, b"one").write("a", b"content")
    assert bytes(Sealed(kept, b"one").read("a")) == b"content"
    assert bytes(Sealed(kept, b"another").read("a")) == b""
    assert bytes(Sealed(kept, b"one").read("b")) == b""
    Sealed(kept, b"one").write("b", b"")
    Sealed(ArtifactCache(tmp_path), b"one").only(["b"])  # as the next build
    assert [file.name for file in tmp_path.iterdir()] == ["b"]

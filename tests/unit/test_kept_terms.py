"""What is kept for the search is that of the documents as they are now: with it one writes what one writes without."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed
from macros.search import index as indexing
from macros.search import kept_terms
from macros.search.documents import Document, entry_document
from macros.search.files import write_index
from macros.search.index import Index, Share, Told, make_index, told_of
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

    def tell(document: Document) -> Told:
        found.append(document)
        return told_of(document)

    monkeypatch.setattr(kept_terms, "told_of", tell)
    return found


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents of which the words were weighed again."""
    found: list[Document] = []
    weigh = indexing._weighed

    def tell(document: Document, *others: Any) -> Share:
        found.append(document)
        return weigh(document, *others)

    monkeypatch.setattr(indexing, "_weighed", tell)
    return found


def indexed(folder: Path, documents: list[Document]) -> Index:
    terms = KeptTerms(ArtifactCache(folder))
    index = make_index(documents, terms.of, terms.scale)
    terms.keep(index)
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


def test_an_edit_weighs_again_what_it_changed_only(tmp_path: Path, weighed: list[Document]) -> None:
    indexed(tmp_path, DOCUMENTS)
    weighed.clear()
    changed = [*DOCUMENTS]
    changed[3] = replace(changed[3], summary=changed[3].summary.replace(" de ", " het "), url="elders/")
    assert indexed(tmp_path, changed) == make_index(changed)
    assert weighed[: -len(changed)] == changed[3:4]  # and all of the cold one


@pytest.mark.parametrize("seed", range(2))
def test_after_edits_at_random_the_files_are_those_of_a_build_without_a_cache(
    tmp_path: Path, seed: int, weighed: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_MOST", 8)
    chance = random.Random(seed)
    now = chance.sample(DOCUMENTS, 100)
    some = 0
    for turn in range(10):
        for _ in range(chance.randrange(4)):
            _edit(chance, now)
        weighed.clear()
        warm = indexed(tmp_path / "kept", now)
        some += 0 < len(weighed) < len(now) / 2
        cold = make_index(now)
        assert warm == cold
        assert _written(warm, tmp_path / f"{turn}/warm") == _written(cold, tmp_path / f"{turn}/cold")
    assert some  # else the cache of this test was of no use


def _edit(chance: random.Random, documents: list[Document]) -> None:
    """Change, add, move or take away a document, from a little to all that all others are weighed by."""
    place = chance.randrange(len(documents))
    one = documents[place]
    other = chance.choice(DOCUMENTS)
    part = " ".join(
        chance.sample([*other.title.split(), *other.summary.split(), "waterstofopleiding", "samenwerkingen"], 2)
    )
    edits: list[Callable[[], Any]] = [
        lambda: documents.__setitem__(place, replace(one, summary=f"{one.summary} {part}")),
        lambda: documents.__setitem__(place, replace(one, summary=part)),
        lambda: documents.__setitem__(place, replace(one, title=part, weight=chance.choice((0.2, 1.0, 2.0)))),
        lambda: documents.__setitem__(place, replace(one, aliases=(*one.aliases, part), asked=(part,))),
        lambda: documents.__setitem__(place, replace(one, texts=((f"Label {chance.randrange(3)}", f"{part} " * 9),))),
        lambda: documents.__setitem__(place, replace(one, texts=(*one.texts, ("Tekst", f"{part} " * 900)))),
        lambda: documents.insert(place, other),
        lambda: documents.pop(place),
        lambda: documents.append(documents.pop(place)),
    ]
    chance.choice(edits)()


def _written(index: Index, site: Path) -> dict[str, bytes]:
    collections = list(LIBRARY.settings.collections.values())
    write_index(index, [], [], collections, site)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


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

"""What a build takes over of the site that stands: as links, only as it was left, and never written in."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.base.artifact_cache import ArtifactCache
from macros.base.former_site import FormerSite
from macros.base.sealed import Sealed
from tests.damage import ANY_DAMAGE

FILES = {"a/index.html": "a page", "a/entry.json": "{}"}
GROUNDS = b"this program"


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A site with one page, of which a build noted that it was made of `b"this"`."""
    site = tmp_path / "site"
    taking = _build(None, site)
    _write(site)
    taking.add({"a/": taking.noted(FILES, b"this")})
    taking.keep()
    return site


def _build(former: Path | None, site: Path, grounds: bytes = GROUNDS) -> FormerSite:
    site.mkdir(exist_ok=True)
    return FormerSite(former, site, Sealed(ArtifactCache(site.parent / "kept"), grounds))


def _write(site: Path) -> None:
    for name, text in FILES.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")


def _inodes(site: Path) -> Iterator[int]:
    return (os.stat(site / name).st_ino for name in FILES)


def test_what_is_made_of_the_same_is_the_same_file(standing: Path) -> None:
    fresh = standing.with_name("fresh")
    taking = _build(standing, fresh)
    written = taking.taken_over("a/", b"this")
    assert written and list(_inodes(fresh)) == list(_inodes(standing))
    taking.add({"a/": written})
    taking.keep()
    assert _build(fresh, standing.with_name("last")).taken_over("a/", b"this")


@pytest.mark.parametrize("decide", [(b"that",), (b"this", b""), (b"th", b"is"), ()])
def test_what_is_made_of_something_else_is_written(standing: Path, decide: tuple[bytes, ...]) -> None:
    fresh = standing.with_name("fresh")
    assert not _build(standing, fresh).taken_over("a/", *decide)
    assert list(fresh.iterdir()) == []


def test_nothing_is_known_of_another_page(standing: Path) -> None:
    assert not _build(standing, standing.with_name("fresh")).taken_over("b/", b"this")


TOUCHED: dict[str, Callable[[Path], Any]] = {
    "another text": lambda file: file.write_text("another", encoding="utf-8"),
    "another text of that size": lambda file: file.write_text("[]", encoding="utf-8"),
    "another time": lambda file: os.utime(file, (1, 1)),
    "nobody may read it": lambda file: file.chmod(0o200),
    "gone": lambda file: file.unlink(),
    "a link to such a file": lambda file: (file.rename(file.with_name("b")), file.symlink_to("b")),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("touch", TOUCHED)
def test_what_is_not_as_it_was_left_is_written_and_all_beside_it(standing: Path, touch: str) -> None:
    """It is the second file: the first must not stay behind as a link, or who writes it writes in the site that stands."""
    fresh = standing.with_name("fresh")
    TOUCHED[touch](standing / "a/entry.json")
    assert not _build(standing, fresh).taken_over("a/", b"this")
    assert not [file for file in fresh.rglob("*") if not file.is_dir()]
    _write(fresh)
    assert (standing / "a/index.html").read_text(encoding="utf-8") == "a page"
    assert os.stat(standing / "a/index.html").st_nlink == 1


def test_a_site_in_its_place_is_another_one(standing: Path) -> None:
    """As after a build that kept nothing: same files, same times, another folder."""
    standing.rename(standing.with_name("old"))
    standing.mkdir()
    for name in FILES:
        (standing / name).parent.mkdir(exist_ok=True)
        os.link(standing.with_name("old") / name, standing / name)
    assert not _build(standing, standing.with_name("fresh")).taken_over("a/", b"this")


def test_the_site_may_be_swapped_meanwhile(standing: Path) -> None:
    """Another build puts its site there: what this one takes is of the site that it began with, or nothing."""
    taking = _build(standing, standing.with_name("fresh"))
    standing.rename(standing.with_name("old"))
    standing.mkdir()
    _write(standing)
    (standing / "a/index.html").write_text("new!!!", encoding="utf-8")
    assert taking.taken_over("a/", b"this")
    assert (standing.with_name("fresh") / "a/index.html").read_text(encoding="utf-8") == "a page"


def test_what_another_program_wrote_is_not_taken(standing: Path) -> None:
    assert not _build(standing, standing.with_name("fresh"), b"another program").taken_over("a/", b"this")


@pytest.mark.parametrize("damage", ANY_DAMAGE)
def test_a_note_that_is_damaged_is_as_good_as_none(standing: Path, damage: str) -> None:
    (note,) = (standing.parent / "kept").iterdir()
    ANY_DAMAGE[damage](note)
    fresh = standing.with_name("fresh")
    taking = _build(standing, fresh)
    assert not taking.taken_over("a/", b"this")
    _write(fresh)
    taking.add({"a/": taking.noted(FILES, b"this")})
    taking.keep()
    assert _build(fresh, standing.with_name("last")).taken_over("a/", b"this")


@pytest.mark.parametrize("number", ["EXDEV", "EPERM", "EMLINK"])
def test_where_a_disk_has_no_links_everything_is_written(
    standing: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(getattr(errno, number), "no links here")

    taking = _build(standing, standing.with_name("fresh"))
    monkeypatch.setattr(os, "link", refuse)
    assert not taking.taken_over("a/", b"this")


def test_there_may_be_no_site_yet(tmp_path: Path) -> None:
    assert not _build(tmp_path / "none", tmp_path / "fresh").taken_over("a/", b"this")
    (tmp_path / "file").write_bytes(b"")
    assert not _build(tmp_path / "file", tmp_path / "fresh").taken_over("a/", b"this")

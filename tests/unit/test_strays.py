"""Files that nobody means to publish: the advice is to take them away, never to give them a name that works."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem

ENTRY = """title: De Proeftuin
summary: Bedrijven en scholen leren er samen van proeven.
status: actief
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22e\nsize 12345\n"


@pytest.fixture
def root(root: Path) -> Path:
    (root / "content/communities").mkdir(parents=True)
    (root / "content/images").mkdir()
    (root / "content/communities/tuin.yml").write_text(ENTRY, encoding="utf-8")
    return root


def problems(root: Path) -> dict[str, Problem]:
    return {problem.path.removeprefix("content/"): problem for problem in check(root, date(2026, 11, 1)).problems}


def test_what_programs_leave_behind_has_to_go(root: Path) -> None:
    names = (
        "tuin.yml.orig", "tuin.yml.rej", "tuin.yml.bak", "tuin.yml~", "tuin.yml.txt", "tuin (1).yml", "tuin kopie.yml",
        "_index.md", "index.md", "README.md", "LICENSE", "Thumbs.db", "desktop.ini",
    )  # fmt: skip
    for name in names:
        (root / "content/communities" / name).write_text(ENTRY, encoding="utf-8")
    (root / "content/images/Thumbs.db").write_bytes(b"x")
    found = problems(root)
    assert found.keys() == {*(f"communities/{name}" for name in names), "images/Thumbs.db"}
    for problem in found.values():
        assert problem.severity == "error" and "aal" in problem.hint and "Noem het bestand" not in problem.hint, problem


def test_the_only_copy_may_be_the_right_one(root: Path) -> None:
    (root / "content/communities/werf.yml.orig").write_text(ENTRY, encoding="utf-8")
    assert problems(root)["communities/werf.yml.orig"].hint.endswith(
        "Is dit het goede bestand, noem het dan ‘werf.yml’."
    )


def test_a_stand_in_of_git_lfs_says_so(root: Path) -> None:
    for name in ("communities/een.yml", "communities/twee.md", "images/foto.jpg", "images/plaat.svg"):
        (root / "content" / name).write_text(LFS, encoding="utf-8")
    found = problems(root)
    assert len(found) == 4
    assert {(problem.code, "Git LFS" in problem.message) for problem in found.values()} == {("unreadable", True)}


@pytest.mark.parametrize("lines", ["website: tel:0612345678\n", "body: Bel [ons](tel:0612345678).\n"])
def test_for_a_telephone_number_nobody_is_sent_to_another_form_of_it(root: Path, lines: str) -> None:
    (root / "content/communities/tuin.yml").write_text(ENTRY + lines, encoding="utf-8")
    for problem in problems(root).values():
        assert problem.hint.startswith("Haal") and not problem.right

"""The check of a process that stays says after each edit what a whole check says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking import check as module
from macros.checking.check import Checked, RepeatedCheck, check
from macros.library.library import Entry
from tests.conftest import Project
from tests.small import SMALL

TODAY = date(2025, 11, 29)
TUIN, WERF, HOE, SPIEGEL = (
    "content/communities/tuin.yml",
    "content/communities/werf.yml",
    "content/stories/hoe.md",
    "content/tools/spiegel.yml",
)
# What is put in the place of what, or behind all where that is nothing; in one file after the other.
EDITS = {
    "another summary": [(TUIN, "Scholen en bedrijven leren er samen.", "Scholen leren er.")],
    "another choice": [(TUIN, "kind: hub", "kind: fieldlab")],
    "no such choice, and mended": [(TUIN, "kind: hub", "kind: hubje"), (TUIN, "hubje", "hub")],
    "not to be read, and mended": [(TUIN, "kind: hub", "kind: [hub"), (TUIN, "[hub", "hub")],
    "two files wrong, one mended": [
        (TUIN, "kind: hub", "kind: hubje"),
        (SPIEGEL, "scope: breder", "scope: bredere"),
        (TUIN, "hubje", "hub"),
    ],
    "a reference more": [(HOE, "communities: [tuin]", "communities: [tuin, werf]")],
    "a reference to nowhere": [(HOE, "communities: [tuin]", "communities: [tuin, tiun]")],
    "a link to nowhere": [(HOE, "Een <b>tekst</b>", "[tekst](../tools/spiegels.yml)")],
    "a link with another ending": [(HOE, "Een <b>tekst</b>", "[tekst](../tools/spiegel.md)")],
    "an image that is not there": [(HOE, "Een <b>tekst</b>", "![Tekst](../images/tekst.png)")],
    "a heading that others link to": [
        (SPIEGEL, "[de tuin](../communities/tuin.yml)", "[begin](../stories/hoe.md#begin)"),
        (HOE, "Een <b>tekst</b>", "[Terug](#begin)"),
        (HOE, "# Begin", "# Het begin"),
    ],
    "a link to a heading that comes later": [
        (SPIEGEL, "[de tuin](../communities/tuin.yml)", "[begin](../stories/hoe.md#eind)"),
        (HOE, "# Begin", "# Begin\n\n## Eind"),
    ],
    "a reference to itself": [(WERF, "part_of: tuin", "part_of: werf")],
    "in a circle": [(TUIN, "kind: hub", "kind: hub\npart_of: werf")],
    "part of nothing any more": [(WERF, "part_of: tuin\n", "")],
    "another title": [(TUIN, "title: De Tuin", "title: De Grote Tuin")],
    "the title of another": [(WERF, "‘De Werf’", "De Tuin")],
    "an alias less, and an alias that another took": [
        (TUIN, "aliases: [Proeftuin]\n", ""),
        (WERF, "part_of: tuin", "part_of: tuin\naliases: [Proeftuin]"),
    ],
    "a draft": [(WERF, "part_of: tuin", "part_of: tuin\ndraft: true")],
    "a draft that others name": [(TUIN, "kind: hub", "kind: hub\ndraft: true")],
    "a former name, and who calls it so": [
        (TUIN, "kind: hub", "kind: hub\nformer_names: [hof]"),
        (HOE, "communities: [tuin]", "communities: [hof]"),
        (HOE, "Wat er gebeurde", "Hoe het er ging"),
    ],
    "a former name that is gone": [
        (TUIN, "kind: hub", "kind: hub\nformer_names: [hof]"),
        (HOE, "communities: [tuin]", "communities: [hof]"),
        (TUIN, "\nformer_names: [hof]", ""),
    ],
    "of another folder": [(SPIEGEL, "title: Spiegel", "title: Spiegel\nfocus: [leren]\npartners: 9\nkind: hub")],
}


def told(checked: Checked) -> tuple[object, list[Entry] | None]:
    library = checked.library
    entries = [e for name in library.settings.collections for e in library.collection(name)] if library else None
    return checked.errors, entries


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A list that grows with each whole check."""
    checked: list[Path] = []
    whole: Callable[..., object] = module._checked

    def counted(root: Path, *how: object) -> object:
        checked.append(root)
        return whole(root, *how)

    monkeypatch.setattr(module, "_checked", counted)
    return checked


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("drafts", [True, False], ids=["with drafts", "without"])
def test_after_each_edit_it_says_what_a_whole_check_says(project: Project, drafts: bool) -> None:
    root = project(SMALL)
    texts = {file: (root / file).read_text(encoding="utf-8") for file in (TUIN, WERF, HOE, SPIEGEL)}
    repeated = RepeatedCheck(root, TODAY, drafts)
    repeated.after(())
    for name, edit in EDITS.items():
        if not drafts and "draft" not in name:
            continue
        for file, old, new in edit:
            change(root, file, old, new)
            assert told(repeated.after([file])) == told(check(root, TODAY, drafts)), (file, new)
        for file, text in texts.items():
            (root / file).write_text(text, encoding="utf-8")
        assert told(repeated.after(texts)) == told(check(root, TODAY, drafts))


@pytest.mark.parametrize(
    "edit", ["another summary", "another choice", "a reference more", "no such choice, and mended"]
)
def test_an_edit_that_makes_nothing_wrong_takes_no_whole_check(project: Project, checks: list[Path], edit: str) -> None:
    root = project(SMALL)
    repeated = RepeatedCheck(root, TODAY)
    repeated.after(())
    for file, old, new in EDITS[edit]:
        checks.clear()
        change(root, file, old, new)
        sound = not repeated.after([file]).errors
        assert bool(checks) is not sound


def test_files_come_and_go_in_a_whole_check(project: Project) -> None:
    root = project(SMALL)
    repeated = RepeatedCheck(root, TODAY)
    repeated.after(())
    for file, text in (
        (WERF, None),
        (WERF, "title: De Werf\n"),
        ("content/communities/hof.yml", (root / TUIN).read_text(encoding="utf-8").replace("Tuin", "Hof")),
        (SPIEGEL, None),
        ("content/communities/hof.yml", None),
        ("docs/tools/index.md", "# Tools\n\n{{ link('communities', 'hof') }}\n"),
    ):
        (root / file).unlink() if text is None else (root / file).write_text(text, encoding="utf-8")
        assert told(repeated.after([file])) == told(check(root, TODAY)), file

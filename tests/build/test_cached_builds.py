"""Builds of a whole site with all that earlier ones kept: after any edit the same bytes as one that keeps nothing, and no orphan."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench.entries import as_yaml, make, surroundings
from tests.browser.test_build import prints
from tests.conftest import Project, macros
from tests.small import OTHERS, SMALL, SOURCES, TROUBLES

Edit = Callable[[Path, random.Random], Any]
EPOCH, DAY = 1764374400, 24 * 3600
TERM = {"terms/hub.yml": "title: Hub\nsummary: Een plek waar mensen van elkaar leren.\n" + SOURCES}


def in_file(name: str, pattern: str, *instead: str) -> Edit:
    """One of these in the place of what the pattern finds; what is there already is another."""

    def edit(root: Path, chance: random.Random) -> None:
        text = (root / name).read_text(encoding="utf-8")
        made = [re.sub(pattern, one, text, count=1, flags=re.MULTILINE) for one in instead]
        (root / name).write_text(chance.choice([one for one in made if one != text]), encoding="utf-8")

    return edit


def in_an_entry(pattern: str, *instead: str) -> Edit:
    def edit(root: Path, chance: random.Random) -> None:
        files = [one for one in _entries(root) if re.search(pattern, one.read_text(encoding="utf-8"), re.MULTILINE)]
        in_file(str(chance.choice(files)), pattern, *instead)(root, chance)

    return edit


def added(root: Path, chance: random.Random) -> None:
    one = chance.choice(_entries(root))
    text = re.sub(r"(?m)^title: .*", f"title: Nieuw {chance.randrange(99)}", one.read_text(encoding="utf-8"), count=1)
    one.with_name(f"nieuw-{chance.randrange(9)}{one.suffix}").write_text(text, encoding="utf-8")


def renamed(root: Path, chance: random.Random) -> None:
    """With its former name, so that who refers to it finds it."""
    one = chance.choice([one for one in _entries(root) if "former_names" not in one.read_text(encoding="utf-8")])
    text = re.sub(r"(?m)^(title: .*)", rf"\1\nformer_names: [{one.stem}]", one.read_text(encoding="utf-8"), count=1)
    one.with_name(f"anders-{chance.randrange(9)}{one.suffix}").write_text(text, encoding="utf-8")
    one.unlink()


def _entries(root: Path) -> list[Path]:
    """All but the term that one of the edits is about: it has to stay."""
    return sorted(one for one in (root / "content").glob("*/*.*") if one.name != "hub.yml")


# The first two change the frame of pages that are kept, and no page: they are in every run.
EDITS: dict[str, Edit] = {
    "the menu": in_file("mkdocs.yml", "- (Tools|Middelen): tools", "- Middelen: tools", "- Tools: tools"),
    "a script": in_file("docs/assets/js/page/menu.mjs", r"\A", "void 0;\n", "void 1;\n"),
    "a template of the frame": in_file("macros/templates/theme/main.html", r"\A", "<!-- eerst -->", "<!-- dan -->"),
    "a page by hand": in_file("docs/over/index.md", r"\Z", "\nNog een zin.\n", "\nEn een andere zin.\n"),
    "a style": in_file("docs/assets/css/base.css", r"\A", "i { color: red; }\n", "i { color: blue; }\n"),
    "a template": in_file("macros/templates/entry/generic.html", r"\A", "<hr>\n", "<br>\n"),
    "a template of this field": in_file("overrides/entry/stories.html", r"\Z", "<hr>\n", "<br>\n"),
    "a macro": in_file("macros/page_macros/words.py", r"\Z", "\n# Een opmerking.\n", "\n# Nog een.\n"),
    "a schema": in_file("schemas/tools.schema.json", '"title": "Voor .*?"', '"title": "Voor wie"', '"title": "Voor u"'),
    "a label": in_file("schemas/vocabulary.schema.json", '"title": "(Opstartfase|Begin)"', '"title": "Begin"', '"title": "Opstartfase"'),
    "a setting": in_file("kennisbank.yml", r"github\.com/[\w-]+/", "github.com/x/", "github.com/y/"),
    "a text": in_an_entry("^summary: .*", "summary: Wat er nu anders is dan het was.", "summary: Leren in een Hub."),
    "a title": in_an_entry("^title: .*", "title: Een andere titel", "title: Nog een naam"),
    "a term": in_file("content/terms/hub.yml", "^summary: .*", "summary: Een ander woord.", "summary: Een plaats."),
    "a place": in_an_entry("^provinces: .*", "provinces: [drenthe]", "provinces: [zeeland, utrecht]"),
    "an age": in_an_entry("^checked: .*", 'checked: "2020-01-01"', 'checked: "2024-01-01"'),
    "an entry more": added,
    "an entry less": lambda root, chance: chance.choice(_entries(root)).unlink(),
    "another name": renamed,
}  # fmt: skip


@pytest.mark.parametrize(("edits", "entries"), [(2, 0), pytest.param(40, 60, marks=pytest.mark.nightly)])
def test_a_build_with_all_that_was_kept_is_a_build_without(
    project: Project, tmp_path: Path, edits: int, entries: int
) -> None:
    """What cannot be built is put right before the next edit."""
    chance = random.Random(7)
    some = [*make(entries), *list(surroundings())[:26]] if entries else []
    made = {f"{one.collection}/{one.id}.{'md' if one.body else 'yml'}": as_yaml(one) for one in some}
    root, cold = project(SMALL | TROUBLES | OTHERS | TERM | made), tmp_path / "cold"
    content = shutil.copytree(root / "content", tmp_path / "content")
    epoch = EPOCH
    assert macros(root, "build", SOURCE_DATE_EPOCH=str(epoch)).returncode == 0
    names = [*EDITS][:edits] + chance.choices([*EDITS], k=max(0, edits - len(EDITS)))
    wrong = 0
    for name in names:
        EDITS[name](root, chance)
        epoch += chance.choice([0, 0, 40 * DAY])
        if macros(root, "build", SOURCE_DATE_EPOCH=str(epoch)).returncode:
            wrong += 1
            shutil.rmtree(root / "content")
            shutil.copytree(content, root / "content")
            continue
        nothing_kept = ("build", "--no-cache", "--site-dir", str(cold))
        assert macros(root, *nothing_kept, SOURCE_DATE_EPOCH=str(epoch)).returncode == 0
        assert prints(root / "site") == prints(cold), name
    assert wrong <= len(names) / 4


def test_what_an_edit_leaves_as_it_was_is_taken_over(project: Project) -> None:
    """Data of other collections, and pages by hand that show nothing of it: the same files on the disk."""
    root = project(SMALL)
    assert macros(root, "build", SOURCE_DATE_EPOCH=str(EPOCH)).returncode == 0
    names = ("data/communities.csv", "data/communities.json", "over/index.html", "data/tools.csv", "tools/index.html")
    before = {name: (root / "site" / name).stat().st_ino for name in names}
    edit = in_file("content/tools/spiegel.yml", "^summary: .*", "summary: Wat er nu anders is dan het was.")
    edit(root, random.Random(1))
    assert macros(root, "build", SOURCE_DATE_EPOCH=str(EPOCH)).returncode == 0
    same = [name for name in names if (root / "site" / name).stat().st_ino == before[name]]
    assert same == [*names[:3]]

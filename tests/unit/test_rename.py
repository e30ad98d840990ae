"""`python -m macros rename`: a file, all that refers to it and its former name, or nothing at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.writing import edits, renaming
from tests.conftest import Project, macros
from tests.renamed import GARDEN, MIRROR, NEED, SOURCE, git

STORY = (
    "---\n# een opmerking over glas\ntitle: 'Het verhaal van het glas'\nsummary: Een groep keek in de spiegel, en schrok ervan.\n"
    f'tools:   [ \'glas\' ,"glas-in-lood" ]   # glas hoort hier\n{SOURCE}---\n\nEerst [het glas](../tools/glas.yml#hoe "glas"), dan\n'
    "[lood](../tools/glas-in-lood.yml) en `../tools/glas.yml`. Ook ![x](../images/glas.png) en https://glas.nl/tools/glas.yml.\n"
)
STEPS = f"{MIRROR}what: '## Hoe'\n"  # what the story links to
CONTENT = {
    "tools/glas.yml": f"# over glas\n{STEPS}body: >-\n  Zie [mezelf](../lessons/glas.md) en\n  [de rest](../communities/tuin.yml).\n",
    "tools/glas-in-lood.yml": MIRROR.replace("De Spiegel", "Glas in lood"),
    "lessons/glas.md": "---\ntitle: Kijk eerst zelf\nsummary: Wie zelf kijkt, ziet meer dan wie alleen luistert.\nlevel: regio\ntools: [glas]\n" + SOURCE + "---\n\nLees [de tool](../tools/glas.yml).\n",
    "bottlenecks/tijdnood.yml": NEED,
    "communities/tuin.yml": f"{GARDEN}tools:\n  - glas   # de eerste\n  - glas-in-lood\nbody: |\n  Kijk [hier](../tools/glas.yml).\n\n  En [daar](../tools/glas.yml?x=1).\n{SOURCE}",
    "stories/glas.md": STORY.replace("![x](../images/glas.png) en ", ""),
}  # fmt: skip
PAGE = '---\nrender_macros: true\n---\n# Glas\n\n[a](../tools/glas.md#x) en [b](../tools/glas-in-lood.md), `../tools/glas.md`\n\n{{ link("tools", "glas", "glas") }} {{ cards("tools", "glas-in-lood", "glas") }}\n'


@pytest.fixture
def root(project: Project) -> Path:
    root = project(CONTENT)
    (root / "docs/verdieping/geld.md").write_text(PAGE, encoding="utf-8")
    assert [(p.path, p.line, p.code, p.message) for p in check(root).errors] == []
    return root


def everything(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for part in ("content", "docs")
        for p in (root / part).rglob("*")
        if p.is_file()
    }


def test_every_reference_changes_and_no_other_byte(root: Path) -> None:
    before = everything(root)
    run = macros(root, "rename", "tool", "glas", "spiegelglas")
    assert run.returncode == 0, run.stderr
    after = everything(root)
    assert before.keys() - after.keys() == {"content/tools/glas.yml"}
    assert after["content/tools/spiegelglas.yml"] == before["content/tools/glas.yml"] + b"former_names: [glas]\n"
    story = before["content/stories/glas.md"].replace(b"'glas' ,", b"'spiegelglas' ,")
    assert after["content/stories/glas.md"] == story.replace(
        b"(../tools/glas.yml#hoe", b"(../tools/spiegelglas.yml#hoe"
    )
    garden = before["content/communities/tuin.yml"].replace(b"- glas ", b"- spiegelglas ")
    assert after["content/communities/tuin.yml"] == garden.replace(b"tools/glas.yml", b"tools/spiegelglas.yml")
    lesson = before["content/lessons/glas.md"].replace(b"tools: [glas]", b"tools: [spiegelglas]")
    assert after["content/lessons/glas.md"] == lesson.replace(b"tools/glas.yml", b"tools/spiegelglas.yml")
    page = before["docs/verdieping/geld.md"].replace(b"(../tools/glas.md#x)", b"(../tools/spiegelglas.md#x)")
    page = page.replace(b'link("tools", "glas"', b'link("tools", "spiegelglas"').replace(
        b'lood", "glas"', b'lood", "spiegelglas"'
    )
    assert after["docs/verdieping/geld.md"] == page
    same = set(before) - {
        "content/tools/glas.yml",
        "content/stories/glas.md",
        "content/communities/tuin.yml",
        "content/lessons/glas.md",
        "docs/verdieping/geld.md",
    }
    assert all(before[path] == after[path] for path in same)
    checked = check(root)
    assert checked.errors == [] and "old-name" not in {problem.code for problem in checked.problems}
    assert checked.library and checked.library.get("tools", "glas") is checked.library.entry("tools", "spiegelglas")


def test_a_second_rename_adds_to_the_former_names_in_their_own_form(root: Path) -> None:
    file = root / "content/tools/glas.yml"
    for text, end in (
        ("former_names: [ruit] # oud\n", "former_names: [ruit, glas] # oud\n"),
        ("former_names:\n  - 'ruit'\n", "former_names:\n  - 'ruit'\n  - glas\n"),
    ):
        file.write_text(STEPS + text, encoding="utf-8")
        assert macros(root, "rename", "tools", "content/tools/glas.yml", "spiegelglas").returncode == 0
        new = root / "content/tools/spiegelglas.yml"
        assert new.read_text(encoding="utf-8") == STEPS + end
        new.unlink()


def test_line_ends_and_the_mark_of_windows_stay(root: Path) -> None:
    file = root / "content/lessons/glas.md"
    text = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text)
    assert macros(root, "rename", "lessen", "glas", "kijken").returncode == 0
    closing = b"---\r\n\r\nLees"
    wanted = text.replace(closing, b"former_names: [glas]\r\n" + closing)
    assert (root / "content/lessons/kijken.md").read_bytes() == b"\xef\xbb\xbf" + wanted


def test_one_can_look_first(root: Path) -> None:
    before = everything(root)
    run = macros(root, "rename", "tools", "glas", "spiegelglas", "--dry-run")
    assert run.returncode == 0 and everything(root) == before
    assert "content/tools/glas.yml → content/tools/spiegelglas.yml" in run.stdout
    assert "  - tools: [glas]\n  + tools: [spiegelglas]" in run.stdout
    assert "5 bestanden zouden veranderen. Er is niets veranderd." in run.stdout


REFUSED = {
    "no such entry": ("tools", "glass", "x", "Er is geen tool ‘glass’. Bedoelde je ‘glas’?"),
    "no such collection": ("toolz", "glas", "x", "Er is geen collectie ‘toolz’."),
    "the same": ("tools", "glas", "glas", "Het heet al ‘glas’."),
    "no name": ("tools", "glas", "Spiegel Glas", "kan geen adres van een pagina worden"),
    "taken": ("tools", "glas", "glas-in-lood", "content/tools/glas-in-lood.yml bestaat al."),
    "of Windows": ("tools", "glas", "nul", "houdt Windows voor zichzelf"),
    "a page": ("tools", "glas", "index", "andere pagina"),
    "a former name": ("tools", "glas", "raam", "bezet"),
}


@pytest.mark.parametrize(("collection", "old", "new", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_is_refused_and_nothing_changes(
    root: Path, collection: str, old: str, new: str, words: str
) -> None:
    lead = root / "content/tools/glas-in-lood.yml"
    lead.write_text(f"former_names: [raam]\n{lead.read_text(encoding='utf-8')}", encoding="utf-8")
    before = everything(root)
    run = macros(root, "rename", collection, old, new)
    assert run.returncode in (1, 2) and words in run.stderr, run.stderr
    assert everything(root) == before


def test_a_file_that_cannot_be_read_and_may_refer_stops_it(root: Path) -> None:
    (root / "content/communities/tuin.yml").write_text("title: [De Tuin\ntools: [glas]\n", encoding="utf-8")
    before = everything(root)
    run = macros(root, "rename", "tools", "glas", "spiegelglas")
    assert run.returncode == 1 and "content/communities/tuin.yml is niet te lezen" in run.stderr
    assert everything(root) == before


def test_all_or_nothing_also_when_a_file_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros.configuration.settings_file import load_settings
    from macros.schema.loading import load_schemas

    schemas = load_schemas(root / "schemas")
    settings, _ = load_settings(root, schemas["settings"])
    assert settings
    work = renaming.Renaming(root, settings, schemas)
    plan = work.plan(settings.collections["tools"], "glas", "spiegelglas")
    before, real, calls = everything(root), os.replace, []

    def full(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(edits.Refused, match="niet te schrijven"):
        work.apply(plan)
    left = {path: raw for path, raw in everything(root).items() if not path.endswith(".new")}
    assert left == before and len(calls) > 3


def test_in_git_the_move_is_git_s(root: Path) -> None:
    for words in (("init", "-q"), ("add", "content", "docs"), ("commit", "-qm", "Begin")):
        git(root, *words)
    assert macros(root, "rename", "tools", "glas", "spiegelglas").returncode == 0
    assert "R  content/tools/glas.yml -> content/tools/spiegelglas.yml" in git(root, "status", "--porcelain").replace(
        "RM ", "R  "
    )


def test_a_new_file_takes_no_former_name(root: Path) -> None:
    (root / "content/tools/glas-in-lood.yml").write_text(
        f"former_names: [kijkdoos]\n{MIRROR}".replace("De Spiegel", "Glas in lood"), encoding="utf-8"
    )
    run = macros(root, "new", "tool", "Kijkdoos")
    assert run.returncode == 1 and "bezet" in run.stderr


@pytest.mark.parametrize("command", [("rename", "tools", "glas", "ruit"), ("new", "tools", "Ruit")], ids=lambda c: c[0])
def test_without_the_schema_of_the_settings_it_says_so(root: Path, command: tuple[str, ...]) -> None:
    (root / "schemas/settings.schema.json").unlink()
    run = macros(root, *command)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr and "settings.schema.json ontbreekt" in run.stderr

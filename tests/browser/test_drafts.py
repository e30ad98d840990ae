"""A draft is checked, and shown to who writes it; visitors, data and other programs do not know of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from macros.checking.check import check
from macros.page_macros.lists import index
from macros.reading.proposal import BASE
from tests.conftest import COLLECTIONS, ROOT, Open, Project, macros, serve
from tests.renamed import GARDEN, MIRROR, NEED, SMALL, SOURCE, git
from tests.shown import entry_page, here

DRAFT = f"draft: true\n{MIRROR.replace('De Spiegel', 'Zoekwoord Kijkdoos')}body: '![Een doos](../images/doos.png)'\n"
CONTENT = {
    "tools/spiegel.yml": MIRROR,
    "bottlenecks/tijdnood.yml": NEED,
    "communities/veld.yml": SMALL["communities/veld.yml"],
    "tools/kijkdoos.yml": DRAFT,
}


def with_picture(root: Path) -> Path:
    (root / "content/images").mkdir()
    Image.new("RGB", (40, 30)).save(root / "content/images/doos.png")
    return root


def test_a_draft_is_nowhere_on_the_site(project: Project) -> None:
    root = with_picture(project(CONTENT))
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    assert "1 concept is nog niet op de site (draft: true)." in run.stderr
    files = [path.relative_to(root / "site") for path in (root / "site").rglob("*") if path.is_file()]
    assert [path for path in files if "kijkdoos" in str(path) or "doos.png" in str(path)] == []
    told = [path for path in files if re.search(b"(?i)kijkdoos", (root / "site" / path).read_bytes())]
    assert told == []
    assert (root / "site/tools/spiegel/index.html").is_file()


def test_who_writes_sees_it_marked_as_a_draft(project: Project, open_page: Open) -> None:
    bare = {f"{name}/kaal-{name}.yml": f"title: Kaal {name}\ndraft: true\n" for name in COLLECTIONS}
    root = with_picture(project({**CONTENT, **bare}))
    run = macros(root, "build", KENNISBANK_DRAFTS="1")
    assert run.returncode == 0 and f"{len(COLLECTIONS) + 1} concepten zijn hier wel te zien" in run.stderr, run.stderr
    page = open_page("tools/kijkdoos/", root=serve(root / "site"))
    assert page.get_by_text("Deze pagina staat nog niet op de site.").is_visible()
    page = open_page("tools/", root=serve(root / "site"))
    marked = page.locator(".kb-card", has_text="Concept")
    assert sorted(marked.get_by_role("heading").all_inner_texts()) == ["Kaal tools", "Zoekwoord Kijkdoos"]


def test_serve_asks_for_drafts() -> None:
    source = (ROOT / "macros/commands/serve.py").read_text(encoding="utf-8")
    assert "DRAFTS:" in source  # the process is replaced by the generator: what it hands on cannot be asked


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_draft_may_have_gaps_and_can_be_looked_at(project: Project, collection: str) -> None:
    gaps = "title: Nog niet af\ndraft: true\nsummary: Kort\naliases: []\nchecked: INVULLEN\nsources:\n  - publication: INVULLEN\n"
    root = project({f"{collection}/nog-niet.yml": gaps, f"{collection}/leeg.yml": "title: Bijna leeg\ndraft: true\n"})
    checked = check(root, drafts=True)
    assert checked.errors == [], checked.errors
    assert {"missing-field", "blank"} & {problem.code for problem in checked.problems}
    assert checked.library and len(checked.library.collection(collection)) == 2
    for entry in checked.library.collection(collection):
        assert "Concept." in entry_page(checked.library, entry)
    assert "Nog niet af" in index(here(checked.library, "x/"), collection).html
    assert check(root).library and check(root).library.collection(collection) == []  # type: ignore[union-attr]


def test_what_is_written_wrong_in_a_draft_is_an_error(project: Project) -> None:
    root = project({"tools/x.yml": "title: Nog niet af\ndraft: true\nphases: [opstrat]\nvreemd: ja\n"})
    assert sorted(problem.code for problem in check(root).errors) == ["choice", "unknown-field"]
    root = root / "content/tools/x.yml"
    root.write_text("draft: true\nsummary: Zonder titel weet niemand wat dit is.\n", encoding="utf-8")
    assert [problem.code for problem in check(root.parent.parent.parent).errors] == ["missing-field"]


def test_once_it_is_no_draft_its_gaps_are_errors(project: Project) -> None:
    root = project({"tools/x.yml": "title: Nog niet af\ndraft: false\n"})
    assert {problem.code for problem in check(root).errors} == {"missing-field"}


def test_who_refers_to_a_draft_is_told_at_that_place(project: Project) -> None:
    text = f"{GARDEN}tools: [kijkdoos]\nbody: Zie [de doos](../tools/kijkdoos.yml).\n{SOURCE}"
    root = with_picture(project({**CONTENT, "communities/tuin.yml": text}))
    told = [(p.code, p.path, p.line) for p in check(root).errors]
    assert told == [("draft", "content/communities/tuin.yml", 4), ("draft", "content/communities/tuin.yml", 5)]
    assert "content/tools/kijkdoos.yml:1" in check(root).errors[0].hint


def test_drafts_may_refer_to_each_other(project: Project) -> None:
    text = f"draft: true\n{GARDEN}tools: [kijkdoos]\n{SOURCE}"
    assert check(with_picture(project({**CONTENT, "communities/tuin.yml": text}))).errors == []


def test_what_goes_off_the_site_is_told_once_with_all_places(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        f"communities/tuin-{n}.yml": f"title: Tuin {n}\nstatus: actief\ntools: [spiegel]\n{SOURCE}" for n in range(3)
    }
    root = project({"tools/spiegel.yml": MIRROR, "bottlenecks/tijdnood.yml": NEED, **texts})
    for words in (("init", "-q"), ("add", "content"), ("commit", "-qm", "Begin")):
        git(root, *words)
    monkeypatch.setenv(BASE, "HEAD")
    (root / "content/tools/spiegel.yml").write_text(f"{MIRROR}draft: true\n", encoding="utf-8")
    (problem,) = check(root).errors
    assert problem.code == "draft" and problem.path == "content/tools/spiegel.yml" and problem.line == 9
    assert "3 plekken verwijzen er nog naar: content/communities/tuin-0.yml:3" in problem.message


def test_a_page_written_by_hand_may_name_no_draft_and_nothing_that_is_gone(project: Project) -> None:
    root = with_picture(project(CONTENT))
    (root / "content/tools/spiegel.yml").write_text(f"former_names: [glas]\n{MIRROR}", encoding="utf-8")
    page = root / "docs/verdieping/geld.md"
    page.write_text(
        "---\nrender_macros: true\n---\n# Proef\n\n[a](../tools/kijkdoos.md) [b](../tools/glas.md) [c](../tools/weg.md#x)\n"
        '[d](../tools/spiegel.md) [e](../tools/index.md) `[f](../tools/weg.md)`\n\n{{ link("tools", "weg", "g") }}\n\n'
        '{{ cards("tools", "spiegel", "kijkdoos") }}\n',
        encoding="utf-8",
    )
    told = [(p.code, p.line, p.column) for p in check(root).errors if p.path == "docs/verdieping/geld.md"]
    assert told == [
        ("draft", 6, 5),
        ("reference", 6, 31),
        ("reference", 6, 53),
        ("reference", 9, 19),
        ("draft", 11, 31),
    ]


def test_the_value_of_draft_is_true_or_false(project: Project) -> None:
    (problem,) = check(
        project({"terms/x.yml": "title: Xylofoon\ndraft: ja\nsummary: Een instrument met houten staven.\n" + SOURCE})
    ).errors
    assert problem.code == "type" and "true of false" in problem.message + problem.hint

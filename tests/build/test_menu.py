"""A page that no menu leads to is told in Dutch, with its file and what to do; so is a menu that names no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.references.menu import outside_menu
from tests.conftest import ROOT, Project, macros


def made(root: Path, config: str, *pages: str) -> list[tuple[str, int, int, str, str]]:
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    for page in pages:
        (root / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / page).write_text("---\ntitle: Wat het kost\n---\n\n# Prijzen\n", encoding="utf-8")
    return [(one.path, one.line, one.column, one.message, one.hint) for one in outside_menu(root)]


def test_a_page_in_no_menu_is_told_with_the_line_that_it_needs(tmp_path: Path) -> None:
    ((path, *_, message, hint),) = made(tmp_path, "nav:\n  - Home: index.md\n", "index.md", "over/prijzen.md")
    assert path == "docs/over/prijzen.md" and "geen menu" in message
    assert "‘- Wat het kost: over/prijzen.md’" in hint and "not_in_nav" in hint


def test_a_page_may_be_kept_out_of_the_menu_and_a_menu_may_be_deep(tmp_path: Path) -> None:
    config = "hooks: [!ENV [X, y]]\nnav:\n  - index.md\n  - Over:\n      - over/index.md\n      - Diep: [{Dieper: over/x.md}]\n  - Elders: https://example.org/\n"
    config += "not_in_nav: |\n  /apart/\nexclude_docs: weg.md\n"
    assert made(tmp_path, config, "index.md", "over/index.md", "over/x.md", "apart/a.md", "weg.md", ".x/y.md") == []
    assert made(tmp_path, "site_name: x\n", "nog-een.md") == [], "without a menu every page is in it"


def test_a_menu_that_names_no_page_is_told_at_its_line(tmp_path: Path) -> None:
    ((path, line, column, message, hint),) = made(tmp_path, "nav:\n  - index.md\n  - Over: ovr.md\n  - over.md\n", "index.md", "over.md")  # fmt: skip
    assert (path, line, column) == ("mkdocs.yml", 3, 11)
    assert "docs/ovr.md" in message and "over.md" in hint


@pytest.mark.build
def test_the_build_says_so_in_dutch_and_its_generator_not_in_english(project: Project) -> None:
    root = project({})
    (root / "docs/over/prijzen.md").write_text("# Prijzen\n", encoding="utf-8")
    for command in ("check", "build"):
        run = macros(root, command)
        assert run.returncode == 1
        said = run.stdout + run.stderr
        assert "docs/over/prijzen.md" in said and "geen menu" in said
        assert "not included" not in said and "strict" not in said


def test_the_menu_of_this_site_is_whole() -> None:
    assert list(outside_menu(ROOT)) == []

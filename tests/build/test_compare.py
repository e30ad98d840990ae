"""Two built sites side by side."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.upkeep.compare import MAX_BYTES, NotASite, as_json, as_markdown, as_text, compare
from tests.conftest import ROOT, Project, macros
from tests.small import SMALL


def page(title: str, text: str, menu: str = "menu", description: str = "over iets") -> str:
    return (
        f'<!doctype html>\n<html><head><title>{title}</title><meta name="description" content="{description}">'
        f'<link href="main.{menu}.css"></head><body><nav>{menu}</nav>'
        f"<main><article class='md-content'><h1>{title}</h1>{text}</article></main></body></html>\n"
    )


Pages = dict[str, str]
Sites = Callable[[Pages, Pages], tuple[Path, Path]]


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    def make(old: Pages, new: Pages) -> tuple[Path, Path]:
        for name, pages in (("old", old), ("new", new)):
            for path, text in pages.items():
                file = tmp_path / name / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        return tmp_path / "old", tmp_path / "new"

    return make


HOME = page("Kennisbank", "welkom")


def many(menu: str = "menu", text: str = "tekst") -> Pages:
    return {f"{n:02}/index.html": page(f"Pagina {n} - Kennisbank", text, menu) for n in range(20)} | {
        "index.html": page("Kennisbank", text, menu)
    }


def test_pages_are_new_changed_or_gone_with_their_titles(sites: Sites) -> None:
    same = {"index.html": HOME, "404.html": page("Weg", "kwijt")}
    old = {**same, "a/index.html": page("A - Kennisbank", "een"), "b/index.html": page("B &amp; co - Kennisbank", "x")}
    new = {**same, "a/index.html": page("A - Kennisbank", "twee"), "c/index.html": page("C - Kennisbank", "x")}
    found = compare(*sites(old, new))
    assert [[(p.address, p.title) for p in pages] for pages in (found.new, found.changed, found.gone)] == [
        [("c/", "C")],
        [("a/", "A")],
        [("b/", "B & co")],
    ]
    assert as_text(found) == "nieuw: c/ C\nveranderd: a/ A\nverdwenen: b/ B & co\n"
    assert as_markdown(found) == (
        "## Wat er op de site verandert\n\n### Nieuw: 1\n\n- C (`c/`)\n\n### Veranderd: 1\n\n- A (`a/`)\n\n"
        "### Verdwenen: 1\n\n- B \\& co (`b/`)\n"
    )
    assert json.loads(as_json(found, "https://x.nl/"))["new"] == [{"url": "https://x.nl/c/", "title": "C"}]


@pytest.mark.parametrize("part", ["title", "text", "description"])
def test_a_page_changes_with_its_title_its_text_and_its_description(sites: Sites, part: str) -> None:
    given = {"title": "A", "text": "een", "description": "dit"}
    found = compare(*sites({"a.html": page(**given)}, {"a.html": page(**{**given, part: "anders"})}))
    assert [p.address for p in found.changed] == ["a.html"]
    assert found.framed == ()


def test_a_page_without_an_article_changes_with_all_of_it(sites: Sites) -> None:
    bare = "<title>A</title><body>een</body>"
    found = compare(*sites({"a.html": bare}, {"a.html": bare.replace("een", "twee")}))
    assert [p.address for p in found.changed] == ["a.html"]


def test_what_stands_around_every_page_is_told_once(sites: Sites) -> None:
    text = as_markdown(compare(*sites(many("menu"), many("ander menu"))))
    assert "Op alle 21 pagina’s verandert alleen wat om de tekst heen staat" in text
    assert "Pagina" not in text
    new = {**many("ander menu"), "03/index.html": page("Pagina 3 - Kennisbank", "anders", "ander menu")}
    text = as_markdown(compare(*sites(many("menu"), new)))
    assert "### Veranderd: 1\n\n- Pagina 3 (`03/`)\n" in text
    assert "Op alle 20 andere pagina’s verandert alleen" in text


def test_one_page_with_another_menu_is_one_page(sites: Sites) -> None:
    new = {**many(), "03/index.html": page("Pagina 3 - Kennisbank", "tekst", "ander menu")}
    assert "Op 1 pagina verandert alleen" in as_markdown(compare(*sites(many(), new)))


def test_when_the_text_of_every_page_changes_no_page_is_listed(sites: Sites) -> None:
    found = compare(*sites(many(), {**many(text="anders"), "nieuw/index.html": page("Nieuw - Kennisbank", "x")}))
    text = as_markdown(found)
    assert "Op alle 21 pagina’s die er al waren, verandert de tekst." in text
    assert "Pagina 3" not in text
    assert "- Nieuw (`nieuw/`)" in text
    assert as_text(found) == "nieuw: nieuw/ Nieuw\nveranderd: alle 21 pagina’s\n"


def test_a_small_site_of_which_all_changes_is_listed(sites: Sites) -> None:
    found = compare(*sites({"index.html": HOME}, {"index.html": page("Kennisbank", "hallo")}))
    assert as_text(found) == "veranderd: ./ Kennisbank\n"


def test_nothing_changes_between_a_site_and_itself(sites: Sites) -> None:
    found = compare(*sites(many(), many()))
    assert as_text(found) == "Er verandert geen pagina.\n"
    assert as_markdown(found) == "## Wat er op de site verandert\n\nGeen enkele pagina.\n"


def test_a_title_cannot_write_the_summary(sites: Sites) -> None:
    evil = "&lt;img src=x&gt; @iedereen [x](https://kwaad.nl) ](y) | `c` #1\n\n## Kop"
    text = as_markdown(compare(*sites({"index.html": HOME}, {"index.html": HOME, "e/index.html": page(evil, "x")})))
    (line,) = [line for line in text.splitlines() if "kwaad" in line]
    assert line.startswith("- \\<img src\\=x\\>") and line.endswith("(`e/`)")
    assert "@iedereen" not in line and "](" not in line.replace("\\]\\(", "") and "\n## Kop" not in text


def test_an_address_cannot_write_the_summary_either(sites: Sites) -> None:
    name = "a`](x) <b>\n/index.html"
    text = as_markdown(
        compare(*sites({"index.html": HOME}, {"index.html": HOME, name: page("A", "x")})), "https://x.nl/"
    )
    assert "- [A](<https://x.nl/a%60%5D%28x%29%20%3Cb%3E%0A/>)" in text.splitlines()


def test_a_file_name_that_is_no_text_is_an_address_all_the_same(sites: Sites) -> None:
    old, new = sites({"index.html": HOME}, {"index.html": HOME})
    Path(os.fsdecode(os.fsencode(new) + b"/\xff.html")).write_text(page("A", "x"), encoding="utf-8")
    run = macros(ROOT, "compare", str(old), str(new), "--format", "markdown")
    assert run.returncode == 0, run.stderr
    assert "- A (`%FF.html`)" in run.stdout
    assert macros(ROOT, "compare", str(old), str(new)).returncode == 0


def test_with_an_address_pages_are_links_but_those_that_are_gone_are_not(sites: Sites) -> None:
    old = {"index.html": HOME, "b/index.html": page("B", "x")}
    text = as_markdown(compare(*sites(old, {"index.html": HOME, "c/index.html": page("C", "x")})), "https://x.nl/pr/")
    assert "- [C](<https://x.nl/pr/c/>)" in text
    assert "- B (`b/`)" in text


def test_a_long_list_is_cut_with_a_count(sites: Sites) -> None:
    new = {f"{'lang-' * 20}{n:04}/index.html": page(f"{n} " + "é@" * 150, "x") for n in range(1500)}
    text = as_markdown(compare(*sites({"index.html": HOME}, {"index.html": HOME, **new})))
    assert MAX_BYTES * 0.9 < len(text.encode()) < 1_000_000
    listed = text.count("\n- ")
    assert f"- … en nog {1500 - (listed - 1)}.\n" in text


def test_what_is_no_site_is_wrong_usage(sites: Sites, tmp_path: Path) -> None:
    old, new = sites({"index.html": HOME}, {"index.html": HOME})
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotASite):
        compare(old, tmp_path / "empty")
    for arguments in ([str(old), "nergens"], [str(old)], [str(old), str(new), "--base-url", "javascript:alert(1)"]):
        run = macros(ROOT, "compare", *arguments)
        assert run.returncode == 2
        assert "Traceback" not in run.stderr
    run = macros(ROOT, "compare", str(old), str(new), "--base-url", "https://x.nl/pr", "--format", "markdown")
    assert (run.returncode, run.stdout) == (0, "## Wat er op de site verandert\n\nGeen enkele pagina.\n")


def test_a_site_built_twice_differs_in_nothing_and_a_new_entry_shows_where_it_shows(project: Project) -> None:
    """On real pages: only what says something else is changed, not every page that carries a menu."""
    root = project(SMALL)
    assert macros(root, "build").returncode == 0
    shutil.copytree(root / "site", root / "was")
    assert macros(root, "build").returncode == 0
    assert macros(root, "compare", "was", "site").stdout == "Er verandert geen pagina.\n"
    (root / "content/communities/nieuw.yml").write_text(
        SMALL["communities/werf.yml"].replace("De Werf", "De Nieuwe").replace("part_of: tuin\n", ""), encoding="utf-8"
    )
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    found = compare(root / "was", root / "site")
    assert [(p.address, p.title) for p in found.new] == [("communities/nieuw/", "‘De Nieuwe’")]
    changed = {p.address for p in found.changed}
    assert {"", "communities/"} <= changed
    assert not changed & {"communities/werf/", "tools/", "tools/spiegel/", "verhalen/"}
    assert found.gone == ()

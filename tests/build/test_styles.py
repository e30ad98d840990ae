"""The style sheets: the theme's without what no page has, and each page with those that what stands on it asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.assets.styles import UNUSED, needs_of, of_theme, sheets, with_needed, without_unused
from tests.conftest import ROOT

_CLASSES = re.compile(r'\bclass="([^"]*)"')
_STYLED = re.compile(r"\.(kb-[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def test_rules_of_what_is_not_used_go_and_all_else_stays_as_it_is() -> None:
    assert without_unused(".a,.md-search__x,.b:is(.c,.d){x:y}") == ".a,.b:is(.c,.d){x:y}"
    assert without_unused("@media print{.md-tooltip{x:y}}.a{b:c}") == ".a{b:c}"
    assert without_unused("[dir=rtl] .a{x:y}.a:not(.md-search){x:y}") == ".a:not(.md-search){x:y}"
    assert without_unused("@keyframes k{0%{x:y}to{x:z}}") == "@keyframes k{0%{x:y}to{x:z}}"
    kept = """@charset "UTF-8";html{a:b}.c:after{content:"}";d:url('{')}@media screen{.e{f:g}}"""
    assert without_unused(kept) == kept


def test_a_sign_that_nothing_draws_any_more_goes() -> None:
    css = ":root{--md-a-icon:url('x');--md-b-icon:url('y')}.a{mask:var(--md-b-icon)}.md-search{mask:var(--md-a-icon)}"
    assert of_theme(css) == ":root{--md-b-icon:url('y')}.a{mask:var(--md-b-icon)}"


def test_a_sheet_comes_to_pages_that_have_what_it_asks_for_and_the_last_one_comes_last() -> None:
    texts = {
        "css/base.css": ".a{b:c}",
        "css/map.css": "/* With: kb-map <kb-x.\n Maps. */ .kb-map{b:c}",
        "css/print.css": ".p{q:r}",
    }
    made = sheets(".t{u:v}", texts)
    assert [(one.path.rpartition("/")[2], one.text, one.needs) for one in made] == [
        ("kennisbank.css", ".t{u:v}.a{b:c}", ""),
        ("map.css", ".kb-map{b:c}", "kb-map <kb-x"),
        ("print.css", ".p{q:r}", ""),
    ]
    link = '<link rel="stylesheet" href="map.css" data-with="kb-map &lt;kb-x">'
    assert needs_of(link) == {"kb-map", "<kb-x"}
    assert with_needed(f"{link}<body><kb-x></kb-x>") == '<link rel="stylesheet" href="map.css"><body><kb-x></kb-x>'
    assert with_needed(f"{link}<body>") == "<body>"
    assert with_needed(f"{link}<body>", frozenset({"kb-map"})) == '<link rel="stylesheet" href="map.css"><body>'


@pytest.mark.build
def test_no_page_has_what_the_theme_styles_no_more(real_site: Path) -> None:
    for file in real_site.rglob("*.html"):
        classes = {name for found in _CLASSES.findall(file.read_text("utf-8")) for name in found.split()}
        assert not [name for name in classes if UNUSED.search(f".{name}")], file


@pytest.mark.build
def test_each_page_has_the_sheets_of_the_classes_on_it(real_site: Path) -> None:
    named = (ROOT / "mkdocs.yml").read_text("utf-8").partition("extra_css:")[2].partition("extra_javascript:")[0]
    paths = [line.strip(" -") for line in named.splitlines() if line.strip()]
    folders = [ROOT / "docs", ROOT / "overrides"]
    texts = {path: next(one / path for one in folders if (one / path).exists()).read_text("utf-8") for path in paths}
    made = {one.path: set(_STYLED.findall(_COMMENT.sub("", one.text))) for one in sheets("", texts)}
    everywhere = {one.path for one in sheets("", texts) if not one.needs}
    styled = set().union(*made.values())
    for file in real_site.rglob("*.html"):
        page = file.read_text("utf-8")
        classes = {name for found in _CLASSES.findall(page) for name in found.split()}
        here = set().union(*(made[path] for path in made if path in everywhere or path in page))
        if "kennisbank.css" in page:
            assert not (classes & styled) - here, file


@pytest.mark.build
def test_every_pictogram_that_a_page_leaves_to_the_styles_is_drawn_there(real_site: Path) -> None:
    """One without a drawing is a filled square."""
    drawn = set(re.findall(r"\.(kb-icon--[\w-]+)\{", (real_site / "assets/css/kennisbank.css").read_text("utf-8")))
    asked = {
        name
        for file in (*real_site.rglob("*.html"), *real_site.rglob("*.mjs"))
        for name in re.findall(r"kb-icon--[\w-]+", file.read_text("utf-8"))
    }
    assert len(asked) > 10
    assert asked <= drawn

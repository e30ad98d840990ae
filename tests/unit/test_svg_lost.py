"""Drawings as programs write them: what a stylesheet says is kept, and what nobody would see is an error."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.images.css_rules import MAX_TESTS, rules_in
from macros.images.images import find_images
from macros.images.svg import clean
from macros.images.svg_nodes import SvgError
from tests.conftest import ROOT

CASES = ROOT / "tests/cases/images"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(css: str, body: str) -> list[dict[str, str]]:
    """The attributes of all elements of a drawing with this stylesheet, but of the drawing itself."""
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" id="top" viewBox="0 0 9 9"><style>{css}</style>{body}</svg>'
    return [dict(element.attrib) for element in ElementTree.fromstring(clean(raw.encode()).data).iter()][1:]


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [("mermaid", 1, "‘Start’"), ("drawio", 7, "‘Samen leren’"), ("flowed-text", 2, "‘Tekst uit een oude Inkscape’"),
     ("picture-in-a-drawing", 2, "een afbeelding")],
)  # fmt: skip
def test_text_and_pictures_that_fall_away_are_an_error_with_their_place(
    tmp_path: Path, name: str, line: int, said: str
) -> None:
    (tmp_path / "content/images").mkdir(parents=True)
    shutil.copy(CASES / "lost" / f"{name}.svg", tmp_path / "content/images")
    found, unusable, problems = find_images(tmp_path)
    assert (found, unusable) == ({}, {f"{name}.svg"})
    (problem,) = problems
    assert (problem.code, problem.severity, problem.line) == ("image-lost", "error", line)
    assert said in problem.message and "PNG" in problem.hint


def test_a_text_that_also_stands_there_as_text_is_not_lost() -> None:
    body = '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Dag</p></foreignObject>{}</switch>'
    for other, lost in (("<text>Dag</text>", 0), ("<g/>", 1), ("", 1)):
        raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body.format(other)}</svg>'
        assert len(clean(raw.encode()).lost) == lost


@pytest.mark.parametrize(
    ("css", "fill"),
    [
        ("rect{fill:red}", "red"), (".a{fill:red}", "red"), ("#r{fill:red}", "red"), ("*{fill:red}", "red"),
        ("g rect{fill:red}", "red"), ("svg g.b > rect.a{fill:red}", "red"), ("#top > rect{fill:red}", None),
        ("#top rect{fill:red}", "red"), ("[data-x]{fill:red}", "red"), ("[data-x='1']{fill:red}", "red"),
        ("[data-x='2']{fill:red}", None), ("rect:hover{fill:red}", None), (":root rect{fill:red}", "red"),
        ("rect:root{fill:red}", None), ("circle,rect{fill:red}", "red"), ("rect{fill:red", "red"),
        ("rect{fill:red}g rect{fill:blue}", "blue"), ("g rect{fill:blue}rect{fill:red}", "blue"),
        (".a{fill:blue}g g rect{fill:red}", "blue"), ("#r{fill:blue}.a.a{fill:red}", "blue"),
        ("rect{fill:blue!important}#r{fill:red}", "blue"), ("rect{fill:red}rect{fill:blue}", "blue"),
        ("/* rect{fill:red} */", None), ("g g > rect{fill:red}", None), ("g > rect, i{fill:red}", "red"),
        ("@media print{rect{fill:red}}", None), ("@keyframes x{to{fill:red}}rect{fill:blue}", "blue"),
        ('[data-x="{"]{fill:red}rect{fill:blue}', "blue"),
    ],
)  # fmt: skip
def test_a_rule_goes_where_a_browser_lets_it_go(css: str, fill: str | None) -> None:
    _, rect = drawn(css, '<g class="b"><rect id="r" class="a" data-x="1"/></g>')
    assert rect.get("fill") == fill


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("rect:nth-child(2){fill:red}", True), ("circle:nth-child(2){fill:red}", False), ("g + rect{fill:red}", True),
        ("rect:not(.a){margin:0}", False), ("@media (width > 9px){rect{fill:red}}", True), ("@import 'x.css';", True),
        ("rect{.a{fill:red}}", True), ("rect{animation:x 1s}", True), ("circle{animation:x 1s}", False),
    ],
)  # fmt: skip
def test_a_rule_that_may_have_coloured_something_is_told(css: str, told: bool) -> None:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{css}</style><rect/></svg>'
    assert bool(clean(raw.encode()).removed) == told


def test_what_sets_several_things_at_once_is_written_out() -> None:
    text, path = drawn("text{font:italic bold 14px/1.2 Arial, serif}path{marker:url(#m)}", "<text/><path/>")
    assert text == {"font-style": "italic", "font-weight": "bold", "font-size": "14px", "font-family": "Arial, serif"}
    assert path == dict.fromkeys(("marker-start", "marker-mid", "marker-end"), "url(#m)")


def test_rules_that_ask_for_more_work_than_a_drawing_needs_are_refused() -> None:
    count = MAX_TESTS // 2_000 + 1
    with pytest.raises(SvgError, match="te veel regels"):
        drawn("rect{fill:red}" * count, "<rect/>" * 2_000)
    assert len(drawn("rect{fill:red}" * (count // 2), "<rect/>" * 2_000)) == 2_000


def test_a_stylesheet_is_read_to_its_end_however_it_is_written() -> None:
    assert list(rules_in("a{b}c;d{e{f}g}}h{'}'}i{")) == [
        ("a", "b"), ("c", ""), ("d", "e{f}g"), ("}h", "'}'"), ("i", ""),
    ]  # fmt: skip

"""Contributors' Markdown: harmless, and still all that a writer needs."""

from __future__ import annotations

import pytest

from macros.markdown.prose import Picture, Prose
from macros.markdown.sanitiser import losses


def html(text: str) -> str:
    links = {"../tools/spiegel.yml": "../../tools/spiegel/"}
    return Prose().html(text, links.get)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gewone tekst, met komma’s (en haakjes).", "<p>Gewone tekst, met komma’s (en haakjes).</p>"),
        ("Een 'citaat' & meer < dan", "<p>Een 'citaat' &amp; meer &lt; dan</p>"),
        ("# Kop", '<h2 id="kop-kop">Kop</h2>'),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("Nodig:\n- hout\n- lijm", "<p>Nodig:</p>\n<ul>\n<li>hout</li>\n<li>lijm</li>\n</ul>"),
        ("Stappen:\n1. bel\n2. bouw", "<p>Stappen:</p>\n<ol>\n<li>bel</li>\n<li>bouw</li>\n</ol>"),
        ("Het begon in\n2019. Daarna niet.", "<p>Het begon in\n2019. Daarna niet.</p>"),
        ("- een\n  loopt door\n- twee", "<ul>\n<li>een\nloopt door</li>\n<li>twee</li>\n</ul>"),
        ("[naar](../tools/spiegel.yml)", '<p><a href="../../tools/spiegel/" rel="noopener">naar</a></p>'),
        ("{{ 6*7 }} {% raw %}", "<p>{{ 6*7 }} {% raw %}</p>"),
    ],
)
def test_markdown_becomes_html(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("| a | b |\n|:-:|---|\n| 1 | 2 |", '<th style="text-align:center">a</th>'),
        ("Zin[^1].\n\n[^1]: Noot.", 'class="footnote-ref"'),
        ("> [!TIP]\n> Doe dit.", '<div class="admonition tip">\n<p class="admonition-title">Tip</p>\n<p>Doe dit.</p>'),
        ("```\ncode\n```", "<code>code"),
        ("```python\ndef f(): pass\n```", '<span class="k">def</span>'),
        ("- [x] gedaan\n- [ ] nog niet", 'class="kb-task kb-task--done" role="img" aria-label="gedaan"></span> gedaan'),
        ("H<sub>2</sub>O en ~~weg~~", "H<sub>2</sub>O en <del>weg</del>"),
        ("<kbd>Ctrl</kbd> en <mark>geel</mark>", "<p><kbd>Ctrl</kbd> en <mark>geel</mark></p>"),
        ("**vet** en *schuin*", "<strong>vet</strong> en <em>schuin</em>"),
    ],
)
def test_what_writers_need_stays(text: str, part: str) -> None:
    assert part in html(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">x</p>',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<iframe src='https://voorbeeld.nl'></iframe>",
        "<form action='https://voorbeeld.nl'><input></form>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed">x</p>',
        "<base href='https://voorbeeld.nl'>",
        "<meta http-equiv=refresh content=0>",
        '<div id="__config" class="md-header">x</div>',
        "<svg onload=alert(1)>",
    ],
)
def test_what_loads_runs_or_submits_is_gone(text: str) -> None:
    shown = html(text).lower()
    for part in ("<script", "onerror", "onclick", "onload", "javascript:", "data:", "<iframe", "<form", "<input",
                 "<style", "position", "<base", "<meta", "<svg", "<img", "__config", "md-header"):  # fmt: skip
        assert part not in shown, shown


def find(src: str) -> Picture | None:
    return Picture("../../images/tuin.png", 640, 480) if src == "../images/tuin.png" else None


def test_an_image_of_our_own_gets_its_address_and_size() -> None:
    shown = Prose().html("Kijk: ![Een tuin](../images/tuin.png)", lambda link: None, find)
    assert shown == (
        '<p>Kijk: <img alt="Een tuin" height="480" loading="lazy" src="../../images/tuin.png" width="640"></p>'
    )


def test_an_image_with_a_title_alone_in_its_paragraph_has_a_caption() -> None:
    shown = Prose().html('![Een tuin](../images/tuin.png "De tuin in mei")', lambda link: None, find)
    assert shown.startswith("<figure><img ") and "<figcaption>De tuin in mei</figcaption></figure>" in shown


@pytest.mark.parametrize(
    "text",
    [
        "![Een tuin](https://voorbeeld.nl/tuin.png)",
        "![Een tuin](../images/iets-anders.png)",
        '<img src="../../images/tuin.png" alt="x">',
        '<img src="https://voorbeeld.nl/x.png">',
        "![x](data:image/png;base64,AAAA)",
    ],
)
def test_no_other_image_is_loaded(text: str) -> None:
    assert "<img" not in Prose().html(text, lambda link: None, find)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("3 < 4 <!-- niet tonen -->", []),
        ('<td style="text-align:center">1</td><input type="checkbox" checked>', []),
        ('<img src="../images/tuin.png" alt="x" width="3">', []),
        ("<script>x</script>", [("tag", "script")]),
        ("<p onclick=x>a</p>", [("handler", "onclick")]),
        ('<p style="color:red">a</p>', [("style", "style")]),
        ('<a href="&#106;avascript:x">a</a>', [("address", "javascript:x")]),
        ('<a href="java\tscript:x">a</a>', [("address", "java\tscript:x")]),
        ("Vul <naam> in", [("tag", "naam")]),
        ("<img src=//voorbeeld.nl/x.png onerror=x>", [("image", "//voorbeeld.nl/x.png")]),
        ("<input type=text>", [("tag", "input")]),
        ('<p id="__config">a</p>', [("attribute", "id")]),
    ],
)
def test_what_the_site_takes_out_is_known(text: str, lost: list[tuple[str, str]]) -> None:
    assert [(loss.kind, loss.name) for _, loss in losses(text)] == lost


def test_footnotes_of_two_texts_on_a_page_lead_to_their_own_note() -> None:
    prose = Prose()
    prose.start_page()
    first, second = (prose.html("Zin[^1].\n\n[^1]: Noot.", lambda link: None) for _ in range(2))
    assert 'href="#fn:1-1"' in first and '<li id="fn:1-1">' in first and '<sup id="fnref:1-1">' in first
    assert 'href="#fn:2-1"' in second and 'id="fn:1-1"' not in second
    assert "Terug naar de tekst bij noot 1" in first
    prose.start_page()
    assert prose.html("Zin[^1].\n\n[^1]: Noot.", lambda link: None) == first, "the same on every page"


def test_what_is_nested_beyond_reason_comes_out_as_text() -> None:
    assert html("> " * 5_000 + "a").startswith("<pre>&gt; &gt;")


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    prose = Prose()
    prose.html("[a]: https://voorbeeld.nl\n\nZie [a].[^1]\n\n[^1]: Noot", lambda link: None)
    assert prose.html("Zie [a].[^1]", lambda link: None) == "<p>Zie [a].[^1]</p>"

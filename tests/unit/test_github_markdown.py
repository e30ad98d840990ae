"""What a writer sees in GitHub's preview is what the site shows; what neither shows as meant is told."""

from __future__ import annotations

import re
from datetime import date

import pytest

from macros.checking.check import check
from macros.markdown.links import links_in
from macros.markdown.prose import Prose
from macros.markdown.tree import MAX_DEPTH, parse
from macros.slips.texts import remarks
from macros.views.viewer import Viewer
from tests.conftest import Project
from tests.small import SMALL


def html(text: str) -> str:
    return Prose().html(text, lambda link: None)


def shape(text: str) -> str:
    """The HTML without white space between its tags."""
    return re.sub(r">\s+<", "><", html(text)).replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a\n  - b\n- c", "<ul><li>a <ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   - b", "<ol><li>a <ul><li>b</li></ul></li></ol>"),
        ("1. a\n\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("#woord", "<p>#woord</p>"),
        ("regel\\\nmeer", "<p>regel<br> meer</p>"),
        ("zin\n```\nx\n```", '<p>zin</p><div class="highlight"><pre><span></span><code>x </code></pre></div>'),
        ("~~weg~~ en ~weg~", "<p><del>weg</del> en <del>weg</del></p>"),
        ("<details>\n<summary>Meer</summary>\n\n- *a*\n\n</details>",
         "<details><summary>Meer</summary><ul><li><em>a</em></li></ul></details>"),
        ("www.voorbeeld.nl", '<p><a href="http://www.voorbeeld.nl" rel="noopener">www.voorbeeld.nl</a></p>'),
        ("Zie https://voorbeeld.nl/a_(b).",
         '<p>Zie <a href="https://voorbeeld.nl/a_(b)" rel="noopener">https://voorbeeld.nl/a_(b)</a>.</p>'),
        ("Klaar :tada:", "<p>Klaar 🎉</p>"),
        ("`a|b`", "<p><code>a|b</code></p>"),
    ],
)  # fmt: skip
def test_a_text_is_shown_as_github_shows_it(text: str, shown: str) -> None:
    assert shape(text) == shown


def test_a_table_may_stand_right_below_a_paragraph() -> None:
    assert shape("zin\n\n| a | b |\n| --- | :-: |\n| 1 | 2 \\| 3 |").endswith(
        '<tbody><tr><td>1</td><td style="text-align:center">2 | 3</td></tr></tbody></table>'
    )
    assert shape("Aantallen:\n| a |\n| --- |\n| 1 |").startswith("<p>Aantallen:</p><table>")


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("NOTE", "note", "Goed om te weten"),
        ("TIP", "tip", "Tip"),
        ("IMPORTANT", "info", "Belangrijk"),
        ("WARNING", "warning", "Let op"),
        ("CAUTION", "danger", "Pas op"),
    ],
)
def test_an_alert_is_a_box_with_a_dutch_name(name: str, kind: str, label: str) -> None:
    assert shape(f"> [!{name}]\n> - a") == (
        f'<div class="admonition {kind}"><p class="admonition-title">{label}</p><ul><li>a</li></ul></div>'
    )


def test_a_note_has_its_number_whatever_it_is_called() -> None:
    shown = shape("Zin[^a.b:*c] en[^2] en[^A.B:*C].\n\n[^2]: Twee.\n\n[^a.b:*c]: Een.\n\n    Meer.")
    assert 'id="fnref:1-1"><a class="footnote-ref" href="#fn:1-1"' in shown
    assert 'id="fnref2:1-1"><a class="footnote-ref" href="#fn:1-1"' in shown
    first = shown[shown.index('<li id="fn:1-1">') : shown.index('<li id="fn:1-2">')]
    assert first.startswith('<li id="fn:1-1"><p>Een.</p><p>Meer.') and first.count("footnote-backref") == 2
    assert 'title="Terug naar de tekst bij noot 2"' in shown


def test_headings_have_the_anchors_that_github_gives_them() -> None:
    prose = Prose()
    text = "[naar](#wat-ze-deden-in-één-dag) [weg](#elders)\n\n## Wat ze *deden*, in één dag!\n\n## Wat ze deden in één dag"
    shown = prose.html(text, lambda link: None)
    assert re.findall('<h2 id="([^"]+)', shown) == ["kop-wat-ze-deden-in-één-dag", "kop-wat-ze-deden-in-één-dag-1"]
    assert prose.html("## Wat ze deden in één dag", lambda link: None).startswith(
        '<h2 id="kop-wat-ze-deden-in-één-dag-2"'
    )
    prose.start_page()
    assert prose.html(text, lambda link: None) == shown


def test_a_text_that_goes_too_deep_is_known_before_anyone_walks_it() -> None:
    assert parse("> " * (MAX_DEPTH - 2) + "a") is not None
    assert parse("> " * (MAX_DEPTH + 2) + "a") is None


@pytest.mark.parametrize(
    "text",
    [
        "één [x *y*](../tools/x.yml 'T') **a** `c` <https://a.nl> www.b.nl <a href='q'>w</a>",
        "> - é [a](b)\n>   en [c\n>   d](e) `q`\n> lui [f](g)",
        "| a | b \\| c [l](m) |\n|---|---|\n| `x\\|y` [n](o) | é [r](s) |",
        "\tcode\n\n1. [a](b)\r\n2. [c](d)",
        "[a][b] [b] zin[^1]\n\n[b]: ../tools/q.yml 'T'\n[^1]: Noot [z](w)",
        "> [!TIP]\n> [a](b)",
    ],
)
def test_every_part_of_a_text_knows_where_it_stands(text: str) -> None:
    tree = parse(text)
    assert tree is not None
    for node in tree.walk():
        written = text[node.start : node.end]
        if node.kind == "Link":
            assert written[0] in "[<w" and written[-1] in ")]>l", written
        elif node.kind == "Code":
            assert written[0] == written[-1] == "`"
        elif node.kind == "Text" and "\\" not in written:
            assert written == node.value
    for link in links_in(text):
        assert text.startswith(link.target, link.start) or link.target == "http://www.b.nl", link


def told(text: str) -> list[tuple[str, str, str]]:
    """The code of each remark, what it points at, and the text as it should be."""
    tree = parse(text)
    assert tree is not None
    found = []
    for one in sorted(remarks(text, tree, list(links_in(text, tree))), key=lambda one: one.start):
        mended = text[: one.start] + text[one.start :].replace(one.fix.old, one.fix.new, 1) if one.fix else ""
        found.append((one.code, text[one.start :][:12].partition("\n")[0], mended))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zin[^9].", ("almost", "[^9].", "")),
        ("Zin[^noot 2].", ("almost", "[^noot 2].", "")),
        ("Zie [daar][nergens].", ("almost", "[daar][nerge", "")),
        ("Zie [daar][bron] en [a][bronn].\n\n[bronn]: https://a.nl", ("almost", "[daar][bron]", "Zie [daar][bronn] en [a][bronn].\n\n[bronn]: https://a.nl")),
        ("Zie [daar][https://a.nl].", ("almost", "[daar][https", "Zie [daar](https://a.nl).")),
        ("Zie [[Spiegel]].", ("almost", "[[Spiegel]].", "")),
        ("## Kop {#kop}", ("almost", " {#kop}", "## Kop")),
        ("Zin\n{ .groot }", ("almost", "{ .groot }", "Zin\n")),
        ("!!! tip\n    Doe dit.", ("almost", "!!! tip", "")),
        ("Zuiver H~2~O.", ("almost", "~2~O.", "Zuiver H<sub>2</sub>O.")),
        ("#Kop\n\nZin.", ("almost", "#Kop", "# Kop\n\nZin.")),
        ("Zin.\n\n#Kop", ("almost", "#Kop", "Zin.\n\n# Kop")),
        ("•\tlaarzen", ("almost", "•\tlaarzen", "- laarzen")),
        ("Zie (dit)[https://a.nl].", ("almost", "(dit)[https:", "Zie [dit](https://a.nl).")),
        ("Zie [dit] (https://a.nl).", ("almost", "[dit] (https", "Zie [dit](https://a.nl).")),
        ("```mermaid\nx\n```", ("almost", "```mermaid", "")),
        ("$$a = b$$", ("almost", "$$a = b$$", "")),
        ("| a |\n| --- |\n| 1 | twee |", ("lost", " twee |", "")),
        ("Zin.\n\n##\n\nZin.", ("lost", "##", "")),
        ("Zin.\n\n[^1]: Een noot.", ("lost", "[^1]: Een no", "")),
        ("Zin. \n\n<!-- vergeten\n\nDe rest.", ("lost", "<!-- vergete", "")),
        ("<iframe src='https://a.nl'></iframe>", ("lost", "<iframe src=", "")),
        ("![Een dak](https://github.com/user-attachments/assets/1)", ("image-elsewhere", "https://gith", "")),
        ('Zie <img width="9" alt="dak" src="https://github.com/user-attachments/assets/1" />', ("image-elsewhere", "https://gith", "")),
        ("![Een dak](data:image/png;base64,AAAA)", ("image-elsewhere", "data:image/p", "")),
        ("Zie [daar]().", ("lost", "[daar]().", "")),
        ("Zie [](https://a.nl).", ("lost", "https://a.nl", "")),
        ("<center>a</center>", ("removed", "<center>a</c", "")),
        ("a <b onclick='x'>b</b>", ("removed", "onclick='x'>", "")),
        ("[a](javascript:x)", ("removed", "javascript:x", "")),
        ("![](../images/a.png)", ("image-alt", "![](../image", "")),
        ("<img src=../images/a.png>", ("image-alt", "../images/a.", "")),
    ],
)  # fmt: skip
def test_what_does_not_come_out_as_meant_is_told_where_it_stands(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Zie bron [3][4] en [sic].",
        "`[[x]]`, `[^9]` en `{#id}`\n\n```\n[a][nergens]\n• punt\n| a |\n```",
        "\\[\\[x\\]\\] en \\[^9\\]",
        "| a | b |\n| --- | --- |\n| 1 \\| 2 | `x` |\n| een |\n| 1 | 2 | |",
        "Zin[^1].\n\n[^1]: Zie [a](b) en `c`.",
        "> [!TIP]\n> Doe dit.",
        "Het kost $5 en $6.",
        "Van 10:30:00 tot ~11 uur en ~12 uur.",
        "{accolades} en f(x) [a]",
        "<!-- een opmerking --> zin <sub>2</sub>",
        "![Een dak](../images/dak.jpg 'Het dak')",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_link_to_a_heading_of_another_entry_keeps_its_heading(project: Project) -> None:
    story = SMALL["stories/hoe.md"]
    tuin = SMALL["communities/tuin.yml"] + 'notes: ["## Wat ze deden"]\n'
    story = f"{story}\nZie [daar](../communities/tuin.yml#wat-ze-deden).\n"
    root = project({**SMALL, "communities/tuin.yml": tuin, "stories/hoe.md": story})
    library = check(root).library
    assert library is not None
    view = Viewer(library, date(2026, 1, 1)).entry(library.entry("stories", "hoe"))
    body = view.fields["body"].items[0].html
    assert '<a href="../../communities/tuin/#kop-wat-ze-deden" rel="noopener">daar</a>' in body

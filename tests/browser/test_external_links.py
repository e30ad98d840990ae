"""Links that lead to another site: what a reader sees and hears, and what the other site learns."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from macros.frames.external_links import mark, mark_external_links
from tests.conftest import Open, Project, macros, serve

REL = 'rel="external noopener noreferrer"'
MARK = '<span class="kb-external-link" aria-hidden="true">&nbsp;&nbsp;</span><span class="kb-external-link__text"> (andere site)</span>'


def test_a_link_elsewhere_gets_a_mark_behind_its_words_and_tells_nothing_of_ours() -> None:
    assert mark('<a href="https://a.nl">A</a>.') == f'<a href="https://a.nl" {REL}>A{MARK}</a>.'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<a class='x' href='https://a.nl' title='1 > 0'>", f"<a class='x' href='https://a.nl' title='1 > 0' {REL}>"),
        ("<A HREF=https://a.nl>", f"<a HREF=https://a.nl {REL}>"),
        ('<a\nhref = "https://a.nl"\nid="b"\n>', f'<a\nhref = "https://a.nl"\nid="b" {REL}>'),
        ('<a href="//a.nl">', f'<a href="//a.nl" {REL}>'),
        ('<a href="/\\a.nl">', f'<a href="/\\a.nl" {REL}>'),
        ('<a href=" \thTTps://a.nl">', f'<a href=" \thTTps://a.nl" {REL}>'),
        ('<a href="ht&#116;ps://a.nl">', f'<a href="ht&#116;ps://a.nl" {REL}>'),
        ('<a href="ht&#10;tps://a.nl">', f'<a href="ht&#10;tps://a.nl" {REL}>'),
        ('<a href="https://a.nl" href="./b">', f'<a href="https://a.nl" href="./b" {REL}>'),
    ],
)
def test_a_link_elsewhere_is_known_in_every_way_to_write_it(written: str, shown: str) -> None:
    assert mark(f"{written}A</a>") == f"{shown}A{MARK}</a>"


@pytest.mark.parametrize(
    ("rel", "kept"),
    [
        ('rel="noopener"', "external noopener noreferrer"),
        ("rel='license'", "external license noopener noreferrer"),
        ("REL=nofollow", "external nofollow noopener noreferrer"),
        ('rel="a&quot; onclick=&quot;b"', "a&#34; external noopener noreferrer onclick=&#34;b"),
    ],
)
def test_what_a_link_said_of_itself_stays_said(rel: str, kept: str) -> None:
    for tag in (f'<a {rel} href="https://a.nl">', f'<a href="https://a.nl" {rel}>'):
        found = mark(f"{tag}A</a>")
        assert found.count("rel=") == 1 and f'rel="{kept}"' in found


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../tools/">A</a>',
        '<a href="#kop">A</a>',
        '<a id="plek">A</a>',
        '<a href="https://ons.nl/over/">A</a>',
        '<a href="./b" href="https://a.nl">A</a>',
        '<a data-href="https://a.nl">A</a>',
        '<abbr title="x" href="https://a.nl">A</abbr>',
        '<!-- <a href="https://a.nl">A</a> -->',
        '<script type="application/json">"<a href=\'https://a.nl\'>A</a>"</script>',
        '<textarea><a href="https://a.nl">A</a></textarea>',
        """<p title='<a href="https://a.nl">A</a>'>A</p>""",
        "href=",
    ],
)
def test_what_does_not_lead_elsewhere_stays_as_it_was(html: str) -> None:
    assert mark(html, "https://ons.nl/") == html


@pytest.mark.parametrize("classes", ["kb-button kb-button--wide", "md-content__button md-icon"])
def test_a_button_says_by_itself_where_it_leads_and_tells_nothing_of_ours(classes: str) -> None:
    button = f'<a class="{classes}" href="https://a.nl">Naar de tool</a>'
    assert mark(button) == button.replace(">Naar", f" {REL}>Naar")


def test_marking_twice_marks_once() -> None:
    once = mark('<p><a href="https://a.nl"><b>A</b></a> <a href="b">B</a> <a href="https://c.nl">C</a></p>')
    assert once.count(MARK) == 2
    assert mark(once) == once


def test_a_link_without_an_end_is_marked_where_the_next_begins() -> None:
    assert mark('<a href="https://a.nl">A <a href="b">B</a>').count(MARK) == 1


def test_only_what_the_page_says_is_marked_not_the_frame_around_it() -> None:
    link = '<a href="https://a.nl">A</a>'
    page = (
        f'{link}<article class="md-content__inner md-typeset">{link}</article><footer class="md-footer">{link}</footer>'
    )
    assert (
        mark_external_links(page)
        == f"{link}{page[len(link) : -len(link) - 9].replace(link, mark(link))}{link}</footer>"
    )
    assert mark_external_links(link) == link


STORY = """---
title: Het verhaal
summary: Een kort verhaal over een proef.
sources:
  - publication: Het boek
    where: blz. 1
    url: https://boek.example/1
checked: 2026-01-01
---
Lees [het stuk](https://stuk.example/) of [de tools](../tools/de-tool.yml).

| Wie | Waar |
|---|---|
| Zij | [daar](https://tabel.example/) |
"""
TOOL = """title: De tool
summary: Een tool om mee te beginnen.
scope: breder
evidence: niet-beoordeeld
link: https://tool.example/
what: Zie [de makers](https://makers.example/).
more_links:
  - text: Het formulier
    url: https://formulier.example/
sources:
  - publication: Boek
    where: blz. 1
checked: 2026-01-01
"""


def test_links_are_marked_in_texts_tables_sources_and_lists_and_not_in_the_search(project: Project) -> None:
    root = project({"stories/het-verhaal.md": STORY, "tools/de-tool.yml": TOOL})
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    story = (root / "site/verhalen/het-verhaal/index.html").read_text(encoding="utf-8")
    tool = (root / "site/tools/de-tool/index.html").read_text(encoding="utf-8")
    for page, address in (
        (story, "stuk"), (story, "tabel"), (story, "boek"), (tool, "makers"), (tool, "formulier"),
    ):  # fmt: skip
        assert re.search(rf'<a href="https://{address}\.example/[^>]*{REL}>[^<]*{re.escape(MARK)}</a>', page), address
    assert not [
        file for file in (root / "site/search").rglob("*.*") if "(andere site)" in file.read_text(encoding="utf-8")
    ]
    assert re.search(rf'<a class="kb-button[^>]*tool\.example/" {REL}>', tool)


def test_a_reader_sees_an_arrow_and_hears_the_words(open_page: Open) -> None:
    page = open_page("over/")
    link = page.get_by_role("main").get_by_role("link", name="CC BY 4.0 (andere site)", exact=True)
    expect(link).to_have_attribute("rel", "external noopener noreferrer")
    arrow = link.locator("[aria-hidden=true]").bounding_box()
    words = link.get_by_text("(andere site)").bounding_box()
    assert arrow and arrow["width"] > 8 and arrow["height"] > 8
    assert words and words["width"] <= 1 and words["height"] <= 1
    inside = page.get_by_role("main").get_by_role("link", name="wat een learning community is", exact=True)
    expect(inside).to_be_visible()


def test_an_arrow_stays_on_the_line_of_the_last_word(open_page: Open) -> None:
    page = open_page("over/privacy/", width=320)
    apart = page.evaluate(
        """() => [...document.querySelectorAll("a:has(> .kb-external-link)")].filter((link) => {
          const range = document.createRange();
          const text = link.firstChild;
          range.setStart(text, text.length - 1);
          range.setEnd(text, text.length);
          const letter = range.getBoundingClientRect();
          const arrow = link.querySelector(".kb-external-link").getBoundingClientRect();
          return arrow.bottom < letter.top || arrow.top > letter.bottom;
        }).length"""
    )
    assert page.locator("a:has(> .kb-external-link)").count() >= 4
    assert apart == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_site_does_not_learn_where_somebody_came_from(open_page: Open, project: Project) -> None:
    root = project({"stories/het-verhaal.md": STORY, "tools/de-tool.yml": TOOL})
    assert macros(root, "build").returncode == 0
    page = open_page("verhalen/het-verhaal/", root=serve(root / "site"), fail_on_complaints=False)
    asked: list[dict[str, str]] = []
    page.context.route("https://stuk.example/**", lambda route: (asked.append(route.request.headers), route.abort())[1])
    with page.context.expect_event("requestfailed", lambda request: "stuk.example" in request.url):
        page.get_by_role("link", name="het stuk").click()
    assert asked and "referer" not in asked[0]

"""Words that explain themselves where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from macros.checking.check import check
from macros.pages.glossary import Glossary
from tests.conftest import Open, Project, macros

TERMS = {
    "terms/civ.yml": "title: CIV\naliases: [Centrum voor Innovatief Vakmanschap, CIV’s]\n"
    "summary: Een samenwerking van mbo-scholen met bedrijven of overheden.\n",
    "terms/fieldlab.yml": "title: Fieldlab\nsummary: Een plek waar bedrijven iets nieuws beproeven & leren.\n",
    "terms/lab.yml": "title: Lab\nsummary: Een ruimte om proeven te doen, met <b>apparatuur</b>.\n",
    "terms/middelen.yml": "title: Middelen (Purpose Case)\nsummary: Wat er nodig is om de samenwerking te laten werken.\n",
    "terms/euro.yml": "title: Euro\nsummary: De munt waarmee we in Nederland betalen.\n",
    "terms/amp.yml": "title: Amp\nsummary: Een versterker voor een gitaar op het podium.\n",
    "terms/o-en-o.yml": "title: O&O-fonds\nsummary: Potje van een bedrijfstak om mensen op te leiden.\n",
}
TAIL = "sources:\n  - publication: Ons woordenboek (2026)\n    where: blz. 1\nchecked: 2026-09-01\n"
Explain = Callable[[str], str]


@pytest.fixture
def explain(project: Project) -> Explain:
    """The explaining of one piece of HTML, with the words that it explained between brackets."""
    library = check(project({name: text + TAIL for name, text in TERMS.items()})).library
    assert library is not None
    glossary = Glossary(library)

    def shown(html: str) -> str:
        found = glossary.explain(html, "../")
        return re.sub(r"<kb-term><a [^>]*>(.*?)</a><span [^>]*>.*?</span></kb-term>", r"[\1]", found, flags=re.DOTALL)

    shown.raw = glossary.explain  # type: ignore[attr-defined]
    return shown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Een CIV en nog een CIV.</p>", "<p>Een [CIV] en nog een CIV.</p>"),
        ("<p>Twee CIV’s.</p>", "<p>Twee [CIV’s].</p>"),
        ("<p>Het centrum voor Innovatief Vakmanschap.</p>", "<p>Het centrum voor Innovatief Vakmanschap.</p>"),
        ("<p>Het Centrum voor Innovatief Vakmanschap.</p>", "<p>Het [Centrum voor Innovatief Vakmanschap].</p>"),
        ('<p title="x > lab">lab</p>', '<p title="x > lab">[lab]</p>'),
        ("<p><a href=https://x.nl/>lab</a></p>", "<p><a href=https://x.nl/>lab</a></p>"),
        ("<p>&euro; 5, R&amp;D, lab</p>", "<p>&euro; 5, R&amp;D, [lab]</p>"),
        ("<p>Twee CIV's.</p>", "<p>Twee [CIV's].</p>"),
        ("<p>Centrum\nvoor Innovatief Vakmanschap</p>", "<p>[Centrum\nvoor Innovatief Vakmanschap]</p>"),
        ("<p>lab<!-- niet af lab</p>", "<p>[lab]<!-- niet af lab</p>"),
        ("<p>civiel, civ, CIVIEL, CIV-dag</p>", "<p>civiel, civ, CIVIEL, CIV-dag</p>"),
        ("<p>Centrum voor Innovatief Vakmanschapsprijs</p>", "<p>Centrum voor Innovatief Vakmanschapsprijs</p>"),
        ("<p>In een fieldlab, een FIELDLAB.</p>", "<p>In een [fieldlab], een FIELDLAB.</p>"),
        ("<p>fieldlabs, Fieldlab’s</p>", "<p>fieldlabs, Fieldlab’s</p>"),
        ("<p>Een lab, geen fieldlab.</p>", "<p>Een [lab], geen [fieldlab].</p>"),
        ("<p>Middelen zijn er.</p>", "<p>Middelen zijn er.</p>"),
        ("<p>Uit een O&amp;O-fonds.</p>", "<p>Uit een [O&amp;O-fonds].</p>"),
        ('<p><a href="x">Een lab</a>, een lab.</p>', '<p><a href="x">Een lab</a>, een [lab].</p>'),
        ("<h2>Lab</h2><p>lab</p>", "<h2>Lab</h2><p>[lab]</p>"),
        ("<pre><code>lab</code></pre>", "<pre><code>lab</code></pre>"),
        ('<ul data-search-exclude><li><b>lab</b></li></ul><p title="lab">x</p>', None),
        ('<ul><li aria-hidden="true">lab</li></ul><p>lab</p>', '<ul><li aria-hidden="true">lab</li></ul><p>[lab]</p>'),
        ("<p>data-kb-plain</p><p>lab</p>", "<p>data-kb-plain</p><p>[lab]</p>"),
        ("<p>İets over een lab</p>", "<p>İets over een [lab]</p>"),
        ('<p>x<img alt="lab" src="lab.png">lab</p>', '<p>x<img alt="lab" src="lab.png">[lab]</p>'),
        ("<!-- lab --><p>a <br> lab</p>", "<!-- lab --><p>a <br> [lab]</p>"),
        ("<svg><path d=''/><text>lab</text></svg><p>lab</p>", "<svg><path d=''/><text>lab</text></svg><p>[lab]</p>"),
    ],
)
def test_a_word_is_explained_the_first_time_it_stands_in_a_text(explain: Explain, html: str, expected: str) -> None:
    assert explain(html) == (html if expected is None else expected)


def test_an_explanation_is_escaped_and_leads_to_its_page(explain: Explain) -> None:
    html = explain.raw("<p>lab</p>", "../")  # type: ignore[attr-defined]
    assert 'href="../begrippen/lab/"' in html
    assert "&lt;b&gt;apparatuur&lt;/b&gt;" in html


def test_a_page_does_not_explain_its_own_word(project: Project) -> None:
    library = check(project({name: text + TAIL for name, text in TERMS.items()})).library
    assert library is not None
    glossary = Glossary(library)
    assert "kb-term" not in glossary.explain("<p>Een lab</p>", "", library.entry("terms", "lab"))


def test_settings_that_name_no_collection_as_glossary_are_told(project: Project) -> None:
    root = project({})
    settings = root / "kennisbank.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("glossary: terms", "glossary: woorden"), encoding="utf-8"
    )
    done = macros(root, "check")
    assert done.returncode == 1
    assert "De woordenlijst ‘woorden’ is geen collectie." in done.stdout


def term(page: Page) -> tuple[object, object]:
    """The first explained word of a page, and its explanation."""
    first = page.locator("kb-term").first
    return first.get_by_role("link"), first.get_by_role("tooltip")


STORY = "verhalen/windmonteurs-voor-de-noordzee/"


def test_an_explanation_shows_on_hover_and_stays_under_the_pointer(open_page: Open) -> None:
    page = open_page(STORY)
    word, text = term(page)
    expect(text).to_be_hidden()
    word.hover()
    expect(text).to_be_visible()
    text.hover()
    expect(text).to_be_visible()
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()


def test_an_explanation_shows_on_focus_and_escape_shuts_it(open_page: Open) -> None:
    page = open_page(STORY)
    word, text = term(page)
    word.focus()
    expect(text).to_be_visible()
    described = word.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == text.inner_text()
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    page.keyboard.press("Tab")
    word.focus()
    expect(text).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/begrippen/"))


def test_a_tap_explains_and_a_second_tap_follows(open_page: Open) -> None:
    page = open_page(STORY, width=360, has_touch=True, is_mobile=True)
    word, text = term(page)
    word.tap()
    expect(text).to_be_visible()
    box = text.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360
    page.get_by_role("heading", level=1).tap()
    expect(text).to_be_hidden()
    word.tap()
    expect(text).to_be_visible()
    word.tap()
    page.wait_for_url(re.compile("/begrippen/"))


def test_without_script_the_word_is_a_link(open_page: Open) -> None:
    page = open_page(STORY, java_script_enabled=False)
    word, text = term(page)
    word.hover()
    expect(text).to_be_visible()
    word.click()
    page.wait_for_url(re.compile("/begrippen/"))


def test_a_name_in_another_language_says_which_and_its_dutch_forms_do_not(project: Project) -> None:
    term = "title: Teach the teacher\naliases: [scholing van docenten]\nlanguage: en\nsummary: Docenten leren zelf.\n"
    library = check(project({"terms/teach-the-teacher.yml": term + TAIL})).library
    assert library is not None
    glossary = Glossary(library)
    assert '<a href="begrippen/teach-the-teacher/" lang="en"' in glossary.explain("<p>Teach the teacher.</p>", "")
    found = glossary.explain("<p>Aan scholing van docenten.</p>", "")
    assert '<a href="begrippen/teach-the-teacher/" aria-describedby' in found
    assert '<b lang="en">Teach the teacher</b>' in found


def test_a_page_in_another_language_says_so_and_explains_no_words(open_page: Open) -> None:
    page = open_page("ontwikkelen/decisions/")
    assert page.get_by_role("heading", level=1).evaluate("heading => heading.closest('[lang]').lang") == "en"
    assert page.locator("kb-term").count() == 0


def test_a_page_and_its_card_say_the_language_of_an_english_name(open_page: Open) -> None:
    page = open_page("begrippen/critical-friends/")
    assert page.get_by_role("heading", level=1).get_attribute("lang") == "en"
    page = open_page("begrippen/")
    assert page.get_by_role("link", name="Critical friends", exact=True).get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Curriculum", exact=True).get_attribute("lang") is None

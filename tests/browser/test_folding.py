"""One folding of names, and every place that leans on it. That a browser folds as Python does is in test_parity.py too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.base.folding import fold, order, slug
from macros.checking.check import check
from macros.search.register import make_register
from macros.search.words import plain
from macros.sharing.drawing import PreviewCard, draw
from macros.validation.guessing import meant
from tests.conftest import ROOT, Project, macros, serve
from tests.search.score import ask

MODULE = "import(new URL('assets/js/lib/folding.mjs', location.origin + '/'))"
# Titles in the order in which a list has them.
TITLES = [
    "9 tips",
    "10 tips",
    "Åbo kring",
    "Één op één",
    "Eend",
    "Ørsted",
    "Straße",
    "Water\u00adstof",
    "Zebra",
    "日本",
]
SOURCE = "sources: [{publication: Boek (2025), where: bladzijde 3}]\nchecked: 2025-01-31\n"


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page on which the modules of the site can be used, without a site."""
    page = browser.new_page()
    page.goto(serve(ROOT / "docs"))
    yield page
    page.close()


@pytest.fixture
def odd(project: Project) -> Path:
    """A project with titles that are written with more than plain letters."""
    content = {
        f"terms/naam-{nth}.yml": f'title: "{title}"\nsummary: Uitleg van dit woord.\n{SOURCE}'
        for nth, title in enumerate(reversed(TITLES))
    }
    return project(content)


def test_every_letter_folds_alike_in_both_and_folding_twice_changes_nothing(browser_page: Page) -> None:
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = [f"a{letter}B" for letter in known]
    folded = [fold(text) for text in texts]
    assert [text for text, one in zip(texts, folded, strict=True) if fold(one) != one] == []
    code = f"async texts => {{ const {{ fold }} = await {MODULE}; return texts.map(fold); }}"
    told = browser_page.evaluate(code, texts)
    assert [(text, one, other) for text, one, other in zip(texts, folded, told, strict=True) if one != other] == []


@pytest.mark.parametrize(
    ("text", "found", "marked"),
    [
        ("Straße", "strasse", "Straße"),
        ("Straße", "stras", "Straß"),
        ("groß én Ørsted-kring", "orsted", "Ørsted"),
        ("Water\u00adstof nu", "waterstof", "Water\u00adstof"),
        ("een cafe\u0301 hier", "cafe", "cafe\u0301"),
        ("gewoon", "woo", "woo"),
    ],
)
def test_what_was_found_is_coloured_where_it_stands(browser_page: Page, text: str, found: str, marked: str) -> None:
    code = """async ([text, word]) => {
        const { rangesOf } = await import(new URL('assets/js/lists/highlights.mjs', location.origin + '/'));
        const card = document.createElement('p');
        card.textContent = text;
        return rangesOf(card, [word]).map(one => text.slice(one.startOffset, one.endOffset));
    }"""
    assert browser_page.evaluate(code, [text, found]) == [marked]


@pytest.mark.parametrize(
    "two", ["Ørsted orsted", "Straße strasse", "ﬁets fiets", "Water\u00adstof waterstof", "Één een"]
)
def test_the_search_the_guesses_and_the_lists_take_two_spellings_for_one(two: str) -> None:
    one, other = two.split()
    assert plain(one) == other
    assert order(one) == order(other)
    assert slug(one) == slug(other) == other
    assert meant(one, {"a": "zzzzzzz", "b": other}) == "b"


def test_a_card_draws_nothing_of_what_shows_nothing() -> None:
    assert draw(PreviewCard("Water\u00adstof", "Be\u200bgrip", "Kennis\u2060bank")) == draw(
        PreviewCard("Waterstof", "Begrip", "Kennisbank")
    )


def test_new_names_a_file_by_all_its_letters(odd: Path) -> None:
    for title, name in [("Łódź en Ærø", "lodz-en-aero"), ("Straßen\u00adbahn", "strassenbahn"), ("東京", "naam")]:
        run = macros(odd, "new", "terms", title)
        assert run.returncode == 0, run.stderr
        assert (odd / f"content/terms/{name}.yml").is_file()


def test_new_refuses_a_title_that_another_has_in_other_letters(odd: Path) -> None:
    run = macros(odd, "new", "terms", "ORSTED")
    assert run.returncode == 1
    assert "De naam ‘ORSTED’ staat ook in content/terms/naam-4.yml als ‘Ørsted’." in run.stderr


def test_two_spellings_within_one_entry_are_no_mistake(project: Project) -> None:
    root = project(
        {
            "terms/kring.yml": f"title: Åbo kring\naliases: [Abo kring]\nsummary: Uitleg van dit woord in een zin.\n{SOURCE}"
        }
    )
    assert macros(root, "check").returncode == 0


def test_a_site_with_odd_names_is_sorted_filtered_and_searched_alike(odd: Path, browser_page: Page) -> None:
    run = macros(odd, "build")
    assert run.returncode == 0, run.stderr
    root = serve(odd / "site")
    page = browser_page
    page.goto(f"{root}begrippen/")
    titles = page.locator(".kb-card:visible .kb-card__title")
    expect(titles).to_have_text(TITLES)
    spelled = {"orsted": "Ørsted", "strasse": "Straße", "waterstof": "Water\u00adstof", "日本": "日本"}
    for typed, title in spelled.items():
        page.get_by_role("main").get_by_role("searchbox").fill(typed)
        expect(titles).to_have_text([title])
    page.goto(f"{root}zoeken/")
    for typed, title in spelled.items():
        assert ask(page, typed, root)[0] == f"begrippen/naam-{len(TITLES) - 1 - TITLES.index(title)}/"
    assert ask(page, "%", root) == []
    page.goto(f"{root}register/")
    expect(page.locator(".kb-register a")).to_have_text(["9 tips", "10 tips", "日本", *TITLES[2:-1]])


def test_the_order_of_a_library_is_that_of_the_register(odd: Path) -> None:
    made = check(odd).library
    assert made is not None
    entries = made.collection("terms")
    assert [entry.title for entry in entries] == TITLES
    rows = [row.name for letter in make_register(entries) for row in letter.rows]
    assert sorted(rows, key=order) == TITLES

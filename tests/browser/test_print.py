"""What comes out of a printer: entries, lists and pages, with where and when they are from."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.frames.print_footer import with_print_footer
from tests.conftest import COLLECTIONS, Open, sample_library
from tests.kinds import Kind, Visits
from tests.sheets import bare, sizes, texts
from tests.visiting import choose, search, shown, status

A4_WIDTH = 658  # pixels between the margins of print.css
LONG = 900  # words: what is longer may take a third sheet
SHORT = 300
CANVAS = "cases"  # on A3: tests/browser/test_canvas.py
ADDRESS = "kennisbank-learning-communities.github.io/kennisbank/"
DAY = "Stand van 21 september 2026"


def printed(page: Page) -> list[str]:
    return texts(page.pdf(format="A4", prefer_css_page_size=True))


def longest(site: Path, collection: str, most: int = 3) -> list[str]:
    """The addresses of the entries with the longest pages, and of the shortest."""
    entries = sample_library().collection(collection)
    urls = sorted((entry.url for entry in entries), key=lambda url: -(site / url / "index.html").stat().st_size)
    return [*urls[:most], urls[-1]]


@pytest.mark.parametrize("collection", [name for name in COLLECTIONS if name != CANVAS])
def test_an_entry_fits_on_two_sheets_and_no_heading_stands_alone_below(
    visits: Visits, site: Path, collection: str
) -> None:
    for url in longest(site, collection):
        page = visits.visit(Kind("", url), 1280)
        words = len(page.locator(".kb-entry").inner_text().split())
        # Without the title: a sheet may well end with what is called after the entry.
        headings = [bare(text) for text in page.get_by_role("main").get_by_role("heading").all_inner_texts()][1:]
        sheets = printed(page)
        assert len(sheets) <= (2 if words <= LONG else 3 if words <= 2 * LONG else 4), (url, words)
        assert not [sheet[-60:] for sheet in sheets if sheet.endswith(tuple(headings))], url


def test_a_short_entry_takes_one_sheet(visits: Visits, site: Path) -> None:
    short = 0
    for collection in COLLECTIONS:
        page = visits.visit(Kind("", longest(site, collection)[-1]), 1280)
        if len(page.locator(".kb-entry").inner_text().split()) <= SHORT:
            short += 1
            assert len(printed(page)) == 1, page.url
    assert short > len(COLLECTIONS) / 2


@pytest.mark.parametrize("path", ["communities/", "communities/civ-water/", "over/", "purpose-cases/civ-water/"])
def test_every_sheet_says_where_and_when_it_is_from(open_page: Open, path: str) -> None:
    sheets = printed(open_page(path))
    for number, sheet in enumerate(sheets, 1):
        assert bare(f"{ADDRESS}{path}{DAY}") in sheet
        assert f"{number}van{len(sheets)}" in sheet


def test_the_foot_follows_the_address_of_the_site_and_says_it_safely() -> None:
    page = with_print_footer("<!doctype html>\n<html lang=nl>", 'https://x.nl/a"b\\c<d>/\n', date(2026, 1, 2))
    style = html.unescape(re.findall(r'<html style="([^"]*)" lang=nl>', page)[0])
    assert style == '--kb-address: "x.nl/a\\"b\\\\c<d>/"; --kb-as-of: "Stand van 2 januari 2026"'


@pytest.mark.parametrize("path", ["communities/civ-water/", "tools/", "over/", "verhalen/van-kookgas-naar-inductie/"])
def test_paper_has_no_navigation_no_buttons_and_no_dark_ground(open_page: Open, path: str) -> None:
    page = open_page(path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("document.getAnimations().length") == 0, "a colour is on its way"
    for role in ("navigation", "banner", "contentinfo", "button", "search", "searchbox", "checkbox"):
        assert not [found for found in page.get_by_role(role).all() if found.is_visible()], role  # type: ignore[arg-type]
    assert page.locator(".headerlink:visible").count() == 0
    dark = page.evaluate("""() => {
        const light = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return a ? (r + g + b) / 3 : null; };
        return [...document.querySelectorAll("body, body *")].filter((e) => e.checkVisibility()).filter((e) => {
            const style = getComputedStyle(e), ground = light(style.backgroundColor);
            const drawn = style.maskImage !== "none";  // its ground is the drawing
            return (!drawn && ground !== null && ground < 150) || light(style.color) > 150;
        }).map((e) => e.outerHTML.slice(0, 80));
    }""")
    assert dark == []


def test_a_link_to_elsewhere_says_where_it_leads_and_one_within_does_not(open_page: Open) -> None:
    text = "".join(printed(open_page("over/")))
    assert "CCBY4.0(https://creativecommons.org/licenses/by/4.0/deed.nl)" in text
    assert "../" not in text and "index.md" not in text


def test_others_are_named_also_where_a_screen_folds_them(open_page: Open, site: Path) -> None:
    folded = (
        url
        for url in longest(site, "programmes", most=20)
        if "kb-more-tiles" in (site / url / "index.html").read_text()
    )
    page = open_page(next(folded))
    names = page.locator(".kb-related .kb-tile__title").all_text_contents()  # on paper, what resembles it is left out
    summaries = [text for text in page.locator(".kb-tile__text").all_text_contents() if len(text) > 40]
    text = "".join(printed(page))
    assert len(names) > 15 and [name for name in names if bare(name) not in text] == []
    assert summaries and [one for one in summaries if bare(one) in text] == []
    assert "Toonalle" not in text


def test_a_filtered_list_prints_as_a_table_with_its_filter_in_words(open_page: Open) -> None:
    page = open_page("communities/?kind=civ")
    choose(page, "Provincies", "Limburg")
    choose(page, "Provincies", "Zeeland")
    search(page, "civ")
    expect(page).to_have_url(re.compile("q=civ"))
    results = status(page).inner_text()
    assert re.fullmatch(r"[1-9]\d* van \d+ communities", results)
    names = page.locator(".kb-card:visible h3").all_inner_texts()
    sheets = printed(page)
    words = "Communities in Zeeland of Limburg van de soort CIV over ‘civ’"
    assert bare(f"{words} ({results.removesuffix(' communities')})") in sheets[0]
    assert bare(f"{ADDRESS}communities/?provinces=zeeland&provinces=limburg&kind=civ&q=civ{DAY}") in sheets[0]
    assert len(names) == shown(page).count() and all(bare(name) in sheets[0] for name in names)
    assert "Waar" in sheets[0]


def test_an_unfiltered_list_says_only_its_number(open_page: Open) -> None:
    page = open_page("communities/?provinces=groningen")
    line = page.locator(".kb-printed")
    expect(line).to_contain_text("Communities in Groningen (")
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Alles wissen").click()
    expect(line).to_have_text(status(page).inner_text())


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_list_is_a_table_whose_head_stands_on_every_sheet(open_page: Open, script: bool) -> None:
    page = open_page("communities/", java_script_enabled=script)
    sheets = printed(page)
    total = len(sample_library().collection("communities"))
    assert bare(f"{total} communities") in sheets[0]
    assert len(sheets) <= 1 + total / 25
    for sheet in sheets:
        assert "SoortWaarAantalpartnersFocus" in sheet


def test_a_list_prints_in_the_order_of_the_screen(open_page: Open) -> None:
    page = open_page("communities/?sort=partners")
    names = [bare(name) for name in page.locator(".kb-card:visible h3").all_inner_texts()]
    assert names[0] != bare(sample_library().collection("communities")[0].title)
    text = "".join(printed(page))
    places = []
    for name in names:
        places.append(text.index(name, places[-1] if places else 0))
    assert places == sorted(places)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_fact_stands_below_its_own_head(visits: Visits, collection: str) -> None:
    settings = sample_library().settings.collections[collection]
    page = visits.visit(Kind("", f"{settings.path}/"), A4_WIDTH)
    page.emulate_media(media="print")
    heads, facts = page.evaluate("""() => {
        const x = (e) => Math.round(e.getBoundingClientRect().x);
        const heads = [...document.querySelectorAll(".kb-table__head span")].map((e) => [e.textContent, x(e)]);
        const facts = [...document.querySelectorAll(".kb-table dl > div")].map((e) => [e.children[0].textContent, x(e.children[1])]);
        return [heads, facts];
    }""")
    fields = sample_library().schemas[collection].fields
    assert [head for head, _ in heads][1:] == [
        fields[name].on_card or fields[name].label for name in settings.card or ["summary"]
    ]
    assert len({x for _, x in heads}) == len(heads)
    assert {tuple(fact) for fact in facts} <= {tuple(head) for head in heads}
    assert facts or not settings.card


@pytest.mark.parametrize(
    "path", ["", "over/", "verdieping/geld/", "verdieping/risicos/", "meedoen/", "communities/", "tools/", "begrippen/"]
)
def test_nothing_is_cut_off_at_the_right(visits: Visits, path: str) -> None:
    page = visits.visit(Kind("", path), A4_WIDTH)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH
    beyond = page.evaluate(
        """width => [...document.querySelectorAll("main *")].filter(e => e.checkVisibility()
            && e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 80))""",
        A4_WIDTH,
    )
    assert beyond == []


def test_who_prints_chooses_the_paper_except_for_a_canvas(open_page: Open) -> None:
    page = open_page("tools/peer-review/")
    assert set(sizes(page.pdf(format="A4", prefer_css_page_size=True))) == {(596, 843)}
    assert set(sizes(page.pdf(format="Letter", prefer_css_page_size=True))) == {(612, 792)}

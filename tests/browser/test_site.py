"""The site as visitors walk through it, in a real browser. The indexes have tests of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import COLLECTIONS, Open, sample_library
from tests.kinds import Kind, Visits
from tests.visiting import status

PAGES = ["", "communities/", "tools/", "lessen/", "verhalen/", "over/", "meedoen/", "ontwikkelen/",
         "tools/fasemodel/", "communities/amcel/", "communities/seece/"]  # fmt: skip
STORY = "verhalen/windmonteurs-voor-de-noordzee/"
LESSON = "lessen/ga-in-gesprek-met-alle-stakeholders/"


def test_one_can_follow_links_from_a_story_to_its_community_its_lesson_and_back(open_page: Open) -> None:
    page = open_page(STORY)
    main = page.get_by_role("main")
    main.locator(".kb-tile").get_by_role("link", name="CIV Wind op Zee").click()
    page.get_by_role("heading", level=1, name="CIV Wind op Zee").wait_for()
    assert main.get_by_role("heading", name="Verhalen").is_visible()
    lessons = main.locator("section").filter(has=page.get_by_role("heading", name="Lessen"))
    lessons.locator(".kb-tile__title").first.click()
    page.wait_for_url(re.compile("/lessen/"))
    main.get_by_role("link", name="CIV Wind op Zee").last.click()
    page.wait_for_url(re.compile("/communities/civ-wind-op-zee/"))


def test_a_fact_leads_to_everything_that_shares_it(open_page: Open) -> None:
    page = open_page("tools/partnerschapskaart/")
    page.get_by_role("complementary", name="In het kort").get_by_role("link", name="Opstartfase").click()
    expect(status(page)).to_have_text(f"7 van {sample_library().count('tools')} tools")


def test_every_entry_says_its_sources_its_date_and_where_to_improve_it(open_page: Open) -> None:
    for path in (STORY, LESSON, "tools/fasemodel/", "communities/amcel/"):
        page = open_page(path)
        main = page.get_by_role("main")
        expect(main.get_by_role("heading", name="Bronnen")).to_be_visible()
        expect(main.get_by_text("Stand van de bron 22 december 2022")).to_be_visible()
        form, file = (
            main.get_by_role("link", name=name).get_attribute("href") or ""
            for name in ("Nee, verbeter deze pagina", "Open het bestand op GitHub")
        )
        folder, name = path.rstrip("/").split("/")
        assert form.endswith(f"meedoen/voeg-toe/{folder}/?edit={name}")
        assert re.search(r"/edit/main/content/(stories|lessons|tools|communities)/[a-z-]+\.(md|yml)$", file)


def test_the_home_page_counts_its_content_and_lets_everyone_start(open_page: Open) -> None:
    page = open_page()
    library = sample_library()
    for name in ("communities", "tools", "lessons", "stories"):
        collection = library.settings.collections[name]
        door = page.get_by_role("link", name=collection.call).first
        expect(door).to_contain_text(f"{library.count(name)} {collection.many}")
        expect(door).to_be_in_viewport(ratio=1)
        assert (door.get_attribute("href") or "").endswith(f"{collection.path}/")


def test_the_home_page_leads_from_a_bottleneck_to_what_helps(open_page: Open) -> None:
    page = open_page()
    way = page.get_by_role("listitem").filter(has_text="Partijen verschillen in cultuur en belang")
    expect(way.get_by_role("link", name="Diversiteit")).to_have_attribute(
        "href", re.compile("knelpunten/diversiteit/$")
    )
    expect(way.get_by_role("link", name=re.compile(r"^\d+ lessen$"))).to_be_visible()
    way.get_by_role("link", name="3 tools").click()
    expect(status(page)).to_have_text(f"3 van {sample_library().count('tools')} tools")
    expect(page.get_by_role("checkbox", name=re.compile("^Diversiteit"))).to_be_checked()


@pytest.mark.parametrize("path", [*PAGES, STORY, LESSON])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen(visits: Visits, path: str, width: int) -> None:
    page = visits.visit(Kind("", path), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_within_the_site_leads_somewhere(open_page: Open, address: str) -> None:
    page = open_page()
    todo, seen = [address], {address}
    while todo:
        url = todo.pop()
        response = page.request.get(url)
        assert response.ok, url
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        found = page.evaluate(
            "([html, base]) => { const d = new DOMParser().parseFromString(html, 'text/html');"
            "return [...d.querySelectorAll('a[href], link[href], script[src], img[src]')]"
            ".map(e => new URL(e.getAttribute('href') ?? e.getAttribute('src'), base).href.split('#')[0].split('?')[0]) }",
            # A page that brings its own styles names them in its own policy: here they would be held against this page's.
            [re.sub(r"<style>[^<]*</style>", "", response.text()), url],
        )
        for link in found:
            if link.startswith(address) and link not in seen:
                seen.add(link)
                todo.append(link)
    entries = {address + entry.url for name in COLLECTIONS for entry in sample_library().collection(name)}
    assert entries <= seen, "every page is reached from the home page"


def test_from_an_entry_on_a_phone_the_menu_leads_to_every_part_of_the_site(open_page: Open) -> None:
    page = open_page("organisaties/fme/", width=360)
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Navigatie")
    for name in ("Communities", "Lessen", "Knelpunten", "Over"):
        expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible()
    menu.get_by_role("link", name="Verdieping").click()
    page.get_by_role("heading", level=1, name="Verdieping").wait_for()


def test_the_tab_of_the_part_an_entry_belongs_to_is_marked(open_page: Open) -> None:
    page = open_page("organisaties/fme/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Verdieping")
    page = open_page("tools/fasemodel/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Tools")

"""What may be in a province is said wherever that province is, and a number is the same in every view of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import Open, serve, small_project
from tests.visiting import status

REST = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
KRING = "summary: Een kring van mensen die samen leren.\n"
PLACES = "---\ntitle: Provincies\nrender_macros: true\n---\n\n# Provincies\n\n{{ netherlands('communities') }}\n\n{{ choice_pages('provinces') }}\n"
CONTENT = {
    "communities/noorden.yml": f"title: Het Noorden\n{KRING}region: Noord Nederland\n{REST}",
    "communities/kop.yml": f"title: De Kop\n{KRING}region: Noord-Nederland\n{REST}",
    "communities/wad.yml": f"title: Het Wad\n{KRING}provinces: [groningen]\n{REST}",
    "communities/land.yml": f"title: Het Land\n{KRING}region: Nederland\n{REST}",
    "communities/ergens.yml": f"title: Ergens\n{KRING}{REST}",
    "communities/kern.yml": f"title: De Kern\n{KRING}provinces: [gelderland]\n{REST}",
    "communities/tak.yml": f"title: De Tak\n{KRING}part_of: kern\n{REST}",
    "communities/campus.yml": f"title: De Campus\n{KRING}provinces: [noord-holland]\nplace: Amsterdam\nregion: Noord Nederland\n{REST}",
    "lessons/wacht.yml": f"title: Wacht even\nsummary: Wat zij daar leerden.\nlevel: community\ncommunities: [kop]\n{REST}",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(
        small_project(tmp_path_factory.mktemp("maybe") / "project", CONTENT, {"provincies/index.md": PLACES}) / "site"
    )


def test_a_choice_that_only_may_have_something_can_be_chosen_and_says_so(open_page: Open) -> None:
    page = open_page("communities/")
    page.get_by_role("group", name="Provincies").get_by_role("button", name=re.compile("^Toon alle")).click()
    drenthe = page.get_by_role("checkbox", name=re.compile("^Drenthe 0 "))
    expect(drenthe).to_have_accessible_name("Drenthe 0 (misschien 2)")
    option = drenthe.locator("xpath=..")
    expect(option).not_to_have_attribute("data-zero", re.compile(".*"))
    drenthe.check()
    expect(status(page)).to_have_text("0 van 8 communities.")  # not to take away what was asked: two may be meant
    page.get_by_role("button", name=re.compile("^Toon ze ook")).click()
    expect(status(page)).to_have_text("2 van 8 communities")


def test_the_maybe_follows_the_other_filters(open_page: Open) -> None:
    page = open_page("communities/?q=kop")
    expect(page.get_by_role("checkbox", name=re.compile("^Drenthe 0 "))).to_have_accessible_name(
        "Drenthe 0 (misschien 1)"
    )
    page = open_page("communities/?q=wad")
    expect(page.get_by_role("checkbox", name=re.compile("^Drenthe "))).to_have_accessible_name("Drenthe 0")


def test_who_types_the_name_of_a_choice_is_led_to_it(open_page: Open) -> None:
    page = open_page("communities/?q=drenthe")
    expect(status(page)).to_contain_text("0 van 8 communities")
    page.get_by_role("button", name="Kies Drenthe").click()
    assert page.url.endswith("/communities/?provinces=drenthe")
    expect(page.get_by_role("button", name=re.compile("^Toon ze ook"))).to_be_visible()
    expect(page.get_by_role("button", name="Kies Drenthe")).to_have_count(0)


def test_doors_and_map_say_what_may_be_there(open_page: Open) -> None:
    page = open_page("provincies/", java_script_enabled=False)
    door = page.locator(".kb-choice-link").filter(has_text="Drenthe")
    expect(door.get_by_role("link", name="Misschien 2 communities en 1 les")).to_be_visible()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Drenthe 0"))
    expect(row.get_by_text("misschien 2")).to_be_visible()
    assert page.locator("svg text[data-value=drenthe]").text_content() == "2?"
    assert page.locator("svg text[data-value=groningen]").text_content() == "1"
    limburg = page.locator(".kb-choice-link").filter(has_text="Limburg")
    expect(limburg.get_by_text("Nog niets gevonden")).to_be_visible()


def test_the_map_of_an_index_keeps_saying_it_when_it_is_filtered(open_page: Open) -> None:
    page = open_page("communities/?view=map&q=kop")
    expect(page.locator("svg text[data-value=drenthe]")).to_have_text("1?")
    expect(page.locator(".kb-map__row[data-value=drenthe] .kb-map__maybe")).to_have_text("misschien 1")
    page = open_page("communities/?view=map&q=wad")
    expect(page.locator("svg text[data-value=drenthe]")).to_have_text("0")
    expect(page.locator(".kb-map__row[data-value=drenthe] .kb-map__maybe")).to_be_hidden()


def test_a_page_of_a_province_says_what_may_be_there_and_what_is_nowhere(open_page: Open) -> None:
    page = open_page("provincies/drenthe/")
    numbers = page.get_by_role("list", name="Wat hier staat")
    expect(numbers.get_by_role("link")).to_have_text(["Misschien 2 communities en 1 les"])
    line = page.locator(".kb-choice-page__unlisted")
    expect(line).to_have_count(1)
    for name, number in (("landelijk of breder (1)", 1), ("niet bekend (2)", 2)):
        link = open_page("provincies/drenthe/").get_by_role("link", name=name)
        expect(link).to_be_visible()
        link.click()
        expect(status(link.page)).to_contain_text(f"{number} van 8 communities")


def test_a_number_of_a_province_is_one_in_every_view(open_page: Open) -> None:
    """The filter, the map, the door and the page: what names it; what another brings is said beside it."""
    words = "1 community en 1 via De Kern"
    page = open_page("provincies/")
    expect(
        page.locator(".kb-choice-link").filter(has_text="Gelderland").get_by_role("link", name=words)
    ).to_be_visible()
    assert page.locator("svg text[data-value=gelderland]").text_content() == "1"
    page = open_page("provincies/gelderland/")
    expect(page.get_by_role("list", name="Wat hier staat").get_by_role("link", name=words)).to_be_visible()
    assert page.locator("meta[name=description]").first.get_attribute("content") == "1 community uit Gelderland."
    page = open_page("communities/?provinces=gelderland")
    expect(status(page)).to_have_text("1 van 8 communities")


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("De Campus", "Amsterdam, Noord-Holland"),
        ("Het Wad", "Groningen"),
        ("Het Noorden", "Noord-Nederland"),
        ("Het Land", "Landelijk of breder"),
    ],
)
def test_where_an_entry_is_goes_by_its_place_and_not_by_the_region_of_the_source(
    open_page: Open, name: str, where: str
) -> None:
    """On the card, in the table and so in what one takes along; the source has its word on the entry's own page."""
    page = open_page("communities/")
    card = page.locator(".kb-card").filter(has=page.get_by_role("heading", name=name, exact=True))
    assert card.locator("dt").all_inner_texts()[0] == "Waar"
    assert card.locator("dd").all_inner_texts()[0] == where
    page = open_page("communities/?view=table&columns=region")
    row = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
    expect(row.get_by_role("cell")).to_have_text(where)
    expect(page.get_by_role("columnheader", name="Waar")).to_be_visible()


def test_the_page_of_an_entry_says_that_a_region_is_the_word_of_the_source(open_page: Open) -> None:
    facts = open_page("communities/campus/").get_by_role("main").locator("dl > div")
    said = {one.locator("dt").inner_text().rstrip(":"): one.locator("dd").inner_text().strip() for one in facts.all()}
    assert list(said) == ["Provincies", "Plaats", "Regio volgens de bron"]
    assert said["Regio volgens de bron"] == "Noord-Nederland"

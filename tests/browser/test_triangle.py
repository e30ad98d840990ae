"""What is drawn from the content: the triangle of the home page, and the choices of an entry among all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from macros.page_macros.triangle import make_triangle_chart
from tests.conftest import Open, sample_library
from tests.visiting import status


def test_every_entry_with_a_focus_is_a_dot_within_the_triangle_and_drawn_to_its_own_corners() -> None:
    library = sample_library()
    chart = make_triangle_chart(library, "communities", "")
    (top, left, right) = chart.corners
    given = {
        entry.title: entry.values["focus"] for entry in library.collection("communities") if "focus" in entry.values
    }
    assert {dot.title for dot in chart.dots} == set(given)
    labels = {(corner.x, corner.y): corner.label.lower() for corner in chart.corners}
    for dot in chart.dots:
        assert {labels[end] for end in dot.lines} == set(given[dot.title])
        slope = (left.y - top.y) / (top.x - left.x)
        assert top.y < dot.y < left.y and abs(dot.x - top.x) < (dot.y - top.y) / slope, dot
    assert len({(dot.x, dot.y) for dot in chart.dots}) == len(chart.dots), "no dot hides another"
    assert [corner.count for corner in chart.corners] == [
        sum(corner.label.lower() in values for values in given.values()) for corner in chart.corners
    ]


def test_a_collection_without_a_triangle_has_no_chart() -> None:
    with pytest.raises(KeyError, match="terms has no field that is drawn as a triangle"):
        make_triangle_chart(sample_library(), "terms", "")


def test_a_corner_leads_to_the_communities_that_name_it(open_page: Open) -> None:
    page = open_page()
    library = sample_library()
    number = library.count("communities", "focus", "werken")
    page.get_by_role("link", name=f"Werken: {number} communities").click()
    expect(status(page)).to_have_text(f"{number} van {library.count('communities')} communities")


def test_the_phases_of_a_tool_stand_out_among_all_four_and_lead_on(open_page: Open) -> None:
    page = open_page("tools/partnerschapskaart/")
    facts = page.get_by_role("complementary", name="In het kort")
    phases = facts.locator(".kb-marks--steps")
    expect(phases.locator("li")).to_have_count(4)
    links = phases.get_by_role("link")
    expect(links).to_have_text(["Opstartfase"])
    assert phases.get_by_role("listitem").all_inner_texts() == ["Opstartfase"], "what does not hold is not read out"
    links.first.click()
    page.wait_for_url(re.compile("phases=opstart"))


def test_a_card_tells_in_words_what_its_drawing_shows(open_page: Open) -> None:
    page = open_page("communities/")
    card = page.locator("[data-entry=seece]")
    expect(card.get_by_role("definition").filter(has_text="Leren, Innoveren, Werken")).to_have_count(1)
    on = card.locator(".kb-glyph--triangle circle[data-on]")
    expect(on).to_have_count(3)


def test_letters_come_from_the_site_itself(open_page: Open) -> None:
    page = open_page("verhalen/windmonteurs-voor-de-noordzee/")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + ' ' + f.weight)")
    assert {"KB Sans 400", "KB Serif 400", "KB Serif 600 700"} <= {name.replace('"', "") for name in loaded}

"""What floats over a page or slides in: it covers no heading, and cuts nothing off."""

from __future__ import annotations

import pytest

from tests.conftest import Open


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_up_stands_in_the_corner_below(open_page: Open, width: int) -> None:
    page = open_page("verdieping/geld/", width=width)
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 1000")
    page.mouse.wheel(0, -500)
    button = page.get_by_role("button", name="Terug naar boven")
    button.wait_for()
    box = button.bounding_box()
    assert box and box["y"] > 700 and box["x"] + box["width"] > width - 40 and box["height"] >= 40
    assert box["width"] <= (50 if width == 360 else 200)
    button.click()
    page.wait_for_function("scrollY === 0")


def test_the_title_of_the_menu_is_whole_and_free_of_its_button(open_page: Open) -> None:
    page = open_page("verdieping/geld/", width=360)
    page.get_by_role("button", name="Menu", exact=True).click()
    title = page.locator(".md-nav--primary > .md-nav__title")
    assert title.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight + 1")
    words = title.evaluate("""e => { const range = document.createRange(); range.selectNodeContents(e.lastChild);
        return range.getBoundingClientRect().toJSON(); }""")
    shut = page.get_by_role("button", name="Sluit het menu").bounding_box()
    assert shut and (words["right"] <= shut["x"] or words["top"] >= shut["y"] + shut["height"])

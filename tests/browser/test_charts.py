"""Charts as a browser draws them: within their place at every width, with names that are heard, and shown under the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.charts.values import Axis, Cell, CellRow, Mark
from tests.chart_samples import KINDS, distribution, head, matrix
from tests.conftest import ROOT

STYLES = "".join((ROOT / f"docs/assets/css/{name}.css").read_text("utf-8") for name in ("base", "charts"))
OUTSIDE = """() => [...document.querySelectorAll("svg.kb-chart *")].filter((one) => {
  if (one.closest("defs, title, desc") || getComputedStyle(one).display === "none") return false;
  const chart = one.closest("svg.kb-chart").getBoundingClientRect(), box = one.getBoundingClientRect();
  const out = [chart.left - box.left, box.right - chart.right, chart.top - box.top, box.bottom - chart.bottom];
  return box.width && Math.max(...out) > 3;
}).map((one) => one.outerHTML)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def show(page: Page, width: int, *charts: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(
        f'<!doctype html><html lang="nl"><style>{STYLES}body{{font-family:Arial,sans-serif;margin:0}}</style>'
        f'<body class="md-typeset" data-md-color-scheme="default">{"".join(charts)}'
    )


def test_all_stays_within_the_chart_at_every_width(page: Page) -> None:
    many = [CellRow(f"Rij {at}", tuple(Cell(at * 9, f"{at} stuks") for _ in range(16))) for at in range(3)]
    wide = matrix(head("wide"), [f"Landbouw, water en voedsel {at}" for at in range(16)], many)
    for width in (288, 360, 800):
        show(page, width, *(draw() for draw in KINDS.values()), wide)
        assert page.evaluate(OUTSIDE) == [], width


def test_a_link_is_heard_with_what_it_says(page: Page) -> None:
    show(page, 360, *(draw() for draw in KINDS.values()))
    chart = page.get_by_role("group", name="Een tekening (matrix)")
    expect(chart.get_by_role("link", name="Tijd, Uitvoering: 12 tools", exact=True)).to_be_visible()
    expect(chart).to_contain_text("Ontwikkeling")
    chart = page.get_by_role("group", name="Een tekening (areas)")
    expect(chart.get_by_role("link", name="Vlak 3: 3 communities", exact=True)).to_be_visible()


def test_which_dot_it_is_stands_above_them_under_focus_and_pointer(page: Page) -> None:
    axis = Axis("Partners", 0, 10, ((0, "0"), (10, "10")))
    show(
        page, 360, distribution(head("d"), axis, [Mark("Wind", 4, "4 partners", "#w"), Mark("Water", 4, "4 partners")])
    )
    told = page.locator(".kb-chart__told")
    assert [told.nth(at).is_visible() for at in (0, 1)] == [False, False]
    page.keyboard.press("Tab")
    expect(told.nth(0)).to_be_visible()
    expect(told.nth(0)).to_have_text("Wind: 4 partners")
    page.locator("g:has(> .kb-chart__told) circle:not([class])").hover()
    expect(told.nth(1)).to_be_visible()


def test_colours_are_those_of_the_page(page: Page) -> None:
    colour = "(one) => getComputedStyle(one).fill"
    show(page, 360, KINDS["bars"]())
    bar = page.locator("svg.kb-chart rect:not([fill])").first
    assert bar.evaluate(colour) == "rgb(12, 90, 99)"
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert bar.evaluate(colour) == "rgb(89, 201, 182)"
    page.emulate_media(forced_colors="active")
    assert bar.evaluate(colour) == page.locator("body").evaluate("(one) => getComputedStyle(one).color")

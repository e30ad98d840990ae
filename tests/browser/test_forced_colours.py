"""Whoever chose all colours (forced colours, Windows' high contrast) still sees what is chosen, and every sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.kinds import PAGES, SCHEMES, Kind, Visits

# What tells two states apart when colours are the visitor's: not a tint, but a ground, an edge, a line or a weight.
LOOK = """element => {
    const { backgroundColor, outlineStyle, borderTopStyle, borderBottomColor, fontWeight, textDecorationLine } = getComputedStyle(element);
    return [backgroundColor, outlineStyle, borderTopStyle, borderBottomColor, fontWeight, textDecorationLine].join(' ');
}"""
# Signs that are a ground behind a mask: invisible where that ground is the canvas.
SIGNS = """() => {
    const canvas = getComputedStyle(document.body).backgroundColor;
    const found = [];
    for (const element of document.querySelectorAll('body *')) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        for (const part of ['', '::before', '::after']) {
            const style = getComputedStyle(element, part || null);
            if (part && (style.content === 'none' || style.display === 'none')) continue;
            if (style.maskImage === 'none' || style.maskImage.startsWith('linear-gradient')) continue;
            if (style.backgroundColor === canvas) found.push(`${element.tagName} ${element.className}${part}`);
        }
    }
    return [...new Set(found)];
}"""
# A band, a drawn ground: what is no colour of the visitor's.
BANDS = """() => [...document.querySelectorAll('main *')].filter(element => {
    const { borderImageSource } = getComputedStyle(element), canvas = getComputedStyle(document.body).backgroundColor;
    return borderImageSource.includes('gradient') && [...borderImageSource.matchAll(/rgba?\\([^)]*\\)/g)].some(([one]) => one !== canvas);
}).map(element => element.className)"""


def keep(page: Page) -> None:
    page.get_by_role("button", name="Bewaar", exact=True).click()


CHOSEN: dict[str, tuple[str, Callable[[Page], None] | None, str, str]] = {
    "view": ("communities/?view=table", None, '.kb-views__button[aria-pressed="true"]', '.kb-views__button[aria-pressed="false"]'),
    "kept": ("tools/fasemodel/", keep, ".kb-act[data-on]", ".kb-act:not([data-on])"),
    "answer": ("toolwijzer/", lambda page: page.locator('.kb-choice input:not([value=""])').first.check(), '.kb-choice:has(:checked):not(:has([value=""]))', ".kb-choice:not(:has(:checked))"),
    "rows": ("vergelijk/?communities=seece&communities=h2hub-challenge-based-lc", None, ".kb-compare__rows label:has(:checked)", ".kb-compare__rows label:not(:has(:checked))"),
    "tab": ("tools/", None, ".md-tabs__item--active .md-tabs__link", ".md-tabs__item:not(.md-tabs__item--active) .md-tabs__link"),
    "menu": ("verdieping/geld/", None, ".md-nav__link--active > .md-ellipsis", ".md-nav__link:not(.md-nav__link--active) > .md-ellipsis"),
}  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_chosen_looks_unlike_what_is_not(visits: Visits, name: str, scheme: str) -> None:
    path, act, chosen, other = CHOSEN[name]
    page = visits.visit(Kind(name, path, act), 1280, forced_colors="active", color_scheme=scheme)
    assert page.locator(chosen).first.evaluate(LOOK) != page.locator(other).first.evaluate(LOOK)


@pytest.mark.parametrize("kind", PAGES, ids=str)
def test_signs_and_grounds_take_the_colours_of_the_visitor(visits: Visits, kind: Kind) -> None:
    page = visits.visit(kind, 1280, forced_colors="active", color_scheme="dark")
    assert page.evaluate(SIGNS) == []
    assert page.evaluate(BANDS) == []


def test_a_button_that_its_script_woke_is_not_grey(visits: Visits) -> None:
    page = visits.visit(Kind("views", "communities/"), 1280, forced_colors="active")
    grey = """() => { const one = document.createElement('span'); one.style.color = 'GrayText'; document.body.append(one);
        const is = getComputedStyle(one).color; one.remove();
        return [...document.querySelectorAll('main button:enabled')].filter(b => b.checkVisibility() && getComputedStyle(b).color === is).map(b => b.textContent); }"""
    assert page.evaluate(grey) == []

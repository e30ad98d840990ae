"""A Purpose Case as the canvas it is: on a screen, on a phone and on one sheet of A3."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import SAMPLE, Open, sample_library

PIECES = [
    "Waarom", "Gezamenlijke ambitie", "Intenties", "Inbreng", "Partners", "Middelen", "Opbrengsten", "Waarde",
    "Doelgroepen", "Continuïteit", "Consequenties",
]  # fmt: skip
CASES = sorted(file.stem for file in (SAMPLE / "content/cases").glob("*.yml"))
A3 = (1190.55, 841.89)  # points, landscape


def pieces(page: Page) -> list[dict[str, float]]:
    return page.locator(".kb-piece").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => ({x: r.x, y: r.y, right: r.right, bottom: r.bottom}))"
    )


def test_the_ten_cases_of_the_source_are_there_with_what_it_prints() -> None:
    library = sample_library()
    assert len(CASES) == 10
    names = [name for name, field in library.schemas["cases"].fields.items() if field.label in PIECES]
    assert len(names) == 11
    for entry in library.collection("cases"):
        empty = [name for name in names if name not in entry.values]
        assert not empty or "doubts" in entry.values or "notes" in entry.values, (entry.id, empty)


@pytest.mark.parametrize("case", CASES)
def test_a_case_shows_its_eleven_pieces_on_one_sheet_of_a3(open_page: Open, case: str) -> None:
    page = open_page(f"purpose-cases/{case}/")
    assert page.locator(".kb-piece h2").all_inner_texts() == PIECES
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert [(round(float(w), 0), round(float(h), 0)) for w, h in sheets] == [(round(A3[0]), round(A3[1]))]


def test_on_a_phone_the_pieces_stand_below_each_other(open_page: Open) -> None:
    page = open_page(f"purpose-cases/{CASES[0]}/", width=360)
    found = pieces(page)
    assert len({piece["x"] for piece in found}) == 1
    assert all(above["bottom"] <= below["y"] for above, below in zip(found, found[1:], strict=False))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_screen_no_two_pieces_overlap(open_page: Open) -> None:
    page = open_page(f"purpose-cases/{CASES[0]}/")
    found = pieces(page)
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            apart = one["right"] <= other["x"] or other["right"] <= one["x"]
            assert apart or one["bottom"] <= other["y"] or other["bottom"] <= one["y"]


def test_the_button_prints_the_page_and_without_script_there_is_none(open_page: Open) -> None:
    page = open_page(f"purpose-cases/{CASES[0]}/")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="Print de plaat op A3").click()
    assert page.evaluate("window.printed") == 1
    plain = open_page(f"purpose-cases/{CASES[0]}/", java_script_enabled=False)
    expect(plain.get_by_role("button", name="Print de plaat op A3")).to_be_hidden()

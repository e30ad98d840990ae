"""The page of a worksheet: on paper, without a script, for everyone, of twenty lines, and what it weighs."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.frames.policy import inline_scripts
from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.conftest import SAMPLE, sample_library
from tests.filling import (
    ODD,
    SAID,
    TWENTY,
    Visit,
    copies,
    fill_in,
    filled,
    link_to,
    long_text,
    name_of,
    piece,
    pieces,
    reload,
    write,
)
from tests.sheets import bare, sizes, texts

SHEETS = sorted(file.stem for file in (SAMPLE / "content/worksheets").glob("*.yml"))
PAPERS = {"a3": (1191, 842), "a4": (843, 596)}  # points, landscape
ENGINE = 25_000  # bytes, compressed
FOLDERS = ("worksheets", "worksheet-files", "answers")
PAGES = ("wie-doet-wat", "purpose-case", "driehoek", "gas-erop")
FORMS: dict[str, dict[str, object]] = {
    "light": {"width": 1280},
    "dark": {"width": 360, "color_scheme": "dark"},
    "forced": {"width": 1280, "forced_colors": "active"},
    "filled": {"width": 1280},
}


# On paper


def printed(page: Page) -> bytes:
    return page.pdf(format="A4", prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("points", [1, 10])
def test_eleven_full_pieces_of_a_purpose_case_print_on_one_sheet_and_whole(visit: Visit, points: int) -> None:
    page = visit("purpose-case")
    written = {id: long_text(id, points) for id in pieces(page)}
    assert len(written) == 11 and all(1_190 <= len(text) <= 1_200 for text in written.values())
    for id, text in written.items():
        write(piece(page, id).get_by_role("textbox"), text)
    write(name_of(page), "Vol tot de rand")
    pdf = printed(page)
    assert sizes(pdf) == [PAPERS["a3"]]
    (sheet,) = texts(pdf)
    assert bare("Vol tot de rand") in sheet
    for id, text in written.items():
        for point in text.split("\n"):
            assert bare(point) in sheet, id
    # Nor does a piece lie upon another, or beside the paper.
    page.set_viewport_size({"width": 1_511, "height": 1_046})  # A3 within its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1_511
    cut = page.locator(".kb-piece").evaluate_all("""all => {
        const box = one => one.getBoundingClientRect(), name = one => one.dataset.piece;
        const over = (a, b) => box(a).x < box(b).right - 1 && box(b).x < box(a).right - 1
            && box(a).y < box(b).bottom - 1 && box(b).y < box(a).bottom - 1;
        const beyond = one => box(one.querySelector(".kb-piece__written")).bottom > box(one).bottom + 1;
        return [...all.filter(beyond).map(name), ...all.flatMap((a, at) => all.slice(at + 1).filter(b => over(a, b)).map(b => `${name(a)} ${name(b)}`))];
    }""")
    assert cut == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("sheet", SHEETS)
def test_an_empty_sheet_prints_on_one_page_of_its_paper(visit: Visit, sheet: str, script: bool) -> None:
    page = visit(sheet, java_script_enabled=script)
    paper = page.locator("kb-worksheet").get_attribute("data-paper") or ""
    titles = page.locator(".kb-piece__title").all_inner_texts()
    pdf = printed(page)
    assert sizes(pdf) == [PAPERS[paper]]
    (text,) = texts(pdf)
    assert [title for title in titles if bare(title) not in text] == []
    assert bare("Nieuw blad") not in text and bare("Naam van jullie blad") not in text


def test_after_printing_the_screen_is_as_it_was(visit: Visit) -> None:
    page = visit("purpose-case")
    given = fill_in(page)
    printed(page)
    assert filled(page) == given and page.locator(".kb-piece__written").count() == 0


# Without JavaScript


@pytest.mark.parametrize("sheet", SHEETS)
def test_without_a_script_a_sheet_is_an_empty_form_with_its_explanation(visit: Visit, sheet: str) -> None:
    page = visit(sheet, java_script_enabled=False)
    (entry,) = (one for one in sample_library().collection("worksheets") if one.id == sheet)
    places = page.locator(".kb-piece")
    expect(places).to_have_count(len(entry.values["pieces"]))
    for one, place in zip(entry.values["pieces"], places.all(), strict=True):
        expect(place.get_by_role("heading", name=one["title"], exact=True)).to_be_visible()
        if "question" in one:
            expect(place.locator(".kb-piece__question")).to_have_text(one["question"])
        expect(place.locator("textarea, input").first).to_be_visible()
        told = [one[name] for name in ("hint", "example") if name in one]
        if told:
            place.locator("summary").click()
        for words in told:
            expect(place.get_by_text(words)).to_be_visible()
    assert set(sum(filled(page).values(), [])) <= {"", "33", "false"}
    expect(page.get_by_text("Zonder JavaScript kun je dit blad printen")).to_be_visible()
    for tool in (".kb-worksheet__bar", ".kb-worksheet__link", SAID, ".kb-worksheet__lost"):
        expect(page.locator(tool)).to_be_hidden()


def test_the_filled_purpose_cases_read_as_text_beside_each_piece_with_or_without_a_script(visit: Visit) -> None:
    page = visit("purpose-case", java_script_enabled=False)
    cases = sample_library().collection("cases")
    for id in pieces(page):
        told = [entry for entry in cases if entry.values.get(id)]
        place = piece(page, id)
        place.locator("summary").click()
        expect(place.locator("dt")).to_have_text([entry.title for entry in told])
        values = [entry.values[id] for entry in told]
        expect(place.locator("dd")).to_have_text(
            ["\n".join(value) if isinstance(value, list) else value for value in values]
        )
        expect(place.locator("dd:visible")).to_have_count(len(told))
        place.locator("summary").click()


# Twenty lines, and what they give


def test_twenty_lines_make_a_worksheet_of_every_kind_of_piece(own: str, visit: Visit, tmp_path: Path) -> None:
    assert TWENTY.count("\n") <= 20
    page = visit("wie-doet-wat", root=own)
    kinds = page.locator(".kb-piece").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert set(kinds) == {"tekst", "lijst", "tabel", "schaal", "keuze", "vinkjes", "datum", "driehoek"}
    given = fill_in(page)
    assert all(any(values) for values in given.values())
    reload(page)
    assert filled(page) == given
    (copy,) = copies(page)
    assert copy["worksheet"] == "wie-doet-wat" and copy["version"] == 1 and list(copy["answers"]) == pieces(page)
    answers = copy["answers"]
    assert (answers["trust"], answers["go"], answers["done"], answers["start"]) == (2, "Nee", ["Koffie"], "2027-02-28")
    assert answers["rounds"] == [["", ODD[8]], [ODD[9], ODD[10]]] and sum(answers["mix"]) == 100
    assert len(sizes(printed(page))) == 1


@pytest.mark.parametrize("media", ["screen", "print"])
def test_what_the_layout_leaves_out_stands_below_it_over_the_full_width(own: str, visit: Visit, media: Any) -> None:
    page = visit("half-getekend", root=own)
    page.emulate_media(media=media)
    boxes = page.locator(".kb-piece").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({ x, y, right, bottom }) => [x, y, right, bottom])"
    )
    (left, _, _, high), (_, _, right, low), *others = boxes
    assert len(others) == 7 and all((box[0], box[2]) == (left, right) for box in others)
    edges = [max(high, low), *(edge for box in others for edge in (box[1], box[3]))]
    assert edges == sorted(set(edges))


def test_it_stands_in_the_index_with_the_others(own: str, visit: Visit) -> None:
    page = visit("wie-doet-wat", root=own)
    page.goto(f"{own}werkbladen/")
    page.get_by_role("link", name="Werkblad Wie doet wat").click()
    expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sheet", PAGES)
def test_axe_finds_nothing_on_a_worksheet(own: str, visit: Visit, sheet: str, form: str) -> None:
    page = visit(
        sheet, root=own if sheet == "wie-doet-wat" else "", bypass_csp=True, reduced_motion="reduce", **FORMS[form]
    )
    if form == "filled":
        fill_in(page)
        for menu in page.locator(".kb-worksheet__more summary").all():
            menu.click()
        link_to(page)
        page.locator(".kb-piece textarea").first.focus()
    page.evaluate(AXE)
    rules: list[str] = page.evaluate(RULES, [TAGS, SPOKEN])
    colours = [rule for rule in page.evaluate(RULES, [["cat.color"], ""]) if rule in rules]
    said = page.evaluate(RUN, [[rule for rule in rules if rule not in colours], colours, False])
    assert said["violations"] == []


# What it weighs, and the page's policy


def test_the_engine_weighs_no_more_than_its_budget(site: Path) -> None:
    modules = [file for folder in FOLDERS for file in (site / "assets/js" / folder).glob("*.mjs")]
    weights = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in modules}
    assert {"worksheet.mjs", "answers.mjs", "link.mjs", "texts.mjs"} <= weights.keys()
    assert sum(weights.values()) <= ENGINE, weights


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_worksheet_has_no_script_or_style_in_it_that_other_pages_lack(site: Path, sheet: str) -> None:
    html, other = (
        (site / path / "index.html").read_text(encoding="utf-8") for path in (f"werkbladen/{sheet}", "tools/fasemodel")
    )
    assert set(inline_scripts(html)) <= set(inline_scripts(other))
    assert set(re.findall(r"<style\b.*?</style>", html, re.DOTALL)) <= set(
        re.findall(r"<style\b.*?</style>", other, re.DOTALL)
    )
    assert not re.search(r"<[^>]+\son\w+=|javascript:", html)
    policies = [re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0].split(";") for text in (html, other)]
    mine, theirs = ({rule.split()[0]: set(rule.split()[1:]) for rule in policy if rule.strip()} for policy in policies)
    assert mine.keys() == theirs.keys() and all(mine[name] <= theirs[name] for name in mine)

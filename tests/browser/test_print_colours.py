"""Paper is white, whatever the screen shows, and a canvas fills its sheet in letters that one can read."""

from __future__ import annotations

import pytest

from tests.conftest import SAMPLE, Open
from tests.kinds import PAGES, Kind, Visits
from tests.sheets import bare, sizes, texts

CASES = sorted(file.stem for file in (SAMPLE / "content/cases").glob("*.yml"))
MM = 96 / 25.4
CANVAS = (round(400 * MM), round(274 * MM))  # what the margins of canvas.css leave of a sheet of A3
SMALLEST = 9 * 96 / 72  # nine points

# Text that is fainter on white paper than WCAG 1.4.3 allows; a ground is only printed where the style insists.
FAINT = """() => {
    const parse = colour => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
    const linear = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
    const ground = element => {
        for (let outer = element; outer; outer = outer.parentElement) {
            const style = getComputedStyle(outer), colour = parse(style.backgroundColor);
            if (colour[3] > .5 && style.printColorAdjust === 'exact') return colour;
        }
        return [255, 255, 255];
    };
    return [...document.querySelectorAll('body *')].filter(element => {
        if (element.closest('svg, script, style, .kb-hidden') || !element.checkVisibility({ visibilityProperty: true })) return false;
        if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) return false;
        const [x, y] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
        return (Math.max(x, y) + .05) / (Math.min(x, y) + .05) < 4.5;
    }).map(element => `${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 50)}`);
}"""
SMALL = """smallest => [...document.querySelectorAll('.kb-entry *')].filter(element =>
    element.checkVisibility() && !element.closest('.kb-hidden, .kb-external-link')
    && [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && parseFloat(getComputedStyle(element).fontSize) < smallest - .01).map(element => element.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("kind", PAGES, ids=str)
def test_every_text_can_be_read_on_white_paper(visits: Visits, kind: Kind) -> None:
    page = visits.visit(kind, 1280, color_scheme="dark")
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")  # colours do not fade on paper
    page.emulate_media(media="print")
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("case", CASES)
def test_a_canvas_fills_one_sheet_and_can_be_read(open_page: Open, case: str) -> None:
    page = open_page(f"purpose-cases/{case}/", width=CANVAS[0])
    page.set_viewport_size({"width": CANVAS[0], "height": CANVAS[1]})
    page.emulate_media(media="print")
    box = page.locator(".kb-entry").bounding_box()
    canvas = page.locator(".kb-canvas").bounding_box()
    assert box and canvas
    assert box["height"] <= CANVAS[1] and canvas["y"] + canvas["height"] > 0.93 * CANVAS[1]
    assert canvas["height"] > 0.75 * CANVAS[1]
    assert page.evaluate(SMALL, SMALLEST) == []
    assert sizes(page.pdf(prefer_css_page_size=True, print_background=True)) == [(1191, 842)]


@pytest.mark.parametrize("case", CASES)
def test_what_the_editors_doubt_stays_off_the_wall(open_page: Open, case: str) -> None:
    page = open_page(f"purpose-cases/{case}/")
    ours = page.locator(":is(.kb-doubts, .kb-notes, .kb-checked) :is(h2, p, li)").all_inner_texts()
    source = page.locator(".kb-sources li").first.inner_text()
    text = "".join(texts(page.pdf(prefer_css_page_size=True)))
    assert ours and [one for one in ours if len(bare(one)) > 8 and bare(one) in text] == []
    assert bare(source) in text

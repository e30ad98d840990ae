"""How heavy each kind of page is, against budget.yml, and that nothing shifts while it loads.

`pytest tests/browser/test_weight.py --golden` measures anew and writes the budget, with some room.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page, Response

from tests.conftest import ROOT
from tests.kinds import PAGES, SETTLED, WIDTHS, Kind
from tests.visiting import Held, rest

BUDGET = ROOT / "budget.yml"
ROOM = 1.12
WEIGHED = tuple(
    kind
    for kind in PAGES
    if kind.name
    in {
        "Voorpagina", "Overzicht van communities", "Overzicht van tools", "Overzicht van organisaties",
        "Community", "Community met alleen een naam", "Tool", "Verhaal", "Organisatie", "Begrip",
        "Verdieping met tabellen", "Verdieping met een tekening", "Over", "Pagina die er niet is",
    }
)  # fmt: skip
PARTS = {"document": "html", "stylesheet": "css", "script": "js", "font": "fonts", "image": "images"}
SHIFT = 0.01

HEAD = """\
# The most that a visitor fetches on the first visit to each kind of page, in kB (1,000 bytes): each file
# compressed with gzip -6, as a browser gets it. A test holds these; this file is written anew, with an eighth
# of room above what is measured, by: .venv/bin/python -m pytest tests/browser/test_weight.py --golden
"""

WATCH = """
window.kbShifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent?.slice(0, 40));
        window.kbShifts.push([entry.value, ...moved]);
    }
}).observe({ type: 'layout-shift', buffered: true });
"""
PAINTED = """() => new Promise(done => {
    const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
    if (performance.getEntriesByName('first-contentful-paint').length) return frames();
    new PerformanceObserver((list, observer) => { observer.disconnect(); frames(); }).observe({ type: 'paint', buffered: true });
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser that has seen nothing yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def weight_of(page: Page, url: str) -> dict[str, float]:
    """What a first visit fetches, in kB compressed."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # Playwright wraps only functions of Python
    page.goto(url)
    rest(page)
    weights = dict.fromkeys((*PARTS.values(), "other"), 0.0)
    for answer in answers:
        if answer.url.startswith("data:"):
            continue  # stands in a file that has been weighed
        if answer.request.method == "HEAD":
            continue  # has no body
        body = answer.body()
        weights[PARTS.get(answer.request.resource_type, "other")] += min(len(body), len(gzip.compress(body, 6))) / 1000
    return {**weights, "total": sum(weights.values())}


def budget() -> dict[str, dict[str, float]]:
    read: dict[str, dict[str, float]] = yaml.safe_load(BUDGET.read_text(encoding="utf-8"))
    return read


def test_no_kind_of_page_weighs_more_than_its_budget(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> None:
    weights: dict[str, dict[str, float]] = {}
    for kind in WEIGHED:
        context = browser.new_context()
        weights[kind.name] = weight_of(context.new_page(), address + kind.path)
        context.close()
    columns = list(next(iter(weights.values())))
    lines = [f"{'kB compressed':32}" + "".join(f"{column:>9}" for column in columns)]
    lines += [f"{name:32}" + "".join(f"{one[column]:9.1f}" for column in columns) for name, one in weights.items()]
    print("\n" + "\n".join(lines))
    if request.config.getoption("--golden"):
        roomy = {name: {part: math.ceil(kb * ROOM) for part, kb in one.items()} for name, one in weights.items()}
        rows = [
            f"{name}: {yaml.safe_dump(one, default_flow_style=True, sort_keys=False, width=200)}"
            for name, one in roomy.items()
        ]
        BUDGET.write_text(HEAD + "\n" + "".join(rows), encoding="utf-8")
    assert list(budget()) == [kind.name for kind in WEIGHED]
    over = [
        f"{name}: {part} is {kb:.1f} kB, the budget is {budget()[name][part]} kB"
        for name, one in weights.items()
        for part, kb in one.items()
        if kb > budget()[name][part]
    ]
    assert over == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", WEIGHED, ids=str)
def test_nothing_shifts_when_fonts_and_scripts_come_late(page: Page, address: str, kind: Kind, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH)
    held = Held(page, re.compile(r"\.(woff2|mjs)$"))
    page.goto(address + kind.path, wait_until="commit")
    page.evaluate(PAINTED)
    in_time = len(held.requests)
    held.let_go()
    page.wait_for_load_state()
    page.evaluate(SETTLED)
    page.evaluate(PAINTED)
    shifts = page.evaluate("window.kbShifts")
    alone = not page.locator("script[src], link[rel=stylesheet]").count()  # has nothing that could come late
    assert alone or in_time > 1, "the page was painted before these came"
    assert sum(shift[0] for shift in shifts) <= SHIFT, shifts


@pytest.mark.parametrize("kind", WEIGHED, ids=str)
def test_every_picture_has_its_measures_and_no_script_holds_up_the_page(page: Page, address: str, kind: Kind) -> None:
    page.goto(address + kind.path)
    assert page.evaluate("[...document.images].filter(one => !(one.getAttribute('width') && one.getAttribute('height'))).map(one => one.outerHTML)") == []  # fmt: skip
    blocking = "head script[src]:not([async], [defer], [type=module]), head script:not([src]):not([type*=json])"
    assert page.locator(blocking).count() <= 1  # the theme's, a line that reads what the visitor chose

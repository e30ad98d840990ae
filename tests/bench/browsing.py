"""What a long index costs a visitor: its weight, and how fast it answers on a slow machine, beside its budget.

One collection of so many entries, in headless Chromium at a quarter of this machine's
speed. A click counts from the event to the paint that shows the mark in its box and the
number of results; the whole answer, with cards and counts, counts to the paint of the last of these.
"""

from __future__ import annotations

import gzip
import random
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import material
from playwright.sync_api import CDPSession, Locator, Page, Request, expect, sync_playwright

from macros.checking.check import check
from macros.page_macros.lists import index
from macros.pages.context import Context, Here
from tests.bench.entries import Synthetic
from tests.browsing import BROWSERS, FLAGS, find_browser, serve
from tests.visiting import status

COLLECTION = PATH = "communities"
SLOWDOWN = 4
CLICKS = 1000
FIELD = "kb-index input[name=q]"
WORDS = ("waterst", "samen werk", "community 12", "verband", "e")
PARTS = {"document": "html", "stylesheet": "css", "script": "js", "font": "fonts", "image": "images"}

Write = Callable[[Path, list[Synthetic]], object]

WATCH = """
window.kbSlow = { clicks: [], painted: [], whole: [], typed: [], tasks: [] };
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "click") window.kbSlow.clicks.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.kbSlow.tasks.push(duration);
}).observe({ type: "longtask", buffered: true });
const painted = (then) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = then;
  port2.postMessage(null);
});
const tell = (event, of) => window.kbSlow[of].push(performance.now() - event.timeStamp);
addEventListener("click", (event) => {
  const whole = () => document.querySelector("kb-index[data-busy]") ? painted(whole) : tell(event, "whole");
  painted(() => { tell(event, "painted"); painted(whole); });
}, { capture: true });
addEventListener("keydown", (event) => painted(() => tell(event, "typed")), { capture: true });
"""
# A box can still be ticked, and nobody hears of it.
UNHEARD = "addEventListener('change', (event) => event.stopImmediatePropagation(), { capture: true })"
RESTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 0)))"
COUNTS = """() => {
  const index = document.querySelector("kb-index");
  const fields = [...index.querySelectorAll("[data-facet]")].map((facet) => facet.dataset.facet);
  const taken = Array.from({ length: 50 }, () => {
    const start = performance.now();
    for (const field of fields) index.found(field);
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[47];
}"""


@dataclass(frozen=True)
class Held:
    """One thing that was measured, beside the most that it may be; without a budget it is only told."""

    what: str
    measured: float
    budget: float | None
    unit: str


def put_index(page: Path, index: str) -> None:
    """Put another index in the place of the one on a built page."""
    text = page.read_text(encoding="utf-8")
    start, end = text.index("<kb-index"), text.index("</kb-index>") + len("</kb-index>")
    page.write_text(text[:start] + index + text[end:], encoding="utf-8")


def make_site(root: Path, entries: Iterable[Synthetic], small: Iterable[Synthetic], write: Write) -> Path:
    """A site with one long index: that of `entries`, put in a site that was built of a few. Returns its folder.

    A visit to an index asks for nothing else, and building thousands of pages takes minutes.
    """
    write(root / "small", list(small))
    write(root / "large", list(entries))
    subprocess.run([sys.executable, "-m", "macros", "build"], cwd=root / "small", check=True, capture_output=True)
    library = check(root / "large").library
    assert library is not None
    icons = Path(material.__file__).parent / "templates/.icons"
    here = Here(Context(library, date(2026, 9, 1), icons), f"{PATH}/")
    made = index(here, COLLECTION)
    site = root / "small/site"
    put_index(site / PATH / "index.html", made.html)
    for artifact in made.artifacts:
        file = site / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(artifact.text, encoding="utf-8")
    return site


def browse(site: Path) -> list[Held]:
    """Visit the long index of a site."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(BROWSERS), args=FLAGS)
        try:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            page = context.new_page()
            page.add_init_script(WATCH)
            return _visit(site, page, context.new_cdp_session(page), serve(site) + f"{PATH}/")
        finally:
            browser.close()


def _visit(site: Path, page: Page, session: CDPSession, url: str) -> list[Held]:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # Playwright wraps only functions of Python
    page.goto(url)
    page.wait_for_load_state("networkidle")
    first = _weights(site, asked)
    asked.clear()

    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    rng = random.Random(6)
    boxes = page.locator("kb-index .kb-option:not([data-zero]):visible input")
    boxes.first.click()
    page.locator("kb-index:not([data-busy])").wait_for()
    boxes.first.click()
    clicks = _clicks(page, boxes, rng)
    nodes = int(page.locator(".kb-cards *").count())

    page.evaluate(UNHEARD)
    bare = _clicks(page, boxes, rng)

    page.goto(url)
    page.focus(FIELD)
    _forget(page)
    for words in WORDS:
        page.fill(FIELD, "")
        page.keyboard.type(words, delay=80)
        page.wait_for_url(re.compile(rf"q={words.replace(' ', '[+]')}$"))
        page.locator("kb-index:not([data-busy])").wait_for()
        page.evaluate(RESTED)
        nodes = max(nodes, int(page.locator(".kb-cards *").count()))
    typing = page.evaluate("window.kbSlow")
    data = _weights(site, [one for one in asked if "/data/index/" in one.url and "/text-" not in one.url])
    texts = _weights(site, [one for one in asked if "/text-" in one.url])

    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.goto(url)
    boxes.first.click()
    page.locator("kb-index:not([data-busy])").wait_for()
    counts = float(page.evaluate(COUNTS))
    # Time of the processor, not of the clock: where a machine does more at once, only that says something.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    worked = [_worked(page, session, lambda: _click(page, 1, rng.randrange(40))) for _ in range(60)]
    rest = statistics.median(_worked(page, session, lambda: _click(page, 0)) for _ in range(20))
    _click(page, CLICKS // 10)
    before = _memory(page, session)
    _click(page, CLICKS)
    after = _memory(page, session)
    expect(status(page)).to_be_visible()

    return [
        Held("index, until one can read and filter", sum(first.values()) - first["fonts"], 150, "kB"),
        Held("same, with letters that may come later", sum(first.values()), None, "kB"),
        *(Held(f"  {part}", weight, None, "kB") for part, weight in first.items() if weight),
        Held("data: filters, order and words", sum(data.values()), 400, "kB"),
        Held("summaries of what was shown", sum(texts.values()), None, "kB"),
        Held("click to paint, 95th percentile", _95th(clicks["painted"]), 50, "ms"),
        Held("  the mark alone, our scripts not listening", _95th(bare["painted"]), None, "ms"),
        Held(f"  its processor time, times {SLOWDOWN}", (_95th(worked) - rest) * SLOWDOWN, None, "ms"),
        Held("same, as the browser tells it", _95th(clicks["clicks"]), None, "ms"),
        Held("click to the whole answer, 95th percentile", _95th(clicks["whole"]), None, "ms"),
        Held("key to paint while typing, 95th percentile", _95th(typing["typed"]), 50, "ms"),
        Held("longest task while typing", max(typing["tasks"], default=0), 50, "ms"),
        Held("counting all options", counts, 5, "ms"),
        Held("elements in the list", nodes, 1500, ""),
        Held(f"memory after {CLICKS} clicks", after - before, 1, "MB more"),
    ]


def _weights(site: Path, asked: list[Request]) -> dict[str, float]:
    """What was fetched, in kB compressed, each file once."""
    weights = dict.fromkeys((*PARTS.values(), "other"), 0.0)
    for url, kind in sorted({(one.url, one.resource_type) for one in asked if not one.url.startswith("data:")}):
        file = site / urlsplit(url).path.lstrip("/")
        body = (file / "index.html" if file.is_dir() else file).read_bytes()
        weights[PARTS.get(kind, "other")] += min(len(body), len(gzip.compress(body, 6))) / 1000
    return weights


def _clicks(page: Page, boxes: Locator, rng: random.Random) -> dict[str, list[float]]:
    """What sixty clicks on boxes took, each after the answer to the one before."""
    _forget(page)
    for _ in range(60):
        box = boxes.nth(rng.randrange(boxes.count()))
        box.scroll_into_view_if_needed()
        place = box.bounding_box()
        assert place is not None
        page.evaluate(RESTED)
        # By place: looking something up by name takes Playwright long on a slow machine, and in the page itself.
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.evaluate(RESTED)
        page.locator("kb-index:not([data-busy])").wait_for()
    found: dict[str, list[float]] = page.evaluate("window.kbSlow")
    return found


def _forget(page: Page) -> None:
    page.evaluate(
        "async () => { await new Promise((done) => setTimeout(done, 300)); for (const list of Object.values(window.kbSlow)) list.length = 0; }"
    )


def _click(page: Page, times: int, first: int = 0) -> None:
    """Click through the options, one after another, each answered before the next."""
    page.evaluate(
        """async ([times, first]) => {
          const boxes = [...document.querySelectorAll("kb-index .kb-option input")];
          for (let nth = 0; nth < times; nth++) {
            boxes[(first + (nth >> 1)) % boxes.length].click();
            await new Promise(requestAnimationFrame);
          }
        }""",
        [times, first],
    )


def _worked(page: Page, session: CDPSession, act: Callable[[], object]) -> float:
    """Milliseconds that the processor worked on what `act` brings about in the page."""
    before = _metric(session, "TaskDuration")
    act()
    page.evaluate(RESTED)
    return (_metric(session, "TaskDuration") - before) * 1000


def _memory(page: Page, session: CDPSession) -> float:
    """What the page holds on to once it is at rest, in MB."""
    page.locator("kb-index:not([data-busy])").wait_for()
    page.wait_for_timeout(1000)  # the summaries of the last cards come after a moment
    session.send("HeapProfiler.collectGarbage")
    return _metric(session, "JSHeapUsedSize") / 1e6


def _metric(session: CDPSession, name: str) -> float:
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == name))


def _95th(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1] if len(found) > 1 else max(found, default=0)


def tell(held: list[Held]) -> None:
    print(f"\n{'':<40}{'measured':>10}{'budget':>9}")
    for one in held:
        budget = f"{one.budget:>9.0f}" if one.budget is not None else f"{'':>9}"
        over = "  OVER" if one.budget is not None and one.measured > one.budget else ""
        print(f"{one.what:<40}{one.measured:>10.1f}{budget} {one.unit}{over}")

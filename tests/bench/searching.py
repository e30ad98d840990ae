"""How well the search answers, and what a visitor waits and fetches for the first answer.

Well: on the questions in tests/search/, with the sample of the tests. Waiting: from the last letter to the first result on
the screen, the index not yet fetched, on a processor slowed down four times; with as many entries as the bench has.
"""

from __future__ import annotations

import gzip
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import BROWSERS, find_browser, serve
from tests.conftest import ROOT, build_site, sample_root
from tests.search.score import Score, ask_all, open_search, questions, score

QUESTIONS = (
    "questions",
    "questions-held-out",
    "questions-second-writer",
    "questions-third-tuned",
    "questions-third-held-out",
)
_SLOWER = 4
_TRIES = 5
# What is typed comes at once, so that only the search is measured, not the typing.
_FIRST = """words => new Promise(done => {
    const finder = document.querySelector('kb-search-box');
    const start = performance.now();
    let first = 0;
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        if (finder.querySelector('[role=option]')) first ||= performance.now() - start;
    }))).observe(finder.querySelector('[role=listbox]'), { childList: true });
    finder.addEventListener('kb-found', () => requestAnimationFrame(() => setTimeout(() =>
        done([first, performance.now() - start, finder.querySelectorAll('[role=option]').length]))), { once: true });
    finder.querySelector('input').value = words;
    finder.querySelector('input').dispatchEvent(new Event('input', { bubbles: true }));
})"""


@dataclass(frozen=True)
class First:
    """The first answer: milliseconds to see its best results and all of it, kilobytes fetched (compressed), and files."""

    milliseconds: float
    whole: float
    kilobytes: float
    files: int


def score_of(folder: Path) -> dict[str, dict[str, float]]:
    """The score on each file of questions, with the sample, built in `folder`."""
    site = build_site(sample_root(), folder / "site")
    settings = yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))
    paths = {name: one["path"] for name, one in settings["collections"].items()}
    root = serve(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(BROWSERS), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{root}over/")
        open_search(page)
        found: dict[str, Score] = {name: score(ask_all(page, questions(name, paths), root)) for name in QUESTIONS}
        browser.close()
    return {name: asdict(one) for name, one in found.items()}


def first_answer(site: Path, words: str) -> First:
    """The median of the first answers to `words` on this site, each in a browser that has seen nothing yet."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(BROWSERS), args=["--no-sandbox"])
        found = [_first(browser, serve(site), words) for _ in range(_TRIES)]
        browser.close()
    milliseconds, whole = (
        median(times) for times in zip(*((one.milliseconds, one.whole) for one in found), strict=True)
    )
    return First(milliseconds, whole, found[0].kilobytes, found[0].files)


def _first(browser: Browser, root: str, words: str) -> First:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{root}over/")
    page.wait_for_load_state("networkidle")
    bodies: list[bytes] = []
    page.on("response", lambda answer: bodies.append(answer.body()))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    open_search(page)
    page.wait_for_load_state("networkidle")  # the visitor is typing now
    milliseconds, whole, options = page.evaluate(_FIRST, words)
    page.wait_for_load_state("networkidle")
    context.close()
    if not options:
        raise RuntimeError(f"the search found nothing for {words!r}")
    return First(milliseconds, whole, sum(len(gzip.compress(body, 6)) for body in bodies) / 1000, len(bodies))

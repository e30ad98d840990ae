"""Pictures of what a proposal adds or changes: of each entry its card in the index, and its page.

    python -m tests.screenshots SITE TO

SITE is the site with the proposal. At most MOST entries are shown, each at the widths of a screen and of a phone. What
the proposal began with is what KENNISBANK_BASE names. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from macros.checking.check import check
from macros.library.library import Entry, Library
from macros.reading.proposal import Base
from tests.browsing import FLAGS, find_browser, serve

WIDTHS = (1280, 360)
MOST = 10  # entries
_HEIGHT = 800
_TALLEST = 6000  # pixels: what stands below that is more of the same


def changed(root: Path, library: Library) -> list[Entry]:
    """The entries of which the file is new or differs, as far as they are on the site."""
    paths = set(Base(root).changed)
    every = (entry for name in library.settings.collections for entry in library.collection(name))
    return [entry for entry in every if entry.path in paths and not entry.draft]


def take(browser: Browser, address: str, entries: list[Entry], to: Path) -> Iterator[Path]:
    """Take the pictures of a site that is served, and tell the file of each. A card that is not found has none."""
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": _HEIGHT}, reduced_motion="reduce")
        context.route(lambda url: not url.startswith((address, "data:", "blob:")), _refuse)
        page = context.new_page()
        for entry in entries:
            name = f"{entry.collection.name}-{entry.id}-{width}.png"
            page.goto(f"{address}{entry.url}", wait_until="load")
            tall = page.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": min(tall, _TALLEST)}
            page.screenshot(path=to / f"pagina-{name}", full_page=True, clip=clip)  # type: ignore[arg-type]
            yield to / f"pagina-{name}"
            if _card(page, address, entry, to / f"kaart-{name}"):
                yield to / f"kaart-{name}"
        context.close()


def _card(page: Page, address: str, entry: Entry, file: Path) -> bool:
    """The card as a visitor finds it: in the index, by the words of its title."""
    page.goto(f"{address}{entry.collection.path}/?q={quote(entry.title)}", wait_until="networkidle")
    card = page.locator(f'.kb-card:has(a[href$="/{entry.id}/"]), .kb-card:has(a[href="{entry.id}/"])').first
    try:
        card.screenshot(path=file, timeout=5_000)
    except Error:
        return False
    return True


def _refuse(route: Route) -> None:
    route.abort()


def main(arguments: list[str]) -> int:
    site, to = map(Path, arguments)
    root = Path.cwd()
    library = check(root).library
    entries = changed(root, library) if library else []
    if not entries or not (site / "index.html").is_file():
        print("Er is niets om een beeld van te maken.")
        return 0
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for file in take(browser, serve(site.resolve()), entries[:MOST], to):
            print(file.name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

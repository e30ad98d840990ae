"""Twelve kinds of page, as they looked when somebody last looked: tests/pictures/ keeps a small picture of each.

The content is a sample in tests/pictures/, so that a writer can change any text and this stays green. Whoever changes
the look, a label or a template, writes the pictures anew and LOOKS at them before committing:

    .venv/bin/python -m pytest tests/browser/test_pictures.py --golden

The same after an update of the browser that turns all of this red: when the new pictures look well, they are the
measure. When one page is red and nothing of it was meant to change, something is broken; the message says where the
picture of now and the picture of differences are.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from tests.browsing import BROWSERS, FLAGS, Pages, find_browser
from tests.conftest import ROOT, Open, macros, program, serve
from tests.likeness import complaint, differences, keep, shrink

HERE = ROOT / "tests/pictures"
TALLEST = 1800
READY = """() => document.fonts.ready.then(() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(done))))"""


@dataclass(frozen=True)
class Picture:
    """A page in one form."""

    name: str
    path: str
    width: int
    scheme: str

    def __str__(self) -> str:
        return self.name

    @property
    def file(self) -> Path:
        return HERE / f"{self.name}.png"

    @property
    def kept(self) -> Image.Image:
        with Image.open(self.file) as image:
            return image.copy()


PICTURES = (
    Picture("home", "", 1280, "light"),
    Picture("community", "communities/house-of-hospitality/", 1280, "light"),
    Picture("canvas", "purpose-cases/house-of-hospitality/", 1280, "light"),
    Picture("terms", "begrippen/", 1280, "dark"),
    Picture("story", "verhalen/gastvrijheid-groeit-van-college-naar-regio/", 1280, "dark"),
    Picture("nowhere", "404.html", 1280, "dark"),
    Picture("communities", "communities/", 360, "light"),
    Picture("tool", "tools/fasemodel/", 360, "light"),
    Picture("guide", "meedoen/velden/verhalen/", 360, "light"),
    Picture("no-results", "tools/?phases=opstart&q=zevenmijlslaars", 360, "dark"),
    Picture("only-a-name", "communities/chill/", 360, "dark"),
    Picture("table", "verdieping/geld/", 360, "dark"),
)
BY_NAME = {picture.name: picture for picture in PICTURES}


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """One with windows, as the pictures were made in: the shell takes other letters of one width."""
    started = browser.browser_type.launch(executable_path=find_browser(BROWSERS), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="module")
def lent_pages(browser: Browser) -> Iterator[Pages]:
    """Pages of that one."""
    kept = Pages(browser)
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site of the sample is served."""
    root = program(tmp_path_factory.mktemp("pictures") / "project")
    for part in ("content", "docs"):
        shutil.copytree(HERE / part, root / part, dirs_exist_ok=True)
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    wait_for_the_letters(root / "site/assets/css/kennisbank.css")
    return serve(root / "site")


def wait_for_the_letters(styles: Path) -> None:
    """A visitor on a slow line gets the letters of the machine, for good; a slow machine would picture those."""
    text = styles.read_text()
    assert "font-display:optional" in text.replace(" ", "")
    styles.write_text(re.sub(r"font-display:\s*optional", "font-display:block", text))


def visit(open_page: Open, root: str, picture: Picture, complaints: bool = True, **options: object) -> Page:
    return open_page(picture.path, root, picture.width, complaints, color_scheme=picture.scheme, **options)


def look(page: Page, picture: Picture) -> Image.Image:
    page.evaluate(READY)
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    clip = {"x": 0, "y": 0, "width": picture.width, "height": height}
    return shrink(page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide"), picture.width)  # type: ignore[arg-type]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_a_page_looks_as_it_did(
    picture: Picture, sample: str, open_page: Open, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    actual = look(visit(open_page, sample, picture), picture)
    wrong = complaint(actual, picture.kept) if picture.file.exists() else "there is no picture yet"
    if wrong and request.config.getoption("--golden"):  # what still looks the same keeps its bytes
        keep(actual, picture.file)
        wrong = complaint(actual, picture.kept)
    if wrong:
        actual.save(tmp_path / "actual.png")
        if picture.file.exists():
            differences(actual, picture.kept).save(tmp_path / "differences.png")
    assert wrong is None, f"{wrong}; see actual.png and differences.png in {tmp_path}"


@dataclass(frozen=True)
class Break:
    """Something wrong with the look: of which files, and what is added to them; None where they are missing."""

    name: str
    on: str
    files: str
    added: str | None = None

    def __str__(self) -> str:
        return self.name

    def answer(self, route: Route) -> None:
        if self.added is None:
            route.fulfill(status=404)
        else:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text() + self.added)


STYLE = "**/assets/css/kennisbank.css*"
BREAKS = (
    Break("no-style", "story", STYLE),
    Break("another-brand", "home", STYLE, ":root, [data-md-color-scheme] { --kb-brand: red }"),
    Break("another-pale-surface", "canvas", STYLE, ":root, [data-md-color-scheme] { --kb-warm-soft: #fde8dd }"),
    Break("no-serif", "story", "**/assets/fonts/serif*"),
    Break(
        "cards-without-padding",
        "communities",
        "**/assets/css/index.css*",
        ".md-typeset .kb-cards > li.kb-card { padding: 0 }",
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=str)
def test_a_broken_style_is_seen(broken: Break, sample: str, open_page: Open) -> None:
    picture = BY_NAME[broken.on]
    page = visit(open_page, sample, picture, complaints=False)
    page.route(broken.files, lambda route: broken.answer(route))
    with page.expect_response(broken.files):
        page.reload()
    assert complaint(look(page, picture), picture.kept)


@pytest.mark.parametrize("name", ["home", "story", "guide", "table"])
def test_letters_with_other_edges_are_not(name: str, sample: str, open_page: Open) -> None:
    """Each letter drawn at twice the size, as on many a screen, shrunk to the same."""
    picture = BY_NAME[name]
    page = visit(open_page, sample, picture, device_scale_factor=2)
    assert complaint(look(page, picture), picture.kept) is None

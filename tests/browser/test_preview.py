"""`python -m macros preview`: what a proposal makes of a page, as one file that opens from a disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.conftest import Project, macros
from tests.renamed import MIRROR, NEED, SMALL, git

BODY = "body: |\n  Zie [de nood](../bottlenecks/tijdnood.yml) en [het veld](../communities/veld.yml).\n\n  ![Een ruit](../images/ruit.png)\n"


@pytest.fixture
def proposal(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(
        {
            "tools/spiegel.yml": MIRROR,
            "bottlenecks/tijdnood.yml": NEED,
            "communities/veld.yml": SMALL["communities/veld.yml"],
        }
    )
    (root / "content/images").mkdir()
    Image.new("RGB", (40, 30), "red").save(root / "content/images/ruit.png")
    (root / "content/tools/spiegel.yml").write_text(MIRROR + BODY, encoding="utf-8")
    for words in (("init", "-q"), ("add", "content", "docs"), ("commit", "-qm", "Begin")):
        git(root, *words)
    monkeypatch.setenv("KENNISBANK_BASE", "HEAD")
    return root


def test_a_changed_page_opens_from_a_disk_with_its_styles_and_pictures(proposal: Path, browser: Browser) -> None:
    (proposal / "content/tools/spiegel.yml").write_text(MIRROR + BODY + "aliases: [Kijkglas]\n", encoding="utf-8")
    (proposal / "content/bottlenecks/tijdnood.yml").write_text(
        NEED.replace("Tijdnood", "Grote tijdnood"), encoding="utf-8"
    )
    (proposal / "content/communities/nieuw.yml").write_text("title: Nieuw\ndraft: true\n", encoding="utf-8")
    (proposal / "docs/index.md").write_text("# Een andere voorpagina\n", encoding="utf-8")
    run = macros(proposal, "preview")
    assert run.returncode == 0, run.stderr
    made = {file.name: file for file in (proposal / "voorbeeld").iterdir()}
    assert set(made) == {"tools-spiegel.html", "knelpunten-tijdnood.html", "communities-nieuw.html", "home.html"}
    assert run.stdout.split() == [
        f"voorbeeld/{name}"
        for name in ("communities-nieuw.html", "tools-spiegel.html", "knelpunten-tijdnood.html", "home.html")
    ]
    complaints: list[str] = []
    for width in (1280, 360):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("console", lambda message: complaints.append(message.text))
        page.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
        )
        page.goto(made["tools-spiegel.html"].as_uri())
        assert page.get_by_role("note").is_visible() and page.get_by_text("Kijkglas").is_visible()
        assert page.evaluate("document.querySelector('article img').naturalWidth") == 40
        family = page.get_by_role("heading", level=1).evaluate("element => getComputedStyle(element).fontFamily")
        assert family.startswith('"KB Serif"') and page.evaluate("document.fonts.check('600 20px \"KB Serif\"')")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (
            not page.get_by_role("search").is_visible() and not page.get_by_role("button", name="Bewaar").is_visible()
        )
        links = page.locator("article a", has_text="het veld")
        assert re.fullmatch(r"https://.+/communities/veld/", links.get_attribute("href") or "")
        page.locator("article a", has_text="de nood").click()
        assert page.url == made["knelpunten-tijdnood.html"].as_uri() and "Grote tijdnood" in page.title()
        page.goto(made["communities-nieuw.html"].as_uri())
        assert page.get_by_text("Deze pagina staat nog niet op de site.").is_visible()
        assert complaints == []
        page.close()
    assert all(file.stat().st_size < 600_000 for file in made.values())
    assert "font-display: block" in made["tools-spiegel.html"].read_text(encoding="utf-8"), (
        "letters are shown, not only loaded"
    )


def test_nothing_changed_is_said_and_makes_no_folder(proposal: Path) -> None:
    run = macros(proposal, "preview")
    assert run.returncode == 0 and run.stdout == "Dit voorstel verandert geen pagina.\n"
    assert not (proposal / "voorbeeld").exists()


def test_with_a_mistake_it_tells_that(proposal: Path) -> None:
    (proposal / "content/tools/spiegel.yml").write_text(f"{MIRROR}phases: [opstrat]\n", encoding="utf-8")
    run = macros(proposal, "preview")
    assert run.returncode == 1 and "opstrat" in run.stderr and not (proposal / "voorbeeld").exists()


def test_a_picture_counts_for_the_page_that_shows_it(proposal: Path) -> None:
    from macros.reading.proposal import Base
    from macros.upkeep.changed import changed_pages
    from tests.conftest import library_of

    Image.new("RGB", (40, 30), "blue").save(proposal / "content/images/ruit.png")
    assert changed_pages(proposal, library_of(proposal), Base(proposal)) == ["tools/spiegel/"]

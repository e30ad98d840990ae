"""`make serve` in a browser: a change shows on the page that is open, and so does what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.build.test_serve import PATIENCE, Server, running
from tests.conftest import Open, empty_project
from tests.small import SMALL

pytestmark = pytest.mark.build
TUIN = "content/communities/tuin.yml"
LONG = PATIENCE * 1000  # milliseconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = empty_project(tmp_path_factory.mktemp("preview") / "project")
    for name, text in SMALL.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    with running(root, root.with_name("serve.log")) as server:
        yield server


@pytest.fixture
def visit(server: Server, open_page: Open) -> Callable[..., Page]:
    return lambda path, **options: open_page(path, root=server.address, **options)


def test_a_change_shows_on_the_page_that_is_open_and_then_wherever_it_stands(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit("communities/tuin/")
    server.change(TUIN, "Scholen en bedrijven leren er samen.", "Scholen leren er van bedrijven.")
    expect(page.get_by_text("Scholen leren er van bedrijven.")).to_be_visible(timeout=LONG)
    page.goto(server.address + "communities/")
    expect(page.get_by_text("Scholen leren er van bedrijven.")).to_be_visible(timeout=LONG)


def test_what_is_wrong_shows_on_the_page_and_goes_once_it_is_right(server: Server, visit: Callable[..., Page]) -> None:
    page = visit("tools/spiegel/")
    server.change("content/tools/spiegel.yml", "phases: [opstart]", "phases: [opstrat]")
    alert = page.locator("#kb-preview")
    expect(alert).to_contain_text("1 fout in wat je schreef", timeout=LONG)
    for said in ("‘opstrat’ is geen keuze", "content/tools/spiegel.yml:", "Zo wordt het goed", "phases: [opstart]"):
        expect(alert).to_contain_text(said)
    expect(page.get_by_role("heading", name="Spiegel", level=1)).to_be_visible()
    assert "‘opstrat’ is geen keuze" in server.log.read_text(encoding="utf-8")
    other = visit("communities/")
    expect(other.locator("#kb-preview")).to_contain_text("opstrat")
    server.change("content/tools/spiegel.yml", "phases: [opstrat]", "phases: [opstart]")
    expect(alert).to_have_count(0, timeout=LONG)
    expect(other.locator("#kb-preview")).to_have_count(0, timeout=LONG)


def test_what_only_a_whole_build_can_tell_shows_too(server: Server, visit: Callable[..., Page]) -> None:
    page = visit("communities/tuin/")
    server.change("docs/tools/index.md", "# Tools\n", "# Tools\n\n[weg](bestaat-niet.md)\n")
    expect(page.locator("#kb-preview")).to_contain_text("bestaat-niet.md", timeout=LONG)
    server.change("docs/tools/index.md", "[weg](bestaat-niet.md)\n", "")
    expect(page.locator("#kb-preview")).to_have_count(0, timeout=LONG)


def test_a_page_that_did_not_change_stays_as_it_is(server: Server, visit: Callable[..., Page]) -> None:
    page = visit("organisaties/")
    page.evaluate("window.kept = true")
    server.change(TUIN, "title: De Tuin", "title: De Grote Tuin")
    other = visit("communities/")
    expect(other.get_by_role("link", name="De Grote Tuin").first).to_be_visible(timeout=LONG)
    assert page.evaluate("window.kept") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everyone_can_read_what_is_wrong(server: Server, visit: Callable[..., Page], width: int, scheme: str) -> None:
    page = visit("tools/spiegel/", width=width, color_scheme=scheme, bypass_csp=True)
    server.change("content/tools/spiegel.yml", "scope: breder", "scope: bredere")
    close = page.get_by_role("button", name="Sluit")
    expect(close).to_be_visible(timeout=LONG)
    page.evaluate(AXE)
    said = page.evaluate(RUN, [page.evaluate(RULES, [TAGS, SPOKEN]), [], True])
    close.focus()
    page.keyboard.press("Enter")
    server.change("content/tools/spiegel.yml", "scope: bredere", "scope: breder")
    assert said["violations"] == []
    expect(page.locator("#kb-preview")).to_have_count(0)

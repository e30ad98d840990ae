"""A chooser with more entries than a page holds: an answer shows the best, and the questions fetch what they need."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from macros.chooser.pages import BEST, INLINE
from tests.conftest import Open, serve, small_project
from tests.visiting import shown, status

FOOT = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
TOOLS = INLINE + 20
TEXT = "## Zo werkt het\n\nJe slaat.\n"


def tool(number: int) -> str:
    about = "phases: [opstart]\nbottlenecks: [geld]\n" if number % 2 else "phases: [uitvoering]\n"
    return f"---\ntitle: Hamer {number:03}\nsummary: Iets om mee te slaan.\n{about}evidence: niet-beoordeeld\nscope: learning-communities\n{FOOT}---\n{TEXT}"


CONTENT = {
    "bottlenecks/geld.yml": f"title: Geld\nkind: thema\nsummary: Er is te weinig geld.\n{FOOT}",
    **{f"tools/hamer-{number:03}.md": tool(number) for number in range(TOOLS)},
    **{
        f"communities/kring-{number:02}.yml": f"title: Kring {number:02}\nsummary: Een kring van enkele mensen.\nphases: [{phase}]\nbottlenecks: [geld]\n{FOOT}"
        for number in range(12)
        for phase in ["opstart" if number > 8 else "uitvoering"]
    },
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(small_project(tmp_path_factory.mktemp("long") / "project", CONTENT) / "site")


def names(page: Page) -> list[str]:
    return shown(page).evaluate_all("all => all.map(one => one.dataset.entry)")


def test_an_answer_shows_the_best_and_leads_to_all(root: str, open_page: Open) -> None:
    page = open_page("toolwijzer/opstart/", root=root)
    first = names(page)
    assert len(first) == BEST
    page.get_by_role("link", name=f"Bekijk alle {TOOLS // 2} tools").click()
    expect(status(page)).to_have_text(f"{TOOLS // 2} tools passen bij jullie antwoorden.")
    assert len(names(page)) == TOOLS // 2 and names(page)[:BEST] == first


def test_the_questions_fetch_the_entries(root: str, open_page: Open) -> None:
    page = open_page("toolwijzer/?bottlenecks=geld&phases=opstart", root=root)
    assert page.locator("template[data-of^='item ']").count() == TOOLS
    assert len(names(page)) == TOOLS // 2
    lists = page.locator("[data-subject=geld] [data-collection=communities] li:visible")
    assert lists.all_inner_texts() == ["Kring 09", "Kring 10", "Kring 11", "Kring 00", "Kring 01"]
    assert open_page("toolwijzer/opstart/geld/", root=root).locator(
        "[data-subject=geld] [data-collection=communities] li"
    ).all_inner_texts() == ["Kring 09", "Kring 10", "Kring 11", "Kring 00", "Kring 01"]


def test_what_does_not_come_leaves_links_to_every_answer(root: str, open_page: Open) -> None:
    page = open_page("404.html", root=root, fail_on_complaints=False)

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/candidates.json", refuse)
    page.goto(page.url.replace("404.html", "toolwijzer/"))
    expect(page.get_by_role("main").get_by_role("link", name="Geld", exact=True)).to_be_visible()

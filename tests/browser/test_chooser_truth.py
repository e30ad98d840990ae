"""What the Toolwijzer says of its answer is true: a tool that asks what is not there is no answer, and what helps comes first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open, serve, small_project
from tests.sheets import bare, texts
from tests.visiting import shown, status

REST = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
TOOL = "summary: Een middel om samen te werken.\nscope: breder\nevidence: ervaring\n"
BOTTLENECK = "summary: Daar lopen zij op vast in hun werk.\nkind: thema\n" + REST
CONTENT = {
    "tools/kort.yml": f"title: Kort\n{TOOL}phases: [opstart]\ntime_needed: dagdeel\npeople: [alleen]\nfacilitator: niet-nodig\n{REST}",
    "tools/lang.yml": f"title: Lang\n{TOOL}phases: [opstart]\ntime_needed: half-jaar\npeople: [groep]\nfacilitator: nodig\n{REST}",
    "tools/raad.yml": f"title: Raad\n{TOOL}phases: [opstart]\nfacilitator: aanbevolen\n{REST}",
    "tools/snel.yml": f"title: Snel\n{TOOL}time_needed: dagdeel\npeople: [veel-partijen]\nfacilitator: nodig\n{REST}",
    "tools/taal.yml": f"title: Taal\n{TOOL}bottlenecks: [taal]\nphases: [uitvoering]\n{REST}",
    "bottlenecks/geld.yml": f"title: Geld\n{BOTTLENECK}",
    "bottlenecks/taal.yml": f"title: Taal en toon\n{BOTTLENECK}",
    "communities/eigen.yml": f"title: Eigen\nsummary: Een kring van mensen.\nbottlenecks: [geld]\n{REST}",
    "communities/verteld.yml": f"title: Verteld\nsummary: Een kring van mensen.\n{REST}",
    "lessons/begroot.md": f"---\ntitle: Begroot samen\nsummary: Wat zij over geld leerden.\nlevel: community\nbottlenecks: [geld]\nphases: [uitvoering]\ncommunities: [verteld]\n{REST}---\nEerst dit.\n\n## Zo begin je morgen\n\nBel **de bank**.\n\n## En dan\n\nIets anders.\n",
    "lessons/spaar.md": f"---\ntitle: Spaar samen\nsummary: Wat zij over geld leerden.\nlevel: community\nbottlenecks: [geld]\nphases: [opstart]\nby_editors: [body/Zo begin je morgen]\n{REST}---\n## Zo begin je morgen\n\nKoop een spaarpot.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(small_project(tmp_path_factory.mktemp("truth") / "project", CONTENT) / "site")


def ids(page: Page) -> set[str]:
    return {str(one.get_attribute("data-entry")) for one in shown(page).all()}


@pytest.mark.parametrize(
    ("query", "sentence", "sure"),
    [
        ("phases=opstart", "3 tools passen bij jullie antwoorden.", {"kort", "lang", "raad"}),
        (
            "phases=opstart&time_needed=dagdeel&people=alleen",
            "1 tool past bij al jullie antwoorden. 2 horen bij jullie fase. "
            "Van 1 klopt de tijd, de groep of de begeleiding niet: die staat onderaan apart.",
            {"kort", "raad"},
        ),
        # Recommended is not needed: without a facilitator it can still be done.
        (
            "phases=opstart&facilitated=nee",
            "1 tool past bij al jullie antwoorden. 2 horen bij jullie fase. "
            "Van 1 klopt de tijd, de groep of de begeleiding niet: die staat onderaan apart.",
            {"kort", "raad"},
        ),
        (
            "time_needed=dagdeel&people=groep",
            "Geen tool past bij al jullie antwoorden. "
            "Van 3 klopt de tijd, de groep of de begeleiding niet: die staan onderaan apart. "
            "Van 2 tools zeggen de bronnen het niet: kijk hieronder.",
            set(),
        ),
        (
            "phases=opstart&bottlenecks=geld",
            "Geen tool past bij al jullie antwoorden. 3 horen bij jullie fase, geen hoort bij jullie knelpunt.",
            {"kort", "lang", "raad"},
        ),
        (
            "phases=opstart&bottlenecks=taal",
            "Geen tool past bij al jullie antwoorden. 3 horen bij jullie fase, 1 hoort bij jullie knelpunt.",
            {"kort", "lang", "raad", "taal"},
        ),
    ],
)
def test_the_headline_counts_what_fits_all_answers_and_says_what_does_not(
    open_page: Open, query: str, sentence: str, sure: set[str]
) -> None:
    page = open_page(f"toolwijzer/?{query}")
    expect(status(page)).to_have_text(sentence)
    on_top = page.locator(".kb-answer__moments [data-entry]")
    assert {str(one.get_attribute("data-entry")) for one in on_top.all()} == sure


def test_what_asks_too_much_is_folded_away_and_goes_along_only_when_ticked(open_page: Open) -> None:
    page = open_page("toolwijzer/?phases=opstart&time_needed=dagdeel&people=alleen")
    assert ids(page) == {"kort", "raad"}
    paper = "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    assert bare("Een middel om samen te werken") in paper and bare("half jaar") not in paper
    page.get_by_text("Past niet bij jullie tijd of groep", exact=True).click()
    assert ids(page) == {"kort", "raad", "lang"}
    along = page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Lang)")
    expect(along).not_to_be_checked()
    along.check()
    assert page.url.endswith("&along=lang")
    page.reload()
    expect(along).to_be_checked()
    assert bare("half jaar") in "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("path", ["toolwijzer/?bottlenecks=geld&phases=opstart", "toolwijzer/opstart/geld/"])
def test_where_no_tool_helps_what_does_comes_first_with_its_first_step(open_page: Open, path: str) -> None:
    page = open_page(path)
    section = page.locator("[data-subject=geld]")
    card = page.locator(".kb-pick:visible").first.bounding_box()
    helps = section.bounding_box()
    assert card and helps and helps["y"] < card["y"]
    expect(section.locator(".kb-help__step:visible")).to_have_text(
        "Zo begin je morgen (redactie) Koop een spaarpot. Uit de les Spaar samen", use_inner_text=True
    )


def test_the_first_step_is_that_of_the_lesson_on_top(open_page: Open) -> None:
    page = open_page("toolwijzer/?bottlenecks=geld&phases=uitvoering")
    step = page.locator(".kb-help__step:visible")
    expect(step).to_have_count(1)
    expect(step).to_contain_text("Bel de bank.")
    expect(step).not_to_contain_text("Iets anders")
    expect(step).not_to_contain_text("(redactie)")
    expect(page.locator("[data-subject=geld] [data-collection=lessons] li").first).to_have_text("Begroot samen")


@pytest.mark.parametrize("path", ["toolwijzer/?bottlenecks=taal", "toolwijzer/knelpunt/taal/"])
def test_where_a_tool_helps_it_comes_before_what_else_does(open_page: Open, path: str) -> None:
    page = open_page(path)
    card = page.locator(".kb-pick:visible").first.bounding_box()
    helps = page.locator("[data-subject=taal]").bounding_box()
    assert card and helps and card["y"] < helps["y"]


@pytest.mark.parametrize("path", ["toolwijzer/?bottlenecks=geld", "toolwijzer/knelpunt/geld/"])
def test_who_has_a_bottleneck_is_told_from_who_is_only_in_a_lesson_about_it(open_page: Open, path: str) -> None:
    section = open_page(path).locator("[data-subject=geld]")
    lists = {
        one.get_by_role("heading").inner_text(): one.get_by_role("listitem").all_inner_texts()
        for one in section.locator(".kb-help__list[data-collection=communities]").all()
    }
    assert lists == {
        "Communities die erover vertellen": ["Eigen"],
        "Komt voor in een les of verhaal hierover": ["Verteld"],
    }

"""The Toolwijzer: which tools an answer gives and why, and how a visitor gets there."""

from __future__ import annotations

import json
import random
import re
from functools import cache

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.chooser.helping import Helpers
from macros.chooser.questions import Question, make_questions
from macros.chooser.ranking import MAYBE, Answers, Deciding, Moment, rank
from macros.chooser.verdicts import Judged, judge_all
from macros.library.worth import in_usual_order
from tests.conftest import ROOT, Open, sample_library
from tests.focus import tab_to
from tests.sheets import bare, texts
from tests.visiting import shown, status

# Dialogic (2022), Table 4: the tools for each phase.
TABLE_4 = {
    "opstart": {
        "actiescan-learning-communities", "tip-ontwikkelmethode", "gas-erop-ontwerpprincipes", "partnerschapskaart",
        "van-taal-naar-tool", "fasemodel", "pitstop-methode",
    },
    "uitvoering": {"seeds-of-innovation", "fasemodel"},
    "doorontwikkeling": {
        "seeds-of-innovation", "reflectie-op-samenwerken", "stakeholderanalyse", "peer-review", "fasemodel",
    },
    "verzelfstandiging": {"fasemodel"},
}  # fmt: skip
# Section 4.2: tools for two of the six themes.
SECTION_4_2 = {"partnerschapskaart", "reflectie-op-samenwerken", "van-taal-naar-tool"}
WITH_TOOLS = ("diversiteit", "balans")
WITHOUT_TOOLS = ("certificering", "continuiteit", "financiering", "infrastructuur")
PHASES = list(TABLE_4)
DECIDING = Deciding("phases", tuple(PHASES), "bottlenecks")


@cache
def questions() -> tuple[Question, ...]:
    return make_questions(sample_library())


@cache
def tools() -> list[Judged]:
    return judge_all(sample_library(), questions())


def answer(**answers: list[str]) -> list[Moment]:
    """What surely fits; what may fit too is in test_unknown_tools."""
    return [moment for moment in rank(tools(), answers, DECIDING) if moment.name != MAYBE]


def ids(moments: list[Moment]) -> list[str]:
    return [pick.candidate.entry.id for moment in moments for pick in moment.picks]


def reasons(moments: list[Moment], id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return next((p.why, p.against) for moment in moments for p in moment.picks if p.candidate.entry.id == id)


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name, exact=True))


def on_page(page: Page) -> set[str]:
    return set(shown(page).evaluate_all("all => all.map(one => one.dataset.entry)"))


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_gives_the_tools_of_table_4(open_page: Open, phase: str) -> None:
    assert set(ids(answer(phases=[phase]))) == TABLE_4[phase]
    page = open_page(f"toolwijzer/{phase}/")
    assert on_page(page) == TABLE_4[phase]
    page.get_by_role("link", name="Beantwoord meer vragen").click()
    expect(status(page)).to_have_text(re.compile(rf"^{len(TABLE_4[phase])} tools? "))
    assert on_page(page) == TABLE_4[phase]


@pytest.mark.parametrize("theme", WITH_TOOLS)
def test_diversity_and_balance_give_the_three_tools_of_section_4_2(open_page: Open, theme: str) -> None:
    assert set(ids(answer(bottlenecks=[theme]))) == SECTION_4_2
    for path in (f"toolwijzer/knelpunt/{theme}/", f"toolwijzer/?bottlenecks={theme}"):
        page = open_page(path)
        expect(shown(page)).to_have_count(3)
        assert on_page(page) == SECTION_4_2


@pytest.mark.parametrize("theme", WITHOUT_TOOLS)
def test_the_other_themes_say_that_there_is_no_tool_and_show_who_and_what_helps(open_page: Open, theme: str) -> None:
    assert ids(answer(bottlenecks=[theme])) == []
    for path in (f"toolwijzer/knelpunt/{theme}/", f"toolwijzer/?bottlenecks={theme}"):
        page = open_page(path)
        section = page.locator(f"[data-subject={theme}]")
        expect(section.get_by_text(re.compile("^De bron noemt geen tool bij dit knelpunt"))).to_be_visible()
        expect(section.get_by_role("heading", name="Wie je kunt vragen")).to_be_visible()
        for collection in ("communities", "lessen", "verhalen"):
            expect(section.locator(f"a[href*='/{collection}/']:visible").first).to_be_visible()
        expect(shown(page)).to_have_count(0)
    expect(status(page)).to_have_text("De bronnen noemen bij deze antwoorden geen tool. Hieronder staat wat wel helpt.")


def test_every_bottleneck_leads_to_something_that_helps() -> None:
    library = sample_library()
    assert library.settings.chooser
    helpers = Helpers(library, library.settings.chooser)
    for entry in library.collection("bottlenecks"):
        found = helpers.help_with(entry, [], shown=5)
        assert found.named or found.lists, entry.id


def test_a_concrete_bottleneck_gives_the_tools_of_its_theme_and_says_so() -> None:
    moments = answer(bottlenecks=["kennis-open-delen"])
    assert set(ids(moments)) == SECTION_4_2
    why, against = reasons(moments, "partnerschapskaart")
    assert "kan helpen bij het thema diversiteit" in why
    assert "niet gekoppeld aan ‘Kennis open delen’ zelf" in against


def test_each_tool_says_why_it_is_here_and_what_speaks_against_it() -> None:
    moments = answer(phases=["opstart"], bottlenecks=["diversiteit"], people=["alleen"], facilitated=["nee"])
    why, against = reasons(moments, "van-taal-naar-tool")
    assert why == ("past bij de opstartfase", "kan helpen bij diversiteit")
    assert against == (
        "bedoeld voor: een groep",
        "werkt het best met een begeleider",
    )  # that nobody judged what it rests on does not speak against it
    _, against = reasons(moments, "fasemodel")
    assert "knelpunt onbekend" in against  # Table 4 does not say so either
    assert "groepsgrootte onbekend" in against
    _, against = reasons(moments, "pitstop-methode")
    assert "vraagt een begeleider" in against


def test_what_fits_more_answers_stands_higher() -> None:
    assert ids(answer(phases=["opstart"], bottlenecks=["balans"]))[:2] == ["partnerschapskaart", "van-taal-naar-tool"]
    assert ids(answer(time_needed=["dagdeel"])) == ["plankgasvrij"]
    assert ids(answer(phases=["opstart"], facilitated=["ja"], time_needed=["weken"]))[0] == "pitstop-methode"
    assert ids(answer(phases=["opstart"], facilitated=["nee"], time_needed=["dagdeel"]))[-1] == "tip-ontwikkelmethode"


def test_what_the_source_does_not_say_counts_neither_for_nor_against() -> None:
    plain = {
        id: pick.points for moment in answer(phases=["uitvoering"]) for pick in moment.picks for id in ids([moment])
    }
    asked = answer(phases=["uitvoering"], time_needed=["dagdeel"], people=["groep"])
    assert {id: pick.points for moment in asked for pick in moment.picks for id in ids([moment])} == plain


def test_phases_give_an_order() -> None:
    moments = answer(phases=["uitvoering"], bottlenecks=["diversiteit"])
    assert {moment.name: set(ids([moment])) for moment in moments} == {
        "eerst": {"partnerschapskaart", "van-taal-naar-tool"},
        "nu": {"seeds-of-innovation", "fasemodel"},
        "daarna": {"reflectie-op-samenwerken"},
    }
    assert [moment.name for moment in moments] == ["eerst", "nu", "daarna"]
    assert [moment.name for moment in answer(bottlenecks=["diversiteit"])] == ["0", "2"]


def random_answers(seed: int) -> Answers:
    chance = random.Random(seed)
    answers = {}
    for question in questions():
        if chance.random() < 0.5:
            most = min(3, len(question.options)) if question.many else 1
            options = [option.value for option in question.options]
            chosen = set(chance.sample(options, chance.randint(1, most)))
            answers[question.name] = [value for value in options if value in chosen]
    return answers


ANSWER = """queries => queries.map(query => {
    history.replaceState(null, '', query);
    dispatchEvent(new PopStateEvent('popstate'));
    return [...document.querySelectorAll('.kb-moment')].map(moment => [
        moment.querySelector('h3').textContent,
        [...moment.querySelectorAll('[data-entry]')].map(card => [
            card.dataset.entry,
            ...['.kb-pick__why li', '.kb-pick__against li'].map(of => [...card.querySelectorAll(of)].map(li => li.textContent)),
        ]),
    ]);
})"""


def test_the_browser_gives_the_same_answer_as_python(open_page: Open) -> None:
    """The same tools in the same order, with the same reasons. More answers are in tests/cases/parity/chooser.json."""
    page = open_page("toolwijzer/")
    headings = json.loads(page.locator("kb-chooser").get_attribute("data-headings") or "")
    given = [random_answers(seed) for seed in range(60)]
    names = [question.name for question in questions()]
    queries = ["?" + "&".join(f"{name}={value}" for name in names for value in one.get(name, ())) for one in given]
    for query, one, found in zip(queries, given, page.evaluate(ANSWER, queries), strict=True):
        expected = [
            [
                headings[moment.name][0],
                [[pick.candidate.entry.id, list(pick.why), list(pick.against)] for pick in moment.picks],
            ]
            for moment in rank(tools(), one, DECIDING)
        ]
        assert found == expected, query


def test_one_answers_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Wat nu? Vraag de Toolwijzer"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Wat moeten we nu doen?").wait_for()
    tab_to(page, page.get_by_role("checkbox", name=re.compile("^Uitvoering")))
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("2 tools passen bij jullie antwoorden.")
    tab_to(page, page.get_by_role("checkbox", name=re.compile("Continuïteit")))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # what is folded below it
    tab_to(page, page.get_by_role("checkbox", name=re.compile("Te weinig tijd en middelen")))
    page.keyboard.press("Space")
    section = page.locator("[data-subject=te-weinig-tijd-en-middelen]")
    expect(section.get_by_role("heading", name="Wie je kunt vragen")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("Te weinig tijd en middelen"))).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Sla over").first)
    page.keyboard.press("ArrowDown")
    expect(card(page, "Seeds of Innovation").get_by_text("tijd onbekend")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Wis alle antwoorden"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name=re.compile("^Opstartfase"))).to_be_focused()
    expect(status(page)).to_have_text("Beantwoord een vraag. Hier staat dan meteen wat past.")


def test_answers_are_a_link_and_back_undoes_the_last(open_page: Open) -> None:
    page = open_page("toolwijzer/?phases=opstart")
    expect(status(page)).to_have_text("7 tools passen bij jullie antwoorden.")
    page.get_by_role("radio", name="Een paar weken").check()
    page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Partnerschapskaart)").uncheck()
    assert page.url.endswith("toolwijzer/?phases=opstart&time_needed=weken&without=partnerschapskaart")
    again = open_page(page.url.split("/", 3)[3])
    expect(again.get_by_role("checkbox", name="Gaat mee in ons koffertje (Partnerschapskaart)")).not_to_be_checked()
    expect(again.get_by_role("radio", name="Een paar weken")).to_be_checked()
    expect(again.get_by_text("Jullie antwoorden: fase: Opstartfase; tijd: Een paar weken.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Partnerschapskaart)")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("radio", name="Sla over").first).to_be_checked()
    expect(card(page, "TIP-ontwikkelmethode").get_by_text("vraagt meer tijd")).to_have_count(0)
    page.go_forward()
    page.get_by_text("Past niet bij jullie tijd of groep", exact=True).click()
    expect(card(page, "TIP-ontwikkelmethode").get_by_text("vraagt meer tijd: een half jaar")).to_be_visible()


def test_an_unknown_answer_in_a_link_is_said_and_left_out(open_page: Open) -> None:
    page = open_page("toolwijzer/?phases=uitvoering&phases=puberteit&time_needed=dagdeel&time_needed=weken")
    expect(page.get_by_text("Deze keuze uit de link kennen we niet: ‘puberteit’.")).to_be_visible()
    expect(status(page)).to_have_text("Geen tool past bij al jullie antwoorden. 2 horen bij jullie fase.")
    expect(page.get_by_role("radio", name="Hooguit een dagdeel")).to_be_checked()


def test_what_is_about_the_chosen_phase_comes_first_among_what_helps(open_page: Open) -> None:
    page = open_page("toolwijzer/?bottlenecks=continuiteit&phases=verzelfstandiging")
    library = sample_library()
    about = {"bottlenecks": ["continuiteit"], "phases": ["verzelfstandiging"]}
    first = [entry.title for entry in in_usual_order(library, library.select("lessons", about))]
    lists = page.locator("[data-subject=continuiteit] [data-collection=lessons]")
    assert lists.get_by_role("listitem").all_inner_texts()[: len(first)] == first
    static = open_page("toolwijzer/verzelfstandiging/continuiteit/")
    same = static.locator("[data-subject=continuiteit] [data-collection=lessons]").get_by_role("listitem")
    assert same.all_inner_texts() == lists.get_by_role("listitem").all_inner_texts()


def test_without_a_script_links_lead_to_every_answer(open_page: Open) -> None:
    page = open_page("toolwijzer/", java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main.get_by_role("checkbox")).to_have_count(0)
    for entry in sample_library().collection("bottlenecks"):
        expect(main.get_by_role("link", name=entry.title, exact=True)).to_be_visible()
    main.get_by_role("link", name="Uitvoering", exact=True).click()
    page.get_by_role("heading", level=1, name="Wat past bij de uitvoering?").wait_for()
    expect(card(page, "Seeds of Innovation").get_by_text("past bij de uitvoering")).to_be_visible()
    main.get_by_role("link", name="te weinig tijd en middelen vrijmaken").click()
    page.wait_for_url(re.compile("/toolwijzer/uitvoering/te-weinig-tijd-en-middelen/"))
    expect(main.get_by_role("heading", name="Wat helpt", exact=True)).to_be_visible()
    expect(main.get_by_role("button")).to_have_count(0)  # none that would do nothing


def test_a_phone_has_the_answer_one_touch_away(open_page: Open) -> None:
    page = open_page("toolwijzer/", width=360)
    page.get_by_role("checkbox", name=re.compile("^Opstartfase")).check()
    jump = page.get_by_role("link", name="Bekijk het antwoord: 7 tools")
    expect(jump).to_be_in_viewport()
    jump.click()
    expect(page.get_by_role("heading", name="Ons koffertje")).to_be_in_viewport()
    expect(status(page)).to_be_in_viewport()


def test_the_kit_prints_with_what_goes_along_and_what_was_asked(open_page: Open) -> None:
    page = open_page("toolwijzer/?phases=uitvoering&bottlenecks=continuiteit")
    page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Seeds of Innovation)").uncheck()
    sheets = texts(page.pdf(format="A4", prefer_css_page_size=True))
    text = "".join(sheets)
    asked = bare("Ons koffertje Jullie antwoorden: fase: Uitvoering; knelpunt: Continuïteit.")
    assert asked + bare("Dit helpt bij: Continuïteit") in text  # no tool does
    assert bare("Nu Deze tools horen bij jullie fase. Fasemodel") in text
    assert bare("past bij de uitvoering") in text
    assert bare("Seeds of Innovation") not in text
    assert bare("Wie je kunt vragen") in text
    for asked_elsewhere in ("Waar zijn jullie nu?", "Print ons koffertje", "Gaat mee", "Bekijk het antwoord"):
        assert bare(asked_elsewhere) not in text
    assert len(sheets) <= 2
    foot = "toolwijzer/?phases=uitvoering&bottlenecks=continuiteit&without=seeds-of-innovation"
    assert all(bare(foot) in sheet and bare("Stand van") in sheet for sheet in sheets)


def test_the_kit_for_a_phase_prints_from_its_own_page(open_page: Open) -> None:
    page = open_page("toolwijzer/opstart/")
    sheets = texts(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) <= 2
    for id in TABLE_4["opstart"]:
        assert bare(sample_library().entry("tools", id).title) in "".join(sheets)
    assert bare("Beantwoord meer vragen") not in "".join(sheets)


@pytest.mark.parametrize(
    ("path", "link", "target"),
    [
        ("", "Uitvoering", "toolwijzer/uitvoering/"),
        ("tools/", "Toolwijzer", "toolwijzer/"),
        ("tools/peer-review/", "doorontwikkeling en verdieping", "toolwijzer/doorontwikkeling/"),
        ("knelpunten/balans/", "Wat kunnen we nu doen?", "toolwijzer/knelpunt/balans/"),
    ],
)
def test_other_pages_lead_here(open_page: Open, path: str, link: str, target: str) -> None:
    page = open_page(path)
    page.get_by_role("main").get_by_role("link", name=link, exact=True).click()
    page.wait_for_url(re.compile(f"/{target}$"))
    page.get_by_role("heading", level=1).wait_for()


def test_a_fact_in_fixed_choices_does_not_stand_beside_the_same_in_words(open_page: Open) -> None:
    page = open_page("tools/plankgasvrij/")
    facts = page.get_by_role("complementary", name="In het kort")
    expect(facts.get_by_text("Twee uur")).to_be_visible()
    expect(facts.get_by_text("Hooguit een dagdeel")).to_have_count(0)
    expect(facts.get_by_text("Veel partijen")).to_be_visible()  # this tool has no group size in words


def test_the_rule_stands_in_the_story_for_developers() -> None:
    story = (ROOT / "docs/ontwikkelen/decisions.md").read_text(encoding="utf-8")
    assert "`chooser/ranking`" in story

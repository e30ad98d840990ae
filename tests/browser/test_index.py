"""An index as visitors use it, in a real browser: filters, counts, words, the address, the keyboard, a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Open, sample_library
from tests.kinds import KINDS, Kind, Visits
from tests.visiting import Held, choose, search, settle, shown, status

TOOLS = sample_library().count("tools")
COMMUNITIES = sample_library().count("communities")
INDEXES = [
    (collection.path, sample_library().count(name))
    for name, collection in sample_library().settings.collections.items()
]


def test_choosing_a_phase_shows_its_tools_and_says_so(open_page: Open) -> None:
    page = open_page("tools/")
    expect(status(page)).to_have_text(f"{TOOLS} tools")
    choose(page, "Fase", "Opstartfase")
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")
    expect(shown(page)).to_have_count(7)
    assert page.url.endswith("/tools/?phases=opstart")


def test_a_second_choice_in_a_field_widens_and_one_in_another_narrows(open_page: Open) -> None:
    page = open_page("tools/")
    choose(page, "Fase", "Opstartfase")
    choose(page, "Fase", "Doorontwikkeling en verdieping")
    expect(status(page)).to_have_text(f"11 van {TOOLS} tools")
    choose(page, "Kan helpen bij knelpunt", "Diversiteit")
    expect(status(page)).to_have_text(f"3 van {TOOLS} tools")


def test_back_undoes_the_last_choice_and_forward_makes_it_again(open_page: Open) -> None:
    page = open_page("tools/")
    choose(page, "Fase", "Opstartfase")
    choose(page, "Fase", "Uitvoering")
    expect(status(page)).to_have_text(f"8 van {TOOLS} tools")
    page.go_back()
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")
    expect(page.get_by_role("checkbox", name=re.compile("^Uitvoering"))).not_to_be_checked()
    page.go_back()
    expect(status(page)).to_have_text(f"{TOOLS} tools")
    page.go_forward()
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")


def test_each_choice_is_a_step_of_its_own_and_a_word_is_one(open_page: Open) -> None:
    page = open_page("tools/")
    search(page, "an")
    expect(page).to_have_url(re.compile(r"\?q=an$"))
    choose(page, "Fase", "Opstartfase")
    search(page, "ant")
    expect(page).to_have_url(re.compile(r"\?phases=opstart&q=ant$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?phases=opstart&q=an$"))
    expect(page.get_by_role("checkbox", name=re.compile("^Opstartfase"))).to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=an$"))


def test_words_typed_just_before_a_card_is_opened_are_there_on_return(open_page: Open) -> None:
    page = open_page("tools/")
    search(page, "spinw")
    page.get_by_role("link", name="Spinwaves Lab").click()
    page.get_by_role("heading", level=1, name="Spinwaves Lab").wait_for()
    page.go_back()
    expect(page.get_by_role("searchbox", name="Zoek in tools")).to_have_value("spinw")
    expect(shown(page)).to_have_count(1)


def test_a_choice_made_before_the_page_has_loaded_is_kept(open_page: Open) -> None:
    page = open_page("over/")
    held = Held(page, "**/*.svg")
    page.goto(page.url.replace("over/", "tools/?q=tool"), wait_until="domcontentloaded")
    choose(page, "Fase", "Opstartfase")
    held.let_go()
    page.wait_for_load_state("load")
    expect(page).to_have_url(re.compile(r"\?phases=opstart&q=tool$"))


def test_a_choice_made_before_the_scripts_arrive_is_kept(open_page: Open) -> None:
    page = open_page("over/")
    held = Held(page, "**/index/collection-index.mjs")  # a slow machine may ask for it only after the choice
    page.goto(page.url.replace("over/", "communities/?themes=waterstof"), wait_until="commit")
    choose(page, "Focus", "Innoveren")
    search(page, "twente")
    page.get_by_role("combobox", name="Volgorde").select_option("Aantal partners, meeste eerst")
    held.let_go()
    chips = page.get_by_role("list", name="Gekozen filters").get_by_role("button")
    expect(chips).to_have_text(["Waterstof", "Innoveren", "twente"])
    expect(page).to_have_url(re.compile("themes=waterstof&focus=innoveren&q=twente&sort=partners$"))


@pytest.fixture(scope="module")
def too_early(browser: Browser, address: str) -> Iterator[Visits]:
    """Visits before any script has arrived."""
    visits = Visits(browser, address)
    scripts = re.compile(r"\.m?js$")
    visits.context(1280).route(scripts, lambda request: request.fulfill(body="", content_type="text/javascript"))
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.mark.parametrize("path", sorted({kind.path for kind in KINDS}))
def test_no_button_can_be_pressed_in_vain_before_the_scripts_arrive(too_early: Visits, path: str) -> None:
    page = too_early.visit(Kind("", path), 1280)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.get_by_role("button", disabled=False).filter(visible=True).all_text_contents() == []


def test_back_from_an_entry_returns_to_the_selection(open_page: Open) -> None:
    page = open_page("tools/")
    choose(page, "Fase", "Opstartfase")
    expect(shown(page)).to_have_count(7)
    page.get_by_role("link", name="Partnerschapskaart").click()
    page.get_by_role("heading", level=1, name="Partnerschapskaart").wait_for()
    page.go_back()
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")


def test_a_copied_link_opens_the_same_selection(open_page: Open) -> None:
    page = open_page("communities/?themes=waterstof&provinces=overijssel&q=twente&sort=partners")
    expect(status(page)).to_have_text(f"2 van {COMMUNITIES} communities")
    assert {card.get_attribute("data-entry") for card in shown(page).all()} == {
        "h2hub-twente",
        "h2hub-challenge-based-lc",
    }
    expect(page.get_by_role("combobox", name="Volgorde")).to_have_value("partners")
    expect(page.get_by_role("searchbox", name="Zoek in communities")).to_have_value("twente")
    assert page.url.endswith("?themes=waterstof&provinces=overijssel&q=twente&sort=partners")
    expect(page.get_by_role("dialog", name="Zoeken")).to_be_hidden()


def test_an_unknown_choice_in_a_link_is_ignored_with_a_word_about_it(open_page: Open) -> None:
    page = open_page("tools/?phases=opstart&phases=puberteit&utm_source=x")
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")
    expect(page.get_by_text("Deze keuze uit de link kennen we niet: ‘puberteit’")).to_be_visible()


def test_typing_finds_names_and_regions_without_regard_to_case_and_accents(open_page: Open) -> None:
    page = open_page("communities/")
    search(page, "limburg")
    expect(status(page)).to_have_text(f"3 van {COMMUNITIES} communities")
    for name in ("CIV Gebouwde Omgeving Limburg", "CIV Installatietechniek Limburg", "Limburg Innovation Labs"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    search(page, "ECONOMIE  FRYSLAN")
    expect(status(page)).to_have_text(f"1 van {COMMUNITIES} communities")
    expect(shown(page)).to_have_attribute("data-entry", "biobased-economie-fryslan")


def test_what_was_found_out_of_sight_is_shown(open_page: Open) -> None:
    page = open_page("communities/")
    search(page, "waterstofhub")
    found = page.locator('[data-entry="h2hub-twente"]')
    expect(found.get_by_text("Gevonden in Ook bekend als: ")).to_be_visible()


def test_behind_each_option_stands_what_it_would_give_now(open_page: Open) -> None:
    page = open_page("tools/")
    choose(page, "Vorm", "Scan")
    for option in page.get_by_role("group", name="Fase").get_by_role("checkbox").all():
        settle(page)
        label = option.locator("xpath=..").inner_text().split("\n")
        option.click()
        expect(shown(page), label[0]).to_have_count(int(label[-1]))
        option.click()


def test_options_without_results_are_dimmed_but_never_gone_while_chosen(open_page: Open) -> None:
    page = open_page("tools/?phases=verzelfstandiging&bottlenecks=diversiteit")
    option = page.get_by_role("checkbox", name=re.compile("^Diversiteit"))
    expect(option).to_be_visible()
    expect(option).to_be_checked()
    expect(option.locator("xpath=..")).to_have_attribute("data-zero", "")


def test_no_results_name_the_choice_whose_removal_helps_most(open_page: Open) -> None:
    page = open_page("tools/?phases=verzelfstandiging&bottlenecks=diversiteit")
    expect(shown(page)).to_have_count(0)
    expect(status(page)).to_have_text(
        f"0 van {TOOLS} tools. Haal ‘Verzelfstandiging en continuering’ weg en je ziet er 3."
    )


def test_chips_show_what_is_applied_and_take_it_away(open_page: Open) -> None:
    page = open_page("tools/?phases=opstart&forms=scan&q=samen")
    chips = page.get_by_role("list", name="Gekozen filters").get_by_role("button")
    expect(chips).to_have_count(3)
    page.get_by_role("button", name="Haal weg: samen").click()
    expect(chips).to_have_count(2)
    expect(page.get_by_role("searchbox", name="Zoek in tools")).to_have_value("")
    page.get_by_role("button", name="Alles wissen").click()
    expect(status(page)).to_have_text(f"{TOOLS} tools")
    assert page.url.endswith("/tools/")
    expect(chips).to_have_count(0)


def test_sorting_puts_most_partners_first_and_unknown_last(open_page: Open) -> None:
    page = open_page("communities/")
    usual = shown(page).first.get_attribute("data-entry") or ""
    page.get_by_role("combobox", name="Volgorde").select_option(label="Aantal partners, meeste eerst")
    assert page.url.endswith("?sort=partners")
    ids = [card.get_attribute("data-entry") for card in shown(page).all()]
    assert ids[:3] == ["coe-biobased-economy", "waterstofnet", "energy-college-ik-studeer-energie"]
    page.go_back()
    expect(shown(page).first).to_have_attribute("data-entry", usual)


def test_everything_works_from_the_keyboard_and_focus_stays(open_page: Open) -> None:
    page = open_page("tools/")
    box = page.get_by_role("checkbox", name=re.compile("^Opstartfase"))
    box.focus()
    page.keyboard.press("Space")
    expect(status(page)).to_have_text(f"7 van {TOOLS} tools")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name=re.compile("^Uitvoering"))).to_be_focused()
    page.get_by_role("button", name="Haal weg: Opstartfase").focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(f"{TOOLS} tools")
    expect(page.get_by_role("searchbox", name="Zoek in tools")).to_be_focused()


def test_long_lists_of_options_open_with_a_button(open_page: Open) -> None:
    page = open_page("communities/")
    group = page.get_by_role("group", name="Thema’s")
    known = group.get_by_role("checkbox", name=re.compile("^(?!Niet bekend)"))
    expect(known).to_have_count(8)
    group.get_by_role("button", name="Toon alle").click()
    assert known.count() > 8
    group.get_by_role("button", name="Toon minder").click()
    expect(known).to_have_count(8)
    expect(group.get_by_role("checkbox", name="Niet bekend")).to_be_visible()


def test_on_a_phone_the_filters_are_a_sheet_that_says_what_it_gives(open_page: Open) -> None:
    page = open_page("tools/", width=360)
    opener = page.get_by_role("button", name="Filters", exact=True)
    expect(page.get_by_role("group", name="Fase")).to_be_hidden()
    opener.click()
    choose(page, "Fase", "Opstartfase")
    expect(page.get_by_role("button", name="Toon 7 tools")).to_be_in_viewport()
    page.get_by_role("button", name="Toon 7 tools").click()
    expect(page.get_by_role("group", name="Fase")).to_be_hidden()
    expect(shown(page)).to_have_count(7)
    expect(page.get_by_role("button", name="Filters 1")).to_be_focused()
    page.get_by_role("button", name="Filters 1").click()
    sheet = page.get_by_role("dialog", name="Filters")
    for _ in range(80):  # once around, and the focus never leaves the sheet
        page.keyboard.press("Tab")
        assert sheet.evaluate(
            "sheet => sheet.contains(document.activeElement) || document.activeElement === document.body"
        )
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name="Fase")).to_be_hidden()


@pytest.mark.parametrize(("path", "count"), INDEXES)
def test_without_javascript_the_whole_list_stands_there(open_page: Open, path: str, count: int) -> None:
    page = open_page(f"{path}/", java_script_enabled=False)
    expect(shown(page)).to_have_count(count)
    expect(status(page)).to_contain_text(str(count))
    expect(page.get_by_role("searchbox", name=re.compile("^Zoek in "))).to_be_hidden()
    expect(page.get_by_role("checkbox", name=re.compile("^Opstartfase"))).to_be_hidden()


def test_a_long_list_from_a_to_z_has_letters_to_jump_to(open_page: Open) -> None:
    page = open_page("begrippen/")
    letters = page.get_by_role("navigation", name="Naar een letter")
    letters.get_by_role("link", name="S", exact=True).click()
    first = page.locator("[data-entry]:target")
    expect(first.get_by_role("heading")).to_have_text(re.compile("^[‘(]?S"))
    expect(first).to_be_in_viewport()
    search(page, "samen")
    expect(letters).to_be_hidden()
    page.go_back()
    expect(letters).to_be_visible()
    assert open_page("purpose-cases/").get_by_role("navigation", name="Naar een letter").count() == 0


def test_the_pure_rules_of_the_index(open_page: Open, address: str) -> None:
    """The helpers on their own: reading and writing addresses, sets of places, stretches of numbers."""
    page = open_page()
    result = page.evaluate(
        """async (url) => {
          const q = await import(url + "filters/query.mjs");
          const { BitSet } = await import(url + "lib/bitset.mjs");
          const { Choices, Numbers } = await import(url + "filters/facet-columns.mjs");
          const bits = (...places) => places.reduce((all, place) => all.add(place), new BitSet(70));
          const n = new Numbers([28, null, 151, 3]);
          const columns = new Map([
            ["a", new Choices(new Map([["x", bits(0, 31, 32)], ["y", bits(69)]]))],
            ["b", new Choices(new Map([["z", bits()]]))],
            ["n", n],
          ]);
          const search = "?b=z&n=..9&a=y&a=q&a=x&n=3..28&n=9..3&q= Twee  woorden &sort=n&view=tafel";
          const { query, strange } = q.readQuery(search, columns, ["t", "n"], ["cards", "table"]);
          const places = (bits) => [...Array(4).keys()].filter((place) => bits.has(place));
          return {
            words: q.wordsOf("Twee  woorden"),
            strange,
            written: q.writeQuery(query, columns, ["t", "n"], ["cards", "table"]),
            empty: q.writeQuery({ fields: new Map(), words: " ", sort: "t", view: "cards" }, columns, ["t", "n"], ["cards"]),
            all: [BitSet.all(70).count(), BitSet.all(64).count(), BitSet.all(70).count(bits(0, 31, 32, 69))],
            stretches: ["3..28", "..28", "29..", "151..151", "4..27"].map((value) => places(n.places(value))),
          };
        }""",
        address + "assets/js/",
    )
    assert result == {
        "words": ["twee", "woorden"],
        "strange": ["q", "9..3"],
        "written": "?a=x&a=y&b=z&n=3..28&q=Twee++woorden&sort=n",
        "empty": "",
        "all": [70, 64, 4],
        "stretches": [[0, 3], [0, 3], [2], [2], []],
    }, json.dumps(result, ensure_ascii=False)

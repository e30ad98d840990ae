"""Entries side by side: chosen on their pages or given in a link, all rows or what differs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open, sample_library
from tests.focus import sees_focus, tab_to

TWO = "vergelijk/?communities=seece&communities=h2hub-challenge-based-lc"


def side_by_side(open_page: Open, path: str = TWO, **options: object) -> Page:
    page = open_page(path, **options)
    expect(page.locator("kb-compare")).to_have_attribute("aria-busy", "false")
    return page


def row(page: Page, label: str) -> list[str]:
    found = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True))
    return [" ".join(text.split()) for text in found.get_by_role("cell").all_inner_texts()]


def labels(page: Page) -> list[str]:
    return page.get_by_role("rowheader").all_inner_texts()


def choose(page: Page, path: str) -> None:
    page.goto(re.sub(r"^(http://[^/]+/).*", rf"\g<1>{path}", page.url))
    page.get_by_role("button", name="Vergelijk", exact=True).click()


def test_one_chooses_two_on_their_pages_and_sees_them_side_by_side(open_page: Open) -> None:
    page = open_page("over/")
    choose(page, "communities/seece/")
    expect(page.get_by_text("1 community om te vergelijken. Kies er nog een.")).to_be_visible()
    expect(page.get_by_role("button", name="In vergelijking")).to_be_visible()
    choose(page, "communities/chill/")
    bar = page.get_by_role("region", name="Vergelijking")
    expect(bar).to_contain_text("2 communities om te vergelijken")
    bar.get_by_role("link", name="Vergelijk").click()
    expect(page).to_have_url(re.compile(r"vergelijk/\?communities=seece&communities=chill$"))
    heads = page.get_by_role("columnheader").get_by_role("link")
    expect(heads).to_have_text(["SEECE", "CHILL"])
    heads.first.click()
    page.get_by_role("heading", level=1, name="SEECE").wait_for()


def test_the_bar_can_be_emptied_and_a_fifth_is_not_taken(open_page: Open) -> None:
    page = open_page("over/")
    for id in ("seece", "chill", "techport", "civ-water", "fidett"):
        choose(page, f"communities/{id}/")
    expect(page.get_by_role("status").filter(has_text="Er passen er vier naast elkaar.")).to_be_visible()
    expect(page.get_by_text("4 communities om te vergelijken")).to_be_visible()
    choose(page, "tools/fasemodel/")
    expect(page.get_by_text("1 tool om te vergelijken.")).to_be_visible()
    page.get_by_role("button", name="Leeg", exact=True).click()
    expect(page.get_by_role("region", name="Vergelijking")).to_be_hidden()
    expect(page.get_by_role("button", name="Vergelijk", exact=True)).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_every_field_of_either_is_a_row(open_page: Open) -> None:
    page = side_by_side(open_page)
    library = sample_library()
    fields = library.schemas["communities"].fields
    shown = {label.strip() for label in labels(page)}
    for id in ("seece", "h2hub-challenge-based-lc"):
        entry = library.entry("communities", id)
        wanted = {
            fields[name].label
            for name in entry.values
            if name not in ("title", "summary", "checked", "website", "asked_as")
        }
        assert wanted <= shown, wanted - shown
    assert row(page, "Provincies") == ["Gelderland", "Overijssel"]
    assert row(page, "Aantal partners") == ["58", "Niet bekend"]


@pytest.mark.parametrize(
    ("collection", "ids"),
    [
        ("tools", ("fasemodel", "peer-review")),
        ("cases", ("entree-in-beweging", "living-lab-esports")),
        ("stories", ("leren-van-een-wijk-op-de-tribune", "windmonteurs-voor-de-noordzee")),
        ("lessons", ("praat-vanaf-de-start-met-iedereen", "leg-lessen-vast-op-een-plek")),
    ],
)
def test_any_collection_can_be_compared(open_page: Open, collection: str, ids: tuple[str, str]) -> None:
    library = sample_library()
    known = [id for id in ids if library.get(collection, id)]
    others = [entry.id for entry in library.collection(collection) if entry.id not in known]
    chosen = [*known, *others][:2]
    page = side_by_side(open_page, "vergelijk/?" + "&".join(f"{collection}={id}" for id in chosen))
    fields = library.schemas[collection].fields
    shown = {label.strip() for label in labels(page)}
    for id in chosen:
        given = library.entry(collection, id).values
        wanted = {
            fields[name].label
            for name in given
            if fields[name].kind in ("choice", "markdown", "reference", "number")
            and name not in ("language", "evidence_note")
        }
        assert wanted <= shown, wanted - shown


def test_what_a_tool_is_comes_first_and_the_language_of_its_name_is_no_fact(open_page: Open) -> None:
    chosen = [entry for entry in sample_library().collection("tools") if entry.values.keys() >= {"what", "language"}]
    page = side_by_side(open_page, "vergelijk/?" + "&".join(f"tools={entry.id}" for entry in chosen[:2]))
    shown = [label.strip() for label in labels(page)]
    assert shown[0] == "Wat is het" and "Taal van de naam" not in shown
    assert shown.index("Voor wie") < shown.index("Bronnen")


def test_only_what_differs_leaves_out_what_is_the_same_and_is_in_the_link(open_page: Open) -> None:
    page = side_by_side(open_page)
    everything = labels(page)
    assert row(page, "Datum van de status") == ["22 december 2022", "22 december 2022"]
    page.get_by_label("Alleen wat verschilt").check()
    expect(page).to_have_url(re.compile(r"&rijen=verschil$"))
    different = labels(page)
    assert "Datum van de status" not in different and "Provincies" in different
    for label in different:
        assert len(set(row(page, label)) - {"Niet bekend"}) > 1, label
    expect(page.get_by_text(re.compile(rf"; bij {len(different)} is er verschil\.$"))).to_be_visible()
    page.reload()
    expect(page.get_by_role("rowheader", name="Provincies")).to_be_visible()
    assert labels(page) == different
    page.get_by_label("Alles").check()
    assert labels(page) == everything
    page.go_back()
    expect(page.get_by_role("rowheader", name="Datum van de status")).to_have_count(0)


def test_one_takes_a_column_away_and_back_undoes_it(open_page: Open) -> None:
    page = side_by_side(open_page, TWO + "&communities=chill")
    page.get_by_role("button", name="Haal weg uit de vergelijking: SEECE").click()
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"\?communities=h2hub-challenge-based-lc&communities=chill$"))
    expect(page.get_by_role("button", name=re.compile("^Haal weg uit de vergelijking: Challenge"))).to_be_focused()
    page.go_back()
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(3)


@pytest.mark.parametrize(
    ("query", "word", "columns"),
    [
        ("communities=seece&communities=bestaat-niet", "Dit kennen we niet: ‘bestaat-niet’.", 1),
        ("communities=../x&communities=<img src=x>", "Dit kennen we niet: ‘../x’, ‘<img src=x>’.", 0),
        ("communities=seece&tools=fasemodel", "Naast elkaar passen er 4, van één soort.", 1),
        ("tools=a&nergens=b&q=c", "Dit kennen we niet: ‘a’.", 0),
    ],
)
def test_what_a_link_asks_for_and_we_do_not_know_gets_a_word(
    open_page: Open, query: str, word: str, columns: int
) -> None:
    page = side_by_side(open_page, f"vergelijk/?{query}", fail_on_complaints=False)
    expect(page.get_by_role("status").filter(has_text=word)).to_be_visible()
    expect(page.locator("kb-compare thead a")).to_have_count(columns)
    assert page.locator("main img[src='x']").count() == 0


def test_a_page_that_does_not_come_is_said_and_the_other_stands(open_page: Open) -> None:
    page = open_page("over/", fail_on_complaints=False)
    page.route("**/communities/chill/entry.json", lambda route: route.abort())
    page.goto(page.url.replace("over/", "vergelijk/?communities=chill&communities=seece"))
    expect(page.get_by_role("status").filter(has_text="Dit laadt nu niet: ‘chill’.")).to_be_visible()
    expect(page.locator("kb-compare thead a")).to_have_text(["SEECE"])
    expect(page.get_by_role("link", name="Kies er nog een community bij")).to_be_visible()


def test_links_in_a_comparison_lead_where_they_led_on_the_page(open_page: Open) -> None:
    page = side_by_side(open_page)
    for link in page.locator("kb-compare td a").all():
        href = str(link.evaluate("link => link.href"))
        if "127.0.0.1" in href:
            assert page.request.get(href).status == 200, href
    assert page.locator("kb-compare td [id], kb-compare td [class]:not(.kb-compare__who)").count() == 0


def test_neighbours_can_be_set_beside_an_entry(open_page: Open) -> None:
    page = open_page("communities/seece/")
    page.get_by_role("link", name="Zet ze naast elkaar").click()
    expect(page.get_by_role("columnheader").get_by_role("link").first).to_have_text("SEECE")
    assert page.get_by_role("columnheader").get_by_role("link").count() in (2, 3, 4)


def test_what_is_kept_can_be_compared(open_page: Open) -> None:
    page = open_page("bewaard/?k=tools/fasemodel&k=tools/peer-review&k=communities/seece")
    page.get_by_role("link", name="Zet deze naast elkaar").click()
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)


@pytest.mark.parametrize("width", [360, 1280])
def test_one_compares_with_the_keyboard_alone(open_page: Open, width: int) -> None:
    page = open_page("communities/chill/", width=width)
    tab_to(page, page.get_by_role("button", name="Vergelijk", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("region", name="Vergelijking").get_by_role("link"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"vergelijk/\?communities=chill"))
    page = side_by_side(open_page, width=width)
    tab_to(page, page.get_by_label("Alles"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Alleen wat verschilt")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Haal weg uit de vergelijking: SEECE"))
    page.keyboard.press("Enter")
    sees_focus(page)


def test_on_a_phone_each_says_its_own_below_the_label(open_page: Open) -> None:
    page = side_by_side(open_page, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert row(page, "Provincies") == ["SEECE Gelderland", "Challenge-based learning community van H2Hub Overijssel"]
    first, second = (page.get_by_role("cell", name=name) for name in ("SEECE Gelderland", "H2Hub Overijssel"))
    above, below = first.bounding_box(), second.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]


def test_without_scripts_the_page_says_what_to_do_instead(open_page: Open) -> None:
    page = open_page(TWO, java_script_enabled=False)
    expect(page.get_by_text("Open de pagina’s in twee vensters naast elkaar.")).to_be_visible()
    page.get_by_role("link", name="Communities (CSV)").wait_for()
    expect(page.get_by_role("table")).to_be_hidden()


def test_on_paper_it_is_a_table_on_a_lying_sheet(open_page: Open) -> None:
    page = side_by_side(open_page)
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    assert boxes and all(float(wide) > float(high) for wide, high in boxes)


def test_what_the_editors_chose_is_said_of_the_value_and_makes_no_other_row(open_page: Open) -> None:
    page = side_by_side(
        open_page, "vergelijk/?lessons=bepaal-vooraf-wat-je-met-impact-bedoelt&lessons=blijf-doelen-op-elkaar-afstemmen"
    )
    library = sample_library()
    level = library.schemas["lessons"].fields["level"].labels["community"]
    assert row(page, "Niveau") == [f"{level} (redactie)", level]
    assert row(page, "Doelgroepen") == ["Coördinatoren Onderzoekers (redactie) Financiers", "Coördinatoren"]
    assert not [label for label in labels(page) if "redactie" in label]
    names = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Niveau", exact=True))
    assert names.get_attribute("data-differs") is None

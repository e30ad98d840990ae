"""A worksheet that more than one fill in: who wrote what, points that move, what one sheet takes from another, and when."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Project, library_of, sample_library
from tests.filling import (
    HOLDS,
    SAID,
    Visit,
    Visitors,
    copies,
    filled,
    link_to,
    load,
    name_of,
    piece,
    press,
    reload,
    take,
    who_of,
    write,
)


def box(page: Page, id: str) -> Any:
    return piece(page, id).get_by_role("textbox")


def writers(page: Page, id: str) -> list[str]:
    found: list[str] = piece(page, id).locator(".kb-piece__by span").all_text_contents()
    return found


def fragment_of(copy: dict[str, Any]) -> str:
    """A link's fragment as the page makes it, of any copy at all."""
    squeezer = zlib.compressobj(wbits=-15)
    small = squeezer.compress(json.dumps(copy).encode()) + squeezer.flush()
    return "#w1." + base64.urlsafe_b64encode(small).decode().rstrip("=")


# Who fills in what


def test_each_piece_shows_who_filled_it_in_and_so_do_its_files(visit: Visit, tmp_path: Path) -> None:
    page = visit("purpose-case")
    write(name_of(page), "Samen")
    for who, id in (("AB", "value"), ("Cor", "value"), ("Cor", "means")):
        write(who_of(page), who)
        write(box(page, id), f"{box(page, id).input_value()}\n{who} vindt iets".strip())
    assert (writers(page, "value"), writers(page, "means"), writers(page, "purpose")) == (["AB", "Cor"], ["Cor"], [])
    colours = (
        piece(page, "value")
        .locator(".kb-piece__by span")
        .evaluate_all("all => all.map(one => getComputedStyle(one).borderTopColor)")
    )
    assert len(set(colours)) == 2
    press(page, "Ongedaan maken")
    assert (writers(page, "value"), writers(page, "means")) == (["AB", "Cor"], [])
    press(page, "Opnieuw doen")
    page.evaluate(HOLDS, "Cor vindt iets")
    reload(page)
    assert (writers(page, "value"), writers(page, "means")) == (["AB", "Cor"], ["Cor"])
    expect(who_of(page)).to_have_value("Cor")
    assert "## Waarde (AB, Cor)\n" in take(page, "markdown", tmp_path).read_text(encoding="utf-8")
    other = visit("purpose-case", fragment=urlsplit(link_to(page)).fragment.join(("#", "")))
    assert (writers(other, "value"), who_of(other).input_value()) == (["AB", "Cor"], "")
    write(box(other, "value"), "")
    assert writers(other, "value") == []


@pytest.mark.parametrize("by", [{"value": "AB"}, {"value": ["A" * 13]}, {"value": [["AB"]]}, {"value": ["A"] * 41}])
def test_writers_that_no_sheet_can_have_are_refused(visit: Visit, by: dict[str, Any]) -> None:
    copy = {"worksheet": "purpose-case", "version": 1, "answers": {"value": ["Lessen"]}, "by": by}
    page = visit("purpose-case", fragment=fragment_of(copy))
    expect(page.locator(f"{SAID}[data-fault]")).not_to_be_empty()
    assert set(sum(filled(page).values(), [])) == {""}


def test_what_a_stranger_wrote_as_a_name_is_text_and_nothing_else(visit: Visit) -> None:
    by = {"value": ["<b>x</b>"], "__proto__": ["AB"], "constructor": ["AB"], "nowhere": ["AB"]}
    copy = {"worksheet": "purpose-case", "version": 1, "answers": {"value": ["Lessen"]}, "by": by}
    page = visit("purpose-case", fragment=fragment_of(copy))
    assert writers(page, "value") == ["<b>x</b>"]
    expect(page.locator(".kb-piece__by")).to_have_count(1)


# Points that move


@pytest.mark.parametrize("width", [360, 1280])
def test_a_point_goes_up_and_down_and_to_another_piece_with_buttons(visit: Visit, width: int) -> None:
    page = visit("purpose-case", width=width, has_touch=width == 360)
    write(box(page, "means"), "Geld")
    area = box(page, "value")
    area.fill("Een\nTwee\nDrie")  # the cursor stands behind the last
    press(page, "Punt omhoog")
    press(page, "Punt omhoog")
    expect(area).to_have_value("Drie\nEen\nTwee")
    expect(area).to_be_focused()
    press(page, "Punt omhoog")
    expect(area).to_have_value("Drie\nEen\nTwee")
    press(page, "Punt omlaag")
    expect(area).to_have_value("Een\nDrie\nTwee")
    page.get_by_role("combobox", name="Zet het punt in een ander vak").select_option("Middelen")
    expect(area).to_have_value("Een\nTwee")
    expect(box(page, "means")).to_have_value("Geld\nDrie")
    page.evaluate(HOLDS, "Drie")
    press(page, "Ongedaan maken")
    expect(area).to_have_value("Een\nDrie\nTwee")
    expect(box(page, "means")).to_have_value("Geld")


# From one sheet to another


def test_a_canvas_is_filled_from_a_purpose_case_and_loses_nothing(visit: Visit) -> None:
    page = visit("purpose-case")
    write(name_of(page), "Onze zaak")
    write(box(page, "value"), "Korte lessen\nEen proefplek")
    write(box(page, "target_groups"), "Winkels\nScholen")
    page.evaluate(HOLDS, "Winkels")
    page.goto(page.url.replace("purpose-case", "waarde-propositie-canvas"))
    expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")
    write(box(page, "offer"), "Iets van ons\nKorte lessen")
    choice = page.get_by_role("combobox", name="Neem over uit Werkblad Purpose Case")
    choice.select_option(index=1)
    expect(page.locator(SAID)).to_have_text(re.compile("^Overgenomen"))
    expect(box(page, "target_group")).to_have_value("Winkels\nScholen")
    expect(box(page, "offer")).to_have_value("Iets van ons\nKorte lessen\nEen proefplek")
    write(box(page, "target_group"), "Winkels")
    choice.select_option(index=0)
    choice.select_option(index=1)
    expect(box(page, "target_group")).to_have_value("Winkels")
    for _ in range(2):
        press(page, "Ongedaan maken")
    expect(box(page, "target_group")).to_have_value("")
    expect(box(page, "offer")).to_have_value("Iets van ons\nKorte lessen")


def test_who_never_filled_in_the_other_sheet_is_not_asked_to_take_over(visit: Visit) -> None:
    page = visit("waarde-propositie-canvas")
    write(box(page, "offer"), "Iets van ons")
    page.evaluate(HOLDS, "Iets van ons")
    expect(page.get_by_role("combobox", name=re.compile("Neem over"))).to_have_count(0)


def test_every_piece_that_takes_over_names_a_piece_that_is_there(site: Path) -> None:
    pieces = {
        one.id: {part["id"] for part in one.values["pieces"]} for one in sample_library().collection("worksheets")
    }
    asked = [
        (sheet, part.get("takes", part["id"]))
        for one in sample_library().collection("worksheets")
        for part in one.values["pieces"]
        if (sheet := part.get("takes_from"))
    ]
    assert asked and all(name in pieces[sheet] for sheet, name in asked)
    html = (site / "werkbladen/waarde-propositie-canvas/index.html").read_text(encoding="utf-8")
    assert re.findall(r'data-takes="([^"]+)"', html) == [f"{sheet}/{name}" for sheet, name in asked]


# Through time


def test_a_team_goes_on_in_a_copy_and_sees_how_it_went(visit: Visit) -> None:
    page = visit("impact-roadmap")
    cells = piece(page, "next_steps").get_by_role("textbox")
    write(name_of(page), "De werf")
    cells.nth(0).fill("Leden werven")
    write(cells.nth(2), "De school")
    press(page, "Ga verder in een kopie")
    expect(name_of(page)).to_have_value("De werf, vervolg")
    write(cells.nth(0), "Leden houden")
    page.evaluate(HOLDS, "Leden houden")
    assert [copy["answers"]["next_steps"][0][0] for copy in copies(page)].count("Leden werven") == 1
    press(page, "Vergelijk jullie bladen")
    table = page.get_by_role("group", name="Jullie bladen naast elkaar")
    expect(table.get_by_role("columnheader")).to_have_text([re.compile("^De werf\\s"), re.compile("^De werf, vervolg")])
    before, after = table.get_by_role("cell").all_inner_texts()[-2:]
    assert "Leden werven" in before and "Wie?: De school" in before and "Leden houden" in after
    assert "|" not in before and before == before.strip() and len(before.splitlines()) == 3


def test_ones_own_sheets_are_found_again_on_the_pages_that_lead_to_them(visit: Visit, address: str) -> None:
    page = visit("purpose-case")
    for place in ("werkbladen/", "bewaard/"):
        page.goto(f"{address}{place}")
        expect(page.get_by_role("heading", name="Jullie ingevulde bladen")).to_be_hidden()
    page.goto(f"{address}werkbladen/purpose-case/")
    for name in ("De tuin", "De <b>werf</b>"):
        write(name_of(page), name)
        write(box(page, "value"), f"Waarde van {name}")
        page.evaluate(HOLDS, f"Waarde van {name}")
        press(page, "Nieuw blad")
    for place in ("werkbladen/", "bewaard/"):
        page.goto(f"{address}{place}")
        own = page.locator("kb-own-sheets").get_by_role("listitem")
        expect(own).to_have_text(
            [re.compile(f"^{name}, Werkblad Purpose Case, .*\\d") for name in ("De <b>werf</b>", "De tuin")]
        )
    page.get_by_role("link", name="De tuin", exact=True).click()
    expect(name_of(page)).to_have_value("De tuin")
    expect(page.locator(".kb-worksheet__bar")).to_be_in_viewport()


def test_who_changes_a_shared_sheet_finds_her_own_version_again(visit: Visit) -> None:
    page = visit("purpose-case")
    write(box(page, "parties"), "De school")
    link = link_to(page)
    other = visit("purpose-case", fragment=f"#{urlsplit(link).fragment}")
    expect(other.locator(SAID)).to_be_in_viewport()
    write(box(other, "parties"), "De school\nDe bibliotheek")
    other.evaluate(HOLDS, "De bibliotheek")
    assert not urlsplit(other.url).fragment.startswith("w1")
    reload(other)
    expect(box(other, "parties")).to_have_value("De school\nDe bibliotheek")
    other.goto("about:blank")
    other.goto(link)
    expect(other.locator(SAID)).to_have_text("Je hebt dit blad al aangepast. Dit is jullie eigen versie.")
    expect(box(other, "parties")).to_have_value("De school\nDe bibliotheek")
    assert len(copies(other)) == 1


def test_who_types_without_a_pause_and_then_leaves_loses_nothing(visit: Visit) -> None:
    page = visit("purpose-case")
    area = box(page, "value")
    area.press_sequentially("Waarde voor de hele buurt en voor iedereen die er woont", delay=30)
    page.evaluate(HOLDS, "Waarde voor de hele")
    area.press_sequentially(" en het laatste woord")
    page.evaluate(HOLDS, "laatste woord")
    reload(page)
    expect(area).to_have_value("Waarde voor de hele buurt en voor iedereen die er woont en het laatste woord")


# On to the knowledge base


def test_a_lesson_becomes_an_entry_that_passes_the_check(visitors: Visitors, own: str, project: Project) -> None:
    page = visitors.open("geleerde-les", root=own)
    texts = {
        "event": "Er kwamen vier monteurs langs.",
        "title": "Kom met minder",
        "summary": "Met minder mensen gaat het sneller. Dat bleek in de wijk.",
    }
    for id, text in texts.items():
        write(box(page, id), text)
    write(who_of(page), "AB")
    write(box(page, "share"), "Op de markt\nIn het blad")
    page.get_by_role("radio", name="Wijk of buurt").check()
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Stel voor als les")
    assert len(page.context.pages) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    with page.context.expect_page() as opened:
        press(page, "Stel voor als les")
    address = urlsplit(opened.value.url)
    assert address.path.endswith("/new/main/content/lessons")
    query = parse_qs(address.query)
    assert query["filename"] == ["INVULLEN.md"]
    entry = library_of(project({"lessons/kom-met-minder.md": query["value"][0]})).entry("lessons", "kom-met-minder")
    assert (entry.title, entry.values["level"]) == ("Kom met minder", "wijk")
    assert "## Wat er gebeurde\n" in entry.values["body"] and "## Delen (AB)\n" in entry.values["body"]
    assert "- In het blad" in entry.values["body"] and "Niveau" not in entry.values["body"]


def test_an_older_lesson_finds_its_place_in_the_sheet_as_it_is_now(own: str, visit: Visit, tmp_path: Path) -> None:
    old = tmp_path / "les.json"
    old.write_text(json.dumps({"worksheet": "geleerde-les", "version": 1, "answers": {"lesson": "Kom met minder."}}))
    page = visit("geleerde-les", root=own)
    load(page, old)
    expect(box(page, "summary")).to_have_value("Kom met minder.")

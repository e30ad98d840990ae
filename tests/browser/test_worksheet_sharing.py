"""A filled worksheet: taken along, shared, put forward, and against whoever means harm."""

from __future__ import annotations

import functools
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.conftest import TESTS
from tests.filling import (
    COPIES,
    HOLDS,
    ODD,
    SAID,
    Filled,
    Visit,
    Visitors,
    copies,
    fill_in,
    filled,
    hush,
    link_to,
    load,
    long_text,
    name_of,
    piece,
    pieces,
    press,
    reload,
    take,
    write,
)
from tests.sheets import bare

# Together they have every kind of piece but a table that grows: the worksheet of `own` has that one.
COVERING = ("purpose-case", "driehoek", "scan-cultuur", "impact-roadmap", "gas-erop", "pitstop-planner")
STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"""
TEAM = "Team <b>Oost</b> & co"
Team = Callable[[str], tuple[Page, Filled]]


@pytest.fixture(scope="module")
def team(browser: Browser, address: str) -> Iterator[tuple[Visitors, Team]]:
    visitors = Visitors(browser, address)

    @functools.cache
    def filled_by_team(sheet: str) -> tuple[Page, Filled]:
        page = visitors.open(sheet)
        return page, fill_in(page, TEAM)

    yield visitors, filled_by_team
    visitors.close()


@pytest.fixture
def of_team(team: tuple[Visitors, Team]) -> Iterator[Team]:
    """The page of a sheet that a team filled in, once, for all who take it along or share it; and what stands there."""
    visitors, filled_by_team = team
    visitors.complaints.clear()
    yield filled_by_team
    assert visitors.complaints == []


# Taking along


@pytest.mark.parametrize("form", ["page", "yaml", "json"])
@pytest.mark.parametrize("sheet", COVERING)
def test_what_is_taken_along_opens_in_another_browser_with_equal_answers(
    of_team: Team, visit: Visit, tmp_path: Path, sheet: str, form: str
) -> None:
    page, given = of_team(sheet)
    hush(page)
    file = take(page, form, tmp_path)
    expect(page.locator(SAID)).to_have_text("Het bestand is gemaakt. Je vindt het bij je downloads.")
    assert file.name == f"{sheet}-team-b-oost-b-co.{ {'page': 'html', 'yaml': 'yml', 'json': 'json'}[form] }"
    other = visit(sheet)
    assert filled(other) != given
    load(other, file)
    expect(name_of(other)).to_have_value(TEAM)
    assert filled(other) == given
    other.evaluate(HOLDS, TEAM)
    assert [copy["answers"] for copy in copies(other)] == [copy["answers"] for copy in copies(page)]
    reload(other)
    assert filled(other) == given


@pytest.mark.parametrize("form", ["page", "yaml", "json"])
def test_a_sheet_of_all_other_kinds_opens_again_too(own: str, visit: Visit, tmp_path: Path, form: str) -> None:
    page = visit("wie-doet-wat", root=own)
    given = fill_in(page)
    file = take(page, form, tmp_path)
    other = visit("wie-doet-wat", root=own)
    load(other, file)
    expect(name_of(other)).to_have_value("Ons blad")
    assert filled(other) == given


def test_yaml_and_json_are_read_by_other_programs_as_the_same(visit: Visit, tmp_path: Path) -> None:
    page = visit("pitstop-planner")
    fill_in(page)
    (copy,) = copies(page)
    assert json.loads(take(page, "json", tmp_path).read_text(encoding="utf-8")) == copy
    assert yaml.safe_load(take(page, "yaml", tmp_path).read_text(encoding="utf-8")) == copy


def test_a_page_that_is_taken_along_shows_the_sheet_alone_and_runs_nothing(
    visit: Visit, browser: Browser, tmp_path: Path
) -> None:
    page = visit("impact-roadmap")
    fill_in(page)
    file = take(page, "page", tmp_path)
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    alone = context.new_page()
    alone.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    alone.goto(file.as_uri())
    shown = bare(alone.locator("body").inner_text())
    assert all(bare(text) in shown for text in ODD) and "Ons blad" in alone.title()
    assert asked == [file.as_uri()] and alone.locator("script:not([type='application/json'])").count() == 0
    context.close()


def test_text_a_picture_and_days_for_an_agenda_can_be_taken_along(visit: Visit, tmp_path: Path) -> None:
    page = visit("pitstop-planner")
    for number in range(1, 5):
        piece(page, f"date_{number}").locator("input").fill(f"2027-0{number}-28")
        piece(page, f"work_{number}").get_by_role("textbox").fill(f"Werk van keer {number}")
    write(name_of(page), "De tuin")
    text = take(page, "markdown", tmp_path).read_text(encoding="utf-8")
    for number in range(1, 5):
        assert f"Werk van keer {number}" in text
    assert re.search(r"^## Onze vraag$", text, re.MULTILINE) and "De tuin" in text
    picture = Image.open(io.BytesIO(take(page, "picture", tmp_path).read_bytes()))
    assert picture.format == "PNG" and picture.width > picture.height > 600
    assert len(picture.convert("L").getcolors() or []) > 10, "something is drawn"
    calendar = take(page, "calendar", tmp_path).read_text(encoding="utf-8", errors="strict")
    days = re.findall(r"^DTSTART;VALUE=DATE:(\d{8})\s*$", calendar, re.MULTILINE)
    assert days == ["20270128", "20270228", "20270328", "20270428"]
    assert calendar.startswith("BEGIN:VCALENDAR") and calendar.rstrip().endswith("END:VCALENDAR")


def test_a_file_that_is_none_of_ours_changes_nothing_and_says_so(visit: Visit, tmp_path: Path) -> None:
    page = visit("driehoek")
    given = fill_in(page)
    other = {"worksheet": "gas-erop", "version": 1, "name": "", "changed": "", "answers": {}}
    faults = {
        "foto.html": ("<p>Hallo</p>", "geen ingevuld werkblad"),
        "leeg.json": ("{}", "geen ingevuld werkblad"),
        "half.json": ('{"worksheet": ', "beschadigd"),
        "anker.yml": ("a: &x [1]\nb: *x\n", "beschadigd"),
        "ander.json": (json.dumps(other), "hoort bij een ander werkblad"),
        "nieuw.json": (json.dumps({**other, "worksheet": "driehoek", "version": 2}), "nieuwere versie"),
        "groot.json": (json.dumps({**other, "worksheet": "driehoek", "name": "x" * 2_000_001}), "te lang"),
    }
    for name, (text, words) in faults.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        load(page, tmp_path / name)
        expect(page.locator(f"{SAID}[data-fault]")).to_contain_text(words)
        assert filled(page) == given, name
    assert len(copies(page)) == 1


# Sharing


@pytest.mark.parametrize("sheet", COVERING)
def test_who_opens_a_link_sees_the_answers_and_keeps_nothing_until_she_changes_one(
    of_team: Team, visit: Visit, sheet: str
) -> None:
    page, given = of_team(sheet)
    link = link_to(page)
    assert link.startswith(f"{page.url}#w1.")
    other = visit(sheet, fragment=f"#{urlsplit(link).fragment}")
    assert filled(other) == given
    expect(name_of(other)).to_have_value(TEAM)
    expect(other.locator(SAID)).to_contain_text("Dit blad komt uit een link.")
    assert other.evaluate(COPIES) == []
    write(name_of(other), "Nu van mij")
    other.evaluate(HOLDS, "Nu van mij")
    assert [copy["answers"] for copy in copies(other)] == [copy["answers"] for copy in copies(page)]


def test_a_link_leaves_nothing_at_all_in_the_browser(visit: Visit) -> None:
    page = visit("driehoek")
    fill_in(page)
    other = visit("driehoek", fragment=f"#{urlsplit(link_to(page)).fragment}")
    assert other.evaluate(STORED) == ["", 0, 0, 0]


def test_a_visit_leaves_nothing_in_the_browser(visit: Visit) -> None:
    assert visit("driehoek").evaluate(STORED) == ["", 0, 0, 0]


@pytest.mark.parametrize("signs", [9_000, 60_000])
def test_a_sheet_that_is_too_long_for_a_link_offers_the_file(visit: Visit, signs: int) -> None:
    page = visit("purpose-case")
    chance = random.Random(signs)
    text = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=signs))
    for number, id in enumerate(pieces(page)):
        part = text[number * signs // 11 : (number + 1) * signs // 11]
        write(piece(page, id).get_by_role("textbox"), "\n".join(re.findall(".{1,900}", part)))
    press(page, "Deel met een link")
    expect(page.locator(SAID)).to_have_text(
        "Er staat te veel op dit blad voor een link. Bewaar het als webpagina en deel dat bestand."
    )
    expect(page.locator(".kb-worksheet__link")).to_be_hidden()


HOSTILE: list[dict[str, Any]] = json.loads((TESTS / "cases/worksheets/hostile.json").read_text(encoding="utf-8"))
BAIT = "driehoek"  # the worksheet that they are made for
# What is no link of ours is a place on the page: there is nothing to say of it.
LINKS = [one for one in HOSTILE if re.match(r"w\d", one["fragment"])]


def test_there_are_forty_hostile_fragments_with_every_fault() -> None:
    words = {one["code"] for one in LINKS if one["code"]}
    assert len(LINKS) >= 40 and words >= {"damaged", "too-long", "newer", "not-ours", "other-worksheet", "wrong-value"}


def harmless(page: Page) -> None:
    assert page.evaluate("({}).polluted ?? window.hacked") is None
    assert page.evaluate("Object.keys(Object.prototype).length + Object.keys(Array.prototype).length") == 0
    assert page.locator("kb-worksheet :is(img, script, svg[onload], b[onclick])").count() == 0


def test_a_hostile_fragment_does_nothing_but_say_so(visit: Visit) -> None:
    page = visit(BAIT)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    words: dict[str, str] = page.locator("kb-worksheet template").evaluate(
        "one => Object.fromEntries([...one.content.children].map(word => [word.dataset.word, word.textContent]))"
    )
    blank = filled(page)
    said = page.locator(SAID)
    for one in sorted(LINKS, key=lambda one: one["code"] is None):
        hush(page)
        page.evaluate("fragment => { location.hash = fragment; }", one["fragment"])
        expect(said, one["name"]).to_have_text(words[f"fault-{one['code']}" if one["code"] else "shared"])
        if one["code"]:
            expect(said, one["name"]).to_have_attribute("data-fault", "")
            assert filled(page) == blank and name_of(page).input_value() == "", one["name"]
        harmless(page)
    assert copies(page) == []


@pytest.mark.parametrize("code", sorted({one["code"] for one in LINKS if one["code"]}))
def test_a_page_that_begins_with_a_hostile_fragment_is_as_good_as_any(visit: Visit, code: str) -> None:
    one = next(one for one in LINKS if one["code"] == code)
    page = visit(BAIT, fragment=f"#{one['fragment']}")
    expect(page.locator(f"{SAID}[data-fault]")).not_to_be_empty()
    assert set(sum(filled(page).values(), [])) == {"false", "33", ""}
    harmless(page)
    write(piece(page, "chances").get_by_role("textbox"), "Het blad doet het nog")
    page.evaluate(HOLDS, "Het blad doet het nog")


def test_a_fragment_that_is_a_place_on_the_page_is_none_of_a_sheets_business(visit: Visit) -> None:
    page = visit(BAIT)
    for one in HOSTILE:
        if one not in LINKS:
            page.evaluate("fragment => { location.hash = fragment; }", one["fragment"])
            expect(page.locator(SAID)).to_be_empty()
    assert set(sum(filled(page).values(), [])) == {"false", "33", ""}


# On to the knowledge base


def proposal(page: Page) -> dict[str, Any]:
    """What stands in GitHub's page for a new file, which nobody really opens."""
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    page.once("dialog", lambda dialog: dialog.accept())
    with page.context.expect_page() as opened:
        press(page, "Stel voor als Purpose Case")
    opened.value.wait_for_load_state()
    address = urlsplit(opened.value.url)
    assert len(opened.value.url) <= 6_000
    assert address.path.endswith("/new/main/content/cases")
    fields = parse_qs(address.query)
    assert fields["filename"] == ["INVULLEN.yml"]
    (text,) = fields["value"]
    read: dict[str, Any] = yaml.safe_load(text)
    assert opened.value.evaluate("window.opener") is None
    return read


def test_a_filled_purpose_case_is_put_forward_on_github_as_the_entry_that_it_is(visitors: Visitors) -> None:
    page = visitors.open("purpose-case")
    ids = pieces(page)
    for at, id in enumerate(ids):
        write(piece(page, id).get_by_role("textbox"), f"{ODD[at]}\n{ODD[at + 1]}")
    write(name_of(page), "De tuin: <b>van ons</b>")
    read = proposal(page)
    assert {id: read[id] for id in ids} == {id: [ODD[at], ODD[at + 1]] for at, id in enumerate(ids)}
    assert read["title"] == "De tuin: <b>van ons</b>" and read["summary"] and read["checked"]
    assert [sorted(source) for source in read["sources"]] == [["publication", "where"]]
    assert not [one for one in visitors.complaints if "https://github.com/" not in one]


def test_what_is_too_long_for_github_becomes_a_file(visit: Visit, tmp_path: Path) -> None:
    page = visit("purpose-case")
    written = {id: long_text(id, 3) for id in pieces(page)}
    for id, text in written.items():
        write(piece(page, id).get_by_role("textbox"), text)
    write(name_of(page), "Vol")
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_download() as download:
        press(page, "Stel voor als Purpose Case")
    assert download.value.suggested_filename == "purpose-case-vol.yml"
    download.value.save_as(tmp_path / "vol.yml")
    read = yaml.safe_load((tmp_path / "vol.yml").read_text(encoding="utf-8"))
    assert {id: "\n".join(read[id]) for id in written} == written
    assert len(page.context.pages) == 1

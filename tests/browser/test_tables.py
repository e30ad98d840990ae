"""An index as a table: what is filtered, sorted by any column, with columns to choose, to copy and to keep."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import Open, sample_library
from tests.visiting import choose, shown, status

COMMUNITIES = {entry.title: entry for entry in sample_library().collection("communities")}


def table(page: Page) -> Locator:
    return page.get_by_role("region", name="Tabel van communities").get_by_role("table")


def heads(page: Page) -> list[str]:
    return table(page).get_by_role("columnheader").all_inner_texts()


def names(page: Page) -> list[str]:
    return table(page).get_by_role("rowheader").all_inner_texts()


def column(page: Page, name: str) -> list[str]:
    at = heads(page).index(name)
    return [row.locator("th, td").nth(at).inner_text() for row in table(page).locator("tbody tr").all()]


def test_the_table_holds_what_is_filtered_and_follows_each_choice(open_page: Open) -> None:
    page = open_page("communities/?provinces=west")
    tiles = [card.inner_text() for card in page.locator("[data-entry]:visible h3").all()]
    page.get_by_role("button", name="Tabel", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?provinces=west&view=table$"))
    assert names(page) == tiles
    expect(shown(page)).to_have_count(0)
    choose(page, "Soort", "Fieldlab")
    expect(table(page).get_by_role("rowheader")).to_have_count(int(status(page).inner_text().split()[0]))
    page.go_back()
    expect(table(page).get_by_role("rowheader")).to_have_count(len(tiles))
    page.get_by_role("button", name="Tegels", exact=True).click()
    expect(shown(page)).to_have_count(len(tiles))


def test_every_column_sorts_both_ways_and_says_so(open_page: Open) -> None:
    page = open_page("communities/?view=table")
    for label, first in (("Waar", "ascending"), ("Aantal partners", "descending"), ("Soort", "ascending")):
        head = table(page).get_by_role("columnheader", name=label)
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", first)
        expect(head.get_by_role("button")).to_be_focused()
        forth = [value for value in column(page, label) if value]
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending" if first == "descending" else "descending")
        back = column(page, label)
        assert back[0] and not back[-1], "what is unknown comes last"
        assert [value for value in back if value] != forth
        assert sorted(value for value in back if value) == sorted(forth)
    head = table(page).get_by_role("columnheader", name="Titel")
    head.get_by_role("button").click()
    assert names(page) == list(COMMUNITIES)
    head.get_by_role("button").click()
    assert names(page) == list(COMMUNITIES)[::-1]
    expect(page).to_have_url(re.compile(r"\?sort=-title&view=table$"))


def test_columns_are_chosen_and_kept_in_the_address(open_page: Open) -> None:
    page = open_page("communities/?view=table&provinces=west")
    usual = heads(page)
    page.get_by_text("Kolommen", exact=True).click()
    box = page.get_by_role("checkbox", name="Provincies", exact=True)
    box.check()
    page.get_by_role("checkbox", name="Focus", exact=True).uncheck()
    wanted = [*(head for head in usual if head != "Focus"), "Provincies"]
    assert sorted(heads(page)) == sorted(wanted)
    labels = {
        "zuid-holland": "Zuid-Holland",
        "noord-holland": "Noord-Holland",
        "zeeland": "Zeeland",
        "utrecht": "Utrecht",
    }
    for name, provinces in zip(names(page), column(page, "Provincies"), strict=True):
        given = COMMUNITIES[name].values["provinces"]
        assert provinces.split(", ") == [labels.get(one, provinces) for one in given] or len(given) > 1, name
        assert "West-Nederland" not in provinces, "what a province is part of says nothing more"
    expect(page).to_have_url(re.compile(r"columns="))
    page.reload()
    expect(table(page).get_by_role("columnheader", name="Provincies")).to_be_visible()
    page.go_back()
    expect(table(page).get_by_role("columnheader", name="Focus")).to_be_visible()


def test_what_is_filtered_can_be_kept_as_csv(open_page: Open, tmp_path: Path) -> None:
    page = open_page("communities/?view=table&provinces=west&sort=partners")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download (CSV)").click()
    assert download.value.suggested_filename == "Communities in West-Nederland.csv"
    download.value.save_as(tmp_path / "rows.csv")
    raw = (tmp_path / "rows.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == heads(page)
    assert [row[0] for row in rows[1:]] == names(page)
    assert [row[3] for row in rows[1:]] == column(page, "Aantal partners")


def test_what_is_filtered_can_be_copied(open_page: Open) -> None:
    page = open_page("communities/?view=table&provinces=noord")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer", exact=True).click()
    expect(page.get_by_text(f"{len(names(page))} rijen gekopieerd.")).to_be_visible()
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").split("\n")]
    assert rows[0] == heads(page) and [row[0] for row in rows[1:]] == names(page)


def test_on_a_phone_the_table_scrolls_by_itself_and_by_keyboard(open_page: Open) -> None:
    page = open_page("communities/?view=table", width=360)
    region = page.get_by_role("region", name="Tabel van communities")
    expect(table(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.kb-rows__scroll[aria-label^=Tabel]').scrollLeft > 0")


def test_without_javascript_the_cards_stand_there_also_for_a_link_to_the_table(open_page: Open) -> None:
    page = open_page("communities/?view=table", java_script_enabled=False)
    expect(shown(page)).to_have_count(len(COMMUNITIES))
    expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()


def test_a_long_table_begins_with_a_part_and_gives_the_rest(open_page: Open) -> None:
    page = open_page("begrippen/?view=table")
    total = sample_library().count("terms")
    rows = page.get_by_role("region", name="Tabel van begrippen").get_by_role("rowheader")
    expect(rows).to_have_count(200)
    page.get_by_role("button", name=f"Toon alle {total} rijen").click()
    expect(rows).to_have_count(total)

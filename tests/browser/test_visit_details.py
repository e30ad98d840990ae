"""Details of a visit: menus that close, Back that keeps, bars that move nothing, and paper and files that are whole."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import Open, serve, small_project
from tests.sheets import bare, texts
from tests.visiting import status

REST = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
KRING = "summary: Een kring van mensen die samen leren.\n"
TOOL = "summary: Een middel om samen te werken.\nscope: breder\nevidence: ervaring\n"
KEEPING = {
    "bewaard/index.md": "---\ntitle: Bewaard\nrender_macros: true\n---\n\n# Bewaard\n\nDit staat alleen in deze browser.\n{ .kb-lead }\n\n{{ bookmarks() }}\n",
    "vergelijk/index.md": "---\ntitle: Vergelijk\nrender_macros: true\n---\n\n# Vergelijk\n\n{{ comparison() }}\n",
}
CONTENT = {
    "communities/een.yml": f"title: Eén\n{KRING}partners: 12\nplace: Ede\nprovinces: [gelderland]\nresults: [Wij bouwden een huis.]\nnotes: [Zo zei men het.]\n{REST}",
    "communities/twee.yml": f"title: Twee\n{KRING}partners: 15\nprovinces: [gelderland]\nresults: [Wij bouwden een brug.]\nnotes: [Anders gezegd.]\n{REST}",
    "tools/stap.yml": f"title: Stap\n{TOOL}phases: [opstart]\n{REST}",
    "tools/sprong.yml": f"title: Sprong\n{TOOL}phases: [opstart, uitvoering]\n{REST}",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(small_project(tmp_path_factory.mktemp("details") / "project", CONTENT, KEEPING) / "site")


def test_the_choice_of_columns_lies_over_the_table_and_shuts(open_page: Open) -> None:
    page = open_page("communities/?view=table")
    summary = page.get_by_text("Kolommen", exact=True)
    box = page.get_by_role("checkbox", name="Samenvatting")
    summary.click()
    for each in page.locator(".kb-rows__columns label").all():
        on_top = each.evaluate(
            "e => { const { x, y, width, height } = e.getBoundingClientRect();"
            " return e.contains(document.elementFromPoint(x + width / 2, y + height / 2)) || y > innerHeight; }"
        )
        assert on_top, each.inner_text()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator(".kb-rows__columns summary")).to_be_focused()
    summary.click()
    expect(box).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(box).to_be_hidden()


def test_back_out_of_the_filters_on_a_phone_shuts_them_and_keeps_what_was_chosen(open_page: Open) -> None:
    page = open_page("communities/", width=360)
    page.get_by_role("button", name=re.compile("^Filters")).click()
    sheet = page.get_by_role("dialog", name="Filters")
    sheet.get_by_role("checkbox", name=re.compile("^Gelderland")).check()
    sheet.get_by_label("van", exact=True).first.fill("14")
    expect(status(page)).to_have_text("1 van 2 communities")
    page.go_back()
    expect(sheet).to_be_hidden()
    assert page.url.endswith("communities/?provinces=gelderland&partners=14..")
    expect(status(page)).to_have_text("1 van 2 communities")
    page.go_back()
    expect(status(page)).to_have_text("2 communities")
    assert page.url.endswith("/communities/")


def test_on_a_phone_nothing_moves_where_the_way_to_the_answer_appears(open_page: Open) -> None:
    page = open_page("toolwijzer/", width=360)
    boxes = page.locator(".kb-chooser__form label")
    where = "all => all.map(one => Math.round(one.getBoundingClientRect().top + scrollY))"
    before = boxes.evaluate_all(where)
    page.get_by_role("checkbox", name=re.compile("^Opstart")).check()
    jump = page.get_by_role("link", name=re.compile("^Bekijk het antwoord"))
    expect(jump).to_be_in_viewport()
    assert boxes.evaluate_all(where) == before
    page.get_by_role("checkbox", name=re.compile("^Uitvoering")).check()
    expect(jump).to_be_in_viewport()


def test_only_known_facts_that_differ_count_as_a_difference(open_page: Open) -> None:
    page = open_page("vergelijk/?communities=een&communities=twee")
    # The provinces are alike, the place of one is not known, texts are texts: the number of partners remains.
    expect(page.get_by_text(re.compile(r"bij 1 is er verschil\.$"))).to_be_visible()
    page.get_by_label("Alleen wat verschilt").check()
    expect(page.get_by_role("rowheader")).to_have_text(["Aantal partners"])


def test_a_kept_list_on_paper_and_as_a_table_has_its_facts_and_its_day(open_page: Open, tmp_path: Path) -> None:
    page = open_page("bewaard/?k=communities/een&k=communities/twee")
    expect(page.get_by_role("heading", name="Twee")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Rekenblad (CSV)").click()
    download.value.save_as(tmp_path / "list.csv")
    head, *rows = csv.reader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    facts = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["titel"], one["Aantal partners"], one["Plaats"]) for one in facts] == [
        ("Eén", "12", "Ede"),
        ("Twee", "15", ""),
    ]
    paper = "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    assert bare("Aantal partners: 12") in paper and bare("Plaats: Ede") in paper
    assert bare("alleen in deze browser") not in paper
    assert re.search(r"2pagina’s,geprintop\d{1,2}[a-z]+\d{4}", paper)
    expect(page.get_by_role("button", name="Tekst", exact=True)).to_be_visible()


def test_a_value_that_stands_alone_has_no_comma_on_paper(open_page: Open) -> None:
    page = open_page("tools/stap/")
    assert bare("Opstartfase,") not in "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    page = open_page("tools/sprong/")
    paper = "".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    assert bare("Opstartfase, Uitvoering") in paper


def test_the_search_points_to_the_register_once(open_page: Open) -> None:
    main = open_page("zoeken/").get_by_role("main")
    expect(main.get_by_role("link", name="register van A tot Z").locator("visible=true")).to_have_count(1)
    main = open_page("zoeken/", java_script_enabled=False).get_by_role("main")
    expect(main.get_by_role("link", name="register van A tot Z").locator("visible=true")).to_have_count(1)

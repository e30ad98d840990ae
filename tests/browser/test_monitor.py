"""The monitor as a visitor has it: numbers that lead to what they count, charts for a keyboard, a phone, paper and no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from macros.library.library import Library
from macros.schema.schemas import Field
from tests.conftest import Open, real_library, serve
from tests.sheets import bare, sizes, texts
from tests.visiting import settle, status

FIGURES = ("overzicht", "kwaliteit", "impact", "leemtes", "versheid")
PAGES = ("", *(f"{name}/" for name in (*FIGURES, "kwartaal")))
MOST = 40  # selections that are opened
NEW = "geen; voeg er een toe (andere site)"

# Where a link of a table leads, and what it says; those to an index have a selection.
LINKS = """() => [...document.querySelectorAll('figure td a')].filter((one) => one.search && one.origin === location.origin)
    .map((one) => [one.href, one.textContent])"""
NAME = "(one) => one.ariaLabel ?? one.querySelector(':scope > title')?.textContent ?? one.textContent"
# How all within a link looks: what changes there under the focus is seen. What is only told then stands elsewhere.
LOOK = """(one) => [one, ...one.querySelectorAll('rect, path, circle, text:not(.kb-chart__told)')].map((part) => {
    const { stroke, strokeWidth, fill, display, outlineStyle, outlineWidth } = getComputedStyle(part);
    return [stroke, strokeWidth, fill, display, outlineStyle, outlineWidth].join();
}).join(';')"""
# What a chart says: its texts but those beside an axis, and the names of what leads somewhere; and what its table says.
SAID = """() => [...document.querySelectorAll('figure.kb-figure')].map((figure) => {
    const chart = figure.querySelector('svg.kb-chart'), said = [];
    for (const one of chart.querySelectorAll('text')) if (!one.matches('.kb-chart__quiet')) said.push(one.textContent);
    for (const one of chart.querySelectorAll('a, g')) said.push(one.getAttribute('aria-label') ?? '');
    for (const one of chart.querySelectorAll('a > title, g > title')) said.push(one.textContent);
    return [figure.id, said, [...figure.querySelectorAll('th, td')].map((one) => one.textContent).join(' ')];
})"""
# Figures on paper that show neither drawing nor table, and drawings that no sheet holds with the sentences above them.
SHEET = 666, 992  # pixels of an A4 within its margins
DRAWN = f"""() => [...document.querySelectorAll('figure.kb-figure')].map((figure) => {{
    const [head, drawing, table] = ['figcaption', 'svg.kb-chart', 'table'].map((one) => figure.querySelector(one)
        .getBoundingClientRect().height);
    return [figure.id, head, drawing, table];
}}).filter(([, head, drawing, table]) => (!drawing && !table) || head + drawing > {SHEET[1]})"""
BEYOND = """() => [...document.querySelectorAll('figure svg.kb-chart text')].filter((one) => {
    if (getComputedStyle(one).display === 'none') return false;
    const box = one.getBoundingClientRect(), figure = one.closest('figure').getBoundingClientRect();
    return box.width && (box.left < figure.left - 3 || box.right > figure.right + 3 || box.bottom > figure.bottom);
}).map((one) => `${one.closest('figure').id}: ${one.textContent}`)"""


@pytest.fixture(scope="session")
def real(real_site: Path) -> str:
    """Where the real site is served."""
    return serve(real_site)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def selections(open_page: Open, real: str) -> Iterator[tuple[str, str]]:
    page = open_page("monitor/", root=real)
    for name in FIGURES:
        page.goto(f"{real}monitor/{name}/")
        yield from page.evaluate(LINKS)


def test_a_number_leads_to_so_many_results(open_page: Open, real: str) -> None:
    told: dict[str, set[str]] = {}
    for address, text in selections(open_page, real):
        told.setdefault(address, set()).update(numbers(text))
    assert len(told) > 100
    assert {address: said for address, said in told.items() if len(said) != 1} == {}
    page = open_page("communities/", root=real)
    wrong = []
    for address in sorted(told)[:: -(-len(told) // MOST)]:
        page.goto(address)
        settle(page)
        results = re.match(r"\d+", status(page).inner_text())
        if not results or {results[0]} != told[address]:
            wrong.append((address, told[address], status(page).inner_text()))
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "figure"),
    [
        ("overzicht", "communities-per-provincie"),
        ("overzicht", "communities-per-focus"),
        ("kwaliteit", "partners-verdeling"),
        ("leemtes", "doelgroepen"),
        ("impact", "theory-of-change"),
    ],
)
def test_every_part_of_a_chart_is_reached_by_keyboard_seen_and_named(open_page: Open, path: str, figure: str) -> None:
    page = open_page(f"monitor/{path}/")
    chart = page.locator(f"#{figure} svg.kb-chart")
    links = chart.locator("a").all()
    before = [link.evaluate(LOOK) for link in links]
    assert links
    page.locator(f"#{figure} .kb-figure__title a").focus()
    for link, look in zip(links, before, strict=True):
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        name = link.evaluate(NAME)
        assert link.evaluate(LOOK) != look, name
        assert re.fullmatch(r".+: .*(\d|geen).*|.+ \d+ .+", name), name
    page.keyboard.press("Tab")
    expect(page.locator(f"#{figure} summary").first).to_be_focused()


def test_without_a_script_there_are_the_figure_its_table_and_its_files(open_page: Open) -> None:
    page = open_page("monitor/overzicht/", java_script_enabled=False)
    figure = page.locator("#communities-per-provincie")
    expect(figure.locator("svg.kb-chart")).to_be_visible()
    table = figure.get_by_role("table")
    expect(table).to_be_hidden()
    figure.get_by_text("De tabel hierbij").click()
    expect(table).to_be_visible()
    expect(table.get_by_role("row", name=re.compile("^Groningen"))).to_be_visible()
    figure.get_by_text("Gebruik dit figuur").click()
    expect(figure.locator("[data-png]")).to_be_hidden()
    for kind, begins in {"CSV": "id,Provincies,Aantal", "JSON": "{", "SVG": "<svg"}.items():
        link = figure.get_by_role("link", name=kind, exact=True)
        answer = page.request.get(str(link.evaluate("(one) => one.href")))
        assert answer.ok and answer.text().lstrip("\ufeff").startswith(begins), kind


def test_a_png_is_a_picture_of_the_figure(open_page: Open) -> None:
    page = open_page("monitor/overzicht/")
    figure = page.locator("#communities-per-focus")
    figure.get_by_text("Gebruik dit figuur").click()
    with page.expect_download() as download:
        figure.get_by_role("button", name="Maak er een PNG van").click()
    assert download.value.suggested_filename == "communities-per-focus.png"
    picture = Path(download.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    image = Image.open(BytesIO(picture)).convert("RGB")
    assert image.width >= 1000
    colours = image.getcolors(1 << 24) or []
    ink = sum(number for number, colour in colours if colour != (255, 255, 255))
    assert len(colours) > 20 and ink > 0.01 * image.width * image.height
    expect(figure.get_by_role("status").first).to_have_text("De PNG is opgehaald.")


@pytest.mark.parametrize("name", FIGURES)
def test_the_line_to_take_over_holds_what_is_there(open_page: Open, site: Path, name: str) -> None:
    page = open_page(f"monitor/{name}/")
    for figure in page.locator("figure.kb-figure").all():
        line = figure.locator("pre").text_content() or ""
        found = re.fullmatch(r'<a href="([^"]+)"><img src="([^"]+)" alt="([^"]+)" width="\d+"></a>', line.strip())
        assert found, line
        where, picture, alt = map(unescape, found.groups())
        prefix = where.split("monitor/")[0]
        at, anchor = where.removeprefix(prefix).split("#")
        assert f'id="{anchor}"' in (site / at / "index.html").read_text(encoding="utf-8")
        assert (site / picture.removeprefix(prefix)).is_file()
        assert alt == figure.locator(".kb-figure__finding").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(open_page: Open, real: str, path: str) -> None:
    page = open_page(f"monitor/{path}", root=real, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(BEYOND) == []


def quarters(site: Path) -> list[str]:
    return sorted(file.parent.name for file in site.glob("monitor/*-K?/index.html"))


def test_a_quarter_is_a_report_of_two_sheets(open_page: Open, real: str, real_site: Path) -> None:
    assert quarters(real_site)
    for name in quarters(real_site):
        page = open_page(f"monitor/{name}/", root=real)
        sheets = texts(page.pdf(format="A4", prefer_css_page_size=True))
        assert len(sheets) <= 2, name
        assert bare("Verslag over het") in sheets[0] and bare("Print het verslag") not in "".join(sheets)


def test_on_paper_stands_where_each_measurement_is_from(open_page: Open, real: str) -> None:
    page = open_page("monitor/impact/", root=real)
    tables = page.locator(".kb-figure--dots table").all()
    wanted = [bare(cell) for table in tables for cell in table.locator("th[scope=row]").all_text_contents()]
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    paper = "".join(texts(pdf))
    assert wanted and [one for one in wanted if one not in paper] == []
    assert "Vindplaats" in paper and bare("Gebruik dit figuur") not in paper
    assert set(sizes(pdf)) == {(596, 843)}


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_no_drawing_is_cut_and_each_figure_is_drawn_or_told(open_page: Open, real: str, path: str) -> None:
    page = open_page(f"monitor/{path}", root=real, width=SHEET[0])
    page.emulate_media(media="print")
    assert page.evaluate(DRAWN) == []


def lacks(said: list[str], table: str) -> set[str]:
    """The numbers that a chart says and its table does not."""
    return set().union(*map(numbers, said)) - numbers(table)


@pytest.mark.parametrize("name", FIGURES)
def test_no_chart_says_a_number_that_its_table_does_not(open_page: Open, real: str, name: str) -> None:
    page = open_page(f"monitor/{name}/", root=real)
    charts = page.evaluate(SAID)
    assert charts
    assert {figure: lacks(said, table) for figure, said, table in charts if lacks(said, table)} == {}


def test_a_chart_tells_how_many_lines_stand_in_its_table_alone(open_page: Open, real: str) -> None:
    page = open_page("monitor/overzicht/", root=real)
    said = page.get_by_text(re.compile(r"^Nog \d+ regels? sta(at|an) in de tabel\.$")).all()
    assert said
    for one in said:
        figure = page.locator("figure.kb-figure", has=one)
        drawn = figure.locator("svg.kb-chart > a, svg.kb-chart > g").count()
        rows = figure.locator("tbody tr").count()
        assert numbers(str(one.text_content())) == {str(rows - drawn)}


def names(library: Library, field: Field) -> dict[str, str]:
    """What each value of a field is called."""
    if field.reference:
        return {entry.id.rpartition("/")[2]: entry.title for entry in library.collection(field.reference)}
    return field.labels


def plusses(page: Page) -> list[Locator]:
    return page.locator('figure svg.kb-chart a[href^="https://github.com/"]').all()


def test_an_empty_cell_begins_what_is_missing_with_its_fields(open_page: Open, real: str) -> None:
    page = open_page("monitor/leemtes/", root=real)
    library = real_library()
    found = [(one.get_attribute("href") or "", one.evaluate(NAME)) for one in plusses(page)]
    assert found
    for href, name in found:
        address = urlsplit(href)
        query = parse_qs(address.query, keep_blank_values=True)
        assert "/new/" in address.path and query["filename"][0].endswith(".yml"), href
        collection = unquote(address.path).rpartition("/content/")[2]
        values = yaml.safe_load(query["value"][0])
        title, *filled = values
        assert title == "title" and filled, href
        row, column = name.removesuffix(f": {NEW}").rsplit(", ", 1)
        (field,) = (library.schemas[collection].fields[one] for one in filled)
        assert field.many and [names(library, field)[one] for one in values[field.name]] == [row]
        assert column == library.settings.collections[collection].many, name
        assert name == f"{row}, {column}: {NEW}"
    cells = page.locator('figure td a[href^="https://github.com/"]')
    assert cells.count() == len(found)
    assert {text.replace("\xa0", "").strip() for text in cells.all_text_contents()} == {
        "0: voeg er een toe (andere site)"
    }


@pytest.fixture
def community(open_page: Open, real: str) -> Page:
    """A page with the number of partners, of one with more than is printed."""
    return open_page("communities/coe-biobased-economy/", root=real)


def test_a_community_sees_itself_among_the_others_where_it_asks(community: Page) -> None:
    shown = community.locator("kb-marked-figure")
    expect(shown.locator("svg")).to_have_count(0)
    shown.get_by_role("button", name="Laat het hier zien").press("Enter")
    own = shown.locator(".kb-chart__own")
    expect(own).to_have_count(1)
    assert own.locator("title").text_content() == "CoE Biobased Economy: meer dan 150"
    expect(shown).to_contain_text("Aantal partners van deze community: meer dan 150")
    expect(shown).to_contain_text("Meer partners is niet beter.")
    ring = "(one) => { const { stroke, strokeWidth } = getComputedStyle(one); return [stroke, strokeWidth]; }"
    places = shown.locator("svg g > .kb-chart__hit").evaluate_all(f"(all) => all.map({ring})")
    assert places.count(own.locator(".kb-chart__hit").evaluate(ring)) == 1 < len(places)
    shown.get_by_role("button", name="Verberg het weer").press("Enter")
    expect(shown.locator("svg")).to_be_hidden()


def test_a_figure_that_does_not_come_leaves_the_link_to_it(open_page: Open, real: str) -> None:
    community = open_page("communities/coe-biobased-economy/", root=real, fail_on_complaints=False)
    community.route("**/monitor/kwaliteit/", lambda route: route.abort())
    shown = community.locator("kb-marked-figure")
    shown.get_by_role("button").click()
    expect(shown.get_by_role("status")).to_contain_text("De tekening laadde niet.")
    expect(shown.get_by_role("button", name="Laat het hier zien")).to_be_visible()
    community.unroute_all()
    shown.get_by_role("link").click()
    expect(community.locator("#partners-verdeling .kb-chart")).to_be_visible()


def test_where_a_drawing_names_nobody_the_column_with_its_number_is_its_own(community: Page) -> None:
    columns = '<svg><rect data-from="3" data-to="9"/><rect data-from="120" data-to="151"/><rect data-from="160" data-to="160"/></svg>'
    page = f'<figure id="partners-verdeling">{columns}</figure>'
    community.route("**/monitor/kwaliteit/", lambda route: route.fulfill(body=page, content_type="text/html"))
    shown = community.locator("kb-marked-figure")
    shown.get_by_role("button").click()
    expect(shown.locator(".kb-chart__own")).to_have_attribute("data-from", "120")

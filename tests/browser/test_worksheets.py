"""A worksheet: filled in, kept, undone, taken along, shared and printed, by whoever comes, and against whoever means harm."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros.frames.policy import inline_scripts
from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.conftest import SAMPLE, TESTS, sample_library, serve, small_project
from tests.focus import tab_to
from tests.sheets import bare, sizes, texts

SHEETS = sorted(file.stem for file in (SAMPLE / "content/worksheets").glob("*.yml"))
# Together they have every kind of piece but a table that grows: OWN has that one.
COVERING = ("purpose-case", "driehoek", "scan-cultuur", "impact-roadmap", "gas-erop", "pitstop-planner")
PAPERS = {"a3": (1191, 842), "a4": (843, 596)}  # points, landscape
ENGINE = 25_000  # bytes, compressed
FOLDERS = ("worksheets", "worksheet-files", "answers")
SAID = ".kb-worksheet__said"
KEPT_HERE = "Bewaard in deze browser."

# Texts that mean something to HTML, YAML, Markdown or a spreadsheet, and letters of elsewhere.
ODD = (
    "Zaal & koffie <b>samen</b> 'nu' \"straks\"", "ja: nee # of niet", "- 1. [x] * > | 100%", "</script><script>alert(1)</script>",
    "{{ 6*7 }} {% raw %} \\n \\", "Één ﬁets, straße, Ω, 日本語, 😀", "null", "1e3", "=1+1", "---", "2026-02-30", "~", "@thuis `q` !x &y",
)  # fmt: skip

# Of each piece, what stands in its fields; of a triangle also whether somebody put its dot.
FILLED = """sheet => Object.fromEntries([...sheet.querySelectorAll(".kb-piece")].map(piece => [piece.dataset.piece, [
    ...piece.dataset.kind === "driehoek" ? [String("filled" in piece.dataset)] : [],
    ...[...piece.querySelectorAll("textarea, input")].map(one => ["checkbox", "radio"].includes(one.type) ? (one.checked ? one.value : "") : one.value),
]]))"""
COPIES = """async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name.endsWith(".worksheets"));
    if (!known) return [];
    const database = await new Promise((done, failed) => {
        const asked = indexedDB.open(known.name);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    const asked = database.transaction("copies").objectStore("copies").getAll();
    await new Promise(done => { asked.onsuccess = done; });
    database.close();
    return asked.result.map(({ copy }) => copy);
}"""
# The page itself waits: it asks at each frame until a copy holds this text.
HOLDS = f"""async text => {{
    const end = performance.now() + 15_000;
    while (!JSON.stringify(await ({COPIES})()).includes(JSON.stringify(text).slice(1, -1))) {{
        if (performance.now() > end) throw new Error(`is not kept: ${{text}}; this is: ${{JSON.stringify(await ({COPIES})())}}`);
        await new Promise(requestAnimationFrame);
    }}
}}"""
STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"""

Filled = dict[str, list[str]]


@dataclass
class Visitors:
    """Browsers of visitors that nobody was before. A page that is lent again would keep the copies in its IndexedDB."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self, sheet: str, root: str = "", width: int = 1280, init: str = "", fragment: str = "", **options: object
    ) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        self._contexts.append(context)
        address = root or self.address
        context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda thrown: self.complaints.append(str(thrown.error)))
        context.on("request", lambda asked: self._asked(asked.url, address))
        if init:
            context.add_init_script(init)
        page = context.new_page()
        page.goto(f"{address}werkbladen/{sheet}/{fragment}")
        if options.get("java_script_enabled", True):
            expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")
        return page

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


Visit = Callable[..., Page]


@pytest.fixture
def visitors(browser: Browser, address: str) -> Iterator[Visitors]:
    visitors = Visitors(browser, address)
    yield visitors
    visitors.close()


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visit]:
    """Open a worksheet as a new visitor. At the end, any console error or request elsewhere fails the test."""
    yield visitors.open
    assert visitors.complaints == []


def beside(page: Page) -> Page:
    """The same worksheet in another tab."""
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("kb-worksheet")).to_have_attribute("data-ready", "")
    return other


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")


def piece(page: Page, id: str) -> Locator:
    return page.locator(f"[data-piece={id}]")


def pieces(page: Page) -> list[str]:
    found: list[str] = page.locator(".kb-piece").evaluate_all("all => all.map(one => one.dataset.piece)")
    return found


def name_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Naam van jullie blad")


def filled(page: Page) -> Filled:
    """What is filled in; not how many empty rows a table has below."""
    found: Filled = page.locator("kb-worksheet").evaluate(FILLED)
    return {id: "\0".join(values).rstrip("\0").split("\0") for id, values in found.items()}


def copies(page: Page) -> list[dict[str, Any]]:
    """The copies that the browser keeps."""
    found: list[dict[str, Any]] = page.evaluate(COPIES)
    return found


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def write(place: Locator, text: str) -> None:
    """Type a text over what stands there and go on, which is when it counts."""
    place.fill(text)
    place.blur()


def fill_in(page: Page, name: str = "Ons blad") -> Filled:
    """Fill in every piece of a sheet, and its name; wait until the browser keeps it."""
    odd = iter(ODD * 9)
    for place in page.locator(".kb-piece").all():
        kind, boxes = place.get_attribute("data-kind"), place.get_by_role("textbox")
        match kind:
            case "tekst":
                boxes.fill(f"{next(odd)}\n\n    {next(odd)}")
            case "lijst":
                boxes.fill(f"{next(odd)}\n{next(odd)}\n{next(odd)}")
            case "tabel":
                for box in boxes.all()[1:]:  # the first stays empty
                    box.fill(next(odd))
            case "datum":
                place.locator("input").fill("2027-02-28")
            case "driehoek":
                box = place.locator("svg").bounding_box()
                assert box
                place.locator("svg").click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.6})
            case "schaal" | "keuze":
                place.get_by_role("radio").nth(1).check()
            case "vinkjes":
                place.get_by_role("checkbox").last.check()
    write(name_of(page), name)
    page.evaluate(HOLDS, name)
    return filled(page)


def take(page: Page, form: str, folder: Path) -> Path:
    """Save the sheet as one of the files that it can be."""
    menu = page.locator(".kb-worksheet__files")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with page.expect_download() as download:
        menu.locator(f"[data-do={form}]").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def load(page: Page, file: Path) -> None:
    page.locator("[data-do=open]").set_input_files(file)


def link_to(page: Page) -> str:
    press(page, "Deel met een link")
    place = page.get_by_role("textbox", name="Link naar dit blad")
    expect(place).to_be_focused()
    return place.input_value()


# Filling in and keeping


def test_a_purpose_case_is_filled_in_with_the_keyboard_alone_and_is_there_again_after_a_reload(visit: Visit) -> None:
    page = visit("purpose-case")
    name_of(page).focus()
    page.keyboard.type("De tuin")
    titles = page.locator(".kb-piece__title").all_inner_texts()
    assert len(titles) == 11
    for number, title in enumerate(titles):
        tab_to(page, page.get_by_role("textbox", name=title, exact=True))
        page.keyboard.type(f"Punt {number} van {title}")
        page.keyboard.press("Enter")
        page.keyboard.type("En nog een")
    page.keyboard.press("Tab")
    page.evaluate(HOLDS, "Punt 10 van Intenties")
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    before = filled(page)
    assert all(values == [f"Punt {at} van {titles[at]}\nEn nog een"] for at, values in enumerate(before.values()))
    reload(page)
    assert filled(page) == before
    expect(name_of(page)).to_have_value("De tuin")


# What somebody does while the browser writes what she did before: as soon as it began, and before it can be done.
MEANWHILE = """async ([first, second]) => {
    for (const [selector, value] of [first, second]) {
        const field = document.querySelector(`kb-worksheet ${selector}`);
        field.value = value;
        for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
        for (let turn = 0; turn < 9; turn++) await null;
    }
}"""
NAME, VALUE, MEANS = "[data-do=name]", "[data-piece=value] textarea", "[data-piece=means] textarea"


@pytest.mark.parametrize("first, second", [(VALUE, MEANS), (VALUE, NAME), (NAME, VALUE)])
def test_what_is_typed_while_the_browser_writes_is_kept_too(visit: Visit, first: str, second: str) -> None:
    page = visit("purpose-case")
    page.evaluate(MEANWHILE, [[first, "Eerst"], [second, "Daarna"]])
    page.evaluate(HOLDS, "Daarna")
    page.evaluate(HOLDS, "Eerst")
    reload(page)
    for selector, text in ((first, "Eerst"), (second, "Daarna")):
        expect(page.locator(f"kb-worksheet {selector}")).to_have_value(text)
    assert len(copies(page)) == 1


def test_of_two_copies_each_has_its_name_and_one_goes_from_one_to_the_other(visit: Visit) -> None:
    page = visit("purpose-case")
    chooser = page.get_by_role("combobox", name="Open een ander blad")
    write(piece(page, "purpose").get_by_role("textbox"), "Wij geloven dat")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    expect(chooser).to_be_hidden()
    tab_to(page, page.get_by_role("button", name="Nieuw blad"))
    page.keyboard.press("Enter")
    expect(name_of(page)).to_have_value("")
    assert set(sum(filled(page).values(), [])) == {""}
    write(name_of(page), "De werf")
    page.evaluate(HOLDS, "De werf")
    expect(chooser.locator("option")).to_have_text(["De werf", "De tuin"])
    expect(chooser.locator("option:checked")).to_have_text("De werf")
    chooser.focus()
    page.keyboard.press("ArrowDown")
    expect(name_of(page)).to_have_value("De tuin")
    expect(piece(page, "purpose").get_by_role("textbox")).to_have_value("Wij geloven dat")
    assert sorted(copy["name"] for copy in copies(page)) == ["De tuin", "De werf"]


def test_who_wipes_a_copy_is_asked_and_it_is_gone(visit: Visit) -> None:
    page = visit("driehoek")
    fill_in(page, "Weg ermee")
    page.locator(".kb-worksheet__files summary").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Wis dit blad uit mijn browser")
    assert [copy["name"] for copy in copies(page)] == ["Weg ermee"]
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Wis dit blad uit mijn browser")
    expect(page.locator(SAID)).to_have_text("Het blad is gewist uit deze browser.")
    assert copies(page) == []
    expect(name_of(page)).to_have_value("")


def test_over_twenty_steps_can_be_undone_and_done_again_by_keys_and_by_buttons(visit: Visit) -> None:
    page = visit("purpose-case")
    undo, redo = (page.get_by_role("button", name=name) for name in ("Ongedaan maken", "Opnieuw doen"))
    expect(undo).to_be_disabled()
    ids = pieces(page)
    states = [filled(page)]
    for step in range(23):
        box = piece(page, ids[step % len(ids)]).get_by_role("textbox")
        box.fill(f"Stap {step}")
        box.press("Tab")
        states.append(filled(page))
    assert len({json.dumps(state) for state in states}) == 24
    page.evaluate(HOLDS, "Stap 22")
    box.focus()
    ways: list[tuple[Callable[[], None], Callable[[], None]]] = [
        (lambda: page.keyboard.press("Control+z"), lambda: page.keyboard.press("Control+Shift+Z")),
        (undo.click, redo.click),
    ]
    for back, forth in ways:
        expect(redo).to_be_disabled()
        for state in reversed(states[:-1]):
            back()
            assert filled(page) == state
        expect(undo).to_be_disabled()
        for state in states[1:]:
            forth()
            assert filled(page) == state
    undo.click()
    page.evaluate(HOLDS, "Stap 11")  # what the last step wrote over
    reload(page)
    assert filled(page) == states[-2]


def test_a_table_that_is_full_gets_a_row_and_keeps_it(own: str, visit: Visit) -> None:
    page = visit("wie-doet-wat", root=own)
    rows = piece(page, "tasks").locator("tbody tr")
    expect(rows).to_have_count(2)
    cells = piece(page, "tasks").get_by_role("textbox")
    cells.nth(0).fill("Zaal regelen")
    expect(rows).to_have_count(2)
    for number in (2, 3, 4):
        rows.last.get_by_role("textbox").last.press_sequentially(f"Ans {number}")
        expect(rows).to_have_count(number + 1)
    expect(rows.last.get_by_role("textbox").first).to_have_value("")
    expect(rows.last.get_by_role("textbox").first).to_have_accessible_description("rij 5")
    cells.nth(0).press("Tab")
    page.evaluate(HOLDS, "Ans 4")
    before = filled(page)
    reload(page)
    assert filled(page) == before
    expect(rows).to_have_count(5)
    assert copies(page)[0]["answers"]["tasks"] == [["Zaal regelen", ""], ["", "Ans 2"], ["", "Ans 3"], ["", "Ans 4"]]


# The triangle


CORNERS = """svg => {
    const at = svg.getScreenCTM();
    return [[100, 12], [188, 164], [12, 164]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(at)).map(({ x, y }) => [x, y]);
}"""
DOT = """dot => { const { x, y, width, height } = dot.getBoundingClientRect(); return [x + width / 2, y + height / 2]; }"""


def shares(place: Locator) -> list[int]:
    return [int(one.input_value()) for one in place.get_by_role("slider").all()]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_dot_of_a_triangle_follows_the_mouse_and_goes_back(visit: Visit, width: int) -> None:
    page = visit("driehoek", width=width)
    place = piece(page, "now")
    place.scroll_into_view_if_needed()
    blank = filled(page)
    assert not copies(page)
    corners: list[list[float]] = place.locator("svg").evaluate(CORNERS)
    middle = [sum(corner[axis] for corner in corners) / 3 for axis in (0, 1)]
    page.mouse.move(*middle)
    page.mouse.down()
    for at, corner in enumerate(corners):
        # Three quarters of the way to a corner: it gets that part, and an equal part of what is left.
        aim = [middle[axis] + (corner[axis] - middle[axis]) * 0.75 for axis in (0, 1)]
        page.mouse.move(*aim, steps=3)
        found = shares(place)
        assert sum(found) == 100 and abs(found[at] - 83) <= 2, (at, found)
        dot = place.locator("circle").evaluate(DOT)
        assert abs(dot[0] - aim[0]) < 3 and abs(dot[1] - aim[1]) < 3, "the dot is not below the mouse"
    page.mouse.move(corners[1][0] + 300, corners[1][1] + 300)
    assert shares(place) == [0, 100, 0], "outside, the nearest corner counts"
    page.mouse.up()
    page.mouse.move(*middle)
    assert shares(place) == [0, 100, 0], "the mouse let go"
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    press(page, "Ongedaan maken")
    assert filled(page) == blank
    press(page, "Opnieuw doen")
    assert shares(place) == [0, 100, 0]
    page.evaluate(HOLDS, "now")
    assert copies(page)[0]["answers"] == {"now": [0, 100, 0]}


def test_the_dot_of_a_triangle_goes_by_keys_too(visit: Visit) -> None:
    page = visit("driehoek")
    place = piece(page, "aim")
    work = place.get_by_role("slider", name="Werken")
    work.focus()
    for _ in range(27):
        page.keyboard.press("ArrowRight")
    expect(work).to_have_value("60")
    page.keyboard.press("Home")
    expect(work).to_have_value("0")
    page.keyboard.press("Tab")
    expect(page.locator(SAID)).to_have_text(KEPT_HERE)
    page.evaluate(HOLDS, "50,0,50")
    before = shares(place)
    assert copies(page)[-1]["answers"] == {"aim": [50, 0, 50]}
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+Z")
    assert filled(page)["aim"][0] == "true"
    reload(page)
    assert shares(place) == before, "the sliders stand as they were left"


# Taking along


@pytest.mark.parametrize("form", ["page", "yaml", "json"])
@pytest.mark.parametrize("sheet", COVERING)
def test_what_is_taken_along_opens_in_another_browser_with_equal_answers(
    visit: Visit, tmp_path: Path, sheet: str, form: str
) -> None:
    page = visit(sheet)
    given = fill_in(page, "Team <b>Oost</b> & co")
    file = take(page, form, tmp_path)
    expect(page.locator(SAID)).to_have_text("Het bestand is gemaakt. Je vindt het bij je downloads.")
    assert file.name == f"{sheet}-team-b-oost-b-co.{ {'page': 'html', 'yaml': 'yml', 'json': 'json'}[form] }"
    other = visit(sheet)
    assert filled(other) != given
    load(other, file)
    expect(name_of(other)).to_have_value("Team <b>Oost</b> & co")
    assert filled(other) == given
    other.evaluate(HOLDS, "Team <b>Oost</b> & co")
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
def test_who_opens_a_link_sees_the_answers_and_keeps_nothing_until_she_changes_one(visit: Visit, sheet: str) -> None:
    page = visit(sheet)
    given = fill_in(page, "Gedeeld")
    link = link_to(page)
    assert link.startswith(f"{page.url}#w1.")
    other = visit(sheet, fragment=f"#{urlsplit(link).fragment}")
    assert filled(other) == given
    expect(name_of(other)).to_have_value("Gedeeld")
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
        said.evaluate("place => { place.textContent = ''; place.removeAttribute('data-fault'); }")
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


# Two tabs, and a browser that keeps nothing


def test_what_is_written_in_one_tab_shows_in_the_other(visit: Visit) -> None:
    page = visit("purpose-case")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    expect(name_of(other)).to_have_value("De tuin")
    for at, (one, another) in enumerate([(page, other), (other, page), (page, other)]):
        write(piece(one, "value").get_by_role("textbox"), f"Beurt {at}")
        expect(piece(another, "value").get_by_role("textbox")).to_have_value(f"Beurt {at}")
    (copy,) = copies(page)
    assert copy["answers"] == {"value": ["Beurt 2"]}


def test_what_two_tabs_write_at_once_becomes_two_copies_and_nothing_is_lost(visit: Visit) -> None:
    page = visit("purpose-case", init="delete globalThis.BroadcastChannel")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    expect(name_of(other)).to_have_value("De tuin")
    write(piece(page, "value").get_by_role("textbox"), "Van de eerste")
    page.evaluate(HOLDS, "Van de eerste")
    write(piece(other, "means").get_by_role("textbox"), "Van de tweede")
    expect(other.locator(SAID)).to_contain_text("Dit blad was ook open in een ander tabblad.")
    expect(name_of(other)).to_have_value("De tuin (tweede tabblad)")
    expect(piece(other, "means").get_by_role("textbox")).to_have_value("Van de tweede")
    write(piece(other, "parties").get_by_role("textbox"), "Ook van de tweede")
    write(piece(page, "parties").get_by_role("textbox"), "Ook van de eerste")
    other.evaluate(HOLDS, "Ook van de tweede")
    page.evaluate(HOLDS, "Ook van de eerste")
    assert {copy["name"]: copy["answers"] for copy in copies(page)} == {
        "De tuin": {"value": ["Van de eerste"], "parties": ["Ook van de eerste"]},
        "De tuin (tweede tabblad)": {"means": ["Van de tweede"], "parties": ["Ook van de tweede"]},
    }
    reload(page)
    options = page.get_by_role("combobox", name="Open een ander blad").locator("option")
    expect(options).to_have_count(2)


def test_typing_on_while_another_tab_writes_loses_nothing(visit: Visit) -> None:
    page = visit("purpose-case")
    write(name_of(page), "De tuin")
    page.evaluate(HOLDS, "De tuin")
    other = beside(page)
    piece(other, "means").get_by_role("textbox").press_sequentially("Half getypt")
    write(piece(page, "value").get_by_role("textbox"), "Van de eerste")
    other.evaluate(HOLDS, "Half getypt")
    page.evaluate(HOLDS, "Van de eerste")
    expect(piece(other, "means").get_by_role("textbox")).to_have_value("Half getypt")


REFUSES = {
    "full": """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) { put.apply(this, given); this.transaction.abort(); }""",
    "broken": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
    "forbidden": "IDBFactory.prototype.open = IDBFactory.prototype.databases = () => { throw new DOMException('', 'SecurityError') }",
    "none": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
}


@pytest.mark.parametrize("refusal", REFUSES)
def test_a_browser_that_keeps_nothing_says_so_and_the_sheet_can_be_saved(
    visitors: Visitors, tmp_path: Path, refusal: str
) -> None:
    page = visitors.open("purpose-case", init=REFUSES[refusal])
    said = page.locator(f"{SAID}[data-fault]")
    if refusal in ("forbidden", "none"):
        expect(said).to_contain_text("Je browser bewaart niets voor deze site.")
    for id in ("value", "means"):
        write(piece(page, id).get_by_role("textbox"), f"Niet kwijt: {id}")
        expect(said).to_contain_text("Je browser kan dit niet bewaren")
        expect(page.locator("kb-worksheet")).to_have_attribute("data-unkept", "")
    expect(piece(page, "value").get_by_role("textbox")).to_have_value("Niet kwijt: value")
    press(page, "Ongedaan maken")
    expect(piece(page, "means").get_by_role("textbox")).to_have_value("")
    press(page, "Opnieuw doen")
    saved = json.loads(take(page, "json", tmp_path).read_text(encoding="utf-8"))
    assert saved["answers"] == {"value": ["Niet kwijt: value"], "means": ["Niet kwijt: means"]}
    # The browser itself reports what the test throws within the answer to a request.
    assert not [one for one in visitors.complaints if not (refusal == "broken" and "Quota" in one)]


# On paper


WORDS = "samen leren werken en innoveren in de regio met scholen bedrijven en overheden aan een opgave "


def long_text(id: str, points: int, signs: int = 1_200) -> str:
    """As many points, of together so many signs; each says in its first word whose it is."""
    most = (signs - points + 1) // points
    return "\n".join(f"{id}{at}: {WORDS * 20}"[: most - 1] + "." for at in range(points))


def printed(page: Page) -> bytes:
    return page.pdf(format="A4", prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("points", [1, 10])
def test_eleven_full_pieces_of_a_purpose_case_print_on_one_sheet_and_whole(visit: Visit, points: int) -> None:
    page = visit("purpose-case")
    written = {id: long_text(id, points) for id in pieces(page)}
    assert len(written) == 11 and all(1_190 <= len(text) <= 1_200 for text in written.values())
    for id, text in written.items():
        write(piece(page, id).get_by_role("textbox"), text)
    write(name_of(page), "Vol tot de rand")
    pdf = printed(page)
    assert sizes(pdf) == [PAPERS["a3"]]
    (sheet,) = texts(pdf)
    assert bare("Vol tot de rand") in sheet
    for id, text in written.items():
        for point in text.split("\n"):
            assert bare(point) in sheet, id
    # Nor does a piece lie upon another, or beside the paper.
    page.set_viewport_size({"width": 1_511, "height": 1_046})  # A3 within its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1_511
    cut = page.locator(".kb-piece").evaluate_all("""all => {
        const box = one => one.getBoundingClientRect(), name = one => one.dataset.piece;
        const over = (a, b) => box(a).x < box(b).right - 1 && box(b).x < box(a).right - 1
            && box(a).y < box(b).bottom - 1 && box(b).y < box(a).bottom - 1;
        const beyond = one => box(one.querySelector(".kb-piece__written")).bottom > box(one).bottom + 1;
        return [...all.filter(beyond).map(name), ...all.flatMap((a, at) => all.slice(at + 1).filter(b => over(a, b)).map(b => `${name(a)} ${name(b)}`))];
    }""")
    assert cut == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("sheet", SHEETS)
def test_an_empty_sheet_prints_on_one_page_of_its_paper(visit: Visit, sheet: str, script: bool) -> None:
    page = visit(sheet, java_script_enabled=script)
    paper = page.locator("kb-worksheet").get_attribute("data-paper") or ""
    titles = page.locator(".kb-piece__title").all_inner_texts()
    pdf = printed(page)
    assert sizes(pdf) == [PAPERS[paper]]
    (text,) = texts(pdf)
    assert [title for title in titles if bare(title) not in text] == []
    assert bare("Nieuw blad") not in text and bare("Naam van jullie blad") not in text


def test_after_printing_the_screen_is_as_it_was(visit: Visit) -> None:
    page = visit("purpose-case")
    given = fill_in(page)
    printed(page)
    assert filled(page) == given and page.locator(".kb-piece__written").count() == 0


# Without JavaScript


@pytest.mark.parametrize("sheet", SHEETS)
def test_without_a_script_a_sheet_is_an_empty_form_with_its_explanation(visit: Visit, sheet: str) -> None:
    page = visit(sheet, java_script_enabled=False)
    (entry,) = (one for one in sample_library().collection("worksheets") if one.id == sheet)
    places = page.locator(".kb-piece")
    expect(places).to_have_count(len(entry.values["pieces"]))
    for one, place in zip(entry.values["pieces"], places.all(), strict=True):
        expect(place.get_by_role("heading", name=one["title"], exact=True)).to_be_visible()
        if "question" in one:
            expect(place.locator(".kb-piece__question")).to_have_text(one["question"])
        expect(place.locator("textarea, input").first).to_be_visible()
        for told in (one[name] for name in ("hint", "example") if name in one):
            place.locator("summary").click()
            expect(place.get_by_text(told)).to_be_visible()
            place.locator("summary").click()
    assert set(sum(filled(page).values(), [])) <= {"", "33", "false"}
    expect(page.get_by_text("Zonder JavaScript kun je dit blad printen")).to_be_visible()
    for tool in (".kb-worksheet__bar", ".kb-worksheet__link", SAID, ".kb-worksheet__lost"):
        expect(page.locator(tool)).to_be_hidden()


def test_the_filled_purpose_cases_read_as_text_beside_each_piece_with_or_without_a_script(visit: Visit) -> None:
    page = visit("purpose-case", java_script_enabled=False)
    cases = sample_library().collection("cases")
    for id in pieces(page):
        told = [entry for entry in cases if entry.values.get(id)]
        place = piece(page, id)
        place.locator("summary").click()
        expect(place.locator("dt")).to_have_text([entry.title for entry in told])
        for entry, words in zip(told, place.locator("dd").all(), strict=True):
            value = entry.values[id]
            expect(words).to_have_text("; ".join(value) if isinstance(value, list) else value)
            expect(words).to_be_visible()
        place.locator("summary").click()


# Twenty lines, and what they give


TWENTY = """\
title: Werkblad Wie doet wat
summary: Spreek af wie wat doet, en wanneer. Daarna weet ieder waar de ander mee bezig is.
paper: a4
pieces:
  - {id: story, title: Ons plan, kind: tekst, question: Wat gaan jullie doen?, hint: Houd het kort., example: Een open dag}
  - {id: points, title: Punten, kind: lijst}
  - {id: tasks, title: Taken, kind: tabel, columns: [Wat, Wie], size: 2}
  - {id: rounds, title: Rondes, kind: tabel, columns: [Wie, Wanneer], rows: [Voor de start, Na afloop]}
  - {id: trust, title: Vertrouwen, kind: schaal, options: [Weinig, Veel]}
  - {id: go, title: Gaan we door?, kind: keuze, options: [Ja, Nee]}
  - {id: done, title: Geregeld, kind: vinkjes, options: [Zaal, Koffie]}
  - {id: start, title: Begin, kind: datum}
  - {id: mix, title: Verdeling, kind: driehoek, options: [Leren, Werken, Innoveren]}
areas: [story story points, tasks rounds rounds, trust go done, start mix mix]
sources:
  - {publication: Verslag (1999), where: bladzijde 3}
checked: 2022-12-22
"""
PAGES = ("wie-doet-wat", "purpose-case", "driehoek", "gas-erop")
FORMS: dict[str, dict[str, object]] = {
    "light": {"width": 1280},
    "dark": {"width": 360, "color_scheme": "dark"},
    "forced": {"width": 1280, "forced_colors": "active"},
    "filled": {"width": 1280},
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a site is served with a worksheet that nobody wrote code for, beside those of the sample."""
    return serve(
        small_project(tmp_path_factory.mktemp("own") / "project", {"worksheets/wie-doet-wat.yml": TWENTY}) / "site"
    )


def test_twenty_lines_make_a_worksheet_of_every_kind_of_piece(own: str, visit: Visit, tmp_path: Path) -> None:
    assert TWENTY.count("\n") <= 20
    page = visit("wie-doet-wat", root=own)
    kinds = page.locator(".kb-piece").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert set(kinds) == {"tekst", "lijst", "tabel", "schaal", "keuze", "vinkjes", "datum", "driehoek"}
    given = fill_in(page)
    assert all(any(values) for values in given.values())
    reload(page)
    assert filled(page) == given
    (copy,) = copies(page)
    assert copy["worksheet"] == "wie-doet-wat" and copy["version"] == 1 and list(copy["answers"]) == pieces(page)
    answers = copy["answers"]
    assert (answers["trust"], answers["go"], answers["done"], answers["start"]) == (2, "Nee", ["Koffie"], "2027-02-28")
    assert answers["rounds"] == [["", ODD[8]], [ODD[9], ODD[10]]] and sum(answers["mix"]) == 100
    assert len(sizes(printed(page))) == 1


def test_it_stands_in_the_index_with_the_others(own: str, visit: Visit) -> None:
    page = visit("wie-doet-wat", root=own)
    page.goto(f"{own}werkbladen/")
    page.get_by_role("link", name="Werkblad Wie doet wat").click()
    expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sheet", PAGES)
def test_axe_finds_nothing_on_a_worksheet(own: str, visit: Visit, sheet: str, form: str) -> None:
    page = visit(
        sheet, root=own if sheet == "wie-doet-wat" else "", bypass_csp=True, reduced_motion="reduce", **FORMS[form]
    )
    if form == "filled":
        fill_in(page)
        page.locator(".kb-worksheet__files summary").click()
        link_to(page)
    page.evaluate(AXE)
    rules: list[str] = page.evaluate(RULES, [TAGS, SPOKEN])
    colours = [rule for rule in page.evaluate(RULES, [["cat.color"], ""]) if rule in rules]
    said = page.evaluate(RUN, [[rule for rule in rules if rule not in colours], colours, False])
    assert said["violations"] == []


# On to the knowledge base


def proposal(page: Page) -> dict[str, Any]:
    """What stands in GitHub's page for a new file, which nobody really opens."""
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    with page.context.expect_page() as opened:
        press(page, "Stel voor als Purpose Case")
    opened.value.wait_for_load_state()
    address = urlsplit(opened.value.url)
    assert len(opened.value.url) <= 6_000
    assert address.path.endswith("/new/main/content/cases")
    fields = parse_qs(address.query)
    assert fields["filename"] == ["naam.yml"]
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
    with page.expect_download() as download:
        press(page, "Stel voor als Purpose Case")
    assert download.value.suggested_filename == "purpose-case-vol.yml"
    download.value.save_as(tmp_path / "vol.yml")
    read = yaml.safe_load((tmp_path / "vol.yml").read_text(encoding="utf-8"))
    assert {id: "\n".join(read[id]) for id in written} == written
    assert len(page.context.pages) == 1


# What it weighs, and the page's policy


def test_the_engine_weighs_no_more_than_its_budget(site: Path) -> None:
    modules = [file for folder in FOLDERS for file in (site / "assets/js" / folder).glob("*.mjs")]
    weights = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in modules}
    assert {"worksheet.mjs", "answers.mjs", "link.mjs", "page-file.mjs"} <= weights.keys()
    assert sum(weights.values()) <= ENGINE, weights


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_worksheet_has_no_script_or_style_in_it_that_other_pages_lack(site: Path, sheet: str) -> None:
    html, other = (
        (site / path / "index.html").read_text(encoding="utf-8") for path in (f"werkbladen/{sheet}", "tools/fasemodel")
    )
    assert set(inline_scripts(html)) <= set(inline_scripts(other))
    assert set(re.findall(r"<style\b.*?</style>", html, re.DOTALL)) <= set(
        re.findall(r"<style\b.*?</style>", other, re.DOTALL)
    )
    assert not re.search(r"<[^>]+\son\w+=|javascript:", html)
    policies = [re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0].split(";") for text in (html, other)]
    mine, theirs = ({rule.split()[0]: set(rule.split()[1:]) for rule in policy if rule.strip()} for policy in policies)
    assert mine.keys() == theirs.keys() and all(mine[name] <= theirs[name] for name in mine)

"""What a visitor keeps: in her own browser only, on her own click, and never in the way."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import Open
from tests.focus import sees_focus, tab_to
from tests.visiting import rest

KEPT = "/.kb-kept"
TOOL, STORY = "tools/fasemodel/", "verhalen/windmonteurs-voor-de-noordzee/"
BROKEN = [
    "", "{", "null", "42", '"tools/fasemodel"', '{"a": 1}', '[1, null, {}, ["tools/fasemodel"]]', '["<img src=x>"]',
    '["../../x", "tools/", "/fasemodel", "tools/fasemodel/../../.."]', json.dumps(["tools/" + "a" * 9_000]),
]  # fmt: skip


def keep(page: Page, *entries: str) -> None:
    """Let the browser have kept these, as after clicks on their pages."""
    page.evaluate("([key, list]) => localStorage.setItem(key, JSON.stringify(list))", [KEPT, entries])


def stored(page: Page) -> list[str]:
    found: list[str] = page.evaluate("key => JSON.parse(localStorage.getItem(key) ?? '[]')", KEPT)
    return found


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3, name=title))


def titles(page: Page, group: str) -> list[str]:
    section = page.locator("section").filter(has=page.get_by_role("heading", level=2, name=group, exact=True))
    return section.get_by_role("heading", level=3).all_inner_texts()


def kept_page(open_page: Open, *entries: str, **options: object) -> Page:
    page = open_page("over/", **options)
    keep(page, *entries)
    page.goto(page.url.replace("over/", "bewaard/"))
    expect(page.locator("kb-bookmarks")).to_have_attribute("aria-busy", "false")
    return page


def test_one_keeps_an_entry_finds_it_again_and_lets_it_go(open_page: Open) -> None:
    page = open_page(TOOL)
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_role("link", name=re.compile("Bewaard: "))).to_be_hidden()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("button", name="Bewaard", exact=True)).to_be_visible()
    assert stored(page) == ["tools/fasemodel"]
    page.get_by_role("link", name="Bewaard: 1").click()
    expect(page.get_by_role("heading", level=1, name="Bewaard")).to_be_visible()
    expect(page.get_by_text("1 pagina", exact=True)).to_be_visible()
    title = page.get_by_role("heading", level=3, name=re.compile("^Fasemodel"))
    title.get_by_role("link").click()
    page.get_by_role("button", name="Bewaard", exact=True).click()
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_visible()
    assert page.evaluate("localStorage.length") == 0, "an empty list leaves nothing behind"


def test_cards_of_an_index_have_a_button_as_far_as_one_can_see(open_page: Open) -> None:
    page = open_page("organisaties/")
    buttons = page.locator(".kb-card__bookmark")
    expect(buttons.first).to_be_visible()
    assert buttons.count() < 40 < page.locator("[data-entry]").count()
    first = page.get_by_role("button", name=re.compile("^Bewaar: ")).first
    name = (first.get_attribute("aria-label") or "").removeprefix("Bewaar: ")
    expect(first).to_have_attribute("aria-pressed", "false")
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("link", name="Bewaard: 1")).to_be_visible()
    page.get_by_role("searchbox").focus()
    page.mouse.wheel(0, 20_000)
    expect(page.get_by_role("button", name=f"Bewaar: {name}", exact=True)).to_have_count(0)
    assert buttons.count() < 40
    page.mouse.wheel(0, -30_000)
    expect(page.get_by_role("button", name=f"Bewaar: {name}", pressed=True, exact=True)).to_have_count(1)


def test_a_card_that_is_drawn_later_gets_its_button_too(open_page: Open) -> None:
    page = open_page("tools/")
    page.evaluate("""() => {
        const card = document.createElement("li");
        card.className = "kb-card";
        card.dataset.entry = "later";
        card.innerHTML = '<h3 class="kb-card__title"><a href="#">Later getekend</a></h3>';
        document.querySelector(".kb-cards").prepend(card);
    }""")
    page.get_by_role("button", name="Bewaar: Later getekend").click()
    assert stored(page) == ["tools/later"]


def test_what_is_kept_stands_by_collection_and_can_be_put_in_order(open_page: Open) -> None:
    page = kept_page(open_page, "tools/peer-review", "communities/seece", "tools/fasemodel")
    groups = page.locator("kb-bookmarks").get_by_role("heading", level=2).all_inner_texts()
    assert groups == ["Communities", "Tools"]
    first, second = titles(page, "Tools")
    expect(page.get_by_role("button", name=f"Zet hoger: {first}")).to_be_disabled()
    page.get_by_role("button", name=f"Zet hoger: {second}").click()
    expect(page.get_by_role("status").filter(has_text="plaats 1 van 2")).to_have_count(1)
    assert titles(page, "Tools") == [second, first]
    assert stored(page) == ["tools/fasemodel", "communities/seece", "tools/peer-review"]
    page.reload()
    expect(page.get_by_role("heading", level=3, name="SEECE")).to_be_visible()
    assert titles(page, "Tools") == [second, first]


def test_what_is_taken_away_can_be_taken_back(open_page: Open) -> None:
    page = kept_page(open_page, "communities/seece", "tools/fasemodel")
    page.get_by_role("button", name="Haal weg: SEECE").click()
    expect(page.get_by_text("‘SEECE’ is weg uit je lijst.")).to_be_visible()
    undo = page.get_by_role("button", name="Ongedaan maken")
    expect(undo).to_be_focused()
    assert stored(page) == ["tools/fasemodel"]
    undo.click()
    expect(page.get_by_role("heading", level=3, name="SEECE")).to_be_visible()
    assert stored(page) == ["communities/seece", "tools/fasemodel"]
    page.get_by_role("button", name="Maak leeg").click()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    undo.click()
    expect(page.get_by_role("heading", level=3, name="SEECE")).to_be_visible()


def test_who_opens_a_shared_list_sees_it_and_keeps_it_only_if_she_wants(open_page: Open) -> None:
    page = kept_page(open_page, "tools/peer-review", "communities/seece")
    link = page.get_by_role("link", name="Link naar deze lijst").get_attribute("href") or ""
    assert link.endswith("bewaard/?k=tools/peer-review&k=communities/seece")
    other = open_page("bewaard/?" + link.partition("?")[2])
    expect(other.get_by_role("heading", level=3, name="SEECE")).to_be_visible()
    expect(other.get_by_text("Iemand deelt deze lijst met je.")).to_be_visible()
    expect(other.get_by_role("button", name="Haal weg: SEECE")).to_be_hidden()
    assert other.evaluate("localStorage.length") == 0
    other.get_by_role("button", name="Bewaar deze lijst").click()
    expect(other.get_by_role("link", name="Bewaard: 2")).to_be_visible()
    expect(other).to_have_url(re.compile("/bewaard/$"))
    assert stored(other) == ["tools/peer-review", "communities/seece"]
    expect(other.get_by_role("button", name="Haal weg: SEECE")).to_be_visible()


def test_a_browser_that_gives_no_clipboard_says_so(open_page: Open) -> None:
    page = kept_page(open_page, "tools/fasemodel")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as where there is no https
    page.get_by_role("button", name="Kopieer een link").click()
    expect(page.get_by_text("Kopiëren lukte niet.")).to_be_visible()


def test_a_list_can_be_taken_along_as_a_table_and_as_text(open_page: Open, tmp_path: Path) -> None:
    page = kept_page(
        open_page, "tools/fasemodel", "communities/seece", "communities/is-er-niet-meer", fail_on_complaints=False
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Rekenblad (CSV)").click()
    assert download.value.suggested_filename == "bewaard.csv"
    download.value.save_as(tmp_path / "list.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["collectie", "titel", "samenvatting"] and rows[0][-1] == "adres"
    assert [row[:2] for row in rows[1:]][0] == ["Communities", "SEECE"] and len(rows) == 3
    assert rows[1][-1].endswith("/communities/seece/") and "Een samenwerking van" not in rows[1][2]
    with page.expect_download() as download:
        page.get_by_role("button", name="Tekst", exact=True).click()
    download.value.save_as(tmp_path / "list.md")
    text = (tmp_path / "list.md").read_text(encoding="utf-8")
    assert re.search(r"^## Communities\n\n- \[SEECE\]\(http://[^)]+/communities/seece/\)\n  \S", text, re.MULTILINE)
    assert text.index("## Communities") < text.index("## Tools")


def test_a_cell_is_never_a_formula_and_a_text_never_markup(open_page: Open) -> None:
    page = open_page("bewaard/")
    code = """async () => {
        const { asTable, asMarkdown } = await import("../assets/js/bookmarks/export.mjs");
        const pages = [{ title: '=1+"2"', url: "http://x/", summary: "a *b* [c]\\nd" }];
        const columns = ["soort", "=naam", "kort", "plek"];
        return [asTable([{ title: "@x", pages }], columns), asMarkdown([{ title: "T", pages }], "K")];
    }"""
    table, text = page.evaluate(code)
    assert table == '\ufeffsoort;\'=naam;kort;plek\r\n\'@x;"\'=1+""2""";"a *b* [c]\nd";http://x/\r\n'
    assert r"a \*b\* \[c\]" in text


def test_an_entry_that_is_gone_is_named_and_can_be_taken_away(open_page: Open) -> None:
    page = kept_page(open_page, "tools/bestaat-niet", "nergens/x", "tools/fasemodel", fail_on_complaints=False)
    expect(page.get_by_text("Deze pagina is er niet (meer).")).to_have_count(2)
    page.get_by_role("button", name="Haal weg: bestaat-niet").click()
    page.get_by_role("button", name="Haal weg: x").click()
    expect(page.get_by_text("Deze pagina is er niet (meer).")).to_have_count(0)
    assert stored(page) == ["tools/fasemodel"]


def test_a_page_that_does_not_come_stays_in_the_list(open_page: Open) -> None:
    page = open_page("over/", fail_on_complaints=False)
    keep(page, "tools/fasemodel")
    page.route("**/tools/fasemodel/entry.json", lambda route: route.abort())
    page.goto(page.url.replace("over/", "bewaard/"))
    expect(page.get_by_text("Deze pagina laadt nu niet.")).to_be_visible()
    assert stored(page) == ["tools/fasemodel"]


def test_a_list_asks_for_a_small_file_of_each_entry_and_for_no_other_page(open_page: Open) -> None:
    page = open_page("over/")
    keep(page, "tools/fasemodel", "communities/seece", "tools/peer-review")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/")[2]))
    page.goto(page.url.replace("over/", "bewaard/"))
    expect(page.locator("kb-bookmarks")).to_have_attribute("aria-busy", "false")
    read = sorted(url.split("/", 2)[2] for url in asked if not url.rpartition("/")[2].count(".") or "entry.json" in url)
    assert read == [
        "bewaard/", "communities/seece/entry.json", "tools/fasemodel/entry.json", "tools/peer-review/entry.json",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", TOOL, "tools/", "bewaard/", "vergelijk/"])
def test_what_is_no_list_of_entries_harms_no_page(open_page: Open, path: str) -> None:
    page = open_page(path)
    for text in BROKEN:
        page.evaluate(
            "([key, text]) => { localStorage[key] = text; localStorage['/.kb-compared'] = text; }", [KEPT, text]
        )
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("main img[src='x']").count() == 0
        expect(page.get_by_role("link", name=re.compile("Bewaard: "))).to_be_hidden()
    if path == TOOL:
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_role("link", name="Bewaard: 1")).to_be_visible()


REFUSES = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    "none": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
}


@pytest.mark.parametrize("refusal", REFUSES)
def test_a_browser_that_keeps_nothing_says_so_and_the_page_goes_on(open_page: Open, refusal: str) -> None:
    page = open_page("over/")
    page.add_init_script(REFUSES[refusal])
    page.goto(page.url.replace("over/", TOOL))
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Je browser kan dit niet bewaren.")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_visible()
    page.goto(page.url.replace(TOOL, "bewaard/?k=communities/seece"))
    expect(page.get_by_role("heading", level=3, name="SEECE")).to_be_visible()


def test_what_is_in_the_comparison_shows_in_the_list_too(open_page: Open) -> None:
    page = kept_page(open_page, "tools/fasemodel", "tools/peer-review")
    page.get_by_role("button", name=re.compile("^Vergelijk : Peer review")).click()
    expect(page.get_by_text("1 tool om te vergelijken. Kies er nog een.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=re.compile("^In vergelijking : Peer review"))).to_be_visible()


def test_two_tabs_stay_in_step(open_page: Open) -> None:
    page = open_page(TOOL)
    other = page.context.new_page()
    other.goto(page.url.replace(TOOL, "tools/"))
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(other.get_by_role("link", name="Bewaard: 1")).to_be_visible()
    page.get_by_role("button", name="Bewaard", exact=True).click()
    expect(other.get_by_role("link", name=re.compile("Bewaard: "))).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_one_keeps_orders_and_takes_away_with_the_keyboard_alone(open_page: Open, width: int) -> None:
    page = open_page(TOOL, width=width)
    button = page.get_by_role("button", name="Bewaar", exact=True)
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Bewaard", exact=True)).to_be_focused()
    page.goto(page.url.replace(TOOL, "tools/peer-review/"))
    tab_to(page, page.get_by_role("button", name="Bewaar", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("link", name="Bewaard: 2"), "Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=3).nth(1).wait_for()
    tab_to(page, page.get_by_role("button", name=re.compile("^Zet lager: Fasemodel")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Zet hoger: Fasemodel"))).to_be_focused()
    sees_focus(page)
    tab_to(page, page.get_by_role("button", name=re.compile("^Haal weg: Fasemodel")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_focused()
    sees_focus(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3)).to_have_count(2)


def test_without_scripts_no_button_stands_there_in_vain(open_page: Open) -> None:
    page = open_page(TOOL, java_script_enabled=False)
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Vergelijk", exact=True)).to_be_hidden()
    page.goto(page.url.replace(TOOL, "bewaard/"))
    expect(page.get_by_text("Zet de pagina’s die je wilt houden bij de bladwijzers")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_a_list_fits_a_phone(open_page: Open) -> None:
    page = kept_page(open_page, "tools/fasemodel", "communities/seece", "terms/learning-community", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in page.locator("main button:visible").all():
        box = button.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24, button.inner_text()


def test_on_paper_there_are_titles_and_addresses_and_no_buttons(open_page: Open) -> None:
    page = kept_page(open_page, "tools/fasemodel", "communities/seece")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=3, name="SEECE")).to_be_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0
    content = "element => getComputedStyle(element, '::after').content"
    link = page.get_by_role("heading", level=3, name="SEECE").get_by_role("link")
    assert "/communities/seece/" in link.evaluate(content)


def test_a_visit_to_every_place_that_keeps_writes_nothing(open_page: Open) -> None:
    context: BrowserContext | None = None
    for path in ("bewaard/", "bewaard/?k=tools/fasemodel", "vergelijk/?tools=fasemodel&tools=peer-review", TOOL):
        page = open_page(path)
        rest(page)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        context = page.context
        assert context.cookies() == []

"""The guides to the fields, and the button that starts a file on GitHub."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.checking.check import check
from macros.pages.guides import start
from macros.reading.front_matter import BODY
from macros.validation.validation import validate
from macros.writing.examples import Examples
from macros.writing.guides import Guide, make_guide
from macros.writing.scaffold import ending_of
from macros.yaml_text.values import read_mapping
from tests.conftest import ROOT, Open, Project, macros, sample_library
from tests.kinds import Kind, Visits
from tests.shown import here

LIBRARY = sample_library()
COLLECTIONS = list(LIBRARY.settings.collections)
SCHEMAS = LIBRARY.schemas
MOST_SIGNS = 6_000  # beyond that, GitHub may refuse the address
WRITING = ["meedoen/", "meedoen/schrijf-een-verhaal/", "meedoen/velden/"]


def path_of(collection: str) -> str:
    return f"meedoen/velden/{LIBRARY.settings.collections[collection].path}/"


def guide_of(collection: str) -> Guide:
    ids = {name: LIBRARY.collection(name)[0].id for name in COLLECTIONS}
    ending = ending_of(SCHEMAS[collection], [entry.path for entry in LIBRARY.collection(collection)])
    examples = Examples(SCHEMAS[collection], ids, date(2026, 9, 21))
    return make_guide(LIBRARY.settings.collections[collection], examples, ending, LIBRARY.settings)


def copyable(page: Page, label: str) -> Locator:
    """A text with its button. Not by role: it may stand in what is still folded."""
    return page.locator("kb-copy").filter(has=page.locator(f'button[aria-label="Kopieer {label}"]'))


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_smallest_file_of_a_guide_passes_the_check(project: Project, collection: str) -> None:
    guide = guide_of(collection)
    files = {f"{collection}/voorbeeld{guide.ending}": guide.smallest}
    for field in SCHEMAS[collection].fields.values():
        if field.required and field.reference:
            other, id = guide_of(field.reference), LIBRARY.collection(field.reference)[0].id
            files[f"{field.reference}/{id}{other.ending}"] = other.smallest
    assert check(project(files)).errors == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_example_of_a_field_can_be_copied_as_it_is(collection: str) -> None:
    guide = guide_of(collection)
    for guidance in guide.fields:
        if guidance.field.name == BODY and guide.ending == ".md":
            continue
        values, places, problems = read_mapping(f"{guidance.example}\n", "x.yml")
        assert values and list(values) == [guidance.field.name] and problems == []
        smallest = {one.field.name: "" for one in guide.fields if one.field.required}
        found = validate(smallest | values, places, SCHEMAS[collection], "x.yml")
        assert [one for one in found if one.pointer.startswith(f"/{guidance.field.name}")] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_guide_explains_every_field_of_the_schema_and_every_choice(open_page: Open, collection: str) -> None:
    page = open_page(path_of(collection))
    main = page.get_by_role("main")
    for field in SCHEMAS[collection].fields.values():
        section = main.locator("section.kb-field").filter(has=page.locator(f"h3#{field.name}"))
        heading = section.get_by_role("heading", level=3)
        expect(heading).to_have_text(f"{field.label} {field.name}")
        expect(section).to_contain_text(field.description)
        expect(section.locator("> kb-copy code")).not_to_be_empty()
        choices = section.locator("> dl.kb-choices > div, > details > dl.kb-choices > div")
        expect(choices).to_have_count(len(field.choices))
        for shown, choice in zip(choices.all(), field.choices, strict=True):
            expect(shown).to_have_text(
                re.compile(
                    rf"^\s*{re.escape(str(choice.value))}\s+{re.escape(choice.label)}\. {re.escape(choice.description)}$"
                )
            )
        expect(section.locator("> details")).to_have_count(1 if len(field.choices) > 6 else 0)
        if field.reference:
            target = LIBRARY.settings.collections[field.reference]
            href = section.get_by_role("link", name=f"Bekijk alle {target.many}").get_attribute("href")
            assert href == f"../../../{target.path}/"


def test_a_guide_names_required_fields_first_and_leads_to_each(open_page: Open) -> None:
    page = open_page(path_of("tools"))
    contents = page.get_by_role("navigation", name="Velden")
    expect(contents.locator("p")).to_have_text(["Moet erin", "Mag erbij"])
    expect(contents.locator("ul").first.get_by_role("link")).to_have_text(
        [field.label for field in SCHEMAS["tools"].fields.values() if field.required]
    )
    contents.get_by_role("link", name="Begeleider").click()
    expect(page.locator("h3#facilitator")).to_be_in_viewport()
    expect(page.locator(".md-tabs__item--active")).to_contain_text("Meedoen")


@pytest.mark.parametrize(
    ("collection", "field", "words"),
    [
        ("tools", "title", ["Een korte tekst", "Hoogstens 140 tekens"]),
        ("tools", "summary", ["Een korte tekst", "Van 20 tot 320 tekens"]),
        ("tools", "facilitator", ["Eén keuze uit een lijst", ""]),
        ("tools", "mentions", ["Een heel getal", "Van 0 tot en met 100000"]),
        ("tools", "checked", ["Een dag: jaar-maand-dag", ""]),
        ("tools", "link", ["Een webadres", "Hoogstens 500 tekens"]),
        ("tools", "more_links", ["Een lijst. Elk punt bestaat uit:", ""]),
        ("communities", "partners", ["Een van deze vormen", "Van 1 tot en met 100000"]),
        ("communities", "part_of", ["Een community: de naam uit het adres van de pagina", ""]),
        ("stories", "tools", ["Een of meer tools: de naam uit het adres van de pagina", ""]),
        ("stories", "worked", ["Een lijst van teksten, met links als je wilt", ""]),
    ],
)
def test_kind_and_limits_are_said_in_plain_words(collection: str, field: str, words: list[str]) -> None:
    found = next(one for one in guide_of(collection).fields if one.field.name == field)
    assert [found.kind, found.limits] == words


def test_the_overview_leads_to_the_guide_of_every_collection(open_page: Open) -> None:
    page = open_page("meedoen/velden/")
    for collection in LIBRARY.settings.collections.values():
        page.get_by_role("main").get_by_role("link", name=f"Velden van een {collection.one}").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Velden van een {collection.one}")
        page.get_by_role("main").get_by_role("link", name="Velden", exact=True).first.click()
        page.wait_for_url(re.compile("/meedoen/velden/$"))


def test_the_guide_of_a_collection_is_found_by_the_search(open_page: Open) -> None:
    page = open_page("zoeken/?q=velden+van+een+tool")
    expect(page.get_by_role("option", name=re.compile("^Velden van een tool")).first).to_be_visible()


def test_a_guide_written_by_hand_goes_first_and_names_are_escaped(project: Project) -> None:
    root = project({})
    hand = root / "docs/meedoen/velden/tools.md"
    hand.write_text("# Zelf geschreven\n", encoding="utf-8")
    settings = root / "kennisbank.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("one: verhaal", 'one: "<b>verhaal</b>"'), encoding="utf-8"
    )
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    assert "Zelf geschreven" in (root / "site/meedoen/velden/tools/index.html").read_text(encoding="utf-8")
    page = (root / "site/meedoen/velden/verhalen/index.html").read_text(encoding="utf-8")
    assert "<b>verhaal" not in page and "Velden van een &lt;b&gt;verhaal&lt;/b&gt;</h1>" in page


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_button_opens_a_new_file_on_github_with_the_text_that_can_be_copied(
    open_page: Open, collection: str
) -> None:
    page = open_page(path_of(collection))
    one = LIBRARY.settings.collections[collection].one
    href = page.get_by_role("link", name=f"Begin een {one} op GitHub").get_attribute("href") or ""
    assert len(href) < MOST_SIGNS
    parts = urlsplit(href)
    assert parts.scheme == "https" and parts.path.endswith(f"/new/main/content/{collection}")
    asked = parse_qs(parts.query, strict_parsing=True)
    assert asked["filename"] == [f"INVULLEN{guide_of(collection).ending}"]
    assert asked["value"] == [copyable(page, "de tekst").locator("code").text_content()]
    assert "title: INVULLEN\n" in asked["value"][0]


def test_the_source_that_the_page_about_writing_gives_for_an_own_experience_is_right(project: Project) -> None:
    page = (ROOT / "docs/meedoen/schrijf-een-verhaal.md").read_text(encoding="utf-8")
    (values,) = re.findall(r"Schrijf bij `publication`: `(.+?)` en bij `where`: `(.+?)`\.", page)
    (days,) = re.findall(r"jaar-maand-dag: `(.+?)`", page)
    story = guide_of("stories").smallest
    for name, value in zip(("publication", "where", "checked"), (*values, days), strict=True):
        story = re.sub(rf"{name}: .*", f"{name}: {value}", story)
    root = project({"stories/voorbeeld.md": story})
    assert values[0] in story and check(root).errors == []


def test_the_page_about_writing_shows_the_questions_that_the_file_asks(open_page: Open) -> None:
    page = open_page("meedoen/schrijf-een-verhaal/")
    text = copyable(page, "de tekst").locator("code").text_content() or ""
    asked = re.findall(r"^## (.+)$", text, re.MULTILINE)
    expect(page.get_by_role("main").locator(".kb-questions strong")).to_have_text(asked)


def test_the_button_copies_the_text_and_says_so(open_page: Open) -> None:
    page = open_page("meedoen/schrijf-een-verhaal/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Liever zelf kopiëren?").click()
    part = copyable(page, "de tekst")
    part.get_by_role("button").click()
    expect(part.get_by_role("status")).to_have_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == part.locator("code").text_content()


def test_the_button_itself_says_for_two_seconds_that_it_copied_and_keeps_its_name(open_page: Open) -> None:
    page = open_page(path_of("stories"), permissions=["clipboard-read", "clipboard-write"])
    page.clock.install(time=0)
    page.reload()  # else a timer of before is stopped by a clock that does not know it
    page.clock.pause_at(60_000)
    button = copyable(page, "het voorbeeld van title").get_by_role("button", name="Kopieer het voorbeeld van title")
    expect(button).to_have_text("Kopieer")
    button.click()
    expect(button).to_have_text("Gekopieerd")
    page.clock.run_for(1_500)
    button.locator(".kb-copy__word").evaluate("word => { word.textContent = 'nog niet'; }")
    button.click()
    expect(button).to_have_text("Gekopieerd")
    page.clock.run_for(1_500)
    expect(button).to_have_text("Gekopieerd")
    page.clock.run_for(600)
    expect(button).to_have_text("Kopieer")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_text_takes_a_tab_stop_only_where_it_scrolls(open_page: Open, width: int) -> None:
    page = open_page(path_of("communities"), width=width)
    for details in page.locator("details").all():
        details.locator("summary").click()
    scrolls = "pre => pre.scrollHeight > pre.clientHeight || pre.scrollWidth > pre.clientWidth"
    texts = page.locator("kb-copy pre").all()
    assert len(texts) > 15
    for text in texts:
        assert text.evaluate(scrolls) == (text.get_attribute("tabindex") == "0")


def test_whoever_tabs_sees_where_the_focus_is(open_page: Open) -> None:
    page = open_page("meedoen/schrijf-een-verhaal/")
    page.get_by_role("link", name="Vertel het in een formulier op GitHub").focus()
    page.keyboard.press("Tab")
    summary = page.get_by_text("Liever zelf kopiëren?")
    expect(summary).to_be_focused()
    expect(summary).to_have_css("outline", re.compile(r"solid 3px$"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    text = page.locator("kb-copy pre")
    expect(text).to_be_focused()
    expect(text).to_have_css("outline", re.compile(r"solid 3px$"))


def test_a_browser_without_a_clipboard_gets_the_text_selected(open_page: Open) -> None:
    page = open_page(path_of("stories"))
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    part = copyable(page, "het voorbeeld van title")
    part.get_by_role("button").click()
    expect(part.get_by_role("status")).to_contain_text("druk op Ctrl+C")
    assert page.evaluate("getSelection().toString()") == part.locator("code").text_content()


def test_without_script_the_text_can_be_read_and_no_button_promises_more(open_page: Open) -> None:
    page = open_page("meedoen/schrijf-een-verhaal/", java_script_enabled=False)
    expect(page.get_by_role("link", name="Begin een verhaal op GitHub")).to_be_visible()
    page.get_by_text("Liever zelf kopiëren?").click()
    expect(page.locator("kb-copy code")).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)


@pytest.mark.parametrize("path", [*WRITING, *map(path_of, COLLECTIONS)])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_for_writers_is_wider_than_the_screen(visits: Visits, path: str, width: int) -> None:
    page = visits.visit(Kind("", path), width)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_unknown_collection_stops_the_build_of_the_page_that_names_it() -> None:
    with pytest.raises(KeyError):
        start(here(LIBRARY), "storys")

"""Naming entries in a form: the list that one chooses from, with keys alone too, and what is not in it.

The fields are put in a page of the site as its template makes them; its scripts, styles and names are those of the site.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import material
import pytest
from playwright.sync_api import Locator, Page, expect

from macros.pages.templates import Templates
from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.conftest import Open, once, sample_library, serve

ICONS = Path(material.__file__).parent / "templates/.icons"
HOSTILE = "<img src=x onerror=alert(1)>"
ODD = [["kwaad", HOSTILE, "<script>alert(2)</script>"], ["", "Spiegel"], ["spiegel-2", "Spiegel"]]
PLACE = "meedoen/voeg-toe/proef/"
HEARD = """() => {
  window.heard = [];
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target, type }) => window.heard.push([type, target.localName, target.value]));
  }
}"""


@pytest.fixture(scope="session")
def fields(site: Path) -> str:
    """Where a page with three fields is served: for one, for more, and with names that mean harm."""
    return serve(once("form-picker", partial(_make, site)))


def _make(site: Path, target: Path) -> None:
    half = target.with_name("half-form-picker")
    names = half / "meedoen/voeg-toe"
    (names / "proef").mkdir(parents=True)
    for part in ("assets", "search"):
        (half / part).symlink_to(site / part)
    (names / "tools.json").symlink_to(site / "meedoen/voeg-toe/tools.json")
    (names / "odd.json").write_text(json.dumps(ODD), encoding="utf-8")
    root = "../../../"
    page = (site / "meedoen/schrijf-een-verhaal/index.html").read_text(encoding="utf-8").replace('"../../', f'"{root}')
    begin, end = '<article class="md-content__inner md-typeset">', "</article>"
    before, behind = page[: page.index(begin) + len(begin)], page[page.index(end) :]
    head = (
        f'<link rel="stylesheet" href="{root}assets/css/form-picker.css">'
        f'<script src="{root}assets/js/forms/picker.mjs" type="module"></script></head>'
    )
    (names / "proef/index.html").write_text(before.replace("</head>", head) + _form() + behind, encoding="utf-8")
    half.rename(target)


def _form() -> str:
    templates = Templates(sample_library(), ICONS)
    picker: Callable[..., str] = templates._environment.get_template("forms/picker.html").module.picker  # type: ignore[attr-defined]
    tools = sample_library().settings.collections["tools"]
    more = {"root": "../../../", "form": "../tools/", "described_by": "about"}
    fields = [
        ("one", "Tool", picker("one", tools, **more)),
        ("more", "Tools", picker("more", tools, many=True, **more)),
        ("odd", "Vreemd", picker("odd", replace(tools, name="odd"), many=True, **more)),
    ]
    rows = "".join(f'<div><p><label for="{id}">{label}</label></p>{html}</div>' for id, label, html in fields)
    return f'<h1 id="schrijf-een-verhaal-stap-voor-stap">Proef</h1><p id="about">Kies wat erbij hoort.</p><form>{rows}</form><p><button>Verder</button></p>'


@pytest.fixture
def form(open_page: Open, fields: str) -> Page:
    page = open_page(PLACE, fields)
    page.evaluate(HEARD)
    return page


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def value(page: Page, id: str) -> Any:
    return page.evaluate("id => document.getElementById(id).closest('kb-reference').value", id)


def known(page: Page, id: str) -> bool:
    return bool(page.evaluate("id => document.getElementById(id).closest('kb-reference').known", id))


def put(page: Page, id: str, value: str | list[str]) -> None:
    page.evaluate(
        "([id, value]) => { document.getElementById(id).closest('kb-reference').value = value; }", [id, value]
    )


def changes(page: Page) -> list[Any]:
    heard: list[Any] = page.evaluate("window.heard.splice(0)")
    assert {element for _, element, _ in heard} <= {"kb-reference"}
    return [said for kind, _, said in heard if kind == "change"]


def chips(page: Page) -> list[str]:
    return [text.replace("\n", " ") for text in page.locator("form").get_by_role("listitem").all_inner_texts()]


def test_one_is_chosen_with_keys_alone(form: Page) -> None:
    one = field(form, "Tool")
    one.press_sequentially("canvas")
    expect(form.get_by_role("option")).to_have_text(
        [re.compile("^Business Model Canvas"), "Waarde Propositie Canvas", re.compile("‘canvas’ staat er nog niet")]
    )
    expect(one).to_have_attribute("aria-expanded", "true")
    expect(form.locator("#one ~ [role=listbox]")).to_have_attribute("aria-label", "Tool")
    expect(form.get_by_role("status").filter(has_text="2 tools gevonden.")).to_have_count(1)
    one.press("ArrowDown")
    one.press("ArrowDown")
    active = one.get_attribute("aria-activedescendant")
    expect(form.locator(f"#{active}")).to_have_text("Waarde Propositie Canvas")
    assert changes(form) == []
    one.press("Enter")
    expect(one).to_have_value("Waarde Propositie Canvas")
    expect(one).to_have_attribute("aria-expanded", "false")
    expect(form.get_by_role("listbox")).to_have_count(0)
    expect(form.get_by_role("status").filter(has_text="Gekozen: Waarde Propositie Canvas.")).to_have_count(1)
    assert (value(form, "one"), known(form, "one")) == ("waarde-propositie-canvas", True)
    one.press("Tab")
    assert changes(form) == ["waarde-propositie-canvas"]


def test_escape_shuts_the_list_and_leaves_what_was_typed_and_tab_chooses(form: Page) -> None:
    one = field(form, "Tool")
    one.press_sequentially("prop can")  # all words begin a word, in any order
    expect(form.get_by_role("option").first).to_have_text("Waarde Propositie Canvas")
    one.press("Escape")
    expect(form.get_by_role("listbox")).to_have_count(0)
    expect(one).to_have_value("prop can")
    one.press("ArrowDown")
    one.press("Tab")
    expect(field(form, "Tools")).to_be_focused()
    assert value(form, "one") == "waarde-propositie-canvas"


def test_another_name_finds_it_and_is_shown(form: Page) -> None:
    one = field(form, "Tool")
    one.press_sequentially("puzzel")
    option = form.get_by_role("option").first
    expect(option).to_have_text("Elf puzzelstukken→Purpose Case")
    option.click()
    expect(one).to_have_value("Purpose Case")
    expect(one).to_be_focused()
    assert changes(form) == ["purpose-case"]


def test_titles_come_before_other_names_and_there_are_eight_at_most(form: Page) -> None:
    one = field(form, "Tool")
    one.press("ArrowDown")
    expect(form.get_by_role("option")).to_have_count(8)
    expect(form.get_by_role("status").filter(has_text="de eerste 8 staan in de lijst.")).to_have_count(1)
    one.fill("in")
    options = form.get_by_role("option")
    expect(options.last).to_contain_text("‘in’ staat er nog niet")
    signs = [option.count("→") for option in options.all_inner_texts()[:-1]]
    assert signs == sorted(signs) and {*signs} == {0, 1}


def test_a_name_typed_in_full_is_the_entry_and_one_that_is_not_there_is_offered_along(form: Page) -> None:
    one = field(form, "Tool")
    one.press_sequentially("elf  PUZZELSTUKKEN")
    expect(form.get_by_role("option")).to_have_count(1)
    one.blur()
    expect(one).to_have_value("Purpose Case")
    assert (value(form, "one"), changes(form)) == ("purpose-case", ["purpose-case"])
    one.fill("Zevenmijlslaars")
    offer = form.get_by_role("option", name="‘Zevenmijlslaars’ staat er nog niet: stel het ook voor")
    assert (value(form, "one"), known(form, "one")) == ("Zevenmijlslaars", False)
    offer.click()
    expect(one).to_have_value("Zevenmijlslaars")
    expect(form.get_by_text("‘Zevenmijlslaars’ staat nog niet in de kennisbank.").first).to_be_visible()
    expect(form.get_by_role("link", name=re.compile("^Voeg een tool toe"))).to_have_attribute(
        "href", re.compile(r"/tools/\?title=Zevenmijlslaars$")
    )
    assert (value(form, "one"), changes(form)) == ("Zevenmijlslaars", ["Zevenmijlslaars"])
    one.fill("")
    one.blur()
    expect(form.get_by_text("staat nog niet in de kennisbank").locator("visible=true")).to_have_count(0)
    assert (value(form, "one"), known(form, "one"), changes(form)) == ("", False, [""])


def test_more_are_chosen_and_taken_away_with_keys_and_the_focus_stays_near(form: Page) -> None:
    more = field(form, "Tools")
    for typed in ("purpose", "spinw"):
        more.press_sequentially(typed)
        expect(form.get_by_role("option").first).to_be_visible()
        more.press("ArrowDown")
        more.press("Enter")
        expect(more).to_have_value("")
    more.press_sequentially("Zelf bedacht")
    expect(form.get_by_role("option")).to_have_count(1)
    more.press("Enter")
    assert chips(form) == ["Purpose Case", "Spinwaves Lab", "Zelf bedacht nieuw"]
    assert value(form, "more") == ["purpose-case", "spinwaves-lab", "Zelf bedacht"]
    assert changes(form)[-1] == ["purpose-case", "spinwaves-lab", "Zelf bedacht"]
    more.press_sequentially("purpose case")
    expect(form.get_by_role("option")).to_have_count(0)
    more.press("Enter")
    expect(form.get_by_role("status").filter(has_text="Stond er al: Purpose Case.")).to_have_count(1)
    assert len(value(form, "more")) == 3 and changes(form) == []
    more.press("Shift+Tab")  # to the link of what is new, or to the last chip
    form.get_by_role("button", name="Haal weg: Spinwaves Lab").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Haal weg: Zelf bedacht")).to_be_focused()
    expect(form.get_by_role("status").filter(has_text="Weggehaald: Spinwaves Lab.")).to_have_count(1)
    form.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Haal weg: Purpose Case")).to_be_focused()
    form.keyboard.press("Enter")
    expect(more).to_be_focused()
    assert changes(form) == [["purpose-case", "Zelf bedacht"], ["purpose-case"], []]
    expect(form.get_by_role("list", name="Gekozen bij Tools")).to_have_count(0)


def test_what_was_typed_for_more_is_not_lost_when_one_goes_on(form: Page) -> None:
    more = field(form, "Tools")
    more.press_sequentially("Nog iets anders")
    more.press("Tab")
    assert value(form, "more") == ["Nog iets anders"]


@pytest.mark.parametrize("id, label", [("one", "Tool"), ("more", "Tools")])
def test_tab_takes_what_is_typed_in_full_or_stands_out_and_makes_nothing_new_of_it(
    form: Page, id: str, label: str
) -> None:
    for typed, key in (("purpose case", ""), ("Elf puzzelstukken", ""), ("purpose", "ArrowDown")):
        put(form, id, [])
        names = field(form, label)
        names.press_sequentially(typed)
        expect(form.get_by_role("option").first).to_contain_text("Purpose Case")
        if key:
            names.press(key)
        names.press("Tab")
        assert (value(form, id), known(form, id)) == (["purpose-case"] if id == "more" else "purpose-case", True)


def test_a_value_that_is_put_in_shows_its_title(form: Page) -> None:
    put(form, "one", "purpose-case")
    put(form, "more", ["spinwaves-lab", "Zelf bedacht"])
    expect(field(form, "Tool")).to_have_value("Purpose Case")
    expect(form.get_by_role("listitem").filter(has_text="Spinwaves Lab")).to_be_visible()
    assert (known(form, "one"), known(form, "more")) == (True, False)
    assert changes(form) == []
    title = "document.querySelector('kb-reference').titleOf('spinwaves-lab')"
    assert form.evaluate(title) == "Spinwaves Lab"


def test_names_that_do_not_come_leave_what_was_typed(open_page: Open, fields: str) -> None:
    page = open_page("", fields + "assets/css/form-picker.css", fail_on_complaints=False)
    page.route("**/meedoen/voeg-toe/*.json", lambda route: route.abort())
    page.goto(fields + PLACE)
    put(page, "one", "purpose-case")
    one, more = field(page, "Tool"), field(page, "Tools")
    expect(page.get_by_text("De lijst met namen komt nu niet.").first).to_be_visible()
    assert (one.input_value(), value(page, "one"), known(page, "one")) == ("purpose-case", "purpose-case", False)
    more.press_sequentially("Spinwaves Lab")
    more.press("Enter")
    more.press_sequentially("Nog een")
    more.blur()
    assert (chips(page), value(page, "more")) == (["Spinwaves Lab", "Nog een"], ["Spinwaves Lab", "Nog een"])
    page.unroute_all()
    more.focus()  # now they come: what was typed is known by its name
    expect(page.get_by_text("nieuw", exact=True).locator("visible=true")).to_have_count(1)
    assert value(page, "more") == ["spinwaves-lab", "Nog een"]


def test_what_a_name_says_is_text(form: Page) -> None:
    odd = field(form, "Vreemd")
    odd.press("ArrowDown")
    expect(form.get_by_role("option")).to_have_text([HOSTILE, "Spiegelspiegel", "Spiegelspiegel-2"])
    odd.fill("script")
    expect(form.get_by_role("option").first).to_have_text(f"<script>alert(2)</script>→{HOSTILE}")
    form.get_by_role("option").first.click()
    odd.fill('"><b>{n}')
    form.get_by_role("option").last.click()
    assert chips(form) == [HOSTILE, '"><b>{n} nieuw']
    assert form.locator("form img, form b, form script").count() == 0


def test_two_of_one_name_are_told_apart(form: Page) -> None:
    odd = field(form, "Vreemd")
    odd.press_sequentially("Spiegel")
    expect(form.get_by_role("option")).to_have_text(["Spiegelspiegel", "Spiegelspiegel-2"])
    form.get_by_role("option").last.click()
    assert value(form, "odd") == ["spiegel-2"]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, fields: str, width: int, scheme: str) -> None:
    page = open_page(PLACE, fields, width, color_scheme=scheme, reduced_motion="reduce")
    put(page, "more", ["purpose-case", "Zelf bedacht"])
    put(page, "one", "Zelf bedacht")
    odd = field(page, "Vreemd")
    odd.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    odd.press("ArrowDown")
    odd.fill("script")
    expect(page.get_by_role("option").first).to_be_visible()
    odd.press("ArrowDown")
    page.evaluate(AXE)
    rules: list[str] = page.evaluate(RULES, [TAGS, SPOKEN])
    colours = [rule for rule in page.evaluate(RULES, [["cat.color"], ""]) if rule in rules]
    said = page.evaluate(RUN, [[rule for rule in rules if rule not in colours], colours, True])
    assert said["violations"] == []


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_what_is_pressed_is_large_enough(open_page: Open, fields: str, touch: bool, least: int) -> None:
    page = open_page(PLACE, fields, 360, has_touch=touch, is_mobile=touch)
    put(page, "more", ["purpose-case"])
    one = field(page, "Tool")
    one.press_sequentially("canvas")
    button = page.get_by_role("button", name="Haal weg: Purpose Case")
    for pressed in (*page.get_by_role("option").all(), button):
        box = pressed.bounding_box()
        assert box and min(box["width"], box["height"]) >= least
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_a_name_can_be_typed(open_page: Open, fields: str) -> None:
    page = open_page(PLACE, fields, java_script_enabled=False)
    page.get_by_role("textbox", name="Tools").fill("Purpose Case")
    expect(page.get_by_role("combobox", name="Tools")).to_have_count(0)
    expect(page.locator("kb-reference [hidden]").locator("visible=true")).to_have_count(0)


NAMES = [
    ["kaart-van-verwachtingen", "Kaart van verwachtingen", "Verwachtingenkaart"],
    ["de-kaart-van-verwachtingen", "De kaart van verwachtingen in het mkb"],
    ["zzp", "Zzp’ers"],
    ["oud", "Nieuwe naam"],
    ["canvas", "Canvas", "CANVAS!"],
    ["kanvas", "Kanvas"],
    ["crea", "Créa-tool"],
]
ALIKE = "async ([root, title, names]) => (await import(root + 'assets/js/forms/likeness.mjs')).alike(title, names).map(one => one[0])"
FIND = "async ([root, typed, names]) => (await import(root + 'assets/js/forms/names.mjs')).find(typed, names).map(({ name, by }) => [name[0], by])"


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("kaart van VERWACHTINGEN", ["kaart-van-verwachtingen", "de-kaart-van-verwachtingen"]),
        ("Kaart van verwachtignen", ["kaart-van-verwachtingen"]),
        ("Verwachtingenkart", ["kaart-van-verwachtingen"]),  # a letter less in another name of it
        ("Mijn kaart van verwachtingen", ["kaart-van-verwachtingen"]),
        ("verwachtingen", ["kaart-van-verwachtingen", "de-kaart-van-verwachtingen"]),
        ("kaart", []),  # that says too little
        ("Canvas", ["canvas", "kanvas"]),
        ("Kanvas", ["kanvas", "canvas"]),
        ("Crea tool", ["crea"]),
        ("zzpers", ["zzp"]),
        ("zzp", []),
        ("Iets heel anders", []),
        ("  ", []),
        ("…", []),
        ("日本", []),
    ],
)
def test_what_a_new_entry_may_be(form: Page, fields: str, title: str, ids: list[str]) -> None:
    assert form.evaluate(ALIKE, [fields, title, NAMES]) == ids


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("verw", [[NAMES[0][0], NAMES[0][1]], [NAMES[1][0], NAMES[1][1]]]),
        ("verw ka", [[NAMES[0][0], NAMES[0][1]], [NAMES[1][0], NAMES[1][1]]]),
        ("de k", [[NAMES[1][0], NAMES[1][1]]]),
        ("verwachtingenk", [["kaart-van-verwachtingen", "Verwachtingenkaart"]]),
        ("zzper", [["zzp", "Zzp’ers"]]),
        ("zzp'er", [["zzp", "Zzp’ers"]]),
        ("oud", [["oud", "oud"]]),
        ("CREA", [["crea", "Créa-tool"]]),
        ("aart", [[NAMES[0][0], NAMES[0][1]], [NAMES[1][0], NAMES[1][1]]]),
        ("genk", [["kaart-van-verwachtingen", "Verwachtingenkaart"]]),
        ("aa", []),
        ("?!", []),
        ("c", [["canvas", "Canvas"], ["crea", "Créa-tool"]]),
        ("en in ver", []),
        ("in mkb", [[NAMES[1][0], NAMES[1][1]]]),
    ],
)
def test_what_is_found(form: Page, fields: str, typed: str, found: list[list[str]]) -> None:
    assert form.evaluate(FIND, [fields, typed, NAMES]) == found


def test_slips_of_typing_are_counted(form: Page, fields: str) -> None:
    """As the whole table gives them, for all short texts of two letters."""
    texts = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]
    counted = form.evaluate(
        "async ([root, texts]) => { const { apart } = await import(root + 'assets/js/forms/likeness.mjs');"
        "return texts.map(one => texts.map(other => Math.min(apart(one, other, 2), 3))); }",
        [fields, texts],
    )
    assert counted == [[min(_slips(one, other), 3) for other in texts] for one in texts]


@cache
def _slips(one: str, other: str) -> int:
    """By the definition of optimal string alignment."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        _slips(one[:-1], other) + 1,
        _slips(one, other[:-1]) + 1,
        _slips(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if one[-2:] == other[-2:][::-1] and len(one) > 1 < len(other):
        ways.append(_slips(one[:-2], other[:-2]) + 1)
    return min(ways)


@pytest.mark.parametrize("name", ["picker", "names", "likeness"])
def test_the_scripts_are_light(site: Path, name: str) -> None:
    assert len(gzip.compress((site / f"assets/js/forms/{name}.mjs").read_bytes(), 6)) <= 4_000

"""The map of the Netherlands: where entries lie, numbers that add up, and a list that says and does the same."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.checking.check import check
from macros.library.library import Library
from macros.library.taxonomy import KINDS, fold
from macros.maps.chart import radius, shade
from macros.maps.outline import Outline, load_outline
from macros.maps.whereabouts import find_whereabouts, map_field, parts_of
from tests.conftest import ROOT, Open, Project, sample_library

NETHERLANDS = load_outline("netherlands")
MAPPED = ("communities", "stories", "organisations", "cases")
SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"

Point = tuple[float, float]


@cache
def rings(path: str) -> list[list[Point]]:
    """The corners of a shape: our paths only move to a point, draw lines from point to point, and close."""
    found = []
    for start_x, start_y, lines in re.findall(r"M([-\d.]+) ([-\d.]+)l([-\d. ]*)z", path):
        x, y = float(start_x), float(start_y)
        ring = [(x, y)]
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", lines)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append([*ring, ring[0]])
    return found


def is_inside(path: str, at: Point) -> bool:
    """Whether a point lies in a shape: a line from it to the east crosses the border an odd number of times."""
    crossings = 0
    for ring in rings(path):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > at[1]) != (y2 > at[1]) and at[0] < (x2 - x1) * (at[1] - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


def gap(path: str, at: Point) -> float:
    """How far a point lies from the border of a shape."""
    nearest = float("inf")
    for ring in rings(path):
        for (x1, y1), (x2, y2) in pairwise(ring):
            length = (x2 - x1) ** 2 + (y2 - y1) ** 2
            along = ((at[0] - x1) * (x2 - x1) + (at[1] - y1) * (y2 - y1)) / length if length else 0
            x, y = x1 + max(0, min(1, along)) * (x2 - x1), y1 + max(0, min(1, along)) * (y2 - y1)
            nearest = min(nearest, ((at[0] - x) ** 2 + (at[1] - y) ** 2) ** 0.5)
    return nearest


def is_on(path: str, at: Point) -> bool:
    """Whether a dot there lies for the better part on a shape: a harbour may be drawn in the sea by a hair."""
    return is_inside(path, at) or gap(path, at) < radius(1) / 2


def every_spot(outline: Outline) -> list[tuple[str, str]]:
    rows = (ROOT / "macros/maps/netherlands.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [(row.split(",")[0], row.split(",")[1]) for row in rows]


def test_every_province_of_the_vocabulary_has_a_shape_and_the_map_has_no_other() -> None:
    library = sample_library()
    field = map_field(library.schemas["communities"])
    assert field is not None and field.map == "netherlands"
    assert list(NETHERLANDS.areas) == [choice.value for choice in field.choices]
    assert sorted(choice for part in parts_of(field) for choice in part.choices) == sorted(NETHERLANDS.areas)
    for area in NETHERLANDS.areas.values():
        assert is_inside(area.path, (area.x, area.y)), f"the number of {area.choice} stands outside it"


def test_what_lies_beside_a_province_has_it_beside_itself_and_touches_it() -> None:
    corners = {choice: [p for ring in rings(area.path) for p in ring] for choice, area in NETHERLANDS.areas.items()}
    for choice, area in NETHERLANDS.areas.items():
        for other in NETHERLANDS.areas:
            if other == choice:
                assert other not in area.beside
                continue
            assert (other in area.beside) == (choice in NETHERLANDS.areas[other].beside)
            if {choice, other} != {"fryslan", "noord-holland"}:  # these meet in the sea
                touching = min(gap(area.path, point) for point in corners[other]) < 5
                assert (other in area.beside) == touching, (choice, other)


def test_every_place_lies_in_its_province_or_so_near_that_its_dot_does() -> None:
    """The scale of Mercator's map was fitted to the outermost points of the country; this is what it must give."""
    spots = every_spot(NETHERLANDS)
    assert len(spots) > 1_400
    outside = []
    for name, choice in spots:
        spot = NETHERLANDS.spot(name, [choice])
        assert spot is not None, name
        if not is_on(NETHERLANDS.areas[choice].path, (spot.x, spot.y)):
            outside.append(name)
    assert outside == []


@pytest.mark.parametrize("collection", MAPPED)
def test_every_dot_lies_in_a_province_that_its_entries_name(collection: str) -> None:
    library = sample_library()
    found = find_whereabouts(library, collection)
    assert found is not None
    for dot in found.dots:
        path = NETHERLANDS.areas[dot.spot.choice].path
        assert is_on(path, (dot.spot.x, dot.spot.y)), dot.spot
        for entry in dot.entries:
            assert dot.spot.choice in entry.values["provinces"]
            assert fold(dot.spot.name) in fold(entry.values["place"])


def test_a_collection_has_a_map_when_its_schema_says_so_and_not_by_its_name() -> None:
    library = sample_library()
    having = {name for name in library.settings.collections if find_whereabouts(library, name)}
    assert having == set(MAPPED)


@pytest.mark.parametrize("collection", MAPPED)
def test_the_groups_add_up_to_the_whole_collection(collection: str) -> None:
    library = sample_library()
    found = find_whereabouts(library, collection)
    assert found is not None and tuple(found.groups) == KINDS
    together = sorted(entry.id for entries in found.groups.values() for entry in entries)
    assert together == sorted(entry.id for entry in library.collection(collection)), "each entry in one group"
    named = sum(len(entry.values["provinces"]) for group in ("one", "more") for entry in found.groups[group])
    everywhere = sum("provinces" in entry.values for entry in found.groups["whole"])
    assert found.counts.total() == named + everywhere * len(NETHERLANDS.areas)


def community(title: str, rest: str) -> str:
    return f"title: {title}\nsummary: Wat zij samen doen en leren.\nstatus: actief\n{rest}{SOURCES}"


TWELVE = "provinces: [" + ", ".join(NETHERLANDS.areas) + "]\n"
RULE = {
    "een": ("one", "provinces: [zeeland]\nplace: Vlissingen\n"),
    "grens": ("more", "provinces: [zeeland, noord-brabant]\nregion: Nederland\n"),
    "land": ("whole", "region: Nederland\n"),
    "wijd": ("whole", "region: EUROPA\n"),
    "alle": ("whole", TWELVE),
    "noord": ("part", "region: Noord Nederland\n"),
    "streep": ("part", "region: Noord-nederland\n"),
    "streek": ("unknown", "region: De Achterhoek\n"),
    "plaats": ("unknown", "place: Middelburg\n"),
    "niets": ("unknown", ""),
}


@pytest.fixture
def small(project: Project) -> Path:
    root = project({f"communities/{id}.yml": community(id.capitalize(), rest) for id, (_, rest) in RULE.items()})
    entry = community('"<img src=x onerror=alert(1)> & \\"zo\\""', 'provinces: [zeeland]\nplace: "<b>Goes</b>"\n')
    (root / "content/communities/boos.yml").write_text(entry, encoding="utf-8")
    return root


def library_of(root: Path) -> Library:
    library = check(root).library
    assert library is not None, check(root).problems
    return library


def test_where_an_entry_is_follows_a_rule(small: Path) -> None:
    found = find_whereabouts(library_of(small), "communities")
    assert found is not None
    groups = {entry.id: group for group, entries in found.groups.items() for entry in entries}
    assert groups == {**{id: group for id, (group, _) in RULE.items()}, "boos": "one"}
    assert [(dot.spot.name, [entry.id for entry in dot.entries]) for dot in found.dots] == [("Vlissingen", ["een"])], (
        "no dot for a place without its province"
    )


@pytest.mark.parametrize(
    ("place", "choices", "name"),
    [
        ("Elderveld-Noord, Arnhem", ["gelderland"], "Arnhem"),
        ("Doornenburg, Haalderen en Gendt", ["gelderland"], "Doornenburg"),
        ("Rotterdam (Zuid)", ["zuid-holland"], "Rotterdam"),
        ("Arnhem/Nijmegen", ["gelderland"], "Arnhem"),
        ("den bosch", ["noord-brabant"], "Den Bosch"),
        ("'s-Hertogenbosch", ["noord-brabant"], "’s-Hertogenbosch"),
        ("Amsterdam", ["flevoland", "noord-holland"], "Amsterdam"),
        ("Groningen", ["drenthe"], None),
        ("Noordoostpolder", ["flevoland"], None),
        ("", ["flevoland"], None),
    ],
)
def test_a_place_is_found_in_what_a_source_writes(place: str, choices: list[str], name: str | None) -> None:
    spot = NETHERLANDS.spot(place, choices)
    assert (spot.name if spot else None) == name
    assert spot is None or spot.choice in choices


def test_a_map_that_is_not_there_is_a_problem_and_no_traceback(small: Path) -> None:
    vocabulary = small / "schemas/vocabulary.schema.json"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8").replace('"netherlands"', '"atlantis"'), "utf-8")
    assert "noemt de kaart ‘atlantis’, maar die is er niet" in check(small).problems[0].message


def test_more_is_darker_and_larger() -> None:
    assert [shade(count, 8) for count in (0, 1, 2, 3, 4, 5, 6, 7, 8)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert shade(0, 0) == 0
    assert radius(4) == pytest.approx(2 * radius(1)), "the surface grows with the number"


def numbers(page: Page) -> dict[str, int]:
    """What the list of the map says: by name, the number."""
    rows = page.locator(".kb-map__row")
    names = [name.strip() for name in rows.locator(".kb-map__page .kb-map__name").all_text_contents()]
    counts = rows.locator(".kb-map__page .kb-map__count").all_text_contents()
    return dict(zip(names, map(int, counts), strict=True))


def sums(page: Page) -> list[int]:
    return [int(number) for number in page.locator(".kb-map__sums dd").all_text_contents()]


def test_without_javascript_the_map_is_links_to_the_pages_of_provinces(open_page: Open) -> None:
    page = open_page("provincies/", java_script_enabled=False)
    found = sample_library().tally("communities", "provinces")
    assert numbers(page) == {
        choice.label: found[choice.value]
        for choice in sample_library().schemas["communities"].fields["provinces"].choices
    }
    *groups, total = sums(page)
    assert sum(groups) == total == sample_library().count("communities")
    zeeland = page.get_by_role("list", name="Provincies, met het aantal communities").get_by_role(
        "link", name="Zeeland"
    )
    zeeland.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zeeland")
    page.go_back()
    page.locator('.kb-map__area[data-value="drenthe"] path').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drenthe")


def test_the_drawing_says_nothing_that_the_list_does_not(open_page: Open) -> None:
    """Who hears the page, or goes by Tab, meets the list only."""
    page = open_page("provincies/")
    drawn = page.locator(".kb-map__drawing")
    assert drawn.get_attribute("aria-hidden") == "true"
    assert drawn.locator("a:not([tabindex='-1'])").count() == 0
    maybe = page.locator(".kb-map__row").evaluate_all(
        "all => all.map(one => one.querySelector('.kb-map__maybe')?.textContent ?? '')"
    )
    listed = [
        str(number) if number or not said else f"{said.removeprefix('misschien ')}?"
        for number, said in zip(numbers(page).values(), maybe, strict=True)
    ]
    assert drawn.locator("text").all_text_contents() == listed


def test_pointing_at_the_list_shows_the_province_on_the_map(open_page: Open) -> None:
    page = open_page("provincies/")
    page.get_by_role("link", name="Zeeland 4").hover()
    expect(page.locator(".kb-map__area[data-hot]")).to_have_attribute("data-value", "zeeland")
    page.get_by_role("link", name="Limburg 3").focus()
    expect(page.locator(".kb-map__area[data-hot]")).to_have_attribute("data-value", "limburg")


def test_who_made_the_shapes_and_knew_the_places_is_said(open_page: Open) -> None:
    credit = open_page("provincies/").locator(".kb-map__credit")
    expect(credit.get_by_role("link", name="MapSVG")).to_be_visible()
    expect(credit.get_by_role("link", name="GeoNames")).to_be_visible()
    expect(credit).to_contain_text("CC BY 4.0")


def test_on_paper_and_on_a_phone_the_whole_map_is_there(open_page: Open) -> None:
    page = open_page("provincies/", width=320)
    drawn = page.locator(".kb-map__drawing").bounding_box()
    assert drawn and drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= 320
    page.emulate_media(media="print")
    expect(page.locator(".kb-map__drawing")).to_be_visible()
    expect(page.locator(".kb-map__sums")).to_be_visible()


def test_in_forced_colours_every_border_has_the_colour_of_text(open_page: Open) -> None:
    page = open_page("provincies/", forced_colors="active")
    drawn = "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    filled, edge = page.locator('.kb-map__area[data-value="zeeland"] path').evaluate(drawn)
    assert filled != edge
    number, _ = page.locator('text[data-value="zeeland"]').evaluate(drawn)
    assert number != filled


def open_map(open_page: Open, query: str = "", **options: object) -> Page:
    page = open_page(f"communities/?view=map{query}", **options)
    expect(page.locator(".kb-map__drawing")).to_be_visible()
    expect(choice(page, "Zeeland")).to_be_visible()
    more = page.get_by_role("group", name="Provincies").get_by_role("button", name="Toon alle")
    if more.is_visible():  # not on a phone, where filters are a sheet
        more.click()
    return page


def choice(page: Page, province: str) -> Locator:
    """The button of a province in the list of the map."""
    row = page.get_by_role("list", name=re.compile("^Provincies, met")).get_by_role("listitem")
    return row.get_by_role("button", name=re.compile(rf"^{province} \d+$"))


def box(page: Page, province: str) -> Locator:
    return page.get_by_role("group", name="Provincies").get_by_role("checkbox", name=re.compile(rf"^{province}\b"))


def test_choosing_on_the_map_is_choosing_the_filter(open_page: Open) -> None:
    page = open_map(open_page)
    page.locator('.kb-map__area[data-value="gelderland"] path').click()
    expect(box(page, "Gelderland")).to_be_checked()
    expect(choice(page, "Gelderland")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").first).to_have_text("5 van 94 communities")
    assert "provinces=gelderland" in page.url and "view=map" in page.url
    choice(page, "Limburg").click()
    expect(box(page, "Limburg")).to_be_checked()
    expect(page.get_by_role("status").first).to_have_text("8 van 94 communities")
    page.go_back()
    expect(choice(page, "Limburg")).to_have_attribute("aria-pressed", "false")
    expect(choice(page, "Gelderland")).to_have_attribute("aria-pressed", "true")


def test_choosing_a_filter_is_choosing_on_the_map(open_page: Open) -> None:
    page = open_map(open_page)
    box(page, "Groningen").check()
    expect(choice(page, "Groningen")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".kb-map__area[data-on]")).to_have_attribute("data-value", "groningen")
    page.get_by_role("button", name="Alles wissen").first.click()
    expect(choice(page, "Groningen")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".kb-map__area[data-on]")).to_have_count(0)


def test_the_map_is_for_the_keyboard_too(open_page: Open) -> None:
    page = open_map(open_page)
    choice(page, "Drenthe").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Alles uit Drenthe")).to_be_focused()
    page.keyboard.press("Tab")
    expect(choice(page, "Flevoland")).to_be_focused()
    page.keyboard.press("Space")
    expect(box(page, "Flevoland")).to_be_checked()
    expect(choice(page, "Flevoland")).to_be_focused()
    expect(page.locator(".kb-map__area[data-hot]")).to_have_attribute("data-value", "flevoland")
    page.keyboard.press("Enter")
    expect(box(page, "Flevoland")).not_to_be_checked()


SELECTIONS: list[dict[str, list[str]]] = [
    {},
    {"themes": ["waterstof"]},
    {"themes": ["energietransitie", "water"], "kind": ["civ"]},
    {"provinces": ["zeeland"]},
    {"provinces": ["zeeland", "noord-brabant"], "themes": ["biobased-economie"]},
    {"focus": ["leren"], "provinces": ["drenthe"]},
]


@pytest.mark.parametrize("where", SELECTIONS, ids=lambda where: "-".join(where) or "all")
def test_numbers_sums_and_dots_are_those_of_the_selection(where: dict[str, list[str]], open_page: Open) -> None:
    library = sample_library()
    found = find_whereabouts(library, "communities")
    assert found is not None
    selected = {entry.id for entry in library.select("communities", where)}
    page = open_map(open_page, "".join(f"&{field}={value}" for field, values in where.items() for value in values))

    counted = {
        c.label: sum(c.value in e.values.get("provinces", []) for e in library.select("communities", where))
        for c in found.field.choices
    }
    assert numbers(page) == counted
    pressed = page.locator(".kb-map__pick[aria-pressed=true] .kb-map__name").all_text_contents()
    assert [name.strip() for name in pressed] == [
        c.label for c in found.field.choices if c.value in where.get("provinces", [])
    ]
    *groups, total = sums(page)
    assert groups == [sum(entry.id in selected for entry in found.groups[group]) for group in KINDS]
    assert sum(groups) == total == len(selected)
    drawn = {dot.get_attribute("data-place") for dot in page.locator(".kb-map__dot:not([hidden])").all()}
    assert drawn == {dot.spot.name for dot in found.dots if selected & {entry.id for entry in dot.entries}}
    named = ", ".join(page.locator(".kb-map__places").all_text_contents())
    assert all(name is not None and name in named for name in drawn)


def test_the_choice_of_the_map_is_in_the_address_and_the_cards_stand_below_it(open_page: Open) -> None:
    page = open_page("communities/")
    expect(page.locator(".kb-map__drawing")).to_be_hidden()
    box(page, "Gelderland").check()
    page.get_by_role("button", name="Landkaart").click()
    expect(page.locator(".kb-map__drawing")).to_be_visible()
    assert page.url.endswith("?provinces=gelderland&view=map")
    expect(choice(page, "Gelderland")).to_have_attribute("aria-pressed", "true")
    assert sums(page)[-1] == 5
    expect(page.get_by_role("link", name="SEECE", exact=True)).to_be_visible()
    page.go_back()
    expect(page.locator(".kb-map__drawing")).to_be_hidden()


@pytest.mark.parametrize("path", ["communities", "verhalen", "organisaties", "purpose-cases"])
def test_every_index_with_provinces_has_a_map(path: str, open_page: Open) -> None:
    page = open_page(f"{path}/")
    page.get_by_role("button", name="Landkaart").click()
    *groups, total = sums(page)
    assert sum(groups) == total > 0


def test_an_index_without_javascript_has_its_map_as_links(open_page: Open) -> None:
    page = open_page("communities/", java_script_enabled=False)
    page.get_by_role("link", name="Zeeland 4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zeeland")


def test_the_map_of_a_selection_prints(open_page: Open) -> None:
    page = open_map(open_page, "&provinces=zeeland")
    page.emulate_media(media="print")
    expect(page.locator(".kb-map__drawing")).to_be_visible()
    for name in page.locator(".kb-map__page .kb-map__name").all():
        expect(name).to_be_visible()
    expect(page.locator(".kb-printed")).to_have_text("Communities in Zeeland (4 van 94)")

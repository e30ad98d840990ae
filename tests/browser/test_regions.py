"""A region in words: one rule for filters, numbers, map, pages, search, neighbours and data, held to the same sums.

What each made entry counts for is written out by hand below; nothing here asks the program for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.checking.check import check
from macros.choice_pages.pages import ChoicePages
from macros.exports.formats import as_csv, as_json
from macros.index.facets import make_facets
from macros.library.library import Library
from macros.library.neighbours import Neighbours
from macros.library.taxonomy import Taxonomy
from macros.maps.whereabouts import find_whereabouts
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from macros.search.documents import entry_document
from tests.conftest import COLLECTIONS, HOME, macros, program, serve

SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
PARTS = {
    "noord": ["drenthe", "fryslan", "groningen"],
    "oost": ["flevoland", "gelderland", "overijssel"],
    "west": ["noord-holland", "utrecht", "zeeland", "zuid-holland"],
    "zuid": ["limburg", "noord-brabant"],
}
ALL = sorted(sum(PARTS.values(), []))
# What is written, then the provinces it counts for, the parts of which no more is known, and whether it is for all.
MADE: dict[str, tuple[str, list[str], list[str], bool]] = {
    "appel": ("provinces: [drenthe]\nregion: Noord Nederland", ["drenthe"], [], False),
    "beuk": ("region: Noord Nederland", [], ["noord"], False),
    "ceder": ("region: Noord-nederland", [], ["noord"], False),
    "den": ("region: het Noorden", [], ["noord"], False),
    "els": ("region: Friesland", ["fryslan"], [], False),
    "ficus": ("region: Oost- en Zuid-Nederland", [], ["oost", "zuid"], False),
    "goudes": ("region: Drenthe en Oost-Nederland", ["drenthe"], ["oost"], False),
    "hulst": ("region: Oost- en Midden-Nederland", [], ["oost"], False),
    "iep": ("region: Zuid Nederland\nprovinces: [zuid-holland]", ["zuid-holland"], [], False),
    "jasmijn": ("region: Nederland", [], [], True),
    "kers": ("region: Regio Eindhoven", [], [], False),
    "linde": ("", [], [], False),
    "meidoorn": (f"provinces: [{', '.join(ALL)}]", ALL, [], True),
    "noot": ("provinces: [zeeland, noord-brabant]\nregion: Zuidwest-Brabant", ["noord-brabant", "zeeland"], [], False),
    "olm": ("region: EUROPA", [], [], True),
    "peer": ("region: Drenthe, Noord-Nederland", ["drenthe"], [], False),
    "quitte": ("region: Noord- en Zuid-Holland", ["noord-holland", "zuid-holland"], [], False),
}
LABELS = {"noord": "Noord-Nederland", "oost": "Oost-Nederland", "west": "West-Nederland", "zuid": "Zuid-Nederland"}


def holders(value: str) -> set[str]:
    """Who must answer to a value of the filter, from the table alone."""
    found = set()
    for id, (_, provinces, parts, whole) in MADE.items():
        lies_in = {part for part, inside in PARTS.items() if set(inside) & set(provinces)}
        unplaced = {f"{part}-provincie-onbekend" for part in parts}
        if value in {*provinces, *lies_in, *parts, *unplaced, *(["landelijk"] if whole else [])}:
            found.add(id)
    return found


VALUES = [*ALL, *PARTS, *(f"{part}-provincie-onbekend" for part in PARTS), "landelijk"]
PRESENT = [value for value in VALUES if holders(value)]


def part_of(province: str) -> str:
    return next(part for part, inside in PARTS.items() if province in inside)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = program(tmp_path_factory.mktemp("regions") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for id, (written, *_) in MADE.items():
        text = f"title: {id.capitalize()}\nsummary: Wat zij samen doen en leren.\n{written}\n{SOURCES}"
        (root / f"content/communities/{id}.yml").write_text(text, encoding="utf-8")
    lesson = (
        f"title: Wacht even\nsummary: Wat zij daar samen leerden.\nlevel: community\ncommunities: [beuk]\n{SOURCES}"
    )
    (root / "content/lessons/wacht.yml").write_text(lesson, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    found = check(root).library
    assert found is not None, check(root).problems
    return found


@pytest.fixture(scope="module")
def address(root: Path) -> str:
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    return serve(root / "site")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def ids(entries: object) -> set[str]:
    return {entry.id for entry in entries}  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", PRESENT)
def test_a_selection_of_a_province_or_a_part_is_who_the_table_says(value: str, library: Library) -> None:
    assert ids(library.select("communities", {"provinces": [value]})) == holders(value)
    assert library.count("communities", "provinces", value) == len(holders(value))


def test_the_numbers_of_the_filter_are_those_of_the_table_and_what_is_unknown_is_said(library: Library) -> None:
    (facet,) = make_facets(library, "communities", ["provinces"], date(2026, 1, 1))
    assert {option.value: option.count for option in facet.options if option.count} == {
        value: len(holders(value)) for value in PRESENT
    }
    assert facet.unknown == len(MADE) - len(set().union(*map(holders, VALUES))) == 2


def test_the_map_counts_every_entry_once_and_names_what_is_somewhere_in_a_part(library: Library) -> None:
    found = find_whereabouts(library, "communities")
    assert found is not None
    assert {value: n for value, n in found.counts.items() if n} == {v: len(holders(v)) for v in ALL if holders(v)}
    assert {one.value: n for one, n in found.unplaced} == {
        v: len(holders(v)) for v in VALUES if v.endswith("onbekend") and holders(v)
    }
    assert ids(found.groups["part"]) == {"beuk", "ceder", "den", "ficus", "hulst"}
    assert ids(found.groups["whole"]) == holders("landelijk")
    assert ids(found.groups["unknown"]) == {"kers", "linde"}
    assert sum(map(len, found.groups.values())) == len(MADE)


@pytest.mark.parametrize("province", ALL)
def test_the_page_of_a_province_has_its_own_and_apart_what_is_somewhere_around_it(
    province: str, library: Library
) -> None:
    gather = library.settings.gather_of("provinces")
    assert gather is not None
    pages = ChoicePages(library, gather)
    page = pages.page(next(choice for choice in pages.choices if choice.value == province))
    own = {entry.id for s in page.sections if s.group.collection.name == "communities" for entry, _ in s.own}
    around = {entry.id for s in page.around if s.group.collection.name == "communities" for entry, _ in s.around}
    assert own == holders(province)
    assert around == holders(f"{part_of(province)}-provincie-onbekend") - own
    lessons = [entry.id for s in page.around if s.group.collection.name == "lessons" for entry, by in s.around if by]
    assert lessons == (["wacht"] if part_of(province) == "noord" else []), "what is brought by it is around too"
    said = f"{len(own)} communit{'y' if len(own) == 1 else 'ies'} uit" if own else "Nog niets uit"
    assert page.description.startswith(said), "as the search shows it"
    if around:
        assert f" {'Misschien ook' if own else 'Misschien'} {len(around)} communit" in page.description
        assert page.description.endswith(f": {LABELS[part_of(province)]}, provincie onbekend.")


def test_a_region_is_shown_in_one_spelling_and_kept_as_written(library: Library) -> None:
    taxonomy = library.naming("communities", "region")
    assert taxonomy is not None
    for written, shown in {
        "Noord Nederland": "Noord-Nederland",
        "het noorden": "Noord-Nederland",
        "Friesland": "Fryslân",
        "EUROPA": "Europa",
        "Friesland, Zuid Nederland": "Fryslân, Zuid-Nederland",
        "Zuidwest-Brabant, Zeeland": "Zuidwest-Brabant, Zeeland",
        "Regio Eindhoven": "Regio Eindhoven",
        "Oost- en Zuid-Nederland": "Oost- en Zuid-Nederland",
    }.items():
        assert taxonomy.spelled(written) == shown
    labels = dict(entry_document(library, library.entry("communities", "beuk")).labels)
    assert labels["Regio"] == "Noord-Nederland"
    found = [text for label, text in entry_document(library, library.entry("communities", "els")).labels]
    assert {"Fryslân", "Friesland"} <= set(found), "who types the name of the source finds it"


def test_the_data_keep_what_was_written_and_say_what_follows(library: Library) -> None:
    rows = {row["id"]: row for row in json.loads(as_json(library, "communities"))}
    assert rows["beuk"]["region"] == "Noord Nederland" and "provinces" not in rows["beuk"]
    for part in PARTS:
        wholly = {id for id in holders(part) if not MADE[id][3]}
        assert {id for id, row in rows.items() if part in row.get("parts", [])} == wholly
    assert {id for id, row in rows.items() if row.get("parts") == ["landelijk"]} == holders("landelijk")
    assert "parts" not in rows["linde"]
    assert as_csv(library, "communities").split("\r\n")[0].endswith(",parts")


def test_two_that_lie_in_one_part_share_it_but_not_that_their_province_is_unknown(library: Library) -> None:
    near = Neighbours(library, "communities")
    phrases = {phrase for entry in library.collection("communities") for n in near.of(entry) for phrase in n.phrases}
    assert not any("onbekend" in phrase or "andelijk" in phrase for phrase in phrases)
    beuk, ceder, kers = (library.entry("communities", id) for id in ("beuk", "ceder", "kers"))
    assert near.likeness(beuk, ceder) >= near.likeness(beuk, kers)


def test_another_field_with_other_words_follows_the_same_rule(tmp_path: Path) -> None:
    """Nothing but the schema knows what a part is, or how one says that no more is known."""
    bed = {"type": "string", "oneOf": [], "x-unplaced": "bed onbekend", "x-groups": []}
    bed["x-groups"] = [{"const": "kas", "title": "De Kas", "description": "Onder glas."}]
    bed["oneOf"] = [{"const": "een", "title": "Bed 1", "description": "Links.", "x-within": "kas", "x-names": ["L"]}]
    trees = {"title": "Boom", "properties": {"beds": {"items": bed, "type": "array", "x-named-in": "where"}}}
    trees["properties"]["where"] = {"type": "string", "title": "Waar"}  # type: ignore[index]
    (tmp_path / "trees.schema.json").write_text(json.dumps(trees), encoding="utf-8")
    taxonomy = Taxonomy(load_schemas(tmp_path)["trees"].fields["beds"])
    standing = taxonomy.standing({"where": "de kas"})
    assert taxonomy.answers(standing) == ["kas", "kas-bed-onbekend"] and standing.kind == "part"
    assert taxonomy.answers(taxonomy.standing({"where": "l"})) == ["een", "kas"]
    assert taxonomy.field.labels["kas-bed-onbekend"] == "De Kas, bed onbekend"

    trees["properties"]["beds"]["x-named-in"] = "nergens"  # type: ignore[index]
    (tmp_path / "trees.schema.json").write_text(json.dumps(trees), encoding="utf-8")
    with pytest.raises(SchemaError, match="x-named-in noemt het veld ‘nergens’"):
        load_schemas(tmp_path)


def number_in(text: str | None) -> int:
    found = re.search(r"\d+", text or "")
    return int(found[0]) if found else 0


@pytest.mark.parametrize("value", PRESENT)
def test_filter_map_and_what_may_be_in_it_too_agree_in_the_browser(value: str, page: Page, address: str) -> None:
    page.goto(f"{address}communities/?provinces={value}&view=map")
    status = page.get_by_role("status").first
    expect(status).to_have_text(f"{len(holders(value))} van {len(MADE)} communities")
    cards = page.locator(".kb-card:not([hidden])")
    assert {card.get_attribute("data-entry") for card in cards.all()} == holders(value)

    # The map is of what is shown: its numbers are those of the results, and they add up to them.
    expect(page.locator(".kb-map__sums [data-group=all] dd")).to_have_text(str(len(holders(value))))
    for other in PRESENT:
        number = page.locator(f"li[data-value='{other}'] .kb-map__pick .kb-map__count")
        if number.count():
            expect(number).to_have_text(str(len(holders(other) & holders(value))))
        drawn = page.locator(f"text[data-value='{other}']")
        if drawn.count():
            here = len(holders(other) & holders(value))
            maybe = len(holders(f"{part_of(other)}-provincie-onbekend") & holders(value))
            expect(drawn).to_have_text(str(here) if here or not maybe else f"{maybe}?")

    also = page.locator(".kb-also p")
    more = holders(f"{part_of(value)}-provincie-onbekend") - holders(value) if value in ALL else set()
    if not more:
        expect(also).to_have_count(0)
        return
    expect(also).to_contain_text(f" {len(more)} in {LABELS[part_of(value)]}, provincie onbekend.")
    also.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text(f"{len(holders(value) | more)} van {len(MADE)} communities")
    expect(also).to_have_count(0)
    focused = page.locator(".kb-chip:focus")
    expect(focused).to_have_text(f"{LABELS[part_of(value)]}, provincie onbekend")  # not lost with the button


@pytest.mark.parametrize("province", ["drenthe", "groningen", "gelderland", "zeeland"])
def test_the_page_of_a_province_says_the_same_numbers_and_leads_to_that_selection(
    province: str, page: Page, address: str
) -> None:
    page.goto(f"{address}provincies/{province}/")
    around = holders(f"{part_of(province)}-provincie-onbekend") - holders(province)
    name = f"{LABELS[part_of(province)]}, provincie onbekend"
    heading = page.get_by_role("heading", name=name)
    if not around:
        expect(heading).to_have_count(0)
        return
    group = page.locator(".kb-choice-page__group").filter(has=heading)
    said = group.locator(".kb-choice-page__why").first
    assert number_in(said.text_content()) == len(around)
    said.get_by_role("link").click()
    whole = holders(f"{part_of(province)}-provincie-onbekend")
    expect(page.get_by_role("status").first).to_have_text(f"{len(whole)} van {len(MADE)} communities")


def test_the_search_does_not_say_that_there_is_nothing_where_there_may_be(page: Page, address: str) -> None:
    page.goto(f"{address}zoeken/?q=groningen")
    expect(page.locator("main")).to_contain_text(
        "Misschien ook 3 communities en 1 les: Noord-Nederland, provincie onbekend"
    )


def test_the_list_of_provinces_names_what_is_somewhere_in_a_part(page: Page, address: str) -> None:
    page.goto(f"{address}provincies/")
    rest = page.locator(".kb-choice-page__rest")
    said = {
        (rest.nth(n).text_content() or "").partition(":")[0]: number_in(rest.nth(n).text_content())
        for n in range(rest.count())
    }
    unplaced = {part: len(holders(f"{part}-provincie-onbekend")) for part in PARTS}
    assert said == {f"{LABELS[part]}, provincie onbekend": n for part, n in unplaced.items() if n}
    for part, number in unplaced.items():
        link = page.locator(".kb-map").get_by_role("link", name=f"{LABELS[part]}, provincie onbekend {number}")
        expect(link).to_have_count(1 if number else 0)

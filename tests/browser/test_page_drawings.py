"""The drawings on pages: made from the content, and saying the same to everyone."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from macros.page_macros.connections import draw, references_between
from macros.page_macros.drawings import picture
from tests.conftest import ROOT, Open, sample_library
from tests.shown import here

SETTINGS = yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))["collections"]


def counted(site: Path) -> Counter[tuple[str, str]]:
    """References between collections, counted from the published data and schemas alone."""
    found: Counter[tuple[str, str]] = Counter()
    for source in SETTINGS:
        schema = json.loads((site / f"schemas/{source}.schema.json").read_text(encoding="utf-8"))
        for entry in json.loads((site / f"data/{source}.json").read_text(encoding="utf-8")):
            for field, node in schema["properties"].items():
                for target in target_of(node) if field in entry else []:
                    found[source, target] += len(entry[field]) if isinstance(entry[field], list) else 1
                if field == "measurements" and source != "indicators":  # each of these names an indicator
                    found[source, "indicators"] += len(entry.get(field, ()))
                if field == "pieces":  # some of these name another worksheet
                    found[source, source] += sum("takes_from" in piece for piece in entry[field])
    return found


def target_of(node: dict[str, Any]) -> list[str]:
    return [one["x-reference"] for one in (node, node.get("items", {})) if "x-reference" in one]


def test_the_map_counts_what_the_data_says(site: Path) -> None:
    ours: Counter[tuple[str, str]] = Counter()
    for one in references_between(sample_library()):
        ours[one.source.name, one.target.name] += one.number
    assert ours == counted(site)


def test_the_table_below_the_map_says_the_same(open_page: Open, site: Path) -> None:
    page = open_page("over/")
    page.get_by_text("Alle verwijzingen in getallen").click()
    names = {given["title"]: name for name, given in SETTINGS.items()}
    told: Counter[tuple[str, str]] = Counter()
    for row in page.get_by_role("table", name="Verwijzingen tussen collecties").locator("tbody tr").all():
        source, target, _, number = row.get_by_role("cell").all_inner_texts()
        told[names[source], names[target]] += int(number)
    assert told == counted(site)


def test_each_collection_of_the_map_leads_to_its_index(open_page: Open) -> None:
    page = open_page("over/")
    drawing = page.get_by_role("group", name=re.compile("^Kaart van de collecties"))
    for name, given in SETTINGS.items():
        number = len(sample_library().collection(name))
        link = drawing.get_by_role("link", name=f"{given['title']} {number}", exact=True)
        expect(link).to_have_attribute("href", f"../{given['path']}/")


def test_lines_are_as_thick_as_what_they_stand_for_and_join_the_circles() -> None:
    library = sample_library()
    drawing = draw(library, references_between(library))
    assert drawing == draw(library, references_between(library))
    by_number = sorted(drawing.edges, key=lambda edge: edge.number)
    assert [edge.width for edge in by_number] == sorted(edge.width for edge in by_number)
    assert by_number[0].width < by_number[-1].width
    places = {node.collection.name: f"{node.x} {node.y}" for node in drawing.nodes}
    assert len(set(places.values())) == len(SETTINGS)
    for edge in drawing.edges:
        assert edge.path.startswith(f"M{places[edge.one.name]}Q") and edge.path.endswith(places[edge.other.name])
    for place, one in enumerate(drawing.nodes):
        for other in drawing.nodes[place + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (one.radius + other.radius + 8) ** 2


def test_on_a_phone_the_numbers_stand_in_the_place_of_the_map(open_page: Open) -> None:
    page = open_page("over/", width=360)
    expect(page.get_by_role("group", name=re.compile("^Kaart van de collecties"))).to_be_hidden()
    table = page.get_by_role("table", name="Verwijzingen tussen collecties")
    assert (table.bounding_box() or {"height": 0})["height"] > 200


def test_the_phases_are_those_of_the_vocabulary(open_page: Open) -> None:
    page = open_page("over/")
    vocabulary = json.loads((ROOT / "schemas/vocabulary.schema.json").read_text(encoding="utf-8"))["$defs"]
    steps = page.locator("ol.kb-phases").get_by_role("listitem")
    assert [step.inner_text().split("\n\n") for step in steps.all()] == [
        [phase["title"], phase["description"]] for phase in vocabulary["phase"]["oneOf"]
    ]


def test_the_lines_of_the_levels_are_those_of_the_vocabulary(open_page: Open) -> None:
    page = open_page("verdieping/drie-niveaus/")
    vocabulary = json.loads((ROOT / "schemas/vocabulary.schema.json").read_text(encoding="utf-8"))["$defs"]
    figure = page.get_by_role("figure").filter(has=page.get_by_role("img", name=re.compile("^Drie niveaus")))
    assert figure.get_by_role("listitem").all_inner_texts() == [line["title"] for line in vocabulary["line"]["oneOf"]]
    colours = figure.locator("[data-line]").evaluate_all(
        "all => all.map(e => [e.dataset.line, getComputedStyle(e).stroke])"
    )
    assert len({colour for _, colour in colours if colour != "none"}) == len(vocabulary["line"]["oneOf"])


@pytest.mark.parametrize("name", ["triangle", "levels", "lost"])
def test_a_drawing_says_in_words_what_it_shows(name: str) -> None:
    html = picture(here(sample_library()), name).html
    told = re.search(r'role="img" aria-label="([^"]+)"', html)
    assert told
    words = re.findall(r"<text[^>]*>([^<]{3,})</text>", html)
    assert [
        word for word in words if not all(part in told.group(1).lower() for part in re.split("[–-]", word.lower()))
    ] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["over/", "verdieping/drie-niveaus/", "verdieping/wat-is-een-learning-community/"])
def test_letters_of_a_drawing_can_be_read_and_stay_within_it(
    open_page: Open, path: str, width: int, scheme: str
) -> None:
    page = open_page(path, width=width, color_scheme=scheme)
    letters = (
        page.locator("main svg[viewBox] text")
        .filter(visible=True)
        .evaluate_all(
            """all => all.map(e => { const r = e.getBoundingClientRect(), s = e.ownerSVGElement;
            return [e.textContent, parseFloat(getComputedStyle(e).fontSize) * s.getScreenCTM().a, r.left, r.right]; })"""
        )
    )
    small = [(text, size) for text, size, _, _ in letters if size < 9.5]
    assert small == []
    assert [text for text, _, left, right in letters if left < 0 or right > width] == []


@pytest.mark.parametrize(
    "path", ["over/", "verdieping/geld/", "verdieping/risicos/", "verdieping/wat-is-een-learning-community/"]
)
def test_a_table_on_a_phone_fits_or_scrolls_by_itself(open_page: Open, path: str) -> None:
    page = open_page(path, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for table in page.get_by_role("main").get_by_role("table").all():
        box = table.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
        wide, scrolls, focusable = table.evaluate(
            """e => [e.scrollWidth > e.clientWidth + 1, getComputedStyle(e).overflowX === "auto",
                e.tabIndex >= 0 || e.querySelector("a") !== null]"""
        )
        assert not wide or (scrolls and focusable), path

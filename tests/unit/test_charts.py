"""Charts: each kind as it is drawn, and what holds for all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.charts.areas import areas
from macros.charts.axes import name_of, nice, ticks
from macros.charts.bars import bars
from macros.charts.distribution import columns, distribution
from macros.charts.dots import dots
from macros.charts.drawing import EMPTY, shade, standalone
from macros.charts.flow import flow
from macros.charts.lettering import NARROWEST, ROOM, Run, text_width, wrap
from macros.charts.lettering import flow as lines_of
from macros.charts.matrix import matrix
from macros.charts.multiples import multiples
from macros.charts.timeline import timeline
from macros.charts.values import Axis, Bar, Cell, CellRow, Mark, MarkRow, Panel
from tests.chart_samples import KINDS, PARTNERS, STUDENTS, YEARS, head
from tests.conftest import ROOT, TESTS

CASES = TESTS / "cases/charts"
HOSTILE = '<b onload="x">&amp; "Tom" & \'Jerry\'</b>'
EVERY = pytest.mark.parametrize("kind", KINDS)


@EVERY
def test_each_kind_is_drawn_as_before(kind: str, golden: Callable[[Path, str], None]) -> None:
    golden(CASES / f"{kind}.svg", "\n<".join(KINDS[kind]().split("<")).lstrip() + "\n")


@EVERY
def test_a_chart_has_a_name_a_description_and_no_style(kind: str) -> None:
    chart = KINDS[kind]()
    root = ElementTree.fromstring(chart)
    named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
    assert named == {f"{kind}-t": "Van de helft is niets bekend", f"{kind}-d": f"Een tekening ({kind})."}
    assert root.get("aria-labelledby") == f"{kind}-t {kind}-d"
    assert (root.get("role") == "group") == (root.find(".//a") is not None) == (kind != "columns")
    assert "style" not in chart and "<script" not in chart and not re.search(r"\b(?:nan|inf|None)\b", chart)


@EVERY
def test_names_of_parts_are_those_of_the_chart_and_used_once(kind: str) -> None:
    chart = KINDS[kind]()
    there = re.findall(r'\bid="([^"]*)"', chart)
    assert Counter(there).most_common(1)[0][1] == 1
    assert all(one.startswith(f"{kind}-") for one in there)
    asked = set(re.findall(r'(?:href="|url\()#([^")]*)', chart))
    assert asked <= set(there)


@EVERY
def test_texts_are_texts_whatever_they_hold(kind: str) -> None:
    chart = KINDS[kind](HOSTILE)
    root = ElementTree.fromstring(chart)
    assert {one.tag for one in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "path", "g", "a", "rect", "circle", "line", "text", "tspan", "use",
    }  # fmt: skip
    said = " ".join([*root.itertext(), *(one.get("aria-label", "") for one in root.iter())])
    assert '"Tom" &' in said and "&amp;amp;" in chart


@EVERY
def test_numbers_have_few_digits_and_nothing_lies_far_outside(kind: str) -> None:
    chart = KINDS[kind]()
    assert not re.search(r"\d\.\d{3}", chart)
    if kind != "areas":
        shares = [float(share) for share in re.findall(r'\b(?:x|x1|x2|cx)="(-?[\d.]+)%"', chart)]
        assert shares and min(shares) >= 0 and max(shares) <= 100
        assert not {"viewBox", "preserveAspectRatio"} & set(ElementTree.fromstring(chart).attrib)


@EVERY
def test_every_link_has_a_name(kind: str) -> None:
    for link in ElementTree.fromstring(KINDS[kind]()).iter("a"):
        assert link.get("href")
        assert link.get("aria-label") or link.findtext("title")


@EVERY
def test_every_class_is_in_the_style_sheet(kind: str) -> None:
    styles = (ROOT / "docs/assets/css/charts.css").read_text("utf-8")
    classes = {name for found in re.findall(r'class="([^"]*)"', KINDS[kind]()) for name in found.split()}
    bare = {f"kb-chart--{name}" for name in KINDS}
    assert {name for name in classes - bare if not re.search(rf"\.{name}\b", styles)} == set()


def test_what_a_chart_has_nothing_of_it_says() -> None:
    made = [
        bars(head("a"), []),
        dots(head("a"), STUDENTS, []),
        distribution(head("a"), PARTNERS, [], None),
        columns(head("a"), PARTNERS, {}),
        timeline(head("a"), YEARS, []),
        matrix(head("a"), [], []),
        multiples(head("a"), []),
        flow(head("a"), []),
        areas(head("a"), 10, 10, []),
    ]
    assert len(made) == len(KINDS)
    for chart in made:
        assert EMPTY in chart and 'role="img"' in chart


def test_nothing_at_all_is_drawn_without_a_division() -> None:
    zero = Bar("Geen", 0, "0")
    point = Axis("", 5, 5, ((5, "5"),))
    rows = [CellRow("a", (Cell(0, "geen"),))]
    for chart in (
        bars(head("a"), [zero]),
        multiples(head("a"), [Panel("p", (zero,))]),
        dots(head("a"), point, [MarkRow("a", (Mark("", 5, "5"),))]),
        timeline(head("a"), point, [MarkRow("a", (Mark("", 5, "5"),))]),
        distribution(head("a"), point, [Mark("", 5, "5")], None),
        distribution(head("a"), PARTNERS, [], Bar("Onbekend", 9, "9 van de 9", unknown=True)),
        matrix(head("a"), ["x"], rows),
    ):
        ElementTree.fromstring(chart)


def test_what_is_not_known_or_was_chosen_is_hatched() -> None:
    root = ElementTree.fromstring(KINDS["bars"]())
    hatched = [(one.get("fill"), one.get("stroke-dasharray"), one.get("width")) for one in root.iter("rect")]
    assert ("url(#bars-u)", "4 3", "100%") in hatched
    assert any(fill == "url(#bars-p)" for fill, _, _ in hatched)
    assert len(list(root.iter("pattern"))) == 2


def test_an_empty_cell_with_something_to_do_has_a_plus_and_another_is_a_lone_frame() -> None:
    row = CellRow(
        "Tijd", (Cell(0, "geen tool: voeg er een toe", "/nieuw/"), Cell(0, "geen tool"), Cell(4, "4 tools", "/t/"))
    )
    root = ElementTree.fromstring(matrix(head("m"), ["A-fase", "B-fase", "C-fase"], [row]))
    plus, lone, full = (one for one in root.iter() if one.get("class", "").startswith("kb-chart__shade"))
    assert plus.tag == "a" and plus.findtext("text") == "+" and plus.find("rect").get("stroke-dasharray")  # type: ignore[union-attr]
    assert lone.tag == "g" and lone.find("text") is None and not lone.find("rect").get("stroke-dasharray")  # type: ignore[union-attr]
    assert full.findtext("text") == "4" and full.findtext("title") == "Tijd, C-fase: 4 tools"


def test_a_matrix_of_sixteen_columns_and_thirty_rows_repeats_its_names() -> None:
    rows = [CellRow(f"Rij {at}", tuple(Cell(at, f"{at} stuks") for _ in range(16))) for at in range(30)]
    chart = matrix(head("m"), [f"Kolom nummer {at}" for at in range(16)], rows)
    assert chart.count(">Kolom nummer 3<") == 3


def test_lines_fit_and_lose_nothing() -> None:
    text = (
        "Uitbreiding van de publiek-private samenwerking in het beroepsonderwijs met Samenwerkingsverbandenoverzichten"
        * 2
    )
    lines = wrap(text)
    assert len(lines) > 4
    assert all(text_width(line) <= ROOM < NARROWEST for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap("") == [] and lines_of([Run("", "strong")]) == []


def test_what_is_said_of_a_name_stays_together() -> None:
    lines = lines_of([Run("Kennisinstellingen en hogescholen die"), Run("18 van de 30", "strong")])
    assert lines[-1] == [Run("18 van de 30", "strong")]


def test_round_numbers_and_where_an_axis_has_them() -> None:
    assert [nice(number) for number in (0, 0.3, 1, 3, 7, 20, 21)] == [1, 0.5, 1, 5, 10, 20, 50]
    assert ticks(0, 100) == [0, 50, 100]
    assert ticks(0, 83) == [0, 50]
    assert ticks(2016, 2024, 9) == list(range(2016, 2025))
    assert ticks(3, 3) == [3]


def test_shades_are_four_and_none_for_nothing() -> None:
    assert [shade(number, 8) for number in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert shade(0, 0) == 0


def test_a_mark_is_heard_with_all_it_is_and_nothing_twice() -> None:
    assert name_of(Mark("2021", 1, "120 in 2021"), "Water") == "Water: 120 in 2021"
    assert name_of(Mark("Water", 1, "120"), "Water") == "Water: 120"


@EVERY
def test_a_chart_stands_alone(kind: str) -> None:
    file = standalone(KINDS[kind](), 640, "Bron: de kennisbank")
    root = ElementTree.fromstring(file)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("width") == "640"
    assert "Van de helft is niets bekend" in "".join(root.itertext()) and "Bron: de kennisbank" in "".join(
        root.itertext()
    )
    assert "<a " not in file and 'href="/' not in file
    assert re.findall(r'="[\d.]+%"', file) == ['="100%"'] * 2
    assert float(root.get("height", "0")) > 60


def test_the_goldens_are_of_these_kinds() -> None:
    assert {file.stem for file in CASES.glob("*.svg")} == set(KINDS)


def test_each_number_is_in_one_column() -> None:
    numbers = {3: 2, 4: 1, 5: 7, 90: 1, 150: 2}
    drawn = re.findall(r'data-from="(\d+)" data-to="(\d+)"', columns(head("a"), PARTNERS, numbers))
    found = [[number for number in numbers if int(first) <= number <= int(last)] for first, last in drawn]
    assert all(found) and sorted(sum(found, [])) == sorted(numbers)

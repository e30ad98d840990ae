"""How the bench reckons growth and draws it; and the page has what was measured last."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.bench import growth, stages
from tests.bench.growth import FILE, PAGE, Amounts, make_section, plots_of, with_section
from tests.bench.plot import HEIGHT, LETTER, WIDTH, Limit, Line, Plot, draw, scales, spread

WIDEST = 0.5  # of a letter's height: an average letter of these names is no wider (at most 0.47 in the site's letters)
STEEP = Amounts(((10, 5), (100, 1), (1000, 100)))  # only the last two count


def plot(*ends: float, limits: tuple[Limit, ...] = ()) -> Plot:
    lines = tuple(
        Line(f"stage {nth}", "--kb-muted", False, ((100, 1), (1000, 10)), (100_000, end))
        for nth, end in enumerate(ends)
    )
    return Plot("Seconds", "How long", lambda power: f"{power:g} s", lines, limits)


def figures(sizes: tuple[int, ...] = (100, 1000), slope: float = 1) -> dict[str, Any]:
    """Made-up figures: plain takes n^slope hundredths of a second, and each next stage half of it."""
    return {
        "measured": "May 2026",
        "python": "3.12",
        "processors": 2,
        "sizes": [
            {
                "entries": size,
                "runs": 3,
                "stages": [
                    {"what": what, "seconds": size, "processor": size**slope / 100 / 2**nth, "megabytes": size / 10}
                    for nth, what in enumerate((stages.PLAIN, *stages.STAGES))
                ],
                "site": {"ours": size / 10, "plain": size / 20},
            }
            for size in sizes
        ],
    }


def texts(drawn: Element) -> dict[str, Element]:
    return {"".join(one.itertext()): one for one in drawn.iter("text")}


def test_a_slope_is_that_of_the_last_two_points() -> None:
    assert STEEP.exponent == pytest.approx(2)
    assert STEEP.at(10_000) == STEEP.at_most(10_000) == pytest.approx(10_000)
    assert STEEP.reaches(10_000) == pytest.approx(10_000)


def test_what_grows_slowly_may_yet_grow_in_proportion() -> None:
    slow = Amounts(((100, 1), (10_000, 10)))
    assert slow.exponent == pytest.approx(0.5)
    assert (slow.at(1_000_000), slow.at_most(1_000_000)) == pytest.approx((100, 1000))
    assert slow.reaches(1000) == pytest.approx(1_000_000)


def test_points_are_at_the_right_places() -> None:
    drawn = plot(1000)
    x, y = scales(drawn)
    root = ElementTree.fromstring(draw(drawn))
    # Three powers of ten each way, so that a point of the second stands at a third.
    assert [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in root.iter("circle")] == [
        (x.start, y.start),
        pytest.approx((x.start + (x.stop - x.start) / 3, y.start + (y.stop - y.start) / 3), abs=0.1),
    ]
    dashed = next(one.attrib["d"] for one in root.iter("path") if one.get("stroke-dasharray") == "5 4")
    assert [float(number) for number in dashed.rpartition("L")[2].split()] == [x.stop, y.stop]
    assert {"1 s", "10 s", "1000 s", "100", "1,000", "100,000"} <= set(texts(root))


def test_a_limit_is_a_line_at_its_amount() -> None:
    drawn = plot(10, limits=(Limit("too much", 1000),))
    _, y = scales(drawn)
    root = ElementTree.fromstring(draw(drawn))
    assert float(texts(root)["too much"].attrib["y"]) == pytest.approx(y(1000) - 6)
    assert any(f" {y(1000)}H" in one.attrib["d"] for one in root.iter("path") if one.get("stroke-dasharray") == "1 4")


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([10.0, 90.0], [10, 90]),
        ([50.0, 50.0], [45, 55]),
        ([50.0, 50.0, 50.0], [40, 50, 60]),
        ([53.0, 50.0, 10.0], [56.5, 46.5, 10]),
        ([0.0, 1.0, 99.0, 100.0], [0, 10, 90, 100]),
        ([200.0, 100.0], [100, 90]),
    ],
)
def test_names_stand_apart_and_near_their_lines(wanted: list[float], places: list[float]) -> None:
    assert spread(wanted, 10, 0, 100) == pytest.approx(places)


@pytest.mark.parametrize("found", [figures(), figures((100, 300), 0.2), json.loads(FILE.read_text(encoding="utf-8"))])
def test_every_stage_has_a_name_and_no_name_overlaps_another(found: dict[str, Any]) -> None:
    time, space = plots_of(found)
    assert [line.name for line in time.lines] == [stages.PLAIN, *stages.STAGES]
    for one in (time, space):
        root = ElementTree.fromstring(draw(one))
        named = texts(root)
        assert root.attrib["aria-label"] == one.told
        places = sorted(float(named[line.name].attrib["y"]) for line in one.lines)
        assert all(lower - upper >= LETTER for upper, lower in pairwise(places))
        for name, text in named.items():
            assert 0 < float(text.attrib["y"]) <= HEIGHT
            start, long = float(text.attrib["x"]), len(name) * WIDEST * LETTER
            assert {"end": start - long >= 0, "middle": True}.get(text.get("text-anchor", ""), start + long <= WIDTH), (
                name
            )


def test_all_colours_change_with_the_page() -> None:
    for one in plots_of(figures()):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', draw(one))) - {"none"}
        assert all(re.fullmatch(r"var\(--(?:kb|md)-[a-z0-9-]+\)", colour) for colour in colours)


def test_the_table_says_what_was_measured_and_what_it_would_come_to() -> None:
    section = make_section(figures())
    assert "| plain build | 1.0 s | 10 s | 1.00 | 1,000 s |" in section
    assert "| checking | 0.50 s | 5.0 s | 1.00 | 500 s |" in section
    assert "| site | 10 MB | 100 MB | 1.00 | 10 GB |" in section
    assert "the median of three runs of each" in section
    assert re.findall(r"\d\. At about ([\d,]+) entries the (\w+)", section) == [
        ("10,000", "site"),
        ("160,000", "largest"),
    ]
    assert "3. At about 22,000 entries a first build" not in section


def test_what_breaks_first_stands_first() -> None:
    slow = figures()
    for size in slow["sizes"]:
        for one in size["stages"]:
            one["seconds"] *= 100
    assert re.search(r"^1\. At about 220 entries a first build takes six hours", make_section(slow), re.MULTILINE)


def test_a_section_takes_the_place_of_the_one_before() -> None:
    page = "# Page\n\n## Growth\n\nold\n\n## Next\n\nrest\n"
    assert with_section(page, "## Growth\n\nnew") == "# Page\n\n## Growth\n\nnew\n\n## Next\n\nrest\n"
    with pytest.raises(ValueError, match="no heading"):
        with_section("# Page\n", "## Growth\n\nnew")


def test_the_page_has_what_was_measured_last(golden: Callable[[Any, str], None]) -> None:
    """`make bench-growth` measures; `pytest --golden` or `python -m tests.bench.growth --draw` writes the page anew."""
    section = make_section(json.loads(FILE.read_text(encoding="utf-8")))
    golden(PAGE, with_section(PAGE.read_text(encoding="utf-8"), section))


def test_measuring_goes_up_to_the_size_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    asked: list[tuple[list[int], int]] = []

    def measure(sizes: list[int], runs: int) -> dict[str, Any]:
        asked.append((sizes, runs))
        return figures(tuple(sizes))

    page = tmp_path / "page.md"
    page.write_text("## Growth\n", encoding="utf-8")
    monkeypatch.setattr(growth, "_measure", measure)
    monkeypatch.setattr(growth, "FILE", tmp_path / "growth.json")
    monkeypatch.setattr(growth, "PAGE", page)
    growth.main(["--most", "1000", "--runs", "1"])
    assert asked == [([100, 300, 1000], 1)]
    growth.main(["--draw"])
    assert len(asked) == 1 and "at 100 to 1,000 entries" in page.read_text(encoding="utf-8")

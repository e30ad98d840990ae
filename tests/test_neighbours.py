"""Who resembles whom: measured by what two entries share, and by how few others share it."""

from __future__ import annotations

from math import log

import pytest

from macros.checking.check import check
from macros.library import Library
from macros.neighbours import LEAST, Neighbours
from tests.conftest import Open, Project, real_library

TAIL = "sources: [{publication: Ons boek (2026), where: blz. 1}]\nchecked: 2026-09-01\n"


@pytest.fixture
def library(project: Project) -> Library:
    texts = {
        "waterstof-oost": "themes: [waterstof, onderwijsvernieuwing]\nprovinces: [overijssel]\n",
        "waterstof-noord": "themes: [waterstof, onderwijsvernieuwing]\nprovinces: [groningen]\n",
        **{f"school-{n}": "themes: [onderwijsvernieuwing]\nprovinces: [zeeland]\n" for n in range(8)},
        "alleen": "themes: [logistiek]\n",
        "leeg": "",
    }
    files = {f"communities/{name}.yml": f"title: {name}\n{text}{TAIL}" for name, text in texts.items()}
    made = check(project(files)).library
    assert made is not None
    return made


def test_a_value_that_few_have_weighs_more(library: Library) -> None:
    near = Neighbours(library, "communities").of(library.entry("communities", "waterstof-oost"))
    assert [neighbour.entry.id for neighbour in near] == ["waterstof-noord"]
    assert near[0].likeness == pytest.approx(log(12 / 2) + log(12 / 10))
    assert near[0].reason == "Waterstof, Onderwijsvernieuwing"


def test_who_has_nothing_rare_in_common_gets_no_neighbours(library: Library) -> None:
    neighbours = Neighbours(library, "communities")
    for id in ("alleen", "leeg", "school-1"):
        assert neighbours.of(library.entry("communities", id)) == []


def test_on_the_real_stories_it_is_the_same_both_ways_and_never_below_the_bound() -> None:
    library = real_library()
    neighbours = Neighbours(library, "stories")
    stories = library.collection("stories")
    likeness = {(a.id, n.entry.id): n.likeness for a in stories for n in neighbours.of(a, len(stories))}
    assert len(likeness) > 50
    for (one, other), value in likeness.items():
        assert value >= LEAST and one != other
        assert likeness[other, one] == pytest.approx(value)


def test_a_story_ends_with_what_to_read_next_and_why(open_page: Open) -> None:
    page = open_page("verhalen/windmonteurs-voor-de-noordzee/")
    after = page.locator("section").filter(has=page.get_by_role("heading", name="Lees ook"))
    links = after.get_by_role("link")
    assert 1 <= links.count() <= 3
    assert after.get_by_text("Ook: Wind op zee").count() == 1
    title = links.first.inner_text()
    links.first.click()
    page.get_by_role("heading", level=1, name=title).wait_for()

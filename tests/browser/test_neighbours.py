"""Who resembles whom: measured by what two entries share, and by how few others share it."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checking.check import check
from macros.library.library import Entry, Library
from macros.library.neighbours import FEW, Neighbours
from tests.conftest import Open, Project, sample_library
from tests.unit.test_properties import steady

TAIL = "sources: [{publication: Ons boek (2026), where: blz. 1}]\nchecked: 2026-09-01\n"
TROUBLES = {"geld": "", "subsidie-stopt": "geld", "tijd": "", "uren": "tijd", "avonden": "uren"}


def some(*values: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3)


communities = st.fixed_dictionaries(
    {
        "themes": some("waterstof", "logistiek", "water", "energietransitie", "bouw"),
        "provinces": some("drenthe", "zeeland", "limburg", "utrecht"),
        "bottlenecks": some(*TROUBLES),
        "kind": st.sampled_from(["hub", "netwerk", "fieldlab"]),
    }
)


def made(entries: list[dict[str, Any]], lessons: list[list[int]], part_of: list[int | None]) -> Library:
    """A library of these communities, of lessons that name some of them, and of what is part of what."""
    real = sample_library()
    found = real.settings.collections
    ids = [f"c{n}" for n in range(len(entries))]
    everyone = [
        *(Entry(found["communities"], id, "", {"title": id, **e}) for id, e in zip(ids, entries, strict=True)),
        *(
            Entry(found["bottlenecks"], id, "", {"title": id, **({"part_of": above} if above else {})})
            for id, above in TROUBLES.items()
        ),
        *(
            Entry(found["lessons"], f"l{n}", "", {"title": f"l{n}", "communities": [ids[i % len(ids)] for i in named]})
            for n, named in enumerate(lessons)
        ),
    ]
    for id, above in zip(range(len(ids)), part_of, strict=False):
        if above is not None and above % len(ids) < id:
            everyone[id].values["part_of"] = ids[above % len(ids)]
    return Library(real.settings, real.schemas, everyone)


libraries = st.builds(
    made,
    st.lists(communities, min_size=2, max_size=40),
    st.lists(st.lists(st.integers(0, 39), unique=True, max_size=3), max_size=6),
    st.lists(st.none() | st.integers(0, 39), max_size=6),
)


def linked(one: Entry, other: Entry) -> bool:
    return one.values.get("part_of") == other.id or other.values.get("part_of") == one.id


@steady
@given(libraries)
def test_likeness_is_the_same_both_ways_and_an_entry_is_nearest_to_itself(library: Library) -> None:
    neighbours = Neighbours(library, "communities")
    for one in library.collection("communities"):
        for other in library.collection("communities"):
            assert neighbours.likeness(one, other) == neighbours.likeness(other, one)
            assert 0 <= neighbours.likeness(one, other) <= neighbours.likeness(one, one)


@steady
@given(libraries, st.integers(1, 9))
def test_leaving_out_who_cannot_be_among_the_best_changes_no_answer(library: Library, most: int) -> None:
    neighbours = Neighbours(library, "communities")
    everyone = library.collection("communities")
    few = max(most, FEW)
    for one in everyone:
        scores = sorted(
            (
                score
                for other in everyone
                if other is not one
                and not linked(one, other)
                and (score := neighbours.likeness(one, other)) >= neighbours.least
            ),
            reverse=True,
        )
        tied = scores[few] + 1e-9 if len(scores) > few else 0
        found = neighbours.of(one, most)
        assert [near.likeness for near in found] == pytest.approx([s for s in scores[:most] if s > tied])
        for near in found:
            assert near.likeness == neighbours.likeness(one, near.entry)
            assert near.phrases and near.entry is not one and not linked(one, near.entry)


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


def test_a_value_that_few_have_weighs_more_and_one_that_nearly_everyone_has_weighs_nothing(library: Library) -> None:
    near = Neighbours(library, "communities").of(library.entry("communities", "waterstof-oost"))
    assert [neighbour.entry.id for neighbour in near] == ["waterstof-noord"]
    assert near[0].likeness == pytest.approx(log(12 / 2))
    assert near[0].reason == "zelfde thema waterstof"


def test_two_rare_values_are_named_together() -> None:
    rest = [{"provinces": ["zeeland"]} for _ in range(20)]
    library = made([*({"themes": ["bouw", "water"]} for _ in range(2)), *rest], [], [])
    (near,) = Neighbours(library, "communities").of(library.entry("communities", "c0"))
    assert near.reason == "zelfde thema bouw en water"


def test_who_has_nothing_rare_in_common_gets_no_neighbours(library: Library) -> None:
    neighbours = Neighbours(library, "communities")
    for id in ("alleen", "leeg", "school-1"):
        assert neighbours.of(library.entry("communities", id)) == []


def test_what_more_than_a_few_share_as_much_names_nobody() -> None:
    """Any three of these eight would do as well: whoever came first is no neighbour."""
    others = [{"themes": ["water"]} for _ in range(40)]
    alike = [{"provinces": ["zeeland"]} for _ in range(8)]
    neighbours = Neighbours(library := made([*others, *alike], [], []), "communities")
    assert neighbours.of(library.entry("communities", "c47")) == []
    nearer = [*others, *alike[2:], *({"provinces": ["zeeland"], "themes": ["bouw"]} for _ in range(2))]
    neighbours = Neighbours(library := made(nearer, [], []), "communities")
    assert [near.entry.id for near in neighbours.of(library.entry("communities", "c47"))] == ["c46"]


def test_a_concrete_bottleneck_and_its_theme_count_once() -> None:
    rest = [{"themes": ["water"]} for _ in range(16)]
    two = [{"bottlenecks": ["uren"]}, {"bottlenecks": ["uren"]}, {"bottlenecks": ["tijd"]}]
    library = made([*two, *rest], [], [])
    neighbours = Neighbours(library, "communities")
    a, b, c = (library.entry("communities", f"c{n}") for n in range(3))
    assert neighbours.likeness(a, b) == pytest.approx(log(19 / 2))
    assert neighbours.likeness(a, c) == pytest.approx(log(19 / 3))
    assert neighbours.of(a)[0].reason == "ook bezig met uren"


def test_a_lesson_from_both_makes_them_neighbours() -> None:
    library = made([{"themes": ["water"]} for _ in range(9)], [[2, 5]], [])
    near = Neighbours(library, "communities").of(library.entry("communities", "c2"))
    assert [(one.entry.id, one.reason) for one in near] == [("c5", "samen in een les")]


@pytest.mark.parametrize(
    ("collection", "one", "other", "because"),
    [
        ("communities", "seece-waterstof", "h2hub-challenge-based-lc", "waterstof"),
        ("communities", "de-duurzaamheidsfabriek", "fieldlab-sociale-innovatie", "zelfde thema"),
        ("tools", "fasemodel", "actiescan-learning-communities", "ook een scan"),
        ("tools", "impact-roadmap", "purpose-case", "samen in een les"),
        ("stories", "windmonteurs-voor-de-noordzee", "", "wind op zee"),
    ],
)
def test_real_entries_are_near_to_what_a_reader_would_expect(
    collection: str, one: str, other: str, because: str
) -> None:
    library = sample_library()
    found = Neighbours(library, collection).of(library.entry(collection, one))
    assert not other or other in [near.entry.id for near in found]
    assert any(because in near.reason for near in found)


@pytest.mark.parametrize("collection", ["communities", "tools", "stories", "terms"])
def test_no_real_reason_is_empty_or_repeats_itself(collection: str) -> None:
    library = sample_library()
    neighbours = Neighbours(library, collection)
    for entry in library.collection(collection):
        for near in neighbours.of(entry):
            assert near.likeness >= neighbours.least
            assert near.reason and "{" not in near.reason
            assert len(set(near.phrases)) == len(near.phrases)


def test_at_thousands_of_entries_most_are_never_looked_at() -> None:
    """What nearly everyone has in common leads to nobody: the entries that are weighed are few."""
    rows = [
        {
            "kind": ("hub", "netwerk", "fieldlab", "civ", "coe")[n % 5],
            "themes": [f"t{n // 10}", f"u{n % 6}"],
            "provinces": [f"p{n % 12}"],
        }
        for n in range(3000)
    ]
    library = made(rows, [], [])
    neighbours = Neighbours(library, "communities")
    for number, holders in enumerate(neighbours._holders):
        if len(holders) > 20:
            neighbours._holders[number] = Untouchable(holders)
    near = neighbours.of(library.entry("communities", "c17"))
    assert [one.entry.id for one in near] == ["c11", "c12"]


class Untouchable(list[int]):
    """Whom nobody may walk past: only how many they are may be asked."""

    def __iter__(self) -> Iterator[int]:
        raise AssertionError(f"{len(self)} were looked at")


def test_what_one_refers_to_is_on_its_page_already() -> None:
    alike = [{"provinces": ["zeeland"]}, {"provinces": ["zeeland"]}, {"provinces": ["zeeland"]}]
    library = made([*alike, *({"themes": ["water"]} for _ in range(30))], [], [None, 0])
    neighbours = Neighbours(library, "communities")
    for id, other in (("c0", "c2"), ("c1", "c2")):
        assert [near.entry.id for near in neighbours.of(library.entry("communities", id))] == [other]


@pytest.mark.parametrize("path", ["communities/seece/", "tools/fasemodel/", "begrippen/learning-community/"])
def test_an_entry_names_its_neighbours_and_says_why(open_page: Open, path: str) -> None:
    page = open_page(path)
    near = page.locator("section").filter(has=page.get_by_role("heading", name="Vergelijkbare"))
    items = near.get_by_role("listitem")
    assert 1 <= items.count() <= 3
    for n in range(items.count()):
        words = items.nth(n).get_by_role("paragraph").inner_text()
        assert words[0].isupper() and len(words) > 8
    title = items.first.get_by_role("link").inner_text()
    items.first.get_by_role("link").click()
    page.get_by_role("heading", level=1, name=title).wait_for()


def test_a_story_ends_with_what_to_read_next_and_why(open_page: Open) -> None:
    page = open_page("verhalen/windmonteurs-voor-de-noordzee/")
    after = page.locator("section").filter(has=page.get_by_role("heading", name="Lees ook"))
    links = after.get_by_role("link")
    assert 1 <= links.count() <= 3
    assert after.get_by_text("thema wind op zee").count() == 1
    title = links.first.inner_text()
    links.first.click()
    page.get_by_role("heading", level=1, name=title).wait_for()

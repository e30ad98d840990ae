"""What is not known is no ‘no’: filters and the Toolwijzer keep it, apart from what is sure and below it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.chooser.questions import make_questions
from macros.chooser.ranking import MAYBE, Deciding, rank
from macros.chooser.verdicts import judge_all
from macros.index.facets import make_facets
from macros.library.library import Library
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from tests.conftest import ROOT, Open, library_of, serve, small_project
from tests.visiting import choose, shown, status

REST = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
TOOL = "summary: Een middel om samen te werken.\nscope: breder\nevidence: ervaring\n"
CONTENT = {
    "tools/alleen.yml": f"title: Alleen\n{TOOL}facilitator: niet-nodig\npeople: [alleen]\n{REST}",
    "tools/samen.yml": f"title: Samen\n{TOOL}facilitator: nodig\nphases: [opstart]\n{REST}",
    "tools/stil.yml": f"title: Stil\n{TOOL}{REST}",
    "tools/zwijgend.yml": f"title: Zwijgend\n{TOOL}phases: [uitvoering]\n{REST}",
    "communities/groot.yml": f"title: Groot\nsummary: Een grote kring van mensen.\npartners: {{more_than: 40}}\nprovinces: [drenthe]\n{REST}",
    "communities/klein.yml": f"title: Klein\nsummary: Een kleine kring van mensen.\npartners: 3\npart_of: groot\n{REST}",
    "communities/vaag.yml": f"title: Vaag\nsummary: Een kring van enkele mensen.\nprovinces: [zeeland]\n{REST}",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("unknown") / "project", CONTENT)


@pytest.fixture(scope="module")
def library(built: Path) -> Library:
    return library_of(built)


@pytest.fixture(scope="module")
def address(built: Path) -> str:
    return serve(built / "site")


def ids(page: Page) -> list[str]:
    expect(page.locator("kb-index[data-busy]")).to_have_count(0)
    return sorted(str(one.get_attribute("data-entry")) for one in shown(page).all())


def unknown(page: Page, field: str) -> Locator:
    return page.get_by_role("group", name=field).get_by_role("checkbox", name=re.compile("^Niet bekend "))


def test_a_filter_counts_what_is_not_known_unless_leaving_it_out_says_something(library: Library) -> None:
    by_name = {
        facet.name: facet.unknown
        for facet in make_facets(library, "communities", ["provinces", "partners", "part_of", "with"])
    }
    assert by_name == {"provinces": 1, "partners": 1, "part_of": 0, "with": 0}


def test_no_choice_can_take_the_name_of_what_is_not_known(tmp_path: Path) -> None:
    choice = {"const": "niet_bekend", "title": "Niet bekend", "description": "Zomaar."}
    schema = {"properties": {"soil": {"title": "Grond", "oneOf": [choice]}}}
    (tmp_path / "trees.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(SchemaError, match="niet_bekend"):
        load_schemas(tmp_path)


def test_what_is_not_known_is_a_choice_with_its_number(open_page: Open) -> None:
    page = open_page("communities/")
    choose(page, "Provincies", "Drenthe")
    expect(status(page)).to_have_text("1 van 3 communities")
    choose(page, "Provincies", "Niet bekend")
    expect(status(page)).to_have_text("2 van 3 communities")
    assert ids(page) == ["groot", "klein"]
    assert page.url.endswith("?provinces=drenthe&provinces=niet_bekend")
    expect(page.get_by_role("button", name="Haal weg: Provincies: niet bekend")).to_be_visible()
    page.reload()
    expect(unknown(page, "Provincies")).to_be_checked()
    page.go_back()
    assert ids(page) == ["groot"]


def test_a_stretch_goes_with_what_is_not_known(open_page: Open) -> None:
    page = open_page("communities/")
    unknown(page, "Aantal partners").check()
    assert ids(page) == ["vaag"]
    group = page.get_by_role("group", name="Aantal partners")
    group.get_by_label("tot en met", exact=True).fill("10")
    expect(status(page)).to_have_text("2 van 3 communities")
    assert page.url.endswith("?partners=..10&partners=niet_bekend")
    group.get_by_label("tot en met", exact=True).fill("")
    expect(status(page)).to_have_text("1 van 3 communities")
    expect(unknown(page, "Aantal partners")).to_be_checked()
    page.goto(page.url.partition("?")[0] + "?partners=niet_bekend&partners=..10&partners=40..")
    expect(status(page)).to_have_text("2 van 3 communities")
    expect(group.get_by_label("van", exact=True)).to_have_value("40")


def test_a_link_with_it_where_all_is_known_is_said(open_page: Open) -> None:
    page = open_page("communities/?part_of=niet_bekend")
    expect(page.get_by_text("Deze keuze uit de link kennen we niet: ‘niet_bekend’")).to_be_visible()


@pytest.mark.parametrize(
    ("answers", "sure", "maybe"),
    [
        ({"facilitated": ["nee"]}, ["alleen"], ["stil", "zwijgend"]),
        ({"facilitated": ["ja"]}, ["samen", "alleen"], ["stil", "zwijgend"]),
        ({"people": ["alleen"]}, ["alleen"], ["samen", "stil", "zwijgend"]),
        ({"people": ["groep"]}, [], ["samen", "stil", "zwijgend"]),
        ({"time_needed": ["dagdeel"]}, [], ["alleen", "samen", "stil", "zwijgend"]),
        ({"phases": ["opstart"]}, ["samen"], ["alleen", "stil"]),
        # What goes against another answer is not held up as possible.
        ({"phases": ["uitvoering"], "people": ["groep"]}, ["zwijgend"], ["stil"]),
    ],
)
def test_a_tool_of_which_no_source_says_whether_it_fits_stays_below(
    library: Library, answers: dict[str, list[str]], sure: list[str], maybe: list[str]
) -> None:
    moments = rank(
        judge_all(library, make_questions(library)),
        answers,
        Deciding("phases", ("opstart", "uitvoering", "doorontwikkeling", "verzelfstandiging"), "bottlenecks"),
    )
    found = {True: [], False: []}  # type: dict[bool, list[str]]
    for moment in moments:
        found[moment.name == MAYBE] += [pick.candidate.entry.id for pick in moment.picks]
    assert (found[False], found[True]) == (sure, maybe)
    assert not maybe or moments[-1].name == MAYBE


def test_the_chooser_folds_it_below_what_fits(open_page: Open) -> None:
    page = open_page("toolwijzer/?facilitated=nee")
    expect(status(page)).to_have_text("1 tool past bij jullie antwoorden.")
    assert ids(page) == ["alleen"]
    page.get_by_text("Niet bekend").click()
    assert ids(page) == ["alleen", "stil", "zwijgend"]
    expect(page.get_by_text("onbekend of er een begeleider bij moet").first).to_be_visible()
    along = page.get_by_role("checkbox", name="Gaat mee in ons koffertje (Stil)")
    expect(along).not_to_be_checked()
    along.check()
    assert page.url.endswith("?facilitated=nee&along=stil")
    page.reload()
    expect(along).to_be_checked()


def test_an_answer_without_a_sure_tool_shows_what_may_fit(open_page: Open) -> None:
    page = open_page("toolwijzer/?time_needed=dagdeel")
    expect(status(page)).to_have_text(
        "De bronnen noemen bij deze antwoorden geen tool. Van 4 tools zeggen de bronnen het niet: kijk hieronder."
    )
    assert ids(page) == ["alleen", "samen", "stil", "zwijgend"]


def test_without_javascript_the_answer_to_a_phase_names_them(open_page: Open) -> None:
    page = open_page("toolwijzer/opstart/", java_script_enabled=False)
    assert ids(page) == ["samen"]
    page.get_by_text("Niet bekend").click()
    expect(page.get_by_role("main").get_by_role("link", name="Stil", exact=True)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Zwijgend", exact=True)).to_have_count(0)


def test_every_field_without_which_nothing_is_said_is_shown_so_by_its_schema() -> None:
    """A field may only be left out of the rule in words, and an empty text."""
    for schema in load_schemas(ROOT / "schemas").values():
        assert all(isinstance(field.unknown, str) for field in schema.fields.values())

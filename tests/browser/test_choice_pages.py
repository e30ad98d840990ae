"""The pages that gather: what belongs to a province or a theme, why, what is missing, and what lies beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from macros.checking.check import check
from macros.choice_pages.belonging import Belonging
from macros.choice_pages.pages import ChoicePages
from macros.library.library import Entry, Library
from macros.library.worth import usual_order
from macros.references.fields import references_in
from macros.schema.settings import Gather
from tests.build.test_connections import links_of
from tests.conftest import ROOT, Open, Project, macros, sample_library, serve

SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2022-12-22\n"
WHAT = "summary: Wat zij samen doen en leren.\n"
SMALL = {
    "communities/tuin.yml": f"title: De Tuin\n{WHAT}provinces: [zeeland]\nthemes: [water, zorg]\ntools: [spiegel]\n"
    f"organisations: [bond, zuil]\n{SOURCES}",
    "communities/werf.yml": f"title: De Werf\nprovinces: [zeeland, drenthe]\nthemes: [water]\n{SOURCES}",
    "communities/kop.yml": f"title: De Kop\n{WHAT}region: Noord Nederland\npart_of: tuin\n{SOURCES}",
    "communities/land.yml": f"title: Het Land\n{WHAT}region: Nederland\n{SOURCES}",
    "communities/boos.yml": 'title: "<a><img src=x onerror=alert(1)>"\n'
    f'summary: "<script>alert(2)</script> & {{{{ 7*7 }}}}"\nprovinces: [zeeland]\ntools: [spiegel]\n{SOURCES}',
    "tools/spiegel.yml": f"title: Spiegel\n{WHAT}phases: [opstart]\nscope: breder\nevidence: ervaring\n{SOURCES}",
    "lessons/wacht.yml": f"title: Wacht even\n{WHAT}level: community\ntools: [spiegel]\n{SOURCES}",
    "organisations/bond.yml": f"title: De Bond\nkind: vakbond\nroles: [partner]\n{SOURCES}",
    "organisations/zuil.yml": f"title: De Zuil\nkind: vakbond\nroles: [partner]\nprovinces: [utrecht]\n{SOURCES}",
}


@pytest.fixture
def root(project: Project) -> Path:
    return project(SMALL)


@pytest.fixture
def library(root: Path) -> Library:
    found = check(root).library
    assert found is not None, check(root).problems
    return found


def gather_of(library: Library, field: str) -> Gather:
    found = library.settings.gather_of(field)
    assert found is not None
    return found


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def belongs(library: Library, field: str, choice: str) -> dict[str, tuple[list[str], dict[str, list[str]], list[str]]]:
    """By collection: what names the choice, what others bring and who, and what is around it."""
    groups = Belonging(library, gather_of(library, field)).groups(choice)
    return {
        group.collection.name: (
            ids(group.own),
            {b.entry.id: ids(b.by) for b in group.brought},
            ids(tuple(b.entry for b in group.around)),
        )
        for group in groups
        if not group.is_empty or group.around
    }


def test_what_names_a_choice_belongs_to_it_and_brings_along_what_names_none(library: Library) -> None:
    assert belongs(library, "provinces", "zeeland") == {
        "communities": (["tuin", "boos", "werf"], {}, []),
        "tools": ([], {"spiegel": ["boos", "tuin"]}, []),
        "organisations": ([], {"bond": ["tuin"]}, []),
    }, "one step: not the lesson about the tool; and De Zuil and De Kop say themselves where they are"


def test_what_names_a_part_of_the_map_is_around_what_lies_in_it(library: Library) -> None:
    assert belongs(library, "provinces", "drenthe") == {"communities": (["werf"], {}, ["kop"])}
    assert belongs(library, "provinces", "groningen") == {"communities": ([], {}, ["kop"])}
    assert belongs(library, "provinces", "limburg") == {}, "what is for the whole country belongs to no province"


def test_what_lies_beside_a_choice_is_on_the_map_or_goes_with_it(library: Library) -> None:
    provinces = Belonging(library, gather_of(library, "provinces"))
    beside = [(near.choice.value, near.shared) for near in provinces.beside("drenthe")]
    assert beside == [("fryslan", 0), ("groningen", 0), ("overijssel", 0)]
    themes = Belonging(library, gather_of(library, "themes"))
    assert [(near.choice.value, near.shared) for near in themes.beside("water")] == [("zorg", 1)]
    assert themes.beside("chemie") == []


def test_a_page_says_what_is_missing_and_what_has_no_description(library: Library) -> None:
    pages = ChoicePages(library, gather_of(library, "provinces"))
    (drenthe,) = [pages.page(choice) for choice in pages.choices if choice.value == "drenthe"]
    assert [collection.name for collection, _ in drenthe.missing] == [
        "stories",
        "lessons",
        "tools",
        "cases",
        "organisations",
    ]
    assert [(group.collection.name, ids(entries)) for group, entries in drenthe.bare] == [("communities", ["werf"])]
    assert (
        drenthe.description
        == "1 community uit Drenthe. Misschien ook 1 community: Noord-Nederland, provincie onbekend."
    )
    (limburg,) = [pages.page(choice) for choice in pages.choices if choice.value == "limburg"]
    assert limburg.description == "Nog niets uit Limburg."
    assert len(limburg.missing) == 6


@pytest.mark.parametrize(
    ("field", "label", "said"),
    [
        ("provinces", "Drenthe", "uit Drenthe"),
        ("themes", "Waterstof", "over waterstof"),
        ("themes", "ICT en digitalisering", "over ICT en digitalisering"),
    ],
)
def test_a_choice_within_a_sentence_keeps_the_capital_of_a_name(field: str, label: str, said: str) -> None:
    assert gather_of(sample_library(), field).said(label) == said


@pytest.mark.parametrize("field", [gather.field for gather in sample_library().settings.gather])
def test_every_reason_is_a_reference_that_stands_in_a_file(field: str) -> None:
    """The same, found the long way: by reading every reference of every entry."""
    library = sample_library()
    gather = gather_of(library, field)
    linked: set[frozenset[tuple[str, str]]] = set()
    for name, schema in library.schemas.items():
        if name in library.settings.collections:
            for entry in library.collection(name):
                for one in schema.fields.values():
                    for target, _, id in references_in(one, entry.values.get(one.name, []), ()):
                        linked.add(frozenset({(name, entry.id), (target, id)}))
    belonging = Belonging(library, gather)
    for choice in belonging.field.choices:
        for group in belonging.groups(choice.value):
            name = group.collection.name
            named = [e.id for e in usual_order(library, name) if choice.value in e.values.get(field, [])]
            assert ids(group.own) == named
            for brought in group.brought:
                assert field not in brought.entry.values
                for by in brought.by:
                    assert by.collection.name in gather.through and choice.value in by.values[field]
                    assert frozenset({(name, brought.entry.id), (by.collection.name, by.id)}) in linked
            if group.query:
                assert library.count(name, field, choice.value) == len(group.own), "the link gives the same number"


def test_every_choice_has_a_page_that_leads_to_all_that_belongs_there(site: Path) -> None:
    library = sample_library()
    for gather in library.settings.gather:
        pages = ChoicePages(library, gather)
        index = links_of(site, f"{gather.path}/")
        for choice in pages.choices:
            page = pages.page(choice)
            assert page.url in index
            there = links_of(site, page.url)
            for section in page.sections:
                for entry, _ in (*section.own, *section.brought):
                    assert entry.url in there
                if section.group.query:
                    assert f"{section.group.collection.path}/?{section.group.query}" in there
            for section in page.around:
                for entry, _ in section.around:
                    assert entry.url in there
            for _, url in page.missing:
                assert url in there
            for near in page.beside:
                assert gather.url(near.choice.value) in there


def test_a_value_on_the_page_of_an_entry_leads_to_its_page(open_page: Open) -> None:
    page = open_page("communities/seece/")
    page.get_by_role("complementary", name="In het kort").get_by_role("link", name="Waterstof").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waterstof")
    page.get_by_role("link", name="Bekijk in het overzicht").first.click()
    expect(page.get_by_role("status").first).to_contain_text("8 van 94 communities")


def test_what_is_missing_leads_to_a_way_to_add_it(open_page: Open) -> None:
    page = open_page("provincies/drenthe/")
    page.get_by_role("link", name="Nog geen verhaal uit Drenthe: voeg er een toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Velden van een verhaal")
    expect(page.get_by_role("link", name=re.compile("GitHub")).first).to_be_visible()


def test_each_says_why_it_is_here_without_javascript_too(open_page: Open) -> None:
    page = open_page("provincies/groningen/", java_script_enabled=False)
    lesson = page.get_by_role("listitem").filter(has_text="Laat zien wat je oplevert")
    expect(lesson.get_by_text("Via EnTranCe (Centre of Expertise Energy)")).to_be_visible()
    expect(page.get_by_text("6 lessen via een community, verhaal of Purpose Case uit Groningen.")).to_be_visible()


def test_what_strangers_write_is_text_on_these_pages_too(root: Path, open_page: Open) -> None:
    done = macros(root, "build")
    assert done.returncode == 0, done.stderr
    page = open_page("provincies/zeeland/", root=serve(root / "site"))
    expect(page.get_by_role("link", name="<img src=x onerror=alert(1)>").first).to_be_visible()
    expect(page.get_by_text("{{ 7*7 }}")).to_be_visible()
    expect(page.get_by_text("Via <a><img src=x onerror=alert(1)>, en nog 1")).to_be_visible()
    assert page.locator(".kb-choice-page :is(img, script)").count() == 0


def test_another_vocabulary_gets_such_pages_by_a_declaration(root: Path) -> None:
    file = root / "kennisbank.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings["gather"]["phases"] = {
        **{"path": "fasen", "title": "Fasen", "one": "fase", "many": "fasen", "icon": "material/stairs"},
        **{"about": "voor", "collections": ["tools", "lessons"], "through": ["tools"]},
    }
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    done = macros(root, "build")
    assert done.returncode == 0, done.stderr
    page = (root / "site/fasen/opstart/index.html").read_text(encoding="utf-8")
    assert "1 tool voor opstartfase." in page
    assert "Wacht even" in page, "the lesson is about the tool"
    assert (root / "site/fasen/doorontwikkeling/index.html").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"path": "tools"}, "Het pad ‘tools’ is al in gebruik."),
        ({"path": "assets"}, "Het pad ‘assets’ is al in gebruik."),
        ({"collections": ["communities", "kasten"]}, "‘kasten’ is geen collectie."),
        ({"through": ["kasten"]}, "‘kasten’ is geen collectie."),
        ({"collections": ["terms"]}, "Het veld ‘themes’ heeft in deze collecties niet één lijst van keuzes."),
    ],
)
def test_a_declaration_that_cannot_be_is_a_problem(root: Path, change: dict[str, object], message: str) -> None:
    file = root / "kennisbank.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings["gather"]["themes"].update(change)
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    assert message in [problem.message for problem in check(root).problems]


def test_no_python_knows_what_is_gathered() -> None:
    """Provinces and themes stand in kennisbank.yml and the schemas."""
    words = re.compile(r"[\"'](provinces|themes|provincies|themas)[\"']")
    knowing = [
        file.name
        for file in (ROOT / "macros").rglob("*")
        if file.suffix in (".py", ".html") and words.search(file.read_text(encoding="utf-8"))
    ]
    assert knowing == []

"""An index begins with what has most to tell, and asks for help with the rest: with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.index import column_store, list_pages
from macros.library.library import Entry, Library
from macros.library.worth import by_worth, has_text, usual_order, worth
from tests.conftest import ROOT, Open, library_of, serve, small_project
from tests.visiting import choose, search, shown, status

REST = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
CONTENT = {
    # By title it comes first; it has a summary and nothing else.
    "communities/aa.yml": f"title: Aa\nsummary: Een kring van enkele mensen.\n{REST}",
    "communities/bb.yml": f"title: Bb\nsummary: Een kring van enkele mensen.\nkind: civ\npartners: 7\nprovinces: [drenthe]\n{REST}",
    # As much filled in, and a story tells of it.
    "communities/cc.yml": f"title: Cc\nsummary: Een kring van enkele mensen.\nkind: hub\npartners: 9\nprovinces: [drenthe]\n{REST}",
    "communities/dd.yml": f"title: Dd\n{REST}",
    "communities/ee.yml": f"title: Ee\nkind: civ\npartners: 3\n{REST}",
    "stories/hoe.md": f"---\ntitle: Hoe het ging\nsummary: Zo ging het bij een kring.\ncommunities: [cc]\n{REST}---\nZo ging het.\n",
}
ORDER = ["cc", "bb", "aa", "ee", "dd"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("worth") / "project", CONTENT)


@pytest.fixture(scope="module")
def library(built: Path) -> Library:
    return library_of(built)


@pytest.fixture(scope="module")
def address(built: Path) -> str:
    return serve(built / "site")


def ids(page: Page) -> list[str]:
    expect(page.locator("kb-index[data-busy]")).to_have_count(0)
    return [str(one.get_attribute("data-entry")) for one in shown(page).all()]


def test_fields_and_connections_count_and_what_has_no_text_comes_last(library: Library) -> None:
    assert [entry.id for entry in usual_order(library, "communities")] == ORDER
    points = {entry.id: worth(library, entry) for entry in library.collection("communities")}
    assert points == {"aa": 1, "bb": 4, "cc": 5, "dd": 0, "ee": 2}
    assert [entry.id for entry in library.collection("communities") if not has_text(library, entry)] == ["dd", "ee"]


def test_what_is_equal_stands_by_title_whatever_the_order_it_comes_in(library: Library) -> None:
    entries = library.collection("communities")
    assert by_worth(library, entries[::-1]) == by_worth(library, entries)


def test_the_glossary_stays_by_title_with_letters_to_jump_to(library: Library) -> None:
    assert usual_order(library, "terms") == library.collection("terms")
    made = [Entry(library.settings.collections["terms"], id, "", {"title": id}) for id in ("aap", "boom", "bord")]
    pager = list_pages.make_pager(library, library.settings.collections["terms"], made)
    assert pager.letters == (("A", "begrippen/"), ("B", "begrippen/"))


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_index_has_that_order_and_says_so(open_page: Open, java_script_enabled: bool) -> None:
    page = open_page("communities/", java_script_enabled=java_script_enabled)
    assert ids(page) == ORDER
    expect(page.get_by_text("Wat het meest te vertellen heeft, staat vooraan")).to_be_visible()
    rest = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Weet jij meer?"))
    expect(rest).to_contain_text("Van 2 communities weten we weinig meer dan de naam.")
    assert rest.evaluate("item => item.nextElementSibling.dataset.entry") == "ee"
    href = rest.get_by_role("link").evaluate("link => link.href")
    page.goto(href)
    expect(page.get_by_role("heading", level=1)).to_have_text("Velden van een community")


def test_by_title_is_one_choice_away_and_in_the_address(open_page: Open) -> None:
    page = open_page("communities/")
    order = page.get_by_label("Volgorde")
    order.select_option(label="A tot Z")
    assert page.url.endswith("?sort=title")
    assert ids(page) == ["aa", "bb", "cc", "dd", "ee"]
    expect(page.get_by_role("heading", name="Weet jij meer?")).to_have_count(0)
    expect(page.get_by_text("staat vooraan")).to_be_hidden()
    order.select_option(label="Meeste te vertellen")
    assert page.url.endswith("/communities/")
    assert ids(page) == ORDER
    page.goto(page.url + "?sort=-title")
    assert ids(page) == ["ee", "dd", "cc", "bb", "aa"]
    page.goto(page.url.replace("-title", "partners"))
    assert ids(page) == ["cc", "bb", "ee", "aa", "dd"]


def test_the_call_for_help_counts_what_is_filtered(open_page: Open) -> None:
    page = open_page("communities/")
    choose(page, "Soort", r"CIV\b.*")
    expect(status(page)).to_have_text("2 van 5 communities")
    expect(page.get_by_text("Van 1 community weten we weinig meer dan de naam.")).to_be_visible()
    assert ids(page) == ["bb", "ee"]
    search(page, "kring")
    expect(page.get_by_role("heading", name="Weet jij meer?")).to_have_count(0)
    search(page, "")
    expect(page.get_by_role("heading", name="Weet jij meer?")).to_be_visible()


def test_the_pages_of_a_long_list_have_the_same_order(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    from macros.base import clock
    from macros.pages.context import Context
    from macros.pages.renderer import plan, render

    for module in (list_pages, column_store):
        monkeypatch.setattr(module, "WHOLE", 3)
    monkeypatch.setattr(list_pages, "PAGE", 2)
    context = Context(library, clock.today(ROOT))
    pages = [page for page in plan(context) if page.url.startswith("communities/lijst/")]
    assert [page.url for page in pages] == ["communities/lijst/2/", "communities/lijst/3/"]
    html = [render(context, page).html for page in pages]
    assert [re.findall(r'data-entry="(\w+)"', text) for text in html] == [ORDER[2:4], ORDER[4:]]
    assert html[0].index("Weet jij meer?") > html[0].index('data-entry="aa"')
    assert "Weet jij meer?" in html[1]
    assert "kb-pager__letters" not in html[0]

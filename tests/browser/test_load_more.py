"""A long list on a phone: a first portion and buttons for more; all of it for who reads without scripts, searches or prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.index.list_pages import AT_A_TIME, first_of_letters
from tests.conftest import COLLECTIONS, HOME, Open, macros, program, sample_library, serve
from tests.sheets import texts
from tests.visiting import search, settle, shown, status

NUMBER = 130
REST = 'summary: Een kring van enkele mensen.\nsources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
PHONE = 360


def name(nth: int) -> str:
    return f"{chr(ord('A') + nth // 6)}kring{nth:03}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with one list of communities, and where it is served."""
    root = program(tmp_path_factory.mktemp("portion") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for nth in range(NUMBER):
        file = root / f"content/communities/kring-{nth:03}.yml"
        file.write_text(f"title: {name(nth)}\n{REST}", encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr + run.stdout
    return serve(Path(root / "site"))


@pytest.fixture
def visit(root: str, open_page: Open) -> Callable[..., Page]:
    def visit(path: str = "communities/", width: int = PHONE, **options: object) -> Page:
        page = open_page(path, root=root, width=width, **options)
        settle(page)
        return page

    return visit


def more(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def test_a_phone_shows_a_portion_and_says_how_many_there_are(visit: Callable[..., Page]) -> None:
    page = visit()
    expect(shown(page)).to_have_count(AT_A_TIME)
    expect(status(page)).to_have_text(f"{NUMBER} communities")
    expect(page.get_by_text(f"Je ziet er {AT_A_TIME} van {NUMBER}.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 10000


def test_a_button_gives_more_and_leads_on_from_there(visit: Callable[..., Page]) -> None:
    page = visit()
    more(page, f"Toon er nog {AT_A_TIME}")
    expect(shown(page)).to_have_count(2 * AT_A_TIME)
    expect(page.get_by_role("link", name=name(AT_A_TIME), exact=True)).to_be_focused()
    more(page, f"Toon alle {NUMBER}")
    expect(shown(page)).to_have_count(NUMBER)
    expect(page.locator(".kb-onward")).to_be_hidden()


def test_back_leads_to_the_card_one_left_from(visit: Callable[..., Page]) -> None:
    page = visit()
    more(page, f"Toon er nog {AT_A_TIME}")
    page.get_by_role("link", name=name(AT_A_TIME + 3), exact=True).click()
    page.wait_for_url("**/kring-*/")
    page.go_back()
    expect(shown(page)).to_have_count(2 * AT_A_TIME)
    expect(page.get_by_role("link", name=name(AT_A_TIME + 3), exact=True)).to_be_in_viewport()


def test_a_question_is_answered_from_the_whole_list(visit: Callable[..., Page]) -> None:
    page = visit()
    more(page, f"Toon er nog {AT_A_TIME}")
    search(page, "kring12")
    expect(shown(page)).to_have_count(10)
    expect(page.locator(".kb-onward")).to_be_hidden()
    search(page, "kring")
    expect(shown(page)).to_have_count(AT_A_TIME)  # a new question begins in front


def test_a_wide_screen_and_a_reader_without_scripts_have_it_all(visit: Callable[..., Page]) -> None:
    page = visit(width=1280)
    expect(shown(page)).to_have_count(NUMBER)
    expect(page.locator(".kb-onward")).to_be_hidden()
    page.set_viewport_size({"width": PHONE, "height": 800})
    expect(shown(page)).to_have_count(AT_A_TIME)
    plain = visit(java_script_enabled=False)
    expect(shown(plain)).to_have_count(NUMBER)
    expect(plain.locator(".kb-onward")).to_be_hidden()


def test_who_searches_the_page_finds_what_waits(visit: Callable[..., Page]) -> None:
    """A text fragment is looked up as Ctrl+F does; both show what they find, and then the whole list is there."""
    page = visit(f"communities/#:~:text={name(100)}")
    expect(page.get_by_role("link", name=name(100), exact=True)).to_be_in_viewport()
    expect(shown(page)).to_have_count(NUMBER)


def test_paper_has_the_whole_list(visit: Callable[..., Page]) -> None:
    page = visit()
    text = "".join(texts(page.pdf(format="A4")))
    assert [one for one in map(name, range(NUMBER)) if one not in text] == []
    assert "Jezieter" not in text


def test_a_letter_leads_to_what_waits(visit: Callable[..., Page]) -> None:
    page = visit("communities/?sort=title")
    page.get_by_role("navigation", name="Naar een letter").get_by_role("link", name="S", exact=True).click()
    expect(page.get_by_role("link", name=name(18 * 6), exact=True)).to_be_in_viewport()
    again = visit("communities/?sort=title#letter-s")
    expect(again.get_by_role("link", name=name(18 * 6), exact=True)).to_be_in_viewport()


def test_only_a_list_of_names_has_letters() -> None:
    """Nobody looks for the first letter of a sentence."""
    library = sample_library()
    assert first_of_letters(library.collection("lessons")) == {}
    assert len(first_of_letters(library.collection("organisations"))) > 15
    assert len(first_of_letters(library.collection("terms"))) > 15

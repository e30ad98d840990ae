"""An index whose list is too long for its page answers exactly as one that holds the whole list, and is safe and whole."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from macros.checking.check import check
from macros.index import column_store, list_pages
from macros.library.library import Library
from macros.library.worth import usual_order
from macros.page_macros.lists import index as index_of
from tests.bench.browsing import COUNTS, put_index
from tests.bench.entries import as_yaml, make, surroundings
from tests.browser.test_accessibility import AXE, RULES, RUN, SPOKEN, TAGS
from tests.browser.test_reflow import WIDER
from tests.conftest import COLLECTIONS, HOME, Open, macros, program, serve
from tests.kinds import WIDTHS
from tests.shown import here
from tests.visiting import Held, choose, rest, search, shown, status

COUNT = 300
HOSTILE = {
    "scriptje": "<script>window.kbHacked = 1</script>",
    "plaatje": "Wij <img src=x onerror='window.kbHacked = 1'> & jij",
    "constructor": "Constructor",
    "zeeen": "Éénentwintig ‘zeeën’ aan ’s lands kust",
    "iJ": "ĲSSEL in İstanbul",
    "zelfde-naam": "Zelfde naam",
    "zelfde-naam-2": "Zelfde naam, ander id",
}
NOTHING_MORE = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with more communities than a page holds, and beside its index, the same index whole."""
    root = program(tmp_path_factory.mktemp("long") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for entry in (*make(COUNT - len(HOSTILE), shares={"communities": 1}), *surroundings()):
        ending = "md" if entry.body else "yml"
        (root / f"content/{entry.collection}/{entry.id}.{ending}").write_text(as_yaml(entry), encoding="utf-8")
    for id, title in HOSTILE.items():
        text = f"title: {json.dumps(title, ensure_ascii=False)}\nkind: civ\nstatus: actief\n{NOTHING_MORE}"
        (root / f"content/communities/{id.lower()}.yml").write_text(text, encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_pages, "WHOLE", COUNT)
        index = index_of(here(library(root), "heel/", date(2026, 9, 1)), "communities").html
    page = root / "site/heel/index.html"
    page.parent.mkdir()
    page.write_bytes((root / "site/communities/index.html").read_bytes())
    put_index(page, index)
    return root


def library(root: Path) -> Library:
    found = check(root).library
    assert found
    return found


@pytest.fixture
def long(built: Path, open_page: Open) -> Iterator[Callable[..., Page]]:
    yield lambda path="communities/", **options: open_page(path, root=serve(built / "site"), **options)


def test_the_benchmark_can_still_count(long: Callable[..., Page]) -> None:
    page = long()
    page.wait_for_function("document.querySelector('kb-index').dataset.ready === ''")
    assert float(page.evaluate(COUNTS)) >= 0


def answered(page: Page) -> None:
    expect(page.locator("kb-index[data-busy]")).to_have_count(0)


ANSWER = """() => {
  const index = document.querySelector("kb-index");
  const text = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const cards = [...index.querySelectorAll("[data-entry]")].filter((card) => !card.hidden).slice(0, 40);
  const facts = (card) => [...card.querySelectorAll("dl > div")].filter((fact) => !fact.hidden).map((fact) =>
    text(fact) + [...fact.querySelectorAll("circle")].map((mark) => (mark.hasAttribute("data-on") ? "●" : "○")).join(""));
  return {
    said: text(index.querySelector(".kb-status")),
    chips: [...index.querySelectorAll(".kb-chip")].map(text),
    counts: [...index.querySelectorAll(".kb-option")].map(text),
    ids: index.shown(),
    cards: cards.map((card) => [card.dataset.entry, card.querySelector("a").href, text(card.querySelector("h3")), ...facts(card)]),
    found: cards.map((card) => [...card.querySelectorAll(".kb-card__found")].map(text)),
  };
}"""
SUMMARIES = """() => [...document.querySelectorAll(".kb-cards [data-entry]")].filter((card) => !card.hidden).slice(0, 40)
  .map((card) => card.querySelector(".kb-card__summary").textContent.trim())"""
QUERIES: tuple[list[tuple[str, str]], ...] = (
    [("provinces", "drenthe")],
    [("provinces", "drenthe"), ("provinces", "zeeland"), ("focus", "leren")],
    [("themes", "waterstof"), ("kind", "civ"), ("bottlenecks", "balans")],
    [("themes", "installatietechniek")],
    [("themes", "bestaatniet"), ("kind", "coe")],
    [("sort", "partners")],
    [("sort", "title")],
    [("sort", "title"), ("q", "verband")],
    [("themes", "niet_bekend")],
    [("partners", "..10"), ("partners", "niet_bekend"), ("kind", "civ"), ("kind", "niet_bekend")],
    [("sort", "partners"), ("kind", "hub"), ("q", "innoveren")],
    [("q", "e")],
    [("q", "WATERSTOF  wijk")],
    [("q", "verband 1")],
    [("q", "groep.")],
    [("q", "regio gemeente"), ("provinces", "utrecht")],
    [("q", "eenentwintig zeeen 's")],
    [("q", "ijssel")],
    [("q", "ĳssel")],
    [("q", "istanbul")],
    [("q", "<img")],
    [("q", "nog geen beschrijving")],
    [("q", "bestaatniet"), ("themes", "waterstof")],
    [("kind", "civ"), ("q", "zelfde")],
)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: urlencode(query))
def test_a_long_index_answers_as_one_that_holds_the_whole_list(
    long: Callable[..., Page], query: list[tuple[str, str]]
) -> None:
    page = long(f"communities/?{urlencode(query)}")
    answered(page)
    answer = page.evaluate(ANSWER)
    expected = long(f"heel/?{urlencode(query)}")
    whole = expected.evaluate(ANSWER)
    for card in whole["cards"]:
        card[1] = card[1].replace("/heel/../", "/")
    assert answer == whole
    first = expected.evaluate(SUMMARIES)
    page.wait_for_function(f"first => JSON.stringify(({SUMMARIES})()) === JSON.stringify(first)", arg=first)


TABLE = """() => {
  const text = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  return [...document.querySelectorAll(".kb-rows__table tr")].map((row) => [
    row.querySelector("a")?.href.replace("/heel/../", "/") ?? "", row.querySelector("a")?.lang ?? "", ...[...row.children].map(text)]);
}"""


@pytest.mark.parametrize(
    "query",
    [
        "view=table",
        "view=table&sort=-title",
        "view=table&sort=region&provinces=drenthe",
        "view=table&sort=-themes&q=verband",
        "view=table&sort=-partners",
        "view=table&sort=kind&kind=niet_bekend&kind=civ",
    ],
)
def test_the_table_of_a_long_index_is_that_of_one_that_holds_the_whole_list(
    long: Callable[..., Page], query: str
) -> None:
    page, whole = long(f"communities/?{query}"), long(f"heel/?{query}")
    tables = []
    for one in (page, whole):
        answered(one)
        one.get_by_text("Kolommen", exact=True).click()
        for box in one.locator(".kb-rows__columns input:not([value=summary])").all():
            box.check()
        answered(one)
        tables.append(one.evaluate(TABLE))
    assert len(tables[0]) > 1 and tables[0] == tables[1]
    expect(page.get_by_role("navigation", name="Bladeren")).to_be_hidden()


def test_all_that_is_found_in_a_long_list_can_be_kept_as_csv(long: Callable[..., Page], tmp_path: Path) -> None:
    page = long("communities/?sort=-title")
    answered(page)
    page.get_by_role("button", name="Tabel", exact=True).click()
    answered(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download (CSV)").click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 1 + COUNT
    assert rows[1][0] == page.get_by_role("rowheader").first.inner_text()


def test_every_entry_stands_once_on_linked_pages_without_javascript(long: Callable[..., Page], built: Path) -> None:
    page = long(java_script_enabled=False)
    expect(status(page)).to_have_text(f"{COUNT} communities")
    found = []
    for number in count(1):
        expect(page.get_by_text(re.compile(f"^Pagina {number} van")).first).to_be_visible()
        found += [card.get_attribute("data-entry") for card in shown(page).all()]
        after = page.get_by_role("link", name="Volgende").first
        if not after.count():
            break
        after.press("Enter")
    assert found == [entry.id for entry in usual_order(library(built), "communities")]
    page.get_by_role("link", name="Vorige").first.click()
    expect(page.get_by_text("Pagina 7 van 8").first).to_be_visible()
    page.get_by_role("link", name="Zoeken en filteren").click()
    expect(page).to_have_url(re.compile("/communities/$"))


def test_the_linked_pages_are_not_in_search_and_say_where_they_are(long: Callable[..., Page], built: Path) -> None:
    found = [part.read_text(encoding="utf-8") for part in (built / "site/search").glob("*/documents/*.json")]
    assert any("communities/" in text for text in found)
    assert not any("/lijst/" in text for text in found)
    page = long("communities/lijst/2/")
    canonical = page.locator('link[rel="canonical"]').get_attribute("href") or ""
    assert canonical.endswith("/communities/lijst/2/")
    assert page.title().startswith("Communities, pagina 2")


def test_nothing_is_fetched_before_a_visitor_asks_something(long: Callable[..., Page]) -> None:
    page = long()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    rest(page)
    fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in fetched if "/data/" in name or "column-store" in name]
    choose(page, "Provincies", "Drenthe")
    answered(page)
    assert "list.json" in asked
    assert "words.json" not in asked
    search(page, "waterstof")
    expect(page).to_have_url(re.compile("q=waterstof$"))
    answered(page)
    assert "words.json" in asked


def test_turning_pages_goes_on_to_the_first_card_and_back_returns(long: Callable[..., Page]) -> None:
    page = long("communities/?kind=civ")
    answered(page)
    where = page.locator(".kb-pager__where")
    expect(where).to_have_text(re.compile("^Pagina 1 van "))
    ids = page.evaluate("document.querySelector('kb-index').shown()")
    after = page.get_by_role("button", name="Volgende")
    after.focus()
    page.keyboard.press("Enter")
    expect(where).to_have_text(re.compile("^Pagina 2 van "))
    expect(shown(page).first).to_have_attribute("data-entry", ids[40])
    expect(shown(page).first.get_by_role("link")).to_be_focused()
    shown(page).first.get_by_role("link").click()
    page.get_by_role("navigation", name="Bladeren").wait_for(state="detached")
    page.go_back()
    expect(where).to_have_text(re.compile("^Pagina 2 van "))
    expect(page.get_by_role("button", name="Vorige")).to_be_enabled()
    page.go_back()
    expect(where).to_have_text(re.compile("^Pagina 1 van "))
    expect(page.get_by_role("button", name="Vorige")).to_be_disabled()
    choose(page, "Provincies", "Drenthe")
    expect(where).to_have_text(re.compile("^Pagina 1 van "))


def test_the_first_turn_of_the_whole_list_stays_with_the_filters(long: Callable[..., Page]) -> None:
    page = long()
    after = page.get_by_role("link", name="Volgende")
    after.hover()  # cards that come into view get their own height: what is below them moves once, under a quick click
    rest(page)
    after.click()
    expect(page.locator(".kb-pager__where")).to_have_text("Pagina 2 van 8")
    expect(status(page)).to_have_text(f"{COUNT} communities")
    assert page.url.endswith("/communities/")
    expect(shown(page)).to_have_count(40)


def test_titles_of_strangers_are_only_text(long: Callable[..., Page]) -> None:
    page = long("communities/?q=img")
    expect(page.get_by_role("link", name=HOSTILE["plaatje"])).to_be_visible()
    assert page.locator(".kb-cards img, .kb-cards script").count() == 0
    assert page.evaluate("window.kbHacked") is None


def test_a_page_of_the_list_has_few_elements_also_with_what_was_found(long: Callable[..., Page]) -> None:
    page = long("communities/?q=verband hbo actief")
    answered(page)
    expect(shown(page)).to_have_count(40)
    expect(page.locator(".kb-card__found").first).to_be_visible()
    assert page.locator(".kb-cards, .kb-cards *").count() <= 1500


def test_a_list_that_cannot_be_fetched_says_so_and_a_second_try_works(long: Callable[..., Page]) -> None:
    page = long(fail_on_complaints=False)
    page.route("**/list.json", lambda route: route.abort())
    choose(page, "Provincies", "Drenthe")
    failed = page.get_by_role("alert").filter(has_text="De lijst laadt niet.")
    expect(failed).to_be_visible()
    expect(page.locator(".kb-results")).to_have_attribute("aria-busy", "false")
    page.unroute("**/list.json")
    choose(page, "Provincies", "Zeeland")
    expect(status(page)).to_have_text(re.compile(rf"^\d+ van {COUNT} communities$"))
    expect(failed).to_be_hidden()


def test_a_choice_made_while_the_list_is_on_its_way_counts_too(long: Callable[..., Page]) -> None:
    page = long()
    held = Held(page, "**/list.json")
    choose(page, "Provincies", "Drenthe")
    page.wait_for_function("document.querySelector('.kb-results').ariaBusy === 'true'")
    choose(page, "Provincies", "Zeeland")
    while not held.requests:
        page.evaluate("new Promise(requestAnimationFrame)")
    held.let_go()
    answered(page)
    chips = page.get_by_role("list", name="Gekozen filters").get_by_role("button")
    expect(chips).to_have_text(["Drenthe", "Zeeland"])


def test_on_paper_stands_more_than_one_page_and_afterwards_one(long: Callable[..., Page]) -> None:
    page = long("communities/?q=community")
    answered(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".kb-cards [data-entry]")).to_have_count(column_store.WHOLE)
    expect(page.locator(".kb-pager__where")).to_have_text(
        f"Op papier staan de eerste {column_store.WHOLE} van {COUNT - len(HOSTILE)}"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kb-cards [data-entry]")).to_have_count(column_store.PAGE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["communities/?q=verband", "communities/lijst/2/"])
def test_everyone_can_use_a_long_list(long: Callable[..., Page], path: str, width: int) -> None:
    page = long(path, width=width, bypass_csp=True)
    answered(page)
    page.evaluate(AXE)
    said = page.evaluate(RUN, [page.evaluate(RULES, [TAGS, SPOKEN]), [], True])
    assert said["violations"] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(WIDER) <= 0


def test_the_same_cards_give_the_same_files(built: Path) -> None:
    first, second = (
        index_of(here(library(built), "communities/", date(2026, 9, 1)), "communities").artifacts for _ in range(2)
    )
    assert first == second
    folder = (built / "site" / first[0].path).parent
    written = {file.relative_to(built / "site").as_posix(): file.read_text("utf-8") for file in folder.iterdir()}
    assert written == {artifact.path: artifact.text for artifact in first}


def test_an_id_that_follows_from_a_title_is_left_out(built: Path) -> None:
    artifacts = index_of(here(library(built), "communities/", date(2026, 9, 1)), "communities").artifacts
    (listed,) = (artifact.text for artifact in artifacts if artifact.path.endswith("/list.json"))
    given: dict[str, Any] = json.loads(listed)["id"]
    assert "zelfde-naam" not in given["texts"]
    assert {"zelfde-naam-2", "scriptje"} <= set(given["texts"])

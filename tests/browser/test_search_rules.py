"""The rules by which the search weighs what is asked, each on a handful of documents made for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.checking.check import check
from macros.search.choices import choice_documents
from macros.search.documents import Document, entry_document
from macros.search.files import write_index
from macros.search.index import make_index
from macros.search.meanings import synonyms
from macros.search.page_texts import page_documents
from macros.search.words import lists
from tests.conftest import ROOT, Project, library_of, macros, serve

Answer = dict[str, Any]
Asking = Callable[..., Callable[[str], Answer]]
FIND = """async words => {
    const place = new URL('.', location.href);
    const { find } = await import(new URL('js/search/ranking.mjs', place));
    const { openIndex } = await import(new URL('js/search/search-index.mjs', place));
    const index = await openIndex(new URL('search/', place).href);
    const { hits, instead } = await find(index, words);
    const shown = await index.documents(hits.map(hit => hit.document));
    return { urls: shown.map(one => one.url), scores: hits.map(hit => hit.score), instead: instead.map(one => one.written) };
}"""
# What the documents of a site are mostly about, so that words differ in how rare they are.
REST = [Document(f"{n}/", "", f"Bericht {n}", "Onze groep bouwt mee aan de wijk.") for n in range(40)]


@pytest.fixture
def asking(browser: Browser, tmp_path: Path) -> Iterator[Asking]:
    """Make an index of documents; what comes back asks it something, as the site does in a browser."""
    pages: list[Page] = []

    def make(documents: Sequence[Document], near: Sequence[list[str]] = ()) -> Callable[[str], Answer]:
        folder = tmp_path / str(len(pages))
        shutil.copytree(ROOT / "docs/assets/js", folder / "js")
        (folder / "index.html").write_text("<!doctype html><title>Leeg</title>", encoding="utf-8")
        write_index(make_index([*documents, *REST]), [], list(near), [], folder)
        page = browser.new_page()
        pages.append(page)
        page.goto(serve(folder))
        return lambda words: page.evaluate(FIND, words)

    yield make
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    ("asked", "near"),
    [("benen", "Binnen"), ("pays", "Passen"), ("aanmelden", "Aandeel"), ("zelfstandig", "Zelfs")],
)
def test_a_word_that_is_far_from_all_others_is_no_slip(asking: Asking, asked: str, near: str) -> None:
    assert asking([Document("ver/", "", near)])(asked)["urls"] == []


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("watrestof", "Waterstof"),
        ("practeraat", "Practoraten"),
        ("inovatie", "Innoveren"),
        ("leerwerkloktten", "Leerwerkloket"),
    ],
)
def test_a_slip_is_found_and_said(asking: Asking, asked: str, near: str) -> None:
    answer = asking([Document("goed/", "", near)])(asked)
    assert answer["urls"] == ["goed/"]
    assert answer["instead"] == [near.lower()]


def test_a_guess_goes_after_what_the_known_words_find(asking: Asking) -> None:
    find = asking([Document("spel/", "", "Serious game"), Document("docent/", "", "Docent", "Zo krijgt hij aandacht.")])
    answer = find("docent serieus")
    assert answer["urls"][0] == "docent/"
    assert find("serieus")["urls"] == ["spel/"]


def test_a_guess_that_stands_with_the_other_words_is_what_was_meant(asking: Asking) -> None:
    find = asking(
        [
            Document("goed/", "", "Hilversum Media"),
            Document("half/", "", "Hilversum"),
            Document("ander/", "", "Media in Breda"),
        ]
    )
    answer = find("hilversem media")
    assert answer["urls"][0] == "goed/"
    assert answer["instead"] == ["hilversum"]


def test_a_list_of_just_what_is_asked_stands_first_and_changes_nothing_else(asking: Asking) -> None:
    entries = [Document(f"brug/{n}/", "", f"Brug {n} in Drenthe", "Een brug in Drenthe.") for n in range(3)]
    place = Document("drenthe/", "", "Drenthe", lists=("brug Drenthe", "bruggen Drenthe", "sluizen Drenthe"))
    apart = Document("?in=drenthe", "", "Dijken: Drenthe", lists=("dijken Drenthe",), words=False)
    find, without = asking([*entries, place, apart]), asking([*entries, replace(place, lists=())])
    for asked in ("bruggen in Drenthe", "hoeveel bruggen zijn er in Drenthe", "Drenthe brug"):
        assert find(asked)["urls"][0] == "drenthe/"
        rest = [one for one in find(asked)["urls"] if one != "drenthe/"]
        assert rest == [one for one in without(asked)["urls"] if one != "drenthe/"]
        assert without(asked)["urls"][0] != "drenthe/"
    assert find("oude bruggen in Drenthe") == without("oude bruggen in Drenthe")
    assert find("dijken in Drenthe")["urls"][0] == "?in=drenthe"
    assert "?in=drenthe" not in find("Drenthe")["urls"] + find("dijken")["urls"]


def test_what_is_called_just_so_goes_before_the_list_of_it(asking: Asking) -> None:
    named = Document("samen/", "", "Bruggen Drenthe")
    find = asking([named, Document("drenthe/", "", "Drenthe", lists=("bruggen Drenthe",))])
    assert find("bruggen drenthe")["urls"] == ["samen/", "drenthe/"]


def test_what_nearly_every_document_says_weighs_next_to_nothing_beside_other_words(asking: Asking) -> None:
    find = asking([Document("groep/", "", "Onze groep"), Document("brug/", "", "De oever", "Hier komt een brug.")])
    assert find("een brug voor onze groep")["urls"][0] == "brug/"
    assert find("groep")["urls"][0] == "groep/"


def test_words_that_only_make_it_a_sentence_weigh_little_but_are_found_alone(asking: Asking) -> None:
    find = asking(
        [Document("bijna/", "", "Bijna eigenlijk misschien"), Document("geld/", "", "De oever", "Over subsidie.")]
    )
    assert {"bijna", "eigenlijk", "misschien"} <= lists().filler
    assert find("de subsidie is bijna op, eigenlijk")["urls"][0] == "geld/"
    assert find("bijna")["urls"] == ["bijna/"]


@pytest.mark.parametrize(("asked", "written"), [("betaalt", "betalen"), ("gestopt", "stoppen"), ("stop", "stopt")])
def test_a_verb_is_found_in_another_form(asking: Asking, asked: str, written: str) -> None:
    assert asking([Document("goed/", "", f"Wie wil {written}")])(asked)["urls"] == ["goed/"]


def test_how_people_ask_for_it_finds_what_says_it_in_other_words(asking: Asking) -> None:
    find = asking(
        [
            Document(
                "blijven/",
                "",
                "Continuïteit",
                "Zorg dat het doorgaat.",
                asked=("er komt nooit iemand opdagen voor een sessie",),
            ),
            Document("naam/", "", "Opdagen", "Wat dat woord is."),
        ]
    )
    assert find("nooit iemand bij een sessie")["urls"][0] == "blijven/"
    assert find("opdagen")["urls"] == ["naam/", "blijven/"]  # who types a name, wants what is called so


def test_how_people_ask_for_it_stands_on_no_page(project: Project) -> None:
    root = project(
        {
            "terms/kring.yml": "title: Kring\nsummary: Uitleg van dit woord in een zin.\nasked_as: [zomaar een clubje]\n"
            "sources: [{publication: Een boek, where: bladzijde 1}]\nchecked: 2020-01-01\n"
        }
    )
    document = next(
        entry_document(library, one) for library in [library_of(root)] for one in library.collection("terms")
    )
    assert document.asked == ("zomaar een clubje",) and "clubje" not in str((document.labels, document.texts))
    assert macros(root, "build").returncode == 0
    assert "clubje" not in (root / "site/begrippen/kring/index.html").read_text()


def test_what_says_nearly_the_same_is_found_after_the_word_itself(asking: Asking) -> None:
    find = asking(
        [Document("geld/", "", "Geld"), Document("fonds/", "", "Fonds"), Document("mkb/", "", "Mkb")],
        [["geld", "fond"], ["klein bedrijf", "mkb"]],
    )
    assert find("geld")["urls"] == ["geld/", "fonds/"]
    assert find("een klein bedrijf")["urls"] == ["mkb/"]


def test_a_word_a_thousand_times_is_asked_once(asking: Asking) -> None:
    find = asking([Document("goed/", "", "Waterstof")])
    assert find("waterstof " * 2000)["scores"] == find("waterstof")["scores"]
    assert find(" ".join(f"woord{n}" for n in range(3000)))["urls"] == []


def test_a_page_is_found_by_what_else_one_calls_it() -> None:
    (found,) = page_documents("p/", "Voor mkb", "Kort", [], "<p>Tekst</p>", 1, ["klein bedrijf"])
    assert found.aliases == ("klein bedrijf",)


def test_each_choice_of_a_filter_is_found_where_most_have_it(project: Project) -> None:
    tool = "title: {title}\nsummary: Een hulpmiddel om samen te leren.\nphases: [opstart]\nscope: breder\nevidence: {evidence}\nsources: [{{publication: Boek (2025), where: bladzijde 3}}]\nchecked: 2025-01-31\n"
    content = {
        f"tools/{n}.yml": tool.format(title=f"Hulp {n}", evidence="literatuur" if n == "a" else "ervaring")
        for n in "abc"
    }
    checked = check(project(content))
    assert checked.library is not None, checked.problems
    made = {one.url: one for one in choice_documents(checked.library)}
    found = made["tools/?evidence=literatuur"]
    labels = {choice.value: choice for choice in checked.library.schemas["tools"].fields["evidence"].choices}
    assert found.labels == ((checked.library.schemas["tools"].fields["evidence"].label, labels["literatuur"].label),)
    assert found.summary == f"1 tool. {labels['literatuur'].description}"
    assert made["tools/?evidence=ervaring"].summary.startswith("2 tools. ")
    assert not [url for url in made if "evidence=niet" in url], "nobody has it"
    assert made["tools/?phases=opstart"].words and "tools opstart" in made["tools/?phases=opstart"].lists


def test_a_choice_that_two_collections_have_is_found_by_its_words_in_one_of_them(project: Project) -> None:
    entry = "title: {title}\nsummary: Een hulpmiddel om samen te leren.\nphases: [opstart]\nsources: [{{publication: Boek (2025), where: bladzijde 3}}]\nchecked: 2025-01-31\n"
    tool, lesson = (entry + rest for rest in ("scope: breder\nevidence: ervaring\n", "level: regio\n"))
    content = {f"tools/{n}.yml": tool.format(title=f"Hulp {n}") for n in "ab"}
    checked = check(project({**content, "lessons/c.yml": lesson.format(title="Vraag hulp")}))
    assert checked.library is not None, checked.problems
    made = {one.url: one.words for one in choice_documents(checked.library) if "phases=" in one.url}
    assert made == {"tools/?phases=opstart": True, "lessen/?phases=opstart": False}


def test_synonyms_are_settings(project: Project) -> None:
    root = project({})
    file = root / "kennisbank.yml"
    before, _, after = file.read_text(encoding="utf-8").partition("synonyms:\n")
    rest = after[after.index("\n\n") :]
    file.write_text(f"{before}synonyms:\n  - boten, klein schip\n{rest}", encoding="utf-8")
    made = check(root).library
    assert made is not None
    assert synonyms(made) == [["bot", "klein schip"]]
    file.write_text(f"{before}synonyms:\n  - boten\n{rest}", encoding="utf-8")
    assert [problem.pointer for problem in check(root).problems][:1] == ["/synonyms/0"]


def test_the_lists_of_a_language_travel_with_the_index(tmp_path: Path) -> None:
    write_index(make_index(REST), [], [["geld", "fond"]], [], tmp_path)
    head = json.loads((tmp_path / "search/index.json").read_text(encoding="utf-8"))
    assert set(head["filler"]) == lists().filler
    assert set(head["firsts"]) == lists().firsts
    assert head["near"] == [["geld", "fond"]]
    assert not lists().stop & lists().filler

"""What has most to tell stands in front, also where an entry is one of a few: with a province, a theme, a bottleneck, another entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.library.library import Library
from macros.library.worth import in_usual_order
from tests.conftest import Open, library_of, serve, small_project

FOOT = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
ABOUT = "provinces: [drenthe]\nthemes: [water]\nbottlenecks: [geld]\n"
PLAIN = f"summary: Een kring van enkele mensen.\n{ABOUT}{FOOT}"
CONTENT = {
    "communities/aa.yml": f"title: Aa\n{PLAIN}",
    "communities/bb.yml": f"title: Bb\nkind: civ\npartners: 7\n{PLAIN}",
    "communities/cc.yml": f"title: Cc\nkind: hub\npartners: 9\nplace: Assen\n{PLAIN}",
    "bottlenecks/geld.yml": f"title: Geld\nkind: thema\nsummary: Er is te weinig geld.\n{FOOT}",
    "terms/ding.yml": f"title: Ding\nsummary: Wat wij hier een ding noemen.\n{FOOT}",
    "terms/aap.yml": f"title: Aap\nsummary: Wat wij hier een aap noemen.\n{FOOT}",
    "tools/hamer.md": f"---\ntitle: Hamer\nsummary: Iets om mee te slaan.\nphases: [opstart]\nevidence: niet-beoordeeld\nscope: learning-communities\n{FOOT}---\n## Zo werkt het\n\nJe slaat.\n",
}
ORDER = ["Cc", "Bb", "Aa"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("elsewhere") / "project", CONTENT)


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return library_of(root)


def names(page: Page) -> list[str]:
    found = page.get_by_role("main").get_by_role("link").all_inner_texts()
    return [one for one in found if one in ORDER]


@pytest.mark.parametrize(
    "path", ["provincies/drenthe/", "themas/water/", "toolwijzer/knelpunt/geld/", "knelpunten/geld/"]
)
def test_a_few_stand_in_the_order_of_their_index(root: Path, open_page: Open, path: str) -> None:
    assert names(open_page(path, root=serve(root / "site"))) == ORDER


def test_words_to_look_up_keep_the_alphabet(library: Library) -> None:
    given = [*library.collection("terms"), *library.collection("communities")]
    assert [entry.title for entry in in_usual_order(library, given)] == ["Aap", "Ding", *ORDER]

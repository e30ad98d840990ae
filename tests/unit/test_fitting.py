"""What a page for one audience shows first: what names it, in the title before the summary, then what is for few."""

from __future__ import annotations

import pytest

from macros.library.library import Library
from macros.page_macros.fitting import by_fit
from tests.conftest import HOME, library_of, program

FOOT = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\nlevel: community\n'
OTHERS = {
    "a-voor-iedereen": ("Begin met een vraag", "Vraag wat er speelt.", "onderwijs, bedrijven, overheden"),
    "b-voor-twee": ("Begin klein", "Kies wat bij jullie past.", "overheden, onderwijs"),
    "c-in-de-samenvatting": ("Deel de tijd", "Zo kan een school rekenen.", "bedrijven, onderwijs, overheden"),
    "d-in-de-titel": (
        "Laat docenten meelopen",
        "Een dag is genoeg om te zien.",
        "bedrijven, onderwijs, overheden, studenten",
    ),
    "e-een-ander": ("Laat de gemeente los", "Geef de ruimte aan wie het kan.", "onderwijs, overheden"),
    "f-alleen-een-ander": ("Spreek met docenten", "Dat is voor bedrijven.", "bedrijven"),
}
ORDER = ["d-in-de-titel", "c-in-de-samenvatting", "b-voor-twee", "e-een-ander", "a-voor-iedereen"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = program(tmp_path_factory.mktemp("fitting") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    folder = root / "content/lessons"
    folder.mkdir(parents=True)
    for id, (title, summary, audiences) in OTHERS.items():
        text = f"title: {title}\nsummary: {summary}\naudiences: [{audiences}]\n{FOOT}"
        (folder / f"{id}.yml").write_text(text, encoding="utf-8")
    return library_of(root)


def ids(library: Library, *wanted: str) -> list[str]:
    where = {"audiences": wanted}
    return [entry.id for entry in by_fit(library, library.select("lessons", where), where)]


def test_who_is_named_in_the_title_comes_first_then_in_the_summary_then_what_is_for_few(library: Library) -> None:
    assert ids(library, "onderwijs") == ORDER


def test_the_other_audience_gets_the_other_order(library: Library) -> None:
    assert ids(library, "overheden")[0] == "e-een-ander"


def test_a_value_that_is_named_first_comes_first(library: Library) -> None:
    assert ids(library, "studenten", "onderwijs")[0] == "d-in-de-titel"
    assert ids(library, "bedrijven", "onderwijs").index("f-alleen-een-ander") < len(ids(library, "bedrijven"))


def test_nothing_is_no_trouble(library: Library) -> None:
    assert ids(library, "webbers") == []

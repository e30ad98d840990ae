"""What the tables of a source print, held against the entries that cite those tables.

A fact may change: an entry that also cites a later publication may differ, and one that no longer cites the table is
not looked at. Everything that must hold whatever the content is, `macros check` says.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from macros.checking.check import check
from macros.library.library import Entry, Library
from tests.conftest import ROOT, real_library, sample_library

TABLES = json.loads((ROOT / "tests/cases/dialogic-2022.json").read_text(encoding="utf-8"))
PUBLICATION, PRINTED = "Dialogic, Versterking leervermogen", 2022
LIBRARIES = (sample_library, real_library)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def cited(entry: Entry, table: int) -> str | None:
    """What an entry says of its place in the table; None where it does not cite it, or a later source too."""
    sources = entry.values.get("sources", [])
    years = [int(year) for source in sources for year in YEAR.findall(source["publication"])]
    if any(year > PRINTED for year in years):
        return None
    for source in sources:
        if source["publication"].startswith(PUBLICATION) and re.match(rf"Tabel {table}\b", source.get("where", "")):
            return str(source["where"])
    return None


def names(entry: Entry) -> set[str]:
    return {entry.title, *entry.values.get("aliases", [])}


def differing(library: Library) -> Iterator[str]:
    """Where an entry says something else than the table that it cites, in Dutch, for who proposes it."""
    labels = library.schemas["communities"].fields["provinces"].labels
    for entry in library.collection("communities"):
        row = re.match(r"Tabel 2, nr\. (\d+)$", cited(entry, 2) or "")
        if row and int(row[1]) <= len(TABLES["table_2"]):
            name, partners, region = TABLES["table_2"][int(row[1]) - 1]
            printed = {"more_than": 150} if partners == ">150" else int(partners) if partners else None
            if name in names(entry):  # another name may be another community by now
                yield from said(entry, 2, "partners", printed)
                yield from said(entry, 2, "region", region or None)
        for name, focus, province in TABLES["table_3"] if cited(entry, 3) else ():
            if name in names(entry):
                yield from said(entry, 3, "focus", focus.lower().split("/"))
                there = {label: value for value, label in labels.items()}
                yield from said(entry, 3, "provinces", [there[province.replace("Friesland", "Fryslân")]])
    for entry in library.collection("tools"):
        if cited(entry, 4):
            phases = [phase for phase, ids in TABLES["table_4"].items() if entry.id in ids]
            yield from said(entry, 4, "phases", phases or None)


def said(entry: Entry, table: int, field: str, printed: Any) -> Iterator[str]:
    given = entry.values.get(field)
    if (sorted(given) if isinstance(given, list) else given) != (
        sorted(printed) if isinstance(printed, list) else printed
    ):
        yield (
            f"{entry.path}: bij ‘{field}’ staat {given}, en Tabel {table} van Dialogic ({PRINTED}) zegt {printed}. "
            "Is er een latere bron? Zet die dan bij ‘sources’, met haar jaar."
        )


def test_the_real_content_has_no_errors() -> None:
    checked = check(ROOT)
    assert checked.errors == [] and checked.files


@pytest.mark.parametrize("library", LIBRARIES, ids=("sample", "real"))
def test_an_entry_says_what_the_table_that_it_cites_prints(library: Any) -> None:
    assert list(differing(library())) == []


def test_the_sample_has_all_that_the_tables_print() -> None:
    """Were the citations read wrong, the test above would look at nothing."""
    library = sample_library()
    communities, tools = library.collection("communities"), library.collection("tools")
    assert [len(TABLES[name]) for name in ("table_2", "table_3", "table_5")] == [52, 12, 7]
    assert sum(bool(re.match(r"Tabel 2, nr\. \d+$", cited(entry, 2) or "")) for entry in communities) == 52
    for table in (3, 5):
        rows = {row if table == 5 else row[0] for row in TABLES[f"table_{table}"]}
        assert len([entry for entry in communities if cited(entry, table) and names(entry) & rows]) == len(rows)
    assert {entry.id for entry in tools if cited(entry, 4)} == set(TABLES["tools"])


def test_evidence_in_the_sample_is_as_the_source_judges_it() -> None:
    library = sample_library()
    judged = Counter(library.entry("tools", id).values["evidence"] for id in TABLES["tools"])
    assert judged == {"literatuur": 1, "niet-vast-te-stellen": 1, "niet-beoordeeld": 12}
    assert library.entry("tools", "stakeholderanalyse").values["mentions"] == 3
    assert library.entry("tools", "actiescan-learning-communities").values["mentions"] == 2


@pytest.mark.parametrize(
    ("sources", "red"),
    [
        ([(f"{PUBLICATION} (2022)", "Tabel 2, nr. 4")], True),
        ([(f"{PUBLICATION} (2022)", "Tabel 2, nr. 4"), ("Eigen website (2024)", "over ons")], False),
        ([(f"{PUBLICATION} (2022)", "Tabel 2, nr. 4"), ("Plan van aanpak (2020)", "bijlage")], True),
        ([("Eigen website (2024)", "over ons")], False),
        ([(f"{PUBLICATION} (2022)", "Tabel 20, nr. 4")], False),
    ],
)
def test_a_table_yields_to_a_later_source(sources: list[tuple[str, str]], red: bool) -> None:
    like = sample_library().collection("communities")[0]
    values = {
        "title": "CAREER, Windenergie op Zee",
        "partners": 52,
        "region": "Nederland",
        "sources": [{"publication": publication, "where": where} for publication, where in sources],
    }
    entry = Entry(like.collection, "career", "content/communities/career.yml", values)
    library = Library(sample_library().settings, sample_library().schemas, [entry])
    told = list(differing(library))
    assert len(told) == red
    assert not red or "staat 52, en Tabel 2 van Dialogic (2022) zegt 47" in told[0]

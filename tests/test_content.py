"""The real content, held against the tables it comes from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.checking.check import check
from macros.library import Library
from tests.conftest import ROOT

TABLES = json.loads((Path(__file__).parent / "cases/dialogic-2022.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library() -> Library:
    found = check(ROOT).library
    assert found is not None
    return found


def by_name(library: Library, collection: str) -> dict[str, dict[str, Any]]:
    """The values of entries by title and by each alias."""
    return {
        name: entry.values
        for entry in library.collection(collection)
        for name in (entry.title, *entry.values.get("aliases", []))
    }


def test_every_community_of_table_2_has_the_partners_and_region_that_it_prints(library: Library) -> None:
    communities = by_name(library, "communities")
    assert len(TABLES["table_2"]) == 52
    for name, partners, region in TABLES["table_2"]:
        values = communities[name]
        printed = {"more_than": 150} if partners == ">150" else int(partners) if partners else None
        assert (values.get("partners"), values.get("region")) == (printed, region or None), name


def test_every_community_of_table_3_has_its_focus_and_province(library: Library) -> None:
    communities = by_name(library, "communities")
    assert len(TABLES["table_3"]) == 12
    for name, focus, province in TABLES["table_3"]:
        values = communities[name]
        assert values["focus"] == focus.lower().split("/"), name
        labels = library.schemas["communities"].fields["provinces"].labels
        assert [labels[p] for p in values["provinces"]] == [province.replace("Friesland", "Fryslân")], name


def test_the_seven_of_table_5_say_what_they_are(library: Library) -> None:
    communities = by_name(library, "communities")
    assert all("body" in communities[name] for name in TABLES["table_5"])
    assert library.count("communities") >= 55


def test_tools_stand_in_the_phases_of_table_4(library: Library) -> None:
    tools = library.collection("tools")
    assert {phase: library.count("tools", "phases", phase) for phase in TABLES["table_4"]} == {
        phase: len(ids) for phase, ids in TABLES["table_4"].items()
    }
    for phase, ids in TABLES["table_4"].items():
        assert sorted(tool.id for tool in tools if phase in tool.values.get("phases", [])) == sorted(ids), phase
    without = sorted(tool.id for tool in tools if "phases" not in tool.values)
    assert sum(id in TABLES["tools"] for id in without) == 3
    assert {tool.id for tool in tools} >= set(TABLES["tools"])


def test_evidence_is_as_the_source_judges_it(library: Library) -> None:
    judged = Counter(library.entry("tools", id).values["evidence"] for id in TABLES["tools"])
    assert judged == {"literatuur": 1, "niet-vast-te-stellen": 1, "niet-beoordeeld": 12}
    assert library.entry("tools", "stakeholderanalyse").values["mentions"] == 3
    assert library.entry("tools", "actiescan-learning-communities").values["mentions"] == 2


def test_every_reference_shows_on_both_ends(library: Library) -> None:
    for collection in ("lessons", "stories"):
        for entry in library.collection(collection):
            for id in entry.values.get("communities", []):
                target = library.entry("communities", id)
                assert any(entry in mentions.entries for mentions in library.referring_to(target)), (entry.id, id)


def test_no_entry_names_a_mailbox_or_a_phone(library: Library) -> None:
    for collection in library.settings.collections:
        for entry in library.collection(collection):
            assert "@" not in json.dumps(entry.values), entry.id

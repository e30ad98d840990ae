"""What a text says in words stands among the choices beside it; a text need not say all of them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from tests.conftest import ROOT, Project

TODAY = date(2026, 11, 21)

AGREEMENT = """title: Leer een dag per week
summary: Werkgevers geven wie bij hen werkt een dag om te leren.
kind: afspraak
status: onbekend
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""
TOOL = """title: De spiegel
scope: breder
evidence: ervaring
summary: Een uur in de spiegel kijken, met iedereen die meedoet.
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""


def differing(root: Path) -> list[Problem]:
    checked = check(root, TODAY)
    assert not checked.errors
    return [problem for problem in checked.problems if problem.code == "words-differ"]


@pytest.mark.parametrize(
    ("for_whom", "audiences", "missing"),
    [
        ("Werkzoekenden in de wijk", "[bedrijven]", "werkenden"),
        ("Werkzoekenden in de wijk", "[bedrijven, werkenden]", ""),
        ("Mensen uit de buurt", "[bedrijven, werkenden]", ""),  # a text need not name every choice
        ("Werknemers, studenten en vakmensen", "[bedrijven]", "werkenden, studenten"),
        ("Grote bedrijven", "[grootbedrijven]", ""),  # the longest words count, and not those within them
        ("BEWONERS", "[overheden]", "bewoners"),
        ("Medebewoners", "[overheden]", ""),  # whole words only
        ("Mkb-bedrijven", "[mkb, bedrijven]", ""),
        ("Mkb-bedrijven", "[mkb]", "bedrijven"),
    ],
)
def test_a_list_holds_every_choice_that_the_text_names(
    project: Project, for_whom: str, audiences: str, missing: str
) -> None:
    text = f"{AGREEMENT}for_whom: {for_whom}\naudiences: {audiences}\n"
    found = differing(project({"agreements/leer.yml": text}))
    assert [problem.hint.split(": ", 1)[1].split(".")[0] for problem in found] == ([missing] if missing else [])
    assert [(problem.pointer, problem.line) for problem in found] == ([("/audiences", 10)] if missing else [])


def test_choices_that_are_not_there_at_all_are_missed_where_the_text_stands(project: Project) -> None:
    found = differing(project({"tools/spiegel.yml": f"{TOOL}for_whom: Voor professionals.\n"}))
    assert [(problem.line, problem.severity) for problem in found] == [(9, "warning")]


def test_of_one_value_the_text_names_that_one_or_none(project: Project) -> None:
    for time, needed, differs in (
        ("Twee uur", "weken", True),
        ("Tien weken, met elke keer twee uur", "weken", False),
        ("Zo lang als je wilt", "weken", False),
    ):
        text = f"{TOOL}time: {time}\ntime_needed: {needed}\n"
        root = project({"tools/spiegel.yml": text})
        assert bool(differing(root)) is differs, time
        shutil.rmtree(root)


@pytest.mark.parametrize(
    ("summary", "partners", "differs"),
    [
        ("Een proeftuin met 12 partners.", "12", False),
        ("Een proeftuin met 12 partners.", "13", True),
        ("Een proeftuin met 1.200 partners.", "1200", False),
        ("Een proeftuin met meer dan 150 partners.", "{more_than: 150}", False),
        ("Van 4 partners in 2020 naar 12 partners nu.", "12", False),
        ("Een proeftuin met 12 partnerscholen.", "13", False),
    ],
)
def test_a_number_is_that_of_the_text(project: Project, summary: str, partners: str, differs: bool) -> None:
    text = (
        f"title: De proeftuin\nsummary: {summary}\nstatus: actief\npartners: {partners}\n"
        "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2026-10-01\n"
    )
    assert bool(differing(project({"communities/proeftuin.yml": text}))) is differs


def test_the_address_of_a_link_says_nothing(project: Project) -> None:
    text = f"{TOOL}audiences: [bedrijven]\nfor_whom: Voor [bedrijven](https://example.org/studenten) in de stad.\n"
    assert not differing(project({"tools/spiegel.yml": text}))


def test_of_words_that_begin_alike_the_longest_count(project: Project) -> None:
    root = project({"agreements/leer.yml": f"{AGREEMENT}for_whom: Mensen uit de stad\naudiences: [studenten]\n"})
    file = root / "schemas/vocabulary.schema.json"
    vocabulary = json.loads(file.read_text(encoding="utf-8"))
    for option in vocabulary["$defs"]["audience"]["oneOf"]:
        option["x-names"] = {"bewoners": ["mensen"], "studenten": ["mensen uit de stad"]}.get(option["const"], [])
    file.write_text(json.dumps(vocabulary), encoding="utf-8")
    assert not differing(root)


def test_only_a_text_can_say_in_words_what_choices_say(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    file = tmp_path / "schemas/tools.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["properties"]["audiences"]["x-words-in"] = ["for_whon"]
    file.write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(SchemaError, match="for_whon"):
        load_schemas(tmp_path / "schemas")

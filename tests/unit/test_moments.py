"""Days, years and numbers that cannot be: an end before its beginning, and what is still to come."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from tests.conftest import ROOT
from tests.small import SMALL

Project = Callable[..., Path]
TODAY = date(2026, 11, 21)
FILE = "communities/tuin.yml"
OF = "publication: Verslag (1999), where: bladzijde 3"


def found(project: Project, more: str) -> list[tuple[str, int, str]]:
    """What is said of a community with more lines than it has: the code, the line below its own, and the message."""
    own = SMALL[FILE]
    problems = check(project({**SMALL, FILE: own + more}), TODAY).problems
    return [
        (p.code, p.line - own.count("\n"), p.message)
        for p in problems
        if p.code in ("order", "future") and p.path.endswith(FILE)
    ]


@pytest.mark.parametrize(
    ("began", "ended", "message"),
    [
        ("year: 2013", "year: 2012", "Einde is 2012 en ligt daarmee vóór 2013."),
        (
            "year: 2021, date: 2021-07-01",
            "year: 2021, date: 2021-06-30",
            "Einde is 30 juni 2021 en ligt daarmee vóór 1 juli 2021.",
        ),
        ("year: 2021, date: 2021-07-01", "year: 2020", "Einde is 2020 en ligt daarmee vóór 1 juli 2021."),
        ("year: 2013", "year: 2013", ""),
        ("year: 2021, date: 2021-07-01", "year: 2021", ""),  # which half of the year is not known
        ("year: 2021", "year: 2021, date: 2021-01-01", ""),
    ],
)
def test_nothing_ends_before_it_begins(project: Project, began: str, ended: str, message: str) -> None:
    told = found(project, f"began: {{{began}, what: begonnen, {OF}}}\nended: {{{ended}, what: gestopt, {OF}}}\n")
    assert told == ([("order", 2, message)] if message else [])


MEASURED = f"""measurements:
  - indicator: vol
    what: Wie er kwam
    value: {{from: %s, to: %s}}
    unit: mensen
    year: %s
    {OF.replace(", ", chr(10) + "    ")}
"""
INDICATOR = {"indicators/vol.yml": (ROOT / "tests/cases/pages/indicators/vol.yml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("from_", "to", "year", "told"),
    [
        (20, 10, 2025, [("order", 4, "Tot en met is 10 en ligt daarmee vóór 20.")]),
        (10, 10, 2026, []),
        (10, 20, 2027, [("future", 6, "2027 moet nog komen.")]),
    ],
)
def test_a_measurement_goes_up_and_has_been(
    project: Project, from_: int, to: int, year: int, told: list[tuple[str, int, str]]
) -> None:
    assert found(project, MEASURED % (from_, to, year)) == told


def test_a_day_that_is_still_to_come_is_told_wherever_it_stands(project: Project) -> None:
    assert found(project, "status: actief\nstatus_date: 2062-10-01\n") == [
        ("future", 2, "1 oktober 2062 moet nog komen.")
    ]


@pytest.mark.parametrize(
    ("publications", "checked", "told"),
    [
        (["Verslag (2022)"], "2021-12-31", "31 december 2021 en ligt daarmee vóór 2022."),
        (["Verslag (2022)"], "2022-01-01", ""),
        (["Plan (2017)", "Verslag (2022)", "Brief (2020)"], "2020-06-01", "1 juni 2020 en ligt daarmee vóór 2022."),
        (["Verslag (2022 of 2023)"], "2022-03-01", ""),  # it may be of the first of the two
        (["Verslag (2022 of 2023)"], "2021-03-01", "1 maart 2021 en ligt daarmee vóór 2022."),
        (["Verslag zonder jaar", "De wereld in 2050", "Groei (2030) in zicht"], "2021-03-01", ""),
    ],
)
def test_facts_are_not_older_than_what_they_come_from(
    project: Project, publications: list[str], checked: str, told: str
) -> None:
    sources = "".join(f"  - publication: {name}\n    where: bladzijde 3\n" for name in publications)
    own = f"title: De Tuin\nsources:\n{sources}checked: {checked}\n"
    problems = [one for one in check(project({FILE: own}), TODAY).problems if one.code == "order"]
    assert [one.message for one in problems] == ([f"Stand van de bron is {told}"] if told else [])
    assert all(own.split("\n")[one.line - 1].startswith("checked:") for one in problems)


@pytest.mark.parametrize("named", ["nergens", "began", "sources.jaar", "nergens.publication"])
def test_what_may_not_come_before_another_stands_beside_it(tmp_path: Path, named: str) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    file = tmp_path / "schemas/communities.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["properties"]["began"]["x-not-before"] = named
    file.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(SchemaError, match=f"x-not-before noemt ‘{named}’"):
        load_schemas(tmp_path / "schemas")

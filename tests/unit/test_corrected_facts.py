"""A fact that is corrected in one field stands in another too: the check points at the one that is behind.

And what leads to a person is told at once, in sight, whatever else is wrong.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from macros.problems.reporters import REPORTERS

TODAY = date(2026, 11, 21)
PATH = "content/communities/de-tuin.yml"
TUIN = """title: De Tuin
summary: Een learning community met 37 partners in de wijk.
status: actief
partners: 37
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""
TOOL = """title: De spiegel
scope: breder
evidence: ervaring
summary: Een uur in de spiegel kijken, met iedereen die meedoet.
for_whom: Werkgevers en studenten
audiences: [bedrijven, studenten]
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""


@dataclass(frozen=True)
class Content:
    """A copy of the schemas and settings, with what is written into it."""

    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture
def content(root: Path) -> Content:
    return Content(root)


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def began(content: Content) -> Content:
    """A proposal that began with these two."""
    content.write(PATH, TUIN)
    content.write("content/tools/de-spiegel.yml", TOOL)
    for arguments in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "x"), ("switch", "-qc", "nieuw")):
        git(content.root, *arguments)
    return content


def of(content: Content, code: str) -> list[Problem]:
    return [problem for problem in check(content.root, TODAY).problems if problem.code == code]


def test_a_number_that_is_corrected_is_not_told_to_go_back(began: Content) -> None:
    began.write(PATH, TUIN.replace("partners: 37", "partners: 41"))
    (problem,) = of(began, "words-differ")
    assert (problem.pointer, problem.line) == ("/summary", 2)
    assert problem.message == "‘partners’ is veranderd, maar ‘summary’ noemt nog ‘37 partners’."
    assert problem.hint == "Klopt de verandering? Pas dan ook ‘summary’ aan."


def test_a_text_that_is_corrected_leads_to_the_number(began: Content) -> None:
    began.write(PATH, TUIN.replace("met 37", "met 41"))
    (problem,) = of(began, "words-differ")
    assert problem.pointer == "/partners" and problem.hint.startswith("Zet dan ook bij ‘partners’: 41.")


def test_a_choice_that_is_taken_away_leads_to_the_text(began: Content) -> None:
    began.write("content/tools/de-spiegel.yml", TOOL.replace(", studenten]", "]"))
    (problem,) = of(began, "words-differ")
    assert problem.pointer == "/for_whom" and "ook:" not in problem.hint


@pytest.mark.parametrize(("given", "shown"), [("41", "41"), ("{more_than: 41}", "{more_than: 41}")])
def test_without_a_base_both_ways_are_open(content: Content, given: str, shown: str) -> None:
    content.write(PATH, TUIN.replace("partners: 37", f"partners: {given}"))
    (problem,) = of(content, "words-differ")
    assert problem.hint == (
        f"Klopt {shown}? Verbeter dan ook ‘summary’. Klopt ‘37 partners’? Zet dan bij ‘partners’: 37."
    )


def test_both_changed_and_still_different_leaves_both_ways_open(began: Content) -> None:
    began.write(PATH, TUIN.replace("partners: 37", "partners: 41").replace("met 37", "met 40"))
    (problem,) = of(began, "words-differ")
    assert problem.hint.startswith("Klopt 41?")


def test_a_mail_address_is_told_beside_errors(content: Content) -> None:
    text = TUIN.replace("status: actief", "status: aktiev\nkind: NO").replace("in de wijk", "via jan@example.org")
    content.write(PATH, text)
    codes = [problem.code for problem in check(content.root, TODAY).problems]
    assert "contact" in codes and "choice" in codes
    assert "words-differ" not in codes, "the rest of the advice waits"


def test_a_telephone_number_is_not_folded_away_with_other_warnings(content: Content) -> None:
    for number in range(8):
        text = TUIN.replace("De Tuin", f"Tuin {number}").replace("status: actief\n", "")
        content.write(f"content/communities/tuin-{number}.yml", text)
    content.write(PATH, TUIN.replace("in de wijk", "op 06-12345678"))
    told = REPORTERS["markdown"](check(content.root, TODAY).problems, content.root)
    assert "<details>" in told and told.index("telefoonnummer") < told.index("<details>")


STORY = """---
title: Een dag in de tuin
summary: Wat er gebeurde toen de school meedeed.
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
---

Mee moesten:

{list}

En zo ging het:

Jaar\tAantal
2024\t3
2025\t4
"""


@pytest.mark.parametrize("sign", ["•", "·", "1.", "12)", "a.", "o"])
def test_a_list_of_word_is_no_table_and_hides_none(content: Content, sign: str) -> None:
    listed = f"{sign}\tladders\n{sign}\ttouw"
    content.write("content/stories/een-dag.md", STORY.replace("{list}", listed))
    tables = [problem.line for problem in of(content, "almost") if "tabel" in problem.message]
    assert tables == [17]

"""Who does literally what a message says, ends without an error and with every word still there."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import ROOT

TODAY = date(2026, 11, 21)
PATH = "communities/de-tuin.yml"
TUIN = """title: De Tuin
summary: Een learning community met partners in de wijk.
status: actief
partners: 37
sources:
  - publication: Verslag (2025)
    where: bladzijde 3
checked: 2026-10-01
"""
END = "checked: 2026-10-01\n"

Check = Callable[..., list[Problem]]


@pytest.fixture
def errors(tmp_path: Path) -> Check:
    """The errors in one file with this text."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "schemas", root / "schemas")
    shutil.copy(ROOT / "kennisbank.yml", root)

    def found(text: str, path: str = PATH) -> list[Problem]:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return [problem for problem in check(root, today=TODAY).problems if problem.severity == "error"]

    return found


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def mended(text: str, problem: Problem) -> str:
    """The text with the mended line that the problem shows in its place."""
    assert problem.right, problem
    lines = text.split("\n")
    lines[problem.line - 1] = problem.right
    return "\n".join(lines)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_a_line_that_lost_its_spaces_goes_back_into_its_text(errors: Check) -> None:
    text = TUIN.replace(END, f"body: |\n  De kas.\n\nElke week: les in de kas.\n  Ook thuis.\n{END}")
    problem = only(errors(text))
    assert "Zet er twee spaties voor" in problem.hint and "aal" not in problem.hint
    assert not errors(mended(text, problem))
    assert words(mended(text, problem)) == words(text)


def test_a_sentence_below_a_text_is_no_field_to_take_away(errors: Check) -> None:
    more = "Dat ging niet vanzelf: het lekte."
    problem = only(errors(TUIN.replace("wijk.\n", f"wijk.\n{more}\n")))
    assert "‘summary: |’" in problem.hint and "(regel 2)" in problem.hint and "weg" not in problem.hint
    first = "Een learning community met partners in de wijk."
    assert not errors(TUIN.replace(f" {first}\n", f" |\n  {first}\n  {more}\n"))


def test_a_sentence_below_an_empty_field_is_its_value(errors: Check) -> None:
    found = errors(TUIN.replace(END, f"body:\n\nElke week: les in de kas.\n{END}"))
    assert all("‘body: |’" in problem.hint and "weg" not in problem.hint for problem in found)
    assert not errors(TUIN.replace(END, f"body: |\n\n  Elke week: les in de kas.\n{END}"))


def test_a_sentence_below_what_is_no_text_is_offered_a_field_for_text(errors: Check) -> None:
    problem = only(errors(f"{TUIN}\nElke week: les in de kas.\n"))
    assert "‘body: |’ boven" in problem.hint and "weg" not in problem.hint
    assert not errors(f"{TUIN}\nbody: |\n  Elke week: les in de kas.\n")


def test_a_name_that_nobody_knows_is_still_a_field(errors: Check) -> None:
    assert "bestaat niet" in only(errors(f"{TUIN}kleur: groen\n")).message


QUESTION = "Vertel het in de volgorde waarin het ging."
STORY = """---
title: De kas lekte
summary: Drie dagen pompen in de kas, met iedereen die er was.
sources:
  - publication: Eigen ervaring (2026)
    where: najaar
checked: 2026-10-01
---

## Wat gebeurde er?

"""


def test_an_answer_behind_a_question_stays(errors: Check) -> None:
    answer = "We pompten drie dagen en dronken koffie."
    problem = [
        one for one in errors(f"{STORY}INVULLEN: {QUESTION} {answer}\n", "stories/de-kas.md") if one.code == "blank"
    ]
    assert only(problem).right == answer
    assert "eigen tekst staan" in only(problem).hint and "hele regel" not in only(problem).hint


def test_a_question_alone_is_still_to_be_answered(errors: Check) -> None:
    for line in ("INVULLEN", f"INVULLEN: {QUESTION}"):
        problem = next(one for one in errors(f"{STORY}{line}\n", "stories/de-kas.md") if one.code == "blank")
        assert "Schrijf je antwoord" in problem.hint and not problem.right


def test_a_value_behind_the_word_is_filled_in(errors: Check) -> None:
    for written, meant in (("INVULLEN De Tuin", "De Tuin"), ('"INVULLEN: De Tuin"', '"De Tuin"')):
        text = TUIN.replace("De Tuin", written)
        problem = only(errors(text))
        assert problem.right == f"title: {meant}" and "nog invullen" not in problem.message
        assert not errors(mended(text, problem))
    assert "nog invullen" in only(errors(TUIN.replace("De Tuin", "INVULLEN"))).message

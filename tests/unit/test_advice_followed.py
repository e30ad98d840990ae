"""Who does literally what a message says, ends without an error and with every word still there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from macros.validation.guessing import near

TODAY = date(2026, 11, 21)
PATH = "communities/de-tuin.yml"
TUIN = """title: De Tuin
summary: Een learning community met partners in de wijk.
status: actief
partners: 37
sources:
  - publication: Verslag (1999)
    where: bladzijde 3
checked: 2026-10-01
"""
END = "checked: 2026-10-01\n"

Check = Callable[..., list[Problem]]


@pytest.fixture
def errors(root: Path) -> Check:
    """The errors in one file with this text."""

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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{more_than 30}", "{more_than: 30}"),
        ("{more_than=30}", "{more_than: 30}"),
        ("{more_than:30}", "{more_than: 30}"),
        ("{meer dan 30}", "{more_than: 30}"),
        ("{30}", "30"),
    ],
)
def test_braces_around_a_number_become_what_the_field_wants(errors: Check, written: str, meant: str) -> None:
    text = TUIN.replace("37", written)
    problem = only(errors(text))
    assert problem.right == f"partners: {meant}"
    assert not errors(mended(text, problem))


def test_braces_around_words_of_a_text_get_no_line_that_is_wrong(errors: Check) -> None:
    text = TUIN.replace("status", "themes: {zorg 2, water}\nstatus")
    assert not only(errors(text)).right


AGAIN = "  - publication: Website (2026)\n    where: pagina Over ons\n"


def test_a_second_list_of_the_same_field_keeps_its_points(errors: Check) -> None:
    text = TUIN.replace(END, f"sources:\n{AGAIN}{END}")
    problem = only(errors(text))
    assert "Haal alleen deze regel ‘sources:’ weg" in problem.hint and "regel 5" in problem.hint
    lines = text.split("\n")
    del lines[problem.line - 1]
    assert not errors("\n".join(lines))
    assert Counter(words(text)) - Counter(words("\n".join(lines))) == Counter({"sources": 1})


def test_a_second_list_further_down_goes_to_the_first(errors: Check) -> None:
    problem = only(errors(f"{TUIN}sources:\n{AGAIN}"))
    assert "Zet de punten hieronder bij die van regel 5" in problem.hint
    assert not errors(TUIN.replace(END, f"{AGAIN}{END}"))


@pytest.mark.parametrize("spaces", ["", "  "])
def test_a_list_that_begins_beside_its_name_goes_below_it(errors: Check, spaces: str) -> None:
    problem = only(errors(TUIN.replace(END, f"themes: - zorg\n{spaces}- water\n{END}")))
    assert "alleen ‘themes:’" in problem.hint and not problem.right
    assert not errors(TUIN.replace(END, f"themes:\n  - zorg\n  - water\n{END}"))


def test_one_point_beside_its_name_may_be_a_text(errors: Check) -> None:
    text = TUIN.replace("Een learning", "- Een learning")
    assert not errors(mended(text, only(errors(text))))


def test_a_text_that_goes_on_below_its_field_gets_a_block(errors: Check) -> None:
    problem = only(errors(TUIN.replace(END, f"body: De kas is er.\n\n  Elke week: les.\n{END}")))
    assert "‘body: |’" in problem.hint and "regel 8" in problem.message and "aanhalingsteken" not in problem.hint
    assert not errors(TUIN.replace(END, f"body: |\n  De kas is er.\n\n  Elke week: les.\n{END}"))


def test_plain_text_below_a_day_is_offered_a_field_for_text(errors: Check) -> None:
    problem = only(errors(f"{TUIN}\nDe kas is er.\n"))
    assert "‘checked: |’" not in problem.hint and "‘body: |’ boven" in problem.hint
    assert not errors(f"{TUIN}\nbody: |\n  De kas is er.\n")
    below = only(errors(TUIN.replace("status", "body: |\n  De kas.\nstatus") + "\nDe kas is er.\n"))
    assert "‘body: |’ (regel 3)" in below.hint


def test_plain_text_below_a_text_may_go_on_there(errors: Check) -> None:
    problem = only(errors(TUIN.replace("wijk.\n", "wijk.\nDe kas is er.\n")))
    assert "‘summary: |’" in problem.hint
    assert not errors(TUIN.replace("wijk.\n", "wijk.\n  De kas is er.\n"))


def test_what_stands_above_the_first_hyphens_is_told(errors: Check) -> None:
    whole = f"---\n{TUIN}---\n\nHet verhaal van de kas.\n"
    path = PATH.replace(".yml", ".md")
    blank = only(errors(f"\n{whole}", path))
    assert "lege regel" in blank.message and "Haal die weg" in blank.hint
    titled = only(errors(f"# De Tuin\n\n{whole}", path))
    assert "regel 3" in titled.message and "onder de tweede regel" in titled.hint
    assert not errors(whole, path)


def test_a_part_of_a_list_at_the_start_of_a_line_goes_to_that_list(errors: Check) -> None:
    problem = only(errors(TUIN.replace(END, f"publication: Website (2026)\n{END}")))
    assert "‘sources’ (regel 5)" in problem.message and "‘- publication: …’" in problem.hint
    assert not errors(TUIN.replace(END, f"  - publication: Website (2026)\n    where: pagina Over ons\n{END}"))


@pytest.mark.parametrize("name", ["date", "pagina", "bron"])
def test_what_a_group_does_not_have_goes_to_a_part_that_is_explained(errors: Check, name: str) -> None:
    problem = only(errors(TUIN.replace("    where", f"    {name}: 2025\n    where")))
    for part in ("‘publication’ (Titel, maker en jaar", "‘where’ (De plek", "‘url’ ("):
        assert part in problem.hint


def test_a_field_within_a_group_goes_to_the_start_of_its_line(errors: Check) -> None:
    text = TUIN.replace("checked", "    checked")
    assert not errors(mended(text, only(errors(text))))


@pytest.mark.parametrize("estimate", ["ca. 30", "25-30"])
def test_an_estimate_is_told_in_words(errors: Check, estimate: str) -> None:
    assert "bij ‘summary’" in only(errors(TUIN.replace("37", estimate))).hint
    told = TUIN.replace("met partners", f"met {estimate} partners").replace("partners: 37\n", "")
    assert not errors(told)


def test_a_shared_ending_names_nothing_and_a_word_of_it_does() -> None:
    assert near("docenten", {"studenten": "Studenten"}) == []
    assert near("stuedntne", {"studenten": "Studenten"}) == ["studenten"]
    assert near("De Linde College", {"de-elzen-college": "De Elzen College", "linde": "De Linde, school"}) == ["linde"]


def test_each_of_many_names_that_do_not_exist_is_compared_with_those_that_do(errors: Check) -> None:
    misspelled = [f"provincs{letter}" for letter in "abcdefghijkl"]  # more than are told of first
    found = errors(TUIN + "".join(f"{name}: [utrecht]\n" for name in misspelled))
    assert sum("‘provinces’" in problem.hint for problem in found) == len(misspelled)
    links = "".join(f"\n  [een](../communities/de-tuinn{number}.yml)\n" for number in range(30))
    found = [problem for problem in errors(f"{TUIN}body: |{links}", "tools/een.yml") if problem.code == "reference"]
    assert sum("‘de-tuin’" in problem.hint for problem in found) == 30


def test_a_name_is_near_where_three_of_its_five_letters_are_left() -> None:
    assert near("locsu", {"focus": "Focus", "tools": "Tools"}, 1) == ["focus"]
    assert near("gemeente-arkhlem", {name: name for name in ("gemeente-arnhem", "gemeente-rotterdam")}, 1) == [
        "gemeente-arnhem"
    ]

"""Lines that stand where they do not belong: the check says where they do, and never sends a writer in a circle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from macros.yaml_text.indents import home, places

TODAY = date(2026, 11, 21)
PATH = "content/communities/de-tuin.yml"
HEAD = "title: De Tuin\nsummary: Bedrijven en scholen leren er samen van proeven.\nstatus: actief\n"
SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2026-10-01\n"


@pytest.fixture
def root(root: Path) -> Path:
    (root / "content/communities").mkdir(parents=True)
    return root


def errors(root: Path, text: str) -> list[Problem]:
    (root / PATH).write_text(text, encoding="utf-8")
    return check(root, TODAY).errors


def mended(root: Path, text: str) -> list[str]:
    """The lines that are offered for a text; nothing is wrong any more once all that is offered is typed."""
    rights = []
    while found := errors(root, text):
        problem = next(problem for problem in found if problem.right)
        lines = text.split("\n")
        lines[problem.line - 1] = problem.right
        rights.append(problem.right)
        text = "\n".join(lines)
    return rights


@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_a_source_below_the_last_field_belongs_to_the_sources(root: Path, indent: str) -> None:
    item = f"{indent}- publication: Website (2026)\n{indent}  where: partners\n"
    (problem,) = errors(root, HEAD + SOURCES + item)
    assert (problem.code, problem.line, problem.right) == ("yaml-indent", 8, "")
    assert "‘sources’ (regel 4)" in problem.hint and "boven ‘checked’" in problem.hint


def test_a_point_below_the_last_field_is_offered_no_place_there(root: Path) -> None:
    text = HEAD + "results:\n  - Een huis\n" + SOURCES
    (problem,) = errors(root, text + "- Twee huizen\n")
    assert problem.right == "" and "‘results’ (regel 4)" in problem.hint
    (problem,) = errors(root, text + "  - Twee huizen\n")
    assert (problem.code, problem.line, problem.right) == ("joined-lines", 10, "")


def test_a_place_is_one_where_something_begins() -> None:
    assert places(["a: x", "- y"], 1) == []
    assert places(["a:", "  - x", " - y"], 2) == [2]
    assert places(["a:", "  - b: x", "   c: y"], 2)[0] == 4
    assert home(["a:", "  - x", "b:", "  - y", "c: z", "- w"], 5) is None, "it may belong to either"
    assert home(["a:", "  - k: x", "b:", "  - y", "c: z", "- k: w"], 5) == ("a", 0, "b")


TWO = "Eerst regende het.\n\n  Toen kwam er soep."
LISTED = "Wat ze deden.\n  - eerst het dak\n  - dan soep"


@pytest.mark.parametrize("text", [TWO, LISTED, LISTED.replace("- eerst", "1. eerst")])
@pytest.mark.parametrize(("written", "right"), [("body:\n  ", "body: |"), ("body: >\n  ", "body: |"), ("body: >-\n  ", "body: |-")])  # fmt: skip
def test_paragraphs_and_lists_that_fall_away_are_told(root: Path, written: str, right: str, text: str) -> None:
    (problem,) = errors(root, f"{HEAD}{written}{text}\n{SOURCES}")
    assert (problem.code, problem.line, problem.right) == ("joined-lines", 4, right)
    assert mended(root, f"{HEAD}{written}{text}\n{SOURCES}") == [right]


@pytest.mark.parametrize("written", ["body: {}", 'body: "{}"', "results:\n  - {}"])
def test_a_text_that_begins_on_the_line_of_its_name_is_told_too(root: Path, written: str) -> None:
    text = TWO.replace("\n  ", "\n    ") if "results" in written else TWO
    (problem,) = errors(root, f"{HEAD}{written.format(text)}\n{SOURCES}")
    assert problem.code == "joined-lines" and "‘|’" in problem.hint


@pytest.mark.parametrize("text", ["body:\n  Een regel,\n  en nog een.", "body: |\n  Een.\n\n  - Twee.", "place: Aan\n  de Maas"])  # fmt: skip
def test_what_loses_nothing_is_left_alone(root: Path, text: str) -> None:
    assert errors(root, f"{HEAD}{text}\n{SOURCES}") == []


@pytest.mark.parametrize("text", ["body:\nEen man klom.\n\nEr was soep.", "body: Een man klom.\nEr was soep."])
def test_a_text_that_is_not_indented_hears_of_the_bar_at_once(root: Path, text: str) -> None:
    (problem,) = errors(root, f"{HEAD}{text}\n{SOURCES}")
    assert "‘body: |’" in problem.hint


def test_a_text_with_a_colon_hears_of_the_bar(root: Path) -> None:
    (problem,) = errors(root, f"{HEAD}body:\n  Wat ze deden:\n  - eerst het dak\n{SOURCES}")
    assert "‘|’" in problem.hint and "aanhalingstekens" not in problem.hint


def test_a_field_that_has_to_be_there_is_not_told_to_go(root: Path) -> None:
    (problem,) = errors(root, HEAD + SOURCES.replace("bladzijde 3", "").replace("where: ", "where:"))
    assert (problem.pointer, problem.hint) == ("/sources/0/where", "Vul het in: dit veld is verplicht.")


def test_parts_beside_their_group_are_told_to_go_below_it(root: Path) -> None:
    text = HEAD + "traits:\npublic_private: ja\nintegrated: ja\n" + SOURCES
    assert mended(root, text) == ["  public_private: ja", "  integrated: ja"]
    group, *parts = errors(root, text)
    assert "twee spaties" in group.hint
    for part in parts:
        assert "hoort onder ‘traits’" in part.message and "Haal" not in part.hint


def test_a_loose_part_of_a_source_and_a_field_that_is_there_already(root: Path) -> None:
    (problem,) = errors(root, HEAD + SOURCES + "where: bladzijde 4\n")
    assert "onder ‘sources’ (regel 4)" in problem.message and "Haal" not in problem.hint
    (problem,) = errors(root, HEAD + SOURCES + "source:\n  - publication: Website (2026)\n    where: partners\n")
    assert "‘sources’ (Bronnen)" in problem.hint and "(regel 4)" in problem.hint and problem.fix is None


def test_a_source_cut_in_two_is_one_mistake(root: Path) -> None:
    text = HEAD + SOURCES.replace("    where", "  - where")
    assert len(errors(root, text)) == 1
    assert mended(root, text) == ["    where: bladzijde 3"]


def test_a_second_source_without_its_dash_is_one_mistake(root: Path) -> None:
    second = "    publication: Website (2026)\n    where: partners\n"
    text = HEAD + SOURCES.replace("checked", f"{second}checked")
    (problem,) = errors(root, text)
    assert "streepje" in problem.hint and "haal er een weg" not in problem.hint
    assert mended(root, text) == ["  - publication: Website (2026)"]

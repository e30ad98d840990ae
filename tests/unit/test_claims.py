"""What an entry claims beyond what one can read in one place has a ground, or is remarked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import Project

TODAY = date(2026, 11, 21)
KINDS = {"unsearched", "source-year", "firmer", "contradicts", "note-of-editors", "not-here"}
REST = (
    "sources:\n  - publication: Buurtraad, Verslag van een jaar (2025)\n    where: bladzijde 3\nchecked: 2026-10-01\n"
)
LESSON = f"title: Bel eerst de buren\nlevel: regio\n{REST}"
BARE = "summary: Bel de buren voordat je begint met bouwen.\n"
COMMUNITY = f"title: De proeftuin\nsummary: Een proeftuin van buren en bouwers.\nstatus: actief\n{REST}"


def found_in(root: Path) -> list[Problem]:
    found = check(root, TODAY).problems
    assert not [problem for problem in found if problem.severity == "error" and problem.code not in KINDS]
    return [problem for problem in found if problem.code in KINDS]


def codes(root: Path) -> list[str]:
    return [problem.code for problem in found_in(root)]


@pytest.mark.parametrize(
    ("note", "remarked"),
    [
        ("De bron noemt geen kosten.", True),
        ("Wat het oplevert, staat niet in het rapport.", True),
        ("Buurtraad zegt hier niets over.", True),  # who made the publication is a source too
        ("De kosten staan alleen in de publicatie van 2025.", True),
        ("De bron noemt twaalf partners.", False),  # a claim about what is there has its place in `sources`
        ("De buren doen niet mee.", False),  # about the world, and not about a source
        ("Zonder bronnen kom je niet ver.", False),
    ],
)
def test_what_a_source_lacks_takes_a_search(project: Project, note: str, remarked: bool) -> None:
    root = project({"lessons/bel.yml": f"{LESSON}{BARE}notes:\n  - {note}\n"})
    assert codes(root) == (["unsearched"] if remarked else [])


def test_the_remark_stands_at_the_sentence(project: Project) -> None:
    body = "body: |\n  De buren weten veel.\n\n  Vraag het hun. De bron noemt geen kosten.\n"
    (problem,) = found_in(project({"lessons/bel.yml": f"{LESSON}{BARE}{body}"}))
    assert (problem.line, problem.severity, problem.pointer) == (11, "warning", "/body")


def test_a_ground_for_the_field_is_enough_and_one_for_another_is_not(project: Project) -> None:
    ground = "grounds:\n  - field: {}\n    how: Gezocht op ‘kosten’ en ‘euro’ in het hele verslag.\n"
    lesson = f"{LESSON}{BARE}notes:\n  - De bron noemt geen kosten.\n"
    assert codes(project({"lessons/bel.yml": lesson + ground.format("notes")})) == []


def test_a_ground_for_another_field_is_not_enough(project: Project) -> None:
    ground = "grounds:\n  - field: title\n    how: Gezocht op ‘kosten’ en ‘euro’ in het hele verslag.\n"
    lesson = f"{LESSON}{BARE}notes:\n  - De bron noemt geen kosten.\n"
    assert codes(project({"lessons/bel.yml": lesson + ground})) == ["unsearched"]


@pytest.mark.parametrize(("year", "remarked"), [("2025", True), ("2024", False)])
def test_the_year_of_a_publication_is_asked_about(project: Project, year: str, remarked: bool) -> None:
    text = f"title: Leergeld\nkind: subsidie\nsummary: Geld om te leren van je werk.\nyear: '{year}'\n{REST}"
    assert codes(project({"programmes/leergeld.yml": text})) == (["source-year"] if remarked else [])


@pytest.mark.parametrize(
    ("summary", "body", "remarked"),
    [
        ("Een telefoontje scheelt maanden werk.", "Een telefoontje kan maanden werk schelen.", True),
        ("Een telefoontje kan maanden werk schelen.", "Een telefoontje kan maanden werk schelen.", False),
        ("Een telefoontje scheelt maanden werk.", "Een telefoontje scheelt maanden werk.", False),
        # The text says it both ways: then one may be said for sure.
        (
            "Een telefoontje scheelt maanden werk.",
            "Een telefoontje kan maanden werk schelen. Een telefoontje scheelt maanden werk.",
            False,
        ),
        ("Een telefoontje scheelt maanden werk.", "Bel de buren. Zij willen graag meedenken over de straat.", False),
    ],
)
def test_a_summary_is_no_firmer_than_the_text(project: Project, summary: str, body: str, remarked: bool) -> None:
    root = project({"lessons/bel.yml": f"{LESSON}summary: {summary}\nbody: {body}\n"})
    assert codes(root) == (["firmer"] if remarked else [])


@pytest.mark.parametrize(
    ("said", "own", "differs"),
    [
        ("[De proeftuin](../communities/proeftuin.yml) begon met 18 partners.", "partners: 15\n", True),
        ("[De proeftuin](../communities/proeftuin.yml) begon met 15 partners.", "partners: 15\n", False),
        ("[De proeftuin](../communities/proeftuin.yml) groeide van 4 partners naar 15 partners.", "partners: 15\n", False),
        ("[De proeftuin](../communities/proeftuin.yml) heeft meer dan 150 partners.", "partners: {more_than: 150}\n", False),
        ("[De proeftuin](../communities/proeftuin.yml) is groot. Wij hebben 18 partners.", "partners: 15\n", False),
        ("[De proeftuin](../communities/proeftuin.yml) begon met 18 partners.", "", False),
    ],
)  # fmt: skip
def test_two_entries_say_the_same_number(project: Project, said: str, own: str, differs: bool) -> None:
    root = project(
        {"lessons/bel.yml": f"{LESSON}{BARE}body: |\n  {said}\n", "communities/proeftuin.yml": COMMUNITY + own}
    )
    found = found_in(root)
    assert [problem.code for problem in found] == (["contradicts"] if differs else [])
    if differs:
        assert found[0].path == "content/lessons/bel.yml" and "content/communities/proeftuin.yml" in found[0].message


@pytest.mark.parametrize(
    ("began", "differs"), [("sinds 2019", True), ("sinds 2021", False), ("genoemd in 2019", False)]
)
def test_two_entries_say_the_same_year(project: Project, began: str, differs: bool) -> None:
    programme = f"title: Leergeld\nkind: subsidie\nsummary: Geld om te leren van je werk.\nyear: '2021'\n{REST}"
    body = f"body: Dat kan {began} met [Leergeld](../programmes/leergeld.yml).\n"
    root = project({"programmes/leergeld.yml": programme, "lessons/bel.yml": f"{LESSON}{BARE}{body}"})
    assert codes(root) == (["contradicts"] if differs else [])


@pytest.mark.parametrize(
    ("note", "remarked"),
    [
        ("De redactie koos de doelgroepen.", True),
        ("Knelpunt en doelgroep heeft de redactie gekozen.", True),
        ("De koppeling met het knelpunt is van de redactie.", True),
        ("De redactie van het verslag sprak met twaalf mensen.", False),
    ],
)
def test_what_the_editors_chose_stands_at_the_value(project: Project, note: str, remarked: bool) -> None:
    lesson = f"{LESSON}{BARE}audiences: [bedrijven]\nnotes:\n  - {note}\n"
    assert codes(project({"lessons/bel.yml": lesson})) == (["note-of-editors"] if remarked else [])


@pytest.mark.parametrize(
    ("chosen", "right"),
    [
        ("by_editors: [audiences]", True),
        ("by_editors: [audiences/bedrijven]", True),
        ("by_editors: [audiences/studenten]", False),
        ("by_editors: [tools]", False),
        ("by_editors: [body/Zo begin je morgen]", True),
        ("by_editors: [body/Zo eindig je]", False),
        ("by_editors: [audience]", False),
        ("by_editors: [sources]", False),
        ("grounds:\n  - field: notes\n    how: Gezocht in het hele verslag.", False),
    ],
)
def test_an_entry_names_its_own_fields(project: Project, chosen: str, right: bool) -> None:
    text = "body: |\n  Bel hen.\n\n  ## Zo begin je morgen\n\n  Bel één buur.\n"
    root = project({"lessons/bel.yml": f"{LESSON}{BARE}audiences: [bedrijven]\n{text}{chosen}\n"})
    found = found_in(root)
    assert [problem.code for problem in found] == ([] if right else ["not-here"])
    assert right or found[0].severity == "error"
    if chosen == "by_editors: [audience]":
        assert found[0].right == "by_editors: [audiences]"


@pytest.mark.parametrize(("chosen", "right"), [("definitions/traits", True), ("definitions/trait", False)])
def test_an_entry_names_a_part_of_its_groups(project: Project, chosen: str, right: bool) -> None:
    group = "{by: Een verslag, says: Samen leren en werken., traits: [samenhang], publication: Verslag, where: blz 1}"
    term = f"title: Leerkring\nsummary: Een kring die samen leert en werkt.\ndefinitions: [{group}]\n"
    found = found_in(project({"terms/kring.yml": f"{term}by_editors: [{chosen}]\n{REST}"}))
    assert [problem.code for problem in found] == ([] if right else ["not-here"])


def test_what_an_entry_says_of_its_file_is_no_choice(project: Project) -> None:
    root = project({"lessons/bel.yml": f"{LESSON}{BARE}by_editors: [sources]\n"})
    assert [problem.message for problem in found_in(root)] == [
        "‘sources’ zegt iets over dit bestand zelf: daar hoort geen keuze of grond bij."
    ]


def test_a_field_that_could_not_be_read_is_told_once(project: Project) -> None:
    bare = 'summary: "Bel de buren\\x00 voordat je begint."\n'
    root = project({"lessons/bel.yml": f"{LESSON}{bare}by_editors: [summary]\n"})
    assert [problem.code for problem in check(root, TODAY).errors] == ["yaml-quote"]

"""Slips of the pen: a line is offered only where it keeps every word and is near certain, and nothing is guessed else.

`make fuzz` tries two thousand slips on the real content; here fewer are tried, on made entries.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from macros.reading.proposal import BASE
from macros.schema.loading import load_schemas
from macros.validation.guessing import all_meant, meant
from tests.conftest import ROOT, macros
from tests.fuzz.mending import Stock, outcomes, told
from tests.fuzz.slips import kinds

TODAY = date(2026, 11, 1)
CASES = ROOT / "tests/cases/invalid"
SOURCES = """sources:
  - publication: Jaarverslag van de proeftuin (2025)
    where: bladzijde 3
    url: https://example.org/verslag
  - publication: Verslag van een avond in de wijk (2025)
    where: hoofdstuk 2
checked: 2026-10-01
"""
MADE = {
    "communities/de-proeftuin.yml": """title: De Proeftuin
aliases:
  - Tuin van Zutphen
  - Groene werf
summary: Bedrijven en scholen leren er samen van proeven.
kind: hub
status: actief
themes: [zorg, water]
focus: [leren, werken]
provinces: [gelderland, overijssel]
partners: 28
tools: [de-spiegel, het-kompas]
organisations:
  - de-bond
  - school-aan-zee
results:
  - Twaalf woningen zijn van het gas af.
  - Zes studenten vonden er werk.
body: |
  Elke donderdag werken studenten en monteurs samen.
website: https://example.org/
"""
    + SOURCES,
    "communities/de-werf.yml": "title: De Werf aan de Maas\nkind: fieldlab\nstatus: gestopt\npartners: 9\npart_of: de-proeftuin\n"
    "provinces: [limburg, noord-brabant, zeeland]\npartner_kinds: [bedrijven, overheden]\n" + SOURCES,
    "tools/de-spiegel.yml": "title: De Spiegel\nsummary: Een uur praten over hoe het samen gaat.\nphases: [opstart, uitvoering]\n"
    "forms: [scan, spel]\naudiences: [bedrijven, studenten]\nscope: breder\nevidence: ervaring\n" + SOURCES,
    "tools/het-kompas.yml": "title: Het Kompas\nsummary: Een middag zoeken naar een doel van allen.\nphases: [opstart]\n"
    "forms: [werkvorm, canvas]\nscope: breder\nevidence: ervaring\nlink: https://example.org/kompas\n" + SOURCES,
    "organisations/de-bond.yml": "title: De Bond van Bouwers\nkind: werkgevers\nroles: [partner, kernteam]\n" + SOURCES,
    "organisations/school-aan-zee.yml": "title: School aan Zee\nkind: onderwijs\nroles: [partner]\nthemes: [logistiek, ict]\n" + SOURCES,
    "programmes/het-potje.yml": "title: Het Potje van Zeven\nsummary: Geld om samen te kunnen beginnen.\nkind: subsidie\n" + SOURCES,
    "stories/een-dag-in-de-tuin.md": "---\ntitle: Een dag in de tuin\nsummary: Wat er gebeurde toen de school meedeed.\n"
    "communities: [de-proeftuin, de-werf]\nplace: Zutphen en Doesburg\nthemes: [sport, zorg]\ntools: [de-spiegel]\n" + SOURCES + "---\n\nHet regende.\n",
}  # fmt: skip
HEAD = "title: De Proeftuin\nsummary: Bedrijven en scholen leren er samen van proeven.\nstatus: actief\n"


LINES = [
    ("provinces: Gelderland, Overijssel en Noord Holland", "provinces: [gelderland, overijssel, noord-holland]"),
    ("themes: zorg; water", "themes: [zorg, water]"),
    ("themes: zorg en welzijn / Water", "themes: [zorg, water]"),
    ("themes: [zorg; water]", "themes: [zorg, water]"),
    ("tools: De Spiegel, Het Kompas", "tools: [de-spiegel, het-kompas]"),
    ("communities_of: x", ""),
    ("themes: duurzaamheid", ""),
    ("themes: [duurzaamheid]", ""),
    ("themes: zorg; techniek", ""),
    ("provinces: Gelderland, Overijssel en Noord", ""),
    ("levels: [mbp]", ""),
    ("tools: [de-ladder]", ""),
    ("tools: De Spiegel, De Ladder", ""),
    ("kind: hub, fieldlab", ""),
    ("partners: ongeveer 28", ""),
    ("partners: 28 scholen", ""),
    ("partners: 28 partners", "partners: 28"),
    ("partners: ruim 1.200", "partners: {more_than: 1200}"),
    ("place:\u00a0Zutphen", "place: Zutphen"),
    ("place: \u00a0Zutphen", "place: Zutphen"),
    ("place：Zutphen", "place: Zutphen"),
    ("place: ] Zutphen", 'place: "] Zutphen"'),
    ("place: } Zutphen", 'place: "} Zutphen"'),
    ("place: , Zutphen", 'place: ", Zutphen"'),
    ("place: !Zutphen", 'place: "!Zutphen"'),
    ('place: "Dat kan ik niet", zei de boer', "place: '\"Dat kan ik niet\", zei de boer'"),
    ("place: \"Aan de Maas'", 'place: "Aan de Maas"'),
    ("**place**: Zutphen", "place: Zutphen"),
    ("place = Zutphen aan Zee", "place: Zutphen aan Zee"),
    ("kind: [hub]", "kind: hub"),
    ("website: https: //example.org/tuin", "website: https://example.org/tuin"),
]
BULLETS = ("– ", "— ", "•\t", "·\t", "▪\t", "o\t", "\uf0b7\t", "* ", "-", "-\t", "-\u00a0")
LEFT_ALONE = (
    "results:\n  - Een huis\n    – en meer dan dat\n",
    "results:\n  - |\n    • Een\n    • Twee\n  - Drie\n",
    "body: |\n  • Een\n  – Twee\n    o\tDrie\n",
    "results:\n  - - diep\n",
    "place: 5 – 6 · 7 • 8\n",
    "place: Aan\u00a0de Maas\n",
)


@pytest.fixture
def root(root: Path) -> Path:
    write(root, MADE)
    return root


def write(root: Path, content: dict[str, str]) -> None:
    for name, text in content.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


Told = Callable[..., list[list[Problem]]]


@pytest.fixture
def told_of(root: Path) -> Told:
    """For each of some lines, the errors of a community with these in it."""

    def tell(*written: str) -> list[list[Problem]]:
        names = [f"communities/nieuw-{number}.yml" for number in range(len(written))]
        for number, name in enumerate(names):
            write(root, {name: HEAD.replace("De Proeftuin", f"Nummer {number}") + written[number] + SOURCES})
        errors = check(root, TODAY).errors
        return [[problem for problem in errors if problem.path == f"content/{name}"] for name in names]

    return tell


def test_the_made_entries_are_fault_free(root: Path) -> None:
    assert check(root, TODAY).errors == []


def test_slips_are_mended_right_or_not_at_all(root: Path) -> None:
    stock = Stock.of(root)
    found = list(outcomes(stock, stock.slips(seed=1, count=2 * len(kinds()))))
    counts = Counter(outcome.word for outcome in found)
    for word in ("wrong", "partly", "unseen", "general"):
        assert not counts[word], "\n".join(told(outcome) for outcome in found if outcome.word == word)
    assert counts["right"] > 0.8 * (len(found) - counts["harmless"]), counts


def test_lines_are_mended_whole_or_not(told_of: Told) -> None:
    """All in one check, of which the schemas take most of the time."""
    found = told_of(*(f"{written}\n" for written, _ in LINES))
    for (written, right), problems in zip(LINES, found, strict=True):
        assert problems, written
        assert problems[0].right == right, (written, problems[0])
        assert problems[0].code != "yaml-syntax" and "[De Spiegel" not in problems[0].hint, written


def test_a_list_of_word_is_mended_point_by_point(told_of: Told) -> None:
    found = told_of(*(f"results:\n  {bullet}Een huis\n  {bullet}Twee banen\n" for bullet in BULLETS))
    for bullet, problems in zip(BULLETS, found, strict=True):
        assert [problem.right for problem in problems] == ["  - Een huis", "  - Twee banen"], repr(bullet)


def test_a_dash_without_its_space_before_a_field_and_a_tab_before_its_part(root: Path) -> None:
    text = HEAD + "sources:\n  -publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2026-10-01\n"
    write(root, {"communities/de-proeftuin.yml": text})
    (problem,) = (p for p in check(root, TODAY).errors if p.path.endswith("de-proeftuin.yml"))
    assert problem.right == "  - publication: Verslag (1999)"
    write(root, {"communities/de-proeftuin.yml": text.replace("-pub", "- pub").replace("    where", "\twhere")})
    (problem,) = (p for p in check(root, TODAY).errors if p.path.endswith("de-proeftuin.yml"))
    assert problem.right == "    where: bladzijde 3" and "twee spaties" not in problem.hint


def test_a_point_that_stands_too_far_in_is_not_read_as_part_of_the_one_above(told_of: Told) -> None:
    ((problem,),) = told_of("results:\n  - Een huis\n    - Twee banen\n")
    assert (problem.code, problem.right) == ("yaml-indent", "  - Twee banen")


def test_signs_that_belong_to_a_text_are_left_alone(told_of: Told) -> None:
    for text, problems in zip(LEFT_ALONE, told_of(*LEFT_ALONE), strict=True):
        codes = {problem.code for problem in problems}
        assert not codes & {"yaml-character", "character", "yaml-indent"}, text


def test_what_only_resembles_is_asked_and_not_filled_in(told_of: Told) -> None:
    (problem,), (other,) = told_of("themes: [duurzaamheid]\n", "tools: [de-bond]\n")
    assert problem.fix is None and "Lijkt het op" in problem.hint and "‘duurzame-stad’" in problem.hint
    assert other.hint == "‘de-bond’ is wel een organisatie: hoort de naam bij een ander veld?"


def test_no_choice_of_a_vocabulary_is_a_slip_of_another_and_what_is_near_two_is_neither() -> None:
    for schema in load_schemas(ROOT / "schemas").values():
        for field in (part for top in schema.fields.values() for part in (top, *top.fields)):
            known = {str(key): label for key, label in field.labels.items()}  # a choice may be a number
            for key, label in known.items():
                others = {other: called for other, called in known.items() if other != key}
                assert meant(key, others) is None, f"{key} is taken for {meant(key, others)}"
                assert all_meant(key, known) == [key] and meant(label, known) in (key, None)
                for at in range(0 if key.isdigit() else len(key)):  # another number is no slip
                    assert meant(key[:at] + key[at + 1 :], known) in (key, None)
    assert meant("noord-hollan", {"noord-holland": "Noord-Holland", "noord-holland-2": "Twee"}) is None
    assert meant("plan-2021", {"plan-2020": "Plan 2020"}) is None
    for word, known in (("hbs", "hbo"), ("coe", "civ"), ("zorn", "zorg"), ("het-spiegel", "de-spiegel")):
        assert meant(word, {known: known.title()}) is None, "a short word is written as it is"
    assert meant("zrog-en-welzijn", {"zorg-en-welzijn": "Zorg"}) == "zorg-en-welzijn"


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def committed(root: Path) -> Path:
    """The made entries as the main branch has them, with one more that is nearly called the same."""
    write(root, {"tools/het-kompas-2.yml": MADE["tools/het-kompas.yml"].replace("Het Kompas", "Het andere Kompas")})
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("add", "."),
        ("commit", "-qm", "x"),
        ("switch", "-qc", "voorstel"),
    ):
        git(root, *arguments)
    return root


def test_what_a_proposal_takes_away_is_told_once_with_all_that_refers_to_it(committed: Path) -> None:
    (committed / "content/tools/de-spiegel.yml").unlink()
    (problem,) = check(committed, TODAY).errors
    assert (problem.path, problem.code, problem.fix) == ("content/tools/de-spiegel.yml", "gone", None)
    assert problem.message == (
        "Dit voorstel haalt ‘de-spiegel’ (De Spiegel) weg. 2 plekken verwijzen er nog naar: "
        "content/communities/de-proeftuin.yml:12, content/stories/een-dag-in-de-tuin.md:7."
    )
    assert "haal dan de verwijzingen weg" in problem.hint
    git(committed, "commit", "-qam", "weg")
    assert [found.code for found in check(committed, TODAY).errors] == ["gone"], "also once it was committed"
    told = macros(ROOT, "--root", str(committed), "check")
    assert told.returncode == 1 and "fout [gone]" in told.stdout


def test_what_got_another_name_is_recognised_by_its_title(committed: Path) -> None:
    (committed / "content/tools/de-spiegel.yml").rename(committed / "content/tools/spiegel.yml")
    (problem,) = check(committed, TODAY).errors
    assert problem.hint.startswith("Heet het nu ‘spiegel’, schrijf dat dan op die plekken, en zet")


def test_the_base_may_be_named_and_without_one_nothing_is_guessed(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (committed / "content/tools/het-kompas.yml").unlink()
    git(committed, "commit", "-qam", "weg")
    git(committed, "branch", "-qf", "main")  # as on the main branch itself
    (problem,) = check(committed, TODAY).errors
    assert (problem.code, problem.right) == ("reference", ""), "the other is nearly called the same"
    monkeypatch.setenv(BASE, "HEAD^1")
    assert [problem.code for problem in check(committed, TODAY).errors] == ["gone"]
    shutil.rmtree(committed / ".git")
    assert [problem.code for problem in check(committed, TODAY).errors] == ["reference"]


def test_an_image_that_a_proposal_takes_away_is_no_slip_either(committed: Path) -> None:
    images = committed / "content/images"
    shutil.copytree(CASES / "image-misspelled/content/images", images)
    name = sorted(images.iterdir())[0].name
    story = MADE["stories/een-dag-in-de-tuin.md"] + f"\n![De tuin](../images/{name})\n"
    write(committed, {"stories/een-dag-in-de-tuin.md": story})
    assert check(committed, TODAY).errors == []
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "beeld")
    git(committed, "branch", "-qf", "main")
    (images / name).unlink()
    (problem,) = check(committed, TODAY).errors
    assert (problem.code, problem.path) == ("gone", f"content/images/{name}")

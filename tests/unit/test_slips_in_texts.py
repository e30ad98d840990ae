"""Markdown that a first-time writer nearly gets right: each is told, with the line that would be right where it is certain."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.markdown.links import links_in
from macros.markdown.tree import parse
from macros.problems.problem import Problem, Spot
from macros.problems.reporters import markdown
from macros.screening.contacts import contacts_in_lines
from macros.slips.remark import Remark
from macros.slips.texts import remarks
from tests.conftest import Project


def told(text: str) -> list[Remark]:
    tree = parse(text)
    assert tree is not None
    return list(remarks(text, tree, list(links_in(text, tree))))


def mended(text: str, found: list[Remark]) -> str:
    """The text with every fix that is offered."""
    for one in sorted(found, key=lambda one: -one.start):
        if one.fix:
            assert text.startswith(one.fix.old, one.start), one
            text = text[: one.start] + one.fix.new + text[one.start + len(one.fix.old) :]
    return text


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('![kas](../images/img-2034.jpg “De kas”)', '![kas](../images/img-2034.jpg "De kas")'),
        ("![kas](../images/img-2034.jpg ‘De kas’)", '![kas](../images/img-2034.jpg "De kas")'),
        ("![kas](../images/img-2034.jpg „De kas”)", '![kas](../images/img-2034.jpg "De kas")'),
        ("![kas](../images/img-2034.jpg De kas)", '![kas](../images/img-2034.jpg "De kas")'),
        ('![kas](../images/img-2034.jpg "De kas)', '![kas](../images/img-2034.jpg "De kas")'),
        ('![kas](../images/kas.jpg "De "grote" dag")', '![kas](../images/kas.jpg "De ‘grote’ dag")'),
        ("[site](https://kas.nl “De kas”)", '[site](https://kas.nl "De kas")'),
        ("! [Kas](../images/kas.jpg)", "![Kas](../images/kas.jpg)"),
        ("1.bellen\n2.lopen", "1. bellen\n2. lopen"),
        ("1)bellen\n2)lopen", "1) bellen\n2) lopen"),
        ("-laarzen\n-emmers\n-touw", "- laarzen\n- emmers\n- touw"),
        ("- laarzen\n-emmers", "- laarzen\n- emmers"),
        ("*laarzen\n*emmers", "- laarzen\n- emmers"),
        ("•laarzen\n• emmers\n•\ttouw", "- laarzen\n- emmers\n- touw"),
        ("–laarzen\n–emmers", "- laarzen\n- emmers"),
        ("| Jaar | Aantal |\n| --- |\n| 2025 | 3 |", "| Jaar | Aantal |\n| --- | --- |\n| 2025 | 3 |"),
        ("| Jaar | Aantal |\n| :-: | --- | --- |\n| 2025 | 3 |", "| Jaar | Aantal |\n| :-: | --- |\n| 2025 | 3 |"),
        ("Zin.\n\n\tDit is een gewone alinea.\n\nZin.", "Zin.\n\nDit is een gewone alinea.\n\nZin."),
        ("Zin.\n\n    Dit is een gewone alinea.\n    En nog een regel.", "Zin.\n\nDit is een gewone alinea.\n    En nog een regel."),
        ("Dit is ** heel vet ** zo.", "Dit is **heel vet** zo."),
        ("Dit is **vet **zo.", "Dit is **vet** zo."),
        ("Vraag: **wat nu?**En dan.", "Vraag: **wat nu?** En dan."),
        ("Zin**“Vet”** zo.", "Zin **“Vet”** zo."),
        ("Volgens het verslag.[1]\n\n[1] Jaarverslag 2025.", "Volgens het verslag.[^1]\n\n[^1]: Jaarverslag 2025."),
        ("Volgens het verslag¹.\n\n¹ Jaarverslag 2025.", "Volgens het verslag[^1].\n\n[^1]: Jaarverslag 2025."),
        ("Volgens het verslag.^2\n\n[^2]: Jaarverslag 2025.", "Volgens het verslag.[^2]\n\n[^2]: Jaarverslag 2025."),
        ("[het verslag](https://www.kas.nl/Docs/Jaarverslag 2026.pdf)",
         "[het verslag](https://www.kas.nl/Docs/Jaarverslag%202026.pdf)"),
    ],
)  # fmt: skip
def test_what_is_nearly_right_is_told_with_what_would_be(text: str, right: str) -> None:
    found = told(text)
    assert found
    assert mended(text, found) == right
    assert told(right) == []
    assert words(text) == words(right.replace("%20", " "))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("![](IMG 2034 (kas).JPG)", "../images/img-2034-kas.jpg"),
        ("![foto](IMG 2034.jpg)", "../images/img-2034.jpg"),
        ("[kaart](../tools/De Spiegel.yml)", "../tools/de-spiegel.yml"),
        ("[het verslag](Jaarverslag 2026.pdf)", "https://"),
        ("[site](https://www.kas .nl/x)", "Haal de spatie weg"),
        ("Volgens het verslag.[1]", "[^1]: de tekst van de noot"),
        ("Volgens het verslag [2].", "[^2]: de tekst van de noot"),
        ("Volgens het verslag.¹", "[^1]: de tekst van de noot"),
        ("Volgens het verslag.^2", "[^2]: de tekst van de noot"),
        ("Dit is **half en verder.", "voor én achter"),
        ("Dit is half** en verder.", "voor én achter"),
        ("Dit is __half en verder.", "voor én achter"),
        ("Zin.\n\n    - laarzen\n    - emmers", "Haal de spaties"),
        ("| a | b |\n\n| --- | --- |\n\n| 1 | 2 |", "Haal de lege regels ertussen weg."),
        ("| a | b |\n| --- | --- |\n\n| 1 | 2 |", "Haal de lege regels ertussen weg."),
        ("| a | b |\n\n| 1 | 2 |\n", "Haal de lege regels ertussen weg. Zet onder de kop"),
        ("| a | b |\n| 1 | 2 |", "Zet onder de kop"),
    ],
)
def test_where_what_was_meant_is_not_certain_the_hint_says_what_to_do(text: str, says: str) -> None:
    hints = [found.hint for found in told(text)]
    assert any(says in hint for hint in hints), hints


@pytest.mark.parametrize(
    "text",
    [
        "Een kas van 40 m² en 10 m³, met minder CO² en 12 kilometer² grond.",
        "Dat is 10^2 en x^2, en m^2.",
        "Zie [1] en [bron][1].\n\n[1]: https://voorbeeld.nl",
        "Volgens het verslag.[^1]\n\n[^1]: Jaarverslag.",
        "Volgens [1](https://voorbeeld.nl).",
        "De prijs* is hoog** nu.\n\n\\* zonder btw\n\n** met btw",
        "*schuin* en **vet** en ***beide***",
        "**vet *met schuin* erin** en **nog een**",
        "2 ** 3 is acht.",
        "Kijk! [Kas](../images/kas.jpg)",
        "-5 graden\n-6 graden",
        "1. bellen\n2. lopen",
        "2.5 meter\n3.5 meter",
        "*Schuin begin* van een zin\n*en nog een* zin",
        "Zin.\n\n    x = f(1);\n    return x",
        "Zin.\n\n    make serve\n",
        "- punt\n\n    Een alinea die bij het punt hoort.",
        "| a | b |\n| --- | --- |\n| 1 | `x|y` \\| z |".replace("`x|y`", "`x\\|y`"),
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nTekst.\n\n| c |\n| --- |\n| 3 |",
        "Zaal (boven) [kas](../images/kas-(1).jpg \"De kas\")",
        "__init__ en snake__case",
    ],
)  # fmt: skip
def test_what_is_right_is_not_told(text: str) -> None:
    assert [found for found in told(text) if found.code in ("almost", "image-missing")] == []


def test_no_more_lines_of_a_list_are_told_than_can_be_mended_at_once() -> None:
    assert len(told("\n".join(f"-punt {number}" for number in range(40)))) == 10


@pytest.mark.parametrize(
    "text",
    ["06 - 1234 5678", "06.12345678", "(010) 123 45 67", "0031 6 12345678", "jan [at] school.nl", "jan(at)school.nl",
     "jan @ school.nl", "jan apenstaartje school.nl", "jan [at] school [punt] nl"],
)  # fmt: skip
def test_a_way_to_reach_somebody_is_seen_as_people_write_it(text: str) -> None:
    assert [problem.code for problem in contacts_in_lines(f"Meer weten? Vraag {text}.", "x.yml")] == ["contact"]


@pytest.mark.parametrize("text", ["Op 06-12-2026 14:00 uur", "Kom naar zaal @ school", "van 0 tot 10", "de kas [at]"])
def test_a_day_or_a_place_is_no_way_to_reach_somebody(text: str) -> None:
    assert contacts_in_lines(text, "x.yml") == []


def test_each_way_to_reach_somebody_is_told_up_to_a_bound() -> None:
    line = "Bel 06-12345678 of 010-1234567, of mail jan@school.nl en piet@school.nl."
    assert [problem.column for problem in contacts_in_lines(line, "x.yml")] == [5, 20, 41, 58]
    assert len(contacts_in_lines(line * 20, "x.yml")) == 20


STORY = "---\ntitle: Hoe het ging\nsummary: Zo ging het daar.\n---\n\n"


def in_story(project: Project, text: str, image: bool = False) -> tuple[Path, list[Problem]]:
    root = project({"stories/hoe-het-ging.md": STORY + text})
    if image:
        folder = root / "content/images"
        folder.mkdir(exist_ok=True)
        (folder / "img-2034.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>', encoding="utf-8"
        )
    return root, check(root, date(2026, 11, 1)).problems


def test_the_photo_that_was_meant_is_not_told_to_go(project: Project) -> None:
    _, problems = in_story(project, "![De kas](IMG 2034.svg)\n", image=True)
    here = [problem for problem in problems if problem.code.startswith("image")]
    assert [problem.code for problem in here] == ["image-missing"]
    assert here[0].right == "![De kas](../images/img-2034.svg)"


def test_each_line_of_a_list_comes_with_the_line_as_it_should_be(project: Project) -> None:
    _, problems = in_story(project, "Neem mee:\n\n-laarzen\n-emmers\n-touw\n")
    assert [(p.line, p.right) for p in problems if p.code == "almost"] == [
        (8, "- laarzen"),
        (9, "- emmers"),
        (10, "- touw"),
    ]


def test_a_blank_in_the_address_of_a_field_is_told_as_one(project: Project) -> None:
    root = project({"communities/de-kas.yml": "title: De Kas\nsummary: Zo is het.\nwebsite: https://kas.nl/over ons\n"})
    found = [problem for problem in check(root, date(2026, 11, 1)).problems if problem.pointer == "/website"]
    assert ["spatie" in problem.message for problem in found] == [True]
    assert "https://kas.nl/over%20ons" in found[0].hint


def test_broken_layout_is_not_folded_away_in_a_summary(tmp_path: Path) -> None:
    stale = [Problem.of("stale", "content/a.yml", Spot(number, 1), "Oud.") for number in range(1, 30)]
    almost = Problem.of("almost", "content/b.yml", Spot(1, 1), "Geen lijst.")
    page = markdown([*stale, almost], tmp_path)
    assert page.index("Geen lijst") < page.index("<details>")

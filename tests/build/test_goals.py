"""The goals of the United Nations: a number in the file, its name beside it on the page."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import macros, small_project

FOOT = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
CONTENT = {
    "communities/zand.yml": f"title: Zand\nsummary: Een kring rond zand en klei.\n{FOOT}",
    "cases/zand.yml": f"title: Zand en klei\nsummary: Hoe zand en klei samen gaan.\ncommunity: zand\nsdgs: [4, 13]\n{FOOT}",
}


def test_a_goal_shows_its_name_and_other_numbers_are_refused(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project", CONTENT)
    page = (root / "site/purpose-cases/zand/index.html").read_text(encoding="utf-8")
    assert "4 Kwaliteitsonderwijs" in page and "13 Klimaatactie" in page
    file = root / "content/cases/zand.yml"
    file.write_text(CONTENT["cases/zand.yml"].replace("[4, 13]", '["4", 18]'), encoding="utf-8")
    run = macros(root, "check")
    assert "Schrijf het getal zonder aanhalingstekens: 4." in run.stdout
    assert "‘18’ is geen keuze voor Doel van de Verenigde Naties." in run.stdout

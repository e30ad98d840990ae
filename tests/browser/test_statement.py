"""The two pages that promise something: what the accessibility statement may say, and what privacy means here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from macros.page_macros.statement import PLACE, StatementError, read_run
from tests.conftest import ROOT, Open, Project, macros

FOUND = {
    "axe": "4.12.1",
    "rules": 90,
    "standard": "WCAG 2.2 A en AA, en goede gewoontes",
    "date": "2026-03-09",
    "schemes": ["licht", "donker"],
    "widths": [360, 1280],
    "kinds": [
        {"kind": "home", "path": "/", "passed": 40, "violations": 0, "incomplete": 2},
        {"kind": "een tool", "path": "tools/x/", "passed": 44, "violations": 0, "incomplete": 1},
    ],
}


def written(tmp_path: Path, **other: Any) -> Path:
    file = tmp_path / "run.json"
    file.write_text(json.dumps({**FOUND, **other}), encoding="utf-8")
    return file


def faults(number: int) -> list[dict[str, Any]]:
    return [FOUND["kinds"][0], {**FOUND["kinds"][1], "violations": number}]  # type: ignore[index, dict-item]


def test_without_faults_the_site_complies_as_far_as_a_program_can_tell(tmp_path: Path) -> None:
    run = read_run(written(tmp_path))
    assert run.status == "voldoet, voor zover een programma dat kan testen"
    assert (run.violations, run.incomplete, run.forms, run.faulty) == (0, 3, 4, ())


def test_with_one_fault_the_site_complies_in_part(tmp_path: Path) -> None:
    run = read_run(written(tmp_path, kinds=faults(1)))
    assert run.status == "voldoet gedeeltelijk"
    assert [kind.name for kind in run.faulty] == ["een tool"]


@pytest.mark.parametrize(
    "other",
    [
        {"kinds": []},
        {"rules": 0},
        {"widths": []},
        {"date": "gisteren"},
        {"rules": "veel"},
        {"rules": True},
        {"kinds": [{"kind": "home", "path": "/", "passed": 1, "violations": -1, "incomplete": 0}]},
        {"kinds": [{"kind": "home", "path": "/", "passed": 1}]},
        {"kinds": 3},
    ],
)
def test_a_statement_without_a_sound_test_is_no_statement(tmp_path: Path, other: dict[str, Any]) -> None:
    with pytest.raises(StatementError, match=r"docs/over/toegankelijkheid\.json"):
        read_run(written(tmp_path, **other))


def test_a_statement_without_any_test_is_no_statement(tmp_path: Path) -> None:
    with pytest.raises(StatementError):
        read_run(tmp_path / "none.json")


def test_the_page_says_what_the_last_test_found(project: Project) -> None:
    root = project({})
    shown = {}
    for number in (0, 3):
        (root / PLACE).write_text(json.dumps({**FOUND, "kinds": faults(number)}), encoding="utf-8")
        run = macros(root, "build")
        assert run.returncode == 0, run.stderr
        shown[number] = (root / "site/over/toegankelijkheid/index.html").read_text(encoding="utf-8")
    assert "Status: voldoet, voor zover een programma dat kan testen." in shown[0]
    assert "De test vond geen fouten." in shown[0]
    assert "Status: voldoet gedeeltelijk." in shown[3]
    assert "De test vond 3 fouten, op 1 van de 2 soorten pagina’s." in shown[3]
    for page in shown.values():
        assert "9 maart 2026" in page and "axe-core 4.12.1, met 90 regels" in page
        assert '<a href="../../tools/x/">een tool</a>' in page
        assert "Geen test met gebruikers." in page


def test_a_broken_test_result_stops_the_build_and_says_which_file(project: Project) -> None:
    root = project({})
    (root / PLACE).write_text("{}", encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode != 0
    assert PLACE in run.stdout + run.stderr


def test_the_result_that_is_kept_is_sound_and_can_be_fetched(site: Path) -> None:
    run = read_run(ROOT / PLACE)
    assert (site / PLACE.removeprefix("docs/")).is_file()
    assert all((site / kind.path.partition("?")[0]).exists() for kind in run.kinds)


def test_both_pages_are_found_from_the_page_about_this_knowledge_base(open_page: Open) -> None:
    page = open_page("over/")
    for name in ("Toegankelijkheid", "Privacy"):
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        page.go_back()

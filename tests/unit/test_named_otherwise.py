"""Entries that a writer names by the address in the address bar, in double brackets, or without their folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.problems.problem import Problem
from tests.conftest import Project

SOURCE = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\nchecked: 2026-10-01\n"
MIRROR = f"title: De Spiegel\nsummary: Wie kijkt, ziet zichzelf met de ogen van een ander.\nscope: breder\nevidence: ervaring\n{SOURCE}"
GARDEN = f"title: De Tuin\nsummary: Bedrijven en scholen leren er samen van proeven.\nstatus: actief\n{SOURCE}"
SITE = "https://kennisbank-learning-communities.github.io/kennisbank"
REPOSITORY = "https://github.com/kennisbank-learning-communities/kennisbank"


@dataclass(frozen=True)
class Said:
    """What is said of one text: its codes, and the text with every mended piece put in."""

    codes: list[str]
    mended: str


def said_of(root: Path, text: str) -> Said:
    """What the check says of a community with this text below `body:`, and of the text once mended."""
    (root / "content/communities/kring.yml").write_text(
        GARDEN.replace("De Tuin", "De Kring") + f"body: |\n  {text}\n", encoding="utf-8"
    )
    found = [p for p in check(root).problems if p.path.endswith("kring.yml")]
    return Said([p.code for p in found], mend(text, found))


def mend(text: str, found: list[Problem]) -> str:
    for problem in found:
        if problem.fix:
            assert problem.fix.old in text
            text = text.replace(problem.fix.old, problem.fix.new, 1)
    return text


@pytest.fixture
def root(project: Project) -> Path:
    return project({"tools/spiegel.yml": MIRROR, "communities/tuin.yml": GARDEN})


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/tools/spiegel/",
        f"{SITE}/tools/spiegel",
        f"{SITE}/tools/spiegel/index.html",
        f"{REPOSITORY}/blob/main/content/tools/spiegel.yml",
        f"{REPOSITORY}/edit/main/content/tools/spiegel.yml",
    ],
)
def test_an_address_of_the_site_in_a_text_becomes_a_link_to_the_file(root: Path, address: str) -> None:
    said = said_of(root, f"Kijk bij [de spiegel]({address}) en verder.")
    assert said == Said(["own-address"], "Kijk bij [de spiegel](../tools/spiegel.yml) en verder.")
    assert said_of(root, said.mended) == Said([], said.mended)


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.nl/tools/spiegel/",  # another site
        f"{SITE}x/tools/spiegel/",
        f"{SITE}/tools/niets/",  # nothing that is there
        f"{SITE}/toolwijzer/",  # a page that no file of content/ makes
        f"{REPOSITORY}/issues/12",
    ],
)
def test_of_any_other_address_nothing_is_said(root: Path, address: str) -> None:
    assert said_of(root, f"Kijk bij [de spiegel]({address}).").codes == []


def test_an_address_with_a_heading_is_told_without_a_mended_line_that_loses_it(root: Path) -> None:
    text = f"Kijk bij [de spiegel]({SITE}/tools/spiegel/#kop)."
    assert said_of(root, text) == Said(["own-address"], text)


@pytest.mark.parametrize("name", ["De Spiegel", "de spiegel", "spiegel"])
def test_double_brackets_become_a_link_where_the_name_says_which(root: Path, name: str) -> None:
    said = said_of(root, f"Zie [[{name}]].")
    assert said == Said(["almost"], f"Zie [{name}](../tools/spiegel.yml).")
    assert said_of(root, said.mended).codes == []


def test_double_brackets_around_an_unknown_or_double_name_are_told_without_a_guess(root: Path) -> None:
    assert said_of(root, "Zie [[De Hamer]].") == Said(["almost"], "Zie [[De Hamer]].")
    (root / "content/tools/tuin.yml").write_text(MIRROR.replace("De Spiegel", "De Tuin"), encoding="utf-8")
    assert said_of(root, "Zie [[De Tuin]].") == Said(["almost"], "Zie [[De Tuin]].")


def test_a_file_without_its_folder_is_found(root: Path) -> None:
    said = said_of(root, "Zie [de spiegel](spiegel.yml).")
    assert said == Said(["reference"], "Zie [de spiegel](../tools/spiegel.yml).")
    assert said_of(root, said.mended).codes == []


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/tools/spiegel/",
        "https://elders.nl/kopie/tools/spiegel/",
        f"{REPOSITORY}/blob/main/content/tools/spiegel.yml",
    ],
)
def test_an_address_in_a_field_becomes_the_name(root: Path, address: str) -> None:
    file = root / "content/communities/tuin.yml"
    file.write_text(GARDEN + f"tools: [{address}]\n", encoding="utf-8")
    (problem,) = check(root).errors
    assert problem.code == "reference"
    file.write_text(mend(file.read_text(encoding="utf-8"), [problem]), encoding="utf-8")
    assert "tools: [spiegel]\n" in file.read_text(encoding="utf-8")
    assert check(root).errors == []

"""Whose site it is and how to reach them: settings, said on the pages; what is not filled in is said too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_site, macros, small_project

NOT_FILLED_IN = "Van wie deze site is en hoe je de redactie bereikt, is nog niet ingevuld."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("whose") / "project", {})


def set_to(root: Path, *lines: str) -> None:
    file = root / "kennisbank.yml"
    kept = [
        line for line in file.read_text(encoding="utf-8").splitlines() if not re.match(r"(publisher|contact):", line)
    ]
    file.write_text("\n".join([*lines, *kept]) + "\n", encoding="utf-8")


def said(root: Path, page: str) -> tuple[str, str]:
    """What a page says itself, and what its foot says."""
    html = (root / "site" / page).read_text(encoding="utf-8")
    foot = re.search(r'<p class="kb-foot__whose">(.*?)</p>', html, re.DOTALL)
    article = re.search(r"<article.*?</article>", html, re.DOTALL)
    assert foot
    return article[0] if article else "", foot[1]


def test_what_is_not_filled_in_is_said_and_no_name_is_made_up(root: Path) -> None:
    article, foot = said(root, "over/index.html")
    assert NOT_FILLED_IN in article and foot == NOT_FILLED_IN
    assert said(root, "index.html")[1] == NOT_FILLED_IN


@pytest.mark.parametrize("page", ["index.md", "over/index.md"])
def test_the_home_page_and_over_say_whose_it_is(page: str) -> None:
    assert "{{ whose() }}" in (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_a_publisher_and_a_page_to_reach_them_stand_on_the_page_and_in_every_foot(root: Path) -> None:
    set_to(root, "publisher: Stichting Zand & Klei", "contact: https://example.org/contact")
    build_site(root, root / "site")
    article, foot = said(root, "over/index.html")
    for text in (article, foot):
        assert "Deze site is van Stichting Zand &amp; Klei." in text
        assert re.search(r'<a href="https://example\.org/contact"[^>]*>Zo bereik je hen', text)
    assert "nog niet ingevuld" not in article + foot


@pytest.mark.parametrize(
    "line", ["contact: iemand@example.org", "contact: mailto:iemand@example.org", "publisher: iemand@example.org"]
)
def test_an_address_of_somebody_is_refused(root: Path, line: str) -> None:
    set_to(root, line)
    run = macros(root, "check")
    set_to(root)
    assert run.returncode == 1 and line.partition(":")[0] in run.stdout + run.stderr

"""A key figure stands large where it has weight; a year or a handful stands in its line, and on no card."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.views.figures import weighs
from tests.conftest import small_project

FOOT = 'sources: [{publication: "Verslag", where: "bladzijde 1"}]\nchecked: "2024-05-01"\n'
FIGURES = """key_figures:
  - {value: "2013", what: "het jaar waarin het begon", source: Verslag}
  - {value: "drie", what: "scholen doen mee", source: Verslag}
  - {value: "5.617", what: "mensen te weinig", source: Verslag}
"""
STORY = (
    f"---\ntitle: Het begin\nsummary: Hoe het begon en wat ervan kwam.\n{FIGURES}{FOOT}---\nEr was eens een begin.\n"
)


@pytest.mark.parametrize(
    "value", ["10", "circa 10", "5.617", "ruim 200", "dertig", "ongeveer 10%", "5%", "€ 4", "1 miljoen"]
)
def test_what_has_weight(value: str) -> None:
    assert weighs(value)


@pytest.mark.parametrize("value", ["2013", " 1998 ", "3", "drie", "maandelijks", "twee keer", "9"])
def test_what_has_none(value: str) -> None:
    assert not weighs(value)


def test_a_page_and_a_card_show_large_only_what_has_weight(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project", {"stories/het-begin.md": STORY})
    page = (root / "site/verhalen/het-begin/index.html").read_text(encoding="utf-8")
    items = re.findall(r"<li( class=\"kb-figures__light\")?><strong>(.*?)</strong>(:?)", page)
    assert [(value, bool(light), colon) for light, value, colon in items] == [
        ("2013", True, ":"),
        ("drie", True, ""),
        ("5.617", False, ""),
    ]
    cards = (root / "site/verhalen/index.html").read_text(encoding="utf-8")
    assert re.findall(r'kb-card__figure"><strong>(.*?)</strong>', cards) == ["5.617"]

"""What kennisbank.yml names and is not there is told where it stands, each at its own line and column."""

from __future__ import annotations

import pytest

from macros.checking.check import check
from tests.conftest import Project


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("glossary: terms", "glossary: termen", "termen"),
        ("\n    card: [kind, region, partners, focus]", "\n    card: [kind, regoin, partners, focus]", "regoin"),
        ("\n    facets: [kind, roles, lines,", "\n    facets: [kind, rols, lines,", "rols"),
        ("\n    path: verhalen", "\n    path: lessen", "lessen"),
        ("\n  facts: [forms, time, group_size, facilitator]", "\n  facts: [forms, tijd, group_size]", "tijd"),
        ("\n  unfit: not_for", "\n  unfit: nergens_voor", "nergens_voor"),
        ("\n    mentions: mentions", "\n    mentions: noemen", "noemen"),
        ("lists: {communities: Communities die", "lists: {kasten: Communities die", "Communities die"),
        ("\n    time_needed:\n", "\n    tijd_nodig:\n", "tijd_nodig"),
        ("\n  stories:\n    path", "\n  sagen:\n    path", "sagen"),
    ],
)
def test_a_setting_that_names_what_is_not_there_is_told_where_it_stands(
    project: Project, old: str, new: str, wrong: str
) -> None:
    root = project({})
    file = root / "kennisbank.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    at = text.index(old) + new.index(wrong)
    place = (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    found = [(one.line, one.column) for one in check(root).problems if one.path == "kennisbank.yml"]
    assert place in found and (1, 1) not in found

"""A form to add an entry: filled in with keys alone, in every collection, and what the check says of the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.checking.check import check
from tests.conftest import COLLECTIONS
from tests.filling import Visit
from tests.focus import tab_to
from tests.forms import PANEL, READY, as_kept, by_keyboard, made_file, read_back, rich

# What the check would rather see too, where an example of one field says more than that of another.
ADVICE = ("words-differ", "unsearched", "no-status")

# With the keyboard


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_is_filled_in_with_keys_alone_becomes_a_file_that_the_check_accepts(
    form: Visit, form_project: Path, tmp_path: Path, collection: str
) -> None:
    page = form(collection)
    values = rich(collection)
    by_keyboard(page, collection, values)
    tab_to(page, page.get_by_role("button", name=READY))
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_focused()
    name, text = made_file(page)
    assert as_kept(read_back(collection, name, text).values) == as_kept(values)
    root = tmp_path / "project"
    for part in ("content", "schemas", "docs"):
        shutil.copytree(form_project / part, root / part)
    shutil.copy(form_project / "kennisbank.yml", root)
    (root / "content" / collection / name).write_text(text, encoding="utf-8")
    found = [one for one in check(root).problems if one.path.endswith(name)]
    assert [one.message for one in found if one.severity == "error" or one.code not in ADVICE] == []

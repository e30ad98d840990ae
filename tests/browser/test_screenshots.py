"""Pictures of what a proposal changes: of each entry its card and its page, on a screen and on a phone."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.conftest import sample_library
from tests.screenshots import WIDTHS, take


def test_each_entry_has_a_picture_of_its_card_and_its_page_at_each_width(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    library = sample_library()
    entries = [library.collection("lessons")[0], library.collection("communities")[-1]]
    files = list(take(browser, address, entries, tmp_path))
    names = {f"{what}-{one.collection.name}-{one.id}" for what in ("pagina", "kaart") for one in entries}
    assert {file.name for file in files} == {f"{name}-{width}.png" for name in names for width in WIDTHS}
    for file in files:
        width = int(file.stem.rpartition("-")[2])
        with Image.open(file) as image:
            shown = image.width
        assert shown == width if file.name.startswith("pagina") else 200 < shown < width
    assert len({file.read_bytes() for file in files}) == len(files)

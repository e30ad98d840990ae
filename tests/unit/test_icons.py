"""Pictograms in the style sheet: the very drawings of the files, and an element that asks for one that is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import material

from macros.assets.icons import USUAL, class_of, drawn

FOLDER = Path(material.__file__).parent / "templates/.icons"


def test_each_is_drawn_as_its_file_is_and_asked_for_by_its_class() -> None:
    css = drawn(FOLDER, USUAL)
    for name in USUAL:
        (drawing,) = re.findall(rf'--{class_of(name)}:url\("data:image/svg\+xml,(.*?)"\)', css)
        assert unquote(drawing) == (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip().replace('"', "'")
        assert not set(drawing) & set('<>#"()')
        assert f".{class_of(name)}{{--kb-drawing:var(--{class_of(name)})}}" in css


def test_pictograms_of_two_sets_with_one_name_are_two() -> None:
    css = drawn(FOLDER, ["material/tag", "octicons/tag-16", "fontawesome/solid/tag"])
    assert (
        class_of("material/tag") == "kb-icon--tag"
        and class_of("fontawesome/solid/tag") == "kb-icon--fontawesome-solid-tag"
    )
    assert len(set(re.findall(r"data:image/svg\+xml,([^\"]*)", css))) == 3


def test_a_name_without_a_file_draws_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path, ["material/niets"]) == ":root{}"

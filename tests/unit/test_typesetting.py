"""What our faces can draw: no sign of a title becomes a box, and a face is the same bytes on every day."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.assets.web_fonts import write_fonts
from macros.base.artifact_cache import ArtifactCache
from macros.sharing.drawing import PreviewCard, draw
from macros.sharing.typesetting import FACES, drawable, face


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("Één op één", "Één op één"),
        ("Ørsted, Åbo en Straße", "Ørsted, Åbo en Straße"),
        ("CO₂ en H₂O", "CO₂ en H₂O"),
        ("e\u0301e\u0301n", "één"),
        ("zorg\u00adboer\u200bderij", "zorgboerderij"),
        ("ｗiel ①", "wiel 1"),
        ("🚲 Fietslab", "Fietslab"),
        ("Groep 学习 aan zee", "Groep aan zee"),
        ("学习社区", ""),
        ("🚲", ""),
        ("", ""),
    ],
)
def test_a_title_is_drawn_in_signs_that_the_faces_have(title: str, drawn: str) -> None:
    assert drawable(title) == drawn
    for name in FACES:
        box = bytes(face(name, 40).getmask("\uffff"))
        assert all(bytes(face(name, 40).getmask(sign)) != box for sign in drawn if not sign.isspace())


def test_a_title_that_cannot_be_drawn_gives_way_to_the_name_of_the_site() -> None:
    assert draw(PreviewCard("学习社区", "community", "De kennisbank")) == draw(
        PreviewCard("De kennisbank", "community", "De kennisbank")
    )
    assert draw(PreviewCard("", "", "")).startswith(b"\x89PNG")


def test_a_face_is_the_same_bytes_on_every_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("1000000000", "1790000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)  # the clock of what cuts the faces
        write_fonts(tmp_path / day / "fonts", ArtifactCache(tmp_path / day / "kept"))
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / day / "fonts").iterdir()}
        for day in ("1000000000", "1790000000")
    )
    assert first == second and len(first) > 1

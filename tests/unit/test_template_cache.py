"""Templates that were compiled before: the same page, whatever became of the files, and nothing that is no longer used."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from macros.base.artifact_cache import ArtifactCache
from macros.base.template_cache import TemplateCache, program

SOURCE = "{% for one in all %}<b>{{ one }}</b>{% endfor %}"


def shown(folder: Path, source: str = SOURCE, autoescape: bool = True, twice: str = "jaja") -> str:
    cache = TemplateCache(ArtifactCache(folder), program=twice)
    environment = Environment(loader=DictLoader({"a.html": source}), bytecode_cache=cache, autoescape=autoescape)
    environment.filters["twice"] = lambda _: twice
    text = environment.get_template("a.html").render(all=["<i>"])
    cache.sweep()
    return text


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(tmp_path)
    (kept,) = tmp_path.iterdir()
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert shown(tmp_path) == first == "<b>&lt;i&gt;</b>"
    assert [*tmp_path.iterdir()] == [kept]


def test_another_text_and_another_way_to_read_it_are_compiled_anew(tmp_path: Path) -> None:
    shown(tmp_path)
    assert shown(tmp_path, autoescape=False) == "<b><i></b>"
    assert shown(tmp_path, SOURCE.replace("b>", "u>")) == "<u>&lt;i&gt;</u>"
    assert len([*tmp_path.iterdir()]) == 1, "what the last build did not use is gone"


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["empty", "other bytes", "one bit"])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes | None) -> None:
    shown(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:] if damage is None else damage)
    assert shown(tmp_path) == "<b>&lt;i&gt;</b>"
    assert kept.read_bytes() == whole


def test_a_filter_that_changes_changes_what_was_kept(tmp_path: Path) -> None:
    """Jinja works out at once what a filter makes of a constant: that is kept too."""
    assert shown(tmp_path, "{{ 'ja'|twice }}") == "jaja"
    assert shown(tmp_path, "{{ 'ja'|twice }}", twice="ja ja") == "ja ja"


def test_each_change_of_the_program_is_another_one(tmp_path: Path) -> None:
    first = tmp_path / "room/first.py"
    first.parent.mkdir()
    seen = {program(tmp_path)}
    for text in ("a = 1", "a = 2"):
        first.write_text(text, encoding="utf-8")
        seen.add(program(tmp_path))
    first.rename(tmp_path / "room/second.py")
    seen.add(program(tmp_path))
    (tmp_path / "room/note.md").write_text("no program", encoding="utf-8")
    assert len(seen) == 4 and program(tmp_path) in seen

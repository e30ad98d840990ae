"""Schemas are made once for files of the same bytes, and anew as soon as one byte differs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from tests.conftest import ROOT


def copied(folder: Path) -> Path:
    shutil.copytree(ROOT / "schemas", folder)
    return folder


def test_another_folder_with_the_same_files_has_the_same_schemas_and_a_changed_file_another(tmp_path: Path) -> None:
    first, second = copied(tmp_path / "one"), copied(tmp_path / "two")
    before = load_schemas(first)
    assert all(schema is before[name] for name, schema in load_schemas(second).items())
    file = first / "tools.schema.json"
    text = file.read_text(encoding="utf-8")
    said = json.loads(text)["title"]
    file.write_text(text.replace(f'"{said}"', f'"{said[::-1]}"', 1), encoding="utf-8")
    assert load_schemas(first)["tools"].title == said[::-1]
    assert load_schemas(second)["tools"].title == said
    file.rename(first / "trees.schema.json")
    assert "tools" not in load_schemas(first) and "trees" in load_schemas(first)


def test_a_broken_file_is_told_each_time_and_mended_it_is_read(tmp_path: Path) -> None:
    folder = copied(tmp_path / "schemas")
    file = folder / "tools.schema.json"
    text = file.read_text(encoding="utf-8")
    for broken in ("{", '{"type": "teext"}', "{", '{"type": "teext"}'):
        file.write_text(broken, encoding="utf-8")
        with pytest.raises(SchemaError, match="tools"):
            load_schemas(folder)
    file.write_text(text, encoding="utf-8")
    assert load_schemas(folder)["tools"] == load_schemas(ROOT / "schemas")["tools"]


def test_what_is_taken_out_of_an_answer_is_in_the_next() -> None:
    load_schemas(ROOT / "schemas").clear()
    assert "tools" in load_schemas(ROOT / "schemas")

"""Names where their number belongs: the schema says in which field they go, and the message does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from tests.conftest import TODAY, Project
from tests.small import SMALL


def hint(root: Path) -> str:
    (problem,) = check(root, TODAY).errors
    return problem.hint


@pytest.mark.parametrize(
    "names",
    [
        "Saxion, ROC van Twente",
        "[Saxion, ROC van Twente]",
        "Saxion",
        "\n  - saxion\n  - ROC",
        "saxion, roc",
        "ROC Twente en 12 anderen",
        "3M, Philips",
    ],
)
def test_names_are_led_to_their_field(project: Project, names: str) -> None:
    text = SMALL["communities/werf.yml"].replace("partners: 9", f"partners: {names}")
    assert hint(project({**SMALL, "communities/werf.yml": text})).startswith("Namen horen bij ‘organisations’.")


@pytest.mark.parametrize(
    "number", ["veel", "Ongeveer 20", "ruim 20 partijen", "20 à 30", "9 partners", "twaalf", "1.000,5"]
)
def test_a_number_in_words_is_no_name(project: Project, number: str) -> None:
    text = SMALL["communities/werf.yml"].replace("partners: 9", f"partners: {number}")
    assert "Namen horen" not in hint(project({**SMALL, "communities/werf.yml": text}))


def test_a_field_for_names_that_is_not_there_is_told_to_the_maintainer(tmp_path: Path) -> None:
    count = {"title": "Aantal", "description": "Hoeveel.", "type": "integer", "x-names-in": "nergens"}
    schema = {"title": "Boom", "type": "object", "properties": {"count": count}}
    (tmp_path / "trees.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(SchemaError, match="x-names-in noemt ‘nergens’"):
        load_schemas(tmp_path)

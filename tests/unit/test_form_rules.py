"""The rules of a form: they say what the schemas say, weigh little, and give the words of the check."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.assets.scripts import lightened
from macros.base.dutch import names_in
from macros.checking.check import check
from macros.forms import rules
from macros.forms.rules import UnknownRule, rules_of, words_for_forms
from macros.problems.codes import CODES
from macros.problems.messages import RULES
from tests import form_vectors
from tests.conftest import ROOT, TODAY
from tests.form_vectors import declared

SCRIPTS = ROOT / "docs/assets/js/form-rules"
MISTAKES = json.loads(form_vectors.MISTAKES.read_text(encoding="utf-8"))
# What deserves a look in any entry of few words, and is no mistake.
LOOKS = {"stale", "no-summary", "no-status"}


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_every_collection_has_rules_that_weigh_little() -> None:
    settings, schemas = declared()
    weights = {name: weight(as_json(rules_of(schemas[name], settings))) for name in settings.collections}
    assert len(weights) > 10 and max(weights.values()) <= 2_500, weights
    assert weight(as_json(words_for_forms())) <= 3_000


def test_what_holds_a_form_against_its_rules_weighs_little() -> None:
    texts = [(SCRIPTS / f"{name}.mjs").read_text(encoding="utf-8") for name in ("rules", "guesses", "text-checks")]
    assert sum(weight(lightened(text)) for text in texts) <= 9_000


def test_what_comes_later_is_not_asked_for() -> None:
    settings, schemas = declared()
    for name in settings.collections:
        nodes = schemas[name].document["properties"]
        asked = rules_of(schemas[name], settings)["properties"]
        assert list(asked) == [field for field, node in nodes.items() if not node.get("x-later")]


@pytest.mark.parametrize(
    "more",
    [
        {"not": {"minLength": 3}},
        {"allOf": [{"minLength": 3}]},
        {"x-new": True},
        {"items": {"type": "string", "contains": {}}},
        {"properties": {"part": {"type": "string", "if": {}}}},
        {"oneOf": [{"type": "string", "then": {}}]},
        {"type": "number"},
        {"format": "week"},
        {"properties": {"part": {"type": "string", "x-later": True}}, "required": ["part"]},
    ],
)
def test_a_keyword_that_the_script_does_not_know_is_no_rule(
    more: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FORMATS", {**rules.FORMATS, "week": bool})  # one that only the check would know
    settings, schemas = declared()
    schema = schemas["tools"]
    node = {**schema.document["properties"]["title"], **more}
    document = {**schema.document, "properties": {**schema.document["properties"], "title": node}}
    with pytest.raises(UnknownRule, match="title"):
        rules_of(replace(schema, document=document), settings)


def test_a_format_that_the_check_holds_nothing_against_is_no_rule_of_a_form() -> None:
    settings, schemas = declared()
    schema = schemas["tools"]
    node = {"title": "Kleur", "type": "string", "format": "color"}
    document = {**schema.document, "properties": {**schema.document["properties"], "colour": node}}
    made = rules_of(replace(schema, document=document), settings)["properties"]["colour"]
    assert made == {"title": "Kleur", "type": "string"}


def test_the_scripts_read_every_keyword_of_the_rules() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.mjs"))
    code = re.sub(r"/\*\*.*?\*/", "", code, flags=re.DOTALL)
    assert [name for name in rules._READ if not re.search(rf"\b{name}\b", code)] == []


def test_every_message_has_a_code_and_is_a_sentence() -> None:
    for name, rule in RULES.items():
        assert rule.code in CODES, name
        for one in rule.kinds.values():
            for sentence in filter(None, (one.message, one.hint, one.in_form)):
                assert sentence.endswith((".", "?", "}")), sentence


def test_how_to_mend_something_in_a_form_names_nothing_of_a_file() -> None:
    for _, kinds in words_for_forms()["rules"].values():
        for _, hint in kinds.values():
            assert not re.search(r"\b(?:regel|aanhalingsteken|haakje|spaties ervoor|bestand)\b", hint), hint
            assert not {"example", "how", "all", "instead"} & set(names_in(hint)), hint


def test_there_are_mistakes_enough_of_many_kinds() -> None:
    assert len(MISTAKES) >= 25
    assert len({one["code"] for one in MISTAKES}) >= 12
    assert len({one["collection"] for one in MISTAKES}) >= 4


def test_the_mistakes_of_a_first_writer_give_these_words(root: Path) -> None:
    """tests/cases/forms/mistakes.json, each as the file that somebody would have made of it."""
    paths = [f"content/{one['collection']}/fout-{place}.yml" for place, one in enumerate(MISTAKES)]
    for path, one in zip(paths, MISTAKES, strict=True):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(one["values"], allow_unicode=True, sort_keys=False, width=10_000)
        (root / path).write_text(text, encoding="utf-8")
    problems = check(root, TODAY).problems
    for path, one in zip(paths, MISTAKES, strict=True):
        found = [(p.pointer, p.code, p.message) for p in problems if p.path == path and p.code not in LOOKS]
        assert found == [(one["at"], one["code"], one["message"])]
        assert one["at"].split("/")[1] == one["field"]

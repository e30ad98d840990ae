"""The rules of a collection as a form takes them to the browser: its schema without what says nothing of right or wrong.

docs/assets/js/form-rules/rules.mjs holds what was filled in against them, with the words of macros/problems/messages.py.
Every keyword of a schema stands in one of the tables below: one that nobody thought of would be checked when the file
is made, and not while somebody can still mend it.
"""

from __future__ import annotations

from typing import Any

from macros.markdown.sanitiser import TAGS
from macros.problems import messages
from macros.schema.schemas import EARLIEST, FORMATS, Schema
from macros.schema.settings import Settings
from macros.screening.hosts import OWN

# What the script reads, in the order in which a value is held against it.
_READ = (
    "type", "title", "x-hint", "contentMediaType", "required", "dependentRequired", "minLength", "maxLength", "pattern",
    "format", "enum", "minimum", "maximum", "minItems", "maxItems", "uniqueItems", "minProperties", "x-reference",
    "x-not-before", "x-unique", "oneOf", "items", "properties",
)  # fmt: skip
# What says how a value is shown, explained or found, and not what it may be.
_SHOWN = frozenset(
    (
        "$schema", "$id", "description", "examples", "x-back", "x-choices", "x-early", "x-first", "x-groups",
        "x-groups-as", "x-map", "x-named-in", "x-names-in", "x-note", "x-number", "x-on-card", "x-on-page", "x-phrase",
        "x-picture", "x-proper", "x-property", "x-restates", "x-same", "x-start", "x-together", "x-type", "x-unit", "x-unknown",
        "x-unplaced", "x-whole", "x-words-in",
    )
)  # fmt: skip
# A form has no other fields than those of the schema, so it needs no rule against them.
_MET = frozenset(("additionalProperties",))
# How the lists of one entry hang together: the check tells that once the form is sent.
_TO_THE_CHECK = frozenset(("x-among", "x-layout", "x-nth"))
LATER = "x-later"  # what nobody knows yet who adds an entry: a form does not ask for it

_KNOWN = {*_READ, *_SHOWN, *_MET, *_TO_THE_CHECK, LATER}
_FORMATS = ("date", "uri")  # those that the script holds a text against


class UnknownRule(ValueError):
    """A schema says something that the script of a form does not know."""


def rules_of(schema: Schema, settings: Settings) -> dict[str, Any]:
    """What a form of a collection checks: its schema, and what it calls the entries that it can refer to.

    A schema within it has the keywords that the script reads, with their values as they are. Raises UnknownRule.
    """
    rules = _rules(schema.document, schema.name)
    targets = sorted(set(_references(rules)))
    return {**rules, "one": {name: settings.collections[name].one for name in targets}}


def words_for_forms() -> dict[str, Any]:
    """What every form needs beside the rules of its collection: `rules` is the table of messages, as `messages.in_form`.

    `wanted` and `given` are what types are called, `earliest` is the first year that is no slip, `tags` may stand in a
    text, and `own` are the ends of hosts that nobody else can reach.
    """
    return {
        "rules": messages.in_form(),
        "wanted": messages.WANTED,
        "given": messages.GIVEN,
        "earliest": EARLIEST,
        "tags": sorted(TAGS),
        "own": sorted(OWN),
    }


def _rules(node: dict[str, Any], where: str) -> dict[str, Any]:
    """What the script reads of a part of a schema."""
    if unknown := sorted(node.keys() - _KNOWN):
        raise UnknownRule(f"{where}: {', '.join(unknown)}")
    known = node.get("format", "date") in _FORMATS
    if node.get("type", "string") not in messages.WANTED or (not known and node["format"] in FORMATS):
        raise UnknownRule(f"{where}: {node.get('type')} {node.get('format', '')}")
    kept = {name: node[name] for name in _READ if name in node and (known or name != "format")}
    if not {"format", "pattern"} & kept.keys():  # of another mistake the message says enough
        kept.pop("x-hint", None)
    if "oneOf" in kept:
        kept["oneOf"] = [_rules(option, f"{where}/{place}") for place, option in enumerate(kept["oneOf"])]
    if "items" in kept:
        kept["items"] = _rules(kept["items"], f"{where}/items")
    if "properties" in kept:
        kept |= _parts(kept, where)
    return kept


def _parts(node: dict[str, Any], where: str) -> dict[str, Any]:
    """The parts of a group that a form asks for, and what it says of them together."""
    parts = {name: part for name, part in node["properties"].items() if not part.get(LATER)}
    if missing := [name for name in node.get("required", ()) if name not in parts]:
        raise UnknownRule(f"{where}: {', '.join(missing)} is required, and {LATER}")
    together = {
        name: there
        for name, others in node.get("dependentRequired", {}).items()
        if name in parts and (there := [other for other in others if other in parts])
    }
    kept: dict[str, Any] = {"properties": {name: _rules(part, f"{where}/{name}") for name, part in parts.items()}}
    if "dependentRequired" in node:
        kept["dependentRequired"] = together
    return kept


def _references(node: dict[str, Any]) -> list[str]:
    """The collections that a part of the rules refers to."""
    found = [node["x-reference"]] if "x-reference" in node else []
    inside = [
        *node.get("properties", {}).values(),
        *node.get("oneOf", ()),
        *([node["items"]] if "items" in node else ()),
    ]
    return [*found, *(target for one in inside for target in _references(one))]

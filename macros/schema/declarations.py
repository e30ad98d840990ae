"""The fields of an entry, from the schema that declares them."""

from __future__ import annotations

from typing import Any

from macros.schema.kinds import kind_of
from macros.schema.schemas import NOT_KNOWN, Choice, Field


def field_of(name: str, node: dict[str, Any], required: bool) -> Field:
    many = node.get("type") == "array"
    item = node["items"] if many else node
    parts = [item, *item.get("oneOf", [])]
    return Field(
        name=name,
        label=node.get("title", name),
        description=node.get("description", ""),
        kind=kind_of(item),
        many=many,
        required=required,
        choices=tuple(_choice(option) for option in item.get("x-choices", [])),
        reference=item.get("x-reference"),
        back_label=node.get("x-back", item.get("x-back", "")),
        fields=tuple(field for part in parts for field in _fields_of(part).values()),
        picture=item.get("x-picture", ""),
        map=item.get("x-map", ""),
        same=node.get("x-same"),
        together=node.get("x-together", ""),
        restates=node.get("x-restates", ""),
        first=node.get("x-first", False),
        words_in=tuple(node.get("x-words-in", ())),
        groups=tuple(_choice(group) for group in item.get("x-groups", [])),
        phrase=node.get("x-phrase", item.get("x-phrase", "")),
        proper=node.get("x-proper", item.get("x-proper", "x-reference" in item)),
        unit=(unit["one"], unit["many"]) if (unit := node.get("x-unit")) else None,
        number=node.get("x-number", ""),
        note=node.get("x-note", ""),
        not_before=node.get("x-not-before", ""),
        unique=node.get("x-unique", ""),
        among=item.get("x-among", ""),
        layout=node.get("x-layout", ""),
        nth=item.get("x-nth", ""),
        named_in=node.get("x-named-in", ""),
        whole=_choice(item["x-whole"]) if "x-whole" in item else None,
        unplaced=item.get("x-unplaced", ""),
        groups_as=item.get("x-groups-as", ""),
        on_card=node.get("x-on-card", ""),
        on_page=node.get("x-on-page", ""),
        unknown=node.get("x-unknown", NOT_KNOWN),
        names_in=node.get("x-names-in", ""),
    )


def _fields_of(document: dict[str, Any]) -> dict[str, Field]:
    required = document.get("required", [])
    return {name: field_of(name, node, name in required) for name, node in document.get("properties", {}).items()}


def _choice(option: dict[str, Any]) -> Choice:
    description, within = option.get("description", ""), option.get("x-within", "")
    names, said = tuple(option.get("x-names", ())), option.get("x-said", "")
    return Choice(option["const"], option["title"], description, within, names, said)

"""Values that a field could have, and how a file writes them.

An example comes from the schema: the first of its `examples`, else one made of its
choices, its limits or its own explanation. The scaffold shows it, the field guide
gives it to copy, and a test holds that every example passes the check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from macros.reading.front_matter import BODY
from macros.schema.schemas import Schema

_LINK = "https://example.org/"
_NO_ENTRY = "naam-van-het-bestand"
_NUMBERS = (12, 2026)  # a number to count with, and a year
# What our YAML reads as the text that it is without quotes: words, a web address, a day.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;%€’‘“”()/+&-])*(?<! )|https?://[\w./-]+|\d{4}-\d{2}-\d{2}")
_SLUG = re.compile(r"[a-z][a-z0-9-]*|[0-9]+-[a-z][a-z0-9-]*")
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True)
class Examples:
    """Examples for the fields of one schema. `ids` has for each collection an entry to refer to."""

    schema: Schema
    ids: Mapping[str, str]
    day: date

    def of(self, name: str, whole: bool = True) -> Any:
        """A value for a field: with all its parts, or only with those it must have."""
        return self.value(self.schema.document["properties"][name], whole)

    def required(self) -> dict[str, Any]:
        """The smallest entry."""
        return {name: self.of(name, whole=False) for name, field in self.schema.fields.items() if field.required}

    def value(self, node: dict[str, Any], whole: bool, about: str = "") -> Any:
        """A value that `node` of a schema allows; `about` is what its parent says of it."""
        about = node.get("description", about)
        if node.get("examples"):
            return node["examples"][0]
        if "enum" in node:
            return node["enum"][0]
        if "x-reference" in node:
            return self.ids.get(node["x-reference"], _NO_ENTRY)
        if "oneOf" in node:
            return self.value(node["oneOf"][0], whole, about)
        kind = node.get("type")
        if kind == "array":
            return [self.value(node["items"], whole, about)]
        if kind == "object":
            parts = node.get("properties", {})
            wanted = parts if whole else node.get("required") or parts
            return {name: self.value(parts[name], whole, about) for name in parts if name in wanted}
        if kind == "integer":
            return _number(node)
        if kind == "boolean":
            return True
        if node.get("format") == "date":
            return self.day.isoformat()
        if node.get("format") == "uri":
            return _LINK
        return _text(node, about)


def parts_of(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The parts of a group, of the groups in a list, or of the groups among which one may choose."""
    item = node["items"] if node.get("type") == "array" else node
    options = [item, *item.get("oneOf", [])]
    return dict(chain.from_iterable(option.get("properties", {}).items() for option in options))


def as_file(values: Mapping[str, Any], ending: str, notes: Iterable[str] = ()) -> str:
    """The text of an entry's file; in a `.md` file the body stands below the fields. `notes` are remarks below those."""
    below = ending == ".md"
    lines = [line for name, value in values.items() if not (below and name == BODY) for line in as_yaml(name, value)]
    fields = "\n".join([*lines, *(f"# {note}".rstrip() for note in notes)])
    return f"---\n{fields}\n---\n\n{values.get(BODY, '')}\n" if below else f"{fields}\n"


def as_yaml(name: str, value: Any) -> list[str]:
    """The lines of one field."""
    if isinstance(value, str) and "\n" in value:
        return [f"{name}: |", *(f"  {line}".rstrip() for line in value.rstrip("\n").split("\n"))]
    if isinstance(value, dict):
        return [f"{name}:", *_indented(line for part, inner in value.items() for line in as_yaml(part, inner))]
    if isinstance(value, list):
        if all(isinstance(item, str) and _SLUG.fullmatch(item) and item not in _NOT_TEXT for item in value):
            return [f"{name}: [{', '.join(value)}]"]
        return [f"{name}:", *_indented(line for item in value for line in _item(item))]
    return [f"{name}: {scalar(value)}"]


def scalar(value: str | int | bool) -> str:
    """One value on one line, in quotes where YAML would read it as something else."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT:
        return value
    return json.dumps(value, ensure_ascii=False)


def _item(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        lines = [line for part, inner in value.items() for line in as_yaml(part, inner)]
        yield f"- {lines[0]}"
        yield from _indented(lines[1:])
    else:
        yield f"- {scalar(value)}"


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _number(node: dict[str, Any]) -> int:
    least, most = node.get("minimum", 0), node.get("maximum", max(_NUMBERS))
    return int(next((number for number in _NUMBERS if least <= number <= most), least))


def _text(node: dict[str, Any], about: str) -> str:
    """The explanation itself, cut or repeated to the length that the schema asks."""
    text = about or "Een voorbeeld."
    text += f" {text}" * (node.get("minLength", 0) // len(text))
    most = node.get("maxLength", len(text))
    text = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return str(text)

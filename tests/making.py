"""Entries made up from the schemas alone: valid, and as far out as the schemas let them be.

Each field gets a value at one of its edges: the shortest and the longest text, the smallest and the largest number,
one item or as many as a list may have, days far back and far ahead, letters of many alphabets and signs that mean
something to YAML, HTML, Markdown or a spreadsheet. References lead to entries that exist, and never in a circle.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.schema.schemas import ABOUT_ITSELF, DRAFT, FORMER_NAMES, Field, Schema
from macros.writing.examples import as_file

LONGEST_ID = 100
LAST_YEAR = 2026  # a year to come is refused too
DAYS = ("1900-01-01", "1970-01-01", "2024-02-29", "2026-09-01")  # what is older, or yet to come, is refused
LINKS = (
    "https://example.org/",
    "http://example.org:8080/a/b.html?c=d&e=%C3%A9#f(g)",
    "https://example.org/" + "a" * 400,
)
# What a text is made of; none is a mistake.
PIECES = (
    "woord", "Één", "10 tips", "straße", "Ørsted", "ﬁnancieel", "Ω", "日本語", "😀", "co-creatie", "’s avonds", "O'Brien", "AT&T", "a < b",
    "{{ x }}", "{% raw %}", "100%", "C#", "\\", "=1+1", "--", "1e9", "null", "ja: nee", "“citaat”", "x" * 60, "½", "…", "m²", "©",
)  # fmt: skip
MARKDOWN = (
    "## Kop\n\nEen alinea.", "- een\n- twee", "1. een\n2. twee", "> citaat", "| a | b |\n|---|---|\n| c | d |", "**vet** en *schuin*",
    "`code`", "```text\ncode\n```", "[link](https://example.org/)", "Woord[^1].\n\n[^1]: Een noot.", "regel  \nregel",
)  # fmt: skip


def _not_before(parts: Mapping[str, Any], group: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts of a group that may not be less than another one that is there."""
    named = ((name, parts[name].get("x-not-before")) for name in group)
    return [(name, other) for name, other in named if other in group]


@dataclass
class Maker:
    """Makes the files of a project. The same seed gives the same files."""

    schemas: Mapping[str, Schema]
    collections: Sequence[str]
    seed: int

    def files(self, each: int) -> dict[str, str]:
        """`each` entries of each collection: pairs of a path below content/ and a text."""
        self._random = random.Random(self.seed)
        self._ids = {name: [self._id(name, number) for number in range(each)] for name in self.collections}
        return dict(self._entry(name, number) for name in self.collections for number in range(each))

    def _id(self, collection: str, number: int) -> str:
        stem = self._random.choice(("a", "1", "naam", "x-" * 80, "con-1", "lijst", "data", "404"))
        return f"{stem[: LONGEST_ID - 20].rstrip('-')}-{collection}-{number}"

    def _entry(self, collection: str, number: int) -> tuple[str, str]:
        schema = self.schemas[collection]
        values: dict[str, Any] = {}
        for name, node in schema.document["properties"].items():
            field = schema.fields[name]
            if name == "draft" or not field.required and self._random.random() < 0.3:
                continue  # others refer to what is a draft
            if name == "former_names":
                values[name] = [f"oud-{collection}-{number}", f"{self.collections[0]}/eerder-{collection}-{number}"]
                continue
            if name in ("by_editors", "grounds") or node.get("x-not-before") in values:
                continue  # they name what the entry has: below; or come after it
            # What refers to its own collection refers to an earlier one: else it could go in a circle.
            self._within = (collection, number)
            value = self._value(node)
            if value is not None:
                values[name] = value
        for name, needed in schema.document.get("dependentRequired", {}).items():
            if name in values and any(other not in values for other in needed):
                del values[name]
        self._fit(schema.pointing, values, values)
        values |= self._about(schema, list(values))
        values["title"] = f"{values['title'][:100]} {collection} {number}"
        if "aliases" in values:
            values["aliases"] = [f"{text[:100]} {number} {at}" for at, text in enumerate(values["aliases"])]
        ending = ".md" if "body" in values and self._random.random() < 0.5 else ".yml"
        return f"{collection}/{self._ids[collection][number]}{ending}", as_file(values, ending)

    def _fit(self, fields: Iterable[Field], group: dict[str, Any], entry: dict[str, Any]) -> None:
        """Let what names a group of another list name one that is there, and go where that list is not."""
        for field in [one for one in fields if one.name in group]:
            value = group[field.name]
            for inner in value if field.many else [value]:
                if isinstance(inner, dict):
                    self._fit(field.fields, inner, entry)
            name, _, part = (field.among or field.layout or field.nth).partition(".")
            listed = entry.get(name, [])
            if not name:
                continue
            if not listed:
                del group[field.name]
            elif field.layout:  # each a row of its own
                group[field.name] = [" ".join([one[part]] * 3) for one in listed[: len(value)]]
            else:
                may = [one[part] for one in listed] if part else range(1, len(listed) + 1)
                group[field.name] = (
                    [self._random.choice(may) for _ in value] if field.many else self._random.choice(may)
                )

    def _about(self, schema: Schema, names: list[str]) -> dict[str, Any]:
        """What an entry says of its own fields: which the editors chose, and on what the others rest."""
        told = [name for name in names if name not in ABOUT_ITSELF | {FORMER_NAMES, DRAFT}]
        how = schema.document["properties"]["grounds"]["items"]["properties"]["how"]
        chosen, grounded = (self._random.sample(told, self._random.randint(0, len(told))) for _ in range(2))
        made = {"by_editors": chosen, "grounds": [{"field": name, "how": self._text(how)} for name in grounded]}
        return {name: value for name, value in made.items() if value}

    def _value(self, node: dict[str, Any], whole: bool = True) -> Any:
        """A value that `node` allows; None where it would need an entry that is not there. A text in a list is no `whole`."""
        choose = self._random.choice
        if "enum" in node:
            return choose(node["enum"])
        if "x-reference" in node:
            known = self._ids[node["x-reference"]]
            collection, number = self._within
            known = known[:number] if node["x-reference"] == collection else known
            return choose(known) if known else None
        if "oneOf" in node:
            return self._value(choose(node["oneOf"]))
        kind = node.get("type")
        if kind == "array":
            return self._list(node) or None
        if kind == "object":
            parts = node.get("properties", {})
            wanted = [name for name in parts if name in node.get("required", ()) or self._random.random() < 0.7]
            made = {name: self._value(parts[name]) for name in wanted or list(parts)[:1]}
            group = {name: value for name, value in made.items() if value is not None}
            for name, other in _not_before(parts, group):  # what may not be less is as much
                group[name] = max(group[name], group[other])
            return group if set(node.get("required", ())) <= group.keys() else None
        if kind == "integer":
            least, most = node["minimum"], LAST_YEAR if node["maximum"] == 2100 else node["maximum"]
            return choose((least, most, (least + most) // 2, min(least + 1, most)))
        if kind == "boolean":
            return choose((True, False))
        if node.get("format") == "date":
            return choose(DAYS)
        if "pattern" in node and "examples" in node:
            return choose(node["examples"])
        if node.get("format") == "uri":
            return choose(LINKS)
        if "contentMediaType" in node and "maxLength" not in node:
            return "\n\n".join(self._random.sample(MARKDOWN, choose((1, 3, len(MARKDOWN)) if whole else (1, 2))))
        return self._text(node)

    def _list(self, node: dict[str, Any]) -> list[Any]:
        most = choose_most(node)
        number = self._random.choice((node.get("minItems", 1), 2, min(most, 12), min(most, 30)))
        made = list(self._items(node["items"], min(number, most)))
        if (part := node.get("x-unique")) is not None:
            return list({item[part]: item for item in made}.values())
        unique = node.get("uniqueItems") or "x-reference" in node["items"]
        return list({repr(item): item for item in made}.values()) if unique else made

    def _items(self, node: dict[str, Any], number: int) -> Iterator[Any]:
        for _ in range(number):
            value = self._value(node, whole=False)
            if value is not None:
                yield value

    def _text(self, node: dict[str, Any]) -> str:
        least, most = node.get("minLength", 1), node["maxLength"]
        wanted = self._random.choice((least, most, (least + most) // 2, min(most, least + 20)))
        text = self._random.choice(PIECES[:5])
        while len(text) < wanted:
            text += " " + self._random.choice(PIECES)
        return text[:most].strip().ljust(least, "x")


def choose_most(node: dict[str, Any]) -> int:
    """How many items a list may have: as its schema says, or as many as there are choices."""
    return int(node.get("maxItems", len(node["items"].get("enum", ())) or 1))

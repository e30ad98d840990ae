"""What an entry must be, and what its fields are called.

This module owns the reading of `schemas/`: it follows the references between the
schema files, and gives each collection a validator and a list of fields with
their Dutch labels. Everything that needs a label, a choice or a reference asks
here; nothing else reads the schema files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError as InvalidSchema

Kind = Literal["text", "markdown", "choice", "reference", "date", "link", "number", "truth", "group", "either"]

MARKDOWN = "text/markdown"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What an entry says of its file, not of its subject: no page, list or search shows it.
FORMER_NAMES = "former_names"  # what the file was called before; see macros/references/former_names.py
DRAFT = "draft"  # that it is not on the site yet
# What an entry says of itself and not of what it is about: no fact, no choice, and nothing that one looks for.
ABOUT_ITSELF = frozenset({"asked_as", "language", "sources", "grounds", "by_editors", "checked", "reviewed"})
EARLIEST = 1900  # a year before this is a slip
# In an address, instead of a choice: nobody knows. No choice and no id can be this: it holds a sign that both lack.
UNKNOWN = "niet_bekend"
NOT_KNOWN = "Niet bekend"

_formats = FormatChecker(formats=())


@_formats.checks("date")
def is_date(value: object) -> bool:
    """Whether a text is a day that exists, from EARLIEST on, written as YYYY-MM-DD (RFC 3339, full-date)."""
    if not isinstance(value, str):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).year >= EARLIEST
    except ValueError:
        return False


@dataclass(frozen=True)
class Choice:
    """One value of a vocabulary: a name, or a number where those are known by number. `within` is the group that it
    belongs to, where the vocabulary has groups.

    `names` are what sources call it beside its label; `said` is that label within a sentence, where it has another form.
    """

    value: str
    label: str
    description: str
    within: str = ""
    names: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Field:
    """One field of an entry, as its schema declares it.

    `kind` is the kind of each item where `many` is true. `reference` names the
    collection that a reference points into, `back_label` what the target's page
    calls what refers to it. `fields` are the parts of a group, or of the groups
    that an `either` allows. `picture` names the drawing that shows which of the
    choices hold: a `triangle` for three, `steps` for what follows one another; a group
    that is a `figure` is a number with what it counts. `map` names the map that its
    choices lie on. `same` and `together` say in a phrase why two entries resemble each
    other, with `{word}` or `{name}` for what they share: a value of this field, or who
    refers to both by it. An empty `same` keeps the field out. `restates` is the field that says
    the same in words; where that is filled in, a page shows only the words. `words_in` are the
    fields that say in words what this one says in choices or a number, and that a page shows beside it. `groups`
    are the choices above the choices. `phrase` says a choice in the name of a selection, with `{}` for
    it; `proper` keeps its capital there. `unit` is what a number counts, one and more; `number`
    is the pattern of the number that a text counts as, `note` what a filter on it tells beside.
    `named_in` is the field that says in words which choices or groups hold, where this one is left
    out; `whole` is what all choices together are called, and `unplaced` how one says that a group is
    known and the choice in it is not. `groups_as` is the name under which the data say what follows:
    the groups of an entry, or the whole. `on_card` is what a card calls a field of such words: it says there where
    the entry is, by its place and the choices that hold, and the words themselves only where nothing else is known;
    `on_page` is what the page of an entry calls it.
    `names_in` is the field for the names of what this one counts.
    `unknown` is what a filter calls leaving the field out; empty where that says that there is none.
    """

    name: str
    label: str
    description: str
    kind: Kind
    many: bool
    required: bool
    choices: tuple[Choice, ...] = ()
    reference: str | None = None
    back_label: str = ""
    fields: tuple[Field, ...] = ()
    picture: str = ""
    map: str = ""
    same: str | None = None
    together: str = ""
    restates: str = ""
    words_in: tuple[str, ...] = ()
    groups: tuple[Choice, ...] = ()
    phrase: str = ""
    proper: bool = False
    unit: tuple[str, str] | None = None
    number: str = ""
    note: str = ""
    named_in: str = ""
    whole: Choice | None = None
    unplaced: str = ""
    groups_as: str = ""
    on_card: str = ""
    on_page: str = ""
    unknown: str = NOT_KNOWN
    names_in: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label by value, for a field of choices and all that these lie in."""
        above = (*self.groups, *self.unplaced_in.values(), *([self.whole] if self.whole else ()))
        return {choice.value: choice.label for choice in (*self.choices, *above)}

    @cached_property
    def unplaced_in(self) -> dict[str, Choice]:
        """By group, the choice for what lies in it and nobody knows where: it stands in filters, never in a file."""
        if not self.unplaced or not self.named_in:
            return {}
        tail = re.sub(r"[^a-z0-9]+", "-", self.unplaced.lower())
        return {
            group.value: Choice(f"{group.value}-{tail}", f"{group.label}, {self.unplaced}", "", group.value)
            for group in self.groups
        }

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Group by value, for a field whose choices have groups."""
        return {choice.value: choice.within for choice in self.choices if choice.within}


class SchemaError(Exception):
    """A schema file is broken; the message says which and how, for a maintainer."""


@dataclass(frozen=True)
class Schema:
    """The schema of one collection, with all references between files filled in."""

    name: str
    title: str
    description: str
    document: dict[str, Any]
    fields: Mapping[str, Field]

    @cached_property
    def validator(self) -> Draft202012Validator:
        """A validator for repeated use; making one is dear, using it is not."""
        return Draft202012Validator(self.document, format_checker=_formats)

    @cached_property
    def _quick(self) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(self.document, formats={"date": is_date}, validate_formats=True)

    def passes(self, values: dict[str, Any]) -> bool:
        """Whether `validator` would find nothing: sixty times as quick, but it has no words for what is wrong.

        A test holds the two to each other. Where they ever differed, this is the stricter one (it knows
        more formats), and `validator` decides.
        """
        return self._quick.is_valid(values)

    def node(self, at: tuple[str | int, ...]) -> dict[str, Any]:
        """What the schema says of the value at `at`; empty where it says nothing."""
        node: dict[str, Any] = self.document
        for part in at:
            inner = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
            node = inner if isinstance(inner, dict) else {}
        return node


def load_schemas(folder: Path) -> dict[str, Schema]:
    """Read every `NAME.schema.json` in `folder`. Raises SchemaError for a broken file.

    Files of the same bytes give the same schemas again: making them is dear, and nobody changes one.
    """
    files = []
    for file in sorted(folder.glob("*.schema.json")):
        try:
            files.append((file.name, file.read_bytes()))
        except OSError as error:
            raise _not_json(file.name, error) from error
    return dict(_schemas(tuple(files)))


@lru_cache(maxsize=4)  # a process has one folder of schemas; tests have a few
def _schemas(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, Schema]:
    """The schemas that these files hold, by the names of the files and their bytes."""
    raw: dict[str, Any] = {}
    for name, content in files:
        try:
            raw[name] = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _not_json(name, error) from error
        try:
            if not _is_schema(raw[name]):
                Draft202012Validator.check_schema(raw[name])
        except InvalidSchema as error:
            raise SchemaError(f"{name}: {error.json_path}: {error.message}") from error
    schemas = {}
    for file_name, document in raw.items():
        if "properties" not in document:
            continue
        name = file_name.removesuffix(".schema.json")
        try:
            whole = _expand(document, file_name, raw)
            fields = _fields_of(whole)
        except (AttributeError, KeyError, TypeError) as error:  # JSON Schema, but not in the form that we read
            raise SchemaError(f"{file_name}: hier staat een veld in een vorm die we niet kennen ({error})") from error
        _check_groups(file_name, fields)
        _check_words(file_name, fields)
        schemas[name] = Schema(name, whole.get("title", name), whole.get("description", ""), whole, fields)
    return schemas


def _not_json(name: str, error: Exception) -> SchemaError:
    return SchemaError(f"{name}: geen geldige JSON ({error})")


def _is_schema(document: Any) -> bool:
    """Whether this is JSON Schema, by the quicker of the two libraries; the other has the words where it is not."""
    try:
        return jsonschema_rs.meta.is_valid(document)
    except ValueError:  # a draft that it does not know, or no schema at all
        return False


def _expand(node: Any, file_name: str, raw: Mapping[str, Any], depth: int = 0) -> Any:
    """Fill in references to other files and write vocabularies as `enum`.

    What stands beside a `$ref` (title, description) goes before what it refers to.
    A vocabulary, `oneOf` of constants, becomes an `enum` with its choices kept in
    `x-choices`: the same values pass, and a wrong one gives one error, not twelve.
    """
    if depth > 50:
        raise SchemaError(f"{file_name}: verwijzingen gaan in een kring")
    if isinstance(node, list):
        return [_expand(item, file_name, raw, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target_file, _, pointer = node["$ref"].partition("#")
        target_file = target_file or file_name
        try:
            target = raw[target_file]
            for part in pointer.strip("/").split("/"):
                target = target[part]
        except (KeyError, TypeError) as error:
            raise SchemaError(f"{file_name}: {node['$ref']} bestaat niet") from error
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _expand({**target, **beside}, target_file, raw, depth + 1)
    if "oneOf" in node and all("const" in option for option in node["oneOf"]):
        rest = {key: value for key, value in node.items() if key != "oneOf"}
        return {**rest, "enum": [option["const"] for option in node["oneOf"]], "x-choices": node["oneOf"]}
    return {key: _expand(value, file_name, raw, depth + 1) for key, value in node.items()}


def _fields_of(document: dict[str, Any]) -> dict[str, Field]:
    required = document.get("required", [])
    return {name: _field(name, node, name in required) for name, node in document.get("properties", {}).items()}


def _field(name: str, node: dict[str, Any], required: bool) -> Field:
    many = node.get("type") == "array"
    item = node["items"] if many else node
    parts = [item, *item.get("oneOf", [])]
    return Field(
        name=name,
        label=node.get("title", name),
        description=node.get("description", ""),
        kind=_kind(item),
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
        words_in=tuple(node.get("x-words-in", ())),
        groups=tuple(_choice(group) for group in item.get("x-groups", [])),
        phrase=node.get("x-phrase", item.get("x-phrase", "")),
        proper=node.get("x-proper", item.get("x-proper", "x-reference" in item)),
        unit=(unit["one"], unit["many"]) if (unit := node.get("x-unit")) else None,
        number=node.get("x-number", ""),
        note=node.get("x-note", ""),
        named_in=node.get("x-named-in", ""),
        whole=_choice(item["x-whole"]) if "x-whole" in item else None,
        unplaced=item.get("x-unplaced", ""),
        groups_as=item.get("x-groups-as", ""),
        on_card=node.get("x-on-card", ""),
        on_page=node.get("x-on-page", ""),
        unknown=node.get("x-unknown", NOT_KNOWN),
        names_in=node.get("x-names-in", ""),
    )


def _choice(option: dict[str, Any]) -> Choice:
    description, within = option.get("description", ""), option.get("x-within", "")
    names, said = tuple(option.get("x-names", ())), option.get("x-said", "")
    return Choice(option["const"], option["title"], description, within, names, said)


def _check_words(file_name: str, fields: Mapping[str, Field]) -> None:
    """What a field of choices, or a number, says in words too is a text of the same entry, and its names have a field."""
    for field in fields.values():
        if field.names_in and (field.names_in not in fields or field.names_in == field.name):
            raise SchemaError(
                f"{file_name}: {field.name}: x-names-in noemt ‘{field.names_in}’, maar dat veld is er niet"
            )
        for name in (*field.words_in, *([field.restates] if field.restates else [])):
            if not (field.choices or field.unit) or name not in fields or fields[name].kind not in ("text", "markdown"):
                raise SchemaError(
                    f"{file_name}: {field.name}: ‘{name}’ is geen tekst naast een veld met vaste keuzes of een getal (x-words-in)"
                )


def _check_groups(file_name: str, fields: Mapping[str, Field]) -> None:
    """Every choice stands within a group that exists, and no group has the name of a choice: they share an address."""
    for field in fields.values():
        if field.named_in and (field.named_in not in fields or fields[field.named_in].kind != "text"):
            raise SchemaError(
                f"{file_name}: {field.name}: x-named-in noemt het veld ‘{field.named_in}’, maar dat is hier geen tekst"
            )
        if field.groups_as in fields:
            raise SchemaError(f"{file_name}: {field.name}: x-groups-as ‘{field.groups_as}’ is hier al een veld")
        if len(field.labels) < len(field.choices) + len(field.groups) + len(field.unplaced_in) + bool(field.whole):
            raise SchemaError(f"{file_name}: {field.name}: twee keuzes of groepen hebben dezelfde naam in een adres")
        groups = [group.value for group in field.groups]
        if UNKNOWN in [*groups, *(choice.value for choice in field.choices)]:
            raise SchemaError(f"{file_name}: {field.name}: ‘{UNKNOWN}’ kan geen keuze zijn; zo heet wat weggelaten is")
        for choice in field.choices:
            if choice.within and choice.within not in groups:
                raise SchemaError(
                    f"{file_name}: {field.name}: ‘{choice.value}’ hoort bij ‘{choice.within}’, maar die groep is er niet"
                )
        for group in groups:
            if (
                group in [choice.value for choice in field.choices]
                or groups.count(group) > 1
                or group not in field.group_of.values()
            ):
                raise SchemaError(f"{file_name}: {field.name}: de groep ‘{group}’ is leeg, dubbel of ook een keuze")


def _kind(node: dict[str, Any]) -> Kind:
    if "x-choices" in node:
        return "choice"
    if "x-reference" in node:
        return "reference"
    if node.get("contentMediaType") == MARKDOWN:
        return "markdown"
    if "oneOf" in node:
        return "either"
    by_format: dict[str, Kind] = {"date": "date", "uri": "link"}
    by_type: dict[str, Kind] = {"integer": "number", "boolean": "truth", "object": "group"}
    return by_format.get(node.get("format", "")) or by_type.get(node.get("type", "")) or "text"

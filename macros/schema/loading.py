"""Loading `schemas/`: references between the files filled in, a validator and a list of fields for each collection.

Nothing else reads the schema files. What is wrong in them is told all at once, at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.problems.problem import Fix
from macros.schema.declarations import field_of
from macros.schema.field_rules import broken_rules
from macros.schema.keywords import wrong_in
from macros.schema.schema_files import Contents, SchemaError, SchemaFiles, contents_of, target_of
from macros.schema.schemas import Field, Schema

_DEEPEST = 50  # of references in references: more than that goes round


class _Circle(Exception):
    """References that come back to where they began."""


def load_schemas(folder: Path) -> dict[str, Schema]:
    """Every schema with fields in `folder`, by name. Raises SchemaError with all that is wrong in them.

    Files of the same bytes give the same schemas again: making them is dear, and nobody changes one.
    """
    return dict(_schemas(contents_of(folder)))


@lru_cache(maxsize=4)  # a process has one folder of schemas; tests have a few
def _schemas(contents: Contents) -> Mapping[str, Schema]:
    files = SchemaFiles.of(contents)
    for file, document in files.raw.items():
        try:
            for wrong in wrong_in(document):
                files.report(file, wrong.at, wrong.message, wrong.hint, named=wrong.named, fix=wrong.fix)
        except RecursionError:
            files.report(file, (), f"In {file} staan te veel groepen in elkaar.")
    if not files.problems:  # what refers to a file that cannot be read would be called wrong as well
        files.check_references()
    if files.problems:
        raise SchemaError(files.problems)
    schemas = {}
    for file, document in files.raw.items():
        if isinstance(document, dict) and "properties" in document:
            name = file.removesuffix(".schema.json")
            try:
                whole = _expand(document, file, files.raw)
            except _Circle:
                files.report(
                    file, (), f"De verwijzingen in {file} gaan in een kring.", "Kijk waar een $ref naar zichzelf leidt."
                )
                continue
            except (AttributeError, KeyError, TypeError):  # JSON Schema, but not in the form that we read
                files.report(file, (), f"In {file} staat iets in een vorm die we niet kennen.")
                continue
            fields = _fields_in(whole, file, files)
            schemas[name] = Schema(name, whole.get("title", name), whole.get("description", ""), whole, fields)
    if files.problems:
        raise SchemaError(files.problems)
    return schemas


def _fields_in(whole: dict[str, Any], file: str, files: SchemaFiles) -> dict[str, Field]:
    """The fields that an expanded schema declares; `files` hear what is wrong with them."""
    fields = {}
    for name, node in whole["properties"].items():
        try:
            fields[name] = field_of(name, node, name in whole.get("required", []))
        except (AttributeError, KeyError, TypeError) as error:  # JSON Schema, but not in the form that we read
            lacking = f"‘{error.args[0]}’ ontbreekt." if isinstance(error, KeyError) else ""
            message = f"Het veld ‘{name}’ staat hier in een vorm die we niet kennen."
            files.report(file, ("properties", name), message, lacking, named=True)
    for field, broken in broken_rules(fields):
        origin = files.origin_of(file, ("properties", field.name), broken.at)
        close = [name for name in get_close_matches(broken.named, broken.known, n=1) if name != broken.named]
        hint = f"Bedoelde je ‘{close[0]}’?" if close else f"Het gaat om het veld ‘{field.name}’ in {file}."
        fix = Fix(f'"{broken.named}"', f'"{close[0]}"') if close else None
        files.report(*origin, broken.message, hint, fix=fix)
    return fields


def _expand(node: Any, file_name: str, raw: Mapping[str, Any], depth: int = 0) -> Any:
    """Fill in references to other files and write vocabularies as `enum`.

    What stands beside a `$ref` (title, description) goes before what it refers to.
    A vocabulary, `oneOf` of constants, becomes an `enum` with its choices kept in
    `x-choices`: the same values pass, and a wrong one gives one error, not twelve.
    """
    if depth > _DEEPEST:
        raise _Circle
    if isinstance(node, list):
        return [_expand(item, file_name, raw, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target_file, way = target_of(node["$ref"], file_name)
        target = raw[target_file]
        for part in way:
            target = target[part]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _expand({**target, **beside}, target_file, raw, depth + 1)
    if "oneOf" in node and all("const" in option for option in node["oneOf"]):
        rest = {key: value for key, value in node.items() if key != "oneOf"}
        return {**rest, "enum": [option["const"] for option in node["oneOf"]], "x-choices": node["oneOf"]}
    return {key: _expand(value, file_name, raw, depth + 1) for key, value in node.items()}

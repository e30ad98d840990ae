"""What a command that names a collection works with, or why it cannot: said once, for all such commands."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from macros.checking.folders import meant_collection
from macros.commands import PROBLEMS, USAGE
from macros.configuration.settings_file import NO_SETTINGS, load_settings
from macros.problems import reporters
from macros.problems.problem import START, Problem
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError
from macros.schema.schemas import Schema
from macros.schema.settings import Collection, Settings


@dataclass(frozen=True)
class Asked:
    """The collection that was asked for, and what there is to know of it."""

    collection: Collection
    settings: Settings
    schemas: dict[str, Schema]


def asked(root: Path, name: str) -> Asked | int:
    """The collection that somebody calls `name`; an exit code, with the reason printed, where there is none."""
    try:
        schemas = load_schemas(root / "schemas")
        settings, problems = load_settings(root, schemas["settings"])
    except SchemaError as error:
        settings, problems = None, error.problems
    except KeyError:
        settings, problems = None, [Problem.of("schema", "schemas", START, NO_SETTINGS)]
    if settings is None:
        sys.stderr.write(reporters.text(problems, root))
        return PROBLEMS
    collection, guess = meant_collection(name, settings)
    if collection is None:
        meant = f" Bedoelde je ‘{guess}’?" if guess else ""
        known = ", ".join(f"{one.name} ({one.one})" for one in settings.collections.values())
        print(f"Er is geen collectie ‘{name}’.{meant} Kies uit: {known}.", file=sys.stderr)
        return USAGE
    return Asked(collection, settings, schemas)

"""`python -m macros new`: a file to start from, for whoever writes something new."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.commands import CLEAN, PROBLEMS, USAGE

HELP = "begin een nieuw bestand in content/, met uitleg bij elk veld"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("collection", metavar="COLLECTIE", help="waar het bij hoort, als tool, verhaal of stories")
    parser.add_argument("title", metavar="TITEL", nargs="+", help="de titel")


def run(options: argparse.Namespace, root: Path) -> int:
    from datetime import date

    from macros import clock
    from macros.problems import reporters
    from macros.problems.problem import START, Problem
    from macros.reading.schemas import SchemaError, load_schemas
    from macros.reading.settings import load_settings
    from macros.writing.drafts import Drafts
    from macros.writing.scaffold import meant_collection

    try:
        schemas = load_schemas(root / "schemas")
        settings, problems = load_settings(root, schemas["settings"])
    except (SchemaError, KeyError) as error:
        settings, problems = None, [Problem.of("schema", "schemas", START, f"Een schema klopt niet: {error}")]
    if settings is None:
        sys.stderr.write(reporters.text(problems, root))
        return PROBLEMS

    collection, guess = meant_collection(options.collection, settings)
    if collection is None:
        meant = f" Bedoelde je ‘{guess}’?" if guess else ""
        known = ", ".join(f"{one.name} ({one.one})" for one in settings.collections.values())
        print(f"Er is geen collectie ‘{options.collection}’.{meant} Kies uit: {known}.", file=sys.stderr)
        return USAGE

    day = clock.today(root) if os.environ.get("SOURCE_DATE_EPOCH") else date.today()
    made = Drafts(root, settings, schemas).make(collection, " ".join(options.title), day)
    if isinstance(made, Problem):
        print(f"{made.message}\n{made.hint}".strip(), file=sys.stderr)
        return PROBLEMS
    print(made)
    print(
        f"\nWat nu?\n"
        f"1. Open {made} en vul in waar INVULLEN staat.\n"
        f"2. Controleer het: python -m macros check {made}\n"
        f"3. Bekijk het: make serve, en dan http://127.0.0.1:8000/{collection.path}/{Path(made).stem}/",
    )
    return CLEAN

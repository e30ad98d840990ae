"""`python -m macros new`: a file to start from, for whoever writes something new."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.commands import CLEAN, PROBLEMS

HELP = "begin een nieuw bestand in content/, met uitleg bij elk veld"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "collection", metavar="COLLECTIE", help="waar het bij hoort: de map van een collectie, of hoe zoiets heet"
    )
    parser.add_argument("title", metavar="TITEL", nargs="+", help="de titel")


def run(options: argparse.Namespace, root: Path) -> int:
    from datetime import date

    from macros.base import clock
    from macros.commands.asked import asked
    from macros.problems.problem import Problem
    from macros.writing.drafts import Drafts

    found = asked(root, options.collection)
    if isinstance(found, int):
        return found
    day = clock.today(root) if os.environ.get("SOURCE_DATE_EPOCH") else date.today()
    made = Drafts(root, found.settings, found.schemas).make(found.collection, " ".join(options.title), day)
    if isinstance(made, Problem):
        print(f"{made.message}\n{made.hint}".strip(), file=sys.stderr)
        return PROBLEMS
    print(made)
    print(
        f"\nWat nu?\n"
        f"1. Open {made} en vul in waar INVULLEN staat.\n"
        f"2. Controleer het: python -m macros check {made}\n"
        f"3. Bekijk het: make serve, en dan http://127.0.0.1:8000/{found.collection.path}/{Path(made).stem}/",
    )
    return CLEAN

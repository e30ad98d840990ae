"""`python -m macros rename`: another name for an entry, with everything that refers to it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath

from macros.base.dutch import fill
from macros.commands import CLEAN, PROBLEMS

HELP = "geef een bestand in content/ een andere naam, met alles wat ernaar verwijst"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "collection", metavar="COLLECTIE", help="waar het bij hoort: de map van een collectie, of hoe zoiets heet"
    )
    parser.add_argument("old", metavar="OUD", help="hoe het bestand nu heet, zonder .yml of .md")
    parser.add_argument("new", metavar="NIEUW", help="hoe het gaat heten")
    parser.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er zou veranderen")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.commands.asked import asked
    from macros.writing.edits import Refused
    from macros.writing.renaming import Renaming

    found = asked(root, options.collection)
    if isinstance(found, int):
        return found
    renaming = Renaming(root, found.settings, found.schemas)
    try:
        changes = renaming.plan(found.collection, _name(options.old), _name(options.new))
        for change in changes:
            if change.to != change.path:
                print(f"{change.path} → {change.to}")
            for edit in change.edits:
                before = f"\n  - {edit.before}" if edit.before else ""
                print(f"{change.to}:{edit.line}{before}\n  + {edit.after}")
        count = fill("{n} {bestand|bestanden}", n=len(changes))
        if options.dry_run:
            print(fill("{n} {bestand zou|bestanden zouden} veranderen. Er is niets veranderd.", n=len(changes)))
            return CLEAN
        renaming.apply(changes)
    except Refused as refused:
        print(f"{refused}\nEr is niets veranderd.", file=sys.stderr)
        return PROBLEMS
    print(f"{count} veranderd. Oude adressen leiden naar de nieuwe pagina.")
    return CLEAN


def _name(given: str) -> str:
    """A name, also where somebody gives the file."""
    name = PurePosixPath(given).name
    return name.removesuffix(".yml").removesuffix(".md")

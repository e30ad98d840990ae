"""`python -m macros stale`: what needs a fresh look."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.base.clock import STALE_YEARS
from macros.base.dutch import fill
from macros.commands import CLEAN, PROBLEMS

HELP = "laat zien welke onderwerpen een frisse blik vragen"


def _years(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal jaren van 1 tot en met 100")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("json", "markdown", "text"), default="text", help="hoe de lijst getoond wordt"
    )
    parser.add_argument(
        "--years", type=_years, default=STALE_YEARS, metavar="N", help=f"na hoeveel jaar (nu: {STALE_YEARS})"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.base import clock
    from macros.checking.check import check
    from macros.problems import reporters
    from macros.upkeep.stale import FORMATS, survey

    checked = check(root)
    if checked.library is None:  # an empty list would say that all is well
        sys.stderr.write(reporters.text(checked.errors, root))
        print("De inhoud heeft fouten; er is niet gekeken wat oud is.", file=sys.stderr)
        return PROBLEMS
    found = survey(checked.library, clock.today(root), options.years)
    sys.stdout.write(FORMATS[options.format](found))
    sys.stdout.flush()
    print(fill("{n} {onderwerp vraagt|onderwerpen vragen} een frisse blik.", n=found.stale), file=sys.stderr)
    return CLEAN

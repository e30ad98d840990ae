"""`python -m macros stale`: what needs a fresh look."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from macros.base.clock import STALE_YEARS
from macros.base.dutch import fill
from macros.commands import CLEAN, PROBLEMS

if TYPE_CHECKING:
    from macros.library.library import Library

HELP = "laat zien welke onderwerpen een frisse blik vragen"


def _years(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal jaren van 1 tot en met 100")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"‘{text}’ is geen dag, geschreven als jaar-maand-dag") from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("json", "markdown", "text"), default="text", help="hoe de lijst getoond wordt"
    )
    parser.add_argument(
        "--years", type=_years, default=STALE_YEARS, metavar="N", help=f"na hoeveel jaar (nu: {STALE_YEARS})"
    )

    parser.add_argument(
        "--confirmed",
        type=Path,
        metavar="BESTAND",
        help="zet bij de pagina die in dit issue staat wanneer ze is nagekeken, en noem haar bestand",
    )
    parser.add_argument("--on", type=_day, metavar="DAG", help="de dag daarvan, als jaar-maand-dag (nu: vandaag)")


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
    if options.confirmed:
        return _confirm(root, checked.library, options.confirmed, options.on or date.today())
    found = survey(checked.library, clock.today(root), options.years)
    sys.stdout.write(FORMATS[options.format](found))
    sys.stdout.flush()
    print(fill("{n} {onderwerp vraagt|onderwerpen vragen} een frisse blik.", n=found.stale), file=sys.stderr)
    return CLEAN


def _confirm(root: Path, library: Library, form: Path, day: date) -> int:
    """Write that the entry of a form was looked at, and print its file; else why not."""
    from macros.writing.confirming import confirm, confirmed_in
    from macros.writing.edits import Refused
    from macros.writing.issue_answers import NotAFormError

    try:
        entry = confirmed_in(form.read_text(encoding="utf-8"), library)
        confirm(root, entry, library, day)
    except (OSError, UnicodeDecodeError):
        print(f"{form} is niet te lezen.", file=sys.stderr)
        return PROBLEMS
    except (Refused, NotAFormError) as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    print(entry.path)
    return CLEAN

"""`python -m macros compare`: which pages are new, changed and gone between two built sites."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.commands import CLEAN, USAGE

HELP = "vergelijk twee gebouwde sites"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OUD", help="de map van de site zoals hij was")
    parser.add_argument("new", type=Path, metavar="NIEUW", help="de map van de site zoals hij wordt")
    parser.add_argument(
        "--format", choices=("json", "markdown", "text"), default="text", help="hoe de lijst getoond wordt"
    )
    parser.add_argument("--base-url", default="", metavar="ADRES", help="waar de nieuwe site te zien is, voor links")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.upkeep.compare import FORMATS, NotASite, compare

    base_url = options.base_url.rstrip("/") + "/" if options.base_url else ""
    if base_url and not base_url.startswith(("https://", "http://")):
        print("Het adres bij --base-url begint met https:// of http://.", file=sys.stderr)
        return USAGE
    try:
        found = compare(root / options.old, root / options.new)
    except NotASite as error:
        print(error, file=sys.stderr)
        return USAGE
    sys.stdout.write(FORMATS[options.format](found, base_url))
    return CLEAN

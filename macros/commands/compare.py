"""`python -m macros compare`: which pages are new, changed and gone between two built sites."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.commands import CLEAN, USAGE

_ROOM_FOR_PAGES = 20_000  # bytes, of the 65,536 signs that a pull request holds
_NOT_BUILT = (
    "## Wat er op de site verandert\n\n"
    "De site {} dit voorstel is hier niet te bouwen. Daarom staat er niet bij welke pagina’s veranderen.\n"
)
_WRONG = "## Voor wie dit voorstel beoordeelt\n\nDe inhoud heeft fouten. Als die weg zijn, staat hier meer.\n"
HELP = "vergelijk twee gebouwde sites"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OUD", help="de map van de site zoals hij was")
    parser.add_argument("new", type=Path, metavar="NIEUW", help="de map van de site zoals hij wordt")
    parser.add_argument(
        "--format", choices=("json", "markdown", "text"), default="text", help="hoe de lijst getoond wordt"
    )
    parser.add_argument(
        "--review",
        action="store_true",
        help="zeg ook, in Markdown, wat een redacteur van elk nieuw of veranderd bestand wil weten",
    )
    parser.add_argument("--base-url", default="", metavar="ADRES", help="waar de nieuwe site te zien is, voor links")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.upkeep.compare import FORMATS, NotASite, compare

    base_url = options.base_url.rstrip("/") + "/" if options.base_url else ""
    if base_url and not base_url.startswith(("https://", "http://")):
        print("Het adres bij --base-url begint met https:// of http://.", file=sys.stderr)
        return USAGE
    if options.review:
        return _review(root, root / options.old, root / options.new, base_url)
    try:
        found = compare(root / options.old, root / options.new)
    except NotASite as error:
        print(error, file=sys.stderr)
        return USAGE
    sys.stdout.write(FORMATS[options.format](found, base_url))
    return CLEAN


def _review(root: Path, old: Path, new: Path, base_url: str) -> int:
    """Print what changes on the site, as far as both can be built, and what is to know of each entry."""
    from macros.checking.check import check
    from macros.reading.proposal import Base
    from macros.upkeep.compare import NotASite, as_markdown, compare
    from macros.upkeep.review import Review, bounded

    base = Base(root)
    if not base.is_known:
        print("Zonder git is niet te zien wat er veranderde.", file=sys.stderr)
        return USAGE
    try:
        pages = as_markdown(compare(old, new), base_url, _ROOM_FOR_PAGES)
    except NotASite:
        pages = _NOT_BUILT.format("van vóór" if (new / "index.html").is_file() else "met")
    library = check(root, drafts=True).library
    sys.stdout.write(bounded(Review(root, library, base).as_markdown() if library else _WRONG, pages))
    return CLEAN

"""`python -m macros start`: a small knowledge base of another field, that checks, builds and serves at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.commands import CLEAN, PROBLEMS, USAGE

HELP = "begin een nieuwe kennisbank in een lege map"
_ASKED = ("Waar gaat het over? Eén", "En waar nog meer over? Eén")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="MAP", type=Path, help="een map die leeg is of er nog niet is")
    parser.add_argument("--name", metavar="NAAM", help="hoe de kennisbank heet")
    parser.add_argument(
        "--of",
        metavar="EEN/MEER",
        action="append",
        default=[],
        help="waar het over gaat, in enkelvoud en meervoud, als tuin/tuinen; twee keer",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.base.folding import slug
    from macros.writing.beginning import Word, write

    name = options.name or _ask("Hoe heet de kennisbank?")
    given = options.of or list(_ask_words())
    pairs = [tuple(part.strip() for part in text.split("/")) for text in given]
    words = [Word(*pair) for pair in pairs if len(pair) == 2 and all(map(slug, pair))]
    if not name or len(words) != 2 or len(given) != 2 or words[0].folder == words[1].folder:
        print(
            'Geef een naam en twee woorden, elk in enkelvoud en meervoud, bijvoorbeeld: --name "Stadstuinen" '
            "--of tuin/tuinen --of plant/planten",
            file=sys.stderr,
        )
        return USAGE
    target = (root / options.folder).resolve()
    try:
        write(target, name, (words[0], words[1]))
    except FileExistsError:
        print(f"In {options.folder} staat al iets. Kies een map die leeg is of er nog niet is.", file=sys.stderr)
        return PROBLEMS
    print(f"{options.folder} is klaar. Ga erheen (cd {options.folder}) en bekijk het: make serve")
    return CLEAN


def _ask(question: str) -> str:
    """What somebody answers; nothing where nobody is there."""
    return input(f"{question} ").strip() if sys.stdin.isatty() else ""


def _ask_words() -> Iterator[str]:
    for question in _ASKED:
        one = _ask(f"{question}:")
        yield f"{one}/{_ask(f'En meer dan één {one}:')}" if one else ""

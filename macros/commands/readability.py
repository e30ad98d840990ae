"""`python -m macros readability`: how hard the texts are to read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.base.dutch import counted
from macros.commands import CLEAN, PROBLEMS, USAGE

HELP = "meet hoe moeilijk de teksten zijn"


def _many(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal vanaf 1")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--most", type=_many, default=20, metavar="N", help="toon zoveel pagina’s (nu: 20)")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PAD", help="meet alleen wat in deze paden staat")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.checking.check import check
    from macros.problems import reporters
    from macros.upkeep.readability import as_text, measure

    for path in options.paths:
        if not (root / path).exists():
            print(f"{path}: bestaat niet in {root}", file=sys.stderr)
            return USAGE
    checked = check(root)
    if checked.library is None:
        sys.stderr.write(reporters.text(checked.errors, root))
        print("De inhoud heeft fouten; er is niet gemeten.", file=sys.stderr)
        return PROBLEMS
    only = [(root / path).resolve() for path in options.paths]
    texts = [
        text
        for text in measure(root, checked.library)
        if not only or any((root / text.path).resolve().is_relative_to(path) for path in only)
    ]
    sys.stdout.write(as_text(texts, options.most))
    sys.stdout.flush()
    over = sum(bool(text.over) for text in texts)
    outcome = f"{over} buiten de grenzen" if over else "alles binnen de grenzen"
    print(f"{counted(len(texts), 'tekst', 'teksten')} gemeten: {outcome}.", file=sys.stderr)
    return PROBLEMS if over else CLEAN

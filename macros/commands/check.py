"""`python -m macros check`: every problem of every file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.commands import CLEAN, PROBLEMS, USAGE
from macros.reporters import REPORTERS

HELP = "controleer alle bestanden in content/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text", help="hoe problemen getoond worden")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PAD", help="toon alleen problemen in deze paden")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.check import check  # a build checks in a process of its own: spare this one what that loads

    for path in options.paths:
        if not (root / path).exists() or not (root / path).resolve().is_relative_to(root):
            print(f"{path}: bestaat niet in {root}", file=sys.stderr)
            return USAGE
    only = [(root / path).resolve() for path in options.paths]
    checked = check(root)
    problems = [
        problem
        for problem in checked.problems
        if not only or any((root / problem.path).is_relative_to(path) for path in only)
    ]
    sys.stdout.write(REPORTERS[options.format](problems, root))
    errors = sum(problem.severity == "error" for problem in problems)
    if options.format == "text":
        outcome = f"{errors} {'fout' if errors == 1 else 'fouten'}" if errors else "geen fouten"
        print(f"{checked.files} bestanden gecontroleerd: {outcome}.", file=sys.stderr)
    return PROBLEMS if errors else CLEAN

"""`python -m macros check`: every problem of every file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.base.dutch import counted
from macros.commands import CLEAN, PROBLEMS, USAGE
from macros.problems.codes import MESSAGES
from macros.problems.problem import Problem
from macros.problems.reporters import REPORTERS, by_kind, in_numbers, text

HELP = "controleer alle bestanden in content/"


# More warnings than this are counted, so that they do not bury the errors.
_FEW = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text", help="hoe problemen getoond worden")
    parser.add_argument("--warnings", action="store_true", help="toon elke waarschuwing, ook als het er veel zijn")
    parser.add_argument("--all-errors", action="store_true", help="toon fouten overal, waarschuwingen alleen in PAD")
    parser.add_argument("--no-cache", action="store_true", help="lees en bewaar niets van een eerdere controle")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PAD", help="toon alleen problemen in deze paden")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.checking.check import check  # a build checks in a process of its own: spare this one what that loads

    only = [_within(root, path) for path in options.paths]
    for path, found in zip(options.paths, only, strict=True):
        if not os.path.lexists(found) or not found.is_relative_to(root):
            print(f"{path}: bestaat niet in {root}", file=sys.stderr)
            return USAGE
    checked = check(root, cache=not options.no_cache)
    problems = [
        problem
        for problem in checked.problems
        if not only
        or not checked.files  # what keeps every file from being checked
        or (options.all_errors and problem.severity == "error")
        or any((root / problem.path).is_relative_to(path) for path in only)
    ]
    errors = [problem for problem in problems if problem.severity == "error"]
    if options.format == "text":
        few = options.warnings or only or len(problems) - len(errors) <= _FEW
        _print_text(problems if few else errors, problems, checked.files, root)
    else:
        sys.stdout.write(REPORTERS[options.format](problems, root))
    return PROBLEMS if errors else CLEAN


def _within(root: Path, path: Path) -> Path:
    """A path as it is written, whole; a link in a proposal is itself what is asked about, not where it leads."""
    written = Path(os.path.normpath(root / path))
    return written if written.is_relative_to(root) else written.parent.resolve() / written.name


def _print_text(shown: list[Problem], problems: list[Problem], files: int, root: Path) -> None:
    sys.stdout.write(text(shown, root, colour=_is_colourful()))
    sys.stdout.flush()
    hidden = [problem for problem in problems if problem.severity == "warning"] if len(shown) < len(problems) else []
    if hidden:
        print(
            f"{in_numbers(hidden)}; bekijk ze met --warnings of noem een bestand:\n{by_kind(hidden)}", file=sys.stderr
        )
    errors = [problem for problem in problems if problem.severity == "error"]
    outcome = in_numbers(errors) or "geen fouten"
    print(f"{counted(files, 'bestand', 'bestanden')} gecontroleerd: {outcome}.", file=sys.stderr)
    if shown and (root / MESSAGES).is_dir():
        print(f"Uitleg bij elke melding: {MESSAGES}", file=sys.stderr)


def _is_colourful() -> bool:
    """Whether to paint: on a terminal, unless its user wants none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

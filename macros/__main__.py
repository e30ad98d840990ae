"""The command line: `python -m macros check|build`."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from macros.build import build
from macros.reporters import REPORTERS

CLEAN, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 clean, 1 problems, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="De kennisbank controleren en bouwen.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="de map van de kennisbank (nu: deze map)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    checking = commands.add_parser("check", help="controleer alle bestanden in content/")
    checking.add_argument("--format", choices=sorted(REPORTERS), default="text", help="hoe problemen getoond worden")
    checking.add_argument("paths", nargs="*", type=Path, metavar="PAD", help="toon alleen problemen in deze paden")
    building = commands.add_parser("build", help="controleer en bouw de site")
    building.add_argument("--site-dir", type=Path, default=Path("site"), help="waar de site komt (nu: site)")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what we print is Dutch, whatever the machine is set to
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    if options.command == "build":
        return build(root, root / options.site_dir)
    for path in options.paths:
        if not (root / path).exists() or not (root / path).resolve().is_relative_to(root):
            print(f"{path}: bestaat niet in {root}", file=sys.stderr)
            return USAGE
    return _check(root, options.format, [(root / path).resolve() for path in options.paths])


def _check(root: Path, reporter: str, only: list[Path]) -> int:
    from macros.check import check  # a build checks in a process of its own: spare this one what that loads

    checked = check(root)
    problems = [
        problem
        for problem in checked.problems
        if not only or any((root / problem.path).is_relative_to(path) for path in only)
    ]
    sys.stdout.write(REPORTERS[reporter](problems, root))
    if reporter == "text":
        errors = sum(problem.severity == "error" for problem in problems)
        outcome = f"{errors} {'fout' if errors == 1 else 'fouten'}" if errors else "geen fouten"
        print(f"{checked.files} bestanden gecontroleerd: {outcome}.", file=sys.stderr)
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else CLEAN


if __name__ == "__main__":
    sys.exit(main())

"""The command line: `python -m macros COMMAND`. The commands themselves stand in `commands/`."""

from __future__ import annotations

import argparse
import io
import sys
from importlib import import_module
from pathlib import Path

from macros.commands import COMMANDS


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 clean, 1 problems, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="De kennisbank controleren en bouwen.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="de map van de kennisbank (nu: deze map)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    modules = {name: import_module(f"macros.commands.{name}") for name in COMMANDS}
    for name, module in modules.items():
        module.add_arguments(commands.add_parser(name, help=module.HELP, description=module.HELP))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what we print is Dutch, whatever the machine is set to
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser.parse_args(arguments)
    code: int = modules[options.command].run(options, options.root.resolve())
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it of a program that was interrupted

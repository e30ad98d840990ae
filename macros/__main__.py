"""The command line: `python -m macros COMMAND`. The commands themselves stand in `commands/`."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from macros.commands import COMMANDS, USAGE


class _Parser(argparse.ArgumentParser):
    """Says in Dutch what is wrong with how a command was given."""

    def error(self, message: str) -> NoReturn:
        choice = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
        missing = re.search(r"the following arguments are required: (.*)", message)
        unknown = re.search(r"unrecognized arguments: (.*)", message)
        if choice:
            meant = get_close_matches(choice[1], choices := re.findall(r"[\w-]+", choice[2]), n=1)
            message = f"‘{choice[1]}’ ken ik niet. "
            message += f"Bedoelde je ‘{meant[0]}’?" if meant else f"Kies uit: {', '.join(choices)}."
        elif missing:
            message = f"Er ontbreekt iets: {missing[1]}."
        elif unknown:
            message = f"Dit hoort er niet bij: {unknown[1]}."
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 clean, 1 problems, 2 wrong usage."""
    parser = _Parser(prog="python -m macros", description="De kennisbank controleren en bouwen.")
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


def _run() -> int:
    """Run the command that the machine was given, also when nobody listens to it any more."""
    code = 141  # as a shell says it of a program whose reader went away
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left has nowhere to go
    except KeyboardInterrupt:
        code = 130  # as a shell says it of a program that was interrupted
    return code


if __name__ == "__main__":
    sys.exit(_run())

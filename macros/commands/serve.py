"""`python -m macros serve`: look at the site while writing; every change shows by itself."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path

from macros.commands import USAGE

HELP = "bekijk de site terwijl je schrijft"
_HOST = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="de poort op deze computer (nu: 8000)")
    parser.add_argument("--engine", metavar="NAAM", help="welk programma de pagina’s maakt (nu: mkdocs)")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.configuration.settings_file import environment_problems
    from macros.problems import reporters
    from macros.schema.settings import DRAFTS
    from macros.site import engine as engines

    wrong = list(environment_problems())
    if wrong:
        sys.stderr.write(reporters.text(wrong, root))
        return USAGE
    engine, refused = engines.asked(options.engine)
    if refused:
        print(refused, file=sys.stderr)
        return USAGE
    taken = _why_taken(options.port)
    if taken:
        print(
            f"Op poort {options.port} kan de site nu niet staan: {taken}. "
            f"Stop wat daar draait, of kies een andere: make serve PORT={options.port + 1}",
            file=sys.stderr,
        )
        return USAGE
    command = engines.command(engine, "serve", "--dev-addr", f"{_HOST}:{options.port}", root=root)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", DRAFTS: "1", engines.ENGINE: engine}
    if os.name == "posix":  # in our place: what stops us, stops the server
        os.chdir(root)
        os.execve(sys.executable, command, environment)
    return subprocess.run(command, cwd=root, env=environment).returncode


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_534:
        raise argparse.ArgumentTypeError("een poort is een getal van 1 tot 65534, meestal boven 1024")
    return int(text)


def _why_taken(port: int) -> str:
    """Why no server can listen at a port; empty when one can."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")  # as the server does
        try:
            trial.bind((_HOST, port))
        except OSError as error:
            return "daarvoor heb je geen rechten" if isinstance(error, PermissionError) else "daar draait al iets"
    return ""

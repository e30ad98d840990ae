"""`python -m macros build`: check everything and build the site."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from macros.commands import USAGE

HELP = "controleer en bouw de site"
_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl-C, a polite kill, a closed terminal; Windows has no SIGHUP

_MOST_JOBS = 64


class _Stopped(KeyboardInterrupt):
    """A signal asked us to stop; its argument is the signal's number."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-dir", type=Path, default=Path("site"), help="waar de site komt (nu: site)")
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="in hoeveel processen (nu: één voor elke processor)"
    )
    parser.add_argument("--engine", metavar="NAAM", help="welk programma de pagina’s maakt (nu: mkdocs)")
    parser.add_argument(
        "--no-cache", action="store_true", help="bouw alles opnieuw; lees en bewaar niets van een eerdere keer"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.configuration.settings_file import environment_problems
    from macros.problems import reporters
    from macros.site import engine as engines

    wrong = list(environment_problems())  # the generator would stop at them in English
    if wrong:
        sys.stderr.write(reporters.text(wrong, root))
        return USAGE
    engine, refused = engines.asked(options.engine)
    if refused:
        print(refused, file=sys.stderr)
        return USAGE
    try:
        with _stoppable():
            from macros.site.build import build

            return build(root, root / options.site_dir, options.jobs, not options.no_cache, engine)
    except _Stopped as stopped:
        print("Gestopt. Er blijft geen halve site achter.", file=sys.stderr)
        return 128 + int(stopped.args[0])


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"kies een getal van 1 tot {_MOST_JOBS}")
    return int(text)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Turn the first signal to stop into _Stopped; while that clears away, further ones are ignored."""
    # What is ignored from the start (nohup, a job in the background) stays so.
    stops = [number for name in _STOPS if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in stops if signal.getsignal(number) != signal.SIG_IGN}

    def stop(number: int, frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise _Stopped(number)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

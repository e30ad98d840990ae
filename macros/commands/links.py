"""`python -m macros links`: ask every external address whether it still works."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from macros.base.dutch import counted
from macros.commands import CLEAN, PROBLEMS
from macros.problems.reporters import REPORTERS

HELP = "vraag elk webadres in de kennisbank of het nog werkt"


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 < float(text) <= 86_400:
            return float(text)
    raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal seconden van 1 tot en met 86400")


def _jobs(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal van 1 tot en met 64")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text", help="hoe problemen getoond worden")
    parser.add_argument("--timeout", type=_seconds, default=15, metavar="S", help="hoelang één vraag duurt (nu: 15)")
    parser.add_argument("--jobs", type=_jobs, default=8, metavar="N", help="hoeveel sites tegelijk (nu: 8)")
    parser.add_argument("--deadline", type=_seconds, default=900, metavar="S", help="hoelang alles duurt (nu: 900)")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.checking.check import check
    from macros.upkeep.links import find_mentions, report
    from macros.upkeep.web import Manners, NoWeb

    checked = check(root)
    if checked.library is None:
        sys.stdout.write(REPORTERS[options.format](checked.errors, root))
        print("De inhoud heeft fouten; de webadressen zijn niet gevraagd.", file=sys.stderr)
        return PROBLEMS
    repository = checked.library.settings.repository.encode("ascii", "ignore").decode()
    manners = Manners(
        timeout=options.timeout,
        jobs=options.jobs,
        deadline=options.deadline,
        agent=f"kennisbank-links/1 (+{repository})",
    )
    try:
        found = report(root, find_mentions(root, checked.library), manners)
    except NoWeb as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    sys.stdout.write(REPORTERS[options.format](found.problems, root))
    sys.stdout.flush()
    broken, moved, unsure = (found.count(kind) for kind in ("broken", "moved", "unsure"))
    late = f" Voor {found.unasked} was er geen tijd meer." if found.unasked else ""
    print(
        f"{counted(len(found.outcomes), 'webadres', 'webadressen')} gevraagd: {broken} kapot, {moved} verhuisd, "
        f"{unsure} zonder goed antwoord.{late}",
        file=sys.stderr,
    )
    return PROBLEMS if broken else CLEAN

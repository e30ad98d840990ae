"""What is measured of a build, and the measuring: each stage in a process of its own, beside a plain build in the same run."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PLAIN, CHECK, AGAIN = "plain build", "checking", "checking again"
FIRST, CARDS, EDITED, NOTHING = "first build", "cards kept", "one entry edited", "nothing changed"
_BUILD, _CHECK = ["-m", "macros", "build"], ["-m", "macros", "check"]
_DRAWN = {"cards", "fonts"}  # below .cache/: all that is there where only cards are kept
# What is measured of ours, in this order: the second time, what was kept counts.
_COMMANDS = {
    CHECK: _CHECK,
    AGAIN: _CHECK,
    FIRST: _BUILD,  # draws every card and cuts every letter
    CARDS: _BUILD,
    EDITED: _BUILD,
    NOTHING: _BUILD,
}
STAGES = tuple(_COMMANDS)
_SHORT = 5 * 60  # seconds that one round may take where three are run


@dataclass(frozen=True)
class Measured:
    """One thing that was run: seconds by the clock, seconds of a processor, and peak memory in MB of the largest process."""

    what: str
    seconds: float
    processor: float
    megabytes: float


Round = dict[str, Measured]


def run_rounds(plain: Path, ours: Path, runs: int = 0) -> list[Round]:
    """All that is measured, `runs` times; 0 is three times where once takes under five minutes, else once.

    In turns, so that a busy moment of the machine hits all alike.
    """
    found: list[Round] = []
    start = time.perf_counter()
    while len(found) < (runs or 3):
        edit = f"Wat er in ronde {len(found)} van de meting staat: een andere samenvatting."
        found.append({one.what: one for one in measure(plain, ours, edit)})
        if not runs and len(found) == 1 and time.perf_counter() - start > _SHORT:
            break
    return found


def measure(plain: Path, ours: Path, edit: str, only: Iterable[str] = STAGES, jobs: int = 0) -> Iterator[Measured]:
    """Run the plain build and all that is measured once, or `only` some, in the order given and as often as named.

    `edit` is what the entry says that is edited. `jobs` is in how many processes ours builds; 0 is one for each processor.
    """
    shutil.rmtree(plain / "site", ignore_errors=True)
    yield _run(PLAIN, plain, ["-m", "mkdocs", "build", "--quiet", "--site-dir", "site"])
    for what in only:
        _prepare(what, ours, edit)
        command = _COMMANDS[what]
        yield _run(what, ours, [*command, "--jobs", str(jobs)] if jobs and command == _BUILD else command)


def _prepare(what: str, ours: Path, edit: str) -> None:
    """Take away what is not there yet at this stage, or edit an entry."""
    if what in (CHECK, FIRST, CARDS):
        shutil.rmtree(ours / "site", ignore_errors=True)
        for kept in (ours / ".cache").glob("*"):
            if what == CARDS and kept.name in _DRAWN:
                continue
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    if what == EDITED:
        file = min((ours / "content/lessons").iterdir())
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^summary: .*", f'summary: "{edit}"', text, count=1), encoding="utf-8")


def middle(rounds: Sequence[Round]) -> Round:
    """The median of each figure over the rounds."""
    return {
        what: Measured(
            what,
            statistics.median(one[what].seconds for one in rounds),
            statistics.median(one[what].processor for one in rounds),
            statistics.median(one[what].megabytes for one in rounds),
        )
        for what in rounds[0]
    }


def ratios(rounds: Iterable[Round], what: str, figure: str) -> list[float]:
    """A `figure` (a name in Measured) of one stage in parts of that of the plain build, in each round."""
    return [getattr(one[what], figure) / getattr(one[PLAIN], figure) for one in rounds]


def output_of(project: Path) -> float:
    """Megabytes (10⁶ bytes) of the site of a project."""
    return sum(file.stat().st_size for file in (project / "site").rglob("*") if file.is_file()) / 1e6


def _run(what: str, place: Path, command: list[str]) -> Measured:
    """Run Python in `place`; processor and peak are those of the process and whatever it starts."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    # A process in between, since children can be asked only for all of them together.
    code = (
        "import resource, subprocess, sys; code = subprocess.run([sys.executable, *sys.argv[1:]]).returncode; "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print('used', used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{what} failed:\n{done.stdout}{done.stderr}")
    processor, peak = done.stdout.rsplit("used ", 1)[1].split()
    return Measured(what, seconds, float(processor), int(peak) / (1 if sys.platform == "darwin" else 1024) / _UNIT)


# ru_maxrss counts kilobytes on Linux and bytes on macOS.
_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1

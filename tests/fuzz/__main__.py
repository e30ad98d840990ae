"""Run it: `python -m tests.fuzz 50000 [--seed N] [--one NUMBER]`.

Each input goes the way of a contribution: it is read, checked, reported, and its
texts are turned into HTML. It may take a second of a processor and 200 MB, and must
leave only problems that stand inside the file, and HTML that can do no harm. Python
cannot be interrupted inside a library in C, so a hang there shows as a long time.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import macros.checking.check
from macros.configuration.settings_file import load_settings
from macros.markdown.bounds import Bounds
from macros.markdown.prose import Prose
from macros.problems.codes import CODES
from macros.reading.entry_files import read_file
from macros.references.fields import markdown_in
from macros.schema.loading import load_schemas
from tests.fuzz.extremes import extremes
from tests.fuzz.inputs import Input, Maker
from tests.fuzz.judging import faults_of, harm_in

_ROOT = Path(__file__).resolve().parents[2]
_TODAY = date(2026, 11, 1)
_HANG = 10.0  # seconds of a processor: that a machine does other things too is no finding
_LONGEST = 1.0  # likewise
_LARGEST = 200  # MB more than before
_CHUNK = 250
_SHOWN = 5


class _Hang(BaseException):
    """An input takes too long; no handler of ordinary errors may swallow this."""


@dataclass(frozen=True)
class Outcome:
    """What became of one input. `growth` is in MB; `wrong` is empty when all is well."""

    label: str
    seconds: float
    growth: int
    codes: Counter[str]
    wrong: str


class _Mill:
    """A small project with room for one entry, through which inputs go one by one."""

    def __init__(self, seed: int) -> None:
        schemas = load_schemas(_ROOT / "schemas")
        settings, problems = load_settings(_ROOT, schemas["settings"])
        assert settings is not None, problems
        # Reading the schemas takes longer than all the rest, and they are not what is tried here.
        macros.checking.check.load_schemas = lambda folder: schemas  # type: ignore[attr-defined]
        macros.checking.check.load_settings = lambda root, schema: (settings, [])  # type: ignore[attr-defined]
        self.schemas = schemas
        self.maker = Maker.of(_ROOT, schemas, list(settings.collections), seed)
        self.prose = Prose()
        self._folder = tempfile.TemporaryDirectory(prefix="kennisbank-fuzz-")
        self.root = Path(self._folder.name)
        for name in settings.collections:
            (self.root / "content" / name).mkdir(parents=True)
        signal.signal(signal.SIGPROF, _ring)
        self.take(self.maker.make(0), "")  # what is made at first use is no input's fault

    def take(self, given: Input, label: str) -> Outcome:
        """Let one input go through, and see what becomes of it."""
        file = self.root / "content" / given.collection / given.name
        file.write_bytes(given.data)
        codes: Counter[str] = Counter()
        before, began = _peak(), time.process_time()
        signal.setitimer(signal.ITIMER_PROF, _HANG)
        try:
            wrong = self._go(given, file, codes)
        except _Hang:
            wrong = f"hangs for more than {_HANG:.0f} seconds"
        except Exception:  # whatever it is, it is a finding  # noqa: BLE001
            wrong = traceback.format_exc(limit=-6)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            file.unlink()
        seconds, growth = time.process_time() - began, _peak() - before
        if not wrong and seconds > _LONGEST:
            wrong = f"takes {seconds:.1f} seconds"
        if not wrong and growth > _LARGEST:
            wrong = f"takes {growth} MB"
        if wrong.startswith("hangs"):
            self.prose = Prose()  # it was left halfway
        return Outcome(label, seconds, growth, codes, wrong)

    def _go(self, given: Input, file: Path, codes: Counter[str]) -> str:
        checked = macros.checking.check.check(self.root, _TODAY)
        codes.update(problem.code for problem in checked.problems)
        faults = faults_of(checked.problems, self.root)
        entry = read_file(self.root, given.collection, file)[0] if file.suffix in (".yml", ".md") else None
        if entry is None and not checked.problems:
            faults.append("nothing was read and nothing is wrong")
        for html in self._shown(given.collection, entry.values if entry else {}):
            faults += [f"harm in the HTML: {harm}" for harm in harm_in(html)]
        return "; ".join(faults[:3])

    def _shown(self, collection: str, values: dict[str, object]) -> Iterator[str]:
        bounds = Bounds()
        for name, field in self.schemas[collection].fields.items():
            for _, text in markdown_in(field, values.get(name), (name,)) if name in values else ():
                if bounds.beyond(text) is None:
                    yield self.prose.html(text, lambda link: None)


def _ring(number: int, frame: object) -> None:
    raise _Hang


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@cache  # one for each process
def _mill(seed: int) -> _Mill:
    return _Mill(seed)


def _run_chunk(seed: int, numbers: range) -> list[Outcome]:
    mill = _mill(seed)
    return [mill.take(given := mill.maker.make(number), f"{number} ({given.made})") for number in numbers]


def _run_extreme(seed: int, number: int) -> list[Outcome]:
    given = next(islice(extremes(), number, None))
    return [_mill(seed).take(given, f"extreme {number}: {given.made} ({len(given.data) // 1000} kB, {given.name})")]


def _all_outcomes(count: int, seed: int) -> Iterator[Outcome]:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        worst = [pool.submit(_run_extreme, seed, number) for number, _ in enumerate(extremes())]
        chunks = [
            pool.submit(_run_chunk, seed, range(start, min(start + _CHUNK, count))) for start in range(0, count, _CHUNK)
        ]
        for future in (*worst, *chunks):
            yield from future.result()


def _report(outcomes: Iterable[Outcome], seed: int) -> bool:
    """Print what there is to know; whether all went well."""
    began = time.monotonic()
    number, codes, slowest, largest, wrong = 0, Counter[str](), list[Outcome](), Outcome("", 0, 0, Counter(), ""), 0
    for outcome in outcomes:
        number += 1
        codes += outcome.codes
        slowest = sorted([*slowest, outcome], key=lambda one: -one.seconds)[:_SHOWN]
        largest = max(largest, outcome, key=lambda one: one.growth)
        if outcome.wrong:
            wrong += 1
            print(f"WRONG {outcome.label}: {outcome.wrong}\n  kept in {_keep(outcome, seed)}", flush=True)
    print(f"{number} inputs with seed {seed} in {time.monotonic() - began:.0f} seconds, {wrong} wrong")
    print("Problems:", ", ".join(f"{code} {found}" for code, found in codes.most_common()))
    print("Never seen:", ", ".join(code for code in CODES if code not in codes))
    print("Slowest:")
    for outcome in slowest:
        print(f"  {outcome.seconds * 1000:6.0f} ms  {outcome.label}")
    print(f"Largest: {largest.growth} MB  {largest.label}")
    return wrong == 0


def _given(label: str, seed: int) -> Input:
    first, _, rest = label.partition(" ")
    if first == "extreme":
        return next(islice(extremes(), int(rest.partition(":")[0]), None))
    return _mill(seed).maker.make(int(first))


def _keep(outcome: Outcome, seed: int) -> Path:
    """Write the input to a file, to look at and to try again."""
    given = _given(outcome.label, seed)
    folder = Path(tempfile.gettempdir()) / "kennisbank-fuzz"
    folder.mkdir(exist_ok=True)
    file = (
        folder
        / f"{outcome.label.partition(':')[0].partition(' (')[0].replace(' ', '-')}-{given.collection}{Path(given.name).suffix}"
    )
    file.write_bytes(given.data)
    return file


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=50_000, help="how many inputs, besides the extremes")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other inputs")
    parser.add_argument("--one", metavar="LABEL", help='try one again: its number, or "extreme NUMBER"')
    options = parser.parse_args()
    if options.one:
        return (
            0
            if _report([_mill(options.seed).take(_given(options.one, options.seed), options.one)], options.seed)
            else 1
        )
    return 0 if _report(_all_outcomes(options.count, options.seed), options.seed) else 1


if __name__ == "__main__":
    sys.exit(main())

"""What becomes of a slip: whether a mended line is offered, and whether it is right.

A writer is played who does what the check says: he types each line that is offered, checks
again, and goes on until nothing more is offered. A mended line is right when its problem is
gone and every word of the line is still there, as it was, or as the id or the date that it
stands for; a mended file is right when it holds what was meant.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import macros.checking.check
import macros.checking.content
from macros.base.dutch import MONTHS
from macros.checking.check import check
from macros.problems.problem import Problem
from macros.reading.entry_files import read_entry
from macros.references.register import Register
from macros.schema.loading import load_schemas
from macros.schema.schemas import Schema
from tests.fuzz.slips import Slip, slips

TODAY = date(2026, 11, 1)
_ROOT = Path(__file__).resolve().parents[2]
_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "acht": 8, "negen": 9, "twaalf": 12}
# What must not be: a line that is wrong, damage that nobody tells, a message that says only that it is no YAML.
_FAULTY = ("wrong", "unseen", "general", "partly")
_MOST_ROUNDS = 6
_AT_ONCE = 40  # files; of more than fifty the check does not look for the right line


@dataclass
class Outcome:
    """What became of one slip. `lines` are the mended lines: as written, as offered."""

    slip: Slip
    codes: list[str] = field(default_factory=list)  # of the first check
    told: list[str] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    mended: bool = False  # in the end there was no error, and the file held what was meant
    harmless: bool = False  # it was no slip: nothing was wrong, and the file said what was meant

    @property
    def word(self) -> str:
        if self.faults:
            return "wrong"
        if self.harmless:
            return "harmless"
        if not self.codes:
            return "unseen"
        if self.lines:
            return "right" if self.mended else "partly"
        return "general" if self.codes == ["yaml-syntax"] else "explained"


@dataclass(frozen=True)
class Stock:
    """A project at `root` whose entries are `texts`, by path below content/; in `titles` their names, and in `labels`
    all that an id can stand for.
    """

    root: Path
    schemas: Mapping[str, Schema]
    texts: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, set[str]]

    @classmethod
    def of(cls, root: Path) -> Stock:
        schemas = load_schemas(root / "schemas")
        files = sorted(file for file in (root / "content").glob("*/*") if file.suffix in (".yml", ".md"))
        texts = {file.relative_to(root / "content").as_posix(): file.read_text(encoding="utf-8") for file in files}
        titles: dict[str, dict[str, str]] = {}
        labels: dict[str, set[str]] = {}
        for path, text in texts.items():
            collection, id = path.split("/")[0], Path(path).stem
            entry = read_entry(text, f"content/{path}", collection)[0]
            assert entry, path
            titles.setdefault(collection, {})[id] = entry.values["title"]
            labels.setdefault(id, set()).update((entry.values["title"], *entry.values.get("aliases", ())))
        for id, called in labels_of(schemas).items():
            labels.setdefault(id, set()).update(called)
        return cls(root, schemas, texts, titles, labels)

    def slips(self, seed: int, count: int) -> Iterator[Slip]:
        return slips(self.texts, self.schemas, self.titles, seed, count)

    def problems(self, paths: Iterable[str]) -> list[Problem]:
        """The errors in some of the files. What the others are called is known; to read them each time takes too long."""
        files = sorted((path.split("/")[0], self.root / "content" / path) for path in paths)

        def register(*arguments: Any) -> Register:
            made = Register(*arguments)
            for path in self.texts.keys() - set(paths):
                collection, id = path.split("/")[0], Path(path).stem
                made.reserve(f"content/{path}", collection, id)
                made.titles[collection][id] = self.titles[collection][id]
            return made

        listed = patch.object(macros.checking.check, "find_files", lambda *_: (files, []))
        with listed, patch.object(macros.checking.content, "Register", register):
            return [problem for problem in check(self.root, TODAY).errors if problem.path.startswith("content/")]


def labels_of(schemas: Mapping[str, Schema]) -> dict[str, set[str]]:
    """What a field or a choice is called in words, by its name."""
    labels: dict[str, set[str]] = {}
    for one in (part for schema in schemas.values() for top in schema.fields.values() for part in (top, *top.fields)):
        for id, label in ((one.name, one.label), *one.labels.items()):
            labels.setdefault(id, set()).add(label)
    return labels


def outcomes(stock: Stock, made: Iterable[Slip]) -> Iterator[Outcome]:
    """Let each slip go its way, one of each file at a time."""
    waiting = list(made)
    while waiting:
        batch: dict[str, Slip] = {}
        rest: list[Slip] = []
        for slip in waiting:
            if slip.path in batch or len(batch) >= _AT_ONCE:
                rest.append(slip)
            else:
                batch[slip.path] = slip
        waiting = rest
        yield from _play(stock, batch)


def _play(stock: Stock, batch: Mapping[str, Slip]) -> Iterator[Outcome]:
    labels = stock.labels
    going = {path: Outcome(slip) for path, slip in batch.items()}
    now = {path: slip.wrong for path, slip in batch.items()}
    open_, values = set(batch), {path: _values(path, slip.meant) for path, slip in batch.items()}
    pending: dict[str, list[tuple[int, str, str]]] = {}
    for number in range(_MOST_ROUNDS):
        for path in batch:
            (stock.root / "content" / path).write_text(now[path], encoding="utf-8")
        found: dict[str, list[Problem]] = {path: [] for path in batch}
        for problem in stock.problems(batch):
            found[problem.path.removeprefix("content/")].append(problem)
        for path in sorted(open_):
            outcome, problems = going[path], found[path]
            for line, code, right in pending.pop(path, []):
                if (
                    any(p.line == line and p.code == code for p in problems)
                    and now[path].split("\n")[line - 1] == right
                ):
                    outcome.faults.append(f"still {code}: {right!r}")
            if number == 0:
                outcome.codes = [problem.code for problem in problems]
                outcome.told = [f"{problem.message} → {problem.hint}" for problem in problems]
                outcome.faults += [
                    f"hint: {p.hint}" for p in problems for fault in [_fault_of_hint(p, labels)] if fault
                ]
                outcome.harmless = not problems and _values(path, now[path]) == values[path]
            lines = now[path].split("\n")
            steps = {p.line: p for p in problems if p.right and lines[p.line - 1] != p.right}
            for line, problem in steps.items():
                written = lines[line - 1]
                lost = lost_words(written, problem.right, labels)
                if lost and problem.code != "blank":  # its word is to go
                    outcome.faults.append(f"loses {' '.join(lost)}: {written!r} → {problem.right!r}")
                outcome.lines.append((written, problem.right))
                lines[line - 1] = problem.right
                pending.setdefault(path, []).append((line, problem.code, problem.right))
            now[path] = "\n".join(lines)
            if not steps:
                open_.discard(path)
                outcome.mended = not problems and _values(path, now[path]) == values[path]
                if not problems and outcome.lines and not outcome.mended:
                    outcome.faults.append(f"says something else: {outcome.lines}")
        if not open_:
            break
    for path in batch:
        (stock.root / "content" / path).write_text(stock.texts[path], encoding="utf-8")
    yield from going.values()


def _values(path: str, text: str) -> object:
    entry, problems = read_entry(text, f"content/{path}", path.split("/")[0])
    return json.dumps(entry.values, sort_keys=True) if entry and not problems else None


def _fault_of_hint(problem: Problem, labels: Mapping[str, set[str]]) -> bool:
    """Whether a hint says to type a list that holds what is no id."""
    if problem.code not in ("type", "choice", "reference"):
        return False
    shown = re.search(r"\[([^\]…]+)\]", problem.hint)
    return bool(shown) and any(part.strip() not in labels for part in shown[1].split(",")) if shown else False


def lost_words(written: str, right: str, labels: Mapping[str, set[str]]) -> list[str]:
    """The words of a line that are no longer there in any form. `labels` gives the words that an id may stand for."""
    written = re.sub(r"^\s*o\t", "", written)  # a bullet of Word
    left, after = Counter(_words(written)), Counter(_words(right))
    left -= Counter(
        word for path in re.findall(r"[\w./-]+/|\.(?:yml|md)\b", written) for word in _words(path)
    )  # a file's
    gone = list((left - after).elements())
    fresh = list((after - left).elements())
    ids = re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", right)
    meant = {word for id in ids for label in labels.get(id, ()) for word in _words(label)}
    whole = "".join(_words(right))
    lost = []
    for word in gone:
        close = next((other for other in fresh if _close(word, other)), None)
        if close:
            fresh.remove(close)
        elif (
            word not in meant
            and not any(_close(word, other) for other in meant)
            and word not in whole
            and not _stands_for(word, right)
        ):
            lost.append(word)
    return lost


def _words(text: str) -> list[str]:
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", folded)


def _close(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the finger: at most a letter more or less, or two that changed places."""
    if sorted(one) == sorted(other) and one[:1] == other[:1]:
        return True
    short, long = sorted((one, other), key=len)
    return (
        len(long) > 2
        and len(long) - len(short) <= 1
        and any(
            short == long[:at] + long[at + 1 :] or short[:at] + short[at + 1 :] == long[:at] + long[at + 1 :]
            for at in range(len(long))
        )
    )


def _stands_for(word: str, right: str) -> bool:
    """Whether a word of a date, a number or a list is there in another form, or between values, where it says nothing."""
    if word in ("en", "meer", "dan", "ruim", "o", "www", "http", "https"):
        return True
    months = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if len(word) > 2 and (name.startswith(word) or word in ("mrt", "sept"))
    ]
    if any(f"-{number:02}-" in right for number in months):
        return True
    if word in _NUMBERS and re.search(rf"\b{_NUMBERS[word]}\b", right):
        return True
    digits = re.sub(r"\D", "", word)
    return bool(digits) and (
        int(digits) in {int(run) for run in re.findall(r"\d+", right)} or digits in re.sub(r"\D", "", right)
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.mending", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=2_000, help="how many slips")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other slips")
    parser.add_argument(
        "--all", action="store_true", help="show each slip that is not mended, not only what goes wrong"
    )
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kennisbank-slips-") as folder:
        root = Path(folder)
        for part in ("content", "schemas"):
            shutil.copytree(_ROOT / part, root / part)
        shutil.copy(_ROOT / "kennisbank.yml", root)
        stock = Stock.of(root)
        found = list(outcomes(stock, stock.slips(options.seed, options.count)))
    for outcome in found:
        if outcome.word in _FAULTY or (options.all and outcome.word not in ("right", "harmless")):
            print(told(outcome))
    counts = Counter(outcome.word for outcome in found)
    print(f"{len(found)} slips with seed {options.seed} in {time.monotonic() - began:.0f} seconds")
    print("  offered a line:", sum(bool(outcome.lines) for outcome in found))
    print("  " + ", ".join(f"{word} {count}" for word, count in counts.most_common()))
    return 1 if any(outcome.word in _FAULTY for outcome in found) else 0


def told(outcome: Outcome) -> str:
    """One slip and what became of it, for a person."""
    slip = outcome.slip
    lines = zip(slip.wrong.split("\n"), slip.meant.split("\n"), strict=True)
    rows = [f"{outcome.word}: {slip.kind} in {slip.path}", *outcome.faults, *outcome.told]
    rows += [f"  written {wrong!r}" for wrong, meant in lines if wrong != meant]
    rows += [f"  offered {right!r}" for _, right in outcome.lines]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())

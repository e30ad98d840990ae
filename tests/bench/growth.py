"""`make bench-growth`: what each stage takes at 100 entries and more, how that grows, and what it would come to.

Writes `growth.json` beside this file, and from it the section `Growth` of `docs/ontwikkelen/benchmarks.md`; with `--draw`
only the second. A line on two logarithmic axes is a power of the number of entries: `amount = a · entries^b` (R. Sedgewick
and K. Wayne, Algorithms, 4th edition, section 1.4). Here `b` is the slope between the two largest sizes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import log
from pathlib import Path
from typing import Any

from tests.bench.plot import Limit, Line, Plot, draw
from tests.bench.projects import ROOT, write_both
from tests.bench.stages import AGAIN, CARDS, CHECK, EDITED, FIRST, NOTHING, PLAIN, STAGES, middle, output_of, run_rounds

SIZES = (100, 300, 1000, 3000, 10_000)
FAR = 100_000
FILE = Path(__file__).with_name("growth.json")
PAGE = ROOT / "docs/ontwikkelen/benchmarks.md"
HEADING = "## Growth\n"

_INK = {
    PLAIN: ("--kb-muted", False),
    CHECK: ("--kb-blue-ink", False),
    AGAIN: ("--kb-blue-ink", True),
    FIRST: ("--kb-teal-ink", False),
    CARDS: ("--kb-teal-ink", True),
    EDITED: ("--kb-warm-ink", False),
    NOTHING: ("--kb-warm-ink", True),
}
MEMORY, PLAIN_MEMORY, SITE, PLAIN_SITE = "memory", "memory, plain", "site", "site, plain"
PAGES = Limit("1 GB: GitHub Pages", 1000)
RUNNER = Limit("16 GB: a runner of GitHub", 16_000)
JOB = Limit("six hours: a job on GitHub", 6 * 3600)


@dataclass(frozen=True)
class Amounts:
    """One thing that grows: its points (entries, amount), from few entries to many; two at least."""

    points: tuple[tuple[float, float], ...]

    @property
    def exponent(self) -> float:
        """The slope between the last two points, both axes logarithmic."""
        (few, less), (many, more) = self.points[-2:]
        return log(more / less) / log(many / few)

    def at(self, entries: float) -> float:
        """What it would be if it went on with that slope."""
        many, more = self.points[-1]
        return float(more * (entries / many) ** self.exponent)

    def at_most(self, entries: float) -> float:
        """The same, or in proportion to the number where that is more.

        A slope below one is that of work that is mostly the same whatever the number; it rises as the rest outgrows that.
        """
        many, more = self.points[-1]
        return float(more * (entries / many) ** max(1.0, self.exponent))

    def reaches(self, amount: float) -> float:
        """With how many entries it is that much, by the reckoning of `at_most`."""
        many, more = self.points[-1]
        return float(many * (amount / more) ** (1 / max(1.0, self.exponent)))


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--most", type=int, default=3000, help="the largest size: one of %(default)s and 10000, say")
    ask.add_argument("--runs", type=int, default=0, help="runs of each (0: three where one takes under five minutes)")
    ask.add_argument("--draw", action="store_true", help="measure nothing: write the page anew")
    options = ask.parse_args(arguments)
    if not options.draw:
        sizes = [size for size in SIZES if size <= options.most]
        FILE.write_text(json.dumps(_measure(sizes, options.runs), indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_section(page, make_section(json.loads(FILE.read_text(encoding="utf-8")))), encoding="utf-8")


def _measure(sizes: Sequence[int], runs: int) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="kb-growth-") as folder:
            ours, plain = write_both(Path(folder), size)
            rounds = run_rounds(plain, ours, runs)
            found.append(
                {
                    "entries": size,
                    "runs": len(rounds),
                    "stages": [asdict(one) for one in middle(rounds).values()],
                    "site": {"ours": output_of(ours), "plain": output_of(plain)},
                }
            )
        print(
            size, *(f"{one['what']}: {one['processor']:.2f} s" for one in found[-1]["stages"]), sep="\n  ", flush=True
        )
    return {
        "measured": f"{date.today():%B %Y}",
        "python": sys.version.split()[0],
        "processors": os.cpu_count(),
        "sizes": found,
    }


def amounts_of(growth: dict[str, Any], what: str, figure: str = "processor") -> Amounts:
    """A figure of one stage at each size, or the site of `ours` and `plain` in megabytes."""
    return Amounts(
        tuple(
            (
                size["entries"],
                size["site"][what]
                if figure == "site"
                else next(one[figure] for one in size["stages"] if one["what"] == what),
            )
            for size in growth["sizes"]
        )
    )


def plots_of(growth: dict[str, Any]) -> tuple[Plot, Plot]:
    """Time, and memory with the size of the site."""
    largest = growth["sizes"][-1]["entries"]
    told = f"from {growth['sizes'][0]['entries']:,} to {largest:,} entries, and extrapolated to {FAR:,}"
    time = Plot(
        title="Seconds of a processor",
        told=f"How long each stage takes {told}; the numbers are in the table below.",
        unit=lambda power: f"{power:,g}",
        lines=tuple(_line(what, *_INK[what], amounts_of(growth, what)) for what in (PLAIN, *STAGES)),
    )
    space = Plot(
        title="Memory of a first build, and its site",
        told=f"How much memory a first build takes and how large its site is {told}; the numbers are in the table below.",
        unit=lambda power: f"{power:g} MB" if power < 1000 else f"{power / 1000:g} GB",
        lines=(
            _line(MEMORY, "--kb-teal-ink", False, amounts_of(growth, FIRST, "megabytes")),
            _line(PLAIN_MEMORY, "--kb-teal-ink", True, amounts_of(growth, PLAIN, "megabytes")),
            _line(SITE, "--kb-warm-ink", False, amounts_of(growth, "ours", "site")),
            _line(PLAIN_SITE, "--kb-warm-ink", True, amounts_of(growth, "plain", "site")),
        ),
        limits=(PAGES, RUNNER),
    )
    return time, space


def _line(name: str, colour: str, hollow: bool, amounts: Amounts) -> Line:
    return Line(name, colour, hollow, amounts.points, (FAR, amounts.at(FAR)))


def make_section(growth: dict[str, Any]) -> str:
    """The section of the page, from its heading to the next, which is not in it."""
    sizes = [size["entries"] for size in growth["sizes"]]
    drawings = "\n".join(draw(plot) for plot in plots_of(growth))
    head = f"| | {' | '.join(f'{size:,}' for size in sizes)} | grows by | {FAR:,}, extrapolated |"
    rows = [
        *((what, amounts_of(growth, what), _seconds) for what in (PLAIN, *STAGES)),
        ("memory of a first build", amounts_of(growth, FIRST, "megabytes"), _megabytes),
        ("memory of a plain build", amounts_of(growth, PLAIN, "megabytes"), _megabytes),
        ("site", amounts_of(growth, "ours", "site"), _megabytes),
        ("site, plain", amounts_of(growth, "plain", "site"), _megabytes),
    ]
    table = "\n".join(
        f"| {what} | {' | '.join(write(amount) for _, amount in amounts.points)} | {amounts.exponent:.2f} | "
        f"{_between(*(write(float(f'{far:.2g}')) for far in (amounts.at(FAR), amounts.at_most(FAR))))} |"
        for what, amounts, write in rows
    )
    return f"""{HEADING}
`make bench-growth` measures every stage at {sizes[0]:,} to {sizes[-1]:,} entries, and draws it. This is of {growth["measured"]}, with {growth["processors"]} processors and Python {growth["python"]}: {_runs(growth)}.

<div class="grid">
{drawings}
</div>

Both axes go by powers of ten. Dots are measured; dashes, on a ground of its own shade, are extrapolated.

{head}
|---|{"--:|" * (len(sizes) + 2)}
{table}

Times are seconds of a processor. Memory is that of the largest process; each that makes pages beside it has its own.

**Grows by** is *b* in *amount = a · entriesᵇ*, the slope of the last two dots (Sedgewick and Wayne, *Algorithms*, fourth edition, section 1.4). At 1, twice the entries take twice as much. Below that, much of the work is the same however many there are; the slope rises as the rest outgrows it. So where two amounts stand under {FAR:,}, the first goes on with this slope, and the second is in proportion to the number.

What breaks first, if it grows in proportion, or by its slope where that is steeper:

{_breaking(growth)}
""".rstrip()


def _runs(growth: dict[str, Any]) -> str:
    thrice = [f"{size['entries']:,}" for size in growth["sizes"] if size["runs"] == 3]
    if not thrice:
        return "one run of each"
    if len(thrice) == len(growth["sizes"]):
        return "the median of three runs of each"
    return f"the median of three runs at {' and '.join(thrice)}, one run of the others"


def _breaking(growth: dict[str, Any]) -> str:
    """What is reached at which number of entries, the first one first."""
    found = sorted(
        (amounts.reaches(limit.amount), words)
        for limit, amounts, words in (
            (PAGES, amounts_of(growth, "ours", "site"), "the site is 1 GB, the most that GitHub Pages publishes"),
            (
                RUNNER,
                amounts_of(growth, FIRST, "megabytes"),
                "the largest process of a first build takes 16 GB, the memory of a GitHub runner for a public repository",
            ),
            (
                JOB,
                amounts_of(growth, FIRST, "seconds"),
                "a first build takes six hours by the clock, the most that a job on GitHub may take",
            ),
        )
    )
    return "\n".join(
        f"{nth}. At about {_about(entries)} entries {words}." for nth, (entries, words) in enumerate(found, 1)
    )


def with_section(page: str, section: str) -> str:
    """The page with this section in the place of the one it has. Raises ValueError where it has none."""
    before, found, after = page.partition(HEADING)
    if not found:
        raise ValueError(f"no heading {HEADING.strip()!r}")
    _, next_heading, rest = after.partition("\n## ")
    return before + section + "\n" + next_heading + rest


def _seconds(amount: float) -> str:
    return f"{_rounded(amount)} s"


def _megabytes(amount: float) -> str:
    return f"{_rounded(amount)} MB" if amount < 1000 else f"{_rounded(amount / 1000)} GB"


def _rounded(amount: float) -> str:
    """Two digits that count, or all before the point."""
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:.1f}" if amount >= 1 else f"{amount:.2f}"


def _about(amount: float) -> str:
    return f"{float(f'{amount:.1e}'):,.0f}"


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} – {high}"


if __name__ == "__main__":
    main()

"""`make bench N=1000`: what our own work costs on top of a plain build.

Seeded entries are built twice in one run: as content of the knowledge base, and as
ordinary Markdown pages with the same texts in a plain MkDocs + Material site (same
theme, features, extensions and search; entry pages out of the navigation, one page
per collection that lists its entries). One index of as many entries is then visited
in a browser (`browsing`), where a list is too long for its page. Each build is a process of its own; memory is
its peak. The plain build is the measure: only the ratios mean something on another
machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from macros.index.column_store import WHOLE
from tests.bench.browsing import COLLECTION, Held, browse, make_site, tell
from tests.bench.entries import make, surroundings
from tests.bench.projects import write_ours, write_plain
from tests.bench.searching import First, first_answer, score_of
from tests.bench.stages import CARDS, PLAIN, Round, middle, output_of, ratios, run_rounds

_TYPED = "waterstof in de regio"


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0])
    ask.add_argument("count", type=int, nargs="?", default=1000, help="how many entries")
    ask.add_argument(
        "--runs", type=int, default=0, help="runs of each (0: three where one takes under five minutes, else one)"
    )
    options = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        entries = [*make(options.count), *surroundings()]
        size = write_ours(ours, entries)
        write_plain(plain, entries)
        rounds = run_rounds(plain, ours, options.runs)
        # What was measured is told whatever comes next.
        rows = _print(options.count, size, rounds, {PLAIN: output_of(plain), CARDS: output_of(ours)})
        held: list[Held] = []
        if options.count > WHOLE:
            many = [*make(options.count, shares={COLLECTION: 1}), *surroundings()]
            few = [*make(WHOLE + 1, shares={COLLECTION: 1}), *surroundings()]
            held = browse(make_site(Path(folder), many, few, write_ours))
        found = first_answer(ours / "site", _TYPED)
        scores = score_of(Path(folder))
    _print_search(options.count, scores, found)
    tell(held)
    result = {
        "entries": options.count,
        "runs": len(rounds),
        "bytes_per_entry": size,
        "python": sys.version.split()[0],
        "results": rows,
        "rounds": [[asdict(one) for one in found.values()] for found in rounds],
        "search": {"scores": scores, "first_answer": asdict(found)},
        "long_index": [asdict(one) for one in held],
    }
    Path("bench.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _print(count: int, size: int, rounds: list[Round], output: dict[str, float]) -> list[dict[str, Any]]:
    """Tell the median of each figure, and of its ratios to plain in the same round the median and the worst."""
    print(f"{count} entries of {size} bytes on average, {len(rounds)} run(s) of each: medians, and the worst ratio\n")
    print(
        f"{'':<18}{'seconds':>9}{'ratio':>8}{'worst':>8}{'processor':>11}{'ratio':>8}{'worst':>8}{'ms/entry':>10}"
        f"{'peak MB':>9}{'ratio':>8}{'worst':>8}{'output MB':>11}"
    )
    rows = []
    for what, one in middle(rounds).items():
        row: dict[str, Any] = {**asdict(one)}
        for figure in ("seconds", "processor", "megabytes"):
            found = ratios(rounds, what, figure)
            row |= {f"ratio_{figure}": statistics.median(found), f"worst_ratio_{figure}": max(found)}
        row |= {"ms_per_entry": one.processor * 1000 / count, "output_megabytes": output.get(what)}
        rows.append(row)
        wrote = f"{output[what]:>11.1f}" if what in output else ""
        print(
            f"{what:<18}{one.seconds:>9.2f}{row['ratio_seconds']:>8.3f}{row['worst_ratio_seconds']:>8.3f}"
            f"{one.processor:>11.2f}{row['ratio_processor']:>8.3f}{row['worst_ratio_processor']:>8.3f}"
            f"{row['ms_per_entry']:>10.2f}{one.megabytes:>9.0f}{row['ratio_megabytes']:>8.2f}"
            f"{row['worst_ratio_megabytes']:>8.2f}{wrote}"
        )
    return rows


def _print_search(count: int, scores: dict[str, dict[str, float]], found: First) -> None:
    print(f"\n{'search, real content':<32}{'first 3':>9}{'first 10':>10}{'MRR':>8}")
    for name, one in scores.items():
        print(f"{name:<32}{one['three']:>9.1%}{one['ten']:>10.1%}{one['mean']:>8.3f}")
    print(
        f"\n{f'first answer at {count} entries':<32}{'ms':>9}{'all':>8}{'kB':>8}{'files':>8}   processor four times slower"
    )
    print(f"{_TYPED!r:<32}{found.milliseconds:>9.0f}{found.whole:>8.0f}{found.kilobytes:>8.1f}{found.files:>8}")


if __name__ == "__main__":
    main()

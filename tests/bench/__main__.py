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
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.index.column_store import WHOLE
from tests.bench.browsing import COLLECTION, Held, browse, make_site, tell
from tests.bench.entries import Synthetic, as_yaml, make, surroundings
from tests.bench.searching import First, first_answer, score_of

ROOT = Path(__file__).resolve().parent.parent.parent
PATHS = {
    "communities": "communities",
    "tools": "tools",
    "lessons": "lessen",
    "stories": "verhalen",
    "bottlenecks": "knelpunten",
    "terms": "begrippen",
}
CONFIG = """\
site_name: Plain
theme:
  name: material
  language: nl
  font: false
  features: [navigation.tabs, navigation.tabs.sticky, navigation.top, search.highlight, toc.follow]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Donker}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Licht}}
plugins: [{search: {lang: nl}}]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
nav: [{Home: index.md}, {Communities: communities/index.md}, {Tools: tools/index.md}, {Lessen: lessen/index.md}, {Verhalen: verhalen/index.md}, {Knelpunten: knelpunten/index.md}, {Begrippen: begrippen/index.md}]
not_in_nav: |
  /*/*
  !/*/index.md
"""


_TYPED = "waterstof in de regio"
PLAIN, CHECK, FIRST = "plain build", "checking", "first build"
_CARDS, _EDITED = "cards kept", "one entry edited"
_BUILD, _CHECK = ["-m", "macros", "build"], ["-m", "macros", "check"]
# What is measured of ours, in this order, and what is taken away before: the second time, what was kept counts.
_OURS: dict[str, tuple[list[str], tuple[str, ...]]] = {
    CHECK: (_CHECK, (".cache", "site")),
    "checking again": (_CHECK, ()),
    FIRST: (_BUILD, (".cache", "site")),  # draws every card and cuts every letter
    _CARDS: (_BUILD, ("site", ".cache/check", ".cache/templates", ".cache/builds")),
    _EDITED: (_BUILD, ()),
    "nothing changed": (_BUILD, ()),
}


@dataclass(frozen=True)
class Measured:
    """One thing that was run: seconds by the clock, seconds of a processor, and peak memory in MB of the largest process."""

    what: str
    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0])
    ask.add_argument("count", type=int, nargs="?", default=1000, help="how many entries")
    ask.add_argument(
        "--runs", type=int, default=0, help="runs of each; the median counts (0: three up to 1,000, else one)"
    )
    options = ask.parse_args()
    runs = options.runs or (3 if options.count <= 1000 else 1)
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        entries = [*make(options.count), *surroundings()]
        size = _write_ours(ours, entries)
        _write_plain(plain, entries)
        taken: dict[str, list[Measured]] = {}
        for turn in range(runs):  # in turns, so that a busy moment of the machine hits all alike
            for one in measure(plain, ours, f"Wat er in ronde {turn} van de meting staat: een andere samenvatting."):
                taken.setdefault(one.what, []).append(one)
        results = {what: _median(found) for what, found in taken.items()}
        pages = {what: _tree(place / "site") for what, place in ((PLAIN, plain), (_CARDS, ours))}
        rows = _print(options.count, runs, size, results, pages)  # what was measured is told whatever comes next
        held: list[Held] = []
        if options.count > WHOLE:
            many = [*make(options.count, shares={COLLECTION: 1}), *surroundings()]
            few = [*make(WHOLE + 1, shares={COLLECTION: 1}), *surroundings()]
            held = browse(make_site(Path(folder), many, few, _write_ours))
        found = first_answer(ours / "site", _TYPED)
        scores = score_of(Path(folder))
    _print_search(options.count, scores, found)
    tell(held)
    result = {
        "entries": options.count,
        "runs": runs,
        "bytes_per_entry": size,
        "python": sys.version.split()[0],
        "results": rows,
        "search": {"scores": scores, "first_answer": asdict(found)},
        "long_index": [asdict(one) for one in held],
    }
    Path("bench.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def write_both(folder: Path, count: int) -> tuple[Path, Path]:
    """Two projects below `folder` with the same made-up entries: ours, and a plain one."""
    ours, plain = folder / "ours", folder / "plain"
    entries = [*make(count), *surroundings()]
    _write_ours(ours, entries)
    _write_plain(plain, entries)
    return ours, plain


def measure(plain: Path, ours: Path, edit: str, only: Collection[str] = _OURS) -> Iterator[Measured]:
    """Run all that is measured once, or `only` some; `edit` is what the entry says that is edited."""
    shutil.rmtree(plain / "site", ignore_errors=True)
    yield _run(PLAIN, plain, ["-m", "mkdocs", "build", "--quiet", "--site-dir", "site"])
    for what, (command, gone) in ((what, _OURS[what]) for what in only):
        for name in gone:
            shutil.rmtree(ours / name, ignore_errors=True)
        if what == _EDITED:
            file = min((ours / "content/lessons").iterdir())
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r"(?m)^summary: .*", f'summary: "{edit}"', text, count=1), encoding="utf-8")
        yield _run(what, ours, command)


def _write_ours(root: Path, entries: list[Synthetic]) -> int:
    """The project with synthetic content; returns the mean size of an entry in bytes."""
    root.mkdir(parents=True)
    for part in ("macros", "overrides", "schemas", "docs"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("mkdocs.yml", "kennisbank.yml"):
        shutil.copy(ROOT / part, root)
    # Pages that tell a story link to entries of the real content.
    for page in (root / "docs/index.md", *(root / "docs/verdieping").rglob("*.md")):
        page.write_text("# Verdieping\n\n## Wat levert het op?\n", encoding="utf-8")
    for collection in yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))["collections"]:
        (root / "content" / collection).mkdir(parents=True)
    total = 0
    for entry in entries:
        file = root / "content" / entry.collection / f"{entry.id}.{'md' if entry.body else 'yml'}"
        text = as_yaml(entry)
        total += len(text.encode())
        file.write_text(text, encoding="utf-8")
    return total // max(1, len(entries))


def _write_plain(root: Path, entries: list[Synthetic]) -> None:
    """The same texts as ordinary Markdown: a heading, the values as a table, the texts as sections."""
    root.mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    docs = root / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    lists: dict[str, list[str]] = {name: [f"# {name.capitalize()}", ""] for name in PATHS}
    for entry in entries:
        file = docs / PATHS[entry.collection] / f"{entry.id}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_plain_page(entry), encoding="utf-8")
        lists[entry.collection].append(f"- [{entry.values['title']}]({entry.id}.md)")
    for name, lines in lists.items():
        (docs / PATHS[name]).mkdir(exist_ok=True)
        (docs / PATHS[name] / "index.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain_page(entry: Synthetic) -> str:
    values = entry.values
    rows = ["| | |", "|---|---|"]
    texts: list[str] = []
    for name, value in values.items():
        if name in ("title", "summary"):
            continue
        if isinstance(value, str) and ("\n" in value or len(value) > 80):
            texts += [f"## {name}", "", value, ""]
        elif isinstance(value, list) and len(str(value[0])) > 40 and not isinstance(value[0], dict):
            texts += [f"## {name}", "", *(f"- {item}" for item in value), ""]
        else:
            rows.append(f"| {name} | {_plain_value(value)} |")
    front = f'---\ntitle: "{values["title"]}"\ndescription: "{values["summary"]}"\n---\n'
    return "\n".join([front, f"# {values['title']}", "", str(values["summary"]), "", *rows, "", *texts, entry.body])


def _plain_value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain_value(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key} {item}" for key, item in value.items())
    return str(value).strip('"')


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


def _median(found: list[Measured]) -> Measured:
    middle = (statistics.median(getattr(one, name) for one in found) for name in ("seconds", "processor", "megabytes"))
    return Measured(found[0].what, *middle)


def _tree(folder: Path) -> dict[str, float]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {"files": len(files), "megabytes": sum(file.stat().st_size for file in files) / 1e6}


def _print(
    count: int, runs: int, size: int, results: dict[str, Measured], pages: dict[str, dict[str, float]]
) -> list[dict[str, Any]]:
    plain = results[PLAIN]
    print(f"{count} entries of {size} bytes on average, {runs} run(s) of each, median\n")
    print(
        f"{'':<18}{'seconds':>9}{'ratio':>8}{'processor':>11}{'ratio':>8}{'ms/entry':>10}"
        f"{'peak MB':>9}{'ratio':>8}{'output MB':>11}"
    )
    rows = []
    for what, one in results.items():
        row = {
            **asdict(one),
            "ratio_seconds": one.seconds / plain.seconds,
            "ratio_processor": one.processor / plain.processor,
            "ratio_megabytes": one.megabytes / plain.megabytes,
            "ms_per_entry": one.processor * 1000 / count,
            "output_megabytes": pages.get(what, {}).get("megabytes"),
        }
        rows.append(row)
        output = f"{row['output_megabytes']:>11.1f}" if row["output_megabytes"] is not None else f"{'':>11}"
        print(
            f"{what:<18}{one.seconds:>9.2f}{row['ratio_seconds']:>8.3f}{one.processor:>11.2f}{row['ratio_processor']:>8.3f}"
            f"{row['ms_per_entry']:>10.2f}{one.megabytes:>9.0f}{row['ratio_megabytes']:>8.2f}{output}"
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

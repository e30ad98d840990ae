"""The two projects that a bench builds: made-up entries as a knowledge base, and the same texts in a plain site."""

from __future__ import annotations

import compileall
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.bench.entries import Synthetic, as_yaml, make, surroundings

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


def write_both(folder: Path, count: int) -> tuple[Path, Path]:
    """Two projects below `folder` with the same made-up entries: ours, and a plain one."""
    ours, plain = folder / "ours", folder / "plain"
    entries = [*make(count), *surroundings()]
    write_ours(ours, entries)
    write_plain(plain, entries)
    return ours, plain


def write_ours(root: Path, entries: list[Synthetic]) -> int:
    """The project with synthetic content; returns the mean size of an entry in bytes."""
    root.mkdir(parents=True)
    for part in ("macros", "overrides", "schemas", "docs"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("mkdocs.yml", "kennisbank.yml"):
        shutil.copy(ROOT / part, root)
    # Pages that tell a story link to entries of the real content.
    for page in (root / "docs/index.md", *(root / "docs/verdieping").rglob("*.md")):
        page.write_text("# Verdieping\n\n## Wat levert het op?\n", encoding="utf-8")
    # Those of the monitor do too: the sample has the same figures without them.
    shutil.copytree(ROOT / "tests/sample/docs/monitor", root / "docs/monitor", dirs_exist_ok=True)
    for collection in yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))["collections"]:
        (root / "content" / collection).mkdir(parents=True)
    compileall.compile_dir(root / "macros", quiet=1)  # as a plain site finds MkDocs
    total = 0
    for entry in entries:
        file = root / "content" / entry.collection / f"{entry.id}.{'md' if entry.body else 'yml'}"
        text = as_yaml(entry)
        total += len(text.encode())
        file.write_text(text, encoding="utf-8")
    return total // max(1, len(entries))


def write_plain(root: Path, entries: list[Synthetic]) -> None:
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

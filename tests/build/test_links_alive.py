"""What the check passes is alive on the site: links of every form, to every kind of place, in every Markdown field.

`python -m tests.build.test_links_alive SEED…` tries more seeds.
"""

from __future__ import annotations

import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from macros.checking.check import check
from macros.schema.loading import load_schemas
from tests.conftest import COLLECTIONS, HOME, ROOT, Project, macros, program
from tests.link_making import MARK, LinkMaker

SCHEMAS = load_schemas(ROOT / "schemas")
IMAGES = {f"images/{name}.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="{size}"/></svg>' for name, size in (("rondje", 4), ("punt", 1))}  # fmt: skip
HERE = "https://here.test/"


class Page(HTMLParser):
    """The links, images and ids of a page, and the words in each link."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[tuple[str, str]] = []  # with the mark before it
        self.nameless: list[str] = []
        self._mark = ""
        self._open: list[tuple[str, list[str]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        address = values.get("href" if tag == "a" else "src")
        if tag in ("a", "img") and address is not None:
            self.addresses.append((address, self._mark))
        if tag == "a" and "href" in values and "hidden" not in values:
            self._open.append((values["href"], [values.get("aria-label", ""), values.get("title", "")]))
        elif tag == "img" and self._open:
            self._open[-1][1].append(values.get("alt", ""))
        elif values.get("role") == "img" and self._open:
            self._open[-1][1].append(values.get("aria-label", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:  # one within another closes it
            address, words = self._open.pop()
            if not "".join(words).replace("\u200b", "").strip():
                self.nameless += [f"{address} after {self._mark}"] * bool(self._mark)

    def handle_data(self, data: str) -> None:
        for found in MARK.finditer(data):
            self._mark = found.group()
        if self._open:
            self._open[-1][1].append(data)


def dead(site: Path) -> list[str]:
    """Links of the pages below `site` that lead nowhere, or that nobody could name."""
    pages = {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("index.html"))}
    found: list[str] = []
    for path, page in pages.items():
        here = HERE + path.removesuffix("index.html")
        found += [f"{path}: a link without words to {link}" for link in page.nameless]
        for address, mark in page.addresses:
            if not mark:  # the frame of the page, which other tests look at
                continue
            target, fragment = urldefrag(urljoin(here, address))
            if not target.startswith(HERE):
                if not address.lower().startswith(("https://", "http://", "mailto:", "//")):
                    found.append(f"{path}: {address!r} after {mark} is no address")
                continue
            file = unquote(target.removeprefix(HERE).partition("?")[0])
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            if not (site / file).is_file():
                found.append(f"{path}: {address!r} after {mark} leads to no file")
            elif fragment and file in pages and unquote(fragment) not in pages[file].ids:
                found.append(f"{path}: {address!r} after {mark} leads to no place of that page")
    return found


def try_out(root: Path, seed: int, each: int = 2) -> tuple[int, int, list[str]]:
    """Fill `root` with links, take out what the check tells of, and build: how many were made, how many told, what is dead."""
    maker = LinkMaker(SCHEMAS, COLLECTIONS, seed)
    for name, text in IMAGES.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    for _ in range(60):  # of a file, only so many problems are told at once
        for name, text in maker.with_links(each, [name.partition("/")[2] for name in IMAGES]).items():
            (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / name).write_text(text, encoding="utf-8")
        checked = check(root)
        told = set()
        for problem in checked.problems:
            line = (root / problem.path).read_text(encoding="utf-8").split("\n")[problem.line - 1]
            told |= {int(number) for number in MARK.findall(line)}
        if not told:
            break
        maker.told |= told
    assert checked.errors == [], checked.errors[:5]
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr[-3000:]
    found = dead(root / "site")
    return maker.count, len(maker.told), [f"{line}: {maker.made.get(_number(line))!r}" for line in found]


def _number(line: str) -> int:
    found = MARK.search(line)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("seed", [1])
def test_every_link_that_passes_the_check_is_alive_and_has_a_name(project: Project, seed: int) -> None:
    made, told, found = try_out(project({}), seed)
    assert found == []
    assert made > 400 and made / 5 < told < made * 4 / 5, "some of each"


if __name__ == "__main__":
    for seed in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            root = program(Path(folder) / "project")
            (root / "docs/index.md").write_text(HOME, encoding="utf-8")
            for collection in COLLECTIONS:
                (root / "content" / collection).mkdir(parents=True)
            made, told, found = try_out(root, seed)
            print(
                f"seed {seed}: {made} links, {told} told, {len(found)} dead or without words",
                *found,
                sep="\n  ",
                flush=True,
            )

"""Every renderer works in proportion to what it shows: twice as much, at most two and a half times the work.

Work is time of the processor at four times as much (so at most 6.25 times), the least of several tries.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from macros.base.former_site import FormerSite
from macros.checking.check import check
from macros.exports.exports import write_exports
from macros.forms.names import write_names
from macros.images.images import MAX_SVG_BYTES
from macros.images.svg import clean
from macros.images.svg_nodes import SvgError
from macros.library.library import Library
from macros.library.recorded import RecordedLibrary
from macros.markdown.bounds import Bounds
from macros.markdown.links import links_in
from macros.markdown.prose import Prose
from macros.markdown.tree import parse
from macros.page_macros import drawings, links, lists, words
from macros.pages.context import Context, Here
from macros.pages.renderer import explain, plan, render
from macros.search.engine import write_search
from macros.sharing.sharing import Sharing
from tests.conftest import COLLECTIONS, HOME, program

TODAY = date(2026, 9, 21)
MOST = 6.25
ROOM = {
    "brackets": 12.0,
    "opened": 12.0,
}  # the parser itself looks back over open brackets; by the square it would be 16
Work = Callable[[], object]


def grows(small: Callable[[], Work], large: Callable[[], Work], most: float = MOST) -> float | None:
    """How many times as long `large` takes, where that is too much; each is made anew for every try."""
    ratio = 0.0
    for _ in range(4):
        ratio = seconds(large()) / max(seconds(small()), 1e-4)
        if ratio <= most:
            return None
    return ratio


def seconds(work: Work) -> float:
    """Without what the collector of Python costs, which goes by all that the tests before this one left in memory."""
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


# One piece of a text, with a number in it where pieces have to differ.
TEXTS = {
    "paragraphs": "Woord {n} en **vet** of *schuin*.\n\n", "one paragraph": "woord{n}\n", "lines": "regel {n}\n", "headings": "## Kop {n}\n\n",
    "same headings": "## Kop\n\n", "list": "- punt {n}\n", "numbered list": "1. punt {n}\n", "loose list": "- punt {n}\n\n", "tasks": "- [ ] taak {n}\n",
    "table rows": "| a{n} | b | c |\n", "notes": "Woord[^{n}].\n\n[^{n}]: Noot {n}.\n\n", "one note": "Woord[^1].\n", "links": "[naam {n}](https://example.org/{n})\n",
    "references": "[naam][a]\n", "definitions": "[a{n}]: https://example.org/{n}\n", "bare addresses": "https://example.org/{n}\n", "code": "`x{n}`\n",
    "fences": "```python\nx = {n}\n```\n\n", "one fence": "x = {n}  # woord\n", "quotes": "> citaat {n}\n\n", "alerts": "> [!TIP]\n> tip {n}\n\n",
    "html": "<b>x{n}</b>\n", "html blocks": "<div>\n\nx{n}\n\n</div>\n\n", "details": "<details><summary>{n}</summary>\n\nx\n\n</details>\n\n",
    "images": "![beeld {n}](../images/x{n}.svg)\n\n", "escapes": "\\* \\[\n", "entities": "&amp; &lt;\n", "stars": "*a woord woord woord woord\n", "brackets": "[a\n", "opened": "![a](\n",
    "struck": "~~weg {n}~~\n", "pipes in a cell": "\\| ", "emoji": ":smile:\n", "comments": "<!-- {n} -->\n", "ticks": "` ``\n",
}  # fmt: skip
BEFORE = {
    "table rows": "| a | b | c |\n| - | - | - |\n",
    "one fence": "```python\n",
    "references": "[a]: https://example.org/\n\n",
    "pipes in a cell": "| a |\n| - |\n| ",
}
AFTER = {"one fence": "```\n", "one note": "\n\n[^1]: Noot.\n"}


def text_of(name: str, length: int) -> str:
    piece = TEXTS[name]
    number = max(length // len(piece), 1)
    return BEFORE.get(name, "") + "".join(piece.replace("{n}", str(n)) for n in range(number)) + AFTER.get(name, "")


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_takes_work_in_proportion(name: str) -> None:
    def shown(text: str) -> Work:
        return lambda: Prose().html(text, lambda link: None)

    def looked_at(text: str) -> Work:
        def look() -> None:
            tree = parse(text)
            if Bounds().after(text, tree) is None and tree is not None:
                list(links_in(text, tree))

        return look

    for work, length in product(
        (shown, looked_at), (2_400, 12_000)
    ):  # an ordinary text has a quick way, up to MAX_NODES // 2
        small, large = text_of(name, length), text_of(name, 4 * length)
        assert grows(lambda: work(small), lambda: work(large), ROOM.get(name, MOST)) is None, work.__name__  # noqa: B023


DRAWINGS = {
    "shapes": '<path class="a" d="M0 0h1v1z"/>', "texts": "<text>woord</text>", "points": None, "uses": '<use href="#a"/>',
    "styles": '<g style="fill:red;stroke:blue"/>', "ids": '<g id="x{n}"/>', "fills": '<rect fill="url(#a)"/>', "rules": None, "html": "<foreignObject/>",
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_takes_work_in_proportion(name: str) -> None:
    def drawing(count: int) -> bytes:
        piece = DRAWINGS[name]
        if name == "points":
            body = f'<path d="{"M0 0h1" * count * 5}"/>'
        elif name == "rules":
            body = (
                "<style>"
                + "".join(f".a{n}{{fill:red}}" for n in range(count))
                + "</style>"
                + "".join(f'<g class="a{n}"/>' for n in range(count))
            )
        else:
            body = "".join((piece or "").replace("{n}", str(n)) for n in range(count))
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"/>{body}</svg>'.encode()

    assert len(drawing(4_000)) < MAX_SVG_BYTES
    assert grows(lambda: lambda: clean(drawing(1_000)), lambda: lambda: clean(drawing(4_000))) is None


def test_a_drawing_with_rules_for_all_is_bounded() -> None:
    """No more work than six ordinary drawings that are as large as one may be."""
    raw = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{}</style>{}</svg>'
    ruled = raw.format("g g,* *{fill:red}" * 5_000, "<g><g/></g>" * 4_000).encode()
    ordinary = raw.format("", '<path class="a" d="M0 0h1v1z"/>' * 9_000).encode()

    def refused() -> None:
        with pytest.raises(SvgError):
            clean(ruled)

    assert min(seconds(refused) for _ in range(3)) < 6 * min(seconds(lambda: clean(ordinary)) for _ in range(3))


def library_of(root: Path, count: int) -> Library:
    """A library of so many entries in each collection that asks for no more than what is shared, tied to each other."""
    made = program(root)
    (made / "docs/index.md").write_text(HOME, encoding="utf-8")
    for name in COLLECTIONS:
        (made / "content" / name).mkdir(parents=True)
    for n in range(count):
        head = f"summary: Bedrijven en scholen maken er samen proef nummer {n}, met woord{n % 50}.\nsources: [{{publication: Verslag {n % 20}, where: blz. {n}}}]\nchecked: 2026-09-01\n"
        near = f"t{(n + 1) % count}"
        (made / f"content/communities/c{n}.yml").write_text(
            f"title: Tuin {n}\npartners: {n % 90 + 1}\nprovinces: [zeeland]\ntools: [t{n}, {near}]\nnotes: ['Zie [daar](../tools/t{n}.yml).']\n{head}",
            encoding="utf-8",
        )
        (made / f"content/tools/t{n}.yml").write_text(
            f"title: Spiegel {n}\nphases: [opstart]\nscope: breder\nevidence: ervaring\n{head}", encoding="utf-8"
        )
        (made / f"content/terms/b{n}.yml").write_text(f"title: Begrip nummer {n}\n{head}", encoding="utf-8")
    checked = check(made, TODAY)
    assert checked.library is not None, checked.errors[:3]
    return checked.library


SMALL, LARGE = 40, 160


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Library, Path]]:
    folders = {count: tmp_path_factory.mktemp(f"of-{count}") / "project" for count in (SMALL, LARGE)}
    return {count: (library_of(folder, count), folder) for count, folder in folders.items()}


def entries(library: Library, root: Path, site: Path) -> Work:
    context = Context(library, TODAY)
    pages = [page for page in plan(context) if page.kind == "entry"]
    return lambda: [render(context, page) for page in pages]


def indexes(library: Library, root: Path, site: Path) -> Work:
    context = Context(library, TODAY)
    places = {name: Here(context, f"{library.settings.collections[name].path}/") for name in COLLECTIONS}
    return lambda: [lists.index(here, name) for name, here in places.items()]


def cards(library: Library, root: Path, site: Path) -> Work:
    here = Here(Context(library, TODAY), "")
    ids = [entry.id for entry in library.collection("communities")]
    return lambda: lists.cards(here, "communities", *ids)


def pages(library: Library, root: Path, site: Path) -> Work:
    context = Context(library, TODAY)
    return lambda: [render(context, page) for page in plan(context) if page.kind != "entry"]


def diagrams(library: Library, root: Path, site: Path) -> Work:
    here = Here(Context(library, TODAY), "")
    return lambda: (
        drawings.connections(here),
        drawings.netherlands(here, "communities"),
        links.collection_links(here),
        words.publications(here),
    )


def explained(library: Library, root: Path, site: Path) -> Work:
    context = Context(library, TODAY)
    html = "".join(f"<p>Over begrip nummer {n} en tuin {n}.</p>" for n in range(len(library.collection("terms")) * 5))
    return lambda: explain(context, html, "over/")


def search(library: Library, root: Path, site: Path) -> Work:
    return lambda: write_search(library, (), site)


def data(library: Library, root: Path, site: Path) -> Work:
    return lambda: write_exports(RecordedLibrary(library), root / "schemas", site, FormerSite.none(site))


def names(library: Library, root: Path, site: Path) -> Work:
    return lambda: write_names(RecordedLibrary(library), site, FormerSite.none(site))


def shared(library: Library, root: Path, site: Path) -> Work:
    sharing = Sharing(library, root, "Proef", "Een proef.", TODAY)
    heads = [sharing.entry_page(entry, ()) for name in COLLECTIONS for entry in library.collection(name)]
    return lambda: [sharing.head(page) for page in heads]


@pytest.mark.parametrize(
    "what",
    [entries, indexes, cards, pages, diagrams, explained, search, data, names, shared],
    ids=lambda what: what.__name__,
)
def test_pages_and_files_take_work_in_proportion(
    what: Callable[[Library, Path, Path], Work], libraries: dict[int, tuple[Library, Path]], tmp_path: Path
) -> None:
    def of(count: int) -> Callable[[], Work]:
        return lambda: what(*libraries[count], tmp_path)

    assert grows(of(SMALL), of(LARGE)) is None


def test_what_grows_by_the_square_is_seen() -> None:
    def square(count: int) -> Work:
        return lambda: sum(1 for a in range(count) for b in range(count))

    assert grows(lambda: square(500), lambda: square(2_000)) is not None

"""The pages in docs/meedoen/meldingen/ explain every kind of problem, and their examples do what they say.

An example is a fenced block whose title names a file: `Fout: PATH`, `Goed: PATH`, or
`Erbij: PATH` for a second file. It shows only what matters; the test adds the other
fields that an entry must have. What cannot be shown as text (bytes, file systems,
images) stands in a block of `text`, and a maker makes the real thing.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from macros.checking.check import check
from macros.problems.codes import CODES, PAGES
from macros.problems.reporters import REPORTERS
from tests.conftest import ROOT, Open

PAGES_FOLDER = ROOT / "docs/meedoen/meldingen"
CASES = ROOT / "tests/cases/invalid"
TODAY = date(2026, 11, 21)

_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
_HEADING = re.compile(r'<a name="(?P<name>[\w-]+)"></a>(?P<title>.+) \{ #(?P<code>[\w-]+) \}')
_BLOCK = re.compile(
    r'^```(?P<language>\w+) title="(?P<kind>Fout|Goed|Erbij): (?P<path>[^"]+)"\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
_PAIR = re.compile(r'^<div class="kb-pair" markdown>$(.*?)^</div>$', re.MULTILINE | re.DOTALL)

# What the examples leave out.
FIELDS = {
    "summary": "Bedrijven en scholen leren er samen van proeven.",
    "scope": "breder",
    "evidence": "ervaring",
    "level": "regio",
    "status": "actief",
    "sources": "\n  - publication: Verslag (2025)\n    where: bladzijde 3",
    "checked": "2026-10-01",
}
# Here the mistake is what the file as a whole has or lacks: nothing is added.
WHOLE = {"yaml-empty", "yaml-no-fields", "front-matter", "missing-field"}
# Here the mistake is that this field is not there.
LACKING = {"no-summary": "summary"}
# What is reported besides, since the code counts what others report.
BESIDE = {"more": {"unknown-field"}}
# Examples that no file gives.
NOT_RUN = {
    code: "comes from the command `links`, which asks the web" for code in ("link-moved", "link-unsure", "link-broken")
}


@dataclass(frozen=True)
class Block:
    """One example: what a file holds, or in a block of `text` what it would hold."""

    language: str
    kind: str
    path: str
    text: str


@dataclass(frozen=True)
class Section:
    """The explanation of one code."""

    page: str
    title: str
    code: str
    name: str
    text: str

    @property
    def blocks(self) -> list[Block]:
        return [Block(**found.groupdict()) for found in _BLOCK.finditer(self.text)]

    def block(self, kind: str) -> Block:
        return next(block for block in self.blocks if block.kind == kind)


@cache
def sections() -> dict[str, Section]:
    found: list[Section] = []
    for page in PAGES:
        _, *parts = _SECTION.split((PAGES_FOLDER / f"{page}.md").read_text(encoding="utf-8"))
        for heading, text in zip(parts[::2], parts[1::2], strict=True):
            read = _HEADING.fullmatch(heading)
            assert read, f"{page}: a section without a code: {heading}"
            found.append(Section(page, read["title"], read["code"], read["name"], text))
    assert len({section.code for section in found}) == len(found), "a code with two sections"
    return {section.code: section for section in found}


@pytest.fixture
def root(root: Path) -> Path:
    (root / "content").mkdir()
    return root


def completed(block: Block, without: str = "") -> str:
    """The example with the fields that it leaves out, as an entry of its collection must have them."""
    path = Path(block.path)
    schema = ROOT / "schemas" / f"{path.parent.name}.schema.json"
    if not schema.exists():
        schema = ROOT / "schemas/communities.schema.json"
    declared = json.loads(schema.read_text(encoding="utf-8"))
    text, body = block.text, ""
    if path.suffix == ".md":
        opened = re.fullmatch(r"---\n(.*?)^---\n(.*)", text, re.MULTILINE | re.DOTALL)
        text, body = (opened[1], opened[2]) if opened else ("", text)
    wanted = [name for name in (*declared["required"], "summary", "status") if name in declared["properties"]]
    for name in dict.fromkeys(wanted):
        if name == "body" or name == without or re.search(rf"\b{name}\b", text):
            continue
        value = FIELDS.get(name) or path.stem.replace("-", " ").capitalize()
        if name == "sources" and re.search(r"^checked:", text, re.MULTILINE):
            value = value.replace("2025", "2015")  # facts are not older than where they stand
        text += f"{name}:{'' if value[0] == chr(10) else ' '}{value}\n"
    if path.suffix != ".md":
        return text
    return f"---\n{text}---\n\n{body.strip() or 'Er was eens.'}\n"


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def photo(root: Path, path: str, width: int = 40, height: int = 30) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    Image.new("1", (width, height)).save(root / path)


def story_with(root: Path, path: str) -> None:
    text = f"![Drie studenten op het dek](../images/{Path(path).name})\n"
    write(
        root, "content/stories/een-dag-op-zee.md", completed(Block("", "", "content/stories/een-dag-op-zee.md", text))
    )


def taken_away(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
    """Make the file, commit it, and delete it."""
    write(root, block.path, "title: De Spiegel\n")
    for question in (("init", "-q"), ("add", "content"), ("commit", "-qm", "x")):
        command = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", *question]
        subprocess.run(command, check=True)
    (root / block.path).unlink()


Maker = Callable[[Path, Block, pytest.MonkeyPatch], None]


def signs(shown: str, meant: bytes) -> Maker:
    """Make the file of the example, with the bytes that a sign stands for."""

    def make(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
        assert shown in block.text
        write(root, block.path, "")
        (root / block.path).write_bytes(completed(block).encode().replace(shown.encode(), meant))

    return make


def entry(text: str) -> Maker:
    """Make a file with this text and the fields that an entry must have."""

    def make(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
        write(root, block.path, completed(Block("", "", block.path, text)))

    return make


def symlink(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
    write(root, "elders.yml", completed(block))
    (root / block.path).parent.mkdir(parents=True)
    (root / block.path).symlink_to(root / "elders.yml")


def unreadable(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
    """The superuser may open any file, so that its rights would not do."""
    write(root, block.path, completed(Block("", "", block.path, "")))
    opened = Path.open

    def refuse(self: Path, *arguments: object, **options: object) -> object:
        if self.name == Path(block.path).name:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    patch.setattr(Path, "open", refuse)


def picture(width: int = 40, height: int = 30, part: float = 1, used: bool = True) -> Maker:
    """Make an image of this size, or part of its file, and a story that shows it."""

    def make(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
        photo(root, block.path, width, height)
        raw = (root / block.path).read_bytes()
        (root / block.path).write_bytes(raw[: int(len(raw) * part)])
        if used:
            story_with(root, block.path)

    return make


def among(number: int) -> Maker:
    """Make the example among so many entries that have its word in their summary."""

    def make(root: Path, block: Block, patch: pytest.MonkeyPatch) -> None:
        write(root, block.path, completed(block))
        for at in range(number):
            path = f"content/communities/tuin-{at}.yml"
            write(root, path, completed(Block("", "", path, "")))

    return make


MAKERS: dict[tuple[str, str], Maker] = {
    ("common-word", "Fout"): among(12),
    ("symlink", "Fout"): symlink,
    ("unreadable", "Fout"): unreadable,
    ("size", "Fout"): entry("De boot voer uit.\n" * 50_000),
    ("encoding", "Fout"): signs("�", "é".encode("cp1252")),
    ("character", "Fout"): signs("▯", b"\x02"),
    ("gone", "Erbij"): taken_away,
    ("renamed", "Erbij"): taken_away,
    ("more", "Fout"): entry("".join(f"naam{number}: De Tuin\n" for number in range(1, 61))),
    ("yaml-tab", "Fout"): signs("⇥", b"\t"),
    ("yaml-size", "Fout"): entry("aliases:\n" + "".join(f"  - Tuin {number}\n" for number in range(5_000))),
    ("image-kind", "Fout"): picture(),
    ("image-kind", "Goed"): picture(),
    ("image-size", "Fout"): picture(5000, 4000),
    ("image-size", "Goed"): picture(1600, 1280),
    ("image-broken", "Fout"): picture(part=0.5),
    ("image-broken", "Goed"): picture(),
}
# Where the image that the right example shows stands beforehand.
WITH_IMAGE = {("image-missing", "Goed"), ("image-elsewhere", "Goed"), ("image-alt", "Fout"), ("image-alt", "Goed"),
              ("image-unused", "Fout"), ("image-unused", "Goed")}  # fmt: skip


def codes_of(root: Path, section: Section, kind: str, patch: pytest.MonkeyPatch) -> list[str]:
    """The codes that the check gives for one example of a section."""
    for block in section.blocks:
        if block.kind not in (kind, "Erbij"):
            continue
        if not block.path.startswith("content/") and not (root / block.path).exists():
            write(root, block.path, block.text)
        elif not block.path.startswith("content/"):  # a piece of a file that there is
            right, file = section.block("Goed").text.rstrip("\n"), root / block.path
            text = file.read_text(encoding="utf-8")
            assert right in text, "the right example stands in the project's own file"
            file.write_text(text.replace(right, block.text.rstrip("\n"), 1), encoding="utf-8")
        elif block.language == "text":
            MAKERS[section.code, block.kind](root, block, patch)
        elif section.code in WHOLE and kind == "Fout" or block.path.endswith(".svg"):
            write(root, block.path, block.text)
        else:
            write(root, block.path, completed(block, LACKING.get(section.code, "") if kind == "Fout" else ""))
    if (section.code, kind) in WITH_IMAGE:
        photo(root, "content/images/dek.jpg")
    return [problem.code for problem in check(root, TODAY).problems]


RUN = [code for code in CODES if code not in NOT_RUN]


@pytest.mark.parametrize("code", RUN)
def test_the_wrong_example_gives_the_problem_that_it_explains_and_no_other(
    code: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = codes_of(root, sections()[code], "Fout", monkeypatch)
    assert found.count(code) == 1
    assert set(found) - BESIDE.get(code, set()) == {code}


@pytest.mark.parametrize("code", RUN)
def test_the_right_example_gives_no_problem(code: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes_of(root, sections()[code], "Goed", monkeypatch) == []


def test_every_code_has_one_section_on_its_page_with_its_title_and_no_section_is_without_a_code() -> None:
    explained = {code: (section.page, section.title, section.name) for code, section in sections().items()}
    assert explained == {code: (kind.page, kind.title, code) for code, kind in CODES.items()}
    assert {page.stem for page in PAGES_FOLDER.glob("*.md")} == {*PAGES, "index"}


@pytest.mark.parametrize("code", CODES)
def test_a_section_says_how_grave_it_is_and_shows_a_wrong_and_a_right_example(code: str) -> None:
    section = sections()[code]
    grave = {"error": "**fout**: hiermee kan het nog niet op de site", "warning": "**let op**: houdt niets tegen"}
    line = grave[CODES[code].severity]
    if code in NOT_RUN and CODES[code].severity == "error":
        line = "**fout**: houdt je voorstel niet tegen, maar verbeter het snel"
    assert section.text.startswith(f"\n\n`{code}` · {line}\n{{ .kb-message }}\n\n")
    (pair,) = _PAIR.findall(section.text)
    assert [found["kind"] for found in _BLOCK.finditer(pair)] == ["Fout", "Goed"]
    assert section.text.count("\n```") == 2 * len(section.blocks), "a block that no test would run"
    assert section.block("Fout") != section.block("Goed")


def test_what_is_not_run_is_only_what_the_check_never_gives() -> None:
    others = set((ROOT / "macros").rglob("*.py")) - {ROOT / "macros/problems/codes.py", ROOT / "macros/upkeep/links.py"}
    source = "".join(file.read_text(encoding="utf-8") for file in others)
    assert {code for code in CODES if f'"{code}"' not in source} == NOT_RUN.keys()


def test_every_code_is_given_by_a_case_or_an_example() -> None:
    in_cases = {
        problem["code"]
        for file in CASES.glob("*/expected.json")
        for problem in json.loads(file.read_text(encoding="utf-8"))
    }
    assert in_cases <= CODES.keys()
    assert CODES.keys() - in_cases - set(RUN) == NOT_RUN.keys()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_called_what_the_list_calls_it(page: str) -> None:
    text = (PAGES_FOLDER / f"{page}.md").read_text(encoding="utf-8")
    assert f"\n# {PAGES[page]}\n" in text and f"\ntitle: {PAGES[page]}\n" in text


@pytest.mark.parametrize("file", ["docs/meedoen/meldingen/index.md", "CONTRIBUTING.md"])
def test_the_message_that_a_guide_shows_is_what_the_terminal_prints(file: str, root: Path) -> None:
    shutil.copytree(CASES / "three-mistakes/content", root / "content", dirs_exist_ok=True)
    first, *_ = check(root, TODAY).problems
    assert f"\n{REPORTERS['text']([first], root)}```\n" in (ROOT / file).read_text(encoding="utf-8")


def test_one_finds_every_message_in_the_list_and_its_explanation_behind_it(site: Path, open_page: Open) -> None:
    place = "meedoen/meldingen/"
    page = open_page(place)
    links = page.locator(".kb-messages li a")
    assert links.count() == len(CODES)
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses == [f"{kind.page}/#{code}" for name in PAGES for code, kind in CODES.items() if kind.page == name]
    for name in PAGES:
        built = (site / place / name / "index.html").read_text(encoding="utf-8")
        ids = re.findall(r'<h2 id="([\w-]+)"', built)
        assert ids == [code for code in ids if CODES[code].page == name]
        assert set(ids) == {code for code, kind in CODES.items() if kind.page == name}


def test_a_wrong_and_a_right_example_stand_beside_each_other_and_differ_without_colour(open_page: Open) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = open_page("meedoen/meldingen/velden/#choice", width=width)
        heading = page.get_by_role("heading", name=CODES["choice"].title)
        pair = page.locator(".kb-pair", has_text="[opstrat]")
        wrong, right = pair.locator(".highlight").all()
        assert heading.is_visible() and "Fout: " in wrong.inner_text() and "Goed: " in right.inner_text()
        mark = "element => getComputedStyle(element.querySelector('.filename'), '::before').content"
        assert "✕" in str(wrong.evaluate(mark)) and "✓" in str(right.evaluate(mark))
        first, second = wrong.bounding_box(), right.bounding_box()
        assert first and second
        assert (first["y"] == second["y"]) == beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""Proposals as strangers make them: entries that are new, changed or gone, at random, and valid all the same.

    python -m tests.proposals [SEED ...]

makes each in a copy of the project and runs the whole of the tests there: no proposal that the check lets through may
turn one red. `test_proposals.py` does so for one of them, with the tests that look at the real content.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.checking.check import check
from macros.library.library import Entry, Library
from macros.writing.examples import as_file
from tests.conftest import ROOT

NEW = ("communities", "tools", "lessons", "stories", "terms", "organisations")
PARTS = (
    "content", "docs", "macros", "overrides", "schemas", "tests", ".cache", ".ci", ".github", ".vscode",
    "requirements",
)  # fmt: skip
# A test that says one of these looks at the real content; all others look at the sample, or make their own.
LOOKS_AT_THE_CONTENT = re.compile(r"\breal_(?:library|site)\b|\bcheck\(ROOT\)|\bmeasure\(ROOT\b|ROOT / \"content")
WORDS = [
    "de", "het", "een", "en", "van", "in", "op", "met", "voor", "door", "bij", "uit", "over", "naar", "als", "dan",
    "ook", "nog", "wel", "niet", "meer", "veel", "goed", "nieuw", "vaak", "samen", "leren", "werken", "school",
    "bedrijf", "wijk", "energie", "waterstof", "docent", "student", "vraag", "praktijk", "project", "partner",
    "opleiding",
]  # fmt: skip
LATER = {"publication": "Eigen website van de samenwerking (2026)", "where": "pagina Over ons"}


@dataclass
class Writer:
    """Somebody who proposes changes to the project at `root`."""

    root: Path
    library: Library
    rng: random.Random
    touched: set[str] = field(default_factory=set)

    def untouched(self, *collections: str) -> list[Entry]:
        """The entries of these collections, or of all, that this proposal leaves alone so far."""
        return [
            entry
            for name in collections or self.library.settings.collections
            for entry in self.library.collection(name)
            if entry.path not in self.touched
        ]

    def take(self, entry: Entry) -> Entry:
        self.touched.add(entry.path)
        return entry

    def some(self, *collections: str) -> Entry:
        return self.take(self.rng.choice(self.untouched(*collections)))

    def named(self, collection: str) -> Entry:
        """An entry to refer to: from then on it stays."""
        return self.take(self.rng.choice(self.untouched(collection)))

    def sentence(self, words: int = 9) -> str:
        return " ".join(self.rng.choices(WORDS, k=words)).capitalize() + "."

    def text(self, least: int, most: int) -> str:
        text = self.sentence()
        while len(text) < min(least, 400) or (len(text) < most - 80 and self.rng.random() < 0.4 and len(text) < 600):
            text += f" {self.sentence()}"
        return text[:most]

    def value(self, node: dict[str, Any]) -> Any:
        """Something that this part of a schema allows."""
        if "enum" in node:
            return self.rng.choice(node["enum"])
        if "x-reference" in node:
            return self.named(node["x-reference"]).id
        if "oneOf" in node:
            return self.value(self.rng.choice(node["oneOf"]))
        kind = node.get("type")
        if kind == "array":
            count = max(node.get("minItems", 0), self.rng.randint(1, min(3, node.get("maxItems", 3))))
            found: list[Any] = []
            for item in (self.value(node["items"]) for _ in range(count)):
                if item not in found:
                    found.append(item)
            return found
        if kind == "object":
            must = node.get("required", list(node["properties"]))
            return {
                name: self.value(part)
                for name, part in node["properties"].items()
                if name in must or self.rng.random() < 0.5
            }
        if kind == "integer":
            least = node.get("minimum", 0)
            return self.rng.randint(least, min(node.get("maximum", least + 200), least + 200))
        if kind == "boolean":
            return self.rng.random() < 0.5
        if node.get("format") == "date":
            return f"2026-0{self.rng.randint(1, 9)}-1{self.rng.randint(0, 9)}"
        if node.get("format") == "uri":
            return f"https://www.voorbeeld.nl/{self.rng.randrange(1_000)}"
        if node.get("contentMediaType") == "text/markdown":
            return self.markdown()
        return self.text(node.get("minLength", 0), node.get("maxLength", 200))

    def markdown(self) -> str:
        """Some paragraphs with a list, and links to an entry, to elsewhere and to an address with an at sign."""
        entry = self.named("terms")
        return "\n\n".join(
            [
                self.text(40, 500),
                f"Zie [{self.rng.choice(WORDS)}](../terms/{Path(entry.path).name}) en "
                f"[de kaart](https://www.voorbeeld.nl/@52.1,5.{self.rng.randrange(100)}/kaart).",
                f"- {self.sentence()}\n- {self.sentence(5)}",
                self.sentence(24),
            ]
        )

    def write(self, collection: str, id: str, values: dict[str, Any]) -> None:
        ending = Path(self.library.collection(collection)[0].path).suffix
        file = self.root / f"content/{collection}/{id}{ending}"
        file.write_text(as_file(values, ending), encoding="utf-8")


def add(writer: Writer) -> str:
    """A new entry, with whatever its schema lets it say."""
    collection = writer.rng.choice(NEW)
    schema = writer.library.schemas[collection]
    values = {
        name: writer.value(schema.document["properties"][name])
        for name, declared in schema.fields.items()
        if (declared.required or writer.rng.random() < 0.6) and name not in ("former_names", "draft")
    }
    number = writer.rng.randrange(10_000)
    values["title"] = f"{writer.sentence(3)[:-1]} {number}"
    if "aliases" in values:
        values["aliases"] = [f"Ook wel {number}"]
    writer.write(collection, f"nieuw-{number}", values)
    return f"new: {collection}/nieuw-{number}"


def correct_number(writer: Writer) -> str:
    """Another number of partners, from a later source."""
    entry = writer.some("communities")
    values = {**entry.values, "partners": writer.rng.randint(2, 90), "checked": "2026-09-01"}
    writer.write("communities", entry.id, {**values, "sources": [*values["sources"], LATER]})
    return f"partners: {entry.path}"


def rewrite_summary(writer: Writer) -> str:
    """Another summary, also where there was none."""
    entry = writer.some("communities", "tools", "lessons", "stories")
    values = {**entry.values, "summary": f"{writer.sentence()} {writer.sentence(6)}"}
    writer.write(entry.collection.name, entry.id, dict(sorted(values.items(), key=lambda one: one[0] != "title")))
    return f"summary: {entry.path}"


def rewrite_title(writer: Writer) -> str:
    """Another title: the address of the page stays."""
    entry = writer.some("communities", "tools", "lessons", "stories", "terms")
    title = f"{writer.sentence(3)[:-1]} {writer.rng.randrange(10_000)}"
    writer.write(entry.collection.name, entry.id, {**entry.values, "title": title})
    return f"title: {entry.path}"


def change_choices(writer: Writer) -> str:
    """Other phases, audiences, provinces or themes."""
    collection = writer.rng.choice(("communities", "lessons", "stories"))
    entry, properties = writer.some(collection), writer.library.schemas[collection].document["properties"]
    name = writer.rng.choice([name for name in ("phases", "audiences", "provinces", "themes") if name in properties])
    values = {**entry.values, name: writer.value(properties[name])}
    writer.write(collection, entry.id, {**values, "sources": [*values["sources"], LATER], "checked": "2026-09-01"})
    return f"{name}: {entry.path}"


def remove(writer: Writer) -> str:
    """An entry that no other file names."""
    named: Counter[str] = Counter()
    for part in ("content", "docs"):
        for file in (writer.root / part).rglob("*.*"):
            if file.suffix in (".yml", ".md"):
                named.update(set(re.findall("[a-z0-9-]+", file.read_text(encoding="utf-8"))) - {file.stem})
    entry = writer.rng.choice([entry for entry in writer.untouched() if not named[entry.id]])
    writer.take(entry)
    (writer.root / entry.path).unlink()
    return f"gone: {entry.path}"


KINDS: tuple[Callable[[Writer], str], ...] = (
    add, add, correct_number, rewrite_summary, rewrite_title, change_choices, remove,
)  # fmt: skip


def propose(root: Path, seed: int, changes: int = 20) -> list[str]:
    """Change so much in the content below `root`, as the check lets it through; says what."""
    library = check(root).library
    assert library is not None
    writer = Writer(root, library, random.Random(seed))
    before = {file: file.read_bytes() for file in (root / "content").rglob("*.*")}
    said = [KINDS[place % len(KINDS)](writer) for place in range(changes)]
    for _ in range(5):
        wrong = {root / problem.path for problem in check(root).errors}
        if not wrong:
            return [line for line in said if not any(line.endswith(file.stem) for file in wrong)]
        for file in wrong:  # a title that is there already, say
            if file in before:
                file.write_bytes(before[file])
            else:
                file.unlink()
    raise AssertionError("the check does not let these through")


def copy_project(to: Path) -> Path:
    """The project there, as a clone would be, with what a build has kept."""
    to.mkdir()
    for part in ROOT.iterdir():
        if part.is_file() and part.name != ".git":  # in a worktree that is a file
            shutil.copy(part, to)
        elif part.name in PARTS:
            shutil.copytree(part, to / part.name, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def run_tests(root: Path, *which: str) -> subprocess.CompletedProcess[str]:
    """The tests of the copy at `root`: a run of its own, also where a worker of another run starts it.

    A worker's name in the environment would have it share a built site with whichever run built one before.
    """
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *which],
        cwd=root,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )


def content_bound() -> list[str]:
    """The files of tests that look at the real content."""
    return [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "tests").glob("*/test_*.py"))
        if file.name != "test_proposals.py" and LOOKS_AT_THE_CONTENT.search(file.read_text(encoding="utf-8"))
    ]


def main(seeds: list[int]) -> int:
    red = 0
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            root = copy_project(Path(folder) / "project")
            print(f"seed {seed}:", *propose(root, seed), sep="\n  ", flush=True)
            run = run_tests(root, "-n", "2", "--dist", "loadfile", "--deselect", "tests/build/test_proposals.py")
            print(run.stdout[-6_000:], flush=True)
            red += run.returncode != 0
    print(f"{len(seeds)} proposals, {red} with red tests")
    return min(red, 1)


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]] or [1, 2, 3]))

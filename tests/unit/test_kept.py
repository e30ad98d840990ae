"""What a check keeps of each file: it says the same as looking again, whatever changed or became of it."""

from __future__ import annotations

import ast
import os
import pickle
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import msgspec
import pytest

from macros.checking import check as checking
from macros.checking import kept
from macros.checking.check import check
from tests.conftest import ROOT, TODAY, Project
from tests.damage import ANY_DAMAGE
from tests.small import OTHERS, SMALL, SOURCES, TROUBLES
from tests.unit.test_house import imports

TERM = {"terms/hub.yml": "title: Hub\nsummary: Een plek waar mensen van elkaar leren.\n" + SOURCES}
WRONG = {
    "tools/fout.yml": "title: Fout\nphases: [opstrat]\nfor_whom: Mail naar jan@school.nl.\n",
    "tools/stuk.yml": "title: 'Stuk\nphases: [opstart]\n",
    "lessons/leeg.md": "geen velden\n",
}
CONTENT = SMALL | TROUBLES | OTHERS | TERM
FIRST, LAST = "communities", "tools"


def seen(root: Path, today: date = TODAY, **how: bool) -> tuple[str, ...]:
    """All that a check says, also what does not count when problems are compared."""
    checked = check(root, today, **how)
    library = checked.library
    entries = [repr(library.collection(name)) for name in library.settings.collections] if library else ["none"]
    return repr(checked.problems), repr((checked.files, checked.drafts)), *entries


def same(root: Path, today: date = TODAY) -> tuple[str, ...]:
    """What a check says, once it says the same with what was kept as without."""
    cold = seen(root, today, cache=False)
    assert seen(root, today) == cold
    assert seen(root, today) == cold
    return cold


@pytest.fixture
def root(project: Project) -> Path:
    return small(project(CONTENT))


def small(root: Path) -> Path:
    """Without the pages written by hand, which are read each time."""
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink()
    return root


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        half = root / "half"  # never a file that is only begun, since others may read
        half.write_text(text.replace(old, new), encoding="utf-8")
        half.replace(root / name)

    return change


CHANGES: dict[str, Callable[[Path], Any]] = {
    "an entry": edited("content/tools/spiegel.yml", "opstart", "opstrat"),
    "a title that others show": edited("content/communities/tuin.yml", "De Tuin", "De Hof"),
    "an entry that others name": lambda root: (root / "content/communities/tuin.yml").unlink(),
    "the name of a file": lambda root: (root / "content/communities/tuin.yml").rename(root / "content/communities/hof.yml"),
    "the ending of a file": lambda root: (root / "content/stories/hoe.md").rename(root / "content/stories/hoe.yml"),
    "the folder of a file": lambda root: (root / "content/tools/spiegel.yml").rename(root / "content/lessons/spiegel.yml"),
    "an entry more": lambda root: (root / "content/tools/bijl.yml").write_text("title: Spiegel\n", encoding="utf-8"),
    "a schema": edited("schemas/tools.schema.json", '"required": [', '"required": [\n    "aliases",'),
    "a vocabulary": edited("schemas/vocabulary.schema.json", '"opstart"', '"begin"'),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(root: Path, change: str) -> None:
    before = same(root)
    CHANGES[change](root)
    assert same(root) != before


def test_a_setting_counts(root: Path) -> None:
    """A link to our repository is a link to an entry."""
    there = "https://github.com/kennisbank-learning-communities/kennisbank"
    link = f"# Begin\n\n[tuin]({there}/blob/main/content/communities/tuin.yml)"
    edited("content/stories/hoe.md", "# Begin", link)(root)
    before = same(root)
    edited("kennisbank.yml", f"repository: {there}", "repository: https://github.com/others/other")(root)
    assert same(root) != before


def test_what_the_settings_get_from_the_environment_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link to our own address is a link to an entry."""
    edited("content/stories/hoe.md", "# Begin", "# Begin\n\n[tuin](https://kennisbank.example/communities/tuin/)")(root)
    before = same(root)
    monkeypatch.setenv("SITE_URL", "https://kennisbank.example/")
    assert same(root) != before


def test_another_day_is_seen(root: Path) -> None:
    before = same(root)
    assert same(root, date(2023, 1, 1)) != before
    assert same(root, date(2020, 1, 1)) != before  # when it had yet to come
    assert same(root) == before


def test_what_is_wrong_is_told_each_time(project: Project) -> None:
    root = small(project(CONTENT | WRONG))
    assert all(path in same(root)[0] for path in WRONG)


def test_a_file_that_did_not_change_is_not_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen(root)
    looked: list[str] = []
    look_at = checking.look_at
    monkeypatch.setattr(checking, "look_at", lambda raw, path, *rest: looked.append(path) or look_at(raw, path, *rest))
    assert seen(root) == before
    assert looked == []
    edited("content/tools/spiegel.yml", "Een uur", "Twee uur")(root)
    seen(root)
    assert looked == ["content/tools/spiegel.yml"]


def test_nothing_is_kept_that_is_not_there_any_more(root: Path) -> None:
    seen(root)
    folder = root / kept.FOLDER
    before = {file.name: file.stat().st_size for file in folder.iterdir()}
    assert before.keys() == {name.partition("/")[0] for name in CONTENT}
    (folder / "tmp-left-behind").write_bytes(b"half")
    (root / "content/communities/werf.yml").unlink()
    shutil.rmtree(root / "content/organisations")
    seen(root)
    after = {file.name: file.stat().st_size for file in folder.iterdir()}
    assert after.keys() == before.keys() - {"organisations"}
    assert after[FIRST] < before[FIRST]


def test_without_cache_nothing_is_read_and_nothing_kept(root: Path) -> None:
    cold = seen(root, cache=False)
    assert not (root / ".cache").exists()
    seen(root)
    (root / kept.FOLDER / FIRST).write_bytes(b"x")
    assert seen(root, cache=False) == cold
    assert (root / kept.FOLDER / FIRST).read_bytes() == b"x"


def store(file: Path) -> kept.Kept:
    root = file.parents[2]
    settings, schemas, _ = checking._declared(root)
    assert settings
    return kept.Kept.below(root, kept.Declared(settings, schemas))


def signed(file: Path, content: object) -> None:
    """Put `content` there as if we had kept it."""
    packed = msgspec.msgpack.encode(content)
    file.write_bytes(store(file)._sum(packed) + packed)


def of_another(file: Path) -> None:
    """Each entry says that it is the first."""
    known = store(file)._read(file.name)
    _, first = next(iter(known.values()))
    signed(file, {path: (digest, first) for path, (digest, _) in known.items()})


def no_entries(file: Path) -> None:
    known = store(file)._read(file.name)
    assert known
    signed(file, {path: (digest, {"path": 3}) for path, (digest, _) in known.items()})


class Executed:
    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, ("executed",))


DAMAGE: dict[str, Callable[[Path], Any]] = {
    **ANY_DAMAGE,
    "a pickle": lambda file: file.write_bytes(pickle.dumps(Executed())),
    "another shape": lambda file: signed(file, ["x"]),
    "another shape within": no_entries,
    "entries of other names": of_another,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_as_good_as_none(
    root: Path, damage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = same(root)
    DAMAGE[damage](root / kept.FOLDER / FIRST)
    assert same(root) == before
    assert not Path("executed").exists()


def test_what_other_code_kept_is_as_good_as_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = same(root)
    for file in (root / kept.FOLDER).iterdir():  # it found other words in the same files
        monkeypatch.setattr(kept, "program", lambda: b"other")
        content = file.read_bytes()[32:].replace(b"Tuin", b"Fout")
        file.write_bytes(store(file)._sum(content) + content)
        monkeypatch.undo()
    assert same(root) == before


def test_each_change_of_the_program_is_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MACROS", tmp_path)
    told = set()
    for room in kept.ROOMS:
        (tmp_path / room).mkdir()
        for name, text in (("one.py", "1"), ("one.py", "2"), ("data.json", "{}")):
            (tmp_path / room / name).write_text(text, encoding="utf-8")
            kept.program.cache_clear()
            told.add(kept.program())
    monkeypatch.setattr(kept, "version", lambda name: "0")
    kept.program.cache_clear()
    told.add(kept.program())
    kept.program.cache_clear()
    assert len(told) == 3 * len(kept.ROOMS) + 1


@pytest.mark.parametrize("what", ["a file", "a folder that one may not write"])
def test_where_nothing_can_be_kept_everything_works(root: Path, what: str) -> None:
    cache = root / ".cache"
    if what == "a file":
        cache.write_bytes(b"x")
    else:
        cache.mkdir()
        cache.chmod(0o500)
    try:
        assert same(root)[0] == repr(check(root, TODAY, cache=False).problems)
    finally:
        cache.chmod(0o700)


def test_checks_at_once_do_not_harm_each_other(root: Path) -> None:
    """Some begin with nothing, some while another writes, with the day of each."""
    code = (
        "import sys; from datetime import date; from pathlib import Path; from macros.checking.check import check\n"
        f"for _ in range(8): found = check(Path({str(root)!r}), date(2026, 9, int(sys.argv[1]))).problems\n"
        "print(len(found))"
    )
    together = [
        subprocess.Popen([sys.executable, "-c", code, str(day)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for day in (21, 22, 23)
    ]
    for round in range(1, 41):
        edited("content/tools/spiegel.yml", *(("praten", "zwijgen") if round % 2 else ("zwijgen", "praten")))(root)
        seen(root)
    number = len(check(root, TODAY, cache=False).problems)
    assert [(int(one.communicate()[0]), one.returncode) for one in together] == [(number, 0)] * 3
    same(root)
    assert {file.name for file in (root / kept.FOLDER).iterdir()} == {name.partition("/")[0] for name in CONTENT}


def test_a_hundred_edits_change_nothing_but_what_they_should(root: Path) -> None:
    """After each, a check with what was kept says what one without it says; every tenth puts all back as it was."""
    chance = random.Random(15)
    today, changed, before = TODAY, 0, same(root)
    whole = root.with_name("whole")
    shutil.copytree(root / "content", whole)
    for edit in range(100):
        if edit % 10 == 9:
            shutil.rmtree(root / "content")
            shutil.copytree(whole, root / "content")
        else:
            today += timedelta(days=chance.choice([0, 0, 0, -400, 400]))
            EDITS[chance.randrange(len(EDITS))](chance, chance.choice(sorted((root / "content").glob("*/*.*"))))
        now = same(root, today)
        changed += now != before
        before = now
    assert changed > 60


def in_a_line(change: Callable[[random.Random, list[str], int], Any]) -> Callable[[random.Random, Path], None]:
    def edit(chance: random.Random, file: Path) -> None:
        lines = file.read_text(encoding="utf-8").split("\n")
        change(chance, lines, chance.randrange(len(lines)))
        file.write_text("\n".join(lines), encoding="utf-8")

    return edit


def rewritten(chance: random.Random, file: Path) -> None:
    file.write_text(chance.choice([*CONTENT.values(), *WRONG.values()]), encoding="utf-8")


def named_otherwise(chance: random.Random, file: Path) -> None:
    file.rename(file.with_name(chance.choice(["nieuw.yml", "nieuw.md", "Nieuw.yml"])))


def in_another_folder(chance: random.Random, file: Path) -> None:
    file.rename(file.parent.parent / chance.choice(["tools", "stories", "communities"]) / file.name)


def of_a_schema(chance: random.Random, file: Path) -> None:
    schema = file.parent.parent.parent / "schemas/tools.schema.json"
    title = f'"title": "Tool{chance.randrange(2)}"'
    schema.write_text(re.sub('"title": "Tool[0-9]*"', title, schema.read_text(encoding="utf-8")), encoding="utf-8")


SAID = (" [x](tuin.yml)", " [[De Tuin]]", ": x", " jan@school.nl", "²", "\t", " #a", " <b>", " [^1]", "**vet **")
EDITS = (
    in_a_line(lambda chance, lines, at: lines.pop(at)),
    in_a_line(lambda chance, lines, at: lines.insert(at, lines[at])),
    in_a_line(lambda chance, lines, at: lines.__setitem__(at, lines[at][:-1])),
    in_a_line(lambda chance, lines, at: lines.__setitem__(at, lines[at] + chance.choice(SAID))),
    in_a_line(lambda chance, lines, at: lines.__setitem__(at, lines[at] + chance.choice(SAID))),
    lambda chance, file: file.unlink(),
    rewritten,
    named_otherwise,
    in_another_folder,
    of_a_schema,
)


def test_all_rooms_and_libraries_that_decide_count() -> None:
    """The rooms of every module that looking at one file leads to, and every library that these import."""
    modules, waiting, names = set(), {"macros.checking.one_file", "macros.checking.kept"}, set()
    while waiting:
        module = waiting.pop()
        modules.add(module)
        for name in imports(ROOT / f"{module.replace('.', '/')}.py"):
            if not name.startswith("macros"):
                names.add(name.split(".")[0])
            elif (ROOT / f"{name.replace('.', '/')}.py").is_file() and name not in modules:
                waiting.add(name)
    assert {module.split(".")[1] for module in modules} == set(kept.ROOMS)
    distributions = packages_distributions()
    used = {of.lower().replace("_", "-") for name in names - sys.stdlib_module_names for of in distributions[name]}
    assert used == set(kept.LIBRARIES)


def test_nothing_is_kept_in_a_form_that_is_executed() -> None:
    tree = ast.parse(Path(kept.__file__).read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not named & {"pickle", "marshal", "shelve", "dill"}

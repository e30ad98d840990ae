"""A build is left out where it would give the site that is there, and never where anything that decides it changed."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.site.last_build import LastBuild, state_of
from tests.compare_sites import differences
from tests.conftest import empty_project, macros
from tests.small import SMALL

EPOCH = "1764374400"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in ("SITE_URL", "KENNISBANK_DRAFTS", "ANALYTICS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project, and something that stands for its site."""
    root = tmp_path / "project"
    texts = {
        "content/tools/spiegel.yml": "title: Spiegel\n",
        "content/tools/lijst.yml": "title: Lijst\n",
        "docs/index.md": "# Begin\n",
        "docs/assets/css/base.css": "p {}\n",
        "schemas/tools.schema.json": "{}",
        "overrides/entry/tools.html": "<p>",
        "macros/site/build.py": "pass\n",
        "mkdocs.yml": "hooks: [eigen/haak.py]\n# The folder of the site is site.\nextra: {analytics: !ENV [ANALYTICS, '']}\nINHERIT: ../samen/basis.yml\n",
        "kennisbank.yml": "collections: {}\n",
        "eigen/haak.py": "import hulp\n",
        "eigen/hulp.py": "pass\n",
        "site/index.html": "<p>begin",
        "site/tools/spiegel/index.html": "<p>spiegel",
        "site/data/collections.json": "[]",
    }
    for name, text in {**texts, "../samen/basis.yml": "site_name: x\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def keep(root: Path) -> None:
    LastBuild(root, root / "site").keep(state_of(root / "site"), "1 waarschuwing\n")


def is_good(root: Path) -> bool:
    return LastBuild(root, root / "site").still_good() is not None


def change(file: Path, text: str = "anders") -> None:
    file.write_text(text, encoding="utf-8")


def test_without_a_change_the_site_is_good_and_what_was_said_is_known(root: Path) -> None:
    assert not is_good(root)
    keep(root)
    state, said = LastBuild(root, root / "site").still_good() or (None, "")
    assert state == state_of(root / "site") and state.pages == 2 and said == "1 waarschuwing\n"


SOURCES = [
    "content/tools/spiegel.yml",
    "docs/index.md",
    "docs/assets/css/base.css",
    "schemas/tools.schema.json",
    "overrides/entry/tools.html",
    "macros/site/build.py",
    "mkdocs.yml",
    "kennisbank.yml",
    "eigen/haak.py",
    "eigen/hulp.py",
    "../samen/basis.yml",
    "nieuw.txt",
    "content/tools/nieuw.yml",
    "docs/diep/er/nieuw.md",
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_that_changed_or_came_makes_a_build(root: Path, source: str) -> None:
    keep(root)
    (root / source).parent.mkdir(parents=True, exist_ok=True)
    change(root / source)
    assert not is_good(root)


def test_another_engine_makes_a_build(root: Path) -> None:
    keep(root)
    assert LastBuild(root, root / "site", "mkdocs").still_good()
    assert not LastBuild(root, root / "site", "properdocs").still_good()


def test_a_source_that_went_or_has_another_name_makes_a_build(root: Path) -> None:
    keep(root)
    (root / "content/tools/lijst.yml").rename(root / "content/tools/andere.yml")
    assert not is_good(root)
    (root / "content/tools/andere.yml").unlink()
    assert not is_good(root)


def test_the_same_text_with_another_time_makes_none(root: Path) -> None:
    keep(root)
    for source in SOURCES[:11]:
        change(root / source, (root / source).read_text(encoding="utf-8"))
    assert is_good(root)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "https://voorbeeld.nl/"),
        ("KENNISBANK_DRAFTS", "1"),
        ("SOURCE_DATE_EPOCH", "1764460800"),
        ("ANALYTICS", "aan"),
        ("PYTHONHASHSEED", "7"),
    ],
)
def test_what_the_environment_says_makes_a_build(
    root: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(root)
    monkeypatch.setenv(name, value)
    assert not is_good(root)


def test_how_many_processes_there_are_and_who_is_at_work_makes_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(root)
    monkeypatch.setenv("KENNISBANK_JOBS", "7")
    monkeypatch.setenv("USER", "iemand")
    assert is_good(root)


def test_another_library_makes_a_build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "installed"
    (installed / "jinja2-3.1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"purelib": str(installed)})
    keep(root)
    assert is_good(root)
    (installed / "jinja2-3.1.dist-info").rename(installed / "jinja2-3.2.dist-info")
    assert not is_good(root)


def test_a_commit_makes_a_build_since_pages_tell_what_is_new(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@voorbeeld.nl"]
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "-q")
    git("add", "content")
    git("commit", "-qm", "een")
    keep(root)
    assert is_good(root)
    git("commit", "-q", "--allow-empty", "-m", "twee")
    assert not is_good(root)


@pytest.mark.parametrize(
    "touch",
    [
        lambda site: change(site / "tools/spiegel/index.html", "<p>spiegeL"),
        lambda site: change(site / "tools/extra.html"),
        lambda site: (site / "tools/spiegel/index.html").unlink(),
        lambda site: (site / "tools/spiegel").rename(site / "tools/anders"),
        lambda site: (site / "index.html").chmod(0o600),
        lambda site: site.rename(site.with_name("weg")),
    ],
)
def test_a_site_that_was_touched_is_built_again(root: Path, touch: Callable[[Path], object]) -> None:
    keep(root)
    touch(root / "site")
    assert not is_good(root)


DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda kept: b"",
    lambda kept: kept[:40],
    lambda kept: kept[:-1],
    lambda kept: kept.replace(b"waarschuwing", b"waarschuwinG"),
    lambda kept: bytes(len(kept)),
    lambda kept: kept.partition(b"\n")[2],
    lambda kept: kept + b" ",
    lambda kept: b"\xff\xfe" + kept,
    lambda kept: kept[1:],
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_ignored(root: Path, damage: Callable[[bytes], bytes]) -> None:
    keep(root)
    (record,) = (root / ".cache/builds").iterdir()
    record.write_bytes(damage(record.read_bytes()))
    assert not is_good(root)
    keep(root)
    assert is_good(root)


def test_where_nothing_can_be_kept_every_build_is_done(root: Path) -> None:
    change(root / ".cache", "een bestand waar de map hoort")
    keep(root)
    assert not is_good(root)


def test_a_source_that_changes_while_it_is_built_is_not_taken_for_built(root: Path) -> None:
    last = LastBuild(root, root / "site")
    change(root / "docs/index.md")
    last.keep(state_of(root / "site"), "")
    assert not is_good(root)


def test_a_first_build_makes_folders_that_do_not_count(root: Path) -> None:
    last = LastBuild(root, root / "site")
    for folder in (".cache/cards", "macros/site/__pycache__", "site/tools/nieuw", ".venv/lib"):
        (root / folder).mkdir(parents=True)
        change(root / folder / "x.txt")
    last.keep(state_of(root / "site"), "")
    assert is_good(root)


def test_a_link_that_leads_back_has_an_end(root: Path) -> None:
    (root / "docs/terug").symlink_to(root / "docs")
    keep(root)
    assert is_good(root)


@pytest.mark.build
def test_a_second_build_does_nothing_and_says_the_same(tmp_path: Path) -> None:
    root = empty_project(tmp_path / "project")
    for name, text in SMALL.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    first, second = (macros(root, "build") for _ in range(2))
    assert first.returncode == second.returncode == 0
    assert first.stderr == second.stderr != "", "warnings are told again"
    assert "gebouwd in" in first.stdout and second.stdout.startswith("Er is niets veranderd: ")
    shutil.rmtree(root / ".cache")
    (root / ".cache").mkdir()  # else the tests put there what other builds cut and drew
    again = macros(root, "build", "--no-cache")
    (root / ".cache").rmdir()  # it is empty
    assert again.returncode == 0 and "gebouwd in" in again.stdout
    assert macros(root, "build", "--site-dir", "andere").stdout.count("gebouwd in") == 1
    assert differences(root / "site", root / "andere") == {"gone": [], "new": [], "changed": []}
    (root / "content/tools/spiegel.yml").write_text("title: Spiegel\nphases: fout\n", encoding="utf-8")
    assert macros(root, "build").returncode == 1

"""What the tests share: the project's files, small copies of it, a served site and a browser."""

from __future__ import annotations

import compileall
import contextlib
import functools
import inspect
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from xdist.scheduler import LoadFileScheduling

from macros.__main__ import main
from macros.checking.check import check
from macros.library.library import Library
from tests.browsing import FLAGS, Pages, find_browser, serve
from tests.kinds import Visits

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
SAMPLE = TESTS / "sample"
PARTS = ("macros", "schemas", "docs", "overrides", "kennisbank.yml", "mkdocs.yml")
EPOCH = "1790000000"  # a day in September 2026
TODAY = date(2026, 9, 21)  # that day

HOME = """---
render_macros: true
---

# Home

{{ collection_links() }}

{{ choice_links("bottlenecks", kind="thema") }}

{{ cards("tools") }}
"""

# Pages that tell a story link to entries that a small content lacks; this stands in for each.
STORY_PAGE = "# Verdieping\n\n## Wat levert het op?\n"

COLLECTIONS = tuple(yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))["collections"])

Run = subprocess.CompletedProcess[str]
Project = Callable[[dict[str, str]], Path]


# In the environment: the folder in which the processes of one run of the tests share what is dear to make.
TOGETHER = "KENNISBANK_TESTS"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew; review the diff")


def pytest_configure(config: pytest.Config) -> None:
    """Make that folder, in the process that starts the others. A run within a run has one of its own."""
    if not hasattr(config, "workerinput"):
        os.environ[TOGETHER] = _folder().name


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes away with this process."""
    return tempfile.TemporaryDirectory(prefix="kennisbank-tests-", ignore_cleanup_errors=True)


def _together() -> Path:
    return Path(os.environ.get(TOGETHER) or _folder().name)  # the bench builds sites without pytest


# What `make test-fast` leaves out, and about how many seconds such a test takes.
SECONDS = {"browser": 2.0, "build": 4.0}
# Long files that make nothing together: any process may run any of their tests.
SPREAD = {"test_forced_colours.py", "test_keys.py", "test_print_colours.py", "test_reflow.py", "test_whole_words.py"}
# What the tests of a folder may need.
LETS = {"unit": set[str](), "build": {"build"}, "browser": {"build", "browser"}}


class ByFile(LoadFileScheduling):
    """The tests of a file stay in one process, for what they make together; those of a file that is SPREAD need not.

    `--dist loadgroup` is meant for this, but with pytest 9.2 it groups nothing, without a word (pytest-xdist 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return nodeid if Path(file).name in SPREAD else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what each test needs, as far as that can be seen; where there are more processes, put them in order.

    The longest file goes first. Those that look at a site which all share come after those that build their own: then
    nobody waits long for another to build it. What is SPREAD comes last, to whoever has nothing left to do.
    """
    _mark(items)
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if any(map(item.get_closest_marker, SECONDS))}
        shared = {item.path for item in items if not {"site", "real_site"}.isdisjoint(item.fixturenames)}
        seconds: Counter[Path] = Counter()
        for item in items:
            seconds[item.path] += max((SECONDS.get(mark.name, 0.1) for mark in item.iter_markers()), default=0.1)

        def turn(item: pytest.Item) -> tuple[bool, bool, bool, float]:
            return item.path.name in SPREAD, item.path not in slow, item.path in shared, -seconds[item.path]

        items.sort(key=turn)


def _mark(items: list[pytest.Item]) -> None:
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        fixtures = [found for name in item.fixturenames for found in item._fixtureinfo.name2fixturedefs.get(name, ())]
        if any(_builds(one) for one in _reached([item.function, *(fixture.func for fixture in fixtures)])):
            item.add_marker("build")
        needs = {mark.name for mark in item.iter_markers()} & set(SECONDS)
        too_much = needs - LETS.get(item.path.parent.name, set())
        if too_much:
            raise pytest.UsageError(
                f"{item.nodeid} needs a {' and a '.join(sorted(too_much))}: move it to such a folder"
            )


def _reached(functions: list[FunctionType]) -> list[FunctionType]:
    """These functions and all of ours that they call, by name."""
    reached = dict.fromkeys(map(inspect.unwrap, functions))
    waiting = list(reached)
    while waiting:
        fresh = [one for one in _called(waiting.pop()) if one not in reached]
        reached.update(dict.fromkeys(fresh))
        waiting += fresh
    return list(reached)


@functools.cache
def _called(function: FunctionType) -> list[FunctionType]:
    named = [function.__globals__.get(name) for code in _codes(function) for name in code.co_names]
    called = [inspect.unwrap(one) for one in named if callable(one)]
    return [one for one in called if isinstance(one, FunctionType) and one.__module__.startswith("tests.")]


def _builds(function: FunctionType) -> bool:
    """Whether a function says `build` to the command line."""
    return any("build" in code.co_consts for code in _codes(function))


def _codes(function: FunctionType) -> list[CodeType]:
    """What a function does, and what the functions within it do."""
    codes = [function.__code__]
    for code in codes:
        codes += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
    return codes


_needs: set[str] = set()


def pytest_runtest_setup(item: pytest.Item) -> None:
    _needs.clear()
    _needs.update(mark.name for mark in item.iter_markers())


def once(name: str, make: Callable[[Path], object]) -> Path:
    """What `make` puts at a path that it is given: made by the first process that needs it, for all."""
    together = _together()
    target = together / name
    with (together / f"{name}.lock").open("w") as lock:
        with contextlib.suppress(ImportError):  # only systems that have it run the tests in several processes
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            make(target)
    return target


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with --golden, write it."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place with the schemas and settings of the project, and no content."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "schemas", root / "schemas")
    shutil.copy(ROOT / "kennisbank.yml", root)
    return root


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """Make a copy of the project with other content: pairs of a path below content/ and a text."""
    builds = any(request.node.get_closest_marker(name) for name in SECONDS)

    def make(content: dict[str, str]) -> Path:
        root = empty_project(tmp_path / "project", builds)
        for name, text in content.items():
            (root / "content" / name).write_text(text, encoding="utf-8")
        return root

    return make


def empty_project(root: Path, builds: bool = True) -> Path:
    """A copy of the project there without content, with a simple home page, and little text in its longest pages.

    Unless it `builds` a site it has no program and no styles either: `macros` takes those of the project itself.
    """
    shutil.copytree(once("empty", _empty), root, ignore=None if builds else shutil.ignore_patterns("macros", "assets"))
    return root


def _empty(root: Path) -> None:
    half = program(root.with_name("half-empty"))
    for folder in ("docs/meedoen/meldingen", "docs/ontwikkelen"):
        for page in (half / folder).glob("*.md"):
            page.write_text("# Uitleg\n", encoding="utf-8")
    (half / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (half / "content" / collection).mkdir(parents=True)
    half.rename(root)


def program(root: Path) -> Path:
    """A copy of the project there, without content or pages that need it."""
    shutil.copytree(once("program", _program), root, dirs_exist_ok=True)
    return root


def _program(root: Path) -> None:
    """What all copies are copies of, compiled: else each run of the command line would do that again."""
    half = root.with_name("half")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, half / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, half / part)
    for folder in ("verdieping", "monitor"):
        for page in (half / "docs" / folder).rglob("*.md"):  # they link to entries of the real content
            page.write_text(STORY_PAGE, encoding="utf-8")
    compileall.compile_dir(half / "macros", quiet=1)
    half.rename(root)


@functools.cache
def sample_root() -> Path:
    """A copy of the project with the fixed sample as its content, made once in each process.

    What a test says of an entry, or counts, it says of the sample: so a proposal to the real content turns nothing red.
    """
    root = program(Path(_folder().name) / "sample")
    for part in ("content", "docs"):
        shutil.copytree(SAMPLE / part, root / part, dirs_exist_ok=True)
    return root


@functools.cache
def sample_library() -> Library:
    """The entries of the sample, checked once."""
    return library_of(sample_root())


@functools.cache
def real_library() -> Library:
    """The real content, checked once: for what must hold whatever it is."""
    return library_of(ROOT)


def library_of(root: Path) -> Library:
    library = check(root).library
    assert library is not None, f"the content of {root} has errors: run python -m macros check there"
    return library


# Commands that a test runs in its own process where it can: to start another costs more than most of what they do.
QUICK = ("check", "new", "rename", "stale", "readability", "compare", "preview")


def macros(root: Path, *arguments: str, **environment: str) -> Run:
    """Run the command line in `root` as a user would."""
    builds = arguments[:1] == ("build",)
    if builds:
        _may_build()
    command = arguments[2:3] if arguments[:1] == ("--root",) else arguments[:1]
    if set(command) & set(QUICK) and not environment and not _has_a_program_of_its_own(root):
        return _run_here(root, *arguments)
    with letters_and_cards(root) if builds else contextlib.nullcontext():
        return subprocess.run(
            [sys.executable, "-m", "macros", *arguments],
            cwd=root,
            env={
                **os.environ,
                **({} if (root / "macros").exists() else {"PYTHONPATH": str(once("program", _program))}),
                "SOURCE_DATE_EPOCH": EPOCH,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )


def _may_build() -> None:
    needless = _needs.isdisjoint(SECONDS) and TOGETHER in os.environ
    assert not needless, "this test builds a site: mark it with pytest.mark.build"


def _has_a_program_of_its_own(root: Path) -> bool:
    return root != ROOT and (root / "macros").exists()


def _run_here(root: Path, *arguments: str) -> Run:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.chdir(root)
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def letters_and_cards(root: Path) -> Iterator[None]:
    """A first build at `root` finds what other builds cut and drew already, and leaves what it adds for others.

    The name of each such file follows from all that decides it (`macros/base/artifact_cache.py`), and no file changes.
    """
    kept, shared = root / ".cache", _together() / "cache"
    if not kept.exists():
        _add(shared, kept)
    yield
    if kept.is_dir():
        _add(kept, shared)


def _add(source: Path, target: Path) -> None:
    """Give `target` the files of `source` that it lacks, where one disk holds both. Others may add and remove them too."""
    for file in source.glob("*/*.*"):
        there = target / file.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            os.link(file, there)


@pytest.fixture(scope="session")
def site() -> Path:
    """The site of the sample, built once."""
    return once("site", functools.partial(build_site, sample_root()))


@pytest.fixture(scope="session")
def real_site() -> Path:
    """The real site, built once: for what must hold whatever its content is."""
    return once("real-site", functools.partial(build_site, ROOT))


def build_site(root: Path, target: Path) -> Path:
    """Build the site of `root` there; a build that fails leaves nothing.

    Only the generator is a process of its own, with the program at `root`: what calls it does nothing that this one cannot.
    """
    _may_build()
    with letters_and_cards(root):
        run = _run_here(root, "build", "--site-dir", str(target))
    assert run.returncode == 0, run.stderr
    return target


def small_project(root: Path, content: dict[str, str], pages: dict[str, str] | None = None) -> Path:
    """A project at `root` with this content, by its path below `content/`, and its site built.

    `pages` are pages of `docs/` that stand in for those of the project, beside the home page.
    """
    empty_project(root)
    for name, text in (pages or {}).items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    for name, text in content.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    build_site(root, root / "site")
    return root


@pytest.fixture(scope="session")
def address(site: Path) -> str:
    """Where the site of the sample is served."""
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def all_visits(browser: Browser, address: str) -> Iterator[Visits]:
    visits = Visits(browser, address)
    yield visits
    visits.close()


@pytest.fixture
def visits(all_visits: Visits) -> Iterator[Visits]:
    """For what looks at pages and leaves them as they are: it goes through them in pages that are kept.

    At the end, any console error or request elsewhere fails the test.
    """
    all_visits.complaints.clear()
    yield all_visits
    assert all_visits.complaints == []


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def lent_pages(browser: Browser) -> Iterator[Pages]:
    kept = Pages(browser)
    yield kept
    kept.close()


@pytest.fixture
def open_page(lent_pages: Pages, address: str) -> Iterator[Open]:
    """Open a page of the sample's site. At the end, any console error or request elsewhere fails the test.

    With `fail_on_complaints=False` they do not: where a browser's complaints are what is looked for.
    """
    expected = False

    def open_(
        path: str = "", root: str = address, width: int = 1280, fail_on_complaints: bool = True, **options: object
    ) -> Page:
        nonlocal expected
        expected |= not fail_on_complaints
        return lent_pages.open(root + path, width, **options)

    yield open_
    assert lent_pages.take_back() == [] or expected

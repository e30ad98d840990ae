"""Faults: whatever happens to a build, the old site stays whole, the message is clear, the next build succeeds."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import macros.site.build as building
from macros.checking.check import check
from macros.site import swap
from tests.browser.test_build import prints
from tests.conftest import EPOCH, ROOT, Project, letters_and_cards, macros, serve
from tests.small import OTHERS, SMALL

PATIENCE = 180  # seconds, on a slow machine
NOTHING: dict[str, str] = {}  # no content is no word about content
PAGES = ("", "communities/", "communities/tuin/", "tools/spiegel/", "verhalen/hoe/", "data/tools.json", "404.html")

# Hooks for MkDocs that do something at a known moment of a build.
PAUSE = """
import pathlib, time
def on_post_page(output, page, config):
    root = pathlib.Path(config.config_file_path).parent
    (root / "paused").touch()
    end = time.monotonic() + 60
    while not (root / "go").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
"""
VANISH = """
import pathlib
def on_nav(nav, config, files):
    (pathlib.Path(config.docs_dir) / "over/index.md").unlink()
"""
CUT_DOWN = """
import os, signal
def on_nav(nav, config, files):
    os.kill(os.getpid(), signal.SIGKILL)
"""
CLEAN = """
import pathlib, shutil
def on_nav(nav, config, files):
    shutil.rmtree(config.site_dir)
"""
NO_ROOM = """
import errno, os
def on_post_page(output, page, config):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
"""


def hook(root: Path, text: str) -> None:
    (root / "fault.py").write_text(text, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks:\n" in settings
    (root / "mkdocs.yml").write_text(settings.replace("hooks:\n", "hooks:\n  - fault.py\n"), encoding="utf-8")


def start(root: Path) -> subprocess.Popen[str]:
    """A build as the leader of a process group of its own."""
    with letters_and_cards(root):
        return subprocess.Popen(
            [sys.executable, "-m", "macros", "build"],
            cwd=root,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_as_from_a_terminal,
        )


def _as_from_a_terminal() -> None:
    """Hear the signals again that a job in the background, or below `nohup`, leaves to its children as unheard."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def wait_for(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited {PATIENCE} s for {what}"
        time.sleep(0.01)


def wait_at_most(process: subprocess.Popen[str], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def build_folders(root: Path) -> list[Path]:
    return sorted(root.glob(".site-*"))


def abandoned(folder: Path) -> bool:
    """Whether neither a build nor its generator is at work in a folder any more."""
    try:
        lock = swap._lock(folder)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    assert lock is not None
    os.close(lock)
    return True


def one_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


def a_site(folder: Path, pages: int = 5) -> Path:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / building.MARK).write_text("[]", encoding="utf-8")
    for name in ("index", *range(pages)):
        (folder / f"{name}.html").write_text("page", encoding="utf-8")
    return folder


def whole(site: Path) -> bool:
    return len(list(site.glob("*.html"))) == 6 and (site / building.MARK).is_file()


def can_exchange(place: Path) -> bool:
    """Whether the system can exchange two folders here in one step, asked without our own way of asking.

    Where not (some network file systems), an instant without a site is what we say there is.
    """
    one, other = place / "one", place / "other"
    one.mkdir()
    other.mkdir()
    libc = ctypes.CDLL(None)
    if sys.platform == "darwin":
        failed = libc.renamex_np(bytes(one), bytes(other), 2)
    else:
        failed = libc.renameat2(-100, bytes(one), -100, bytes(other), 2)
    one.rmdir()
    other.rmdir()
    return not failed


@contextlib.contextmanager
def somebody() -> Iterator[Path]:
    """A folder, and for as long as it is there no rights of root, which would see no permissions."""
    with tempfile.TemporaryDirectory() as name:
        mine = os.geteuid()
        if mine == 0:
            os.chown(name, 65534, -1)
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(mine)


class Visitor(threading.Thread):
    """Keeps asking for pages, and remembers which did not come whole."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.address, self.requests, self.failed, self.enough = serve(site), 0, [], threading.Event()
        self.expected = {
            path: (site / path / "index.html" if path.endswith("/") or not path else site / path).read_bytes()
            for path in PAGES
        }

    failed: list[str]

    def run(self) -> None:
        while not self.enough.wait(0.005):  # leave the builds some of the machine
            for path, expected in self.expected.items():
                self.requests += 1
                try:
                    with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                        got = answer.read()
                except OSError as error:
                    self.failed.append(f"{path}: {error}")
                    continue
                if got != expected:
                    self.failed.append(f"{path}: {len(got)} of {len(expected)} bytes")

    def __enter__(self) -> Visitor:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.enough.set()
        self.join()


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.nightly)])
def test_kills_at_random_moments_leave_every_page_served_and_the_next_build_succeeds(
    project: Project, tmp_path: Path, kills: int
) -> None:
    """Each build that is killed finds what the one before kept, and an entry that differs."""
    root = project(SMALL | OTHERS)
    edit = partial(edited, root / "content/organisations/bond.yml")  # the visitor is elsewhere
    assert macros(root, "build").returncode == 0
    edit("Een eerste")
    begin = time.monotonic()
    assert macros(root, "build").returncode == 0
    duration = time.monotonic() - begin
    before = prints(root / "site")
    moments, killed = random.Random(3), 0
    with Visitor(root / "site") as visitor:
        for number in range(kills):
            edit(f"Een {number}e")
            with start(root) as build:
                wait_at_most(build, moments.uniform(0.1, 1) * duration)
                if number % 2:
                    build.kill()  # what it started works on as an orphan
                else:
                    os.killpg(build.pid, signal.SIGKILL)
            killed += build.returncode == -signal.SIGKILL
            assert build.returncode == 0 or prints(root / "site") == before
            before = prints(root / "site")
        wait_for(lambda: all(map(abandoned, build_folders(root))), "the orphans")
        edit("Een laatste")
        run = macros(root, "build")
    print(f"{killed} builds of {duration:.2f} s killed: {visitor.requests} requests, {len(visitor.failed)} failed")
    assert run.returncode == 0, run.stderr
    assert killed >= 0.7 * kills
    assert visitor.requests > 100
    assert visitor.failed == [] or not can_exchange(root)
    assert build_folders(root) == []
    assert macros(root, "build", "--no-cache", "--site-dir", str(tmp_path / "cold")).returncode == 0
    assert prints(root / "site") == prints(tmp_path / "cold")


def edited(file: Path, summary: str) -> None:
    """The entry in a file, with another summary."""
    text = re.sub(r"(?m)^summary: .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(f"summary: {summary} samenvatting van wat hier staat.\n{text}", encoding="utf-8")


SWAPPING = """
import shutil, sys
from pathlib import Path
from macros.site import swap
site, example = Path(sys.argv[1]), Path(sys.argv[2])
swap._GRACE = 0
if sys.argv[3] == "twice":
    swap._exchange = lambda fresh, site: False
print("ready", flush=True)
while True:
    with swap.build_folder(site) as folder:
        swap.put(shutil.copytree(example, folder.path, dirs_exist_ok=True), site)
"""


@pytest.mark.parametrize("way", ["exchange", "twice"])
def test_a_kill_anywhere_in_swapping_leaves_a_whole_site_or_one_to_put_back(tmp_path: Path, way: str) -> None:
    site, example = a_site(tmp_path / "site"), a_site(tmp_path / "example")
    moments = random.Random(4)
    atomic = way == "exchange" and can_exchange(tmp_path)
    for _ in range(8):
        command = [sys.executable, "-c", SWAPPING, str(site), str(example), way]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as swapping:
            assert swapping.stdout is not None
            assert swapping.stdout.readline() == "ready\n"
            wait_at_most(swapping, moments.uniform(0, 0.03))
            swapping.kill()
        assert whole(site) or not atomic
        swap.sweep(site)
        assert whole(site)
        assert build_folders(tmp_path) == []


READING = """
import os, sys
site, stop = sys.argv[1:]
reads = misses = 0
print("ready", flush=True)
while not os.path.exists(stop):
    reads += 1
    try:
        os.stat(site + "/3.html")
        with open(site + "/index.html") as page:
            misses += page.read() != "page"
    except OSError:
        misses += 1
print(reads, misses)
"""


def test_between_two_sites_there_is_never_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_GRACE", 0)
    site, fresh, stop = a_site(tmp_path / "site"), a_site(tmp_path / "fresh"), tmp_path / "stop"
    command = [sys.executable, "-c", READING, str(site), str(stop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reading:
        assert reading.stdout is not None
        assert reading.stdout.readline() == "ready\n"
        try:
            for _ in range(2000):
                swap.put(fresh, site)
        finally:
            stop.touch()
        reads, misses = map(int, reading.communicate(timeout=PATIENCE)[0].split())
    print(f"{reads} reads in 2000 swaps, {misses} missed")
    assert reads > 100
    assert swap._exchange(fresh, site) == can_exchange(tmp_path)
    assert misses == 0 or not can_exchange(tmp_path)


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders in one step."""
    monkeypatch.setattr(swap, "_exchange", lambda fresh, site: False)


@pytest.mark.usefixtures("two_renames")
def test_without_an_exchange_two_renames_do(tmp_path: Path) -> None:
    site = a_site(tmp_path / "site")
    (site / "old").touch()
    with swap.build_folder(site) as folder:
        swap.put(a_site(folder.path), site)
        assert (folder.path / "old").exists()
    assert whole(site) and not (site / "old").exists()
    assert build_folders(tmp_path) == []


@pytest.mark.usefixtures("two_renames")
def test_a_second_rename_that_fails_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = a_site(tmp_path / "site")
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target == site and not self.name.endswith("-old"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"), swap.build_folder(site) as folder:
        swap.put(a_site(folder.path, pages=1), site)
    assert whole(site)
    assert build_folders(tmp_path) == []


CUT = """
import os, signal, sys
from pathlib import Path
from macros.site import swap
site = Path(sys.argv[1])
swap._exchange = lambda fresh, site: False
rename = Path.rename
def first(self, target):
    rename(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
Path.rename = first
with swap.build_folder(site) as folder:
    swap.put(folder.path, site)
"""


def test_a_kill_between_the_two_renames_is_mended_by_the_next_build_even_if_that_fails(project: Project) -> None:
    root = project(SMALL)
    site = a_site(root / "site")
    run = subprocess.run([sys.executable, "-c", CUT, str(site)], cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGKILL
    assert not site.exists()
    (root / "content/tools/spiegel.yml").write_text("title: [\n", encoding="utf-8")
    failed = macros(root, "build")
    assert failed.returncode == 1
    assert "is teruggezet" in failed.stderr
    assert whole(site)
    assert build_folders(root) == []


@pytest.mark.parametrize("way", ["exchange", "twice"])
def test_many_that_swap_at_once_all_succeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(swap, "_GRACE", 0)
    if way == "twice":
        monkeypatch.setattr(swap, "_exchange", lambda fresh, site: False)
    site, faults = tmp_path / "site", []

    def work() -> None:
        try:
            for _ in range(40):
                swap.sweep(site)
                with swap.build_folder(site) as folder:
                    swap.put(a_site(folder.path), site)
        except OSError as error:
            faults.append(error)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    swap.sweep(site)
    assert whole(site)
    assert build_folders(tmp_path) == []


def test_two_builds_at_once_both_succeed(project: Project) -> None:
    root = project(SMALL)
    hook(root, PAUSE)
    with start(root) as one:
        wait_for((root / "paused").exists, "the first build")
        (root / "paused").unlink()
        with start(root) as other:
            wait_for((root / "paused").exists, "the second build")
            assert len(build_folders(root)) == 2
            (root / "go").touch()
            assert (one.wait(PATIENCE), other.wait(PATIENCE)) == (0, 0)
    assert build_folders(root) == []
    site = prints(root / "site")
    assert macros(root, "build", "--site-dir", "alone").returncode == 0
    assert prints(root / "alone") == site


def test_the_folder_of_a_killed_build_is_kept_while_its_generator_runs_and_swept_after(project: Project) -> None:
    root = project(SMALL)
    hook(root, PAUSE)
    with start(root) as build:
        wait_for((root / "paused").exists, "the build")
        build.kill()
    (folder,) = build_folders(root)
    swap.sweep(root / "site")
    assert build_folders(root) == [folder]
    os.killpg(build.pid, signal.SIGKILL)
    wait_for(lambda: abandoned(folder), "the end of the generator")
    swap.sweep(root / "site")
    assert build_folders(root) == []


def test_a_folder_is_held_while_it_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build may just have made it, and be about to lock it."""
    folder = tmp_path / ".site-build-0a1b2c3d"
    folder.mkdir()
    held: list[bool] = []
    monkeypatch.setattr(swap, "remove", lambda folder: held.append(not abandoned(folder)))
    swap.sweep(tmp_path / "site")
    assert held == [True]
    assert abandoned(folder)


@pytest.mark.parametrize("way", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_asked_to_stop_clears_away_and_says_so_in_one_line(project: Project, way: str) -> None:
    root = project(NOTHING)
    hook(root, PAUSE)
    a_site(root / "site")
    with start(root) as build:
        wait_for((root / "paused").exists, "the build")
        number = signal.Signals[way]
        if number == signal.SIGINT:  # Ctrl-C goes to all that run in the terminal
            os.killpg(build.pid, number)
        else:
            build.send_signal(number)
        _, said = build.communicate(timeout=PATIENCE)
    assert build.returncode == 128 + number
    assert one_line(said) == "Gestopt. Er blijft geen halve site achter."
    assert whole(root / "site")
    assert build_folders(root) == []
    with pytest.raises(ProcessLookupError):  # the generator is gone too
        os.killpg(build.pid, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (VANISH, "docs/over/index.md: dit is er niet (meer). Is het net weggehaald of hernoemd? Bouw dan opnieuw."),
        (NO_ROOM, "site: de schijf is vol. Maak ruimte vrij en bouw opnieuw."),
        (CUT_DOWN, "Het bouwen is van buiten gestopt (signaal 9)"),
        (CLEAN, "deze map is tijdens het bouwen weggehaald. Bouw opnieuw."),
    ],
    ids=["a page vanishes", "no room", "killed", "folder removed"],
)
def test_a_generator_that_fails_is_told_in_one_line(project: Project, text: str, said: str) -> None:
    root = project(NOTHING)
    a_site(root / "site")
    hook(root, text)
    run = macros(root, "build")
    assert run.returncode == 1
    assert said in one_line(run.stderr)
    assert one_line(run.stderr).endswith("De site is niet veranderd.")
    assert whole(root / "site")
    assert build_folders(root) == []


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
sys.argv = ["macros", "build"]
runpy.run_module("macros", run_name="__main__")
"""


def test_files_that_may_not_grow_stop_the_build_and_with_room_it_succeeds(project: Project) -> None:
    root = project(NOTHING)
    a_site(root / "site")
    with letters_and_cards(root):
        run = subprocess.run([sys.executable, "-c", LIMITED], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert one_line(run.stderr).startswith("site/assets/")
    assert "dit bestand wordt groter dan hier mag. Verhoog de grens" in run.stderr
    assert whole(root / "site")
    assert build_folders(root) == []
    assert macros(root, "build").returncode == 0
    assert (root / "site/communities/index.html").is_file()


def test_a_mistake_in_a_template_keeps_its_traceback(project: Project) -> None:
    root = project(SMALL)
    (root / "macros/templates/entry/generic.html").write_text("{{ view.typo }}", encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 1
    assert "Traceback" in run.stderr and "generic.html" in run.stderr and "UndefinedError" in run.stderr


@pytest.mark.parametrize(
    ("last", "number", "path"),
    [
        ("OSError: [Errno 28] No space left on device: '/a/b.html'", errno.ENOSPC, "/a/b.html"),
        ("OSError: [Errno 28] No space left on device", errno.ENOSPC, None),
        ('PermissionError: [Errno 13] Permission denied: "/a/d\'or"', errno.EACCES, "/a/d'or"),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'a' -> 'b'", errno.ENOENT, "a"),
        ("shutil.Error: [('a', 'b', \"[Errno 28] No space left on device: 'b'\")]", errno.ENOSPC, "b"),
        ("ConnectionRefusedError: [Errno 111] Connection refused", None, None),
        ("jinja2.exceptions.TemplateNotFound: generic.html", None, None),
        ("AssertionError", None, None),
    ],
)
def test_only_a_fault_of_the_machine_takes_the_place_of_a_traceback(
    last: str, number: int | None, path: str | None
) -> None:
    before = ["Traceback (most recent call last):\n", "  f()\n", "OSError: [Errno 2] No such file: 'first'\n", "\n"]
    between = ["During handling of the above exception, another exception occurred:\n", "\n", *before[:2]]
    fault = building._fault_in([*before, *between, f"{last}\n"])
    assert (fault.errno, fault.filename) == (number, path) if fault else number is None


def test_a_traceback_is_held_back_with_the_error_that_announces_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["INFO    - x\n", "WARNING - y\n", "ERROR   - one\n", "note\n", "ERROR   - two\n", "Traceback (most recent call last):\n", "Oops: z\n"]  # fmt: skip
    assert building._pass_on(lines) == ("".join(lines[1:4]), lines[-3:])
    assert capsys.readouterr().err == "".join(lines[1:4])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("docs/index.md/site", "docs/index.md: hier staat al iets anders."),
        ("docs/index.md/a/site", "docs/index.md/a: een deel van dit pad is geen map."),
        ("loop/a/site", "loop/a: dit pad verwijst naar zichzelf."),
        (f"{'x' * 300}/site", ": deze naam is te lang."),
    ],
)
def test_a_place_where_no_site_can_be_is_told_in_one_line(project: Project, place: str, said: str) -> None:
    root = project(NOTHING)
    (root / "loop").symlink_to("loop")
    run = macros(root, "build", "--site-dir", place)
    assert run.returncode == 1
    assert said in one_line(run.stderr)
    assert "Kies met --site-dir een andere plek" in run.stderr


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A generator that always succeeds."""
    monkeypatch.setattr(building, "_run_generator", lambda root, folder, *_: str(a_site(folder.path)))


@pytest.mark.usefixtures("generated")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "de schijf is vol. Maak ruimte vrij"),
        (errno.EDQUOT, "jouw deel van de schijf is vol. Maak ruimte vrij"),
        (errno.EROFS, "deze schijf is alleen te lezen. Kies met --site-dir"),
        (errno.EACCES, "je hebt hier geen rechten. Geef jezelf"),
        (errno.EBUSY, "deze map is een eigen schijf en niet te vervangen. Kies met --site-dir een map daarbinnen"),
        (errno.ENOTBLK, "dit lukte niet ("),
    ],
)
@pytest.mark.parametrize("moment", ["iterdir", "mkdtemp", "exchange"])
def test_a_fault_of_the_disk_at_any_step_of_ours_leaves_the_old_site(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    moment: str,
    number: int,
    said: str,
) -> None:
    site = a_site(tmp_path / "site")
    (site / "old").touch()

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(site))

    module, name = {
        "iterdir": (Path, "iterdir"),
        "mkdtemp": (tempfile, "mkdtemp"),
        "exchange": (swap, "_exchange"),
    }[moment]
    with monkeypatch.context() as broken:
        broken.setattr(module, name, fail)
        assert building.build(tmp_path, site) == 1
    assert one_line(capsys.readouterr().err).startswith(f"site: {said}")
    assert whole(site) and (site / "old").exists()
    assert build_folders(tmp_path) == []
    assert building.build(tmp_path, site) == 0
    assert whole(site) and not (site / "old").exists()


@pytest.mark.usefixtures("generated")
def test_a_read_only_place_is_told_in_one_line_and_the_old_site_stays(capsys: pytest.CaptureFixture[str]) -> None:
    with somebody() as root:
        site = a_site(root / "site")
        root.chmod(0o555)
        try:
            assert building.build(root, site) == 1
            assert "je hebt hier geen rechten" in one_line(capsys.readouterr().err)
            assert whole(site)
        finally:
            root.chmod(0o755)
        assert building.build(root, site) == 0
        assert build_folders(root) == []


@pytest.mark.usefixtures("generated")
@pytest.mark.parametrize("way", ["exchange", "twice"])
def test_a_read_only_old_site_is_replaced_and_removed(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    if way == "twice":
        monkeypatch.setattr(swap, "_exchange", lambda fresh, site: False)
    with somebody() as root:
        site = a_site(root / "site")
        (site / "old").mkdir()
        (site / "old/page.html").touch(0o444)
        elsewhere = root / "elsewhere"
        elsewhere.mkdir()
        elsewhere.chmod(0o755)
        (site / "old/link").symlink_to(elsewhere)
        for folder in (site / "old", site / "data", site):
            folder.chmod(0o555)
        (site / "old").chmod(0o000)
        assert building.build(root, site) == 0
        assert whole(site) and not (site / "old").exists()
        assert site.stat().st_mode & 0o777 == 0o755
        assert elsewhere.stat().st_mode & 0o777 == 0o755, "what a link points at is not ours"
        assert build_folders(root) == []


@pytest.mark.usefixtures("generated")
def test_what_cannot_be_removed_does_not_make_a_build_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = a_site(tmp_path / "site")
    with monkeypatch.context() as broken:
        broken.setattr(swap.shutil, "rmtree", lambda *_, **__: None)
        assert building.build(tmp_path, site) == 0
    assert len(build_folders(tmp_path)) == 1
    assert building.build(tmp_path, site) == 0
    assert build_folders(tmp_path) == []


def test_a_build_to_which_nobody_listens_succeeds(project: Project) -> None:
    root = project(NOTHING)
    deaf, mouth = os.pipe()
    os.close(deaf)
    command = [sys.executable, "-m", "macros", "build"]
    with letters_and_cards(root):
        run = subprocess.run(command, cwd=root, stdout=mouth, stderr=subprocess.PIPE, text=True, check=False)
    os.close(mouth)
    assert (run.returncode, run.stderr) == (0, "")
    assert (root / "site/index.html").is_file()


def test_only_the_build_folders_of_this_site_are_swept(tmp_path: Path) -> None:
    ours = tmp_path / ".site-build-0a1b2c3d"
    others = [".site-settings", ".site-build-photos", ".site-build-0a1b2c3d.tgz", ".other-build-0a1b2c3d"]
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".site-build-11111111").write_text("a file", encoding="utf-8")
    (tmp_path / ".site-build-22222222").symlink_to(tmp_path / ".site-settings")
    ours.mkdir()
    before = sorted(tmp_path.iterdir())
    assert swap.sweep(tmp_path / "site") is False
    assert sorted(tmp_path.iterdir()) == [path for path in before if path != ours]


def test_where_folders_cannot_be_locked_one_is_abandoned_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "fcntl", None)
    site = tmp_path / "site"
    with swap.build_folder(site) as folder:
        assert folder.lock is None
        swap.sweep(site)
        assert folder.intact()
        os.utime(folder.path, (0, 0))
        swap.sweep(site)
        assert not folder.intact()


def test_a_file_that_vanishes_after_it_was_listed_is_a_problem_and_no_traceback(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(SMALL)
    from macros.checking.check import find_files

    def listed_and_gone(*arguments: object) -> object:
        found = find_files(*arguments)  # type: ignore[arg-type]
        (root / "content/stories/hoe.md").unlink()
        return found

    monkeypatch.setattr("macros.checking.check.find_files", listed_and_gone)
    (problem,) = check(root).errors
    assert (problem.code, problem.path) == ("unreadable", "content/stories/hoe.md")

"""What `make serve` is made of: which files changed, and the whole build behind the page that is shown."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.engines import preview_server, watching
from macros.engines.preview_server import Build
from macros.engines.watching import Watch

PATIENCE = 60  # seconds, on a slow machine


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def quiet(changed: list[str]) -> Callable[[], bool]:
    """Whether nothing more was told for a while: of one act a disk may tell twice, the second time late."""
    last, since = len(changed), time.monotonic()

    def is_quiet() -> bool:
        nonlocal last, since
        if len(changed) != last:
            last, since = len(changed), time.monotonic()
        return time.monotonic() - since > 0.5

    return is_quiet


@pytest.fixture
def changed() -> list[str]:
    return []


@pytest.fixture(params=[True, False], ids=["told", "seen"])
def folder(
    tmp_path: Path, changed: list[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A folder that is watched, on a disk that tells what changes or on one that does not."""

    class Full(watching.PollingObserver):
        def start(self) -> None:
            raise OSError("no room")

    monkeypatch.setattr(watching, "_LOOK", 0.1)
    if not request.param:
        monkeypatch.setattr(watching, "Observer", Full)
    (tmp_path / "below").mkdir()
    (tmp_path / "below/old.yml").write_text("oud")
    watch = Watch(changed.append)
    watch.add(str(tmp_path))
    watch.start()
    yield tmp_path
    watch.stop()
    watch.join()


def test_what_is_written_comes_and_goes_is_told(folder: Path, changed: list[str]) -> None:
    old, new, other = (str(folder / "below" / name) for name in ("old.yml", "new.yml", "other.yml"))
    for act, told in (
        (lambda: Path(old).write_text("nieuw"), {old}),
        (lambda: Path(new).write_text("nog een"), {new}),
        (lambda: os.rename(new, other), {new, other}),
        (lambda: os.remove(old), {old}),
        (lambda: os.replace(other, old), {old, other}),
    ):
        wait_for(quiet(changed))
        changed.clear()
        act()
        wait_for(lambda told=told: told <= set(changed))
        assert set(changed) == told


def test_what_is_read_is_not_and_what_is_written_not_twice(folder: Path, changed: list[str]) -> None:
    old = folder / "below/old.yml"
    old.write_text("nieuw")
    wait_for(lambda: str(old) in changed)
    time.sleep(0.5)  # so that whatever is told, is told
    changed.clear()
    old.read_text()
    time.sleep(0.5)
    assert changed == []


@pytest.fixture
def ended() -> list[tuple[int, str]]:
    return []


@pytest.fixture
def build(tmp_path: Path, ended: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Build]:
    monkeypatch.setattr(preview_server, "_SHOWN", 0.1)
    return lambda code: Build([sys.executable, "-c", code], tmp_path, lambda *said: ended.append(said))


def test_a_build_says_how_it_ended(build: Callable[[str], Build], ended: list[tuple[int, str]]) -> None:
    build("import sys; sys.stderr.write('fout\\n'); sys.exit(3)").wait()
    assert ended == [(3, "fout\n")]


def test_a_build_that_is_stopped_before_it_begins_does_nothing(
    build: Callable[[str], Build], ended: list[tuple[int, str]], tmp_path: Path
) -> None:
    begun = build("open('begun', 'w')")
    begun.stop(at_once=True)
    begun.wait()
    assert not ended and not (tmp_path / "begun").exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the processes of a build go one by one")
def test_a_build_that_is_stopped_at_once_leaves_no_process(
    build: Callable[[str], Build], ended: list[tuple[int, str]], tmp_path: Path
) -> None:
    child = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('begun', 'w'); time.sleep(600)"
    one = build(f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); "
                "open('child', 'w').write(str(p.pid)); p.wait()")  # fmt: skip
    wait_for((tmp_path / "begun").exists)
    wait_for((tmp_path / "child").exists)
    one.stop(at_once=True)
    one.wait()
    assert not ended
    pid = (tmp_path / "child").read_text()
    wait_for(
        lambda: (
            "Z"
            in (
                found := subprocess.run(
                    ["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False
                ).stdout
            )
            or not found.strip()
        )
    )

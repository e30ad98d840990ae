"""The environment that make works in: whole, of the Python that is there, and made anew when it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

pytestmark = pytest.mark.build  # of an environment

OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of which the lock names nothing."""
    folder = tmp_path / "project"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "requirements/install.py", folder / "requirements")
    for lock in ("site", "dev", "properdocs"):
        (folder / f"requirements/{lock}.txt").write_text(f"# {lock}\n", encoding="utf-8")
    return folder


def install(root: Path, *arguments: str, **environment: str) -> Run:
    command = [sys.executable, "requirements/install.py", *(arguments or ("site",))]
    return subprocess.run(command, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def copying(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `python -m venv` copies a venv that was really made: making one takes four seconds."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "made")], check=True)
    copy = f"import shutil, sys; shutil.copytree({str(folder / 'made')!r}, sys.argv[1], symlinks=True)\n"
    (folder / "venv.py").write_text(copy, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def like_whole(root: Path) -> Path:
    """A venv as the script leaves it, with this very Python: quicker than making one."""
    venv = root / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").symlink_to(sys.executable)
    (venv / ".python").write_text(OWN, encoding="utf-8")
    return venv


def test_an_environment_is_made_once_and_a_lock_installed_once(root: Path) -> None:
    first, second = install(root), install(root)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Installing" in first.stdout and second.stdout == ""
    (root / "requirements/site.txt").write_text("# changed\n", encoding="utf-8")
    assert "Installing" in install(root).stdout
    assert not list((root / ".venv").glob(".busy"))


def test_another_engine_comes_on_top_of_the_site_and_only_when_it_is_asked_for(root: Path) -> None:
    marks = {}
    for lock in ("site", "properdocs", "dev"):
        assert install(root, lock).returncode == 0
        marks[lock] = {mark.name for mark in (root / ".venv").glob(".*")} - {".python", ".gitignore"}
    assert marks == {
        "site": {".site"},
        "properdocs": {".site", ".properdocs"},
        "dev": {".site", ".properdocs", ".dev"},
    }
    assert install(root, "site").stdout == "" and install(root, "properdocs").stdout == ""


def cut_short(venv: Path) -> None:
    (venv / ".busy").touch()


def half_made(venv: Path) -> None:
    (venv / ".python").unlink()


def other_python(venv: Path) -> None:
    (venv / "bin/python").unlink()
    (venv / "bin/python").write_text("#!/bin/sh\necho 3.99\n", encoding="utf-8")
    (venv / "bin/python").chmod(0o755)


def gone_python(venv: Path) -> None:
    (venv / "bin/python").unlink()
    (venv / "bin/python").symlink_to(venv / "nowhere")


@pytest.mark.parametrize("harm", [cut_short, half_made, other_python, gone_python])
def test_an_environment_that_cannot_be_trusted_is_made_anew(root: Path, harm: object, copying: dict[str, str]) -> None:
    venv = like_whole(root)
    (venv / "old").touch()
    harm(venv)  # type: ignore[operator]
    run = install(root, **copying)
    assert run.returncode == 0, run.stderr
    assert "Making .venv anew" in run.stdout and "Traceback" not in run.stderr
    assert not (venv / "old").exists() and (venv / ".site").is_file()


def test_only_a_python_that_was_asked_for_is_insisted_on(root: Path, copying: dict[str, str]) -> None:
    venv = like_whole(root)
    (venv / ".python").write_text("3.99", encoding="utf-8")
    (venv / "bin/python").unlink()
    (venv / "bin/python").write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3.99 || exit 0\n', encoding="utf-8")
    (venv / "bin/python").chmod(0o755)
    assert "anew" not in install(root).stdout
    assert f"it is of Python 3.99, not {OWN}" in install(root, "site", "--same-python", **copying).stdout


def test_a_pip_that_fails_is_asked_again_next_time(root: Path) -> None:
    venv = like_whole(root)
    (venv / "bin/python").unlink()
    (venv / "bin/python").write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo {OWN} || exit 1\n', encoding="utf-8")
    (venv / "bin/python").chmod(0o755)
    run = install(root, "dev")
    assert run.returncode == 1 and "anew" not in run.stdout
    assert not (venv / ".site").exists()
    assert "Installing" in install(root).stdout

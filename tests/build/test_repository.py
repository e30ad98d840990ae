"""What day it is and what is new, as git tells it, however somebody set up git."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from macros.base import clock, repository
from macros.base.history import dates_of, read_changes
from tests.conftest import Project, macros
from tests.small import SMALL

DAY = "2020-02-02"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings of who runs the tests nor a given day."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home").mkdir()


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Iemand", "-c", "user.email=iemand@example.org", "-c", "init.defaultBranch=main")
    command = ["git", "-C", str(folder), *who, *arguments]
    clocks = {f"GIT_{one}_DATE": f"{DAY}T12:00:00Z" for one in ("AUTHOR", "COMMITTER")}
    subprocess.run(command, check=True, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **clocks})


def repository_at(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content/a.yml").write_text("title: A\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "one")
    return folder


def test_a_signature_in_the_log_does_not_change_the_day(tmp_path: Path) -> None:
    root = repository_at(tmp_path / "one")
    signer = tmp_path / "signer"  # stands for GnuPG: signs anything, and complains when asked about it
    signer.write_text(
        '#!/bin/sh\ncase "$*" in *--verify*) echo "gpg: Can\'t check signature" >&2; exit 1;; esac\n'
        'cat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\n'
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nabc\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    signer.chmod(0o755)
    for name, value in (("gpg.program", str(signer)), ("log.showSignature", "true"), ("color.ui", "always")):
        git(root, "config", name, value)
    git(root, "commit", "--quiet", "--allow-empty", "-S", "-m", "signed")
    shown = subprocess.run(["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True)
    assert not (shown.stdout + shown.stderr).strip().isdigit(), "the test signs nothing"
    assert clock.today(root).isoformat() == DAY
    assert list(dates_of(read_changes(root, "content"))) == ["content/a.yml"]


def test_a_download_inside_another_repository_has_no_day_of_its_own(tmp_path: Path) -> None:
    outer = repository_at(tmp_path / "outer")
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as download:
        download.writestr("kennisbank/content/b.yml", "title: B\n")
    zipfile.ZipFile(tmp_path / "site.zip").extractall(outer)
    inner = outer / "kennisbank"
    assert clock.today(inner).isoformat() != DAY
    assert "repository waar ze niet bij hoort" in repository.why_silent(inner)
    git(outer, "add", ".")
    git(outer, "commit", "--quiet", "-m", "taken in")
    assert clock.today(inner).isoformat() == DAY
    assert repository.why_silent(inner) == ""


def test_a_folder_of_another_user_is_told_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(SMALL)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "all")
    assert repository.why_silent(root) == ""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    assert run.stderr.count("safe.directory") == 1
    assert "Traceback" not in run.stderr


def test_where_nobody_expects_a_history_nothing_is_said(tmp_path: Path) -> None:
    assert repository.why_silent(tmp_path) == ""


def test_without_git_a_repository_says_why_it_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository_at(tmp_path / "one")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git start niet" in repository.why_silent(root)
    assert read_changes(root, "content") == ()

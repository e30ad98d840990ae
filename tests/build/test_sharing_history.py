"""When entries came, as the history of the repository tells it: what the feeds call new."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from macros.base.history import dates_of, read_changes
from tests.conftest import ROOT

Git = Callable[..., None]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in a repository of its own, at a time that is given."""

    def run(*arguments: str, day: str = "2026-01-01", at: str = "repository") -> None:
        folder = tmp_path / at
        folder.mkdir(exist_ok=True)
        clock = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        who = ("-c", "user.name=Iemand", "-c", "user.email=iemand@example.org", "-c", "commit.gpgsign=false")
        command = ["git", *who, "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
        subprocess.run(command, cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **clock}, check=True)

    return run


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def days(root: Path) -> dict[str, tuple[str, str]]:
    found = dates_of(read_changes(root, "content"))
    return {path: (f"{dates.added:%m-%d}", f"{dates.changed:%m-%d}") for path, dates in sorted(found.items())}


def test_a_file_is_as_old_as_its_arrival_and_as_new_as_its_last_change(tmp_path: Path, git: Git) -> None:
    root = tmp_path / "repository"
    git("init", "--quiet")
    put(root / "content/tools/a.yml", "title: A\n")
    put(root / "docs/index.md", "# A\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "one", day="2026-02-01")
    put(root / "content/tools/b.yml", "title: B\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "two", day="2026-03-01")
    put(root / "content/tools/a.yml", "title: AA\n")
    put(root / "content/tools/new.yml", "title: not committed\n")
    git("commit", "--quiet", "-am", "three", day="2026-04-01")
    assert days(root) == {"content/tools/a.yml": ("02-01", "04-01"), "content/tools/b.yml": ("03-01", "03-01")}


def test_a_proposal_counts_from_the_moment_that_it_was_accepted(tmp_path: Path, git: Git) -> None:
    root = tmp_path / "repository"
    git("init", "--quiet")
    put(root / "content/tools/a.yml", "title: A\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "one", day="2026-02-01")
    git("checkout", "--quiet", "-b", "proposal")
    put(root / "content/tools/b.yml", "title: B\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "two", day="2026-02-02")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "-m", "accept", "proposal", day="2026-05-05")
    assert days(root)["content/tools/b.yml"] == ("05-05", "05-05")


def test_a_clone_of_only_the_last_commits_knows_nothing(tmp_path: Path, git: Git) -> None:
    root = tmp_path / "repository"
    git("init", "--quiet")
    for number in (1, 2):
        put(root / f"content/tools/{number}.yml", "title: A\n")
        git("add", ".")
    git("commit", "--quiet", "-m", "more", day=f"2026-02-0{number}")
    git("clone", "--quiet", "--depth", "1", root.as_uri(), "shallow", at=".")
    assert len(days(root)) == 2
    assert days(tmp_path / "shallow") == {} == days(tmp_path)


def test_what_publishes_fetches_the_whole_history() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    checkout = workflow["jobs"]["build"]["steps"][0]
    assert checkout["uses"].startswith("actions/checkout@") and checkout["with"]["fetch-depth"] == 0

"""From a form of GitHub's issues to a pull request: the scripts of `proposal.yml`, with events as GitHub records them.

What a stranger writes is read by a job that may only read. What that job made, the one that may write takes with
suspicion: one file, of one folder, with a plain name.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.writing.confirming import with_day
from tests.build.test_workflows import git
from tests.conftest import ROOT, Project
from tests.small import SMALL

FAKE = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$CALLS"
case "$1 $2" in
  "pr list") printf "$PULL" ;;
  "run list") printf "$RUNS" ;;
  "issue comment") [ -z "$FIRST" ] || [ "$4" != --edit-last ] ;;
esac
"""
GOOD = """### Titel

Bel eerst

### Samenvatting

Bel de buren voor je begint. Dat scheelt je werk.

### Niveau

Regio

### Bronnen

Jaarverslag (2020); bladzijde 3

### Stand van de bron

2020-12-31

### De les

Ga langs, $(touch hacked) en `touch hacked2`.
"""


LOOKED_AT = SMALL["communities/werf.yml"] + "reviewed: 2026-01-01 # 4\n"


@pytest.fixture
def checkout(project: Project) -> Path:
    """A clone of a repository with the workflow's scripts, that can be pushed to."""
    return cloned(project(SMALL))


def cloned(root: Path) -> Path:
    """The project at `root` as such a clone, with where it is pushed to beside it."""
    shutil.copytree(ROOT / ".github", root / ".github", dirs_exist_ok=True)
    (root / ".gitignore").write_text(".venv\n.cache\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root.parent, "clone", "--quiet", "--bare", str(root), "origin.git")
    git(root, "remote", "add", "origin", str(root.parent / "origin.git"))
    (root / ".venv").symlink_to(sys.prefix)
    return root


def read(checkout: Path, body: str | None, labels: tuple[str, ...] = ("lessons",)) -> tuple[Path, str]:
    """Let the first job read an issue. Returns the folder that it made, and what it logged."""
    issue = {"number": 12, "title": "$(id)", "body": body, "labels": [{"name": name} for name in labels]}
    return read_event(checkout, {"action": "opened", "issue": issue})


def read_event(checkout: Path, event: dict[str, Any]) -> tuple[Path, str]:
    """The same for an event as GitHub records it."""
    file, folder = checkout.parent / "event.json", checkout.parent / "proposal"
    shutil.rmtree(folder, ignore_errors=True)
    file.write_text(json.dumps(event), encoding="utf-8")
    run = subprocess.run(
        [checkout / ".github/scripts/read-form", file, folder],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    git(checkout, "clean", "--quiet", "--force", "content")  # the second job has a checkout of its own
    return folder, run.stdout + run.stderr


def propose(checkout: Path, *arguments: str | Path, **given: str) -> tuple[int, list[str]]:
    """Let the second job do its work, with a `gh` that only notes what it was asked. Returns its exit code and the calls."""
    fake, calls = checkout.parent / "bin/gh", checkout.parent / "calls"
    fake.parent.mkdir(exist_ok=True)
    fake.write_text(FAKE, encoding="utf-8")
    fake.chmod(0o755)
    calls.write_text("", encoding="utf-8")
    path = f"{fake.parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CALLS": str(calls), "ISSUE": "12", "GH_TOKEN": "x"}
    environment |= {"PULL": "", "RUNS": "1", "FIRST": "", **given}
    run = subprocess.run(
        [checkout / ".github/scripts/propose-entry", *arguments],
        cwd=checkout,
        env=environment,
        capture_output=True,
        check=False,
    )
    return run.returncode, calls.read_text(encoding="utf-8").splitlines()


def pushed(checkout: Path) -> dict[str, str]:
    """What the branch of the issue changes, by path; nothing where there is none."""
    origin = ["git", "-C", str(checkout.parent / "origin.git")]
    run = subprocess.run(
        [*origin, "diff", "--name-status", "main", "issue-12"], capture_output=True, text=True, check=False
    )
    return {line.split("\t")[1]: line[0] for line in run.stdout.splitlines()}


@pytest.mark.build
def test_a_form_becomes_a_pull_request_and_a_comment_and_both_are_renewed(checkout: Path) -> None:
    folder, log = read(checkout, GOOD)
    assert "Bel" not in log
    assert sorted(file.name for file in folder.iterdir()) == ["comment.md", "entry", "path"]
    assert "Bedankt!" in (folder / "comment.md").read_text(encoding="utf-8")
    code, calls = propose(checkout, folder, FIRST="yes")
    assert code == 0 and pushed(checkout) == {"content/lessons/bel-eerst.md": "A"}
    _, _, made, *said = calls
    assert made.startswith("pr create --head issue-12 --title Voorstel uit #12 --body-file")
    assert [call.split()[:3] for call in said] == [["issue", "comment", "12"]] * 2 and "--edit-last" not in said[1]
    assert not list(checkout.rglob("hacked*"))
    front = (folder / "entry").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["level"] == "regio"

    git(checkout, "switch", "--quiet", "main")
    git(checkout, "branch", "--quiet", "-D", "issue-12")
    folder, _ = read(checkout, GOOD.replace("Bel eerst", "Bel dan"))
    code, calls = propose(checkout, folder, PULL="34")
    assert code == 0 and pushed(checkout) == {"content/lessons/bel-dan.md": "A"}
    assert [call.split()[:3] for call in calls[2:]] == [["pr", "edit", "34"], ["issue", "comment", "12"]]


@pytest.mark.build
def test_what_the_check_says_stands_in_the_comment(checkout: Path) -> None:
    folder, _ = read(checkout, GOOD.replace("2020-12-31", "31 december").replace("Regio", "Heelal"))
    comment = (folder / "comment.md").read_text(encoding="utf-8")
    assert "Bedankt!" in comment and "Heelal" in comment and "31 december" in comment


@pytest.mark.build
@pytest.mark.parametrize(
    "body", ["Hallo", None, GOOD + "\n### Titel\n\nNog een", GOOD.replace("Bel eerst", "_No response_")]
)
def test_a_form_that_cannot_be_read_is_told_and_its_proposal_goes(checkout: Path, body: str | None) -> None:
    folder, _ = read(checkout, body)
    assert [file.name for file in folder.iterdir()] == ["comment.md"]
    assert "nog geen voorstel" in (folder / "comment.md").read_text(encoding="utf-8")
    code, calls = propose(checkout, folder, PULL="34")
    assert code == 0 and pushed(checkout) == {}
    assert [call.split()[:3] for call in calls[2:]] == [["pr", "close", "34"], ["issue", "comment", "12"]]


@pytest.mark.build
@pytest.mark.parametrize("labels", [(), ("bug",), ("lessons", "stories"), ("config",), ("../lessons",)])
def test_an_issue_that_is_no_form_of_ours_is_left_alone(checkout: Path, labels: tuple[str, ...]) -> None:
    folder, _ = read(checkout, GOOD, labels)
    assert list(folder.iterdir()) == []
    code, calls = propose(checkout, folder)
    assert code == 0 and [call.split()[:2] for call in calls] == [["pr", "list"]]


def suspect(folder: Path, path: str, entry: Any = "title: x\n") -> None:
    folder.mkdir(parents=True)
    (folder / "comment.md").write_text("Bedankt!", encoding="utf-8")
    (folder / "path").write_text(f"{path}\n", encoding="utf-8")
    if isinstance(entry, Path):
        (folder / "entry").symlink_to(entry)
    else:
        (folder / "entry").write_text(entry, encoding="utf-8")


@pytest.mark.build
@pytest.mark.parametrize(
    "path, entry",
    [
        (".github/workflows/x.yml", "x"),
        ("content/../.github/workflows/x.yml", "x"),
        ("content/lessons/../../macros/x.yml", "x"),
        ("/tmp/x.yml", "x"),
        ("content/lessons/x.py", "x"),
        ("content/lessons/x y.yml", "x"),
        ("content/communities/tuin.yml", "x"),
        ("content/communities/tuin.yml", SMALL["communities/tuin.yml"] + "reviewed: 2026-01-01\ndraft: true\n"),
        ("content/communities/tuin.yml", SMALL["communities/tuin.yml"] + "reviewed: ooit\n"),
        ("content/communities/tuin.yml", SMALL["communities/tuin.yml"].replace("150", "151")),
        ("content/communities/werf.yml", LOOKED_AT.replace("01-01", "01-02").replace("# 4", "# 5")),
        ("content/communities/werf.yml", SMALL["communities/werf.yml"]),
        ("content/lessons/$(id).yml", "x"),
        ("content/nowhere/x.yml", "x"),
        ("content/config/x.md", "x"),
        ("content/lessons/groot.yml", "x" * 200_001),
        ("content/lessons/link.yml", Path("/etc/hostname")),
    ],
)
def test_nothing_is_pushed_but_one_new_file_of_content(project: Project, path: str, entry: Any) -> None:
    checkout = cloned(project({**SMALL, "communities/werf.yml": LOOKED_AT}))
    folder = checkout.parent / "proposal"
    suspect(folder, path, entry)
    code, calls = propose(checkout, folder)
    assert code != 0 and pushed(checkout) == {}
    assert [call.split()[:2] for call in calls] == [["pr", "list"], ["run", "list"]]


@pytest.mark.build
@pytest.mark.parametrize(
    "before", [SMALL["communities/werf.yml"], LOOKED_AT, LOOKED_AT.replace("\n", "\r\n"), LOOKED_AT[:-1]]
)
def test_of_a_page_that_is_there_only_the_day_differs_on_which_it_was_looked_at(project: Project, before: str) -> None:
    checkout, path = cloned(project({**SMALL, "communities/werf.yml": before})), "content/communities/werf.yml"
    (checkout / path).write_bytes(before.encode())
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--allow-empty", "--message=As it is")
    git(checkout, "push", "--quiet", "origin", "main")
    folder = checkout.parent / "proposal"
    suspect(folder, path)
    (folder / "entry").write_bytes(with_day(before.encode(), path, "communities", date(2026, 11, 30)))
    code, _ = propose(checkout, folder)
    assert code == 0 and pushed(checkout) == {path: "M"}


REVIEW = "## Voor wie dit voorstel beoordeelt\n\n### Nieuw: Bel \\#\u200b1 (les)\n"
PICTURES = "https://github.com/iemand/kopie/actions/runs/1/artifacts/2"


@pytest.mark.build
def test_what_was_found_stands_in_the_pull_request_and_in_the_comment(checkout: Path) -> None:
    folder = checkout.parent / "proposal"
    suspect(folder, "content/lessons/x.yml")
    (folder / "review.md").write_text(REVIEW, encoding="utf-8")
    code, calls = propose(checkout, folder, PICTURES=PICTURES)
    assert code == 0 and f"--body-file {folder}/pull.md" in calls[2] and f"--body-file {folder}/said.md" in calls[3]
    pull, said = ((folder / name).read_text(encoding="utf-8") for name in ("pull.md", "said.md"))
    assert "Closes #12" in pull and "Bedankt!" in said and "Closes" not in said
    for text in (pull, said):
        assert REVIEW in text and f"[Download de beelden]({PICTURES})" in text


@pytest.mark.build
@pytest.mark.parametrize("calls", ["Kijk, @iedereen", "Fixes #1", "GH-7", "iemand/kopie #3"])
def test_a_review_that_calls_somebody_is_left_out(checkout: Path, calls: str) -> None:
    folder = checkout.parent / "proposal"
    suspect(folder, "content/lessons/x.yml")
    (folder / "review.md").write_text(REVIEW + calls, encoding="utf-8")
    code, _ = propose(checkout, folder, PICTURES="https://x.invalid/) @iedereen")
    assert code == 0
    for name in ("pull.md", "said.md"):
        text = (folder / name).read_text(encoding="utf-8")
        assert calls not in text and "beoordeelt" not in text and "x.invalid" not in text


@pytest.mark.build
def test_what_is_too_long_for_github_is_cut(checkout: Path) -> None:
    folder = checkout.parent / "proposal"
    suspect(folder, "content/lessons/x.yml")
    for name in ("comment.md", "review.md"):
        (folder / name).write_text("Eén regel.\n" * 5_000, encoding="utf-8")
    code, _ = propose(checkout, folder)
    assert code == 0
    said = (folder / "said.md").read_text(encoding="utf-8")
    assert 60_000 < len(said.encode()) < 65_000 and said.endswith("regel.\n\n… De rest past hier niet.\n")
    assert (folder / "pull.md").read_text(encoding="utf-8").startswith("Uit het formulier in #12.")


@pytest.mark.build
@pytest.mark.parametrize("name", ["comment.md", "review.md", "said.md"])
def test_a_link_in_what_was_made_is_followed_nowhere(checkout: Path, name: str) -> None:
    folder = checkout.parent / "proposal"
    suspect(folder, "content/lessons/x.yml")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("/proc/self/environ")
    code, calls = propose(checkout, folder)
    assert code != 0 and pushed(checkout) == {}
    assert [call.split()[:2] for call in calls] == [["pr", "list"], ["run", "list"]]


@pytest.mark.build
def test_it_runs_so_often_an_hour_and_no_more(checkout: Path) -> None:
    folder = checkout.parent / "proposal"
    suspect(folder, "content/lessons/x.yml")
    code, calls = propose(checkout, folder, RUNS="61")
    assert code != 0 and pushed(checkout) == {} and len(calls) == 2


@pytest.mark.build
@pytest.mark.parametrize("pull, closed", [("34", [["pr", "close", "34"]]), ("", [])])
def test_an_issue_that_closes_takes_its_pull_request_along(checkout: Path, pull: str, closed: list[list[str]]) -> None:
    code, calls = propose(checkout, "--close", PULL=pull)
    assert code == 0 and [call.split()[:3] for call in calls[1:]] == closed


@pytest.mark.build
@pytest.mark.parametrize("issue", ["", "12; id", "$(id)", "-1"])
def test_a_number_that_is_none_does_nothing(checkout: Path, issue: str) -> None:
    code, calls = propose(checkout, "--close", ISSUE=issue)
    assert code != 0 and calls == []

"""What runs on GitHub: well formed, with no more rights than it needs, and doing what it says.

The steps of the pull request's job are taken from the workflow and run here as GitHub
runs them, in a shallow clone of a repository with a proposal merged into its base.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.base.dutch import in_words
from tests.conftest import EPOCH, ROOT, Project, letters_and_cards
from tests.small import SMALL

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPT = ROOT / ".github/scripts/stale-issue"
EXPRESSIONS = {
    "github.server_url": "https://github.com",
    "github.repository": "iemand/kopie",
    "steps.site.outputs.artifact-url": "https://github.com/iemand/kopie/artifacts/1",
    "steps.preview.outputs.artifact-url": "https://github.com/iemand/kopie/artifacts/2",
}


def read(name: str) -> dict[str, Any]:
    """A workflow. To YAML 1.1 its key `on` is the value true."""
    workflow = yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True)
    return dict(workflow)


def commands(workflow: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


@pytest.mark.parametrize(
    "tool", [["check-jsonschema", "--builtin-schema", "vendor.github-workflows"], ["zizmor", "--offline"]]
)
def test_workflows_are_well_formed_and_safe(tool: list[str]) -> None:
    command = [str(Path(sys.executable).parent / tool[0]), *tool[1:], *map(str, WORKFLOWS)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_workflows_use_github_s_own_actions_only_pinned_to_a_commit() -> None:
    for file in WORKFLOWS:
        for use in re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8")):
            assert re.fullmatch(r"actions/[\w-]+(/restore|/save)?@[0-9a-f]{40}", use), use


def test_only_a_build_of_main_leaves_what_it_kept_for_the_next() -> None:
    """A pull request that could write there might put its own words on the site later."""
    steps = [
        (file.name, step) for file in WORKFLOWS for job in read(file.name)["jobs"].values() for step in job["steps"]
    ]
    uses = [(name, step["uses"].partition("@")[0], step) for name, step in steps if "/cache" in step.get("uses", "")]
    assert [(name, use) for name, use, _ in uses] == [
        ("check.yml", "actions/cache/restore"),
        ("proposal.yml", "actions/cache/restore"),
        ("publish.yml", "actions/cache/restore"),
        ("publish.yml", "actions/cache/save"),
    ]
    assert all(step["with"]["path"] == ".cache" for *_, step in uses)
    assert uses[-1][2]["if"] == "github.ref == 'refs/heads/main'"


def test_a_pull_request_runs_without_secrets_and_write_rights() -> None:
    for file in WORKFLOWS:
        workflow = read(file.name)
        assert "pull_request_target" not in workflow["on"] and "workflow_run" not in workflow["on"]
        if "pull_request" in workflow["on"]:
            text = file.read_text(encoding="utf-8")
            assert "secrets" not in text and "github.token" not in text and ": write" not in text
            assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())


def test_every_job_has_only_the_rights_that_it_names() -> None:
    rights = {
        (file.name, name): job["permissions"] for file in WORKFLOWS for name, job in read(file.name)["jobs"].items()
    }
    assert all(read(file.name)["permissions"] == {} for file in WORKFLOWS)
    assert {key: wanted for key, wanted in rights.items() if "write" in wanted.values()} == {
        ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
        ("stale.yml", "stale"): {"contents": "read", "issues": "write"},
        ("proposal.yml", "propose"): {
            "actions": "read",
            "contents": "write",
            "issues": "write",
            "pull-requests": "write",
        },
        ("proposal.yml", "close"): {"contents": "write", "pull-requests": "write"},
    }
    assert rights["links.yml", "links"] == {"contents": "read"}


def test_nothing_that_a_stranger_chose_is_pasted_into_a_shell() -> None:
    for file in WORKFLOWS:
        assert "${{" not in commands(read(file.name)), file.name


def test_external_links_are_asked_on_schedule_and_never_in_a_pull_request() -> None:
    assert set(read("links.yml")["on"]) == {"schedule", "workflow_dispatch"}
    asking = {file.name for file in WORKFLOWS if "macros links" in commands(read(file.name))}
    assert asking == {"links.yml"}


def test_what_is_too_long_for_every_proposal_runs_at_night() -> None:
    assert set(read("nightly.yml")["on"]) == {"schedule", "workflow_dispatch"}
    assert "make test-nightly" in commands(read("nightly.yml"))
    assert "\ntest-nightly: install-dev\n\t@$(RUN) -m pytest -m nightly\n" in (ROOT / "Makefile").read_text("utf-8")


# --- the job of a pull request, run here --------------------------------------------------------------------------


@dataclass
class Outcome:
    """What a job did: the exit code of each of its commands by name, None for what was skipped, and its summary."""

    codes: dict[str, int | None]
    output: str
    summary: str
    checkout: Path


def git(folder: Path, *arguments: str, day: str = "2026-11-01") -> None:
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Iemand"), ("EMAIL", "iemand@voorbeeld.nl"), ("DATE", f"{day}T12:00:00Z"))
    }
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(folder), *arguments]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def propose(origin: Path, base: dict[str, str], proposal: dict[str, str]) -> Path:
    """A clone as GitHub makes it for a pull request: `proposal` merged into a base that went on to be `base`."""

    def write(changes: dict[str, str]) -> None:
        for name, text in changes.items():
            (origin / "content" / name).write_text(text, encoding="utf-8")

    for part in ("Makefile", "requirements", ".github", ".gitignore"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, origin / part)
        else:
            shutil.copy(ROOT / part, origin / part)
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=Begin", day="2020-01-01")
    git(origin, "checkout", "--quiet", "-b", "proposal")
    write(proposal)
    git(origin, "commit", "--quiet", "--all", "--message=Voorstel", "--allow-empty")
    git(origin, "checkout", "--quiet", "main")
    write(base)
    git(origin, "commit", "--quiet", "--all", "--message=Intussen", "--allow-empty", day="2020-01-02")
    git(origin, "merge", "--quiet", "--no-ff", "--message=Samen", "proposal")
    checkout = origin.parent / "checkout"
    (depth,) = [
        step["with"]["fetch-depth"]
        for step in read("check.yml")["jobs"]["content"]["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    git(origin.parent, "clone", "--quiet", f"--depth={depth}", origin.as_uri(), str(checkout))
    # This very environment, marked as what the lock says: nothing is installed.
    (checkout / ".venv").mkdir()
    lock = (checkout / "requirements/site.txt").read_bytes()
    marks = {".python": f"{sys.version_info[0]}.{sys.version_info[1]}", ".site": sha256(lock).hexdigest()}
    for part in Path(sys.prefix).iterdir():
        if part.name not in (*marks, ".busy"):
            (checkout / ".venv" / part.name).symlink_to(part)
    for name, text in marks.items():
        (checkout / ".venv" / name).write_text(text, encoding="utf-8")
    return checkout


def run_job(checkout: Path, name: str = "content") -> Outcome:
    """Run the commands of a job of check.yml as GitHub does: in order, each by `bash -e`, up to the first that fails."""
    job = read("check.yml")["jobs"][name]
    temporary = checkout.parent / "runner"
    temporary.mkdir()
    summary = temporary / "summary.md"
    summary.touch()
    outer = ("SOURCE_DATE_EPOCH", "SITE_URL", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHONDONTWRITEBYTECODE")
    clean = {key: value for key, value in os.environ.items() if key not in outer}
    clean |= {"GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(temporary), "GITHUB_WORKSPACE": str(checkout)}
    codes: dict[str, int | None] = {}
    output = ""
    failed = False
    for step in job["steps"]:
        if "uses" in step:
            continue
        assert "!cancelled()" in step.get("if", "!cancelled()"), "a condition that is not known here"
        label = step.get("name", step["run"])
        codes[label] = None
        if failed and "if" not in step:
            continue
        given = {**job.get("env", {}), **step.get("env", {})}
        filled = {key: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: EXPRESSIONS[m[1]], value) for key, value in given.items()}
        script = temporary / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        with letters_and_cards(checkout):
            run = subprocess.run(
                ["bash", "-e", str(script)],
                cwd=checkout,
                env={**clean, **filled},
                capture_output=True,
                text=True,
                check=False,
            )
        codes[label] = run.returncode
        output += run.stdout + run.stderr
        failed = failed or run.returncode != 0
    return Outcome(codes, output, summary.read_text(encoding="utf-8"), checkout)


TUIN, WERF = "communities/tuin.yml", "communities/werf.yml"


@pytest.mark.build
def test_a_pull_request_is_told_which_pages_change_and_how_to_see_the_site(project: Project) -> None:
    proposal = {TUIN: SMALL[TUIN].replace("www.voorbeeld.nl/tuin", "www.voorbeeld.nl/kas")}
    base = {WERF: SMALL[WERF].replace("partners: 9", "partners: 10")}
    done = run_job(propose(project(SMALL), base, proposal))
    assert set(done.codes.values()) == {0}, done.output
    # SMALL's facts are old, and only those of the proposal's own file concern it.
    told = {line.partition(",")[0] for line in done.output.splitlines() if line.startswith("::")}
    assert told == {"::warning file=content/communities/tuin.yml"}
    assert TUIN in done.summary and WERF not in done.summary
    assert "## Voor wie dit voorstel beoordeelt" in done.summary
    pages = done.summary.partition("## Wat er op de site verandert")[2]
    changed = pages.partition("### Veranderd")[2].partition("##")[0]
    assert re.findall(r"`(\S+)`", changed) == ["communities/tuin/"], done.summary
    assert "De Tuin" in changed
    assert "### Nieuw" not in done.summary and "### Verdwenen" not in done.summary
    assert "[download de site](https://github.com/iemand/kopie/artifacts/1)" in done.summary
    assert "`python3 -m http.server`" in done.summary
    assert "[download het voorbeeld](https://github.com/iemand/kopie/artifacts/2)" in done.summary
    assert [page.name for page in (done.checkout / "voorbeeld").iterdir()] == ["communities-tuin.html"]
    page = (done.checkout / "site/communities/tuin/index.html").read_text(encoding="utf-8")
    assert "https://github.com/iemand/kopie/edit/main/content/communities/tuin.yml" in page


@pytest.mark.build
def test_a_pull_request_that_touches_no_entry_is_told_that_all_is_well(project: Project) -> None:
    root = project(SMALL)
    checkout = propose(root, {}, {})
    done = run_job(checkout)
    assert set(done.codes.values()) == {0}, done.output
    assert "::" not in done.output
    assert "alles in orde" in done.summary
    assert "Geen enkele pagina." in done.summary


@pytest.mark.build
def test_a_pull_request_with_a_mistake_shows_it_in_the_summary_and_builds_nothing(project: Project) -> None:
    proposal = {TUIN: SMALL[TUIN].replace("kind: hub", "kind: hubb")}
    done = run_job(propose(project(SMALL), {}, proposal))
    outcome = list(done.codes.values())
    assert outcome[:4] == [0, 0, 1, 0] and set(outcome[4:]) == {None}, done.codes
    (annotation,) = [line for line in done.output.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=content/communities/tuin.yml,line=4,col=7")
    assert "hubb" in done.summary and "content/communities/tuin.yml" in done.summary
    assert not (done.checkout / "site").exists()


@pytest.mark.build
def test_a_pull_request_that_mends_a_broken_base_is_told_that_there_is_nothing_to_compare(project: Project) -> None:
    whole = SMALL[WERF]
    root = project({**SMALL, WERF: whole.replace("focus: [leren]", "focus: [slapen]")})
    done = run_job(propose(root, {}, {WERF: whole}))
    assert set(done.codes.values()) == {0}, done.output
    assert "De site van vóór dit voorstel is hier niet te bouwen" in done.summary
    assert "download de site" in done.summary


# --- the one issue about old facts --------------------------------------------------------------------------------

FAKE = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$CALLS"
if [ "$2" = list ]; then printf "$ISSUES"; fi
"""
OURS = "12\tOnderwerpen die een frisse blik vragen\n"
OTHERS = "3\tOnderwerpen die een frisse blik vragen, toch?\n4\tIets anders\n"


@pytest.mark.parametrize(
    ("text", "issues", "called"),
    [
        ("Kijk hier.", "", "issue create --title Onderwerpen die een frisse blik vragen --body-file {body}"),
        ("Kijk hier.", OTHERS, "issue create --title Onderwerpen die een frisse blik vragen --body-file {body}"),
        ("Kijk hier.", OTHERS + OURS, "issue edit 12 --body-file {body}"),
        ("", OTHERS + OURS, "issue close 12 --comment Alles is bij"),
        ("", OTHERS, None),
    ],
)
def test_one_issue_is_opened_renewed_or_closed(tmp_path: Path, text: str, issues: str, called: str | None) -> None:
    fake, body, calls = tmp_path / "bin/gh", tmp_path / "body.md", tmp_path / "calls"
    fake.parent.mkdir()
    fake.write_text(FAKE, encoding="utf-8")
    fake.chmod(0o755)
    body.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PATH": f"{fake.parent}:{os.environ['PATH']}", "CALLS": str(calls), "ISSUES": issues}
    run = subprocess.run([SCRIPT, body], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    asked, *acted = calls.read_text(encoding="utf-8").splitlines()
    assert asked.startswith("issue list --app github-actions --state open")
    if called is None:
        assert acted == []
    else:
        (act,) = acted
        assert act.startswith(called.format(body=body))


def test_when_github_cannot_be_asked_no_issue_is_touched(tmp_path: Path) -> None:
    fake, body, calls = tmp_path / "gh", tmp_path / "body.md", tmp_path / "calls"
    fake.write_text(f'#!/bin/sh\necho "$*" >> "{calls}"\nexit 1\n', encoding="utf-8")
    fake.chmod(0o755)
    body.write_text("Kijk hier.", encoding="utf-8")
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    run = subprocess.run([SCRIPT, body], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.build
def test_the_list_of_old_facts_is_made_on_the_day_itself_and_a_failure_closes_nothing(project: Project) -> None:
    """The date of the last commit, on which a build counts, may be years back in a quiet repository."""
    steps = [step for step in read("stale.yml")["jobs"]["stale"]["steps"] if "run" in step]
    made, posted = steps[-2:]
    assert "stale-issue" in posted["run"] and "if" not in posted
    root = project(SMALL)
    (root / ".venv").symlink_to(sys.prefix)
    summary = root / "summary.md"
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "RUNNER_TEMP": str(root),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    command = ["bash", "-e", "-c", made["run"]]
    days = {datetime.now(UTC).date()}
    assert subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False).returncode == 0
    days.add(datetime.now(UTC).date())  # midnight may have passed
    assert any(in_words(day) in summary.read_text(encoding="utf-8") for day in days)
    (root / "content" / WERF).write_text("title: De Werf\n", encoding="utf-8")
    assert subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False).returncode == 1

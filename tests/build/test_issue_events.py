"""Issues as GitHub records them, normal and hostile, through the scripts of `proposal.yml`: each in tests/cases/issues/
with what comes of it, which is the path of a file, `refused` or `none`.

Whatever an issue says, no more comes of it than one file, one branch, one comment and one pull request.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.schema.loading import load_schemas
from tests.build.test_proposals import cloned, propose, pushed, read_event
from tests.build.test_workflows import git
from tests.conftest import ROOT, empty_project
from tests.small import SMALL

CASES = sorted((ROOT / "tests/cases/issues").glob("*.json"))
# One form is much like another: of those that add, four run for every change.
OFTEN = {"new-communities", "new-lessons", "new-stories", "new-tools"}
RUN = [
    pytest.param(file, marks=pytest.mark.nightly) if file.stem.startswith("new-") and file.stem not in OFTEN else file
    for file in CASES
]
LONGEST = 65_536  # signs that GitHub takes
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)
CALLS = re.compile(
    r"(?<![\w&/`])[@#]\w|\bGH-\d|(?<!\\)<(?!/?(?:code|details|summary)>)[a-z/!]|\]\((?!https://github\.com/)",
    re.IGNORECASE,
)
CLOSES = re.compile(r"\b(?:close|fix|resolve)[sd]?:?\s+\S*#\d+", re.IGNORECASE)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all: each case leaves it as it was."""
    root = empty_project(tmp_path_factory.mktemp("events") / "project")
    for name, text in SMALL.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    return cloned(root)


def test_there_are_as_many_as_were_thought_of() -> None:
    often = [file for file in RUN if isinstance(file, Path)]
    hostile = [file for file in often if file.stem.startswith("hostile-")]
    assert len(often) >= 30 and len(hostile) >= 15


@pytest.mark.build
@pytest.mark.parametrize("file", RUN, ids=lambda file: file.stem)
def test_of_an_issue_comes_one_file_or_none(clone: Path, file: Path) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))
    event, expected = told["event"], told["expected"]
    folder, log = read_event(clone, event)
    assert log == ""
    try:
        pull = {"PULL": "34"} if event["action"] == "edited" else {}
        code, calls = propose(clone, folder, **pull)
        assert code == 0
        is_file = expected not in ("refused", "none")
        is_there = expected.removeprefix("content/") in SMALL
        assert pushed(clone) == ({expected: "M" if is_there else "A"} if is_file else {})
        if is_there:
            assert added(clone) == ["+reviewed: 2026-11-30"]
        assert [call.split()[:2] for call in calls[:1]] == [["pr", "list"]]
        assert {" ".join(call.split()[:2]) for call in calls[1:]} <= {
            "run list",
            "pr create",
            "pr edit",
            "issue comment",
        }
        assert len([call for call in calls if call.startswith(("pr create", "pr edit"))]) == int(is_file)
        assert not list(clone.parent.rglob("hacked*"))
        if expected == "none":
            assert list(folder.iterdir()) == [] and len(calls) == 1
            return
        said = (folder / "said.md").read_text(encoding="utf-8")
        assert ("Bedankt!" in said) == is_file and ("nog geen voorstel" in said) != is_file
        assert len(said) <= LONGEST and not CALLS.search(FENCED.sub("", said)), said
        if is_file:
            collection = Path(expected).parent.name
            look_at((folder / "entry").read_text(encoding="utf-8"), collection)
            body = (folder / "pull.md").read_text(encoding="utf-8")
            assert CLOSES.findall(body) == ["Closes #12"] and len(body) <= LONGEST
    finally:
        git(clone, "switch", "--quiet", "--force", "main")
        git(clone, "clean", "--quiet", "--force")
        for where in (clone, clone.parent / "origin.git"):
            if (where / ".git/refs/heads/issue-12").exists() or (where / "refs/heads/issue-12").exists():
                git(where, "branch", "--quiet", "-D", "issue-12")


def added(clone: Path) -> list[str]:
    """The lines that the branch of the issue changes."""
    command = ["git", "-C", str(clone.parent / "origin.git"), "diff", "--unified=0", "main", "issue-12"]
    diff = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in diff.splitlines()[4:] if line[:1] in "+-"]


def look_at(entry: str, collection: str) -> None:
    """The file has the fields of its form, as plain values, and nothing that an answer brought along."""
    front = entry.split("\n---\n")[0].removeprefix("---\n") if entry.startswith("---\n") else entry
    values: dict[str, Any] = yaml.load(front, yaml.BaseLoader)
    assert values.keys() <= load_schemas(ROOT / "schemas")[collection].fields.keys()
    assert not values.keys() & {"draft", "former_names"}
    tokens = {type(token) for token in yaml.scan(front)}
    assert not tokens & {yaml.AliasToken, yaml.AnchorToken, yaml.TagToken, yaml.DirectiveToken}

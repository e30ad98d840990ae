"""`macros check PATH …`: what is shown of which files, also where a path is a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Project, macros
from tests.small import SMALL


@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", "../tools/spiegel.yml", "."])
def test_a_link_in_a_proposal_hides_no_other_problem(project: Project, target: str) -> None:
    root = project(SMALL)
    link = root / "content/communities/link.yml"
    link.symlink_to(target)
    wrong = root / "content/communities/tuin.yml"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("kind: hub", "kind: hubje"), encoding="utf-8")
    paths = [str(file.relative_to(root)) for file in (link, wrong)]
    run = macros(root, "check", "--format", "github", "--", *paths)
    assert run.returncode == 1, run.stderr
    assert "snelkoppeling" in run.stdout and "hubje" in run.stdout


def test_a_path_elsewhere_or_nowhere_is_a_wrong_use(project: Project, tmp_path: Path) -> None:
    root = project(SMALL)
    for path in ("content/tools/geen.yml", "../..", "/etc/passwd", str(tmp_path)):
        assert macros(root, "check", path).returncode == 2, path
    (tmp_path / "door").symlink_to(root)
    assert macros(root, "check", str(tmp_path / "door/content/tools")).returncode == 0

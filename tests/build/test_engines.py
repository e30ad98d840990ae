"""Another engine makes the same site, says the same of what is wrong, and is asked for by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.site import engine
from tests.compare_sites import differences
from tests.conftest import ROOT, Project, macros
from tests.small import OTHERS, SMALL, TROUBLES

pytestmark = pytest.mark.build


def test_properdocs_makes_the_same_site_but_for_its_name(project: Project) -> None:
    """With all that runs within the generator: hooks, macros, the theme, our own templates."""
    root = project({**SMALL, **TROUBLES, **OTHERS})
    for name in ("mkdocs", "properdocs"):
        run = macros(root, "build", "--site-dir", name, "--engine", name)
        assert run.returncode == 0, run.stderr
    usual, other = root / "mkdocs", root / "properdocs"
    assert differences(usual, other, engines=True) == {"gone": [], "new": [], "changed": []}
    named = {
        page.relative_to(usual).as_posix() for page in usual.rglob("*.html") if b'"generator"' in page.read_bytes()
    }
    assert set(differences(usual, other)["changed"]) == named  # so it was another that made them
    names = re.findall(r'name="generator" content="mkdocs-([^",]+)', (other / "index.html").read_text(encoding="utf-8"))
    assert names and names[0].startswith("ProperDocs ")


def test_properdocs_is_as_strict_and_is_heard_in_dutch(project: Project) -> None:
    """As `test_dead_links` has it for MkDocs."""
    root = project(SMALL)
    page = root / "docs/verdieping/geld.md"
    page.write_text("# Geld\n\n[a](wegg.md) en [b](#nergens).\n", encoding="utf-8")
    run = macros(root, "build", "--engine", "properdocs")
    assert run.returncode == 1 and run.stderr.count("docs/verdieping/geld.md:3:") == 2, run.stderr
    assert "De site is niet gebouwd" in run.stderr and "Doc file" not in run.stderr and "strict" not in run.stderr
    assert not (root / "site").exists()


def test_a_macro_that_fails_stops_properdocs(project: Project) -> None:
    root = project(SMALL)
    page = root / "docs/verdieping/geld.md"
    page.write_text("---\nrender_macros: true\n---\n\n# Geld\n\n{{ 1 / 0 }}\n", encoding="utf-8")
    run = macros(root, "build", "--engine", "properdocs")
    assert run.returncode == 1 and "geld.md" in run.stderr, run.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize("command", ["build", "serve"])
def test_an_engine_that_cannot_build_is_told_in_dutch(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(*arguments: str) -> str:
        assert main([command, *arguments]) == 2
        return capsys.readouterr().err

    assert say("--engine", "../hugo") == "De engine ‘../hugo’ ken ik niet. Kies uit: mkdocs, properdocs.\n"
    assert "Met Zensical is deze site nog niet te bouwen" in say("--engine", "zensical")
    monkeypatch.setenv(engine.ENGINE, "zensical")
    assert "docs/ontwikkelen/engines.md" in say()
    monkeypatch.setattr(engine, "find_spec", absent)
    assert "python3 requirements/install.py properdocs" in say(
        "--engine", "properdocs"
    )  # what is asked goes before the environment


def absent(name: str) -> ModuleSpec | None:
    return None


def test_who_asks_for_nothing_gets_mkdocs_started_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(engine.ENGINE, raising=False)
    assert engine.asked(None) == ("mkdocs", "")
    assert engine.command("mkdocs", "build", "--strict", root=ROOT) == [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
    ]
    monkeypatch.setenv(engine.ENGINE, "properdocs")
    assert engine.asked(None) == ("properdocs", "") and engine.asked("mkdocs") == ("mkdocs", "")
    config = ["--config-file", str(ROOT / "mkdocs.yml")]
    assert engine.command("properdocs", "serve", root=ROOT) == [sys.executable, "-m", "properdocs", "serve", *config]


def would(*arguments: str, **environment: str) -> str:
    """What make would do, a command on a line."""
    clean = {name: value for name, value in os.environ.items() if name not in (engine.ENGINE, "MAKEFLAGS", "MAKELEVEL")}
    command = ["make", "--dry-run", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=True
    ).stdout


def test_make_installs_an_engine_when_it_is_asked_for(tmp_path: Path) -> None:
    for target, rest in (("site", ""), ("serve", "--port 8000 ")):
        command = f".venv/bin/python -m macros {target.replace('site', 'build')} {rest}"
        usual = f"python3 requirements/install.py site \n{command}\n"
        other = f"python3 requirements/install.py properdocs \n{command}--engine 'properdocs'\n"
        assert would(target) == would(target, ENGINE="docker") == usual  # a name that others use in their environment
        assert would(target, "ENGINE=properdocs") == would(target, KENNISBANK_ENGINE="properdocs") == other
    assert would("site", "ENGINE=zensical").startswith("python3 requirements/install.py site \n")

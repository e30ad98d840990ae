"""What a command finds around it: addresses in the environment, a port, files that another program saved."""

from __future__ import annotations

import socket

import pytest

from macros.checking.check import check
from tests.conftest import Project, macros
from tests.small import SMALL

WRONG = ["geen adres", "github.com/naam/kennisbank", "https://", "https:///kennisbank", "ftp://x.nl/", "https://a..nl/"]
WRONG += [
    "https://iemand@x.nl/",
    "https://x.nl/?a=b",
    'https://x.nl/"onclick',
    "https://x.nl:poort/",
    "javascript:alert(1)",
]
RIGHT = ["https://github.com/naam/kennisbank", "http://localhost:8000/", "https://kennis.bank.nl/een/map/", ""]


@pytest.mark.parametrize("name", ["KENNISBANK_REPOSITORY", "SITE_URL"])
def test_an_address_in_the_environment_that_is_none_is_told_before_anything_is_built(
    project: Project, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(SMALL)
    for wrong in WRONG:
        monkeypatch.setenv(name, wrong)
        assert [problem.path for problem in check(root).errors] == [name], wrong
    for right in RIGHT:
        monkeypatch.setenv(name, right)
        assert check(root).errors == [], right
    for wrong, code in ((WRONG[0], 1), (RIGHT[0], 0)):
        run = macros(root, "check", **{name: wrong})
        assert run.returncode == code and (name in run.stderr + run.stdout) == code
    for command in (["build"], ["serve", "--port", "1025"]):
        run = macros(root, *command, **{name: WRONG[0]})
        assert run.returncode == 2
        assert f"De omgevingsvariabele {name} is ‘geen adres’" in run.stderr
        assert "Traceback" not in run.stderr and "ERROR" not in run.stderr
    assert not (root / "site").exists()


def test_a_port_that_is_taken_is_told_in_a_line(project: Project) -> None:
    root = project(SMALL)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = macros(root, "serve", "--port", str(port))
    assert run.returncode == 2
    assert f"make serve PORT={port + 1}" in run.stderr and "draait al iets" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    for wrong in ("nul", "0", "70000"):
        run = macros(root, "serve", "--port", wrong)
        assert run.returncode == 2 and "Traceback" not in run.stderr


def test_a_mark_in_front_of_json_does_no_harm(project: Project) -> None:
    root = project(SMALL)
    for file in [
        *(root / "schemas").glob("*.json"),
        *(root / "docs").rglob("*.json"),
        root / "mkdocs.yml",
        root / "kennisbank.yml",
    ]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr

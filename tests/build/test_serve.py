"""`make serve`: every kind of source rebuilds, and a mistake leaves the last good pages up."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.small import SMALL

PATIENCE = 60  # seconds, on a slow machine

pytestmark = pytest.mark.build


def wait_for(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE} s for {what}")


class Server:
    """A running `macros serve` in a copy of the project."""

    def __init__(self, root: Path, log: Path, port: int) -> None:
        self.root, self.log, self.address = root, log, f"http://127.0.0.1:{port}/"

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def up(self) -> bool:
        try:
            return bool(self.page(""))
        except OSError:
            return False

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def running(root: Path, log: Path) -> Iterator[Server]:
    """A server of the project at `root` that has built it once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "macros", "serve", "--port", str(port)], cwd=root, stdout=out, stderr=out
        )
        server = Server(root, log, port)
        try:
            wait_for(server.up, f"the first build: {log.read_text(encoding='utf-8')}")
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def server(project: Project, tmp_path: Path) -> Iterator[Server]:
    with running(project(SMALL), tmp_path / "serve.log") as server:
        yield server


def test_every_kind_of_source_rebuilds_and_a_mistake_leaves_the_last_good_page(server: Server) -> None:
    assert "De Tuin" in server.page("communities/tuin/")

    server.change("content/communities/tuin.yml", "kind: hub", "kind: hubje")
    wait_for(lambda: "‘hubje’ is geen keuze voor Soort" in server.log.read_text(encoding="utf-8"), "the problem")
    assert "De Tuin" in server.page("communities/tuin/"), "the last good page stays up"

    server.change("content/communities/tuin.yml", "kind: hubje", "kind: fieldlab")
    wait_for(lambda: "Fieldlab" in server.page("communities/tuin/"), "content")
    server.change("schemas/vocabulary.schema.json", '"title": "Fieldlab"', '"title": "Veldlab"')
    wait_for(lambda: "Veldlab" in server.page("communities/tuin/"), "a schema")
    server.change("docs/tools/index.md", "# Tools", "# Gereedschap")
    wait_for(lambda: "Gereedschap" in server.page("tools/"), "a page of docs")
    server.change("macros/templates/entry/generic.html", "verbeter deze pagina", "maak deze pagina beter")
    wait_for(lambda: "maak deze pagina beter" in server.page("communities/tuin/"), "a template")
    server.change("macros/base/dutch.py", '"december"', '"wintermaand"')
    wait_for(lambda: "22 wintermaand 2022" in server.page("communities/tuin/"), "Python")
    server.change("kennisbank.yml", "branch: main", "branch: proef")
    wait_for(lambda: "/edit/proef/" in server.page("communities/tuin/"), "a setting")

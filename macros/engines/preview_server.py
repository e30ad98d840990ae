"""The server of `make serve`: shows what changed at once, and what is wrong on the page itself.

MkDocs brings the server, which watches the files and tells browsers. What it puts into a page is a script within it, which
the policy of our pages refuses; ours is a file. A change is first shown by this process (`site.preview`); then another builds
the whole site, reading code, schemas and templates afresh, and swaps it on success. A later change stops that build.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from macros.problems import reporters
from macros.problems.problem import Problem
from macros.site.preview import Preview, Refreshed

_OURS = {
    f"/livereload/{name}": (Path(__file__).parent.parent / "templates/preview" / name, media_type)
    for name, media_type in (("preview.mjs", "text/javascript"), ("preview.css", "text/css"))
}
_STATE = "/livereload/state"
_POLL = 0.25  # seconds between two looks at the files


class PreviewServer(LiveReloadServer):
    """Takes the place of `server`; `build` is the command of a whole build below `root`."""

    def __init__(
        self, server: LiveReloadServer, watched: Iterable[str], root: Path, preview: Preview, build: list[str]
    ) -> None:
        host, port = server.server_address[:2]
        super().__init__(self._changed, str(host), int(port), server.root, server.mount_path, polling_interval=_POLL)
        self.error_handler = server.error_handler
        self._project = root
        self._preview = preview
        self._command = build
        self._wrong: list[dict[str, Any]] = []
        self._said = ""
        self._build: Build | None = None
        for path in watched:
            self.watch(path)

    def _changed(self) -> None:
        """What is done when files changed."""
        if self._build:
            self._build.stop()
        refreshed = self._refreshed()
        self._await()
        self._said = ""
        self._wrong = [self._told(problem) for problem in refreshed.errors]
        if refreshed.errors:
            sys.stderr.write(reporters.text(refreshed.errors, self._project))
            sys.stderr.write(f"{reporters.in_numbers(refreshed.errors)}: je ziet nog de vorige site.\n")
            return
        self._build = Build(self._command, self._project, self._built)

    def _refreshed(self) -> Refreshed:
        try:
            return self._preview.refresh(self._await) or Refreshed()
        except Exception:  # whatever it is, the whole build meets it too and tells it better
            return Refreshed()

    def _await(self) -> None:
        """Wait until a build that was stopped has ended."""
        if self._build:
            self._build.wait()

    def _built(self, code: int, said: str) -> None:
        """The whole build has ended."""
        self._said = said if code else ""
        with self._rebuild_cond, self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = max(self._visible_epoch + 1, self._wanted_epoch)
            self._epoch_cond.notify_all()

    def _told(self, problem: Problem) -> dict[str, Any]:
        line, mark, right = reporters.shown(problem, self._project)
        return {
            "place": f"{problem.path}:{problem.line}:{problem.column}",
            "message": problem.message,
            "hint": problem.hint,
            "line": line,
            "mark": mark,
            "right": right,
        }

    def shutdown(self, wait: bool = False) -> None:
        if self._build:
            self._build.stop()
        self._await()
        super().shutdown(wait)

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path == _STATE:
            told = json.dumps({"epoch": self._visible_epoch, "wrong": self._wrong, "said": self._said})
            start_response("200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
            return [told.encode()]
        if path in _OURS:
            file, media_type = _OURS[path]
            start_response("200 OK", [("Content-Type", f"{media_type}; charset=utf-8"), ("Cache-Control", "no-store")])
            return [file.read_bytes()]
        return super()._serve_request(environ, start_response)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        script = f'<script type="module" src="/livereload/preview.mjs" data-kb-epoch="{epoch}"></script>'.encode()
        before, end, behind = content.rpartition(b"</body>")
        return before + script + end + behind if end else content + script


class Build:
    """A whole build in a process of its own. `ended` hears its exit code and what it said, unless it is stopped before."""

    def __init__(self, command: list[str], root: Path, ended: Callable[[int, str], None]) -> None:
        self._ended = ended
        self._stopped = False
        self._process = subprocess.Popen(
            command, cwd=root, env=os.environ, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
        )
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let it end; what it would replace stays."""
        self._stopped = True
        if self._process.poll() is None:
            self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def _follow(self) -> None:
        assert self._process.stderr is not None
        said = []
        for line in self._process.stderr:
            if not self._stopped:
                said.append(line)
                sys.stderr.write(line)
        code = self._process.wait()
        if not self._stopped:
            self._ended(code, "".join(said))

"""The server of `make serve`: shows what changed at once, and what is wrong on the page itself.

MkDocs brings the server, which tells browsers. What it puts into a page is a script within it, which
the policy of our pages refuses; ours is a file. A change is first shown by this process (`site.preview`); then another builds
the whole site, reading code, schemas and templates afresh, and swaps it on success. A later change stops that build. Who writes
is not kept waiting for it: it begins once the page is shown, and leaves the processor to whatever else is done.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from macros.engines.watching import Watch
from macros.problems import reporters
from macros.problems.problem import Problem
from macros.site import swap
from macros.site.preview import Preview, Refreshed

_OURS = {
    f"/livereload/{name}": (Path(__file__).parent.parent / "templates/preview" / name, media_type)
    for name, media_type in (("preview.mjs", "text/javascript"), ("preview.css", "text/css"))
}
_STATE = "/livereload/state"
_STILL = 0.05  # seconds without a change after which a file is written
_SHOWN = 0.5  # seconds in which a browser shows a page
_POLITE = 10  # of 19


class PreviewServer(LiveReloadServer):
    """Takes the place of `server`; `build` is the command of a whole build below `root`."""

    def __init__(
        self, server: LiveReloadServer, watched: Iterable[str], root: Path, preview: Preview, build: list[str]
    ) -> None:
        host, port = server.server_address[:2]
        super().__init__(self._changed, str(host), int(port), server.root, server.mount_path)
        self.build_delay = _STILL
        self.error_handler = server.error_handler
        self._project = root
        self._preview = preview
        self._command = build
        self._wrong: list[dict[str, Any]] = []
        self._said = ""
        self._build: Build | None = None
        self._files: set[str] = set()  # that changed since they were last looked at
        self._watch = Watch(self._heard)
        self.observer = self._watch  # type: ignore[assignment]
        for path in watched:
            self.watch(path)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Show what changes in a file, or in a folder with all in it."""
        self._watched_paths[os.path.abspath(path)] = 1
        self._watch.add(os.path.abspath(path))

    def _build_loop(self) -> None:
        with suppress(Exception):  # as with a change
            self._preview.warm()
        gc.freeze()  # of ten thousand entries, looking for what nobody needs takes half a second each time
        super()._build_loop()  # type: ignore[no-untyped-call]

    def _heard(self, path: str) -> None:
        """A file changed."""
        with self._rebuild_cond:
            self._files.add(Path(os.path.relpath(path, self._project)).as_posix())
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _changed(self) -> None:
        """What is done when files changed."""
        if self._build:
            self._build.stop(at_once=True)
        with self._rebuild_cond:
            files, self._files = self._files, set()
        refreshed = self._refreshed(files)
        self._await()
        self._said = ""
        self._wrong = [self._told(problem) for problem in refreshed.errors]
        if refreshed.errors:
            sys.stderr.write(reporters.text(refreshed.errors, self._project))
            sys.stderr.write(f"{reporters.in_numbers(refreshed.errors)}: je ziet nog de vorige site.\n")
            return
        self._build = Build(self._command, self._project, self._built)

    def _refreshed(self, files: set[str]) -> Refreshed:
        try:
            return self._preview.refresh(files, self._await) or Refreshed()
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
        swap.sweep(Path(self.root))

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
        self._command = command
        self._root = root
        self._ended = ended
        self._stopped = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._starting = threading.Lock()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stop(self, at_once: bool = False) -> None:
        """Let it end; what it would replace stays. What it leaves behind `at_once`, the next build clears away."""
        with self._starting:
            self._stopped.set()
        if self._process and self._process.poll() is None:
            if at_once and os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def _start(self) -> subprocess.Popen[str] | None:
        self._stopped.wait(_SHOWN)
        with self._starting:
            if not self._stopped.is_set():
                self._process = subprocess.Popen(
                    self._command, cwd=self._root, env=os.environ, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
                    start_new_session=True, creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
                )  # fmt: skip
                if sys.platform != "win32":
                    os.setpriority(os.PRIO_PROCESS, self._process.pid, _POLITE)
        return self._process

    def _follow(self) -> None:
        process = self._start()
        if process is None:
            return
        assert process.stderr is not None
        said = []
        with process:
            for line in process.stderr:
                if not self._stopped.is_set():
                    said.append(line)
                    sys.stderr.write(line)
        if not self._stopped.is_set():
            self._ended(process.returncode, "".join(said))

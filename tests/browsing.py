"""A browser for the tests, what serves a site to it, and pages in it that are used again."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

# They keep Chromium from looking for its maker's servers, let it run as root in a container, and have the shell measure
# letters as a browser with windows does.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--font-render-hinting=slight",
]  # fmt: skip
# The shell is Chromium without windows: opening a page in it costs a quarter.
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Of every site that we serve, an address with nothing at it: from there one may clear what a browser keeps of the site.
NOTHING = "/-nothing"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != NOTHING:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0")
        self.end_headers()


@functools.lru_cache
def serve(folder: Path, prefix: str = "") -> str:
    """Serve a folder at a free port, below a prefix; returns the address of its root."""

    class Handler(_Quiet):
        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return str(folder / "does-not-exist")
            return super().translate_path(path.removeprefix(prefix) or "/")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{prefix}/"


def find_browser(names: tuple[str, ...] = (SHELL, *BROWSERS)) -> str:
    """A Chromium on the PATH, else the one that Playwright installs, else a failure that says what to do."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if not own.exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=300)
    if not own.exists():
        pytest.fail(
            f"The browser tests need Chromium. Install it (Debian: apt-get install chromium {SHELL}; elsewhere: "
            f"{sys.executable} -m playwright install chromium) and run make test again."
        )
    return str(own)


# What a page or its context keeps for good: who calls it gets a page that nobody gets after.
_FOR_GOOD = ("on", "once", "add_init_script", "expose_function", "expose_binding", "set_offline", "grant_permissions")
# A clock that a test set stands still for good too.
_KEPT = (
    "() => '__pwClock' in globalThis ? 'clock' : !!document.cookie || localStorage.length + sessionStorage.length > 0"
)
_FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
_WISHES = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none", "contrast": "null"}
HEIGHT = 800
WAITING = 6  # pages at most, that nobody uses for the moment


@dataclass
class _Lent:
    """A page in a context of its own, that goes from test to test."""

    page: Page
    context: BrowserContext
    width: int
    wishes: dict[str, object]
    origin: str = ""
    complaints: list[str] = field(default_factory=list)
    spent: bool = False

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)
        self._cdp = self.context.new_cdp_session(self.page)
        for owner in (self.page, self.context):
            for name in _FOR_GOOD:
                if hasattr(owner, name):
                    setattr(owner, name, self._spending(getattr(owner, name)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")

    def _spending(self, method: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(method)
        def spend(*arguments: object, **options: object) -> object:
            self.spent = True
            return method(*arguments, **options)

        return spend

    def wipe(self) -> bool:
        """Make it as good as new: nothing kept or held, no mouse on anything, an empty page to go back to. Or say it is not."""
        with contextlib.suppress(Error):
            self.page.unroute_all(behavior="ignoreErrors")  # for a request that is still held no answer may ever come
            self.context.unroute_all(behavior="ignoreErrors")
            if self.spent or self.context.pages != [self.page]:
                return False
            kept = self.page.evaluate(_KEPT)
            if kept == "clock" or not self.page.url.startswith(self.origin):
                return False
            self.page.mouse.move(-1, -1)
            if kept:  # not from the page itself: what it is about to keep comes after
                self.page.goto(self.origin + NOTHING)
                self.page.evaluate(_FORGET)
                self.context.clear_cookies()
            self.page.goto("about:blank")  # what it still asks for or complains of is not said of the next
            self._cdp.send("Page.resetNavigationHistory")
            self.page.emulate_media(media="null", **self.wishes)  # type: ignore[arg-type]
            self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
            return True
        return False


class Pages:
    """Pages that are used again: a new one costs a third of a second of a processor, as much as most tests do in it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: list[tuple[str, _Lent]] = []  # the last that came back stands last
        self._out: list[tuple[str, _Lent]] = []

    def open(self, address: str, width: int, **options: object) -> Page:
        """A page at an address, in a context that nothing else has to itself meanwhile."""
        form = repr((width, sorted(options.items())))
        like_it = next((one for one in reversed(self._waiting) if one[0] == form), None)
        if like_it:
            self._waiting.remove(like_it)
        lent = like_it[1] if like_it else self._fresh(width, options)
        self._out.append((form, lent))
        lent.origin = "/".join(address.split("/")[:3])
        lent.complaints.clear()
        lent.page.goto(address)
        return lent.page

    def _fresh(self, width: int, options: dict[str, object]) -> _Lent:
        context = self._browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)  # type: ignore[arg-type]
        wishes = _WISHES | {name: value for name, value in options.items() if name in _WISHES}
        return _Lent(context.new_page(), context, width, wishes)

    def take_back(self) -> list[str]:
        """Have all pages back; returns what they complained of."""
        complaints = [complaint for _, lent in self._out for complaint in lent.complaints]
        for form, lent in self._out:
            if lent.wipe():
                self._waiting.append((form, lent))
            else:
                lent.context.close()
        self._out.clear()
        self._keep(WAITING)
        return complaints

    def _keep(self, most: int) -> None:
        """Close those that waited longest: each takes a hundred megabytes."""
        for _, lent in self._waiting[: max(0, len(self._waiting) - most)]:
            lent.context.close()
        self._waiting = self._waiting[max(0, len(self._waiting) - most) :]

    def close(self) -> None:
        self.take_back()
        self._keep(0)

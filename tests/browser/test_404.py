"""The page for what is not there has its styles and its way home wherever the site stands, however deep the address."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Open, macros, small_project
from tests.small import SMALL

UNKNOWN = ("nergens", "nergens/", "een/twee/drie", "een/twee/drie/")


class _Server(SimpleHTTPRequestHandler):
    """Gives the site's own page for what is not there, as GitHub Pages does, from the folder where it stands."""

    site: Path

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write((self.site / "404.html").read_bytes())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site built without an address, and with one for each place where it is served."""
    root = small_project(tmp_path_factory.mktemp("nowhere") / "project", SMALL)
    made = {"": root / "site"}
    for name, url in (("root", "https://voorbeeld.nl/"), ("path", "https://voorbeeld.nl/kennisbank/")):
        made[name] = root / name
        run = macros(root, "build", "--site-dir", str(made[name]), SITE_URL=url)
        assert run.returncode == 0, run.stderr
    return made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    servers = []

    def serve(site: Path, path: str) -> str:
        root = tmp_path / "root"
        if path:
            root.mkdir()
            (root / path).symlink_to(site)
        else:
            root = site
        handler = type("_Of", (_Server,), {"site": site})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(root)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/{path}{'/' if path else ''}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("built", "path"), [("", ""), ("", "kennisbank"), ("root", ""), ("path", "kennisbank")])
def test_an_unknown_address_is_styled_and_leads_home(
    sites: dict[str, Path], served: Any, open_page: Open, built: str, path: str
) -> None:
    root = served(sites[built], path)
    for address in UNKNOWN:
        page = open_page(address, root=root, fail_on_complaints=False)
        page.get_by_role("heading", level=1, name="Deze pagina is er niet").wait_for()
        item = page.locator(".kb-not-found li a").first
        assert item.evaluate("link => getComputedStyle(link).borderTopWidth") == "1px", address
        home = page.locator(".kb-not-found").get_by_role("link", name="Home")
        page.wait_for_function("root => document.querySelector('.kb-not-found li a').href === root", arg=root)
        home.click()
        page.wait_for_url(root)
        page.get_by_role("heading", level=1).first.wait_for()
        assert "er niet" not in page.title()


def test_without_an_address_the_page_needs_nothing_beside_it(sites: dict[str, Path]) -> None:
    html = (sites[""] / "404.html").read_text(encoding="utf-8")
    assert not re.search(r'<(?:link|script|img)\b[^>]*(?:href|src)="(?!data:)', html)
    links = re.findall(r'<a href="([^"]+)"', html)
    assert links and all(link.startswith("https://") for link in links), "without a script, to where it is published"
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy and policy[1].count("sha256-") == 2 and "style-src 'self' 'sha256-" in policy[1]
    assert len(html) < 10_000
    assert len(links) == len(set(links)), "each leads elsewhere, also to a part of the menu without a page of its own"
    with_address = (sites["path"] / "404.html").read_text(encoding="utf-8")
    assert "<style>" not in with_address and 'href="/kennisbank/communities/"' in with_address

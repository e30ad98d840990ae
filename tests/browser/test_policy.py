"""The Content-Security-Policy: on every page, and as tight as what the page needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.frames.policy import UnknownScript, inline_scripts, with_policy
from tests.conftest import Open, Project, macros, serve
from tests.small import SMALL

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
PAGE = '<html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def test_every_page_has_its_policy_before_anything_that_it_rules(real_site: Path) -> None:
    pages = sorted(real_site.rglob("*.html"))
    assert len(pages) > 85
    for file in pages:
        html = file.read_text(encoding="utf-8")
        found = POLICY.findall(html)
        assert len(found) == 1, file
        assert html.index("http-equiv") < min(html.index("<script"), html.index("<link")), file
        assert "default-src 'none'" in found[0] and "base-uri 'none'" in found[0]
        script_src = re.search(r"script-src ([^;]+)", found[0])
        assert script_src and "unsafe" not in script_src[1] and "http" not in script_src[1], file
        assert len(re.findall("sha256-", script_src[1])) == len(set(inline_scripts(html))) <= 3, file


def test_a_script_that_is_not_in_the_list_stops_the_build(project: Project) -> None:
    root = project(SMALL)
    (root / "docs/over/index.md").write_text("# Over\n\n<script>alert(1)</script>\n", encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 1
    assert "over/index.md: deze pagina bevat een script dat macros/frames/policy.py niet kent" in run.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize("script", ["<script>x</script>", "<SCRIPT type=module>x</SCRIPT>", "<script\n>x</script >"])
def test_scripts_are_recognised_however_they_are_written(script: str) -> None:
    with pytest.raises(UnknownScript):
        with_policy(PAGE.format(script))


def test_data_and_files_of_our_own_need_no_hash() -> None:
    page = PAGE.format('<script id="c" type="application/json">{}</script><script src="a.js"></script>')
    assert "script-src 'self' ;" in with_policy(page)


def test_a_browser_refuses_what_the_policy_does_not_name(site: Path, tmp_path: Path, open_page: Open) -> None:
    """Should the sanitiser ever fail, this is what stands behind it."""
    html = (site / "tools/fasemodel/index.html").read_text(encoding="utf-8")
    smuggled = (
        "<script>window.ran = 'inline'</script><img src=x onerror=\"window.ran = 'handler'\">"
        '<a id="js" href="javascript:window.ran = 1">js</a><style>h1 { display: none }</style>'
        '<form id="f" action="/elsewhere"><button>x</button></form><base href="https://voorbeeld.nl/">'
    )
    folder = tmp_path / "tools" / "fasemodel"
    folder.mkdir(parents=True)
    (tmp_path / "assets").symlink_to(site / "assets")
    (folder / "index.html").write_text(html.replace("</article>", smuggled + "</article>", 1), encoding="utf-8")
    page = open_page("tools/fasemodel/", root=serve(tmp_path), fail_on_complaints=False)
    page.locator("#js").evaluate("link => link.click()")
    page.locator("#f").evaluate("form => form.requestSubmit()")
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").first.is_visible()
    assert page.url.endswith("/tools/fasemodel/") and page.evaluate("document.baseURI") == page.url

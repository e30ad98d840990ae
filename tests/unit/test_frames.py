"""A page that fills a shell brings no script of its own, however that is written, and a site is told before it outgrows its place."""

from __future__ import annotations

from datetime import date

import pytest

from macros.assets.scripts import Scripts
from macros.frames.frames import Frames
from macros.frames.policy import UnknownScript
from macros.frames.shells import CONTENT, Shell, slot
from macros.site.build import _done
from macros.site.last_build import SiteState
from macros.views.page import Page

PAGE = Page("entry", "tools/spiegel/", "Spiegel & <b>", "Kijk terug.")
SHELL = Shell(f'<html lang="nl"><title>{slot("title")}</title><article>\n {CONTENT}\n</article></html>', (), ())


def filled(content: str) -> str:
    frames = Frames(Scripts({}), "https://voorbeeld.nl/", date(2026, 9, 21))
    return frames.filled(SHELL, PAGE, "", frames.content(content))


def test_content_stands_in_its_slot_and_what_is_no_html_is_escaped() -> None:
    page = filled("\n<p>Tekst</p>\n")
    assert "<article><p>Tekst</p></article>" in page and "<title>Spiegel &amp; &lt;b&gt;</title>" in page


@pytest.mark.parametrize("script", ["<script>x()</script>", "<SCRIPT>x()</SCRIPT>", "<scRipt\n>x()</script>"])
def test_a_script_in_a_filled_page_stops_the_build(script: str) -> None:
    with pytest.raises(UnknownScript, match="spiegel"):
        filled(f"<p>Tekst{script}</p>")
    assert "application/json" in filled('<script type="application/json">{}</script>')


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (700_000_000, ""),
        (750_000_000, "er kunnen nog ongeveer 333 pagina’s bij"),
        (1_000_000_000, "dit past niet meer"),
    ],
)
def test_a_site_that_nears_what_github_pages_takes_is_told(
    size: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _done("Klaar.", SiteState("", 1_000, size)) == 0
    told = capsys.readouterr()
    assert told.out == "Klaar.\n" and (said in told.err if said else not told.err)

"""The pages that every site needs because others lead to them; one of the same address in docs/ goes first."""

from __future__ import annotations

from macros.pages.context import Here
from macros.pages.guides import guides
from macros.views.page import Page, Rendered
from macros.writing.guides import PLACE

_BOOKMARKS, _COMPARISON = "bookmarks/bookmarks.html", "bookmarks/comparison.html"
_OWN_SHEETS = "worksheets/own.html"


def usual_pages() -> list[Page]:
    """The guides to the fields, what a visitor kept, and entries side by side."""
    told = (
        (PLACE, "Velden", "Per soort pagina welke velden erin moeten, wat erbij mag en hoe je het schrijft.", ""),
        (
            "bewaard/",
            "Bewaard",
            "De pagina’s die je zelf bewaarde, om te printen, te delen of mee te nemen.",
            _BOOKMARKS,
        ),
        ("vergelijk/", "Vergelijken", "Zet onderwerpen van een soort naast elkaar, en zie wat verschilt.", _COMPARISON),
    )
    return [Page("usual", url, title, about, (template,), weight=0) for url, title, about, template in told]


def usual_page(here: Here, title: str, template: str) -> str:
    """One of these, by its template; without one, the guides."""
    shown = _for_browser(here, template) if template else guides(here)
    return f"<h1>{title}</h1>\n{shown.html}"


def bookmarks(here: Here) -> Rendered:
    """What a visitor kept, filled in by her own browser."""
    return _for_browser(here, _BOOKMARKS)


def comparison(here: Here) -> Rendered:
    """Entries side by side, filled in by the visitor's own browser."""
    return _for_browser(here, _COMPARISON)


def own_sheets(here: Here) -> Rendered:
    """The worksheets that a visitor filled in, told by her own browser; nothing where there are none."""
    return _for_browser(here, _OWN_SHEETS)


def _for_browser(here: Here, template: str) -> Rendered:
    return Rendered(here.render(template, collections=here.library.settings.collections.values()))

"""The pages of the search: its own page, which also works as a link, and the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from macros.library.library import Library
from macros.search.register import MOST, PLACE, Letter, make_register
from macros.views.addresses import relative_root
from macros.views.made_page import MadePage

SEARCH = "zoeken/"
_TITLE = "Register van A tot Z"

Render = Callable[..., str]  # a template and its context


def finder(library: Library, render: Render, root: str, whole: bool) -> str:
    """The search itself, in a dialog or as the `whole` of a page."""
    return render("finding/finder.html", root=root, whole=whole, report=library.settings.report_url)


def finding_pages(library: Library, render: Render) -> list[MadePage]:
    """The page of the search, and the register on one page or on one for each letter."""
    search = MadePage(
        url=SEARCH,
        title="Zoeken",
        description="Zoek in de hele kennisbank: op naam, thema, plaats, afkorting of met een hele vraag.",
        render=partial(_search, library, render),
        boost=0,
    )
    letters = make_register(e for name in library.settings.collections for e in library.collection(name))
    apart = sum(len(letter.rows) for letter in letters) > MOST
    pages = [search, _page(letters, [] if apart else letters, apart, PLACE, _TITLE, render)]
    if apart:
        for letter in letters:
            pages.append(_page(letters, [letter], True, f"{PLACE}{letter.id}/", f"Register: {letter.name}", render))
    return pages


def _search(library: Library, render: Render) -> str:
    root = relative_root(SEARCH)
    return render("finding/page.html", root=root, finder=Markup(finder(library, render, root, whole=True)))


def _page(letters: list[Letter], shown: list[Letter], apart: bool, url: str, title: str, render: Render) -> MadePage:
    lead = (
        "Alles op naam, met de soort erachter. Heet iets ook anders, dan brengt die naam je ernaartoe."
        if shown
        else "Kies een letter. Daar staat alles wat zo begint, ook onder zijn andere namen."
    )
    root = relative_root(url)
    links = [
        {
            "name": letter.name,
            "spoken": letter.spoken,
            "href": f"{root}{PLACE}{letter.id}/" if apart else f"#{letter.id}",
            "current": apart and shown == [letter],
        }
        for letter in letters
    ]
    return MadePage(
        url=url,
        title=title,
        description="Alles in de kennisbank op naam, van A tot Z, ook onder andere namen en afkortingen.",
        render=lambda: render("finding/register.html", title=title, lead=lead, letters=links, shown=shown, root=root),
        boost=0,
    )

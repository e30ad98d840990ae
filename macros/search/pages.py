"""The pages of the search: its own page, which also works as a link, and the register."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from macros.base.dutch import enumerated
from macros.library.library import Library
from macros.search.register import MOST, PLACE, Letter, make_register
from macros.views.addresses import relative_root
from macros.views.page import Page

SEARCH = "zoeken/"
_NAMED = 4  # collections that the search names before ‘en de rest’
_TITLE = "Register van A tot Z"

Render = Callable[..., str]  # a template and its context


def search_box(library: Library, render: Render, root: str, whole: bool) -> str:
    """The search itself, in a dialog or as the `whole` of a page."""
    settings = library.settings
    return render("search/box.html", root=root, whole=whole, report=settings.report_url, chooser=settings.chooser)


def search_pages(library: Library) -> list[Page]:
    """The page of the search, and the register on one page or on one for each letter."""
    search = Page(
        kind="search",
        url=SEARCH,
        title="Zoeken",
        description="Zoek in de hele kennisbank: op naam, thema, plaats, afkorting of met een hele vraag.",
        weight=0,
    )
    letters = letters_of(library)
    rest = (
        [_register(f"{PLACE}{one.id}/", f"Register: {one.name}", one.id) for one in letters] if _apart(letters) else []
    )
    return [search, _register(PLACE, _TITLE, ""), *rest]


def _register(url: str, title: str, letter: str) -> Page:
    about = "Alles in de kennisbank op naam, van A tot Z, ook onder andere namen en afkortingen."
    return Page("register", url, title, about, subject=(letter,), weight=0)


def letters_of(library: Library) -> list[Letter]:
    """The letters of the register of all entries."""
    return make_register(entry for name in library.settings.collections for entry in library.collection(name))


def search_page(library: Library, render: Render) -> str:
    root = relative_root(SEARCH)
    shown = Markup(search_box(library, render, root, whole=True))
    return render("search/page.html", root=root, box=shown, kinds=_kinds(library))


def _kinds(library: Library) -> str:
    """What one can look for: the first collections, what explains words, and whether there is more."""
    collections = library.settings.collections
    named = list(collections)[:_NAMED]
    if library.settings.glossary in collections and library.settings.glossary not in named:
        named.append(library.settings.glossary)
    rest = ["de rest"] if len(named) < len(collections) else []
    return enumerated([*(collections[name].many for name in named), *rest])


def register_page(letters: list[Letter], render: Render, page: Page) -> str:
    """The register, or the part of it for the letter that is the subject of the page."""
    apart = _apart(letters)
    shown = [one for one in letters if page.subject == (one.id,)] if apart else letters
    lead = (
        "Alles op naam, met de soort erachter. Heet iets ook anders, dan brengt die naam je ernaartoe."
        if shown
        else "Kies een letter. Daar staat alles wat zo begint, ook onder zijn andere namen."
    )
    root = relative_root(page.url)
    links = [
        {
            "name": letter.name,
            "spoken": letter.spoken,
            "href": f"{root}{PLACE}{letter.id}/" if apart else f"#{letter.id}",
            "current": apart and shown == [letter],
        }
        for letter in letters
    ]
    return render("search/register.html", title=page.title, lead=lead, letters=links, shown=shown, root=root)


def _apart(letters: list[Letter]) -> bool:
    return sum(len(letter.rows) for letter in letters) > MOST

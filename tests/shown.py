"""What a page or a macro shows, without building a site."""

from __future__ import annotations

from datetime import date

from macros.library.library import Entry, Library
from macros.pages.context import Context, Here
from macros.pages.renderer import page_of, render
from tests.conftest import TODAY


def here(library: Library, url: str = "", today: date = TODAY) -> Here:
    """The page at `url`, on which a macro is called."""
    return Here(Context(library, today), url)


def entry_page(library: Library, entry: Entry, today: date = TODAY) -> str:
    """The content of the page of an entry."""
    return render(Context(library, today), page_of(entry)).html

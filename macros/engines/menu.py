"""The menu: where a page stands in it, and what of it a page carries."""

from __future__ import annotations

from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage


def place_below_indexes(nav: Navigation, files: Files) -> None:
    """Let each page that is not listed in the menu stand below the index of its folder."""
    indexes = {page.url: page for page in nav.pages}
    for file in files:
        if file.page and file.page.url not in indexes:
            file.page.parent = indexes.get(f"{file.page.url.partition('/')[0]}/")  # type: ignore[assignment]


class _Door:
    """A section of the menu as one link, to its index; marked where the section would be."""

    def __init__(self, index: MkDocsPage, active: bool) -> None:
        self._index = index
        self.active = active

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def light(nav: Navigation) -> Navigation:
    """The menu without what stands below its sections: on thousands of pages that is a third of their weight."""
    items: list[Any] = []
    for item in nav.items:
        index = next((child for child in item.children or () if child.is_page and child.is_index), None)
        items.append(_Door(index, item.active) if index else item)
    return Navigation(items, nav.pages)

"""A shell: the theme's page for a place in the site, with slots where one page differs from the next.

The generator makes one for each place, and every page of ours there fills it. What the theme puts into a page by where it
stands (the way to the root, the menu and what is open in it) is the same for all pages of a place. What it puts there by
what the page is, has a slot.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from macros.sharing.page import Breadcrumb
from macros.views.page import Page

_BEGIN, _END = "\ue000", "\ue001"  # for private use: nobody writes them
_SLOT = re.compile(rf"(?<!\s)\s*+<h1>{_BEGIN}content{_END}</h1>\s*+|{_BEGIN}([a-z]+){_END}")


def slot(name: str) -> str:
    """What a shell has where pages differ. It passes through the theme as it is."""
    return f"{_BEGIN}{name}{_END}"


# The theme puts a heading above content that has none; ours has one.
CONTENT = f"<h1>{slot('content')}</h1>"


class Place(NamedTuple):
    """Where pages stand that share a shell: below a section, so deep."""

    section: str  # the first part of their address, or the whole of it for a page that shares with no other
    depth: int

    @property
    def url(self) -> str:
        """An address in this place, from the root; nothing is written there."""
        return f"{self.section}/{'_/' * (self.depth - self.section.count('/') - 1)}"


def place_of(page: Page, menu: Collection[str]) -> Place:
    """The place of a page. One that `menu` names (by its address) has one of its own, and so has one below the root."""
    depth = page.url.count("/")
    alone = depth == 1 or page.url in menu
    return Place(page.url.rstrip("/") if alone else page.url.partition("/")[0], depth)


@dataclass(frozen=True)
class Shell:
    """`html` has slots; `breadcrumbs` lead to the page above, `above` are the titles of the sections that pages stand in."""

    html: str
    breadcrumbs: tuple[Breadcrumb, ...]
    above: tuple[str, ...]


def parts_of(html: str) -> list[str]:
    """HTML with slots as texts (at 0, 2, 4 …) and, between them, the names of slots."""
    parts: list[str] = []
    done = 0
    for found in _SLOT.finditer(html):
        parts += [html[done : found.start()], found[1] or "content"]
        done = found.end()
    return [*parts, html[done:]]

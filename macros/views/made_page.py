"""A page that the project makes itself: neither written by hand nor of one entry.

Guides to the fields are such pages. A maker says where its page stands, how it is
called and how it is rendered; the hooks do the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.library.library import Entry


@dataclass(frozen=True)
class MadePage:
    """A page at `url` (relative to the root of the site, ending in `/`), in plain text but for what `render` gives.

    `render` gives safe HTML without the frame of the site, and is called as late as can be.
    `boost` is its weight in search: below 1 for what visitors seldom look for, 0 for what must not be found there.
    `about` is the entry whose id stands in the address, if any: a former name of that leads to the page too.
    """

    url: str
    title: str
    description: str
    render: Callable[[], str]
    boost: float = 1.0
    about: Entry | None = None

    @property
    def source(self) -> str:
        """The page of docs/ that this would be; one written by hand goes first."""
        return f"{self.url.rstrip('/')}.md"

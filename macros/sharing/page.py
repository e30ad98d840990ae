"""One page of the site as others see it: what a link to it shows, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from macros.library.library import Entry
from macros.schema.settings import Collection

_PREVIEW = 160  # what the places where people share links show of a description


class Breadcrumb(NamedTuple):
    """One page on the way from the home page."""

    title: str
    url: str


@dataclass(frozen=True)
class SharedPage:
    """One page. All is plain text, `url` is relative to the site's root.

    `breadcrumbs` lead from the home page to the page above this one, `day` is when it last was right or
    last changed (YYYY-MM-DD; nothing when that is not known). `entry` is what the page is about,
    `collection` what it is the index of.
    """

    url: str
    title: str
    description: str
    heading: str = ""
    breadcrumbs: tuple[Breadcrumb, ...] = ()
    day: str = ""
    entry: Entry | None = None
    collection: Collection | None = None

    @property
    def preview(self) -> str:
        """The description, cut at a word when it is too long for the preview of a link."""
        if len(self.description) <= _PREVIEW:
            return self.description
        whole = self.description[:_PREVIEW].rpartition(" ")[0] or self.description[: _PREVIEW - 1]
        return whole.rstrip(" ,;:.–—") + "…"

    @property
    def above(self) -> str:
        """What the page is one of: its collection, or the page above it."""
        if self.entry:
            return self.entry.collection.title
        if self.collection:
            return self.collection.call
        return self.breadcrumbs[-1].title if len(self.breadcrumbs) > 1 else ""

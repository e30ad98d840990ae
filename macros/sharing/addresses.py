"""Where everything that others see of a page stands: relative to the site's root, as every address in this project."""

from __future__ import annotations

from typing import NamedTuple


class Feed(NamedTuple):
    """One form of a feed: the file's name and its media type."""

    file: str
    type: str


ATOM = Feed("atom.xml", "application/atom+xml")
JSON = Feed("feed.json", "application/feed+json")
FEEDS = (ATOM, JSON)


def card_of(url: str) -> str:
    """The picture of the page at `url`."""
    return f"assets/cards/{url.rstrip('/') or 'index'}.png"


def subject_of(url: str) -> str:
    """The name, in linked data, of what the page at `url` is about: a community is not its page."""
    return f"{url}#onderwerp"

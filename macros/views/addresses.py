"""How one page of the site leads to another."""

from __future__ import annotations


def relative_root(url: str) -> str:
    """The way from a page to the site's root: `../../` for `tools/name/`, nothing for the home page."""
    return "../" * url.count("/")

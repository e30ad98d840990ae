"""A page as a value: what it is about and where it stands, before anything of it is rendered; and what rendering gives."""

from __future__ import annotations

from dataclasses import dataclass

from macros.library.library import Entry


@dataclass(frozen=True)
class Page:
    """A page at `url` (relative to the root of the site, ending in `/`), in plain text.

    `kind` is the row in the table of who renders it (see macros/pages/renderer.py), `subject` what that needs to know
    which page it is. `entry` is whose page it is or whose id stands in the address: a former name of that leads to the
    page too. `weight` is what the page counts for in search: below 1 for what visitors seldom look for, 0 for what must
    not be found there by itself.
    """

    kind: str
    url: str
    title: str
    description: str
    subject: tuple[str, ...] = ()
    entry: Entry | None = None
    weight: float = 1.0

    @property
    def source(self) -> str:
        """The page of docs/ that this would be."""
        return f"{self.url.rstrip('/')}.md"

    @property
    def sources(self) -> tuple[str, str]:
        """The pages of docs/ that would stand here; one written by hand goes first."""
        return self.source, f"{self.url}index.md"


@dataclass(frozen=True)
class Artifact:
    """A file that stands beside a page, at `path` below the root of the site."""

    path: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """What rendering gives: safe HTML without the frame of the site, and the files that it counts on."""

    html: str
    artifacts: tuple[Artifact, ...] = ()

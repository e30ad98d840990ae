"""What the two thin places share: one library and its renderer, for one build.

`define_env` answers the macros of hand-written pages, the hooks make the pages of
entries; both ask here. An index is not put through Markdown, the theme and the
search index: the macro leaves a mark, and the finished page gets the index in its
place. With thousands of entries that is the difference between seconds and minutes.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from macros.checking.check import Checked, check
from macros.library.library import Library
from macros.pages.rendering import Renderer
from macros.schema.settings import DRAFTS

_MARK = re.compile(r'<div data-kb-mark="(\d+)"></div>')


class Publication:
    """One check of the content at `root`, and what can be shown of it."""

    def __init__(self, root: Path, today: date, icons: Path | None = None) -> None:
        self.root = root
        self.checked: Checked = check(root, drafts=bool(os.environ.get(DRAFTS)))
        library = self.checked.library
        self._renderer = Renderer(library, today, icons) if library else None
        self._marked: list[str] = []

    @property
    def library(self) -> Library:
        """The checked content. Raises RuntimeError while an error stands: ask `checked` first."""
        return self.renderer.library

    @property
    def renderer(self) -> Renderer:
        if self._renderer is None:
            raise RuntimeError("the content has errors")
        return self._renderer

    def mark(self, html: str) -> str:
        """Keep `html` for `fill`; the mark that is returned passes through Markdown unharmed."""
        self._marked.append(html)
        return f'<div data-kb-mark="{len(self._marked) - 1}"></div>'

    def fill(self, page: str) -> str:
        """Put what was kept in the place of its marks."""
        if "data-kb-mark" not in page:
            return page
        return _MARK.sub(lambda found: self._marked[int(found.group(1))], page)


_current: Publication | None = None


def publish(publication: Publication) -> None:
    """Make `publication` the one that `current` gives."""
    global _current
    _current = publication


def current() -> Publication:
    """The publication of this build. Raises RuntimeError before there is one."""
    if _current is None:
        raise RuntimeError("nothing is published yet: does mkdocs.yml name macros/engines/hooks.py under hooks?")
    return _current

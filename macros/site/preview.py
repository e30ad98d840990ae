"""What a writer sees at once: the process that shows her the site checks it again and makes the pages of what she changed.

The rest of the site (indexes, search, whoever names the entry, pages written by hand) takes a whole build, which comes after.
That alone is done once our code, a schema, a template or a setting changed: this process has those of before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.checking.check import Checked
from macros.library.recorded import RecordedLibrary
from macros.pages.renderer import page_of
from macros.problems.problem import Problem
from macros.site.inputs import touched
from macros.site.publishing import Publisher


@dataclass(frozen=True)
class Refreshed:
    """What came of a change: what is wrong with it, or the addresses of the pages that were made."""

    errors: tuple[Problem, ...] = ()
    pages: tuple[str, ...] = ()


class Preview:
    """The pages of entries in `site`, which was built of `library`.

    `check` checks all content below `root`; `publisher` gives who writes the pages of a library.
    """

    def __init__(
        self,
        root: Path,
        site: Path,
        library: RecordedLibrary,
        check: Callable[[], Checked],
        publisher: Callable[[RecordedLibrary], Publisher],
    ) -> None:
        self._root = root
        self._site = site
        self._check = check
        self._publisher = publisher
        self._surroundings = touched(root, site)
        self._shown = _digests(library)

    def refresh(self, ready: Callable[[], None]) -> Refreshed | None:
        """Make what changed; nothing where only a whole build can tell what is wrong and what to make.

        `ready` returns once nobody else writes in the site.
        """
        if touched(self._root, self._site) != self._surroundings:
            return None
        checked = self._check()
        if checked.errors or checked.library is None:
            return Refreshed(errors=tuple(checked.errors))
        library = RecordedLibrary(checked.library)
        digests = _digests(library)
        new = [key for key, digest in digests.items() if self._shown.get(key) != digest]
        pages = [page_of(library.entry(*key)) for key in new]
        ready()
        self._publisher(library).write(pages)
        self._shown = digests
        return Refreshed(pages=tuple(page.url for page in pages))


def _digests(library: RecordedLibrary) -> dict[tuple[str, str], bytes]:
    return {
        (name, entry.id): library.digest(("entry", name, entry.id))
        for name in library.settings.collections
        for entry in library.collection(name)
    }

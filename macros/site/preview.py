"""What a writer sees at once: the process that shows her the site checks it again and makes the pages of what she changed.

The rest of the site (indexes, search, whoever names the entry, pages written by hand) takes a whole build, which comes after.
That alone is done once our code, a schema, a template or a setting changed: this process has those of before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.checking.check import RepeatedCheck
from macros.library.library import Entry, Library
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

    `check` is that of the content below `root`; `publisher` gives who writes the pages of a library.
    """

    def __init__(
        self,
        root: Path,
        site: Path,
        library: RecordedLibrary,
        check: RepeatedCheck,
        publisher: Callable[[RecordedLibrary], Publisher],
    ) -> None:
        self._root = root
        self._site = site
        self._check = check
        self._publisher = publisher
        self._surroundings = touched(root, site)
        self._shown, self._library = _entries(library), library

    def warm(self) -> None:
        """Find out what is known of the content before anything changes."""
        self._check.after(())

    def refresh(self, files: Iterable[str], ready: Callable[[], None]) -> Refreshed | None:
        """Make what changed; nothing where only a whole build can tell what is wrong and what to make.

        `files` are those that changed, by their paths from the root; `ready` returns once nobody else writes in the site.
        """
        if touched(self._root, self._site) != self._surroundings:
            return None
        checked = self._check.after(files)
        if checked.errors or checked.library is None:
            return Refreshed(errors=tuple(checked.errors))
        library = RecordedLibrary(checked.library)
        entries = _entries(library)
        changed = [entry for name, entry in entries.items() if self._shown.get(name) != entry]
        library.take_over(self._library, changed)
        pages = [page_of(entry) for entry in changed]
        ready()
        self._publisher(library).write(pages)
        self._shown, self._library = entries, library
        return Refreshed(pages=tuple(page.url for page in pages))


def _entries(library: Library) -> dict[tuple[str, str], Entry]:
    return {(name, entry.id): entry for name in library.settings.collections for entry in library.collection(name)}

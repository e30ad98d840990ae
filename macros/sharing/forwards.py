"""Pages at addresses of before, that lead to where an entry is now.

They work without a script, by a refresh; a browser with scripts takes along what stood behind the address (`?…#…`).
No search engine, list or sitemap names them. The picture that others show of a page stays at its old place as well.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.library.library import Entry, Library
from macros.sharing.addresses import card_of
from macros.views import entry_data


@dataclass(frozen=True)
class Forward:
    """An address of before, and the one of now; both relative to the site's root."""

    old: str
    new: str
    title: str
    entry: Entry | None = None  # where the page of now is its own

    @property
    def href(self) -> str:
        """The way from the old page to the new one."""
        return "../" * self.old.count("/") + self.new


def forwards(library: Library, pages: Iterable[tuple[str, str, Entry]]) -> Iterator[Forward]:
    """One for each former name of each entry, and of `pages`: other addresses that hold an id, with title and entry."""
    for name in library.settings.collections:
        for entry in library.collection(name):
            for collection, id in entry.former:
                yield Forward(f"{library.settings.collections[collection].path}/{id}/", entry.url, entry.title, entry)
    for url, title, entry in pages:
        for collection, id in entry.former:
            head, sign, tail = url.rpartition(f"/{entry.id}/")
            if sign and collection == entry.collection.name:
                yield Forward(f"{head}/{id}/{tail}", url, title)


def write_forwards(found: Iterable[Forward], site: Path, render: Callable[[Forward], str]) -> None:
    """Write each page below `site`, after all others: a page that is there goes before one that leads on."""
    for forward in found:
        file = site / forward.old / "index.html"
        if file.exists():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(render(forward), encoding="utf-8")
        if forward.entry:
            file.with_name(entry_data.NAME).write_text(entry_data.led_on(forward.entry), encoding="utf-8")
        card, old = site / card_of(forward.new), site / card_of(forward.old)
        if card.is_file():
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(card, old)

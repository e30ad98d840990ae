"""The search of one build: it hears of each page while the site is made, and writes the index at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from macros.library.library import Library
from macros.search.choices import choice_documents
from macros.search.documents import Document, entry_document
from macros.search.files import write_index
from macros.search.index import make_index
from macros.search.meanings import meanings, synonyms

_PAGE = 0.9  # entries before pages


class Finder:
    """What can be found of one library and the pages around it."""

    def __init__(self, library: Library, icons: Path | None = None) -> None:
        self._library = library
        self._icons = icons
        self._pages: dict[str, Document] = {}

    def add_page(self, documents: Iterable[Document]) -> None:
        """Let a page be found that is not an entry, and what it answers; a weight of 0 leaves them out."""
        for document in documents:
            if document.weight:
                self._pages[document.url] = replace(document, weight=document.weight * _PAGE)

    def write(self, site: Path) -> None:
        """Write the index below `site`."""
        library = self._library
        entries = [entry for name in library.settings.collections for entry in library.collection(name)]
        documents = [entry_document(library, entry) for entry in entries]
        documents += [self._pages[url] for url in sorted(self._pages)]
        documents += choice_documents(library)
        collections = list(library.settings.collections.values())
        write_index(make_index(documents), meanings(library), synonyms(library), collections, self._icons, site)

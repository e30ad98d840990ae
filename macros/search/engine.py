"""The search of one site: all that can be found, written as an index below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from macros.base.artifact_cache import ArtifactCache
from macros.library.library import Library
from macros.search.choices import choice_documents, lists_of_choice_pages
from macros.search.documents import Document, entry_documents
from macros.search.files import write_index
from macros.search.index import make_index
from macros.search.kept_terms import KeptTerms
from macros.search.meanings import meanings, synonyms

_PAGE = 0.9  # entries before pages


def write_search(library: Library, pages: Iterable[Document], site: Path, kept: ArtifactCache | None = None) -> None:
    """Write the index of the entries of a library, its choices and `pages`: what is found of all other pages.

    Of those, a weight of 0 leaves one out; for one address the last holds. `kept` has the terms of the last build.
    """
    found = {page.url: replace(page, weight=page.weight * _PAGE) for page in pages if page.weight}
    for url, choice, lists in lists_of_choice_pages(library):
        if page := found.get(url):
            found[url] = replace(page, aliases=(*page.aliases, *choice.names), lists=lists)
    entries = [entry for name in library.settings.collections for entry in library.collection(name)]
    documents = list(entry_documents(library, entries))
    documents += [found[url] for url in sorted(found)]
    documents += choice_documents(library)
    collections = list(library.settings.collections.values())
    terms = KeptTerms(kept or ArtifactCache(None))
    index = make_index(documents, terms.of, terms.scale)
    terms.keep(index)
    write_index(index, meanings(library), synonyms(library), collections, site)

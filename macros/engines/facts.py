"""What MkDocs knows of a page, as others and the search want it: plain text, where MkDocs keeps HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from macros.engines.publication import Publication
from macros.search.documents import Document
from macros.search.page_texts import page_documents
from macros.sharing.page import Breadcrumb, SharedPage


def found(page: MkDocsPage) -> Iterable[Document]:
    """What the search finds of a page that is not an entry; its front matter may say how much it counts."""
    told: dict[str, Any] = page.meta.get("search", {})
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    above = [html.unescape(str(one.title)) for one in page.ancestors if one.title]
    weight = 0.0 if told.get("exclude") else float(told.get("boost", 1))
    aliases, asked = ([str(name) for name in told.get(key, ())] for key in ("aliases", "asked_as"))
    return page_documents(page.url, title or heading, description, above, page.content or "", weight, aliases, asked)


def shared_page(page: MkDocsPage, build: Publication, config: MkDocsConfig) -> SharedPage:
    """A page as others see it. MkDocs keeps its title and description as HTML."""
    ours = build.pages.get(page.file.src_uri)
    if ours and ours.kind == "entry" and ours.entry:
        return build.sharing.entry_page(ours.entry, _way(page))
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    source = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    return build.sharing.written_page(page.url, title, description, heading, _way(page), source)


def _way(page: MkDocsPage) -> tuple[Breadcrumb, ...]:
    """The pages from the home page to the one above `page`; a section counts where it has a page of its own."""
    steps: list[Breadcrumb] = []
    above = page.parent
    while above is not None:
        below = (one for one in above.children or () if isinstance(one, MkDocsPage) and one.is_index)
        index = above if isinstance(above, MkDocsPage) else next(below, None)
        if index and index is not page and index.title:
            steps.insert(0, Breadcrumb(html.unescape(str(index.title)), index.url))
        above = above.parent
    return (Breadcrumb("Home", ""), *steps) if page.url else ()

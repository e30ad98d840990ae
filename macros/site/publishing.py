"""Publishing our own pages: each rendered, put in the shell of its place and written, by as many processes as there are."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from macros.base.former_site import FormerSite, Written
from macros.base.workers import share_out
from macros.frames.frames import Frames
from macros.frames.shells import Place, Shell, place_of
from macros.pages.context import Context
from macros.pages.renderer import render
from macros.search.documents import Document, made_documents
from macros.search.page_texts import page_documents
from macros.sharing.page import SharedPage
from macros.sharing.sharing import Sharing
from macros.site.page_cache import KEPT, Made, Packed, PageCache, unpacked
from macros.views.page import Artifact, Page, Rendered


class Publisher:
    """Our pages on their way to `site`. `menu` are the addresses that the menu names, `cache` has the pages of the kinds in
    KEPT, and `former` those files that are as they were."""

    def __init__(
        self,
        context: Context,
        sharing: Sharing,
        frames: Frames,
        shells: Mapping[Place, Shell],
        menu: Collection[str],
        site: Path,
        cache: PageCache,
        former: FormerSite,
    ) -> None:
        self._context = context
        self._sharing = sharing
        self._frames = frames
        self._shells = shells
        self._menu = menu
        self._site = site
        self._cache = cache
        self._former = former
        self._breadcrumbs = context.library.question(
            "breadcrumbs", lambda section, depth: shells[Place(section, int(depth))].breadcrumbs, repr
        )
        self._above = context.library.question(
            "above", lambda section, depth: shells[Place(section, int(depth))].above, repr
        )

    def publish(self, pages: Sequence[Page], jobs: int = 0) -> list[Document]:
        """Write these pages and what stands beside them. Gives what the search finds of those that are not of an entry."""
        # Pages that are kept differ little in what they take, and are kept some together; one of the others can be dear.
        shards = self._cache.shards([page for page in pages if page.kind in KEPT])
        batches = [*([page] for page in pages if page.kind not in KEPT), *shards]
        found = share_out(batches, self._publish, jobs, len(pages))
        self._cache.sweep(shards)
        for written, _ in found:
            self._former.add(written)
        return [document for _, documents in found for document in documents]

    def write(self, pages: Iterable[Page]) -> None:
        """Write these pages and what stands beside them, made anew; nothing is kept of them."""
        for page in pages:
            self._write(page, self._made(page))

    def shared(self, page: Page) -> SharedPage:
        """A page as others see it."""
        place = place_of(page, self._menu)
        breadcrumbs = self._breadcrumbs(place.section, str(place.depth))
        if page.kind == "entry" and page.entry:
            return self._sharing.entry_page(page.entry, breadcrumbs)
        return self._sharing.written_page(page.url, page.title, page.description, "", breadcrumbs, "")

    def _publish(self, batches: Iterable[Sequence[Page]]) -> tuple[dict[str, Written], list[Document]]:
        """Write pages: what was written, by address, and what the search finds."""
        written: dict[str, Written] = {}
        documents: list[Document] = []
        for batch in batches:
            if batch[0].kind not in KEPT:
                for page in batch:
                    made = self._made(page)
                    self._write(page, made)
                    documents += made.documents
                continue
            for page, packed in self._cache.made(batch, self._made):
                written[page.url] = self._write_kept(page, packed)
                if page.kind != "entry":
                    documents += unpacked(packed).documents
        return written, documents

    def _made(self, page: Page) -> Made:
        rendered = render(self._context, page)
        head = self._context.templates.render("head.html", head=self._sharing.head(self.shared(page)))
        beside = tuple((artifact.path, artifact.text) for artifact in rendered.artifacts)
        documents = () if page.kind == "entry" else tuple(self._documents(page, rendered))
        return Made(head, self._frames.content(rendered.html), beside, documents)

    def _write_kept(self, page: Page, packed: Packed) -> Written:
        """Write a page, unless the former site has the same."""
        decide = self._frames.decide(self._shell(page), page), packed
        written = self._former.taken_over(page.url, *decide)
        return written or self._former.noted(self._write(page, unpacked(packed)), *decide)

    def _write(self, page: Page, made: Made) -> list[str]:
        """Write a page and what stands beside it; the paths of the files."""
        html = self._frames.filled(self._shell(page), page, made.head, made.content)
        files = [*made.artifacts, Artifact(f"{page.url}index.html", html)]
        write(files, self._site)
        return [one.path for one in files]

    def _documents(self, page: Page, rendered: Rendered) -> list[Document]:
        """What the search finds of a page that is not an entry. It finds those by themselves."""
        place = place_of(page, self._menu)
        above = self._above(place.section, str(place.depth))
        made = made_documents(page, above)
        if made is not None:
            return made
        return page_documents(page.url, page.title, page.description, above, rendered.html, page.weight)

    def _shell(self, page: Page) -> Shell:
        return self._shells[place_of(page, self._menu)]


def write(artifacts: Iterable[Artifact], site: Path) -> None:
    """Write files below `site`."""
    for artifact in artifacts:
        file = os.path.join(site, artifact.path)
        try:
            _put(file, artifact.text)
        except FileNotFoundError:  # most folders are there, or have just been made
            os.makedirs(os.path.dirname(file), exist_ok=True)
            _put(file, artifact.text)


def _put(file: str, text: str) -> None:
    with open(file, "wb") as out:
        out.write(text.encode())

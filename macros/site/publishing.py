"""Publishing our own pages: each rendered, put in the shell of its place and written, by as many processes as there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from macros.base.workers import share_out
from macros.frames.frames import Frames
from macros.frames.shells import Place, Shell, place_of
from macros.pages.context import Context
from macros.pages.renderer import render
from macros.search.documents import Document, made_documents
from macros.search.page_texts import page_documents
from macros.sharing.page import SharedPage
from macros.sharing.sharing import Sharing
from macros.views.page import Artifact, Page, Rendered


class Publisher:
    """Our pages on their way to `site`. `menu` are the addresses that the menu names."""

    def __init__(
        self,
        context: Context,
        sharing: Sharing,
        frames: Frames,
        shells: Mapping[Place, Shell],
        menu: Collection[str],
        site: Path,
    ) -> None:
        self._context = context
        self._sharing = sharing
        self._frames = frames
        self._shells = shells
        self._menu = menu
        self._site = site

    def publish(self, pages: Sequence[Page], jobs: int = 0) -> list[Document]:
        """Write these pages and what stands beside them. Gives what the search finds of those that are not of an entry."""
        return [document for found in share_out(pages, self._publish, jobs) for document in found]

    def shared(self, page: Page) -> SharedPage:
        """A page as others see it."""
        breadcrumbs = self._shell(page).breadcrumbs
        if page.kind == "entry" and page.entry:
            return self._sharing.entry_page(page.entry, breadcrumbs)
        return self._sharing.written_page(page.url, page.title, page.description, "", breadcrumbs, "")

    def _publish(self, pages: Iterable[Page]) -> list[Document]:
        documents: list[Document] = []
        for page in pages:
            rendered = render(self._context, page)
            write(rendered.artifacts, self._site)
            head = self._context.templates.render("head.html", head=self._sharing.head(self.shared(page)))
            html = self._frames.filled(self._shell(page), page, head, rendered.html)
            write([Artifact(f"{page.url}index.html", html)], self._site)
            documents += self._documents(page, rendered)
        return documents

    def _documents(self, page: Page, rendered: Rendered) -> list[Document]:
        """What the search finds of a page that is not an entry. It finds those by themselves."""
        if page.kind == "entry":
            return []
        above = self._shell(page).above
        made = made_documents(page, above)
        if made is not None:
            return made
        return page_documents(page.url, page.title, page.description, above, rendered.html, page.weight)

    def _shell(self, page: Page) -> Shell:
        return self._shells[place_of(page, self._menu)]


def write(artifacts: Iterable[Artifact], site: Path) -> None:
    """Write files below `site`."""
    for artifact in artifacts:
        file = site / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(artifact.text, encoding="utf-8")

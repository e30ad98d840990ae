"""Finished pages: what we make within the theme's page, and what the theme leaves out of it.

A page that the generator made is finished as a whole (`finished`). Our own pages fill a shell (`filled`): what is the same
for all pages of a place is finished once, in its shell, and only the content goes through the rest. Both end as the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from html import escape

from macros.assets.scripts import Scripts
from macros.assets.styles import needs_of, with_needed
from macros.assets.web_fonts import preloads_for
from macros.frames.external_links import mark, mark_external_links
from macros.frames.layout import without_layout
from macros.frames.policy import UnknownScript, inline_scripts, with_policy
from macros.frames.print_footer import in_print, with_print_footer
from macros.frames.shells import Shell, parts_of, slot
from macros.frames.theme_repairs import completed, completed_content
from macros.language.amounts import keep_together
from macros.views.addresses import relative_root
from macros.views.page import Page


class Frames:
    """Frames of pages for one site, whose published address is `home`, as it is on `day`."""

    def __init__(self, scripts: Scripts, home: str, day: date) -> None:
        self._scripts = scripts
        self._home = home
        self._day = day
        self._needs: dict[Shell, frozenset[str]] = {}
        self._parts: dict[tuple[Shell, frozenset[str], frozenset[str]], list[str]] = {}
        self._said: dict[Shell, bytes] = {}

    def finished(self, html: str, url: str) -> str:
        """A page at `url` as the generator made it, finished. Raises UnknownScript."""
        marked = mark_external_links(keep_together(html), self._home)
        footed = with_print_footer(marked, self._home + url.removeprefix("./"), self._day)
        return self.guarded(footed)

    def deciding(self, url: str) -> bytes:
        """Other bytes for what gives another page in `finished`, beside its HTML."""
        return repr((self._home, self._day, sorted(self._scripts.texts.items()), url)).encode("utf-8", "surrogatepass")

    def guarded(self, html: str) -> str:
        """A finished page with what the theme leaves out, and its policy. Raises UnknownScript."""
        return with_policy(with_needed(self._scripts.needed(completed(without_layout(html)))))

    def content(self, html: str) -> str:
        """What one of our pages says, ready for its shell."""
        return mark(completed_content(keep_together(html.strip())), self._home)

    def filled(self, shell: Shell, page: Page, head: str, content: str) -> str:
        """One of our pages, in the shell of its place: `head` is for others than visitors, `content` as that method gives it.

        Raises UnknownScript: of a page that is filled, only the theme's own scripts are known.
        """
        if "<script" in content.lower() and (unknown := inline_scripts(content)):
            raise UnknownScript(f"{page.source}: {unknown[0][:120]}")
        if shell not in self._needs:
            self._needs[shell] = needs_of(shell.html)
        styled = frozenset(word for word in self._needs[shell] if word in content)
        parts = self._of(shell, self._scripts.elements_in(content), styled)
        address = self._home + page.url
        title = escape(page.title)
        values: dict[str, Callable[[], str]] = {
            "title": lambda: keep_together(title),
            "description": lambda: escape(page.description),
            "address": lambda: address,
            "sheet": lambda: in_print(address),
            "letters": lambda: preloads_for(content, relative_root(page.url)),
            "head": lambda: keep_together(head),
            "content": lambda: content,
        }
        return "".join(part if place % 2 == 0 else values[part]() for place, part in enumerate(parts))

    def decide(self, shell: Shell, page: Page) -> bytes:
        """Other bytes for what gives another page in `filled`, beside its head and content."""
        if shell not in self._said:
            said = repr((self._home, self._day, sorted(self._scripts.texts.items()), shell.html))
            self._said[shell] = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=32).digest()
        return self._said[shell] + repr((page.source, page.url, page.title, page.description)).encode()

    def _of(self, shell: Shell, elements: frozenset[str], styled: frozenset[str]) -> list[str]:
        """A shell for content with these elements, and with what some style sheets ask for, finished and in parts."""
        key = shell, elements, styled
        if key not in self._parts:
            html = with_print_footer(keep_together(shell.html), slot("sheet"), self._day)
            page = self._scripts.needed(completed(without_layout(html)), elements)
            self._parts[key] = parts_of(with_policy(with_needed(page, styled)))
        return self._parts[key]

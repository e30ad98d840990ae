"""One build with MkDocs: what was checked, and what is made of it as page after page goes by.

MkDocs calls each hook and macro by itself; what they share goes along on the configuration of the build.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.assets.scripts import Scripts
from macros.base.artifact_cache import ArtifactCache
from macros.base.former_site import FORMER, FormerSite
from macros.base.sealed import Sealed
from macros.base.template_cache import TemplateCache, program
from macros.checking.check import Checked, RepeatedCheck, check
from macros.frames.frames import Frames
from macros.frames.shells import Place, Shell
from macros.library.recorded import RecordedLibrary
from macros.pages.context import Context
from macros.schema.settings import DRAFTS, NO_CACHE
from macros.search.documents import Document
from macros.sharing.page import SharedPage
from macros.sharing.sharing import Sharing
from macros.site.page_cache import PageCache, grounds_of
from macros.site.part_cache import PartCache
from macros.site.publishing import Publisher
from macros.views.page import Artifact, Page, Rendered

_KEY = "kennisbank"
_MARK = re.compile(r'<div data-kb-mark="([0-9a-f]{64})"></div>')


@dataclass
class Publication:
    """One build of the site of `context`, whose folder is `root`, into the folder `site`.

    `pages` are those that the project makes itself, by the file of docs/ that each would be; the generator makes none of
    them, only a shell for each of the `places` where they stand, by the file that it takes it for. An index is not put
    through Markdown, the theme and the search index either: a macro leaves a mark, and the finished page gets from `parts`
    what it stands for. With thousands of entries that is the difference between seconds and minutes.
    """

    root: Path
    library: RecordedLibrary
    context: Context
    sharing: Sharing
    icons: Path
    site: Path
    scripts: Scripts = field(default_factory=lambda: Scripts({}))
    pages: dict[str, Page] = field(default_factory=dict)
    menu: frozenset[str] = frozenset()  # the addresses that it names
    places: dict[str, Place] = field(default_factory=dict)
    shells: dict[Place, Shell] = field(default_factory=dict)
    parts: dict[str, Rendered] = field(default_factory=dict)
    shared: dict[str, SharedPage] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    artifacts: dict[str, Artifact] = field(default_factory=dict)

    def of(self, library: RecordedLibrary) -> Publication:
        """The same site with other entries, and nothing made of them yet."""
        other = copy.copy(self)
        other.library, other.sharing = library, self.sharing.of(library)
        other.context = Context(library, self.context.today, self.icons, self.context.changes)
        other.context.templates.keep(self.compiled)
        return other

    def __post_init__(self) -> None:
        self.compiled = TemplateCache(self.kept("templates"), program())
        self.context.templates.keep(self.compiled)

    def kept(self, name: str) -> ArtifactCache:
        """What the last build made of one kind, for this one and the next; nothing where the environment says so."""
        return ArtifactCache(None if os.environ.get(NO_CACHE) else self.root / ".cache" / name)

    @cached_property
    def frames(self) -> Frames:
        """How pages are finished, once the scripts are known."""
        return Frames(self.scripts, self.library.settings.address, self.context.today)

    @cached_property
    def former(self) -> FormerSite:
        """What this build may take over of the site that it will take the place of."""
        path = os.environ.get(FORMER)
        return FormerSite(Path(path) if path else None, self.site, Sealed(self.kept("site"), self._grounds))

    def publisher(self, site: Path, former: FormerSite | None = None) -> Publisher:
        """Who writes our own pages below `site`, once their shells are made. Without a `former` site nothing is kept of them."""
        kept = Sealed(self.kept("pages"), self._grounds) if former else Sealed(ArtifactCache(None), b"")
        cache = PageCache(kept, self.library)
        former = former or FormerSite.none(site)
        return Publisher(self.context, self.sharing, self.frames, self.shells, self.menu, site, cache, former)

    @cached_property
    def made(self) -> PartCache:
        """What the last build made of macros that ask all that they show of the library."""
        return PartCache(Sealed(self.kept("parts"), self._grounds), self.library)

    @cached_property
    def _grounds(self) -> bytes:
        return grounds_of(self.library, self.sharing.of_itself)

    def mark(self, part: Rendered) -> str:
        """Keep a part for `fill`; the mark that is returned passes through Markdown unharmed."""
        digest = sha256(part.html.encode()).hexdigest()
        self.parts[digest] = part
        return f'<div data-kb-mark="{digest}"></div>'

    def fill(self, page: str) -> str:
        """Put what was kept in the place of its marks, and see to what it counts on."""

        def part(mark: re.Match[str]) -> str:
            found = self.parts[mark[1]]
            self.take(found.artifacts)
            return found.html

        return _MARK.sub(part, page) if "data-kb-mark" in page else page

    def take(self, artifacts: Iterable[Artifact]) -> None:
        """See to it that these files will stand beside the pages."""
        self.artifacts |= {one.path: one for one in artifacts}


def checked(root: Path, today: date) -> Checked:
    """A check of all content; drafts go along where the environment asks for them."""
    return check(root, today, *_asked())


def repeated_check(root: Path, today: date) -> RepeatedCheck:
    """The same check, for a process that stays."""
    return RepeatedCheck(root, today, *_asked())


def _asked() -> tuple[bool, bool]:
    """What the environment asks of a check: whether drafts go along, and whether something is kept."""
    return bool(os.environ.get(DRAFTS)), not os.environ.get(NO_CACHE)


def publish(publication: Publication, config: Any) -> None:
    """Let `publication` go along with the configuration of a build."""
    config["extra"][_KEY] = publication


def of(config: Any) -> Publication:
    """The publication of the build with this configuration. Raises RuntimeError where there is none."""
    found = config["extra"].get(_KEY)
    if not isinstance(found, Publication):
        raise RuntimeError("nothing is published yet: does mkdocs.yml name macros/engines/hooks.py under hooks?")
    return found

"""What was made of pages, kept for the next build: a page is made again where an answer that it hangs on differs.

With each page is kept what it asked of the library, and the digest of each answer (`library.recorded`). The next build asks the
same: as long as every answer is the same, so is the page. What no question is about stands in the `grounds`, which count for
all pages: our code and templates, the libraries, settings and schemas. The frame of the site is no part of
what is kept: a shell is filled anew each time, so that the day, the menu and the styles may change.

There is a fixed number of files, each with the pages that its number falls to: reading ten thousand small ones takes longer.
Each is MessagePack. One that is damaged, or is of other grounds, is as good as none (`base.sealed`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from macros.base.sealed import Sealed
from macros.library.recorded import RecordedLibrary, Trace
from macros.search.documents import Document
from macros.site.inputs import program
from macros.views.page import Artifact, Page

_SHARDS = 64
_DIGEST = 32
_ROOT = Path(__file__).parent.parent.parent
_FOLDERS = ("macros", "overrides")


# The kinds of pages that ask all that they show of the library: entries, and what is made of questions of `Context`.
KEPT = frozenset(["entry", "list", "choice", "answer"])


class Made(NamedTuple):
    """A page without its frame: its head, its content ready for a shell, and the files beside it (path and text).

    `documents` are what the search finds of it, unless it is of an entry; it finds those by themselves.
    """

    head: str
    content: str
    beside: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...] = ()

    @property
    def artifacts(self) -> list[Artifact]:
        return [Artifact(path, text) for path, text in self.beside]


Packed = bytes  # what was made of a page, compressed
_Kept = dict[str, tuple[Trace, Packed]]  # by address
_ALL = msgspec.msgpack.Decoder(_Kept)
_MADE = msgspec.msgpack.Decoder(Made)
_ENCODER = msgspec.msgpack.Encoder()


class PageCache:
    """The pages that earlier builds kept, for a site of `library`."""

    def __init__(self, kept: Sealed, library: RecordedLibrary) -> None:
        self._kept = kept
        self._library = library
        self._pages: dict[str, Page] = {}
        self._planned = library.question("page", self._pages.get, _told_page)

    def shards(self, pages: Sequence[Page]) -> list[list[Page]]:
        """The pages, those that are kept together in one list."""
        self._library.prepare()
        self._pages.update((page.url, page) for page in pages if page.kind != "entry")
        found: dict[str, list[Page]] = {}
        for page in pages:
            found.setdefault(_shard_of(page.url), []).append(page)
        return list(found.values())

    def made(self, shard: Sequence[Page], make: Callable[[Page], Made]) -> Iterator[tuple[Page, Packed]]:
        """Each page of one of the `shards` with what is kept of it, or what `make` gives, which is kept from now on."""
        name = _shard_of(shard[0].url)
        known = self._read(name)
        now: _Kept = {}
        for page in shard:
            found = known.get(page.url)
            if found and self._library.still_holds(found[0]):
                found = self._library.renewed(found[0]), found[1]
            else:
                with self._library.noting() as trace:
                    if page.kind == "entry" and page.entry:
                        self._library.get(page.entry.collection.name, page.entry.id)
                    else:
                        self._planned(page.url)
                    made = make(page)
                    found = trace(), packed(made)
            now[page.url] = found
            yield page, found[1]
        if now != known:
            self._kept.write(name, _ENCODER.encode(now))

    def sweep(self, shards: Iterable[Sequence[Page]]) -> None:
        """Let go of all but these."""
        self._kept.only([_shard_of(shard[0].url) for shard in shards])

    def _read(self, name: str) -> _Kept:
        try:
            return _ALL.decode(self._kept.read(name))
        except msgspec.MsgspecError:  # also where nothing is kept
            return {}


def grounds_of(library: RecordedLibrary, site: Collection[str]) -> bytes:
    """What stands for all that pages of entries hang on beside answers. `site` is what the site says of itself."""
    digest = blake2b(digest_size=_DIGEST)
    settings = library.settings
    said = program(), settings, settings.address, sorted(library.schemas.items()), site
    digest.update(repr(said).encode("utf-8", "surrogatepass"))
    for folder in _FOLDERS:
        for file in sorted((_ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(_ROOT).as_posix().encode() + b"\0")
                digest.update(blake2b(file.read_bytes(), digest_size=_DIGEST).digest())
    return digest.digest()


def _told_page(page: Page | None) -> object:
    return (page.kind, page.title, page.description, page.subject, page.weight) if page else None


def _shard_of(url: str) -> str:
    return f"{int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), 'big') % _SHARDS:02}"


def packed(made: Made) -> Packed:
    """What was made of a page, as it is kept."""
    return zlib.compress(_ENCODER.encode(made), 1)


def unpacked(content: Packed) -> Made:
    """What was kept of a page. What is sealed is of our making, so this succeeds."""
    return _MADE.decode(zlib.decompress(content))

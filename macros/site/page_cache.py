"""What was made of the pages of entries, kept for the next build: a page is made again where an answer that it hangs on differs.

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
from macros.site.inputs import program
from macros.views.page import Artifact, Page

_SHARDS = 64
_DIGEST = 32
_ROOT = Path(__file__).parent.parent.parent
_FOLDERS = ("macros", "overrides")


class Made(NamedTuple):
    """A page without its frame: its head, its content ready for a shell, and the files beside it (path and text)."""

    head: str
    content: str
    beside: tuple[tuple[str, str], ...]

    @property
    def artifacts(self) -> list[Artifact]:
        return [Artifact(path, text) for path, text in self.beside]


_Kept = dict[str, tuple[Trace, bytes]]  # by address
_ALL = msgspec.msgpack.Decoder(_Kept)
_MADE = msgspec.msgpack.Decoder(Made)
_ENCODER = msgspec.msgpack.Encoder()


class PageCache:
    """The pages that earlier builds kept, for a site of `library`."""

    def __init__(self, kept: Sealed, library: RecordedLibrary) -> None:
        self._kept = kept
        self._library = library

    def shards(self, pages: Sequence[Page]) -> list[list[Page]]:
        """The pages, those that are kept together in one list."""
        found: dict[str, list[Page]] = {}
        for page in pages:
            found.setdefault(_shard_of(page.url), []).append(page)
        return list(found.values())

    def made(self, shard: Sequence[Page], make: Callable[[Page], Made]) -> Iterator[tuple[Page, Made]]:
        """Each page of one of the `shards` with what is kept of it, or what `make` gives, which is kept from now on."""
        name = _shard_of(shard[0].url)
        known = self._read(name)
        now: _Kept = {}
        for page in shard:
            found = known.get(page.url)
            made = _unpacked(found[1]) if found and self._library.still_holds(found[0]) else None
            if found is None or made is None:
                with self._library.noting() as trace:
                    if page.entry:
                        self._library.get(page.entry.collection.name, page.entry.id)
                    made = make(page)
                    found = trace(), zlib.compress(_ENCODER.encode(made), 1)
            now[page.url] = found
            yield page, made
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


def _shard_of(url: str) -> str:
    return f"{int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), 'big') % _SHARDS:02}"


def _unpacked(content: bytes) -> Made | None:
    """What was kept of a page; nothing where it is not of our making."""
    try:
        return _MADE.decode(zlib.decompress(content))
    except (zlib.error, msgspec.MsgspecError):
        return None

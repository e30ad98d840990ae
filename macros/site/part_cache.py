"""Parts of pages by hand, kept for the next build: one is made again where an answer that it hangs on differs, as `page_cache` does."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from macros.base.sealed import Sealed
from macros.library.recorded import RecordedLibrary, Trace
from macros.views.page import Artifact, Rendered

_DIGEST = 16


class _Kept(NamedTuple):
    key: str
    trace: Trace
    html: str
    beside: tuple[tuple[str, str], ...]


_DECODER = msgspec.msgpack.Decoder(_Kept)
_ENCODER = msgspec.msgpack.Encoder()


class PartCache:
    """The parts that earlier builds kept, for pages of `library`."""

    def __init__(self, kept: Sealed, library: RecordedLibrary) -> None:
        self._kept = kept
        self._library = library
        self._names: list[str] = []

    def made(self, key: str, make: Callable[[], Rendered]) -> Rendered:
        """What `make` gives, or what is kept of it. `key` is all that decides it beside answers and the grounds of what is kept."""
        name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()
        self._names.append(name)
        found = self._read(name)
        if found and found.key == key and self._library.still_holds(found.trace):
            return Rendered(found.html, tuple(Artifact(*one) for one in found.beside))
        with self._library.noting() as trace:
            made = make()
            beside = tuple((one.path, one.text) for one in made.artifacts)
            now = _Kept(key, trace(), made.html, beside)
        self._kept.write(name, zlib.compress(_ENCODER.encode(now), 1))
        return made

    def sweep(self) -> None:
        """Let go of all but what this build has."""
        self._kept.only(self._names)

    def _read(self, name: str) -> _Kept | None:
        content = self._kept.read(name)
        return _DECODER.decode(zlib.decompress(content)) if content else None

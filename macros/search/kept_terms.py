"""Documents taken apart, kept for the next build: that and weighing their words is most of the work of an index.

What a document says follows from it alone (`index.told_of`), so each is kept under its digest, all in one file. What
it puts in the index follows from that and from the scale of the index, which is kept with them.
"""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed
from macros.base.template_cache import program
from macros.search.documents import Document
from macros.search.index import Index, Scale, Told, told_of

_NAME = "terms"
_DIGEST = 16
_ENCODER = msgspec.msgpack.Encoder()


class _Kept(msgspec.Struct, array_like=True):
    scale: Scale | None
    told: dict[bytes, Told]


_DECODER = msgspec.msgpack.Decoder(_Kept)


class KeptTerms:
    """What an earlier build kept in `kept`; `keep` keeps what was asked of this one. `scale` is that of the last index."""

    def __init__(self, kept: ArtifactCache) -> None:
        self._kept = Sealed(kept, program().encode())
        self._now: dict[bytes, Told] = {}
        try:
            last = _DECODER.decode(self._kept.read(_NAME))
        except msgspec.MsgspecError:  # also where nothing is kept
            last = _Kept(None, {})
        self.scale, self._known = last.scale, last.told

    def of(self, document: Document) -> Told:
        """A document taken apart, with its share in the last index."""
        digest = blake2b(_ENCODER.encode(document), digest_size=_DIGEST).digest()
        told = self._now[digest] = self._known.get(digest) or told_of(document)
        return told

    def keep(self, index: Index) -> None:
        """Keep what was asked, and nothing else, as it stands in this index."""
        if self._now.keys() != self._known.keys() or self.scale != index.scale:
            self._kept.write(_NAME, _ENCODER.encode(_Kept(index.scale, self._now)))

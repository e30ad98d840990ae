"""The terms of documents, kept for the next build: to take a text apart into stems takes half the time of an index.

They follow from the document alone (`index.terms_of`), so each is kept under its digest, all in one file.
"""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from macros.base.artifact_cache import ArtifactCache
from macros.base.sealed import Sealed
from macros.base.template_cache import program
from macros.search.documents import Document
from macros.search.index import Terms, terms_of

_NAME = "terms"
_DIGEST = 16
_Kept = dict[bytes, msgspec.Raw]
_ALL = msgspec.msgpack.Decoder(_Kept)
_ONE = msgspec.msgpack.Decoder(Terms)
_ENCODER = msgspec.msgpack.Encoder()


class KeptTerms:
    """The terms that an earlier build kept in `kept`; `keep` keeps what was asked of this one."""

    def __init__(self, kept: ArtifactCache) -> None:
        self._kept = Sealed(kept, program().encode())
        self._now: _Kept = {}
        try:
            self._known = _ALL.decode(self._kept.read(_NAME))
        except msgspec.MsgspecError:  # also where nothing is kept
            self._known = {}

    def of(self, document: Document) -> Terms:
        """The terms of a document."""
        digest = blake2b(repr(document).encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        known = self._known.get(digest)
        if known is not None:
            self._now[digest] = known
            return _ONE.decode(known)
        terms = terms_of(document)
        self._now[digest] = msgspec.Raw(_ENCODER.encode(terms))
        return terms

    def keep(self) -> None:
        """Keep what was asked, and nothing else."""
        if self._now.keys() != self._known.keys():
            self._kept.write(_NAME, _ENCODER.encode(self._now))

"""Files of a cache that count only as they were written: each stands behind a checksum, which holds the grounds too.

Grounds stand for all that decides what is kept beside its name: our code, settings, libraries. What was cut off, damaged or is
of other grounds is as good as not there.
"""

from __future__ import annotations

from hashlib import blake2b

from macros.base.artifact_cache import ArtifactCache

_DIGEST = 32


class Sealed:
    """The files of `kept` on these `grounds`."""

    def __init__(self, kept: ArtifactCache, grounds: bytes) -> None:
        self._kept = kept
        self._grounds = grounds

    def read(self, name: str) -> memoryview:
        """What is kept under a name; empty where nothing whole is."""
        content = memoryview(self._kept.read(name) or b"")
        return content[_DIGEST:] if content[:_DIGEST] == self._sum(content[_DIGEST:]) else content[:0]

    def write(self, name: str, content: bytes) -> None:
        """Keep this under a name from now on."""
        self._kept.write(name, self._sum(content) + content)

    def only(self, names: list[str]) -> None:
        """Let go of all but these."""
        self._kept.use(names)
        self._kept.sweep()

    def _sum(self, content: bytes | memoryview) -> bytes:
        digest = blake2b(self._grounds, digest_size=_DIGEST)
        digest.update(content)
        return digest.digest()

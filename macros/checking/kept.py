"""What an earlier check found in each file by itself, kept for the next one.

A file of the same name with the same bytes gives the same `OneFile`, as long as the settings, the schemas and our own
code are the same. So it is kept under a digest of all these, and neither read as YAML nor looked through again. What
hangs on the day or on other files is no part of it.

There is one file for each collection: reading ten thousand small ones would take longer than it spares. It is
MessagePack, decoded into the types of `OneFile` and nothing else: whoever can put a file into the cache can lie about
an entry, but has nothing executed, as a pickle would. A file that is damaged, or is of other code, is as good as none.
"""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from macros.base.artifact_cache import ArtifactCache
from macros.checking.one_file import Declared, OneFile

FOLDER = ".cache/check"
# The rooms whose code decides what is found in a file, and the libraries that they use: tests hold both to what is
# imported.
ROOMS = (
    "advice", "base", "checking", "language", "markdown", "problems", "reading", "references",
    "schema", "screening", "slips", "validation", "yaml_text",
)  # fmt: skip
LIBRARIES = ("comrak-ext", "jsonschema", "jsonschema-rs", "msgspec", "nh3", "pygments", "pyyaml", "rapidfuzz")
_MACROS = Path(__file__).parent.parent
_DIGEST = sha256().digest_size

_Kept = dict[str, tuple[bytes, msgspec.Raw]]  # by path: the digest of the file, and what it gave
_ONE = msgspec.msgpack.Decoder(OneFile)
_ENCODER = msgspec.msgpack.Encoder()
_ALL = msgspec.msgpack.Decoder(_Kept)


class Folder:
    """What is kept of the files of one collection; nothing where nothing is `known`, and then nothing will be."""

    def __init__(self, known: _Kept | None = None) -> None:
        self._keeps = known is not None
        self._known = known or {}
        self.now: _Kept = {}

    @property
    def changed(self) -> bool:
        return self.now.keys() != self._known.keys() or any(
            self._known[path][0] != digest for path, (digest, _) in self.now.items()
        )

    def get(self, path: str, raw: bytes, look: Callable[[], OneFile]) -> OneFile:
        """What is kept of a file with these bytes, else what `look` finds, which is kept from now on."""
        if not self._keeps:
            return look()
        digest = sha256(raw).digest()
        known = self._known.get(path)
        if known and known[0] == digest:
            try:
                one = _ONE.decode(known[1])
            except msgspec.MsgspecError:
                pass  # not of our making
            else:
                if one.path == path:
                    self.now[path] = known
                    return one
        one = look()
        self._known.pop(path, None)
        # What MessagePack cannot hold, such as half a letter, is looked at each time.
        with suppress(UnicodeError, ValueError, OverflowError):
            self.now[path] = digest, msgspec.Raw(_ENCODER.encode(one))
        return one


class Kept:
    """What earlier checks kept; nothing, and nothing is kept, without a `cache`. `grounds` stand for all that decides beside the files."""

    def __init__(self, cache: ArtifactCache | None = None, grounds: bytes = b"") -> None:
        self._cache = cache
        self._grounds = grounds

    @classmethod
    def below(cls, root: Path, declared: Declared) -> Kept:
        """What was kept of the knowledge base in `root`."""
        said = repr((declared.settings, sorted(declared.schemas.items())))
        return cls(ArtifactCache(root / FOLDER), sha256(program() + said.encode("utf-8", "replace")).digest())

    @contextmanager
    def folder(self, name: str) -> Iterator[Folder]:
        """What is kept of the files of a collection. What is got from it is kept in the end, and nothing else."""
        folder = Folder(self._read(name) if self._cache else None)
        yield folder
        if self._cache and folder.changed:
            content = bytearray(_DIGEST)  # no copy more than needed: it can be large
            _ENCODER.encode_into(folder.now, content, _DIGEST)
            content[:_DIGEST] = self._sum(memoryview(content)[_DIGEST:])
            self._cache.write(name, content)

    def sweep(self) -> None:
        """Let go of collections that are there no more."""
        if self._cache:
            self._cache.sweep()

    def _read(self, name: str) -> _Kept:
        content = self._cache.read(name) if self._cache else None
        if not content or content[:_DIGEST] != self._sum(memoryview(content)[_DIGEST:]):
            return {}
        try:
            return _ALL.decode(memoryview(content)[_DIGEST:])
        except msgspec.MsgspecError:
            return {}

    def _sum(self, content: bytes | memoryview) -> bytes:
        digest = sha256(self._grounds)
        digest.update(content)
        return digest.digest()


@lru_cache(maxsize=1)
def program() -> bytes:
    """What stands for our code in ROOMS, the libraries that it uses and the Python that runs it."""
    of_python = (platform.python_implementation(), platform.python_version(), unicodedata.unidata_version)
    digest = sha256(repr((of_python, [(name, version(name)) for name in LIBRARIES])).encode())
    for room in ROOMS:
        for file in sorted((_MACROS / room).glob("*.*")):
            digest.update(f"{room}/{file.name}\0".encode() + sha256(file.read_bytes()).digest())
    return digest.digest()

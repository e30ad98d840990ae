"""Compiled templates, kept for the next build: to compile them again is a fifth of a small one."""

from __future__ import annotations

import io
from hashlib import sha256

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from macros.base.artifact_cache import ArtifactCache

_DIGEST = sha256().digest_size


class TemplateCache(BytecodeCache):
    """Keeps what Jinja compiles, by the name and the text of the template and how it is read; no path counts.

    Jinja looks whether its own version and Python's are those that wrote a file, and we whether it is whole: what is not
    is compiled anew.
    """

    def __init__(self, kept: ArtifactCache) -> None:
        self._kept = kept

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        reading = (
            environment.trim_blocks,
            environment.lstrip_blocks,
            environment.autoescape,
            environment.undefined.__name__,
        )
        key = sha256(repr((name, source, reading)).encode()).hexdigest()
        bucket = Bucket(environment, f"{key}.jinja", self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        content = self._kept.read(bucket.key)
        if content and sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
            bucket.load_bytecode(io.BytesIO(content[_DIGEST:]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        out = io.BytesIO()
        bucket.write_bytecode(out)
        content = out.getvalue()
        self._kept.write(bucket.key, sha256(content).digest() + content)

    def sweep(self) -> None:
        """Let go of what this build did not use."""
        self._kept.sweep()

"""Compiled templates, kept for the next build: to compile them again is a fifth of a small one."""

from __future__ import annotations

import io
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from macros.base.artifact_cache import ArtifactCache

_DIGEST = sha256().digest_size
_MACROS = Path(__file__).parent.parent


def program(folder: Path = _MACROS) -> str:
    """What stands for the Python in `folder` and the libraries whose filters templates call."""
    digest = sha256(f"{version('jinja2')} {version('mkdocs')}".encode())
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class TemplateCache(BytecodeCache):
    """Keeps what Jinja compiles, by the name and text of the template, how it is read, and the program; no path counts.

    The program counts since Jinja works out at once what a filter makes of a constant. Jinja looks whether this Python
    wrote a file, and we whether it is whole: what is not is compiled anew.
    """

    def __init__(self, kept: ArtifactCache, program: str) -> None:
        self._kept = kept
        self._program = program

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        reading = (
            environment.trim_blocks,
            environment.lstrip_blocks,
            environment.autoescape,
            environment.undefined.__name__,
        )
        key = sha256(repr((name, source, reading, self._program)).encode()).hexdigest()
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

"""What a contributor's Markdown holds: its links, and whether it stays within bounds.

Checking and rendering read links through this module, so that what passes is what
works. The bounds keep Python-Markdown from taking minutes, or all of Python's
stack, over a text that no writer needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from macros.entry_files import ENDINGS

MAX_LENGTH = 60_000
MAX_SIGNS = 1_000  # of each sign at which Markdown looks ahead: the time grows with its square
MAX_LEVELS = 12

_SIGNS = "[<`*_"
_LEVELS = re.compile(rf"^(?:[ \t]*(?:[-+*>]|\d{{1,9}}[.)])(?=[ \t>]|$)){{{MAX_LEVELS},}}", re.MULTILINE)
_INDENT = re.compile(rf"^[ \t]{{{MAX_LEVELS * 4},}}(?:[-+*>]|\d{{1,9}}[.)])[ \t]", re.MULTILINE)
_CODE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^ {0,3}(?P=fence)|\Z)|(?P<ticks>`+)[^\n]*?(?P=ticks)|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(r"(?P<image>!\[[^\[\]]*)?\]\(\s*<?(?P<target>[^)\s>]+)")
_REFERENCE = re.compile(r"^[ >]{0,12}\[(?!\^)[^\]\n]+\]:\s*<?(?P<target>[^\s>]+)", re.MULTILINE)
_HTML = re.compile(r"<(?:a\s[^>]*?href\s*=\s*[\"']?(?P<target>[^\"'\s>]+)|(?P<image>img)\b)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link or image as written. `start` is its place in the text."""

    target: str
    start: int
    image: bool

    @property
    def leaves(self) -> bool:
        """Whether it leads away from the site."""
        return bool(_SCHEME.match(self.target))


def links_in(text: str) -> Iterator[Link]:
    """The links and images of a Markdown text, in no order; code and comments are passed over."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    bare = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for pattern in (_INLINE, _REFERENCE, _HTML):
        for found in pattern.finditer(bare):
            parts = found.groupdict()
            target = parts["target"] or ""
            yield Link(target, found.start("target") if target else found.start(), bool(parts.get("image")))


def entry_meant(collection: str, target: str) -> tuple[str, str] | None:
    """The collection and id that a relative link means, as seen from `content/COLLECTION/`; None for anything else."""
    path = unquote(re.split("[?#]", target, maxsplit=1)[0])
    parts: list[str] = [collection]
    for part in PurePosixPath(path).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    if len(parts) != 2:
        return None
    name = PurePosixPath(parts[1])
    return (parts[0], name.stem) if name.suffix in ENDINGS else None


def beyond_bounds(text: str) -> tuple[int, str] | None:
    """Where a text goes beyond what is converted, and what is too much there, in Dutch."""
    if len(text) > MAX_LENGTH:
        return MAX_LENGTH, f"Deze tekst is langer dan {MAX_LENGTH} tekens."
    for sign in _SIGNS:
        if text.count(sign) > MAX_SIGNS:
            return text.index(sign), f"In deze tekst staat meer dan {MAX_SIGNS} keer ‘{sign}’."
    deep = _LEVELS.search(text) or _INDENT.search(text)
    if deep:
        return deep.start(), f"Deze lijst of dit citaat gaat meer dan {MAX_LEVELS} niveaus diep."
    return None

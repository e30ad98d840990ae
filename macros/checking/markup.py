"""The links and images of a contributor's Markdown.

Checking and rendering read links through this module, so that what passes is what
works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from macros.reading.entry_files import ENDINGS, IMAGES

# What is not closed is no code, nor a comment.
_FENCED = r"^ {0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?^ {0,3}(?P=fence)"
_TICKED = r"(?<![\\`])(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
_CODE = re.compile(f"{_FENCED}|{_TICKED}", re.MULTILINE | re.DOTALL)
_CODE_OR_COMMENT = re.compile(f"{_FENCED}|{_TICKED}|<!--.*?-->", re.MULTILINE | re.DOTALL)
# Of brackets in an address, pairs belong to it: https://nl.wikipedia.org/wiki/Delta_(rivier)
_INLINE = re.compile(r"(?P<image>!\[[^\[\]]*)?\]\(\s*<?(?P<target>(?:\([^()\s>]*\)|[^()\s>]|\((?![^()\s>]*\)))+)")
_AUTOMATIC = re.compile(r"<(?P<target>https?://[^\s<>]+)>", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^[ >]{0,12}\[(?!\^)[^\]\n]+\]:[ ]*\n?[ ]*<?(?P<target>[^\s>]+)>?[ ]*(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]*$",
    re.MULTILINE,
)
_HTML = re.compile(r"<(?:a\s[^>]*?href\s*=\s*[\"']?(?P<target>[^\"'\s>]+)|(?P<image>img)\b)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link or image as written. `start` is its place in the text; `raw` says that it was written in HTML."""

    target: str
    start: int
    image: bool
    raw: bool = False

    @property
    def leaves(self) -> bool:
        """Whether it leads away from the site."""
        return bool(_SCHEME.match(self.target))


def links_in(text: str) -> Iterator[Link]:
    """The links and images of a Markdown text, in no order; code and comments are passed over."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    masked = bare(text)
    for sign, pattern in (("](", _INLINE), ("<", _AUTOMATIC), ("]:", _REFERENCE), ("<", _HTML)):
        for found in pattern.finditer(masked) if sign in masked else ():
            parts = found.groupdict()
            target = parts["target"] or ""
            start = found.start("target") if target else found.start()
            yield Link(target, start, bool(parts.get("image")), raw=pattern is _HTML)


def bare(text: str) -> str:
    """The text with blanks in the place of its code and comments, so that places stay the same."""
    if "`" not in text and "~~~" not in text and "-->" not in text:
        return text
    end = text.rfind("-->") + 1  # behind the last one, looking for its like would take long
    return (
        _CODE_OR_COMMENT.sub(_blank, text[: end + 2]) + _CODE.sub(_blank, text[end + 2 :])
        if end
        else _CODE.sub(_blank, text)
    )


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def entry_meant(collection: str, target: str) -> tuple[str, str] | None:
    """The collection and id that a relative link means, as seen from `content/COLLECTION/`; None for anything else."""
    meant = _file_meant(collection, target)
    name = PurePosixPath(meant[1]) if meant else PurePosixPath()
    return (meant[0], name.stem) if meant and name.suffix in ENDINGS else None


def image_meant(collection: str, target: str) -> str | None:
    """The name of the image in `content/images/` that a relative link means; None for anything else."""
    meant = _file_meant(collection, target)
    return meant[1] if meant and meant[0] == IMAGES else None


def _file_meant(collection: str, target: str) -> tuple[str, str] | None:
    """The folder and file below `content/` that a relative link means, as seen from `content/COLLECTION/`."""
    if _SCHEME.match(target) or target.startswith("/"):
        return None
    path = unquote(re.split("[?#]", target, maxsplit=1)[0])
    parts: list[str] = [collection]
    for part in PurePosixPath(path).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return (parts[0], parts[1]) if len(parts) == 2 else None

"""Words of strangers in a text for GitHub: nobody is called, nothing is linked, no HTML is made."""

from __future__ import annotations

import re

_SPACE = "\N{ZERO WIDTH SPACE}"
# Where GitHub would see a person, an issue, an emoji or an address: a space without width goes in between.
_CALLS = re.compile(r"(?<=[@#:])(?=\S)|(?<=\bGH-)(?=\d)|(?<=\bwww)(?=\.)", re.IGNORECASE)
# Seven such signs and more are a commit to GitHub.
_COMMIT = re.compile(r"\b[0-9a-f]{7,}\b")
_MARKS = re.compile(r"([!-+.:<-@\[-`{-~-])")  # all that means something to Markdown, here or at the start of a line


def plain(text: str) -> str:
    """A stranger's words on one line, in which GitHub's Markdown sees nothing but words."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    line = _COMMIT.sub(lambda found: _SPACE.join(re.findall(".{1,6}", found.group())), line)
    return _MARKS.sub(r"\\\1", _CALLS.sub(_SPACE, line))

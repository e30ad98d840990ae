"""Links that lead away from this site: marked for who sees and who hears, and without telling where somebody came from.

A small arrow stands behind the words, and a screen reader hears ‘(andere site)’. What is
a button, or the theme's own, says by itself where it leads and gets no arrow; within a drawing, which has no
place for one, the name of a link says it. `rel` is
`external noopener noreferrer` beside what it was: the other site learns nothing of ours.

The finished page is walked, not the Markdown, so that links of every origin are marked
alike; what looks like a link within a comment, a script or an attribute is none.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup, escape

from macros.frames.layout import around_content

# A `>` between quotes does not end a tag; what stands in the last of these elements is text, whatever it looks like.
_ATTRIBUTES = r"""((?:[^<>"']|"[^"]*"|'[^']*'|["'])*+)"""
_PIECE = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|iframe|noscript)\b{_ATTRIBUTES}>.*?(?:</\1\s*>|\Z)"
    rf"|<(/?)([a-zA-Z][\w-]*+){_ATTRIBUTES}>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_AWAY = re.compile(r"https?:|[/\\]{2}", re.IGNORECASE)
_SOON = re.compile(r"href\s*=", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")  # what a browser leaves out of an address
_REL = ("external", "noopener", "noreferrer")
_OURS = "kb-external-link"
# Hard spaces keep the arrow on the line of the last word.
_LABEL = re.compile(r'( aria-label="[^"]*+)"')
_MARK = Markup(
    '<span class="{0}" aria-hidden="true">&nbsp;&nbsp;</span><span class="{0}__text"> (andere site)</span>'
).format(_OURS)


def mark_external_links(page: str, home: str | None = "") -> str:
    """`page` with its links elsewhere marked; `home` is the address of this site, as far as it is known."""
    before, content, behind = around_content(page)  # the theme's header and footer have links of their own
    return before + mark(content, home) + behind


def mark(content: str, home: str | None = "") -> str:
    """A piece of HTML with its links elsewhere marked. Marking it again changes nothing."""
    if not _SOON.search(content):
        return content
    parts: list[str] = []
    done = 0
    is_open = False  # whether a link that wants a mark is
    drawings = 0  # that are open, one in another
    for piece in _PIECE.finditer(content):
        name = (piece.group(4) or "").lower()
        if name == "a":
            parts.append(content[done : piece.start()])
            done = piece.end()
            if is_open:  # at its end, or where the next begins: links do not nest
                parts.append(_MARK)
            is_open = False
            tag = piece.group()
            if not piece.group(3):
                tag, is_open = _opened(tag, piece.group(5), home)
                if drawings and is_open:
                    tag, is_open = _LABEL.sub(_said, tag, count=1), False
            parts.append(tag)
        elif name == "svg":
            drawings += -1 if piece.group(3) else 1
        elif is_open and _OURS in piece.group():
            is_open = False
    return "".join([*parts, content[done:]])


def _said(label: re.Match[str]) -> str:
    return label[0] if label[1].endswith("(andere site)") else f'{label[1]} (andere site)"'


def _opened(tag: str, written: str, home: str | None) -> tuple[str, bool]:
    """The opening tag of a link as it should be, and whether a mark belongs at its end."""
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        values.setdefault(name.lower(), html.unescape(value.strip("\"'")))  # of two, a browser takes the first
    href = _IGNORED.sub("", values.get("href", ""))
    if not _AWAY.match(href) or (home and href.startswith(home)):
        return tag, False
    rel = " ".join(sorted({*values.get("rel", "").split(), *_REL}))
    rest = _ATTRIBUTE.sub(lambda found: "" if found[1].lower() == "rel" else found[0], written).rstrip(" \n/")
    classes = values.get("class", "").split()
    says_so = any(name == "kb-button" or name.startswith("md-") for name in classes)
    return f'<a{rest} rel="{escape(rel)}">', not says_so

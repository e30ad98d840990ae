"""The theme's frame without the space between its lines, which is for who reads its templates: a third of a page."""

from __future__ import annotations

import re

# What stands in these elements is shown, or run, as it is written.
_AS_IT_IS = re.compile(r"<(pre|textarea|script|style)\b", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("pre", "textarea", "script", "style")}
_LINES = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t\r\n]*+")
_WORDS = re.compile(
    r"(<(?!(?:br|hr|img|input)\b)[a-z][^<>]*+>)\n([^<>\n]++)\n(?=</(?!head>))"
)  # the head of a shell has a slot instead of elements
# The element in which the theme puts what a page says.
_BEGIN, _END, _FOOT = '<article class="md-content__inner md-typeset">', "</article>", '<footer class="md-footer"'


def around_content(page: str) -> tuple[str, str, str]:
    """What stands before the content of a page, the content, and what stands behind it. Without content, all is before."""
    begin = page.find(_BEGIN) + len(_BEGIN)
    end = page.rfind(_END, begin, page.find(_FOOT, begin))
    if begin < len(_BEGIN) or end < 0:
        return page, "", ""
    return page[:begin], page[begin:end], page[end:]


def without_layout(page: str) -> str:
    """A page whose frame has one line break for each stretch of space with one in it: to HTML they are the same.

    Within an element that only has words there is none around them: the theme has no such element amid a sentence.
    """
    before, content, behind = around_content(page)
    return _joined(before) + content.strip() + _joined(behind)


def _joined(html: str) -> str:
    parts: list[str] = []
    done = 0
    while found := _AS_IT_IS.search(html, done):
        end = _ENDS[found[1].lower()].search(html, found.end())
        parts.append(_lines(html[done : found.start()]))
        done = end.start() if end else len(html)
        parts.append(html[found.start() : done])
    return "".join([*parts, _lines(html[done:])])


def _lines(html: str) -> str:
    return _WORDS.sub(r"\1\2", _LINES.sub("\n", html))

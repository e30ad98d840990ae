"""The quick way for a text with nothing in it but words, headings, lists, emphasis and links: most texts are so.

The parser writes such a text out itself, without a tree in between. It is not cleaned, for there is nothing to clean:
nothing in the text can be HTML (it has no `<` and no `&`), and what came of it is taken only when it is, from begin to
end, words and the tags below. Those have no attributes but the number of a list and the address of a link, and that is
on the web or within the site, in signs that mean nothing in HTML. Whatever else there is, goes by `prose`. The two give
the same HTML: a test holds them to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from macros.markdown.tree import MAX_DEPTH, MAX_NODES, written_out
from macros.markdown.writer import heading_id, name_heading

# What HTML itself would read otherwise than as it stands.
_ODD = re.compile(r"[<&\x00-\x09\x0b-\x1f\x7f]")
# An address of which no sign is changed on the way to a page, with no scheme but these two; of a name of a host that
# no browser refuses (no number, no punycode), or within the site.
_ADDRESS = r"(?:https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,63}+(?![^/?#\"])|(?!//)[\w./#-])[\w./#?=+~-]*+"
_WORDS = r"[^<&]++|&(?:quot|gt);|</?(?:em|strong|del)>"
_ORDINARY = re.compile(
    rf"""(?:{_WORDS}|<a href="{_ADDRESS}">(?:{_WORDS})*+</a>|</?(?:p|ul|ol|li|blockquote|h[1-6])>"""
    r"""|<ol start="[0-9]{1,9}">|<[bh]r />)*+""",
    re.ASCII,
)
_LINK = re.compile('<a href="([^"]*)">')
_HEADING = re.compile("<h([1-6])>((?:[^<]++|<(?!/?h[1-6]>))*+)</h[1-6]>")
_TAG = re.compile("<[^<>]*>")
_SAFE = re.compile(_ADDRESS, re.ASCII)


def ordinary_html(text: str, names: Counter[str], resolve: Callable[[str], str | None]) -> str | None:
    """The HTML of an ordinary text; None for another, and then nothing is changed.

    `names` are the headings of the page, to which those of the text are added; `resolve` gives the address for a
    relative link, or None to leave it.
    """
    written = None if len(text) > MAX_NODES // 2 or _ODD.search(text) else written_out(text)
    if written is None or not _ORDINARY.fullmatch(written) or _is_deep(written):
        return None
    taken = names.copy()
    html = _HEADING.sub(lambda found: _heading(found, taken), written) if "<h" in written else written
    own = taken.keys() - names.keys()
    if "<a" in html:
        targets = {link: _target(link, own, resolve) for link in dict.fromkeys(_LINK.findall(html))}
        if not all(map(_SAFE.fullmatch, targets.values())):
            return None
        html = _LINK.sub(lambda found: f'<a href="{targets[found[1]]}" rel="noopener">', html)
    names.update(taken - names)
    return html.replace("&quot;", '"').replace("\u00a0", "&nbsp;").replace("r />", "r>").strip()


def _heading(found: re.Match[str], names: Counter[str]) -> str:
    level = max(2, int(found[1]))  # the first is the page's own
    words = unescape(_TAG.sub("", found[2])).replace("\n", " ")
    return f'<h{level} id="{name_heading(words, names)}">{found[2]}</h{level}>'


def _is_deep(html: str) -> bool:
    """Whether so many tags are open within one another that a tree may be too deep to be shown."""
    depth = deepest = 0
    for tag in _TAG.findall(html):
        depth += -1 if tag[1] == "/" else tag[-2] != "/"
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH // 2


def _target(link: str, own: set[str], resolve: Callable[[str], str | None]) -> str:
    if link.startswith("#") and (name := heading_id(unquote(link[1:]))) in own:
        return f"#{name}"
    return resolve(link) or link

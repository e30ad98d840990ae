"""The style sheets of the site: what every page needs in one, and one more for each thing that only some pages have.

A sheet in docs/assets/css/ or overrides/assets/css/ that begins with `/* With: kb-map kb-locator. …` comes only to a page
in which one of these stands; a sheet without those words comes to every page. The sheets of some follow that of all, and
the last one in mkdocs.yml, for paper, follows these.

Before them all comes the theme's, without what this site never shows, which is half of its weight. A selector goes that
asks for a part of the theme which no page of ours has: its search, its tabs within a text, its blog, writing from right to
left. tests/build/test_styles.py holds the pages to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from posixpath import basename
from typing import NamedTuple

from rcssmin import cssmin

# Beside those that they are made of, so that the addresses in them hold.
_FOLDER = "assets/css/"
_WITH = re.compile(r"\s*/\* With: ([^.*]+)\.")
_LINK = re.compile(r'<link rel="stylesheet" href="[^"]*"( data-with="([^"]*)")>\n?')

# A brace in quotes is none.
_SIGN = re.compile(r"""[{}]|"(?:[^"\\]|\\.?)*+(?:"|\Z)|'(?:[^'\\]|\\.?)*+(?:'|\Z)""", re.DOTALL)
_NESTS = re.compile(r"@(?:media|supports|layer|container)\b")
_NOT = re.compile(r":not\([^()]*\)")
_OPENS = re.compile(r"[(),]")

# Parts of Material for MkDocs that no page of this site has.
_PARTS = (
    "annotate", "annotation-list", "arithmatex", "blog", "critic", "gallery", "giscus", "glightbox", "highlighttable",
    "emojione", "gemoji", "katex-html", "keys", "linenodiv", "linenos", "mermaid", "tabbed-[a-z]+", "task-list-(?:control|indicator)",
    "twemoji", "doc-[a-z]+",
    "md-(?:annotation|author|banner|blog|button|clipboard|code__button|code__nav|consent|content--post|copyright|dialog|draft"
    "|feedback|footer-meta|footer__[a-z]+|header__(?:option|source)|input|meta|nav--integrated|nav__source|option|pagination|path|pin"
    "|post|profile|progress|rating|search|search-result|select|sidebar--post|social|source|source-file|status|tag|tags|tooltip"
    "|tooltip2|version)",
)  # fmt: skip
UNUSED = re.compile(
    rf"\.(?:{'|'.join(_PARTS)})(?![a-z])|\[dir=rtl\]|\[data-md-scrolllock\]|\[data-md-toggle=search\]|\[data-md-color-(?:primary|accent)="
)
_ICON = re.compile(r"(?<![\w-])(--md-[\w-]++):url\((?:\"[^\"]*\"|'[^']*')\);?")


class Sheet(NamedTuple):
    """A style sheet at `path`, for pages in which one of these stands, parted by spaces; for all when it is empty."""

    path: str
    text: str
    needs: str = ""


def sheets(theme: str, texts: Mapping[str, str], drawings: str = "") -> list[Sheet]:
    """What a browser gets, in its order, of the theme's sheet and ours (`texts` by path, in the order of mkdocs.yml).

    `drawings` are rules for every page, as `icons.drawn` gives them.
    """
    *names, last = texts
    needs = {name: " ".join(found[1].split()) if (found := _WITH.match(texts[name])) else "" for name in names}
    common = cssmin("\n".join(texts[name] for name in names if not needs[name]))
    groups: dict[str, list[str]] = {}
    for name in names:
        if needs[name]:
            groups.setdefault(needs[name], []).append(name)
    some = [
        Sheet(_FOLDER + basename(group[0]), cssmin("\n".join(texts[name] for name in group)), words)
        for words, group in groups.items()
    ]
    return [
        Sheet(f"{_FOLDER}kennisbank.css", of_theme(theme) + common + drawings),
        *some,
        Sheet(_FOLDER + basename(last), cssmin(texts[last])),
    ]


def needs_of(page: str) -> frozenset[str]:
    """What the sheets of a page in the making ask for, before `with_needed`."""
    return frozenset(word for _, words in _LINK.findall(page) for word in unescape(words).split())


def with_needed(page: str, more: frozenset[str] = frozenset()) -> str:
    """The page without the sheets that ask for what it lacks; `more` will stand in it."""

    def keep(link: re.Match[str]) -> str:
        needed = any(word in more or word in body for word in unescape(link[2]).split())
        return link[0].replace(link[1], "") if needed else ""

    body = page[page.find("<body") :]
    return _LINK.sub(keep, page)


def of_theme(css: str) -> str:
    """The theme's sheet for this site: also without the signs that no rule draws any more."""
    kept = without_unused(css)
    return without_unused(_ICON.sub(lambda icon: icon[0] if f"var({icon[1]})" in kept else "", kept))


def without_unused(css: str, unused: re.Pattern[str] = UNUSED) -> str:
    """A sheet without the selectors that `unused` is found in, without rules that have none left, and without groups of none."""
    open_groups = [_Group("")]
    done = 0
    for sign in _SIGN.finditer(css):
        if sign[0] not in "{}":
            continue
        text = css[done : sign.start()]
        if sign[0] == "{":
            nests = open_groups[-1].nests and bool(_NESTS.search(text.rpartition(";")[2]))
            open_groups.append(_Group(text, nests))
        elif len(open_groups) > 1:
            kept = open_groups.pop().kept(text, unused)
            open_groups[-1].parts.append(kept)
        else:
            break  # a brace too many: the rest is as it is
        done = sign.end()
    return "".join(open_groups[0].parts) + css[done:]


@dataclass
class _Group:
    """What stands between braces, and before them."""

    before: str
    nests: bool = True  # whether rules stand in it
    parts: list[str] = field(default_factory=list)

    def kept(self, text: str, unused: re.Pattern[str]) -> str:
        """What stays of it; `text` stands behind the last group in it."""
        inner = "".join(self.parts) + text
        if self.before.lstrip().startswith("@") and not self.before.lstrip().startswith("@charset"):
            return f"{self.before}{{{inner}}}" if inner or not self.nests else ""
        if not inner:
            return ""
        first, _, selectors = self.before.rpartition(";")
        left = [one for one in _split(selectors) if not unused.search(_NOT.sub("", one))]
        return f"{first}{';' if first else ''}{','.join(left)}{{{inner}}}" if left else first


def _split(selectors: str) -> list[str]:
    """The selectors of a rule; a comma between brackets parts none."""
    parts, depth, begin = [], 0, 0
    for sign in _OPENS.finditer(selectors):
        if sign[0] == "," and not depth:
            parts.append(selectors[begin : sign.start()])
            begin = sign.end()
        depth += {"(": 1, ")": -1, ",": 0}[sign[0]]
    return [*parts, selectors[begin:]]

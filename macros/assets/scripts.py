"""The scripts of a page: those of an element load only where that element stands, and all that it needs at once.

A module that defines an element (`customElements.define("kb-map", …)`) does nothing on a
page without it. What a module imports, a browser finds only after reading that module; a
hint in the head of the page spares a round trip for each step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from posixpath import dirname, join, normpath

_DEFINES = re.compile(r'customElements\.define\("([a-z-]+)"')
_IMPORTS = re.compile(r'^(?:import|export) (?:[^;"]*? from )?"(\.{1,2}/[^"]{1,80}\.mjs)";', re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*\n?|//[^\n]*\n)", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^\n]{1,300}?\*/ ?")
_BEHIND = re.compile(r"(?<=[;{},()]) // [^\n\"'`]*$", re.MULTILINE)
_OTHER_SIGNS = ("`", "'", "/")  # on such a line a space may be part of a text or a pattern
_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")')
_SPACES = re.compile(r" ?([=<>!&|?:*,;(){}\[\]]+) ?")
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
_TAG = re.compile(r'[ \t]{0,40}<script src="([^"]{0,200}?)(assets/js/[\w/-]{1,80}\.mjs)" type="module"></script>\n?')


def lightened(text: str) -> str:
    """A module without its comments, indents and most spaces, which are for who reads it here: a third of its weight.

    Without reading the language a comment is sure to be one where it begins a line, says a type, or stands
    behind a sign that ends something and has no quote; a text over more lines may hold such a line itself,
    so a module with one stays as it is. (rjsmin makes them lighter still, but drops spaces of a text within
    a text: `${`# ${one}`}`.) Spaces go where a line has only texts between double quotes, around signs that
    mean the same without; + and - do not.
    """
    if any(line.count("`") % 2 for line in text.splitlines()):
        return text
    for comment in (_COMMENT, _CAST, _BEHIND):
        text = comment.sub("", text)
    return "\n".join(_without_spaces(line) for line in _INDENT.sub("", text).split("\n"))


def _without_spaces(line: str) -> str:
    if not line.startswith("import {") and any(sign in line for sign in _OTHER_SIGNS):
        return line
    return "".join(part if part.startswith('"') else _SPACES.sub(r"\1", part) for part in _TEXT.split(line))


def with_parts(module: str, parts: Mapping[str, str]) -> str:
    """The module that holds parts of pages, with their HTML."""
    names = ", ".join(f'{name}: ""' for name in parts)
    empty = f"const parts = {{ {names} }};"
    if empty not in module:
        raise ValueError(f"the module has no line ‘{empty}’")
    return module.replace(empty, f"const parts = {json.dumps(parts, ensure_ascii=False)};")


class Scripts:
    """The modules of the site."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts` by address from the root of the site: `assets/js/page/menu.mjs`."""
        self.texts = texts

    def elements_in(self, content: str) -> frozenset[str]:
        """The elements in HTML that a module defines."""
        return frozenset(element for element in self._elements.values() if f"<{element}" in content)

    def needed(self, page: str, more: frozenset[str] = frozenset()) -> str:
        """The page without the modules of elements that it lacks, and with a hint for what the others import.

        `more` are elements that will come on it.
        """
        hints: dict[str, None] = {}

        def keep(tag: re.Match[str]) -> str:
            root, name = tag.groups()
            element = self._elements.get(name)
            if element and element not in more and f"<{element}" not in page:
                return ""
            hints.update(dict.fromkeys(f"{root}{one}" for one in self._behind(name)))
            return tag[0]

        kept = _TAG.sub(keep, page)
        links = "".join(f'<link rel="modulepreload" fetchpriority="low" href="{href}">' for href in hints)
        return kept.replace("</head>", f"{links}</head>", 1)

    @cached_property
    def _elements(self) -> dict[str, str]:
        """The element that a module defines, by the module's address."""
        return {name: found[1] for name, text in self.texts.items() if (found := _DEFINES.search(text))}

    def _behind(self, name: str) -> list[str]:
        """What a module imports, and what that imports, each once."""
        behind: dict[str, None] = {}
        new = self._imports(name)
        while new:
            one = new.pop(0)
            if one not in behind:
                behind[one] = None
                new += self._imports(one)
        return list(behind)

    def _imports(self, name: str) -> list[str]:
        return [normpath(join(dirname(name), one)) for one in _IMPORTS.findall(self.texts.get(name, ""))]

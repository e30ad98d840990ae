"""The rules of a stylesheet inside a drawing: which elements each of them is about.

Programs that draw write their colours as rules rather than at each shape: svglite for every line below
`.svglite`, Mermaid for what is below the id of the drawing. Read are names, classes, ids, attributes and the
combinators for what is in something else (Selectors Level 4). A selector that is beyond that is kept as far as it was
understood, so that whoever asks can tell whether it may have been about an element. What a rule declares
is for `svg` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

MAX_TESTS = 100_000  # of an element against a part of a selector, in one drawing: a tenth of a second
_MOST_PARTS = 8  # of one selector, one in the other

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_MARK = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]")
_PIECE = re.compile(
    r"(?P<combinator>\s*[>+~]\s*|\s+)"
    r"|(?P<name>\*|[a-zA-Z][\w-]*)"
    r"|\.(?P<class>[\w-]+)"
    r"|#(?P<id>[\w-]+)"
    r"|\[\s*(?P<attribute>[\w:-]+)\s*(?:=\s*(?:\"(?P<double>[^\"\]]*)\"|'(?P<single>[^'\]]*)'|(?P<free>[\w-]+))\s*)?\]"
    r"|(?P<pseudo>::?[\w-]+(?:\([^()]*\))?)"
)
# What never holds in a picture that nobody points at, and what draws nothing there.
_NEVER = re.compile(r":(?:hover|active|focus[\w-]*|target[\w-]*|visited|link|any-link|checked)|::.*")


class TooManyTests(Exception):
    """The rules of a drawing ask for more work than any drawing needs."""


@dataclass(frozen=True, eq=False)
class Seen:
    """An element as a selector sees it, with the one that it is in."""

    name: str
    attributes: Mapping[str, str]
    above: Seen | None = None

    def line(self) -> list[Seen]:
        """The element and all that it is in, from the inside out."""
        line: list[Seen] = []
        seen: Seen | None = self
        while seen is not None:
            line.append(seen)
            seen = seen.above
        return line


@dataclass
class _Part:
    """What a selector asks of one element. `child` says that it is right inside what the part before is about."""

    name: str = ""
    id: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str | None], ...] = ()
    root: bool = False
    child: bool = False

    def fits(self, seen: Seen) -> bool:
        own = seen.attributes
        return (
            (not self.name or self.name == seen.name)
            and (not self.id or self.id == own.get("id"))
            and (not self.classes or self.classes <= set(own.get("class", "").split()))
            and all(name in own and value in (None, own[name]) for name, value in self.attributes)
            and not (self.root and seen.above)
        )


@dataclass
class _Selector:
    """`parts` from the outside in. `whole` is False for one that was not understood altogether."""

    parts: list[_Part]
    whole: bool
    rule: int

    @cached_property  # asked of every element that it is about
    def weight(self) -> tuple[int, int, int]:
        """What goes before what: ids, then classes and attributes, then names."""
        ids = sum(bool(part.id) for part in self.parts)
        classes = sum(len(part.classes) + len(part.attributes) + part.root for part in self.parts)
        return ids, classes, sum(bool(part.name) for part in self.parts)

    def fits(self, line: list[Seen]) -> bool:
        """Whether it is about the first of `line`; no place is looked at twice for one part."""
        if not self.parts[-1].fits(line[0]):
            return False
        at = {0}
        for part, inner in zip(self.parts[-2::-1], self.parts[:0:-1], strict=True):
            places = {place + 1 for place in at} if inner.child else set(range(min(at) + 1, len(line)))
            at = {place for place in places if place < len(line) and part.fits(line[place])}
            if not at:
                return False
        return True


class Sheet:
    """The rules of all stylesheets of one drawing."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[_Selector]] = {}
        self._tests = 0

    def add(self, selectors: str, rule: int) -> None:
        """Take note of what rule number `rule` is about."""
        for written in selectors.split(","):
            selector = _read(written.strip(), rule)
            if selector:
                last = selector.parts[-1]
                key = f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.name
                self._by_key.setdefault(key, []).append(selector)

    def rules_for(self, seen: Seen) -> tuple[list[int], list[int]]:
        """The rules about an element, the weightiest last, and those that may be. Raises TooManyTests."""
        own = seen.attributes
        keys = {"", seen.name, f"#{own.get('id', '')}", *(f".{name}" for name in own.get("class", "").split())}
        found = [selector for key in keys for selector in self._by_key.get(key, ())]
        if not found:
            return [], []
        self._tests += sum(len(selector.parts) for selector in found)
        if self._tests > MAX_TESTS:
            raise TooManyTests
        line = seen.line()
        fitting = [selector for selector in found if selector.fits(line)]
        sure = sorted((selector.weight, selector.rule) for selector in fitting if selector.whole)
        return [rule for _, rule in sure], sorted(selector.rule for selector in fitting if not selector.whole)


def rules_in(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a stylesheet: what stands before the braces, and between them. A statement has only the first."""
    css = _COMMENT.sub(" ", css)
    start, opened, depth = 0, 0, 0
    for mark in _MARK.finditer(css):
        if mark[0] == "{":
            depth += 1
            if depth == 1:
                opened = mark.end()
        elif mark[0] == "}" and depth:
            depth -= 1
            if not depth:
                yield css[start : opened - 1].strip(), css[opened : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and not depth:
            yield css[start : mark.start()].strip(), ""
            start = mark.end()
    if depth:  # a browser closes what is open at the end
        yield css[start : opened - 1].strip(), css[opened:]
    elif css[start:].strip():
        yield css[start:].strip(), ""


def _read(written: str, rule: int) -> _Selector | None:
    """A selector; None for one that is about nothing in a picture."""
    parts, whole, at = [_Part()], True, 0
    while at < len(written):
        piece = _PIECE.match(written, at)
        if piece is None or len(parts) > _MOST_PARTS:
            return _Selector([_Part()], False, rule)
        at = piece.end()
        part = parts[-1]
        if piece["combinator"] is not None:
            sign = piece["combinator"].strip()
            if sign in ("+", "~"):  # what stands beside it is not looked at
                parts, whole = [], False
            parts.append(_Part(child=sign == ">"))
        elif piece["pseudo"]:
            if _NEVER.fullmatch(piece["pseudo"]):
                return None
            part.root = part.root or piece["pseudo"] == ":root"
            whole = whole and piece["pseudo"] == ":root"
        elif piece["attribute"]:
            value = next((piece[kind] for kind in ("double", "single", "free") if piece[kind] is not None), None)
            part.attributes += ((piece["attribute"], value),)
        elif piece["class"]:
            part.classes |= {piece["class"]}
        elif piece["id"]:
            part.id = piece["id"]
        elif piece["name"] != "*":
            part.name = piece["name"]
    parts[0].child = False
    return _Selector(parts, whole, rule)

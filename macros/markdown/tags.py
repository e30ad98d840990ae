"""The tags in HTML that a writer typed, each with its place: for telling about them, not for cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# However it is read, no place is looked at more than so often: what is longer is no tag that anyone typed.
_MOST = 2_000
_TAG = re.compile(
    rf"""<(?P<closes>/?)(?P<name>[a-zA-Z][\w:-]{{0,100}})(?P<rest>(?:[^"'<>]|"[^"]{{0,{_MOST}}}"|'[^']{{0,{_MOST}}}'){{0,{_MOST}}}+)>"""
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]{1,200})(?:\s{0,80}=\s{0,80}(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<free>[^\s"'<>]+)))?"""
)


@dataclass(frozen=True)
class Attribute:
    """An attribute as a browser reads it. `start` is the place of its name, `at` that of its value."""

    name: str
    value: str
    start: int
    at: int


@dataclass(frozen=True)
class Tag:
    """A tag that opens or closes an element."""

    name: str
    start: int
    closes: bool
    attributes: tuple[Attribute, ...]

    def value(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)


def tags_in(html: str) -> Iterator[Tag]:
    """All whole tags, in order; comments are passed over."""
    at = html.find("<")
    while at >= 0:
        if html.startswith("<!--", at):
            at = html.find("-->", at)
            if at < 0:
                return
        elif found := _TAG.match(html, at):
            rest = found.start("rest")
            given = _ATTRIBUTE.finditer(html, rest, found.end("rest"))
            yield Tag(found["name"].lower(), at, bool(found["closes"]), tuple(map(_attribute, given)))
            at = found.end() - 1
        at = html.find("<", at + 1)


def _attribute(found: re.Match[str]) -> Attribute:
    value = next((kind for kind in ("double", "single", "free") if found[kind] is not None), "")
    written = found[value] if value else ""
    return Attribute(found["name"].lower(), unescape(written).strip(), found.start(), found.start(value or "name"))

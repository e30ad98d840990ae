"""What a drawing costs a browser to draw: what is used again counts again, and what turns in a circle is refused."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from macros.images.svg_names import APART, ID, MARKERS, PAINTS, SHAPES
from macros.images.svg_nodes import SvgError

MAX_DRAWN = 50_000  # elements, with what is used again counted again
MAX_NESTED = 120  # of elements in elements, through references
_LOCAL = re.compile(rf"url\(#({ID})\)")
_CORNER = re.compile(r"[A-Za-z]|\d*\.?\d+")


class _Weight(NamedTuple):
    """What an element and all in it comes to: elements drawn, shapes and corners in it, levels below it."""

    drawn: int = 1
    shapes: int = 1
    corners: int = 1
    height: int = 1


class Weighing:
    """Adds up what a browser has to draw, and refuses what turns in a circle or multiplies."""

    def __init__(self, tree: Element) -> None:
        self._targets = {element.get("id"): element for element in tree.iter() if element.get("id")}
        self._parents = {child: element for element in tree.iter() for child in element}
        self._known: dict[Element, _Weight] = {}
        self._busy: set[Element] = set()

    def weigh(self, element: Element, depth: int = 0) -> _Weight:
        if element in self._busy:
            raise SvgError("Deze tekening gebruikt zichzelf in zichzelf.")
        known = self._known.get(element)
        if depth + (known.height if known else 0) > MAX_NESTED:
            raise SvgError(f"Deze tekening gaat meer dan {MAX_NESTED} lagen diep.")
        if known is None:
            self._busy.add(element)
            known = self._known[element] = self._add_up(element, depth)
            self._busy.discard(element)
        return known

    def _add_up(self, element: Element, depth: int) -> _Weight:
        corners = len(_CORNER.findall(element.get("d", "") + " " + element.get("points", "")))
        parts = [self.weigh(child, depth + 1) for child in element]
        used = self._target(element.get("href", "")[1:], depth)
        if element.tag == "use":
            parts.append(used)
        drawn = 1 + sum(part.drawn for part in parts) + (0 if element.tag == "use" else used.drawn)
        shapes = 1 + sum(part.shapes for part in parts)
        corners += 1 + sum(part.corners for part in parts)
        height = 1 + max((part.height for part in (*parts, used)), default=0)
        for names, times in ((SHAPES, 1), (PAINTS, shapes), (MARKERS, corners)):
            for name in sorted(names):
                if link := _LOCAL.match(self._value(element, name)):
                    found = self._target(link[1], depth)
                    drawn += times * found.drawn
                    height = max(height, 1 + found.height)
        if drawn > MAX_DRAWN:
            raise SvgError(f"Deze tekening heeft, met alle herhalingen, meer dan {MAX_DRAWN // 1000}.000 onderdelen.")
        return _Weight(drawn, shapes, corners, height)

    def _value(self, element: Element, name: str) -> str:
        """An attribute, or for what is drawn in a place of its own, the one that it inherits where it stands."""
        value = element.get(name)
        if value is None and element.tag in APART and name not in SHAPES:
            above = self._parents.get(element)
            while above is not None and value is None:
                value = above.get(name)
                above = self._parents.get(above)
        return value or ""

    def _target(self, id: str, depth: int) -> _Weight:
        found = self._targets.get(id)
        return _Weight(0, 0, 0, 0) if found is None else self.weigh(found, depth + 1)

"""SVG drawings from strangers, rebuilt of what draws: nothing in them runs, loads, moves or leads elsewhere.

An SVG file is a program as much as a picture. This module writes a new one with only the elements, attributes and
forms of value in `svg_names`. What it costs a browser to draw is bounded too, by `svg_weight`.
How large a file may be is for `images` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from macros.base.labels import shortened
from macros.images.css_rules import Seen, Sheet, TooManyTests, rules_in
from macros.images.svg_names import (
    ADDRESS,
    ELEMENTS,
    EVENTS,
    FORMS,
    ID,
    NAMED,
    REFERRING,
    SCRIPT,
    SILENT,
    STYLE,
    SVG,
    TEXTS,
    XLINK,
    XML,
)
from macros.images.svg_nodes import Node, Reading, SvgError
from macros.images.svg_styles import MOVING, Declared, checked, declared
from macros.images.svg_weight import Weighing

MAX_SIDE = 100_000  # in pixels; a drawing that says it is larger has a slip of the pen
# A rule of a stylesheet with such a head says nothing of what a visitor sees on a screen.
_APART_RULES = re.compile(
    r"@(?:(?:-\w+-)?keyframes\b|charset\b|page\b|media\s+print\s*\Z|media.*prefers-)", re.IGNORECASE | re.DOTALL
)
_LINK = re.compile(rf"#({ID})")
_NUMBER = r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|pc|mm|cm|in)?")
_BOX = re.compile(r"[\s,]+".join([f"({_NUMBER})"] * 4))
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True)
class Lost:
    """What somebody drew or wrote and nobody would see, in Dutch, with the line it stands on and what to do."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True)
class Cleaned:
    """A harmless drawing: its bytes, its size in pixels, and in Dutch what was taken out, each kind once.

    What of that was content stands in `lost` too, the first of each kind.
    """

    data: bytes
    width: float
    height: float
    removed: tuple[str, ...]
    lost: tuple[Lost, ...] = ()


def clean(raw: bytes) -> Cleaned:
    """Rebuild a drawing of what is allowed. The same bytes give the same bytes. Raises SvgError."""
    reading = Reading()
    root = reading.read(raw)
    if root.name != "svg":
        raise SvgError("Dit is geen SVG-tekening: het bestand begint niet met <svg>.")
    rebuilding = _Rebuilding(reading.removed)
    for node in root.below():
        if node.name == "style":
            rebuilding.add_rules("".join(part for part in node.parts if isinstance(part, str)))
    try:
        seen = Seen("svg", root.attributes)
        tree = Element("svg", {"xmlns": SVG, **rebuilding.attributes(root, seen)})
        rebuilding.fill(tree, root, seen)
    except TooManyTests as error:
        raise SvgError("De stylesheet in deze tekening heeft te veel regels voor zo veel onderdelen.") from error
    width, height = _size(tree)
    tree.attrib = dict(sorted(tree.attrib.items()))
    Weighing(tree).weigh(tree)
    return Cleaned(
        tostring(tree, encoding="unicode").encode() + b"\n",
        width,
        height,
        tuple(reading.removed),
        tuple(rebuilding.lost.values()),
    )


def _is_empty(node: Node) -> bool:
    """Whether it is a piece of HTML with nothing but boxes, as Mermaid writes for an arrow without words."""
    if node.name != "foreignObject" or node.words():
        return False
    inside = list(node.below())
    handlers = any(name.startswith("on") for one in (node, *inside) for name in one.attributes)
    return not handlers and all(one.foreign in ("div", "span", "p", "br") for one in inside)


def _says(part: Node | str) -> bool:
    """Whether a part of a drawing shows words."""
    nodes = [part, *part.below()] if isinstance(part, Node) else []
    return any(node.name in TEXTS and node.words() for node in nodes)


class _Rebuilding:
    """Makes new elements of nodes, through the lists of `svg_names`."""

    def __init__(self, removed: dict[str, None]) -> None:
        self._removed = removed
        self._ids: set[str] = set()
        self._sheet = Sheet()
        self._rules: list[list[Declared]] = []  # what each rule of a stylesheet declares
        self.lost: dict[str, Lost] = {}

    def add_rules(self, css: str) -> None:
        """Take note of the rules in a stylesheet, since drawing programs write those."""
        for head, body in rules_in(css):
            if head.startswith("@") or "{" in body:
                if not _APART_RULES.match(head):
                    self._removed[STYLE] = None
                continue
            found = list(declared(body, self._removed))
            if found:  # as little else is of use to a drawing
                self._sheet.add(head, len(self._rules))
                self._rules.append(found)

    def fill(self, element: Element, node: Node, seen: Seen) -> None:
        """Put into `element` what is allowed of what `node` holds. `seen` is how a stylesheet sees it."""
        for at, part in enumerate(node.parts):
            if isinstance(part, str):
                if element.tag in TEXTS:
                    if len(element):
                        element[-1].tail = (element[-1].tail or "") + part
                    else:
                        element.text = (element.text or "") + part
                continue
            within = Seen(part.name, part.attributes, seen)
            if part.name in ELEMENTS:
                self.fill(SubElement(element, part.name, self.attributes(part, within)), part, within)
            elif part.name not in SILENT and part.name:
                if part.name != "style" and not _is_empty(
                    part
                ):  # what could not be kept of a stylesheet is known by now
                    self._removed[NAMED.get(part.name, "een onbekend onderdeel")] = None
                    self._lose(part, node.name == "switch" and any(map(_says, node.parts[at + 1 :])))
                if part.name == "a":  # what was the text of a link is drawn all the same
                    tag = "tspan" if element.tag in TEXTS else "g"
                    self.fill(SubElement(element, tag, self.attributes(part, within)), part, within)

    def _lose(self, node: Node, said_elsewhere: bool) -> None:
        """Take note of what falls away and was content: a text, a picture."""
        if node.name in NAMED and node.name not in ("foreignObject", "image"):
            return
        if node.name == "image" or any(one.foreign == "img" for one in node.below()):
            message = "In deze tekening zit een afbeelding. Die komt niet op de site."
            hint = "Bewaar de hele tekening als PNG, of zet de afbeelding los in content/images/."
            self.lost.setdefault("image", Lost(node.line, message, hint))
        elif (words := node.words()) and not said_elsewhere:
            shown = shortened(words)
            why = (
                "Hij staat in een stuk HTML."
                if node.name == "foreignObject"
                else f"Browsers tonen ‘{node.name[:40]}’ niet."
            )
            message = f"Een tekst in deze tekening komt niet op de site: ‘{shown}’. {why}"
            hint = (
                "Bewaar de tekening met gewone tekst, of als PNG. "
                "In Mermaid zet je ‘htmlLabels’ op ‘false’, in draw.io zet je ‘Opgemaakte tekst’ uit."
            )
            self.lost.setdefault("text", Lost(node.line, message, hint))

    def attributes(self, node: Node, seen: Seen) -> dict[str, str]:
        """The attributes that stay, sorted; a style goes before a stylesheet, and that before an attribute."""
        kept: dict[str, str] = {}
        for name, value in node.attributes.items():
            if name in FORMS and (right := checked(name, value, self._removed)) is not None:
                kept[name] = right
            elif name.startswith("on") or name.startswith(EVENTS):
                self._removed[SCRIPT] = None
            elif name == "id" and re.fullmatch(ID, value) and value not in self._ids:
                self._ids.add(value)
                kept[name] = value
            elif name in ("filter", "href", f"{XLINK} href"):
                self._refer(node, name, value, kept)
            elif name == f"{XML} space" and value == "preserve":
                kept[f"{{{XML}}}space"] = value
        sure, unsure = self._sheet.rules_for(seen)
        if unsure:
            self._removed[STYLE] = None
        given = [one for rule in sure for one in self._rules[rule]]
        given += declared(node.attributes.get("style", ""), self._removed)
        for name, value, _ in sorted(given, key=lambda one: one.urgent):  # of equals, the last goes first
            if MOVING.fullmatch(name):
                self._removed[NAMED["animate"]] = None
            else:
                kept[name] = value
        if kept.get("white-space", "").startswith("pre"):  # which browsers know in a style, but not as an attribute
            kept[f"{{{XML}}}space"] = "preserve"
        return dict(sorted(kept.items()))

    def _refer(self, node: Node, name: str, value: str, kept: dict[str, str]) -> None:
        link = _LINK.fullmatch(value.strip())
        if name == "filter":
            if value.strip() != "none":
                self._removed[NAMED["filter"]] = None
        elif node.name in REFERRING and link:
            if name == "href" or "href" not in node.attributes:
                kept["href"] = f"#{link[1]}"
        elif node.name in REFERRING and value.strip():
            self._removed[ADDRESS] = None


def _size(tree: Element) -> tuple[float, float]:
    """Width and height in pixels, of which the tree says both from now on. Raises SvgError."""
    box = _BOX.fullmatch(tree.get("viewBox", ""))
    ratio = (float(box[3]), float(box[4])) if box else (0.0, 0.0)
    width, height = (_pixels(tree.get(name, "")) for name in ("width", "height"))
    if box and not (width and height) and min(ratio) > 0:
        if height:
            width = height * ratio[0] / ratio[1]
        else:
            width = width or ratio[0]
            height = width * ratio[1] / ratio[0]
        tree.set("width", f"{width:.6g}")
        tree.set("height", f"{height:.6g}")
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise SvgError("Deze tekening zegt niet goed hoe groot ze is: geef <svg> een viewBox, of width en height.")
    return width, height


def _pixels(length: str) -> float:
    """A length in pixels; 0 when it is absent, relative or no length."""
    match = _LENGTH.fullmatch(length.strip())
    return float(match[1]) * _PIXELS[match[2] or "px"] if match else 0.0

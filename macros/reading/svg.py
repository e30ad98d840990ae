"""SVG drawings from strangers, rebuilt of what draws: nothing in them runs, loads, moves or leads elsewhere.

An SVG file is a program as much as a picture. This module reads one with expat, without
entities, and writes a new one with only the elements, attributes and forms of value listed
here. What it costs a browser to draw is bounded too: what is used again counts again.
How large a file may be is for `images` to say.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.parsers import expat

MAX_ELEMENTS = 10_000
MAX_DEPTH = 60  # of elements in elements
MAX_DRAWN = 50_000  # elements, with what is used again counted again
MAX_NESTED = 120  # of elements in elements, through references
MAX_SIDE = 100_000  # in pixels; a drawing that says it is larger has a slip of the pen

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_EVENTS = "http://www.w3.org/2001/xml-events"

_TEXTS = {"text", "tspan", "textPath", "title", "desc"}
_ELEMENTS = _TEXTS | {
    "circle", "clipPath", "defs", "ellipse", "g", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "switch", "symbol", "use",
}  # fmt: skip
_APART = {"clipPath", "marker", "mask", "pattern"}
_REFERRING = {"use", "linearGradient", "radialGradient", "pattern", "textPath"}
# What is left out without a word: it shows nothing.
_SILENT = {"metadata", "view", "cursor", "color-profile"}
_SCRIPT, _ADDRESS, _STYLE = "een script", "een verwijzing naar een ander adres", "een stylesheet"
_SCRIPTS = ("script", "handler", "listener")
_NAMED = {
    **dict.fromkeys(_SCRIPTS, _SCRIPT),
    **dict.fromkeys(("animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"), "een animatie"),
    **dict.fromkeys(("font", "font-face"), "een ingebouwd lettertype"),
    "a": "een link",
    "filter": "een filter",
    "foreignObject": "een stuk HTML",
    "image": "een ingebouwde afbeelding",
    "style": _STYLE,
}

# Attributes by the form of their values. The first are only attributes; the others may stand in a style as well.
_GEOMETRY = {
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "dx", "dy", "width",
    "height", "d", "points", "pathLength", "offset", "startOffset", "textLength", "lengthAdjust", "rotate",
    "viewBox", "preserveAspectRatio", "spreadMethod", "gradientUnits", "patternUnits", "patternContentUnits",
    "clipPathUnits", "maskUnits", "maskContentUnits", "markerUnits", "markerWidth", "markerHeight", "refX",
    "refY", "orient", "method", "side", "spacing",
}  # fmt: skip
_TRANSFORMS = {"transform", "gradientTransform", "patternTransform"}
_WORDS = {
    "alignment-baseline", "baseline-shift", "clip-rule", "color-interpolation", "direction", "display",
    "dominant-baseline", "fill-opacity", "fill-rule", "font-size", "font-size-adjust", "font-stretch",
    "font-style", "font-variant", "font-weight", "letter-spacing", "mask-type", "opacity", "overflow",
    "paint-order", "shape-rendering", "stop-opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "text-decoration",
    "text-rendering", "unicode-bidi", "vector-effect", "visibility", "white-space", "word-spacing",
    "writing-mode",
}  # fmt: skip
_COLOURS = {"color", "stop-color"}
_PAINTS = {"fill", "stroke"}
_MARKERS = {"marker-start", "marker-mid", "marker-end"}
_SHAPES = {"clip-path", "mask"}

_ID = r"[\w.:-]+"
_COLOUR = r"#[0-9a-fA-F]{3,8}|[a-zA-Z-]+|(?:rgb|hsl)a?\([\d\s.,%/+-]*\)"
_URL = rf"url\(\s*(?:#({_ID})|'#({_ID})'|\"#({_ID})\")\s*\)"
_WORD = re.compile(r"[\w\s.,%+-]*", re.ASCII)
_FORMS = {
    **dict.fromkeys(_GEOMETRY | _WORDS, _WORD),
    **dict.fromkeys(_TRANSFORMS, re.compile(r"(?:[\s,]*(?:matrix|translate|scale|rotate|skew[XY])\s*\([\w\s.,+-]*\))*\s*")),
    **dict.fromkeys(_COLOURS, re.compile(_COLOUR)),
    **dict.fromkeys(_PAINTS, re.compile(rf"{_COLOUR}|{_URL}(?:\s+(?:{_COLOUR}))?")),
    **dict.fromkeys(_MARKERS | _SHAPES, re.compile(rf"none|{_URL}")),
    "font-family": re.compile(r"[\w\s.,'\"-]*"),
}  # fmt: skip
_STYLED = _WORDS | _COLOURS | _PAINTS | _MARKERS | _SHAPES | {"font-family"}
# A value that was refused and may have meant to load something, rather than one that is only unknown here.
_LOADING = re.compile(r"url|src|image|import|[:\\@]|//", re.IGNORECASE)
_LINK = re.compile(rf"#({_ID})")
_LOCAL = re.compile(rf"url\(#({_ID})\)")
_CORNER = re.compile(r"[A-Za-z]|\d*\.?\d+")
_NUMBER = r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|pc|mm|cm|in)?")
_BOX = re.compile(r"[\s,]+".join([f"({_NUMBER})"] * 4))
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class SvgError(Exception):
    """Why a drawing cannot be used, in Dutch, and where in the file, when that is known."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Cleaned:
    """A harmless drawing: its bytes, its size in pixels, and in Dutch what was taken out, each kind once."""

    data: bytes
    width: float
    height: float
    removed: tuple[str, ...]


def clean(raw: bytes) -> Cleaned:
    """Rebuild a drawing of what is allowed. The same bytes give the same bytes. Raises SvgError."""
    reading = _Reading()
    root = reading.read(raw)
    if root.name != "svg":
        raise SvgError("Dit is geen SVG-tekening: het bestand begint niet met <svg>.")
    rebuilding = _Rebuilding(reading.removed)
    for node in root.below():
        if node.name == "style":
            rebuilding.add_rules("".join(part for part in node.parts if isinstance(part, str)))
    tree = Element("svg", {"xmlns": _SVG, **rebuilding.attributes(root)})
    rebuilding.fill(tree, root)
    width, height = _size(tree)
    tree.attrib = dict(sorted(tree.attrib.items()))
    _Weighing(tree).weigh(tree)
    return Cleaned(tostring(tree, encoding="unicode").encode() + b"\n", width, height, tuple(reading.removed))


@dataclass
class _Node:
    """An element as it was written. `name` is empty for what is of another language, HTML or a drawing program's own."""

    name: str
    attributes: dict[str, str]
    parts: list[_Node | str] = field(default_factory=list)

    def below(self) -> Iterator[_Node]:
        for part in self.parts:
            if isinstance(part, _Node):
                yield part
                yield from part.below()


class _Reading:
    """Reads a file into nodes. `removed` holds what was taken out, in the order of meeting it."""

    def __init__(self) -> None:
        self.removed: dict[str, None] = {}
        self._top = _Node("", {})
        self._open = [self._top]
        self._count = 0
        self._bare = False  # whether the file, against the rules, says nothing of SVG's namespace
        # What a file says of its encoding is passed over: some encodings hide what a browser would read otherwise.
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda name: self._open.pop()
        self._parser.CharacterDataHandler = lambda text: self._open[-1].parts.append(text)
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, raw: bytes) -> _Node:
        encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        try:
            self._parser.Parse(raw.decode(encoding).encode(), True)
        except UnicodeDecodeError as error:
            raise SvgError("Dit is geen SVG-tekening, of ze is niet als UTF-8 opgeslagen.") from error
        except expat.ExpatError as error:
            message = "Deze SVG-tekening is geen goede XML: vanaf hier is ze niet te lezen."
            raise SvgError(message, error.lineno, error.offset + 1) from error
        (root,) = self._top.parts
        assert isinstance(root, _Node)
        return root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._error(f"Deze tekening heeft meer dan {MAX_ELEMENTS // 1000}.000 onderdelen.")
        if len(self._open) > MAX_DEPTH:
            raise self._error(f"Deze tekening heeft meer dan {MAX_DEPTH} groepen in elkaar.")
        space, _, local = name.rpartition(" ")
        if self._count == 1:
            self._bare = not space
        known = space == _SVG or (self._bare and not space)
        if local in _SCRIPTS or space == _EVENTS:  # also in what is left out without a word
            self.removed[_SCRIPT] = None
        elif space == _XHTML:
            self.removed[_NAMED["foreignObject"]] = None
        node = _Node(local if known else "", attributes)
        self._open[-1].parts.append(node)
        self._open.append(node)

    def _doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        if own:  # the bare kind, which many programs write, is left out without a word
            raise self._error("Deze tekening bevat eigen afkortingen (ENTITY); die leest de site niet.")

    def _entity(self, name: str, parameter: bool) -> None:
        raise self._error("Hier staat een afkorting die de site niet kent.")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.removed[_STYLE] = None

    def _error(self, message: str) -> SvgError:
        return SvgError(message, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)


class _Rebuilding:
    """Makes new elements of nodes, through the lists above."""

    def __init__(self, removed: dict[str, None]) -> None:
        self._removed = removed
        self._ids: set[str] = set()
        self._rules: dict[str, dict[str, tuple[int, str]]] = {}  # class → property → (place in the file, value)
        self._place = 0

    def add_rules(self, css: str) -> None:
        """Take note of the rules for classes in a stylesheet, since drawing programs write those; no others."""
        for rule in re.sub(r"/\*.*?(?:\*/|\Z)", "", css, flags=re.DOTALL).split("}"):
            selectors, _, declarations = rule.partition("{")
            if not rule.strip():
                continue
            for selector in selectors.split(","):
                if not re.fullmatch(r"\.[\w-]+", selector.strip()) or "{" in declarations:
                    self._removed[_STYLE] = None
                    continue
                known = self._rules.setdefault(selector.strip()[1:], {})
                for name, value in self._declared(declarations):
                    self._place += 1
                    known[name] = (self._place, value)

    def fill(self, element: Element, node: _Node) -> None:
        """Put into `element` what is allowed of what `node` holds."""
        for part in node.parts:
            if isinstance(part, str):
                if element.tag in _TEXTS:
                    if len(element):
                        element[-1].tail = (element[-1].tail or "") + part
                    else:
                        element.text = (element.text or "") + part
            elif part.name in _ELEMENTS:
                self.fill(SubElement(element, part.name, self.attributes(part)), part)
            elif part.name not in _SILENT and part.name:
                if part.name != "style":  # what could not be kept of a stylesheet is known by now
                    self._removed[_NAMED.get(part.name, "een onbekend onderdeel")] = None
                if part.name == "a":  # what was the text of a link is drawn all the same
                    self.fill(
                        SubElement(element, "tspan" if element.tag in _TEXTS else "g", self.attributes(part)), part
                    )

    def attributes(self, node: _Node) -> dict[str, str]:
        """The attributes that stay, sorted; a style goes before a class, and a class before an attribute."""
        kept: dict[str, str] = {}
        for name, value in node.attributes.items():
            if name in _FORMS and (checked := self._checked(name, value)) is not None:
                kept[name] = checked
            elif name.startswith("on") or name.startswith(_EVENTS):
                self._removed[_SCRIPT] = None
            elif name == "id" and re.fullmatch(_ID, value) and value not in self._ids:
                self._ids.add(value)
                kept[name] = value
            elif name in ("filter", "href", f"{_XLINK} href"):
                self._refer(node, name, value, kept)
            elif name == f"{_XML} space" and value == "preserve":
                kept[f"{{{_XML}}}space"] = value
        ruled: dict[str, tuple[int, str]] = {}
        for name in set(node.attributes.get("class", "").split()) & self._rules.keys():
            for item, found in self._rules[name].items():
                ruled[item] = max(found, ruled.get(item, found))
        kept |= {name: value for name, (_, value) in ruled.items()}
        kept |= dict(self._declared(node.attributes.get("style", "")))
        return dict(sorted(kept.items()))

    def _refer(self, node: _Node, name: str, value: str, kept: dict[str, str]) -> None:
        link = _LINK.fullmatch(value.strip())
        if name == "filter":
            if value.strip() != "none":
                self._removed[_NAMED["filter"]] = None
        elif node.name in _REFERRING and link:
            if name == "href" or "href" not in node.attributes:
                kept["href"] = f"#{link[1]}"
        elif node.name in _REFERRING and value.strip():
            self._removed[_ADDRESS] = None

    def _declared(self, style: str) -> Iterator[tuple[str, str]]:
        """The declarations of a style that may stand in attributes."""
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            name, value = name.strip().lower(), value.replace("!important", "").strip()
            if name in _STYLED and (checked := self._checked(name, value)) is not None:
                yield name, checked
            elif name == "filter" and value != "none":
                self._removed[_NAMED["filter"]] = None
            elif name not in _STYLED and re.search(r"url|src|[\\@]|//", value, re.IGNORECASE) and "url(#" not in value:
                self._removed[_ADDRESS] = None

    def _checked(self, name: str, value: str) -> str | None:
        """The value when it has the form that belongs to the name, with references written in one way."""
        value = value.strip()
        if match := _FORMS[name].fullmatch(value):
            if match.re.groups and (id := next(filter(None, match.groups()), None)):
                return f"url(#{id}){value[value.index(')') + 1 :]}"
            return value
        if _LOADING.search(value):
            self._removed[_ADDRESS] = None
        return None


class _Weight(NamedTuple):
    """What an element and all in it comes to: elements drawn, shapes and corners in it, levels below it."""

    drawn: int = 1
    shapes: int = 1
    corners: int = 1
    height: int = 1


class _Weighing:
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
        for names, times in ((_SHAPES, 1), (_PAINTS, shapes), (_MARKERS, corners)):
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
        if value is None and element.tag in _APART and name not in _SHAPES:
            above = self._parents.get(element)
            while above is not None and value is None:
                value = above.get(name)
                above = self._parents.get(above)
        return value or ""

    def _target(self, id: str, depth: int) -> _Weight:
        found = self._targets.get(id)
        return _Weight(0, 0, 0, 0) if found is None else self.weigh(found, depth + 1)


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

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

from macros.images.css_rules import Seen, Sheet, TooManyTests, rules_in

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

_ID = r"[\w.:=+/-]+"  # the signs of base64 too: svglite makes its ids of those
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
# A rule of a stylesheet with such a head says nothing of what a visitor sees on a screen.
_APART_RULES = re.compile(
    r"@(?:(?:-\w+-)?keyframes\b|charset\b|page\b|media\s+print\s*\Z|media.*prefers-)", re.IGNORECASE | re.DOTALL
)
_MOVING = re.compile(r"(?:-\w+-)?animation(?:-name)?")
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique|normal)\s+)?(?:(?P<weight>bold|bolder|lighter|normal|[1-9]00)\s+)?"
    r"(?P<size>[\d.]+(?:px|pt|em|rem|%))(?:\s*/\s*[\w.%]+)?\s+(?P<family>[^;]+)"
)
_NO_FONTS = re.compile(r"caption|icon|menu|inherit|initial")
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
    reading = _Reading()
    root = reading.read(raw)
    if root.name != "svg":
        raise SvgError("Dit is geen SVG-tekening: het bestand begint niet met <svg>.")
    rebuilding = _Rebuilding(reading.removed)
    for node in root.below():
        if node.name == "style":
            rebuilding.add_rules("".join(part for part in node.parts if isinstance(part, str)))
    try:
        seen = Seen("svg", root.attributes)
        tree = Element("svg", {"xmlns": _SVG, **rebuilding.attributes(root, seen)})
        rebuilding.fill(tree, root, seen)
    except TooManyTests as error:
        raise SvgError("De stylesheet in deze tekening heeft te veel regels voor zo veel onderdelen.") from error
    width, height = _size(tree)
    tree.attrib = dict(sorted(tree.attrib.items()))
    _Weighing(tree).weigh(tree)
    return Cleaned(
        tostring(tree, encoding="unicode").encode() + b"\n",
        width,
        height,
        tuple(reading.removed),
        tuple(rebuilding.lost.values()),
    )


@dataclass
class _Node:
    """An element as it was written. `name` is empty for what is of another language, HTML or a drawing program's own."""

    name: str
    attributes: dict[str, str]
    line: int = 1
    foreign: str = ""  # the name of what is of another language
    parts: list[_Node | str] = field(default_factory=list)

    def below(self) -> Iterator[_Node]:
        for part in self.parts:
            if isinstance(part, _Node):
                yield part
                yield from part.below()

    def words(self) -> str:
        """The text in it."""
        parts = (part if isinstance(part, str) else f" {part.words()} " for part in self.parts)
        return " ".join("".join(parts).split())


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
        elif space == _XHTML and not any(node.name == "foreignObject" for node in self._open):
            self.removed[_NAMED["foreignObject"]] = None
        node = _Node(local if known else "", attributes, self._parser.CurrentLineNumber, "" if known else local)
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


class _Declared(NamedTuple):
    """A declaration of a style; an urgent one goes before those that are not."""

    name: str
    value: str
    urgent: bool


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What a declaration stands for that sets several things at once: as attributes those are only apart."""
    if name == "marker":
        yield from ((each, value) for each in sorted(_MARKERS))
    elif found := _FONT.fullmatch(value):
        yield from ((f"font-{part}", given) for part, given in found.groupdict().items() if given)


def _is_empty(node: _Node) -> bool:
    """Whether it is a piece of HTML with nothing but boxes, as Mermaid writes for an arrow without words."""
    if node.name != "foreignObject" or node.words():
        return False
    inside = list(node.below())
    handlers = any(name.startswith("on") for one in (node, *inside) for name in one.attributes)
    return not handlers and all(one.foreign in ("div", "span", "p", "br") for one in inside)


def _says(part: _Node | str) -> bool:
    """Whether a part of a drawing shows words."""
    nodes = [part, *part.below()] if isinstance(part, _Node) else []
    return any(node.name in _TEXTS and node.words() for node in nodes)


class _Rebuilding:
    """Makes new elements of nodes, through the lists above."""

    def __init__(self, removed: dict[str, None]) -> None:
        self._removed = removed
        self._ids: set[str] = set()
        self._sheet = Sheet()
        self._rules: list[list[_Declared]] = []  # what each rule of a stylesheet declares
        self.lost: dict[str, Lost] = {}

    def add_rules(self, css: str) -> None:
        """Take note of the rules in a stylesheet, since drawing programs write those."""
        for head, body in rules_in(css):
            if head.startswith("@") or "{" in body:
                if not _APART_RULES.match(head):
                    self._removed[_STYLE] = None
                continue
            declared = list(self._declared(body))
            if declared:  # as little else is of use to a drawing
                self._sheet.add(head, len(self._rules))
                self._rules.append(declared)

    def fill(self, element: Element, node: _Node, seen: Seen) -> None:
        """Put into `element` what is allowed of what `node` holds. `seen` is how a stylesheet sees it."""
        for at, part in enumerate(node.parts):
            if isinstance(part, str):
                if element.tag in _TEXTS:
                    if len(element):
                        element[-1].tail = (element[-1].tail or "") + part
                    else:
                        element.text = (element.text or "") + part
                continue
            within = Seen(part.name, part.attributes, seen)
            if part.name in _ELEMENTS:
                self.fill(SubElement(element, part.name, self.attributes(part, within)), part, within)
            elif part.name not in _SILENT and part.name:
                if part.name != "style" and not _is_empty(
                    part
                ):  # what could not be kept of a stylesheet is known by now
                    self._removed[_NAMED.get(part.name, "een onbekend onderdeel")] = None
                    self._lose(part, node.name == "switch" and any(map(_says, node.parts[at + 1 :])))
                if part.name == "a":  # what was the text of a link is drawn all the same
                    tag = "tspan" if element.tag in _TEXTS else "g"
                    self.fill(SubElement(element, tag, self.attributes(part, within)), part, within)

    def _lose(self, node: _Node, said_elsewhere: bool) -> None:
        """Take note of what falls away and was content: a text, a picture."""
        if node.name in _NAMED and node.name not in ("foreignObject", "image"):
            return
        if node.name == "image" or any(one.foreign == "img" for one in node.below()):
            message = "In deze tekening zit een afbeelding. Die komt niet op de site."
            hint = "Bewaar de hele tekening als PNG, of zet de afbeelding los in content/images/."
            self.lost.setdefault("image", Lost(node.line, message, hint))
        elif (words := node.words()) and not said_elsewhere:
            shown = words if len(words) <= 60 else words[:57] + "…"
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

    def attributes(self, node: _Node, seen: Seen) -> dict[str, str]:
        """The attributes that stay, sorted; a style goes before a stylesheet, and that before an attribute."""
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
        sure, unsure = self._sheet.rules_for(seen)
        if unsure:
            self._removed[_STYLE] = None
        declared = [one for rule in sure for one in self._rules[rule]]
        declared += self._declared(node.attributes.get("style", ""))
        for name, value, _ in sorted(declared, key=lambda one: one.urgent):  # of equals, the last goes first
            if _MOVING.fullmatch(name):
                self._removed[_NAMED["animate"]] = None
            else:
                kept[name] = value
        if kept.get("white-space", "").startswith("pre"):  # which browsers know in a style, but not as an attribute
            kept[f"{{{_XML}}}space"] = "preserve"
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

    def _declared(self, style: str) -> Iterator[_Declared]:
        """The declarations of a style that may stand in attributes, and that something moves."""
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            name, urgent = name.strip().lower(), "!important" in value
            value = value.replace("!important", "").strip()
            if name in _STYLED and (checked := self._checked(name, value)) is not None:
                yield _Declared(name, checked, urgent)
            elif name in ("font", "marker"):
                for part, given in _parts(name, value):
                    if (checked := self._checked(part, given)) is not None:
                        yield _Declared(part, checked, urgent)
            elif _MOVING.fullmatch(name) and value != "none":
                yield _Declared(name, value, urgent)
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

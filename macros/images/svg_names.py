"""What a drawing may consist of: elements, attributes and the forms of their values, and what everything else is called."""

from __future__ import annotations

import re

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
EVENTS = "http://www.w3.org/2001/xml-events"
TEXTS = {"text", "tspan", "textPath", "title", "desc"}
ELEMENTS = TEXTS | {
    "circle", "clipPath", "defs", "ellipse", "g", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "switch", "symbol", "use",
}  # fmt: skip
APART = {"clipPath", "marker", "mask", "pattern"}
REFERRING = {"use", "linearGradient", "radialGradient", "pattern", "textPath"}
# What is left out without a word: it shows nothing.
SILENT = {"metadata", "view", "cursor", "color-profile"}
SCRIPT, ADDRESS, STYLE = "een script", "een verwijzing naar een ander adres", "een stylesheet"
SCRIPTS = ("script", "handler", "listener")
NAMED = {
    **dict.fromkeys(SCRIPTS, SCRIPT),
    **dict.fromkeys(("animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"), "een animatie"),
    **dict.fromkeys(("font", "font-face"), "een ingebouwd lettertype"),
    "a": "een link",
    "filter": "een filter",
    "foreignObject": "een stuk HTML",
    "image": "een ingebouwde afbeelding",
    "style": STYLE,
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
COLOURS = {"color", "stop-color"}
PAINTS = {"fill", "stroke"}
MARKERS = {"marker-start", "marker-mid", "marker-end"}
SHAPES = {"clip-path", "mask"}
ID = r"[\w.:=+/-]+"  # the signs of base64 too: svglite makes its ids of those
_COLOUR = r"#[0-9a-fA-F]{3,8}|[a-zA-Z-]+|(?:rgb|hsl)a?\([\d\s.,%/+-]*\)"
_URL = rf"url\(\s*(?:#({ID})|'#({ID})'|\"#({ID})\")\s*\)"
_WORD = re.compile(r"[\w\s.,%+-]*", re.ASCII)
FORMS = {
    **dict.fromkeys(_GEOMETRY | _WORDS, _WORD),
    **dict.fromkeys(_TRANSFORMS, re.compile(r"(?:[\s,]*(?:matrix|translate|scale|rotate|skew[XY])\s*\([\w\s.,+-]*\))*\s*")),
    **dict.fromkeys(COLOURS, re.compile(_COLOUR)),
    **dict.fromkeys(PAINTS, re.compile(rf"{_COLOUR}|{_URL}(?:\s+(?:{_COLOUR}))?")),
    **dict.fromkeys(MARKERS | SHAPES, re.compile(rf"none|{_URL}")),
    "font-family": re.compile(r"[\w\s.,'\"-]*"),
}  # fmt: skip
STYLED = _WORDS | COLOURS | PAINTS | MARKERS | SHAPES | {"font-family"}

"""What all charts are made of: elements of SVG, numbers in them, the frame of a chart, and a chart as a file of its own.

A chart has no viewBox: what lies across is in percentages of its width and what lies upright in pixels, so letters keep
their size on every screen. Attributes hold the colours of a light page; docs/assets/css/charts.css has the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from macros.charts.lettering import LETTER, PITCH, Line, Run, Tone, flow
from macros.charts.values import Head

SHADES = 4

INK = "#18282b"
QUIET = "#4d5f63"
LINK = "#0a6a74"
GROUND = "#fbfaf7"
FILL = "#0c5a63"
LINE = "#d9e0dd"
EDGE = "#7d8f90"  # the outline of what is faint by itself: three to one against the ground
# How much there is, from little to most, each with the letters that are read on it.
SHADE_FILLS = ("#d5e6e4", "#9cc6c3", "#2f757c", "#0a434b")
SHADE_EDGE = "#619391"  # around the two that are faint
SHADE_INKS = (INK, INK, "#fff", "#fff")

EMPTY = "Hier is nog niets om te tonen."
_PAD = 24  # around a chart that is a file of its own


def element(name: str, /, *inner: str, **attributes: object) -> str:
    """An element; `text_anchor=…` is `text-anchor`, `class_=…` is `class`. What is None or "" is left out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{written(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    content = "".join(inner)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def written(value: object) -> str:
    """A value of an attribute: numbers in at most one decimal, all else escaped."""
    return f"{round(value, 1) + 0:g}" if isinstance(value, int | float) else escape(str(value))


def percent(share: float) -> str:
    """A place across: 0 is the left side, 100 the right side."""
    return f"{round(share, 2) + 0:g}%"


def shade(number: float, most: float) -> int:
    """How dark what counts so many is, from 1 to SHADES, where `most` is the largest; 0 for nothing."""
    return min(SHADES, int(SHADES * (number - 1e-9) / most) + 1) if number > 0 and most > 0 else 0


def link(href: str, name: str, *inner: str, class_: str = "") -> str:
    """What leads somewhere, with the name that is heard; without an address the same parts as a group."""
    if href:
        return element("a", *inner, href=href, aria_label=name, class_=class_)
    return element("g", *inner, class_=class_)


_LOOK: dict[Tone, dict[str, object]] = {
    "": {},
    "strong": {"font_weight": 600},
    "quiet": {"fill": QUIET, "class_": "kb-chart__quiet"},
    "link": {"fill": LINK, "class_": "kb-chart__link"},
    "heading": {"font_weight": 600, "fill": LINK, "class_": "kb-chart__link"},
}


def block(
    lines: Sequence[Line],
    y: float,
    x: float | str = 0,
    *,
    size: float = LETTER,
    anchor: str = "",
    pitch: float = PITCH,
    class_: str = "",
    dx: float | None = None,
) -> str:
    """Lines of text, the first on baseline `y`. `x` is in pixels, or a percentage."""
    if not lines:
        return ""
    one = {run.tone for line in lines for run in line}
    outer = _LOOK[one.pop()] if len(one) == 1 else {}
    parts = []
    for nth, line in enumerate(lines):
        inner = " ".join(
            escape(run.text) if outer or not run.tone else element("tspan", escape(run.text), **_LOOK[run.tone])
            for run in line
        )
        parts.append(element("tspan", inner, x=x, dy=pitch, dx=dx) if nth else inner)
    look = {"fill": INK, **outer}
    named = " ".join(name for name in (class_, str(look.pop("class_", ""))) if name)
    return element(
        "text",
        *_parted(parts),
        x=x or None,
        y=y,
        dx=dx,
        font_size=None if size == LETTER else size,
        text_anchor=anchor,
        class_=named,
        **look,
    )


def _parted(lines: Sequence[str]) -> Iterable[str]:
    """A space between lines, for who copies or hears the text."""
    for nth, line in enumerate(lines):
        yield f" {line}" if nth else line


def one_line(text: str, y: float, x: float | str = 0, tone: Tone = "", **more: object) -> str:
    """A text that stays on its line."""
    return block([[Run(text, tone)]], y, x, **more) if text else ""  # type: ignore[arg-type]


def hit(y: float, height: float, x: str = "", width: str = "100%") -> str:
    """The place that can be pointed at: not seen, but for who hovers over it or comes to it by keyboard."""
    return element(
        "rect", class_="kb-chart__hit", x=x, y=y, width=width, height=height, rx=3, fill="none", pointer_events="all"
    )


def hatch(identifier: str, colour: str, class_: str, turned: int = 45, thick: float = 1.5) -> str:
    """A pattern of parallel lines: another shape than a plain fill, also without colours."""
    return element(
        "pattern",
        element("path", d="M0 0V6", stroke=colour, stroke_width=thick * 2, class_=class_),
        id=identifier, width=6, height=6, patternUnits="userSpaceOnUse", patternTransform=f"rotate({turned})",
    )  # fmt: skip


def svg(kind: str, head: Head, height: float, *parts: str, view: str = "") -> str:
    """A chart of `height` pixels with its name and description; `view` is the viewBox of one that grows with its width."""
    drawn = "".join(parts)
    name, told = f"{head.id}-t", f"{head.id}-d"
    return element(
        "svg",
        element("title", escape(head.title), id=name),
        element("desc", escape(head.description), id=told) if head.description else "",
        drawn,
        class_=f"kb-chart kb-chart--{kind}",
        role="group" if "<a " in drawn else "img",
        aria_labelledby=f"{name} {told}" if head.description else name,
        width="100%",
        height=None if view else round(height),
        viewBox=view,
        overflow="visible",
        font_size=15,
        fill=FILL,
    )


def empty(kind: str, head: Head) -> str:
    """A chart of nothing, which says so."""
    return svg(kind, head, 28, element("text", EMPTY, y=18, fill=QUIET, class_="kb-chart__quiet"))


_ROOT = re.compile(r"<svg ([^<>]*+)>")
_ACROSS = re.compile(r'(?<= )(x|cx|x1|x2|width)="(-?[\d.]+)%"')
_TITLE = re.compile(r"<title [^<>]*+>([^<]*+)</title>")
_ANCHOR = re.compile(r"<a [^<>]*+>")


def standalone(chart: str, width: int, source: str = "") -> str:
    """A chart as a file of its own, `width` pixels wide: on white, with its title above it and its source below.

    Percentages become pixels and links go, since not every program that shows SVG knows the first, and none where the
    second lead.
    """
    inner = width - 2 * _PAD
    root = _ROOT.match(chart)
    assert root is not None, "not a chart"
    title = flow([Run(unescape((_TITLE.search(chart) or ["", ""])[1]), "strong")], inner, 19)
    below = flow([Run(source, "quiet")], inner, 13) if source else []
    viewed = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', root[1])
    tall = re.search(r' height="(\d+)"', root[1])
    height = inner * float(viewed[2]) / float(viewed[1]) if viewed else float(tall[1]) if tall else 0
    top = _PAD + 25 * len(title) + 12
    said = re.sub(r' (?:width|height|overflow)="[^"]*"', "", root[1])
    scaled = _ACROSS.sub(lambda found: f'{found[1]}="{written(float(found[2]) * inner / 100)}"', chart[root.end() :])
    scaled = _ANCHOR.sub("<g>", scaled).replace("</a>", "</g>").replace(f'fill="{LINK}"', f'fill="{INK}"')
    bottom = top + height + (18 * len(below) + 12 if below else 0) + _PAD
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{written(bottom)}" '
        f'viewBox="0 0 {width} {written(bottom)}" font-family="\'Source Sans 3\', Arial, Helvetica, sans-serif">'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f"{block(title, y=_PAD + 19, x=_PAD, size=19, pitch=25)}"
        f'<svg x="{_PAD}" y="{top}" width="{inner}" height="{written(height)}" overflow="visible" {said}>{scaled}'
        f"{block(below, y=bottom - _PAD - 18 * (len(below) - 1), x=_PAD, size=13, pitch=18)}</svg>\n"
    )

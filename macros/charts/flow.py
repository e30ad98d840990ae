"""A flow: steps that lead to each other, with what stands in each; a theory of change, from above to below."""

from __future__ import annotations

from collections.abc import Sequence

from macros.charts.drawing import EDGE, FILL, GROUND, block, element, empty, hit, link, svg
from macros.charts.lettering import NARROWEST, PITCH, SMALL, Run
from macros.charts.lettering import flow as lines_of
from macros.charts.values import Head, Node, Step

_INSET = 18  # pixels from the side of a band to its words
_NODE = 20  # and from there to those of a node
_ARROW = 34  # pixels between two bands
_BAND = "#e9f3f1"


def flow(head: Head, steps: Sequence[Step]) -> str:
    """A chart of a band for each step, with an arrow to the next."""
    if not steps:
        return empty("flow", head)
    drawn, y = [], 0.0
    for nth, step in enumerate(steps):
        if nth:
            drawn.append(_arrow(y))
            y += _ARROW
        band, high = _step(step, y)
        drawn.append(band)
        y += high
    return svg("flow", head, y + 2, *drawn)


def _step(step: Step, y: float) -> tuple[str, float]:
    room = NARROWEST - 2 * _INSET
    name = lines_of([Run(step.label, "strong")], room, 17)
    told = lines_of([Run(step.description, "quiet")], room, SMALL)
    parts = [block(name, y + 27, _INSET, size=17, pitch=22, class_="kb-chart__step")]
    top = y + 27 + 22 * (len(name) - 1)
    if told:
        parts.append(block(told, top + 20, _INSET, size=SMALL, pitch=18))
        top += 20 + 18 * (len(told) - 1)
    top += 12
    for node in step.nodes:
        part, high = _node(node, top)
        parts.append(part)
        top += high
    if not step.nodes and step.empty:
        lines = lines_of([Run(step.empty, "quiet")], room)
        parts.append(block(lines, top + 16, _INSET))
        top += PITCH * len(lines) + 4
    high = top + 8 - y
    band = element("rect", y=y, width="100%", height=high, rx=6, fill=_BAND, class_="kb-chart__band")
    return band + "".join(parts), high


def _node(node: Node, y: float) -> tuple[str, float]:
    """What stands in a step: a filled dot before what something is known of, an open and broken one before the rest."""
    room = NARROWEST - 2 * _INSET - _NODE
    lines = lines_of(
        [Run(node.label, "link" if node.href else ""), Run(node.said, "strong" if node.known else "quiet")], room
    )
    high = PITCH * len(lines) + 6
    at = {"cx": _INSET + 5, "cy": y + 14}
    mark = (
        element("circle", **at, r=5)
        if node.known
        else element("circle", **at, r=4.5, fill=GROUND, stroke=EDGE, stroke_width=1.5, stroke_dasharray="3 2", class_="kb-chart__blank")
    )  # fmt: skip
    text = block(lines, y + 19, _INSET + _NODE)
    return link(
        node.href, f"{node.label}: {node.said}", hit(y + 1, high, "1%", "98%") if node.href else "", mark, text
    ), high


def _arrow(y: float) -> str:
    """From one band to the next, in the middle."""
    path = element(
        "path", d=f"M0 6V{_ARROW - 8}M-6 {_ARROW - 14}L0 {_ARROW - 8}L6 {_ARROW - 14}", fill="none", stroke=FILL,
        stroke_width=2, class_="kb-chart__stroke",
    )  # fmt: skip
    return element("svg", path, x="50%", y=y, overflow="visible", aria_hidden="true")

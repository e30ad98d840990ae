"""A map of areas: darker where more is, with the number in it, and hatched where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from macros.charts.drawing import (
    EDGE,
    GROUND,
    QUIET,
    SHADE_FILLS,
    SHADE_INKS,
    element,
    empty,
    hatch,
    link,
    shade,
    svg,
    written,
)
from macros.charts.values import Head, Shape


def areas(head: Head, width: float, height: float, shapes: Sequence[Shape]) -> str:
    """A map in the units of its outlines, which grows with its width."""
    if not shapes:
        return empty("areas", head)
    most = max(shape.number for shape in shapes)
    size = width / 20
    none = hatch(f"{head.id}-n", EDGE, "kb-chart__rule", thick=0.5)
    drawn = []
    for shape in shapes:
        dark = shade(shape.number, most)
        name = f"{shape.label}: {shape.said}"
        outline = element(
            "path", d=shape.path, fill=SHADE_FILLS[dark - 1] if dark else f"url(#{head.id}-n)",
            stroke=GROUND, stroke_width=width / 280,
        )  # fmt: skip
        number = element(
            "text", str(shape.number), x=shape.x, y=shape.y + size / 3, fill=SHADE_INKS[dark - 1] if dark else QUIET,
            stroke=SHADE_FILLS[dark - 1] if dark else GROUND, stroke_width=width / 110, paint_order="stroke",
        )  # fmt: skip
        title = element("title", escape(name))
        drawn.append(link(shape.href, "", title, outline, number, class_=f"kb-chart__shade-{dark}"))
    return svg(
        "areas", head, height,
        element("defs", none) if any(shape.number == 0 for shape in shapes) else "",
        element("g", *drawn, text_anchor="middle", font_size=size, font_weight=600),
        view=f"0 0 {written(width)} {written(height)}",
    )  # fmt: skip

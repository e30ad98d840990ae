"""Drawings on a page written by hand: our own, the triangle, the connections and the map."""

from __future__ import annotations

from macros.maps.chart import chart_of
from macros.page_macros.connections import draw, references_between
from macros.page_macros.triangle import make_triangle_chart
from macros.pages.context import Here
from macros.views.page import Rendered


def picture(here: Here, name: str) -> Rendered:
    """A drawing of ours, from templates/pictures/. Raises TemplateNotFound for one that is not there."""
    return Rendered(here.context.picture(name))


def triangle_chart(here: Here, collection: str) -> Rendered:
    """The entries of a collection as dots in a triangle of three choices, each corner a link to its entries.

    Raises KeyError where no field of the collection is one.
    """
    made = make_triangle_chart(here.library, collection, here.root)
    declared = here.library.settings.collections[collection]
    return Rendered(here.render("home/triangle_chart.html", chart=made, collection=declared))


def connections(here: Here) -> Rendered:
    """A map of how the collections refer to each other, and the same as a table."""
    references = references_between(here.library)
    drawing = draw(here.library, references)
    return Rendered(here.render("pictures/connections.html", drawing=drawing, references=references))


def netherlands(here: Here, collection: str) -> Rendered:
    """The entries of a collection on the map, and beside it the same numbers as a list.

    Raises KeyError where its schema has no field with a map.
    """
    chart = chart_of(here.library, collection, here.root)
    if chart is None:
        raise KeyError(f"{collection} has no field with a map")
    return Rendered(here.render("index/map.html", chart=chart, live=False))

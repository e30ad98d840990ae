"""The ways in which an index shows the entries that are selected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ListView:
    """One way: `name` as in an address (`?view=name`), and the template of what it shows beside the cards, if any."""

    name: str
    label: str
    icon: str
    template: str = ""


CARDS = ListView("cards", "Tegels", "material/view-grid-outline")
MAP = ListView("map", "Landkaart", "material/map-outline", "index/map.html")

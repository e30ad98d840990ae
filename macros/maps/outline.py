"""Maps: the shapes of areas, and where a place lies among them.

A vocabulary names its map with `"x-map": "NAME"`. `maps/NAME.json` has a shape for
each choice, with what lies beside it, and says where all of it comes from;
`maps/NAME.csv` has places, each with its area. Latitude and longitude become a point
of the drawing by Mercator's projection (J. P. Snyder, Map Projections: A Working
Manual, USGS 1395, 1987, p. 41): x goes with the longitude, y with ln tan(π/4 + φ/2).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from math import degrees, log, pi, radians, tan
from pathlib import Path
from typing import Any

from macros.library.taxonomy import BETWEEN, fold

_MAPS = Path(__file__).parent


@dataclass(frozen=True)
class Area:
    """The shape of one choice. `x` and `y` are where its number stands."""

    choice: str
    path: str
    x: float
    y: float
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Credit:
    """Whose work a part of the map is, as its licence asks."""

    what: str
    name: str
    href: str
    licence: str


@dataclass(frozen=True)
class MapPlace:
    """A place on the map, and the area that it lies in."""

    name: str
    choice: str
    x: float
    y: float


@dataclass(frozen=True)
class Outline:
    """One map."""

    width: float
    height: float
    areas: dict[str, Area]
    credits: tuple[Credit, ...]
    note: str  # what else one should know of it
    _spots: dict[tuple[str, str], MapPlace]

    def spot(self, place: str, choices: Collection[str]) -> MapPlace | None:
        """The first name in `place`, or all of it (‘Berg en Bos’), that is known in one of these areas."""
        for name in (place, *BETWEEN.split(place)[::2]):
            for choice in choices:
                found = self._spots.get((fold(name), choice))
                if found:
                    return found
        return None


def has_outline(name: str) -> bool:
    """Whether there is a map with this name."""
    return (_MAPS / f"{name}.json").is_file() and (_MAPS / f"{name}.csv").is_file()


@lru_cache
def load_outline(name: str) -> Outline:
    """The map with this name. Raises OSError where there is none."""
    given: dict[str, Any] = json.loads((_MAPS / f"{name}.json").read_text(encoding="utf-8"))
    scale, origin = zip(given["mercator"]["x"], given["mercator"]["y"], strict=True)
    with (_MAPS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        spots = [
            MapPlace(
                row["name"],
                row["choice"],
                round(scale[0] * float(row["longitude"]) + origin[0], 1),
                round(scale[1] * _northing(float(row["latitude"])) + origin[1], 1),
            )
            for row in csv.DictReader(file)
        ]
    return Outline(
        width=given["width"],
        height=given["height"],
        areas={
            choice: Area(choice, area["path"], area["number"][0], area["number"][1], tuple(area["beside"]))
            for choice, area in given["areas"].items()
        },
        credits=tuple(Credit(*(one[key] for key in ("what", "name", "href", "licence"))) for one in given["credit"]),
        note=given["note"],
        _spots={(fold(spot.name), spot.choice): spot for spot in spots},
    )


def _northing(latitude: float) -> float:
    """How far north, in degrees of Mercator's map."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))

"""The monitor as `kennisbank.yml` declares it: its figures, what each counts, and the sentence that says what it shows.

A sentence may hold numbers and names between braces, which macros/monitor/findings.py fills in: `{known} van de {all}`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["bars", "map", "matrix", "multiples", "distribution", "timeline", "dots", "flow"]


@dataclass(frozen=True)
class Figure:
    """One figure: entries of the collections `of`, counted by a field, and perhaps over a second one.

    `by` and `over` are each a field, or a filter of kennisbank.yml; without `over`, several collections are set side by
    side. `years` are fields with a date or a year, also of a group (`accounts.year`), by which is counted instead; `holds`
    is the value that counts in each part of a group. `where` are the values that an entry must have, `unknown` those
    that say that nobody knows. Of the lines `most` are drawn; `filled` leaves out those
    on which nobody stands. `at` is the group with a date that a timeline shows, `records` the list of groups whose values dots show. The
    figure stands on the page `page`, below that of the monitor. With `new` an empty cell leads to a new entry that has what
    the cell stands for. With `lacking` who has nothing in `over` has a column too, to which an empty cell leads. `none` is said where nothing is known; `note` is what one must know to read it rightly;
    `word` is what those on a line are, where that is not ‘bekend’.
    """

    name: str
    kind: Kind
    of: tuple[str, ...]
    title: str
    finding: str
    page: str = ""
    by: str = ""
    over: str = ""
    years: tuple[str, ...] = ()
    at: str = ""
    records: str = ""
    holds: str = ""
    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    most: int = 0
    filled: bool = False
    sort: Literal["most", "given"] = "most"
    new: bool = False
    lacking: bool = False
    none: str = ""
    note: str = ""
    word: str = "bekend"

    @property
    def unknown_line(self) -> str:
        """What the line of all others is called."""
        return f"Niet {self.word}"


@dataclass(frozen=True)
class Heading:
    """A selection of entries under a heading: those of the collections `of` that have the values `where`."""

    title: str
    of: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @property
    def wanted(self) -> dict[str, list[str]]:
        """The values, as a library asks for them."""
        return {name: list(values) for name, values in self.where.items()}


@dataclass(frozen=True)
class QuarterSettings:
    """The pages of quarters. An entry that tells of a quarter names it in `field`, and its theme in `by`.

    What is told stands under the `headings`, beside the `ambitions` of that theme.
    """

    title: str
    about: str
    field: str
    by: str
    headings: tuple[Heading, ...]
    ambitions: Heading | None = None


@dataclass(frozen=True)
class MonitorSettings:
    """The monitor: where it stands, its figures by name, and the pages of quarters where it has them."""

    path: str
    title: str
    figures: Mapping[str, Figure]
    quarters: QuarterSettings | None = None

    def page(self, figure: Figure) -> str:
        """The page that a figure stands on, relative to the root of the site."""
        return f"{self.path}/{figure.page}/" if figure.page else f"{self.path}/"

    def url(self, figure: Figure) -> str:
        """The address of a figure itself."""
        return f"{self.page(figure)}#{figure.name}"


def declared(given: Mapping[str, Any]) -> MonitorSettings:
    """The monitor from valid settings."""
    return MonitorSettings(
        given["path"],
        given["title"],
        {name: _figure(name, one) for name, one in given["figures"].items()},
        _quarters(given["quarters"]) if "quarters" in given else None,
    )


def _figure(name: str, given: Mapping[str, Any]) -> Figure:
    lists = {key: _listed(given[key]) for key in ("of", "years", "unknown") if key in given}
    where = {field: _listed(values) for field, values in given.get("where", {}).items()}
    return Figure(name=name, **{**given, **lists, "where": where})


def _quarters(given: Mapping[str, Any]) -> QuarterSettings:
    headings = tuple(map(_heading, given["headings"]))
    ambitions = _heading({"title": "", **given["ambitions"]}) if "ambitions" in given else None
    return QuarterSettings(**{**given, "headings": headings, "ambitions": ambitions})


def _heading(given: Mapping[str, Any]) -> Heading:
    where = {field: _listed(values) for field, values in given.get("where", {}).items()}
    return Heading(given["title"], _listed(given["of"]), where)


def _listed(given: Any) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list) else (str(given),)

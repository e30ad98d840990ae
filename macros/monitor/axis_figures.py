"""Figures along an axis: numbers of entries as a distribution, and dates as a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from macros.charts import distribution, timeline
from macros.charts.axes import round_axis, year_axis
from macros.charts.values import Axis, Bar, Head, Mark, MarkRow
from macros.library.library import Entry, Library
from macros.library.selecting import number_of
from macros.monitor.counting import Counted
from macros.monitor.made import DRAWN, Table, TableCell, left_out
from macros.schema.schemas import UNKNOWN
from macros.views.items import Items

_MANY = 150  # dots; of more each would be too small to point at, and the page too heavy
_CITED = ("publication", "where")  # parts of a group that say who tells it


class AxisFigure:
    """A distribution or a timeline of what was `counted`, on a page from which `root` leads to the site's root."""

    def __init__(self, library: Library, counted: Counted, root: str) -> None:
        self._library = library
        self._counted = counted
        self._figure = counted.figure
        self._root = root
        self._items = Items(library, root)
        self._one = library.settings.collections[self._figure.of[0]]

    @cached_property
    def numbers(self) -> list[tuple[Entry, int]]:
        """Who has a number in the field that is counted by, from low to high."""
        fields = {name: self._library.schemas[name].fields[self._figure.by] for name in self._figure.of}
        found = [(entry, number_of(entry, fields[entry.collection.name])) for entry in self._counted.entries]
        known = [(entry, number) for entry, number in found if number is not None]
        return sorted(known, key=lambda item: (item[1], item[0].place))

    def said(self, entry: Entry) -> str:
        """The number of an entry in words: ‘meer dan 150’."""
        field = self._library.schemas[entry.collection.name].fields[self._figure.by]
        return self._items.field(field, entry.values[field.name], entry).text

    def distribution(self, head: Head, unknown: str) -> tuple[str, Table]:
        """A dot for each entry with a number; `unknown` is where those lead of which nobody knows it."""
        numbers = self.numbers
        marks, rows = [], {}
        for entry, number in numbers:
            said, href = self.said(entry), f"{self._root}{entry.url}"
            bounded = isinstance(entry.values[self._figure.by], dict)
            marks.append(
                Mark(entry.title, number, f"{entry.title}: {said}", href, bound="more" if bounded else "exact")
            )
            rows[entry.place, entry.collection.name] = entry.id, (TableCell(entry.title, href), TableCell(said))
        left = self._counted.unknown
        rest = Bar(self._figure.unknown_line, left, str(left), unknown, unknown=True) if left else None
        lines = [rows[place] for place in sorted(rows)]  # not by number: a list from most to least is a ranking
        if left:
            name = f"{self._figure.unknown_line}, aantal {self._one.many}"
            lines.append((UNKNOWN, (TableCell(name), TableCell(str(left), unknown))))
        columns = self._one.one.capitalize(), self._counted.by.label
        table = Table(columns, tuple(cells for _, cells in lines), tuple(id for id, _ in lines))
        if len(numbers) > _MANY:
            return distribution.columns(head, self._axis, self._often, rest), table
        return distribution.distribution(head, self._axis, marks, rest), table

    @cached_property
    def _often(self) -> Counter[int]:
        """How often each number is there."""
        return Counter(number for _, number in self.numbers)

    @cached_property
    def _axis(self) -> Axis:
        return round_axis(self._counted.by.label, [number for _, number in self.numbers])

    def timeline(self, head: Head) -> tuple[str, Table]:
        """Each entry on a line of its own, with what its group or groups `at` date; who came first in front."""
        dated = sorted(self._dated(), key=lambda one: (one[1], one[0].place))
        marks: dict[str, list[Mark]] = {}
        for entry, at, said in dated:
            marks.setdefault(entry.url, []).append(Mark(entry.title, at, said, f"{self._root}{entry.url}"))
        rows = [MarkRow(found[0].label, tuple(found), f"{self._root}{url}") for url, found in marks.items()]
        table = Table(
            (self._one.one.capitalize(), self._counted.by.label),
            tuple((TableCell(entry.title, f"{self._root}{entry.url}"), TableCell(said)) for entry, _, said in dated),
            tuple(entry.id for entry, *_ in dated),
        )
        drawn = rows[: self._figure.most or DRAWN]
        axis = year_axis([mark.at for row in drawn for mark in row.marks])
        return timeline.timeline(head, axis, drawn, left_out(len(rows) - len(drawn))), table

    def _dated(self) -> list[tuple[Entry, float, str]]:
        """All that the group or groups of the figure date: of whom, when, and what that was."""
        found = []
        for entry in self._counted.entries:
            given = entry.values.get(self._figure.at)
            if given is None:
                continue
            field = self._library.schemas[entry.collection.name].fields[self._figure.at]
            groups = given if isinstance(given, list) else [given]
            for group, item in zip(groups, self._items.field(field, given, entry).items, strict=True):
                words = {part.name: part.text for part in item.parts}
                when = words.pop("date", "") or words["year"]
                told = [text for name, text in words.items() if name not in (*_CITED, "year")]
                found.append((entry, _moment(group), ", ".join((*told, when))))
        return found


def _moment(group: Mapping[str, Any]) -> float:
    """The day of a group, or its year, as a number of years."""
    if "date" not in group:
        return float(group["year"])
    day = date.fromisoformat(str(group["date"]))
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 2)

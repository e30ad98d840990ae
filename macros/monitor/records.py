"""The groups in a list of an entry: each counted by itself, or a measurement, which holds a value of something.

A measurement has `value` (a number, or one of a few bounds) and the part that names what is measured, which is a reference. It
may have `what`, `unit`, `period`, `year`, and `intended` for what is no outcome. An entry that is itself what is measured
needs no reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.charts.values import Bound
from macros.library.library import Entry, Library
from macros.schema.schemas import Field
from macros.views.items import Items

_BOUNDS: dict[str, Bound] = {"more_than": "more", "about": "about", "at_most": "most"}


@dataclass(frozen=True)
class Record:
    """One measurement: whose it is, what it measures, and what it says in words, by part."""

    entry: Entry
    of: str
    given: dict[str, Any]
    words: dict[str, str]

    @property
    def said(self) -> str:
        """The value with its unit, as its source has it: ‘meer dan 450 partijen’, ‘12%’."""
        unit = self.words.get("unit", "")
        said = f"{self.words['value']}{unit if unit == '%' else f' {unit}' if unit else ''}"
        return f"van plan: {said}" if self.intended else said

    @property
    def intended(self) -> bool:
        return bool(self.given.get("intended"))

    @property
    def stretch(self) -> tuple[float, float | None]:
        """The number, and the largest of two."""
        value = self.given["value"]
        if not isinstance(value, dict):
            return value, None
        first, *more = value.values()
        return first, more[0] if more else None

    @property
    def bound(self) -> Bound:
        value = self.given["value"]
        sure: Bound = _BOUNDS.get(next(iter(value)), "exact") if isinstance(value, dict) else "exact"
        return "intended" if self.intended else sure


@dataclass(frozen=True)
class Group(Entry):
    """A group in a list of an entry, counted by itself: `values` are its parts. It stands on the page of that entry."""

    at: str = ""

    @property
    def url(self) -> str:
        return self.at


def groups_of(entries: Iterable[Entry], field: Field) -> list[Entry]:
    """The groups in the list `field` of these entries, in order, each called by its first part and its year.

    Where more than one entry has such groups, by the title of the entry as well.
    """
    having = [entry for entry in entries if entry.values.get(field.name)]
    return [
        Group(
            entry.collection,
            f"{entry.id}-{nth}",
            entry.path,
            {**group, **_about(entry), "title": _called(entry, field, group, len(having) > 1)},
            at=f"{entry.url}#{field.name}",
        )
        for entry in having
        for nth, group in enumerate(entry.values[field.name], 1)
    ]


def _called(entry: Entry, field: Field, group: dict[str, Any], several: bool) -> str:
    first = str(group[field.fields[0].name])
    year = f" ({group['year']})" if "year" in group else ""
    return f"{entry.title}: {first}{year}" if several else f"{first}{year}"


def _about(entry: Entry) -> dict[str, Any]:
    """What an entry says of all that it holds: the day of its facts, and what the editors chose."""
    return {name: entry.values[name] for name in ("checked", "by_editors") if name in entry.values}


def records_of(library: Library, name: str, target: str, items: Items) -> list[Record]:
    """All groups in the field `name` that measure an entry of the collection `target`, by collection and title."""
    return [
        record
        for collection, schema in library.schemas.items()
        if (field := schema.fields.get(name)) and collection in library.settings.collections
        for entry in library.collection(collection)
        for record in _of_entry(entry, field, target, items)
    ]


def _of_entry(entry: Entry, field: Field, target: str, items: Items) -> Iterator[Record]:
    given = entry.values.get(field.name)
    if not given:
        return
    names = [part.name for part in field.fields if part.reference == target]
    for group, item in zip(given, items.field(field, given, entry).items, strict=True):
        of = next((str(group[part]) for part in names if part in group), "")
        if of or entry.collection.name == target:
            words = {part.name: part.text for part in item.parts}
            yield Record(entry, of or entry.id, group, words)


def total(records: list[Record]) -> int | None:
    """What the values are together; None unless they are alike: exact outcomes in one unit over one year, each of another
    entry."""
    if len(records) < 2 or len({(r.entry.collection.name, r.entry.id) for r in records}) < len(records):
        return None
    alike = {(r.given.get("unit"), r.given.get("what"), r.given.get("year"), r.given.get("period")) for r in records}
    unknown = any("year" not in r.given and "period" not in r.given for r in records)
    exact = all(r.bound == "exact" and r.stretch[1] is None for r in records)
    return sum(int(r.stretch[0]) for r in records) if len(alike) == 1 and exact and not unknown else None

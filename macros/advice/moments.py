"""Days, years and numbers that cannot be: what ends before it begins, and what is still to come.

Which of two may not come before the other stands in the schema: `x-not-before`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from macros.base.dutch import in_words
from macros.problems.messages import said
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Field, Schema
from macros.yaml_text.places import Path as Place

# A writer's clock and the server's may be a day apart.
SLACK = timedelta(days=1)
_IN_BRACKETS = re.compile(r"\((\d{4})\b[^()]{0,40}\)\Z")
_Moment = tuple[int, ...]  # a number or a year, or year, month and day


class _Value(NamedTuple):
    """A value of a field, with its place and all that stands beside it."""

    field: Field
    at: Place
    value: Any
    beside: Mapping[str, Any]


def out_of_order(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """An error for each value that comes before what it may not come before. The values fit the schema."""
    for one in _values(schema.ordered, entry.values, (), beside=entry.values):
        moment = _moment(one.value)
        other = max(_moments(one.beside, one.field.not_before), default=())
        if _before(moment, other):
            told = {"label": one.field.label, "said": _said(moment), "other": _said(other)}
            beside = one.field.not_before.partition(".")[0]
            words = said("x-not-before", **told, beside=beside, name=one.field.name)
            yield entry.problem("order", one.at, *words)


def still_to_come(entry: EntryFile, schema: Schema, today: date) -> Iterator[Problem]:
    """An error for each day or year after `today`, apart from when the entry was looked at. The values fit the schema."""
    # A build's day may be that of the last commit; a writer's entry may be newer than that.
    last = _moment((max(today, date.today()) + SLACK).isoformat())
    for one in _values(schema.moments, entry.values, (), beside=entry.values):
        if one.field.is_moment and _before(last, _moment(one.value)):
            yield entry.problem("future", one.at, *said("future", said=_said(_moment(one.value))))


def _values(
    fields: Iterable[Field], given: Mapping[str, Any], at: Place, *, beside: Mapping[str, Any]
) -> Iterator[_Value]:
    """All values of these fields, and of their parts."""
    for field in fields:
        value = given.get(field.name)
        for place, item in enumerate(value) if field.many and isinstance(value, list) else [(None, value)]:
            here = (*at, field.name) if place is None else (*at, field.name, place)
            if item is not None:
                yield _Value(field, here, item, beside)
            if isinstance(item, dict):
                yield from _values(field.fields, item, here, beside=item)


def _moments(given: Mapping[str, Any], name: str) -> Iterator[_Moment]:
    """What stands in a field, or in a part of each of its groups."""
    field, _, part = name.partition(".")
    value = given.get(field) if field else None
    for item in value if isinstance(value, list) else [value]:
        yield _moment(item.get(part) if part and isinstance(item, dict) else item)


def _moment(value: Any) -> _Moment:
    """A number, a year or a day; of a group what it tells most precisely; of a text the year in brackets at its end.

    Of “(2022 of 2023)” it is the first: before the other it may have been.
    """
    if isinstance(value, dict):
        return max(map(_moment, value.values()), key=len, default=())
    if isinstance(value, int):
        return (value,)
    if not isinstance(value, str):
        return ()
    try:
        day = date.fromisoformat(value)
    except ValueError:
        found = _IN_BRACKETS.search(value)
        return (int(found[1]),) if found else ()
    return day.year, day.month, day.day


def _before(one: _Moment, other: _Moment) -> bool:
    """Whether one comes before the other, as far as both are known: a year is not before a day in it."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _said(moment: _Moment) -> str:
    return in_words(date(*moment)) if len(moment) == 3 else str(moment[0])

"""What an entry answers to in the filters of its index: the values of each filter, as an address has them.

A filter is a field with fixed choices, a field with a number, or one that
kennisbank.yml declares, which follows from what an entry has or from its age.
Counting and showing them is left to `facets`.
"""

from __future__ import annotations

import re
from datetime import date

from macros.library.library import Entry, Library
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import REVIEWED, Field
from macros.schema.settings import Filter, FilterChoice


def is_range(field: Field) -> bool:
    """Whether a field is filtered on by a stretch of numbers: a number, a number or a bound below it, a text with one."""
    either = field.kind == "either" and all(part.kind == "number" for part in field.fields)
    return not field.many and (field.kind == "number" or either or bool(field.number))


def is_list_of_groups(field: Field) -> bool:
    """Whether a field is a list of groups, each of which can be counted by itself."""
    return field.many and field.kind == "group"


def can_filter(field: Field) -> bool:
    return FIELD_KINDS[field.kind].listed or is_range(field)


def number_of(entry: Entry, field: Field) -> int | None:
    """The number that an entry has for a stretch; ‘more than’ a number counts as the next one."""
    value = entry.values.get(field.name)
    if isinstance(value, dict):
        return int(next(iter(value.values()))) + 1 if value else None
    if isinstance(value, str):
        found = re.search(field.number, value)
        return int(found[0]) if found else None
    return value


def values_for(library: Library, entry: Entry, name: str, today: date) -> list[str]:
    """The values of an entry in one filter of its collection. Of choices it has all that these lie in."""
    field = library.schemas[entry.collection.name].fields.get(name)
    if field is None:
        return _made(library, entry, library.settings.filters[name], today)
    if is_range(field):
        number = number_of(entry, field)
        return [] if number is None else [str(number)]
    return library.answers_of(entry, field)


def choices_for(library: Library, collection: str, made: Filter) -> list[FilterChoice]:
    """The choices of a filter that entries of a collection could have at all."""
    fields = library.schemas[collection].fields
    return [
        choice
        for choice in made.choices
        if made.age
        or any(name in fields for name in choice.fields)
        or any(referring != collection and collection in _targets(library, referring) for referring in choice.referring)
    ]


def _made(library: Library, entry: Entry, made: Filter, today: date) -> list[str]:
    if made.age:
        days = [day for name in (made.age, REVIEWED) if isinstance(day := entry.values.get(name), str)]
        age = (today - date.fromisoformat(max(days))).days / 365.25 if made.age in entry.values else None
        fitting = (
            choice for choice in made.choices if age is not None and (choice.years is None or age < choice.years)
        )
        return [choice.value for choice in fitting][:1]
    referring = {*library.referring(entry)} - {entry.collection.name}
    return [
        choice.value
        for choice in made.choices
        if not referring.isdisjoint(choice.referring) or any(name in entry.values for name in choice.fields)
    ]


def _targets(library: Library, collection: str) -> set[str]:
    """The collections that entries of a collection can refer to."""
    fields = library.schemas[collection].fields.values() if collection in library.schemas else ()
    return {part.reference for field in fields for part in (field, *field.fields) if part.reference}

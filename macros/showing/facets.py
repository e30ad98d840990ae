"""The fields that an index filters on, with the number of results behind each choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from macros.library import Library
from macros.reading.schemas import Field

# What can be filtered on: a fixed set of values, each with a label.
FACET_KINDS = ("choice", "reference")
# The template folds a list of more options than this.
LONG = 12


@dataclass(frozen=True)
class Option:
    """One choice of a facet. `count` is the number of entries that have it."""

    value: str
    label: str
    description: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One field to filter on. `unknown` is the number of entries that leave it out."""

    name: str
    label: str
    description: str
    options: tuple[Option, ...]
    unknown: int


class FacetError(ValueError):
    """A facet was asked for that cannot be: the message says which and what can."""


def make_facets(library: Library, collection: str, names: Iterable[str]) -> list[Facet]:
    """One facet for each name, in that order. Raises FacetError for a field that has no fixed choices.

    Options keep the vocabulary's order, a long list the order of their counts; those without results come last.
    """
    fields = library.schemas[collection].fields
    entries = library.collection(collection)
    facets = []
    for name in names:
        field = fields.get(name)
        if field is None or field.kind not in FACET_KINDS:
            able = [f.name for f in fields.values() if f.kind in FACET_KINDS]
            raise FacetError(f"‘{name}’ kan geen filter van {collection} zijn; kies uit {', '.join(able)}")
        counts = library.tally(collection, name)
        options = _options(library, field, counts)
        # Of a long list a visitor sees the beginning: there stands what gives most.
        long = len(options) > LONG
        options.sort(key=lambda option: -option.count if long else option.count == 0)
        unknown = sum(name not in entry.values for entry in entries)
        facets.append(Facet(name, field.label, field.description, tuple(options), unknown))
    return facets


def _options(library: Library, field: Field, counts: Counter[str]) -> list[Option]:
    if field.reference:
        targets = library.collection(field.reference)
        return [Option(t.id, t.title, t.summary, counts[t.id]) for t in targets if counts[t.id]]
    return [Option(c.value, c.label, c.description, counts[c.value]) for c in field.choices]

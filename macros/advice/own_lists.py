"""What an entry says of its own lists: a text or a layout that names a group of one, a number that counts in one.

The schema says of which: `x-among`, `x-layout` and `x-nth`. A layout is a list of rows, as CSS takes them for
`grid-template-areas`: names with spaces between them, a dot where nothing lies. A browser drops one in which a row is
shorter, or in which what lies under one name is no rectangle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.base.dutch import counted, either, enumerated
from macros.problems.problem import Fix, Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Field, Schema
from macros.validation.guessing import meant, near
from macros.validation.wrong_choices import CHOOSE, MOST_NAMED
from macros.yaml_text.places import Path as Place

_Rows = list[list[str]]  # the names in each row of a layout


def astray(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """An error for each value that says which of a list is meant, where the list has none. The values fit the schema."""
    for field, at, value in _filled(schema.pointing, entry.values, ()):
        if field.layout:
            yield from _layout(entry, at, value, field.layout)
            continue
        for here, one in [((*at, place), one) for place, one in enumerate(value)] if field.many else [(at, value)]:
            if field.among and one not in _known(entry, field.among):
                yield _unknown(entry, here, one, one, field.among)
            if field.nth:
                yield from _beyond(entry, here, one, field.nth)


def _filled(fields: Iterable[Field], given: Mapping[str, Any], at: Place) -> Iterator[tuple[Field, Place, Any]]:
    """Each of these fields that is filled in, and each of their parts, with its place."""
    for field in fields:
        value, here = given.get(field.name), (*at, field.name)
        if value is None:
            continue
        yield field, here, value
        for place, group in enumerate(value) if field.many else [(None, value)]:
            if isinstance(group, dict):
                yield from _filled(field.fields, group, here if place is None else (*here, place))


def _known(entry: EntryFile, part: str) -> dict[str, str]:
    """The names of the groups of a list, each as what it is called, where `part` is `list.part`."""
    name, _, within = part.partition(".")
    return {group[within]: group[within] for group in entry.values.get(name, ()) if within in group}


def _unknown(entry: EntryFile, at: Place, text: str, name: str, part: str) -> Problem:
    """A name, in the `text` at `at`, that no group has."""
    known = _known(entry, part)
    list_, _, within = part.partition(".")
    hint, fix = f"{CHOOSE}{', '.join(list(known)[:MOST_NAMED])}{', …' if len(known) > MOST_NAMED else '.'}", None
    if certain := meant(name, known):
        hint = f"Bedoelde je ‘{certain}’? {hint}"
        fix = Fix(text, re.sub(rf"(?<!\S){re.escape(name)}(?!\S)", certain, text))
    elif alike := near(name, known):
        hint = f"Lijkt het op {enumerated((f'‘{one}’' for one in alike), 'of')}? {hint}"
    return entry.problem("not-here", at, f"Bij ‘{list_}’ staat geen ‘{within}: {name}’.", hint, fix)


def _layout(entry: EntryFile, at: Place, texts: list[str], part: str) -> Iterator[Problem]:
    """What keeps a layout from being one: names of nothing and rows of other lengths, or else what is no rectangle."""
    rows, known = [text.split() for text in texts], _known(entry, part)
    strange = [
        _unknown(entry, (*at, y), texts[y], name, part)
        for y, row in enumerate(rows)
        for name in dict.fromkeys(row)
        if not _is_empty(name) and name not in known
    ]
    wrong = [*strange, *_uneven(entry, at, rows)]
    yield from wrong or _bent(entry, at, rows)


def _is_empty(name: str) -> bool:
    """Whether it stands in a layout for a place where nothing lies."""
    return not name.strip(".")


def _uneven(entry: EntryFile, at: Place, rows: _Rows) -> Iterator[Problem]:
    """An error for each row that has more or fewer places than most."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    for y, row in enumerate(rows):
        if len(row) != usual:
            message = f"Deze rij heeft {counted(len(row), 'plek', 'plekken')}, en een andere rij heeft er {usual}."
            hint = "Geef elke rij evenveel plekken. Een punt is een lege plek; wat groter is, staat er vaker."
            yield entry.problem("layout", (*at, y), message, hint)


def _bent(entry: EntryFile, at: Place, rows: _Rows) -> Iterator[Problem]:
    """An error for each name whose places are no rectangle, at the first row with something else in it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, name in enumerate(row):
            places.setdefault(name, []).append((y, x))
    for name, own in places.items():
        ys, xs = zip(*own, strict=True)
        box = ((y, x) for y in range(min(ys), max(ys) + 1) for x in range(min(xs), max(xs) + 1))
        y, x = next((place for place in box if place not in own), (-1, -1))
        if y < 0 or _is_empty(name):
            continue
        what = "is een plek leeg" if _is_empty(rows[y][x]) else f"ligt ‘{rows[y][x]}’ in de weg"
        message = f"De plekken van ‘{name}’ zijn geen rechthoek: in deze rij {what}."
        hint = f"Laat ‘{name}’ naast en onder zichzelf liggen, in elke rij op dezelfde plekken."
        yield entry.problem("layout", (*at, y), message, hint)


def _beyond(entry: EntryFile, at: Place, number: int, name: str) -> Iterator[Problem]:
    """An error where a list has not so many."""
    most = len(entry.values.get(name, ()))
    if 1 <= number <= most:
        return
    if most:
        there = f"daar {either(most, 'staat', 'staan')} er {most}"
        hint = f"Kies {either(most, '1', f'een getal van 1 tot en met {most}')}, of vul ‘{name}’ aan."
    else:
        there, hint = f"‘{name}’ is hier niet ingevuld", f"Haal deze regel weg, of vul ‘{name}’ in."
    yield entry.problem("number", at, f"Nummer {number} van ‘{name}’ is er niet: {there}.", hint)

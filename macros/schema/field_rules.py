"""What fields of one collection must have to do with each other, and choices with their groups: a table of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from macros.schema.json_places import At
from macros.schema.schemas import UNKNOWN, Field


class Broken(NamedTuple):
    """What is wrong, and where: the way from the field, or from the items of its list.

    `named` is a name of nothing, `known` what it could be the name of.
    """

    at: At
    message: str
    named: str = ""
    known: Iterable[str] = ()


Fields = Mapping[str, Field]
_Rule = Callable[[Field, Fields], Iterator[Broken]]


def broken_rules(fields: Fields) -> Iterator[tuple[Field, Broken]]:
    """Every rule that a field breaks."""
    for field in fields.values():
        for rule in _RULES:
            for broken in rule(field, fields):
                yield field, broken


def _names_in(field: Field, fields: Fields) -> Iterator[Broken]:
    if field.names_in and field.names_in == field.name:
        yield Broken(("x-names-in",), "x-names-in noemt het veld zelf, en hoort een ander veld te noemen.")
    elif field.names_in and field.names_in not in fields:
        yield Broken(
            ("x-names-in",), f"x-names-in noemt ‘{field.names_in}’, maar dat veld is er niet.", field.names_in, fields
        )


def _in_words(field: Field, fields: Fields) -> Iterator[Broken]:
    """What a field of choices, or a number, says in words too is a text of the same entry."""
    for keyword, names in (("x-words-in", field.words_in), ("x-restates", (field.restates,) if field.restates else ())):
        for name in names:
            if not (field.choices or field.unit):
                yield Broken(
                    (keyword,),
                    f"{keyword} hoort bij vaste keuzes of een getal met x-unit, en dat is ‘{field.name}’ niet.",
                )
            elif name not in fields:
                yield Broken((keyword,), f"{keyword} noemt ‘{name}’, maar dat veld is er niet.", name, fields)
            elif fields[name].kind not in ("text", "markdown"):
                yield Broken((keyword,), f"{keyword} noemt het veld ‘{name}’, maar dat is geen tekst.")


def _named_in(field: Field, fields: Fields) -> Iterator[Broken]:
    if field.named_in and (field.named_in not in fields or fields[field.named_in].kind != "text"):
        yield Broken(
            ("x-named-in",),
            f"x-named-in noemt het veld ‘{field.named_in}’, maar dat is hier geen tekst.",
            field.named_in,
            fields,
        )


def _groups_as(field: Field, fields: Fields) -> Iterator[Broken]:
    if field.groups_as in fields:
        yield Broken(("x-groups-as",), f"x-groups-as ‘{field.groups_as}’ is hier al een veld.")


def _addresses(field: Field, fields: Fields) -> Iterator[Broken]:
    """No group has the name of a choice, or that of what is not known: they share an address."""
    if len(field.labels) < len(field.choices) + len(field.groups) + len(field.unplaced_in) + bool(field.whole):
        yield Broken((), f"Twee keuzes of groepen van ‘{field.name}’ hebben dezelfde naam in een adres.")
    if UNKNOWN in [option.value for option in (*field.groups, *field.choices)]:
        yield Broken((), f"‘{UNKNOWN}’ kan geen keuze zijn; zo heet wat weggelaten is.")


def _groups(field: Field, fields: Fields) -> Iterator[Broken]:
    """Every choice stands within a group that exists, and every group has choices."""
    groups = [group.value for group in field.groups]
    for index, choice in enumerate(field.choices):
        if choice.within and choice.within not in groups:
            yield Broken(
                ("oneOf", index, "x-within"),
                f"‘{choice.value}’ hoort bij ‘{choice.within}’, maar die groep is er niet.",
                choice.within,
                groups,
            )
    for index, group in enumerate(groups):
        if (
            group in [choice.value for choice in field.choices]
            or groups.count(group) > 1
            or group not in field.group_of.values()
        ):
            yield Broken(("x-groups", index), f"De groep ‘{group}’ is leeg, dubbel of ook een keuze.")


def _not_before(field: Field, fields: Fields) -> Iterator[Broken]:
    """What may not come before another stands beside it, also where both are parts."""
    name, _, within = field.not_before.partition(".")
    beside = fields.get(name)
    if name and (name == field.name or not beside or (within and within not in [part.name for part in beside.fields])):
        message = f"x-not-before noemt ‘{field.not_before}’, maar dat veld staat er niet naast."
        yield Broken(("x-not-before",), message, field.not_before, fields)
    parts = {part.name: part for part in field.fields}
    for part in field.fields:
        for broken in _not_before(part, parts):
            yield broken._replace(at=("properties", part.name, *broken.at))


def _unique(field: Field, fields: Fields) -> Iterator[Broken]:
    """What must differ between the groups of a list is a part of them."""
    if field.unique and field.unique not in [part.name for part in field.fields]:
        message = f"x-unique noemt ‘{field.unique}’, maar dat deel hebben de groepen van ‘{field.name}’ niet."
        yield Broken(("x-unique",), message, field.unique, [part.name for part in field.fields])


def _within(field: Field, fields: Fields) -> Iterator[Broken]:
    """What says which of a list is meant fits what it says that in, and the list is there: also for a part."""
    lists = [name for name, other in fields.items() if other.many]
    parts = [f"{name}.{part.name}" for name in lists for part in fields[name].fields if part.kind == "text"]
    for keyword, named, known, what, fits in (
        ("x-among", field.among, parts, "een tekst", field.kind == "text"),
        ("x-layout", field.layout, parts, "een lijst van teksten", field.kind == "text" and field.many),
        ("x-nth", field.nth, lists, "een getal", field.kind == "number"),
    ):
        if named and not fits:
            yield Broken((keyword,), f"{keyword} hoort bij {what}, en dat is ‘{field.name}’ niet.")
        elif named and named not in known:
            kind = "lijst" if keyword == "x-nth" else "tekst in een lijst met groepen"
            yield Broken((keyword,), f"{keyword} noemt ‘{named}’, maar dat is hier geen {kind}.", named, known)
    for part in field.fields:
        for broken in _within(part, fields):
            yield broken._replace(at=("properties", part.name, *broken.at))


_RULES: tuple[_Rule, ...] = (
    _names_in,
    _in_words,
    _named_in,
    _groups_as,
    _addresses,
    _groups,
    _not_before,
    _unique,
    _within,
)

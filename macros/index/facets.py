"""The filters of an index, with the number of results behind each choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from macros.base.labels import within_sentence
from macros.index.histogram import Bar, make_bars
from macros.library.library import Entry, Library
from macros.library.selecting import can_filter, choices_for, is_range, values_for
from macros.schema.schemas import NOT_KNOWN, UNKNOWN, Choice, Field

# A list of more options than this is folded, to so many.
LONG = 12
FIRST = 8


@dataclass(frozen=True)
class Option:
    """One choice of a facet. `count` is the number of entries that have it.

    `said` is its label within a sentence, `under` the choice that it is a part of, `depth` how deep that is,
    and `folded` whether a long list begins without it. What is `aside` comes after its like; `unplaced` marks
    what lies somewhere in `under`. `former` is what addresses called it before, with spaces between. `maybe` is how many
    entries may have it: they lie somewhere in the same group.
    """

    value: str
    label: str
    description: str
    count: int
    said: str = ""
    under: str = ""
    depth: int = 0
    folded: bool = False
    aside: bool = False
    unplaced: bool = False
    former: str = ""
    maybe: int = 0

    @property
    def leads(self) -> bool:
        """Whether choosing it can lead to anything."""
        return bool(self.count or self.maybe)


@dataclass(frozen=True)
class Facet:
    """One thing to filter on: it has options, or bars where one chooses a stretch of numbers.

    `unknown` is the number of entries that may have it without our knowing, which is a choice too: `UNKNOWN` in an
    address, and called `unknown_label`. `phrase` says a choice within the name of a selection, with `{}` in its place.
    """

    name: str
    label: str
    description: str
    options: tuple[Option, ...]
    unknown: int
    phrase: str = ""
    bars: tuple[Bar, ...] = ()
    unit: tuple[str, str] | None = None
    note: str = ""
    unknown_label: str = NOT_KNOWN

    @property
    def unknown_value(self) -> str:
        return UNKNOWN

    @property
    def said(self) -> str:
        """Its label within a sentence."""
        return within_sentence(self.label)

    @property
    def unknown_said(self) -> str:
        return within_sentence(self.unknown_label)

    @property
    def around_unknown(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """The options before the choice for what is unknown, and after it: those that give nothing come last."""
        idle = (i for i, option in enumerate(self.options) if not (option.leads or option.depth))
        at = next(idle, len(self.options))
        return self.options[:at], self.options[at:]

    @property
    def is_range(self) -> bool:
        return bool(self.bars)

    @property
    def is_long(self) -> bool:
        return len(self.options) > LONG

    @property
    def first(self) -> int:
        """With how many options a long list begins."""
        return FIRST


class FacetError(ValueError):
    """A facet was asked for that cannot be: the message says which and what can."""


def make_facets(library: Library, collection: str, names: Iterable[str], today: date | None = None) -> list[Facet]:
    """One facet for each name, in that order. Raises FacetError for what cannot be filtered on.

    Options keep the vocabulary's order, a long list the order of their counts; those without results come last,
    and what is part of another choice below that one. `today` is needed where a filter asks for an age.
    """
    fields = library.schemas[collection].fields
    entries = library.collection(collection)
    facets = []
    for name in names:
        field = fields.get(name)
        if (field is None or not can_filter(field)) and name not in library.settings.filters:
            able = [f.name for f in fields.values() if can_filter(f)]
            raise FacetError(f"‘{name}’ kan geen filter van {collection} zijn; kies uit {', '.join(able)}")
        facets.append(
            _of_field(library, field, entries, today or date.max)
            if field
            else _of_filter(library, collection, name, entries, today or date.max)
        )
    return facets


def _of_field(library: Library, field: Field, entries: Sequence[Entry], today: date) -> Facet:
    values = [values_for(library, entry, field.name, today) for entry in entries]
    facet = Facet(
        name=field.name,
        label=field.label,
        description=field.description,
        options=(),
        unknown=values.count([]) if field.unknown else 0,
        phrase=field.phrase,
        note=field.note,
        unknown_label=field.unknown,
    )
    if is_range(field):
        return replace(facet, bars=make_bars([int(one) for each in values for one in each]), unit=field.unit)
    counts = Counter(value for each in values for value in set(each))
    return replace(facet, options=arrange(_options(library, field, counts)))


def _of_filter(library: Library, collection: str, name: str, entries: Sequence[Entry], today: date) -> Facet:
    made = library.settings.filters[name]
    values = [values_for(library, entry, name, today) for entry in entries]
    counts = Counter(value for each in values for value in each)
    options = [
        Option(c.value, c.title, "", counts[c.value], c.phrase or say(c.title, proper=False))
        for c in choices_for(library, collection, made)
    ]
    unknown = values.count([]) if made.age else 0  # what an entry does not have is known
    return Facet(name, made.title, made.description, arrange(options), unknown, made.phrase)


def _options(library: Library, field: Field, counts: Counter[str]) -> list[Option]:
    if field.reference:
        targets = [t for t in library.collection(field.reference) if counts[t.id]]
        ids = {t.id for t in targets}
        return [
            Option(
                t.id, t.title, t.summary, counts[t.id], say(t.title, proper=field.proper), parent, former=t.former_ids
            )
            for t in targets
            for parent in [next((id for id in library.lineage(field.reference, t.id)[1:] if id in ids), "")]
        ]

    def option(choice: Choice) -> Option:
        said = choice.said or say(choice.label, proper=field.proper)
        around = field.unplaced_in.get(choice.within)
        maybe = counts[around.value] if around else 0
        return Option(
            choice.value, choice.label, choice.description, counts[choice.value], said, choice.within, maybe=maybe
        )

    unplaced = [
        replace(option(one), aside=True, unplaced=True, maybe=0)
        for one in field.unplaced_in.values()
        if counts[one.value]
    ]
    whole = [replace(option(field.whole), aside=True)] if field.whole and counts[field.whole.value] else []
    return [*map(option, (*field.groups, *field.choices)), *unplaced, *whole]


def arrange(options: Sequence[Option]) -> tuple[Option, ...]:
    """Options in the order in which they are shown: what gives nothing last, what is part of another below that one."""
    # Of a long list a visitor sees the beginning: there stands what gives most.
    long = len(options) > LONG
    ordered = sorted(options, key=lambda o: (not o.leads, o.aside, -o.count if long else 0))
    below: dict[str, list[Option]] = {}
    for option in ordered:
        below.setdefault(option.under, []).append(option)

    def walk(under: str, depth: int) -> list[Option]:
        found = []
        for option in below.get(under, []):
            found += [replace(option, depth=depth), *walk(option.value, depth + 1)]
        return found

    shown = walk("", 0)
    first = sorted(shown, key=lambda o: (o.depth, not o.leads, -o.count if o.depth else 0))[: FIRST if long else None]
    kept = {option.value for option in first}
    return tuple(replace(option, folded=option.value not in kept) for option in shown)


def say(label: str, *, proper: bool) -> str:
    """A label within a sentence: without what stands between brackets, and without a capital that is no name's."""
    label = label.partition(" (")[0]
    return label if proper else within_sentence(label)

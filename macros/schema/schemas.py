"""What an entry must be, and what its fields are called: values, which `loading` makes of the files in `schemas/`.

Everything that needs a label, a choice or a reference asks here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What an entry says of its file, not of its subject: no page, list or search shows it.
FORMER_NAMES = "former_names"  # what the file was called before; see macros/references/former_names.py
DRAFT = "draft"  # that it is not on the site yet
# What an entry says of itself and not of what it is about: no fact, no choice, and nothing that one looks for.
ABOUT_ITSELF = frozenset({"asked_as", "language", "sources", "grounds", "by_editors", "checked", "reviewed"})
REVIEWED = "reviewed"  # the day on which somebody looked whether the facts still hold
YEAR = "year"  # a number of this name is one
EARLIEST = 1900  # a year before this is a slip
# In an address, instead of a choice: nobody knows. No choice and no id can be this: it holds a sign that both lack.
UNKNOWN = "niet_bekend"
NOT_KNOWN = "Niet bekend"


def is_date(value: object) -> bool:
    """Whether a text is a day that exists, from EARLIEST on, written as YYYY-MM-DD (RFC 3339, full-date)."""
    if not isinstance(value, str):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).year >= EARLIEST
    except ValueError:
        return False


# The formats that the check holds a text against; what an address must be, macros/screening/ says.
FORMATS = {"date": is_date}


@dataclass(frozen=True)
class Choice:
    """One value of a vocabulary: a name, or a number where those are known by number. `within` is the group that it
    belongs to, where the vocabulary has groups.

    `names` are what sources call it beside its label; `said` is that label within a sentence, where it has another form.
    """

    value: str
    label: str
    description: str
    within: str = ""
    names: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Field:
    """One field of an entry, as its schema declares it.

    `kind` is the kind of each item, by its name in macros/schema/kinds.py, where `many` is true. `reference` names the
    collection that a reference points into, `back_label` what the target's page
    calls what refers to it. `fields` are the parts of a group, or of the groups
    that an `either` allows. `picture` names the drawing that shows which of the
    choices hold: a `triangle` for three, `steps` for what follows one another; a group
    that is a `figure` is a number with what it counts. `map` names the map that its
    choices lie on. `same` and `together` say in a phrase why two entries resemble each
    other, with `{word}` or `{name}` for what they share: a value of this field, or who
    refers to both by it. An empty `same` keeps the field out. `restates` is the field that says
    the same in words; where that is filled in, a page shows only the words. `words_in` are the
    fields that say in words what this one says in choices or a number, and that a page shows beside it. `groups`
    are the choices above the choices. `phrase` says a choice in the name of a selection, with `{}` for
    it; `proper` keeps its capital there. `unit` is what a number counts, one and more; `number`
    is the pattern of the number that a text counts as, `note` what a filter on it tells beside.
    `named_in` is the field that says in words which choices or groups hold, where this one is left
    out; `whole` is what all choices together are called, and `unplaced` how one says that a group is
    known and the choice in it is not. `groups_as` is the name under which the data say what follows:
    the groups of an entry, or the whole. `on_card` is what a card calls a field of such words: it says there where
    the entry is, by its place and the choices that hold, and the words themselves only where nothing else is known;
    `on_page` is what the page of an entry calls it.
    `names_in` is the field for the names of what this one counts. `not_before` is the field beside it that may not be
    later, or more, or `sources.publication`: a part of one.
    `unique` is the part in which no two groups of the list may say the same. `among` is the part of the groups of
    another list that a text names one by, `layout` the same for a list of rows that lay those groups out, and `nth` the
    list of which a number says the how-manieth is meant.
    `unknown` is what a filter calls leaving the field out; empty where that says that there is none.
    """

    name: str
    label: str
    description: str
    kind: str
    many: bool
    required: bool
    choices: tuple[Choice, ...] = ()
    reference: str | None = None
    back_label: str = ""
    fields: tuple[Field, ...] = ()
    picture: str = ""
    map: str = ""
    same: str | None = None
    together: str = ""
    restates: str = ""
    first: bool = False
    words_in: tuple[str, ...] = ()
    groups: tuple[Choice, ...] = ()
    phrase: str = ""
    proper: bool = False
    unit: tuple[str, str] | None = None
    number: str = ""
    note: str = ""
    named_in: str = ""
    whole: Choice | None = None
    unplaced: str = ""
    groups_as: str = ""
    on_card: str = ""
    on_page: str = ""
    unknown: str = NOT_KNOWN
    names_in: str = ""
    not_before: str = ""
    unique: str = ""
    among: str = ""
    layout: str = ""
    nth: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label by value, for a field of choices and all that these lie in."""
        above = (*self.groups, *self.unplaced_in.values(), *([self.whole] if self.whole else ()))
        return {choice.value: choice.label for choice in (*self.choices, *above)}

    @cached_property
    def unplaced_in(self) -> dict[str, Choice]:
        """By group, the choice for what lies in it and nobody knows where: it stands in filters, never in a file."""
        if not self.unplaced or not self.named_in:
            return {}
        tail = re.sub(r"[^a-z0-9]+", "-", self.unplaced.lower())
        return {
            group.value: Choice(f"{group.value}-{tail}", f"{group.label}, {self.unplaced}", "", group.value)
            for group in self.groups
        }

    @cached_property
    def holds_text(self) -> bool:
        """Whether a text in Markdown may stand in it, or in a part of it."""
        return self.kind == "markdown" or any(part.holds_text for part in self.fields)

    @cached_property
    def refers(self) -> bool:
        """Whether it, or a part of it, refers to other entries."""
        return bool(self.reference) or any(part.refers for part in self.fields)

    @cached_property
    def is_moment(self) -> bool:
        """Whether it is a day or a year."""
        return self.kind == "date" or (self.name == YEAR and self.kind == "number")

    @cached_property
    def has_moments(self) -> bool:
        """Whether a day or a year may stand in it."""
        return self.is_moment or any(part.has_moments for part in self.fields)

    @cached_property
    def has_order(self) -> bool:
        """Whether it, or a part of it, may not come before another."""
        return bool(self.not_before) or any(part.has_order for part in self.fields)

    @cached_property
    def points_within(self) -> bool:
        """Whether it, or a part of it, says which of another list of the same entry is meant."""
        return bool(self.among or self.layout or self.nth) or any(part.points_within for part in self.fields)

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Group by value, for a field whose choices have groups."""
        return {choice.value: choice.within for choice in self.choices if choice.within}


@dataclass(frozen=True)
class Schema:
    """The schema of one collection, with all references between files filled in."""

    name: str
    title: str
    description: str
    document: dict[str, Any]
    fields: Mapping[str, Field]

    @cached_property
    def triangle(self) -> Field | None:
        """The field whose three choices are drawn as the corners of a triangle, where there is one."""
        return next((f for f in self.fields.values() if f.picture == "triangle" and len(f.choices) == 3), None)

    @cached_property
    def prose(self) -> frozenset[str]:
        """The fields with a text."""
        return frozenset(field.name for field in self.fields.values() if field.kind == "markdown")

    @cached_property
    def written(self) -> dict[str, Field]:
        """The fields that hold what somebody wrote: texts, and the summary."""
        return {name: field for name, field in self.fields.items() if name == "summary" or field.holds_text}

    @cached_property
    def linking(self) -> dict[str, Field]:
        """The fields that refer to other entries, be it in a text."""
        return {name: field for name, field in self.fields.items() if field.refers or field.holds_text}

    @cached_property
    def counted(self) -> dict[str, Field]:
        """The fields that hold a number which a text may tell too: what they count has a name, or it is a year."""
        return {name: field for name, field in self.fields.items() if name == YEAR or field.unit}

    @cached_property
    def moments(self) -> list[Field]:
        """The fields in which a day or a year may stand, apart from when the entry was looked at."""
        return [field for name, field in self.fields.items() if field.has_moments and name not in ABOUT_ITSELF]

    @cached_property
    def ordered(self) -> list[Field]:
        """The fields in which something may not come before what stands beside it."""
        return [field for field in self.fields.values() if field.has_order]

    @cached_property
    def pointing(self) -> list[Field]:
        """The fields that say which of another list of the same entry is meant."""
        return [field for field in self.fields.values() if field.points_within]

    @cached_property
    def validator(self) -> Draft202012Validator:
        """A validator for repeated use; making one is dear, using it is not, and most checks need none."""
        from jsonschema import Draft202012Validator, FormatChecker

        formats = FormatChecker(formats=())
        for name, holds in FORMATS.items():
            formats.checks(name)(holds)
        return Draft202012Validator(self.document, format_checker=formats)

    @cached_property
    def _quick(self) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(self.document, formats=FORMATS, validate_formats=True)

    def passes(self, values: dict[str, Any]) -> bool:
        """Whether `validator` would find nothing: sixty times as quick, but it has no words for what is wrong.

        A test holds the two to each other. Where they ever differed, this is the stricter one (it knows
        more formats), and `validator` decides.
        """
        return self._quick.is_valid(values)

    def node(self, at: tuple[str | int, ...]) -> dict[str, Any]:
        """What the schema says of the value at `at`; empty where it says nothing."""
        node: dict[str, Any] = self.document
        for part in at:
            inner = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
            node = inner if isinstance(inner, dict) else {}
        return node

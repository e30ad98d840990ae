"""What the chooser asks, with the answers one can give.

Every question can be skipped. A question about a field of the tools has the name of that
field, so that a link to the chooser and one to the index of tools say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.library.library import PART_OF, Entry, Library
from macros.schema.schemas import Choice

TOOLS = "tools"
BOTTLENECKS = "bottlenecks"
PHASES = "phases"
AUDIENCES = "audiences"
TIME = "time_needed"
PEOPLE = "people"
FACILITATED = "facilitated"

# In the order in which they are asked, and in which reasons are given.
NAMES = (PHASES, BOTTLENECKS, AUDIENCES, TIME, PEOPLE, FACILITATED)
# What a question of ours about the field `facilitator` is called, and its answers.
FACILITATOR = "facilitator"
YES, NO = "ja", "nee"


@dataclass(frozen=True)
class Option:
    """One answer. `words` is how somebody would say it; empty where the label says it all."""

    value: str
    label: str
    words: str = ""
    former: str = ""  # what addresses called it before, with spaces between


@dataclass(frozen=True)
class Group:
    """Bottlenecks that belong together: a theme, and the concrete ones below it."""

    theme: Option | None
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One question. `many` where several answers can hold at once."""

    name: str
    label: str
    many: bool
    options: tuple[Option, ...]
    groups: tuple[Group, ...] = ()

    def label_of(self, value: str) -> str:
        return next(option.label for option in self.options if option.value == value)


def can_choose(library: Library) -> bool:
    """Whether there is what the chooser asks about: another field's knowledge base may have no tools."""
    schema = library.schemas.get(TOOLS)
    fields = {*NAMES, FACILITATOR} - {FACILITATED}
    return bool(schema and TOOLS in library.settings.collections and fields <= set(schema.fields))


def make_questions(library: Library) -> tuple[Question, ...]:
    """The questions, each with the answers that make sense here."""
    fields = library.schemas[TOOLS].fields

    def ask(name: str, many: bool, options: tuple[Option, ...]) -> Question:
        field = fields[name]
        return Question(name, fields.get(field.restates, field).label, many, options)

    known = library.tally(TOOLS, AUDIENCES)
    audiences = tuple(choice for choice in fields[AUDIENCES].choices if known[choice.value])
    return (
        ask(PHASES, True, _options(fields[PHASES].choices)),
        _about_bottlenecks(library),
        ask(AUDIENCES, True, _options(audiences)),
        ask(TIME, False, _options(fields[TIME].choices)),
        ask(PEOPLE, False, _options(fields[PEOPLE].choices)),
        Question(
            FACILITATED,
            fields[FACILITATOR].label,
            False,
            (Option(YES, "Met begeleider"), Option(NO, "Zonder begeleider")),
        ),
    )


def _options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(Option(choice.value, choice.label, choice.description) for choice in choices)


def _about_bottlenecks(library: Library) -> Question:
    """Themes first, each with what is part of it; what is part of none comes last."""
    entries = library.collection(BOTTLENECKS)
    parents = {entry.id: str(entry.values.get(PART_OF, "")) for entry in entries}
    themes = [entry for entry in entries if entry.values.get("kind") == "thema"]
    groups = [
        Group(_option(theme), tuple(_option(entry) for entry in entries if parents[entry.id] == theme.id))
        for theme in themes
    ]
    placed = {theme.id for theme in themes}
    others = tuple(_option(e) for e in entries if e.id not in placed and parents[e.id] not in placed)
    if others:
        groups.append(Group(None, others))
    options = tuple(option for group in groups for option in (*((group.theme,) if group.theme else ()), *group.options))
    return Question(BOTTLENECKS, "Knelpunt", True, options, tuple(groups))


def _option(entry: Entry) -> Option:
    return Option(entry.id, entry.title, str(entry.values.get("sounds_like", "")), entry.former_ids)

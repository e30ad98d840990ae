"""What the chooser asks, with the answers one can give.

kennisbank.yml says which questions there are. Every one can be skipped. A question about a field of what is ranked has
the name of that field, so that a link to the chooser and one to the index say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.base.dutch import enumerated
from macros.base.labels import within_sentence
from macros.library.library import PART_OF, Entry, Library
from macros.schema.chooser_settings import Asked, ChooserSettings
from macros.schema.schemas import Choice

KIND = "kind"  # the field in which a subject says that it is a theme


@dataclass(frozen=True)
class Option:
    """One answer. `words` is how somebody would say it; empty where the label says it all."""

    value: str
    label: str
    words: str = ""
    former: str = ""  # what addresses called it before, with spaces between


@dataclass(frozen=True)
class Group:
    """Subjects that belong together: a theme, and the concrete ones below it."""

    theme: Option | None
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One question. `many` where several answers can hold at once."""

    asked: Asked
    label: str
    many: bool
    options: tuple[Option, ...]
    groups: tuple[Group, ...] = ()

    @property
    def name(self) -> str:
        return self.asked.name

    def label_of(self, value: str) -> str:
        return next(option.label for option in self.options if option.value == value)


def subject_collection(library: Library, chooser: ChooserSettings) -> str:
    """The collection of the subjects; empty where the chooser asks for none."""
    asked = chooser.first("subject")
    return (library.schemas[chooser.collection].fields[asked.of].reference or "") if asked else ""


def make_questions(library: Library) -> tuple[Question, ...]:
    """The questions, each with the answers that make sense here; none where no chooser is declared."""
    chooser = library.settings.chooser
    return tuple(_question(library, chooser, asked) for asked in chooser.questions) if chooser else ()


def in_words(questions: Iterable[Question], answers: Mapping[str, Sequence[str]]) -> str:
    """The answers given: `fase: uitvoering of opstartfase; knelpunt: balans`, as filters/query.mjs says a query."""
    parts = []
    for question in questions:
        chosen = [option.label for option in question.options if option.value in answers.get(question.name, ())]
        if chosen:
            parts.append(f"{within_sentence(question.label)}: {enumerated(chosen, 'of')}")
    return "; ".join(parts)


def _question(library: Library, chooser: ChooserSettings, asked: Asked) -> Question:
    fields = library.schemas[chooser.collection].fields
    field = fields[asked.of]
    label = asked.label or fields.get(field.restates, field).label
    if asked.kind == "subject":
        groups = _groups(library, subject_collection(library, chooser), asked)
        options = (option for group in groups for option in (*((group.theme,) if group.theme else ()), *group.options))
        return Question(asked, label, True, tuple(options), groups)
    if asked.kind == "answers":
        return Question(asked, label, False, tuple(Option(value, said) for value, said in asked.answers.items()))
    choices = field.choices
    if asked.only_known:
        known = library.tally(chooser.collection, field.name)
        choices = tuple(choice for choice in choices if known[choice.value])
    return Question(asked, label, field.many and not asked.single, _options(choices))


def _options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(Option(choice.value, choice.label, choice.description) for choice in choices)


def _groups(library: Library, collection: str, asked: Asked) -> tuple[Group, ...]:
    """Themes first, each with what is part of it; what is part of none comes last."""
    entries = library.collection(collection)
    parents = {entry.id: str(entry.values.get(PART_OF, "")) for entry in entries}
    themes = [entry for entry in entries if asked.themes and entry.values.get(KIND) == asked.themes]

    def option(entry: Entry) -> Option:
        return Option(entry.id, entry.title, str(entry.values.get(asked.words, "")), entry.former_ids)

    groups = [
        Group(option(theme), tuple(option(entry) for entry in entries if parents[entry.id] == theme.id))
        for theme in themes
    ]
    placed = {theme.id for theme in themes}
    others = tuple(option(e) for e in entries if e.id not in placed and parents[e.id] not in placed)
    return (*groups, *([Group(None, others)] if others else []))

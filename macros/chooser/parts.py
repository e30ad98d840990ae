"""The parts of an answer, as its templates show them."""

from __future__ import annotations

from dataclasses import dataclass

from macros.chooser.helping import Help
from macros.chooser.questions import Option
from macros.chooser.verdicts import Judged
from macros.library.library import Entry
from macros.views.values import FieldView


@dataclass(frozen=True)
class Candidate:
    """An entry to choose as its card shows it: `facts` is what one wants to know before choosing, where it is known."""

    judged: Judged
    facts: tuple[FieldView, ...]
    unfit: FieldView | None
    links: tuple[FieldView, ...]


@dataclass(frozen=True)
class Step:
    """What one can do tomorrow, from an entry: the heading it has there, its text, and whether the editors wrote that."""

    guide: Entry
    title: str
    body: FieldView
    by_editors: bool


@dataclass(frozen=True)
class Helping:
    """What helps with a subject, as a section shows it. `steps` are the first steps of the entries that can lead."""

    help: Help
    note: FieldView | None
    deeds: FieldView | None
    advice: FieldView | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Stage:
    """A moment with what is before and after it, the subjects that belong to it, and what else there is on it."""

    value: str
    label: str
    description: str
    before: Option | None
    after: Option | None
    subjects: tuple[Entry, ...]
    more: tuple[tuple[str, str], ...]

"""The parts of an answer, as its templates show them."""

from __future__ import annotations

from dataclasses import dataclass

from macros.chooser.helping import Help
from macros.chooser.questions import Option
from macros.chooser.ranking import Pick
from macros.chooser.verdicts import Judged
from macros.library.library import Entry
from macros.views.values import FieldView

Heading = tuple[str, str]  # of a moment: its name, and a line about it


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


@dataclass(frozen=True)
class Best:
    """What an answer has for one moment: the `picks` in front of all `total`."""

    heading: Heading
    picks: tuple[Pick, ...]
    total: int


@dataclass(frozen=True)
class Answer:
    """What stands on the page of an answer. `asked` is what was answered in words, `query` as an address has it.

    `maybe` is in front of all `maybes` that may fit or not; `elsewhere` are the other moments at which there is something
    to say of the same subject, with their addresses.
    """

    asked: str
    query: str
    moments: tuple[Best, ...]
    maybe: tuple[Entry, ...]
    maybes: int
    stage: Stage | None
    help: Help | None
    elsewhere: tuple[tuple[str, str], ...]


def told_answer(found: Answer) -> object:
    """All of it that a page can show."""
    said = found.asked, found.query, found.maybes, found.elsewhere, [(one.heading, one.total) for one in found.moments]
    picks = [[(pick.candidate.entry, *pick.why, "", *pick.against) for pick in one.picks] for one in found.moments]
    stage, help = found.stage, found.help
    moment = (stage.value, stage.label, stage.description, stage.before, stage.after, stage.more) if stage else None
    lists = [(repr((one.label, one.total, one.query)), *one.entries) for one in help.lists] if help else []
    helps = [repr((help.named, help.covered)), help.entry, help.advised, lists, help.guides] if help else []
    return [repr((said, moment)), picks, found.maybe, stage.subjects if stage else [], helps]

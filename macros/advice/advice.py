"""What deserves a look but stops nothing: old facts, a bare card, an unknown status.

Warnings, never errors: an entry may well be right and still have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from macros.advice.claims import claims
from macros.advice.consistency import differences, disagreements
from macros.advice.moments import SLACK, still_to_come
from macros.advice.own_choices import told_in_a_note
from macros.advice.plainness import long_sentences
from macros.base import clock
from macros.base.dutch import in_words
from macros.problems.messages import said
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.reading.proposal import Base
from macros.schema.schemas import Schema, is_date

UNKNOWN = "onbekend"


@dataclass(frozen=True)
class About:
    """What advice on an entry may depend on beside the entry: the day, and what a proposal began with."""

    today: date
    base: Base


def advise(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """The warnings about one entry in which nothing is wrong, whatever the day, in no order."""
    for rule in RULES:
        yield from rule(entry, schema)


def advise_now(entry: EntryFile, schema: Schema, about: About, differs: bool) -> Iterator[Problem]:
    """The warnings that hang on the day, and on what a proposal began with; `differs` is what `has_differences` says."""
    yield from _age(entry, schema, about)
    yield from still_to_come(entry, schema, about.today)
    if differs:
        yield from disagreements(entry, schema, about.base)


def has_differences(entry: EntryFile, schema: Schema) -> bool:
    """Whether the entry has values that differ from its words: how they should be told, its base knows."""
    return any(True for _ in differences(entry, schema))


def last_look(values: Mapping[str, Any]) -> tuple[str, date] | None:
    """The field with the last day on which facts are known to have been true, and that day; None when there is none."""
    days = [(name, _day(str(values[name]))) for name in ("checked", "reviewed") if name in values]
    known = [(name, day) for name, day in days if day]
    return max(known, key=itemgetter(1), default=None)


@lru_cache(maxsize=1_000)
def _day(written: str) -> date | None:
    return date.fromisoformat(written) if is_date(written) else None


def _age(entry: EntryFile, schema: Schema, about: About) -> Iterator[Problem]:
    last = last_look(entry.values)
    if last is None:
        return
    name, day = last
    # A build's day may be that of the last commit; a writer's entry may be newer than that.
    if day > about.today and day > max(about.today, date.today()) + SLACK:
        yield entry.problem("future", (name,), *said("future", "looked", said=in_words(day)))
    elif clock.years_between(day, about.today) >= clock.STALE_YEARS:
        message = f"Deze feiten klopten voor het laatst op {in_words(day)}, voor zover bekend."
        field = "reviewed" if "reviewed" in schema.fields else "checked"
        hint = f"Kloppen ze nog? Kijk ze na en zet bij ‘{field}’ de dag waarop je dat deed, als jaar-maand-dag."
        yield entry.problem("stale", (name,), message, hint)


def _no_summary(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    if "summary" in schema.fields and "summary" not in entry.values:
        spot = entry.places.of(("title",))
        message = "Er is nog geen samenvatting. Op de kaart staat nu ‘Nog geen beschrijving’."
        yield Problem.of("no-summary", entry.path, spot, message, "Voeg ‘summary:’ toe, met een of twee zinnen.")


def _no_status(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    if "status" in schema.fields and entry.values.get("status", UNKNOWN) == UNKNOWN:
        at = ("status",) if "status" in entry.values else ("title",)
        message = "Het is niet bekend of dit nog werkt."
        choices = ", ".join(choice.value for choice in schema.fields["status"].choices if choice.value != UNKNOWN)
        hint = f"Zoek het uit en voeg toe: ‘status:’ met een van deze keuzes: {choices}."
        yield Problem.of("no-status", entry.path, entry.places.of(at), message, hint, at=("status",))


# What these say is kept until the file changes: they know nothing but the entry and its schema.
RULES: tuple[Callable[[EntryFile, Schema], Iterable[Problem]], ...] = (
    _no_summary,
    _no_status,
    claims,
    lambda entry, schema: told_in_a_note(entry),
    long_sentences,
)

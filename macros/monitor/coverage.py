"""How much of what a figure is about is known, and on whose word: sentences that stand beside every figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from macros.base.dutch import either, enumerated, in_words
from macros.monitor.counting import Counted, key_of
from macros.schema.settings import Collection


def coverage_of(counted: Counted, of: Sequence[Collection]) -> tuple[str, ...]:
    """The sentences, in order: known of all, several lines, chosen by the editors, age of the facts."""
    one, many = of[0].one, enumerated(collection.many for collection in of)
    word = counted.figure.word
    said = [f"Van {counted.known} van de {counted.all} {many} is dit {word}, van {counted.unknown} niet."]
    if counted.by.complete or len(of) > 1:  # who leaves it out may well have none
        said = [f"{counted.known} van de {counted.all} {many} noemen dit, {counted.unknown} niet."]
    if counted.known == counted.all:
        said = [f"Van alle {counted.all} {many} is dit {word}."] if counted.all != 1 else [f"Het gaat om één {one}."]
    if counted.groups:
        said = [f"{counted.by.label}: {counted.all}."]
    if counted.figure.kind != "dots" and sum(line.number for line in counted.lines) > counted.known > 0:
        said.append(
            "Eén onderwerp kan op meer regels staan." if len(of) > 1 else f"Eén {one} kan op meer regels staan."
        )
    if counted.over and counted.over.field:
        placed = {key_of(entry) for line in counted.lines for cell in line.cells for entry in cell}
        left = counted.known - len(placed)
        where = f"die {either(left, 'staat', 'staan')} in geen vak."
        if left and counted.over.complete:  # who leaves it out names none
            said.append(f"{left} daarvan {either(left, 'noemt', 'noemen')} geen ‘{counted.over.label}’; {where}")
        elif left:
            said.append(f"Van {left} daarvan is ‘{counted.over.label}’ niet bekend; {where}")
    if counted.chosen:
        which = f"{counted.chosen} van die {counted.known}"
        if counted.chosen == counted.known:
            which = either(counted.known, "die ene", f"alle {counted.known}")
        said.append(f"Bij {which} koos de redactie het, geheel of voor een deel: zo staat het in geen bron.")
    first, last = counted.facts
    if first:
        said.append(f"De feiten zijn van {_days(first, last)}.")
    return tuple(said)


def _days(first: str, last: str) -> str:
    days = [in_words(date.fromisoformat(day)) for day in dict.fromkeys((first, last))]
    return " tot en met ".join(days)

"""What deserves a look but stops nothing: old facts, a bare card, an unknown status, a mail address.

Warnings, never errors: an entry may well be right and still have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from macros import clock
from macros.entry_files import EntryFile
from macros.identity import markdown_in
from macros.problem import Problem
from macros.schemas import Schema, is_date
from macros.settings import Collection

UNKNOWN = "onbekend"

# A writer's clock and the server's may be a day apart.
_SLACK = timedelta(days=1)
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b", re.IGNORECASE)


def advise(entry: EntryFile, schema: Schema, collection: Collection, today: date) -> Iterator[Problem]:
    """The warnings about one entry, in no order."""
    yield from _age(entry, today)
    values = entry.values
    if "summary" in schema.fields and "summary" not in values:
        spot = entry.places.of(("title",))
        message = f"Deze {collection.one} heeft nog geen samenvatting. Op de kaart staat nu ‘Nog geen beschrijving’."
        yield Problem.of("no-summary", entry.path, spot, message, "Voeg ‘summary:’ toe, met een of twee zinnen.")
    if "status" in schema.fields and values.get("status", UNKNOWN) == UNKNOWN:
        at = ("status",) if "status" in values else ("title",)
        message = f"Van deze {collection.one} is niet bekend of die nog werkt."
        choices = ", ".join(choice.value for choice in schema.fields["status"].choices if choice.value != UNKNOWN)
        hint = f"Zoek het uit en voeg toe: ‘status:’ met een van deze keuzes: {choices}."
        yield Problem.of("no-status", entry.path, entry.places.of(at), message, hint, at=("status",))
    yield from _emails(entry, schema)


def years_since(checked: object, today: date) -> int | None:
    """Whole years since the day that facts were last true; None when that day is not known."""
    if not isinstance(checked, str) or not is_date(checked):
        return None
    return clock.years_between(date.fromisoformat(checked), today)


def _age(entry: EntryFile, today: date) -> Iterator[Problem]:
    checked = entry.values.get("checked")
    years = years_since(checked, today)
    if years is None:
        return
    spot, at = entry.places.of(("checked",)), ("checked",)
    day = date.fromisoformat(str(checked))
    # A build's day may be that of the last commit; a writer's entry may be newer than that.
    if day > max(today, date.today()) + _SLACK:
        message = f"{clock.in_words(day)} moet nog komen."
        yield Problem.of("future", entry.path, spot, message, "Schrijf de dag waarop je de feiten nakeek.", at=at)
    elif years >= clock.STALE_YEARS:
        message = f"Deze feiten zijn voor het laatst nagekeken op {clock.in_words(day)}."
        hint = "Kloppen ze nog? Kijk ze na en zet bij ‘checked’ de datum van vandaag."
        yield Problem.of("stale", entry.path, spot, message, hint, at=at)


def _emails(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    for name, field in schema.fields.items():
        value = entry.values.get(name)
        texts: list[tuple[str | int, ...]] = [(name,)] if isinstance(value, str) and "@" in value else []
        texts += [at for at, text in markdown_in(field, value, (name,)) if "@" in text]
        for at in dict.fromkeys(texts):
            text = value if isinstance(value, str) else value[at[-1]]  # type: ignore[index]
            found = _EMAIL.search(text)
            if found:
                yield Problem.of(
                    "email",
                    entry.path,
                    entry.places.in_text(at, text, found.start()),
                    "Hier staat een mailadres. De kennisbank noemt organisaties en functies, geen personen.",
                    "Haal het mailadres weg, of link naar de website van de organisatie.",
                    at=at,
                )

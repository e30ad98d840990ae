"""What deserves a look but stops nothing: old facts, a bare card, an unknown status, a way to reach a person.

Warnings, never errors: an entry may well be right and still have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from macros import clock
from macros.checking.consistency import disagreements
from macros.checking.proposal import Base
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.reading.places import Path as Place
from macros.reading.schemas import Schema, is_date
from macros.reading.settings import Collection

UNKNOWN = "onbekend"

# A writer's clock and the server's may be a day apart.
_SLACK = timedelta(days=1)
# What the address of a page holds is no way to reach somebody: a map's place, a channel's name.
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b", re.IGNORECASE)
# A Dutch telephone number: ten digits, of which the first is 0 or stands for +31.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+31[ -]?(?:\(0\))?|0)(?:6[ -]?[1-9](?:[ -]?\d){7}|[1-578]\d{1,2}[ -](?:\d ?){6,7})(?![\w/-])"
)


def advise(entry: EntryFile, schema: Schema, collection: Collection, today: date, base: Base) -> Iterator[Problem]:
    """The warnings about one entry in which nothing is wrong, in no order."""
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
    yield from disagreements(entry, schema, base)


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
        yield Problem.of(
            "future",
            entry.path,
            spot,
            message,
            "Schrijf de dag waarop de feiten voor het laatst klopten of zijn nagekeken.",
            at=at,
        )
    elif years >= clock.STALE_YEARS:
        message = f"Deze feiten zijn voor het laatst nagekeken op {clock.in_words(day)}."
        hint = "Kloppen ze nog? Kijk ze na en zet bij ‘checked’ de dag waarop je dat deed, als jaar-maand-dag."
        yield Problem.of("stale", entry.path, spot, message, hint, at=at)


def contacts(entry: EntryFile) -> Iterator[Problem]:
    """Each way to reach a person. Told beside errors too: what is public on GitHub does not wait for a mended date."""
    for at, text in _written(entry.values, ()):
        if "@" not in text and "0" not in text and "+31" not in text:
            continue
        bare = _ADDRESS.sub(lambda address: " " * len(address[0]), text) if "://" in text else text
        found = (_MAIL.search(bare) if "@" in text else None) or _PHONE.search(bare)
        if found:
            what = "een mailadres" if "@" in found[0] else "een telefoonnummer"
            yield Problem.of(
                "contact",
                entry.path,
                entry.places.in_text(at, text, found.start()),
                f"Hier staat {what}. De kennisbank noemt organisaties en functies, geen personen.",
                "Haal het weg, of link naar de website van de organisatie.",
                at=at,
            )


def _written(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a value, with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, (list, dict)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _written(part, (*at, key))

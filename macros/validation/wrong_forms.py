"""What to say of a text that has not the form of its field: a date, an address on the web."""

from __future__ import annotations

import re

from macros.problems.problem import Fix
from macros.schema.schemas import EARLIEST
from macros.validation.finding import Finding, Words, shown
from macros.validation.guessing import address_meant, date_meant

_SPACED = re.compile(r"https?://[^\s/?#]{1,253}[/?#][^\s]*(?:\s(?!https?:|www\.)[^\s]+)+", re.IGNORECASE)


def wrong_format(found: Finding) -> Words:
    if found.wanted != "date":
        return Words(f"De waarde van {found.label} heeft niet de goede vorm.", found.hint(""))
    text = str(found.value)
    meant = date_meant(text)
    if meant and int(meant[:4]) < EARLIEST:
        return Words(
            f"‘{shown(text)}’ ligt voor {EARLIEST}.", "Kijk het jaar na: er staat waarschijnlijk een tikfout in."
        )
    looks_right = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
    message = f"‘{shown(text)}’ {'is geen datum die bestaat' if looks_right else 'staat niet als jaar-maand-dag'}."
    return Words(message, found.hint("Schrijf jaar-maand-dag."), Fix(text, meant) if meant else None)


def wrong_pattern(found: Finding) -> Words:
    if found.schema.get("format") == "uri" and re.match(r"(?:tel|sms|mailto|callto):", str(found.value), re.IGNORECASE):
        message = f"‘{shown(found.value)}’ is geen adres van een website."
        hint = (
            "Haal de regel weg, of vul het adres van de website in. De kennisbank noemt geen nummers of mailadressen."
        )
        return Words(message, hint)
    if found.schema.get("format") == "uri" and (spaced := _SPACED.fullmatch(str(found.value).strip())):
        whole = re.sub(r"\s", "%20", spaced[0])
        message = f"In het adres ‘{shown(found.value)}’ staat een spatie."
        return Words(message, f"Schrijf %20 in plaats van de spatie: {whole}.", Fix(str(found.value), whole))
    meant = address_meant(str(found.value)) if found.schema.get("format") == "uri" else None
    return Words(
        f"‘{shown(found.value)}’ heeft niet de goede vorm voor {found.label}.",
        found.hint(""),
        Fix(str(found.value), meant) if meant else None,
    )

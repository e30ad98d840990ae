"""What to say of a text that has not the form of its field: a date, an address on the web."""

from __future__ import annotations

import re

from macros.problems.messages import said
from macros.problems.problem import Fix
from macros.schema.schemas import EARLIEST
from macros.validation.finding import Finding, Words, shown
from macros.validation.guessing import address_meant, date_meant

_SPACED = re.compile(r"https?://[^\s/?#]{1,253}[/?#][^\s]*(?:\s(?!https?:|www\.)[^\s]+)+", re.IGNORECASE)


def wrong_format(found: Finding) -> Words:
    if found.wanted != "date":
        return Words(*said("format", label=found.label, about=found.hint("")))
    text = str(found.value)
    meant = date_meant(text)
    if meant and int(meant[:4]) < EARLIEST:
        return Words(*said("format", "early", value=shown(text), earliest=EARLIEST))
    kind = "no-date" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else "date"
    words = said("format", kind, value=shown(text), about=found.hint("Schrijf jaar-maand-dag."))
    return Words(*words, Fix(text, meant) if meant else None)


def wrong_pattern(found: Finding) -> Words:
    if found.schema.get("format") == "uri" and re.match(r"(?:tel|sms|mailto|callto):", str(found.value), re.IGNORECASE):
        return Words(*said("pattern", "contact", value=shown(found.value)))
    if found.schema.get("format") == "uri" and (spaced := _SPACED.fullmatch(str(found.value).strip())):
        whole = re.sub(r"\s", "%20", spaced[0])
        words = said("pattern", "spaced", value=shown(found.value), meant=whole)
        return Words(*words, Fix(str(found.value), whole))
    meant = address_meant(str(found.value)) if found.schema.get("format") == "uri" else None
    words = said("pattern", value=shown(found.value), label=found.label, about=found.hint(""))
    return Words(*words, Fix(str(found.value), meant) if meant else None)

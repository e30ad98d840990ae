"""What the editors chose themselves, and what a claim rests on: fields that an entry names must be its own.

`by_editors` names a field of the entry, one of its values (`field/value`) or a heading of its text (`body/Zo begin
je morgen`); `grounds` names the field in which a claim stands. A choice that only a note tells of shows at no value and
is in no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.markdown.tree import headings_of
from macros.problems.problem import Fix, Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import ABOUT_ITSELF, DRAFT, FORMER_NAMES, Schema
from macros.validation.guessing import near
from macros.yaml_text.places import Path as Place

# What an entry says of itself as a file: nobody chooses that for it.
_APART = ABOUT_ITSELF | {FORMER_NAMES, DRAFT}
_CHOSEN = re.compile(
    r"\bredactie (?:koos|koppelde|leidde|verdeelde)\b|\b(?:keuze|koppeling)[^.]{0,40} van de redactie\b"
    r"|\bdoor de redactie (?:gekozen|gelegd|afgeleid)\b|\bheeft de redactie (?:gekozen|afgeleid|gelegd)\b",
    re.IGNORECASE,
)


def strange_names(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """An error for each field or value that `by_editors` or `grounds` names and the entry does not have."""
    for at, given in _named(entry.values):
        name, _, value = given.partition("/")
        if name in entry.values and name not in _APART:
            written = name in schema.fields and schema.fields[name].kind == "markdown"
            if value and value not in _values(entry.values[name], written):
                message = f"In ‘{name}’ staat geen kop ‘{value}’." if written else f"‘{value}’ staat niet bij ‘{name}’."
                yield entry.problem("not-here", at, message, _MEND)
            continue
        known = {field: schema.fields[field].label for field in entry.values.keys() - _APART if field in schema.fields}
        about_itself = name in _APART & schema.fields.keys()
        likely = "" if about_itself else next(iter(near(name, known)), "")
        if about_itself:
            message = f"‘{name}’ zegt iets over dit bestand zelf: daar hoort geen keuze of grond bij."
        elif name in schema.fields and not likely:
            message = f"‘{name}’ is hier niet ingevuld, dus er valt niets bij te zeggen."
        else:
            message = f"‘{name}’ is geen veld van dit bestand."
        fix = Fix(name, likely) if likely else None
        yield entry.problem("not-here", at, message, _MEND, fix)


def told_in_a_note(entry: EntryFile) -> Iterator[Problem]:
    """A warning where a note says that the editors chose something, and no `by_editors` names it."""
    if entry.values.get("by_editors"):
        return
    notes = entry.values.get("notes", ())
    for index, note in enumerate(notes if isinstance(notes, list) else ()):
        if _CHOSEN.search(str(note)):
            message = "Deze opmerking zegt dat de redactie iets koos, maar bij de waarde zelf staat dat niet."
            hint = "Noem het veld bij ‘by_editors’, bijvoorbeeld: by_editors: [summary]. De opmerking kan dan weg."
            yield entry.problem("note-of-editors", ("notes", index), message, hint)
            return


_MEND = (
    "Noem een veld dat in dit bestand is ingevuld, een van zijn waarden (veld/waarde) of een kop uit de tekst "
    "(body/Zo begin je morgen). Of haal dit weg."
)


def _named(values: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    for index, name in enumerate(values.get("by_editors", ())):
        yield ("by_editors", index), str(name)
    for index, ground in enumerate(values.get("grounds", ())):
        if "field" in ground:  # else its value could not be read, which is told as that
            yield ("grounds", index, "field"), str(ground["field"])


def _values(given: Any, written: bool) -> list[str]:
    """What can be named after the slash: the values of a field, of a group its parts, of a written text its headings."""
    listed = given if isinstance(given, list) else [given]
    values = [part for value in listed for part in (value if isinstance(value, dict) else [str(value)])]
    return [heading for text in values for heading in headings_of(text)] if written else values

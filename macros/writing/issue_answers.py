"""What somebody answered in a form of GitHub's issues, as the fields of an entry.

GitHub writes each answer below its question: `### Label`, an empty line, and the answer or `_No response_`. All of it
is a stranger's. Only the questions of the form itself are taken for headings, each once and in its order; nothing in an
answer names a file, and no sign in it ends a line that our YAML does not end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.base.folding import fold
from macros.library.library import Library
from macros.reading.front_matter import BODY
from macros.schema.schemas import Field, Schema
from macros.schema.settings import Collection
from macros.writing.issue_forms import BETWEEN, MORE_LABEL, asked_fields, parts_asked

LONGEST = 65_536  # signs that GitHub keeps of an issue
_NOTHING = "_No response_"
Names = Mapping[str, Mapping[str, str]]  # of each collection, the id of an entry by what it is called, folded


class NotAFormError(ValueError):
    """What is there is not a form that somebody filled in. The message says why, in Dutch."""


@dataclass(frozen=True)
class Answers:
    """The values of fields, as far as they could be read, and the lines of what has no field."""

    values: dict[str, Any]
    more: list[str]


def answers_in(text: str, collection: Collection, schema: Schema, names: Names) -> Answers:
    """Read the text of an issue. Raises NotAFormError where it is none of the form of `collection`."""
    fields = {field.label: field for field in asked_fields(collection, schema)}
    given = by_heading(text, [*fields, MORE_LABEL])
    values = {field.name: _value(field, given[label], names) for label, field in fields.items() if label in given}
    return Answers(values, given.get(MORE_LABEL, "").split("\n") if MORE_LABEL in given else [])


def names_in(library: Library | None) -> Names:
    """What entries are called, to find them by what somebody calls them; what means two of them finds none."""
    found: dict[str, dict[str, str]] = {}
    for collection in library.settings.collections if library else ():
        ids: dict[str, set[str]] = {}
        for entry in library.collection(collection) if library else ():
            for name in (entry.title, entry.id, *entry.values.get("aliases", ())):
                ids.setdefault(fold(name), set()).add(entry.id)
        found[collection] = {name: next(iter(those)) for name, those in ids.items() if len(those) == 1}
    return found


def by_heading(text: str, labels: list[str]) -> dict[str, str]:
    """What stands below each heading, for those that have an answer. Raises NotAFormError where it is no form of these."""
    if len(text) > LONGEST:
        raise NotAFormError(f"De tekst is langer dan {LONGEST} tekens.")
    lines = [line.rstrip() for line in text.splitlines()]
    places = [(at, line[4:]) for at, line in enumerate(lines) if line.startswith("### ") and line[4:] in labels]
    headings = [label for _, label in places]
    if not headings:
        raise NotAFormError("Hier staat geen ingevuld formulier: er is geen kop van een vraag.")
    for label in headings:
        if headings.count(label) > 1:
            raise NotAFormError(f"De kop ‘{label}’ staat er vaker dan één keer. Haal hem weg uit je antwoord.")
    if headings != [label for label in labels if label in headings]:
        raise NotAFormError("De koppen staan niet in de volgorde van het formulier.")
    if any(lines[: places[0][0]]):
        raise NotAFormError("Boven de eerste kop staat iets. Zet het onder een van de koppen.")
    ends = [at for at, _ in places[1:]] + [len(lines)]
    answers = {label: "\n".join(lines[at + 1 : end]).strip() for (at, label), end in zip(places, ends, strict=True)}
    return {label: answer for label, answer in answers.items() if answer and answer != _NOTHING}


def _value(field: Field, text: str, names: Names) -> Any:
    """An answer as the file has it; what cannot be read so stays as it was written, for the check to tell."""
    if field.name == BODY or (field.kind == "markdown" and not field.many):
        return text
    if field.choices:
        chosen = list(_choices(field, text))
    else:
        lines = [re.sub(r"^[-*] ", "", line.strip()) for line in text.split("\n")]
        chosen = [_one(field, line, names) for line in lines if line]
    return chosen if field.many else chosen[0] if len(chosen) == 1 else text


def _choices(field: Field, text: str) -> Iterator[str]:
    """GitHub sets a comma between those that are chosen, and a label may have one itself: the longest goes first."""
    values = {choice.label: choice.value for choice in sorted(field.choices, key=lambda one: -len(one.label))}
    one = re.compile("|".join(map(re.escape, values)))
    while text:
        found = one.match(text)
        label = found[0] if found and text[found.end() :][:2] in ("", ", ") else text.partition(", ")[0]
        yield values.get(label, label)
        text = text[len(label) + 2 :]


def _one(field: Field, line: str, names: Names) -> Any:
    if field.fields:
        parts = (part.strip() for part in line.split(BETWEEN.strip()))
        return {part.name: given for part, given in zip(parts_asked(field), parts, strict=False) if given}
    if field.reference:
        return names.get(field.reference, {}).get(fold(line), line)
    if field.kind == "number" and re.fullmatch(r"-?[0-9]{1,9}", line):
        return int(line)
    if field.kind == "truth":
        return {"ja": True, "nee": False}.get(line.lower(), line)
    return line

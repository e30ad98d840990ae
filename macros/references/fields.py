"""What in the values of an entry is a reference, a text in Markdown or a name, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.problems.problem import Fix, Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import DRAFT, Field
from macros.yaml_text.places import Path as ValuePath


@dataclass(frozen=True)
class Mention:
    """A name or reference, where it stands in an entry: `text` is the name that is meant, `shown` what the writer typed."""

    path: str
    spot: Spot
    at: ValuePath
    text: str
    shown: str

    @classmethod
    def of(cls, entry: EntryFile, at: ValuePath, text: str) -> Mention:
        """The value at `at`, which is nothing but the name."""
        return cls(entry.path, entry.places.of(at), at, text, text)

    @property
    def is_link(self) -> bool:
        """Whether it stands in a text as a link, and is not the value of a field."""
        return self.shown != self.text

    def problem(self, code: str, message: str, hint: str, fix: Fix | None = None) -> Problem:
        """What is wrong with it."""
        return Problem.of(code, self.path, self.spot, message, hint, at=self.at, fix=fix)


def is_draft(values: Mapping[str, Any]) -> bool:
    """Whether an entry says that it is not on the site yet."""
    return values.get(DRAFT) is True


def can_refer(declared: Field) -> bool:
    """Whether a value of a field can have references at all."""
    return bool(declared.reference) or any(map(can_refer, declared.fields))


def references_in(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[str, ValuePath, str]]:
    """All references in the value of a field: target collection, place and id."""
    if declared.many:
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from _references_in_item(declared, item, (*at, index))
    else:
        yield from _references_in_item(declared, value, at)


def _references_in_item(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[str, ValuePath, str]]:
    if declared.reference and isinstance(value, str):
        yield declared.reference, at, value
    elif isinstance(value, dict):
        for part in declared.fields:
            if part.name in value:
                yield from references_in(part, value[part.name], (*at, part.name))


def markdown_in(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    """All Markdown in the value of a field, with its place: also in the parts of a group."""
    for place, item in enumerate(value) if declared.many and isinstance(value, list) else [(None, value)]:
        here = at if place is None else (*at, place)
        if declared.kind == "markdown" and isinstance(item, str):
            yield here, item
        elif isinstance(item, dict):
            for part in declared.fields:
                if part.name in item:
                    yield from markdown_in(part, item[part.name], (*here, part.name))

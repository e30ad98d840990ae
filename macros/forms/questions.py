"""What the form of a collection asks: each field of the schema as a question, in the order in which one would tell it.

Everything it says comes from the schema; `templates/forms/` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from macros.forms.names import FOLDER
from macros.reading.front_matter import BODY
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import ABOUT_ITSELF, Choice, Field, Schema
from macros.schema.settings import Collection, Settings
from macros.writing.issue_forms import asked_fields
from macros.writing.scaffold import questions

# Below this address every collection has its form.
PLACE = f"{FOLDER}/"
_ON_ONE_LINE = 200  # signs; what may be longer gets a box
_EXPLAINED = 7  # as many choices are explained beside each; of more one opens a list
_SAME_IN_A_FORM = frozenset({"date", "link"})  # kinds whose hint of the schema says what to type, not how a file has it


@dataclass(frozen=True)
class Shape:
    """One of the shapes that a number may have: its parts by name, none for a plain number, and what it is called."""

    parts: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Question:
    """One field, or one part of a group, as a form asks for it.

    `control` is the macro of templates/forms/controls.html that draws it, `of` the control of each item of a list. `id`
    is unique in the page. `parts` are the questions of a group, `shapes` those of a number that may be a bound.
    """

    field: Field
    id: str
    control: str
    of: str
    about: str
    example: str
    longest: int
    parts: tuple[Question, ...] = ()
    shapes: tuple[Shape, ...] = ()
    target: Collection | None = None
    topics: tuple[tuple[str, str], ...] = ()

    @property
    def explained(self) -> tuple[Choice, ...]:
        """The choices that an explanation is worth."""
        return tuple(choice for choice in self.field.choices if choice.description)

    @property
    def numbers(self) -> bool:
        """Whether its choices are numbers."""
        return any(isinstance(choice.value, int) for choice in self.field.choices)

    @property
    def marked_up(self) -> bool:
        """Whether it is one long text, in Markdown: a point of a list seldom needs more than words."""
        return self.control == "long" and self.field.kind == "markdown" and not self.longest

    @property
    def beside(self) -> bool:
        """Whether the choices are so few that each has its explanation beside it."""
        return len(self.field.choices) <= _EXPLAINED


@dataclass(frozen=True)
class Section:
    """Questions under one heading; `folded` where one need not answer them."""

    id: str
    title: str
    about: str
    questions: tuple[Question, ...]
    folded: bool = False


def form_url(collection: Collection) -> str:
    """The address of a collection's form, from the root of the site."""
    return f"{PLACE}{collection.path}/"


def sections(collection: Collection, schema: Schema, settings: Settings) -> list[Section]:
    """What the form asks: first what it is about, then what one may add, and last where it comes from."""
    asked = asked_fields(collection, schema)
    nodes = schema.document["properties"]
    whence = [field for field in asked if field.name in ABOUT_ITSELF]
    first = sorted((field for field in asked if field not in whence), key=lambda field: not field.required)
    more = [field for name, field in schema.fields.items() if field not in asked and not nodes[name].get("x-later")]

    def made(fields: list[Field]) -> tuple[Question, ...]:
        topics = {BODY: tuple(questions(schema))}
        return tuple(
            replace(_question(field, nodes[field.name], settings, field.name), topics=topics.get(field.name, ()))
            for field in fields
        )

    found = (
        Section("begin", "Waar gaat het over?", "", made(first)),
        Section("meer", "Meer vertellen", "Niets hiervan hoeft. Vul in wat je weet.", made(more), folded=True),
        Section("bron", "Hoe weet je dit?", "", made(whence)),
    )
    return [section for section in found if section.questions]


def _question(field: Field, node: dict[str, Any], settings: Settings, id: str) -> Question:
    """The question for a field, or for a part of one; `node` is what its schema says."""
    item = node["items"] if field.many else node
    kind = FIELD_KINDS[field.kind]
    longest = item.get("maxLength", 0)
    one = "wide" if kind.control == "text" and longest > _ON_ONE_LINE else kind.control
    hint = item.get("x-hint", "") if field.kind in _SAME_IN_A_FORM else ""
    return Question(
        field=field,
        id=id,
        control=kind.controls if field.many else one,
        of=one,
        about=" ".join(filter(None, (field.description, hint))),
        example=_example(field, node),
        longest=longest,
        parts=tuple(_parts(field, item, settings, id)) if one == "group" else (),
        shapes=tuple(_shapes(item)) if one == "either" else (),
        target=settings.collections.get(field.reference or ""),
    )


def _parts(field: Field, item: Mapping[str, Any], settings: Settings, id: str) -> Iterator[Question]:
    for part in field.fields:
        node = item["properties"][part.name]
        if not node.get("x-later"):
            yield _question(part, node, settings, f"{id}-{part.name}")


def _shapes(item: Mapping[str, Any]) -> Iterator[Shape]:
    """The shapes of a number: itself, or a bound in parts that are numbers too."""
    for option in item["oneOf"]:
        parts = option.get("properties", {})
        label = " … ".join(part.get("title", name) for name, part in parts.items())
        yield Shape(tuple(parts), label or "Precies")


def _example(field: Field, node: Mapping[str, Any]) -> str:
    """The first example of the schema, where it is words that one could type."""
    first = next(iter(node.get("examples", ())), "")
    if isinstance(first, list):
        first = next(iter(first), "")
    words = isinstance(first, str | int) and not isinstance(first, bool) and field.name != BODY
    return str(first) if words and not field.choices and not field.reference else ""

"""The field guide: what each collection is for, and each of its fields in plain words.

Everything a writer reads here comes from the schema. This module decides what is
said; the templates in `templates/guide/` say it. `hooks` makes a page of each guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.reading.front_matter import BODY
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import Choice, Field, Schema
from macros.schema.settings import Collection, Settings
from macros.writing.examples import Examples, as_file, as_yaml, parts_of
from macros.writing.scaffold import questions

# Below this address every collection has its guide.
PLACE = "meedoen/velden/"
# A longer list of choices is folded.
FEW = 6


@dataclass(frozen=True)
class Guidance:
    """What a writer needs to know of one field. `example` is ready to copy into a file."""

    field: Field
    kind: str
    limits: str
    hint: str
    example: str
    choices: tuple[Choice, ...]
    target: Collection | None
    parts: tuple[Guidance, ...]

    @property
    def folded(self) -> bool:
        """Whether there are more choices than one takes in at a glance."""
        return len(self.choices) > FEW


@dataclass(frozen=True)
class Guide:
    """The guide of one collection. `smallest` is the text of a whole file that passes the check."""

    collection: Collection
    schema: Schema
    ending: str
    smallest: str
    fields: tuple[Guidance, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        return guide_url(self.collection)

    @property
    def groups(self) -> list[tuple[str, str, list[Guidance]]]:
        """The fields under two headings, each with the id of its heading."""
        required = [guidance for guidance in self.fields if guidance.field.required]
        optional = [guidance for guidance in self.fields if not guidance.field.required]
        return [("Moet erin", "moet-erin", required), ("Mag erbij", "mag-erbij", optional)]


def guide_url(collection: Collection) -> str:
    """The address of a collection's guide, from the root of the site."""
    return f"{PLACE}{collection.path}/"


def make_guide(collection: Collection, examples: Examples, ending: str, settings: Settings) -> Guide:
    """The guide of `collection`, whose files mostly end in `ending`."""
    schema = examples.schema
    nodes = schema.document["properties"]
    return Guide(
        collection=collection,
        schema=schema,
        ending=ending,
        smallest=as_file(examples.required(), ending),
        fields=tuple(
            _guidance(field, nodes[name], examples, ending, settings) for name, field in schema.fields.items()
        ),
        questions=tuple(questions(schema)),
    )


def _guidance(field: Field, node: dict[str, Any], examples: Examples, ending: str, settings: Settings) -> Guidance:
    inner = parts_of(node)
    example = examples.value(node, whole=True)
    below = field.name == BODY and ending == ".md"
    target = settings.collections.get(field.reference or "")
    kind = FIELD_KINDS[field.kind]
    words = kind.many if field.many else kind.one
    return Guidance(
        field=field,
        kind=words.format(one=target.one, many=target.many) if target else words,
        limits=_limits(node),
        hint=node.get("x-hint", ""),
        example=str(example) if below else "\n".join(as_yaml(field.name, example)),
        choices=field.choices,
        target=target,
        parts=tuple(_guidance(part, inner[part.name], examples, "", settings) for part in field.fields),
    )


def _limits(node: dict[str, Any]) -> str:
    """How long or how large a value may be. What any value meets, as at least two signs, goes without saying."""
    item = node["items"] if node.get("type") == "array" else node
    options = [item, *item.get("oneOf", [])]
    item = next((option for option in options if option.get("type") == "integer"), item)
    least, most = item.get("minimum"), item.get("maximum")
    shortest, longest = item.get("minLength", 0), item.get("maxLength")
    if least is not None and most is not None:
        return f"Van {least} tot en met {most}"
    if least is not None or most is not None:
        return f"Minstens {least}" if most is None else f"Hoogstens {most}"
    if shortest > 2 and longest:
        return f"Van {shortest} tot {longest} tekens"
    if shortest > 2:
        return f"Minstens {shortest} tekens"
    return f"Hoogstens {longest} tekens" if longest else ""

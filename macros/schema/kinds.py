"""The kinds of field: how a schema declares one, and what follows from that everywhere.

A new kind is a row here, and in macros/views/items.py how one value of it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

MARKDOWN = "text/markdown"


@dataclass(frozen=True)
class FieldKind:
    """One kind. `declares` says of the schema of one value whether it is of this kind.

    `one` and `many` say to a writer what a field of it holds; where it is a reference, `{one}` and `{many}` are what it
    refers to. `role` is where a page shows it. `listed` says that its values are a fixed set, each with a label, so that
    one can filter on it, `number` that it is sorted and set out as a number. `searched` is what the search reads of it:
    the label of its value, the title of the entry that it leads to, the text itself, or nothing. `control` is what a form
    asks one value with, and `controls` more of them: a macro of templates/forms/controls.html.
    """

    name: str
    declares: Callable[[Mapping[str, Any]], bool]
    one: str
    many: str
    role: Literal["fact", "prose", "links"] = "fact"
    listed: bool = False
    number: bool = False
    searched: Literal["label", "title", "text", ""] = ""
    control: str = "text"
    controls: str = "list"


def _has(key: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda node: key in node


def _is(key: str, value: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda node: node.get(key) == value


# The first that declares a schema is its kind.
FIELD_KINDS = {
    kind.name: kind
    for kind in (
        FieldKind(
            "choice",
            _has("x-choices"),
            "Eén keuze uit een lijst",
            "Een of meer keuzes uit een lijst",
            listed=True,
            searched="label",
            control="choice",
            controls="choices",
        ),
        FieldKind(
            "reference",
            _has("x-reference"),
            "Een {one}: de naam uit het adres van de pagina",
            "Een of meer {many}: de naam uit het adres van de pagina",
            role="links",
            listed=True,
            searched="title",
            control="pick",
            controls="picks",
        ),
        FieldKind(
            "markdown",
            _is("contentMediaType", MARKDOWN),
            "Een tekst, met links en lijstjes als je wilt",
            "Een lijst van teksten, met links als je wilt",
            role="prose",
            searched="text",
            control="long",
        ),
        FieldKind(
            "either",
            _has("oneOf"),
            "Een van deze vormen",
            "Een lijst van een van deze vormen",
            number=True,
            searched="text",
            control="either",
        ),
        FieldKind(
            "date",
            _is("format", "date"),
            "Een dag: jaar-maand-dag",
            "Een lijst van dagen: jaar-maand-dag",
            control="date",
        ),
        FieldKind("link", _is("format", "uri"), "Een webadres", "Een lijst van webadressen", control="link"),
        FieldKind(
            "number",
            _is("type", "integer"),
            "Een heel getal",
            "Een lijst van hele getallen",
            number=True,
            control="number",
        ),
        FieldKind(
            "truth",
            _is("type", "boolean"),
            "true (ja) of false (nee)",
            "Een lijst van true (ja) en false (nee)",
            control="truth",
        ),
        FieldKind(
            "group",
            _is("type", "object"),
            "Een groep velden",
            "Een lijst. Elk punt bestaat uit:",
            control="group",
        ),
        FieldKind("text", lambda node: True, "Een korte tekst", "Een lijst van korte teksten", searched="text"),
    )
}


def kind_of(node: Mapping[str, Any]) -> str:
    """The name of the kind of a value, from its schema."""
    return next(kind.name for kind in FIELD_KINDS.values() if kind.declares(node))

"""What to say of a value that is none of the choices of its field."""

from __future__ import annotations

from typing import Any

from macros.problems.messages import said
from macros.problems.problem import Fix
from macros.validation.field_names import resembles
from macros.validation.finding import Finding, Words, shown
from macros.validation.guessing import all_meant, meant, near

CHOOSE = "Kies uit: "  # what a list of all choices begins with
MOST_NAMED = 40
_FEW_CHOICES = 5  # all of them are named anyway


def choices_of(node: dict[str, Any]) -> dict[str, str]:
    """The choices that a part of a schema has, with their labels; empty where it has none."""
    return {str(option["const"]): option["title"] for option in node.get("x-choices", [])}


def wrong_choice(found: Finding) -> Words:
    choices = choices_of(found.schema) or {str(value): str(value) for value in found.wanted}
    named = list(choices)[:MOST_NAMED]
    all_of_them = f"{CHOOSE}{', '.join(named)}{', …' if len(named) < len(choices) else '.'}"
    title = found.schema.get("title", "dit veld")
    if isinstance(found.value, list):
        alone = [str(item) for item in found.value] if len(found.value) == 1 else [""]
        fix = Fix(f"[{alone[0]}]", alone[0]) if alone[0] in choices else None
        return Words(*said("enum", "list", label=found.label, all=all_of_them), fix)
    text = str(found.value)
    message, _ = said("enum", value=shown(found.value), title=title)
    if text in choices:  # the choices are numbers, and this is a text
        return Words(message, f"Schrijf het getal zonder aanhalingstekens: {text}.")
    certain = meant(text, choices)
    if certain:
        return Words(message, f"Bedoelde je ‘{certain}’ ({choices[certain]})? {all_of_them}", Fix(text, certain))
    parts = all_meant(text, choices) or []
    if len(parts) > 1 and isinstance(found.at[-1], int):
        of_list = f"Dit zijn {len(parts)} keuzes in één. Zet ze los in de lijst: [{', '.join(parts)}]."
        return Words(message, of_list, Fix(text, ", ".join(parts)))
    if len(parts) > 1:
        return Words(message, f"Hier past één keuze, geen {len(parts)}. {all_of_them}")
    resembling = near(text, choices) if len(choices) > _FEW_CHOICES else []
    return Words(message, f"{resembles(resembling, choices)} {all_of_them}" if resembling else all_of_them)

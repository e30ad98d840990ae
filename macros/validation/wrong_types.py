"""What to say of a value of another type than its field has: a text, a list, a group, a number."""

from __future__ import annotations

import re
from typing import Any

from macros.base.dutch import enumerated
from macros.problems.messages import GIVEN, WANTED, said
from macros.problems.problem import Fix
from macros.validation.field_names import group_example
from macros.validation.finding import Finding, Words, shown
from macros.validation.guessing import all_meant, date_meant, number_meant
from macros.validation.wrong_choices import MOST_NAMED, choices_of
from macros.yaml_text.quotes import quoted

# In this order: in Python, true and false are numbers too.
_IS_A: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (str, "string"),
    (list, "array"),
    (dict, "object"),
    (object, ""),
)
# What begins with a capital, or stands in a row: a number in words does neither, but for a unit behind a number.
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w|[^\W\d_]\s*,\s*[^\W\d_]")


def wrong_type(found: Finding) -> Words:
    wanted, value = str(found.wanted), found.value
    given = GIVEN[next(name for kind, name in _IS_A if isinstance(value, kind))]
    told = {"label": found.label, "wanted": WANTED.get(wanted, wanted), "given": given}
    message, _ = said("type", **told)
    if wanted == "string" and found.schema.get("format") == "date":
        day = date_meant(str(value))
        fix = Fix(str(value), day) if day else None
        return Words(*said("type", "date", value=shown(value), about=found.hint("Schrijf jaar-maand-dag.")), fix)
    if wanted == "string" and isinstance(value, (int, bool)):
        text = str(value).lower()
        return Words(message, "Zet de waarde tussen aanhalingstekens.", Fix(text, quoted(text)))
    if wanted == "string" and isinstance(value, dict) and len(value) == 1:
        ((name, rest),) = value.items()
        if found.schema.get("contentMediaType") and isinstance(found.at[-1], str):
            return Words(message, f"Zet ‘|’ achter ‘{found.at[-1]}:’. Dan mogen er dubbele punten en lijstjes in.")
        text = f"{name}: {rest}"
        hint = "Door de dubbele punt leest het programma hier een veld. Zet de hele waarde tussen aanhalingstekens."
        return Words(message, hint, Fix(text, quoted(text)) if isinstance(rest, str) else None)
    if wanted == "string" and isinstance(value, list):
        return Words(message, "Schrijf één waarde, zonder haken of streepjes ervoor.", _joined(value))
    if wanted == "array":
        return Words(message, *_as_list(found))
    if wanted == "object":
        names = found.schema.get("required") or list(found.schema.get("properties", {}))
        others = enumerated([f"‘{name}: …’" for name in names[1:5]])
        below = f" en op de regel eronder {others}" if others else ""
        return Words(message, found.hint(f"Schrijf ‘{names[0]}: …’{below}." if names else "Schrijf hier velden."))
    if wanted == "integer" and (names_hint := _names_hint(found)):
        return Words(message, names_hint)
    if wanted == "integer" and isinstance(value, str):
        return Words(message, found.hint(said("type", "integer", **told)[1]))
    return Words(message, found.hint("Kijk hoe een ander bestand in deze map het doet."))


def _joined(value: list[Any]) -> Fix | None:
    """A list of texts on one line as one text."""
    if not value or not all(isinstance(item, str) for item in value):
        return None
    return Fix(f"[{', '.join(value)}]", quoted(", ".join(value)))


def _as_list(found: Finding) -> tuple[str, Fix | None]:
    """How to make a list of what was written where a list belongs."""
    value, items = found.value, found.schema.get("items", {})
    if "properties" in items:
        if isinstance(value, dict):
            return f"Zet een streepje voor het eerste veld: {group_example(items)}.", None
        return f"Schrijf eronder {group_example(items)}.", None
    if not isinstance(value, (str, int)):
        return found.hint("Zet elke waarde op een eigen regel, met een streepje en een spatie ervoor."), None
    text = str(value)
    if text.startswith("-"):
        return "Zet achter elk streepje een spatie: ‘- waarde’.", None
    if text.startswith(("•", "·", "–", "—", "*")):
        return (
            f"‘{text[0]}’ is geen gewoon streepje. Begin elke regel met een streepje en een spatie: ‘- waarde’.",
            None,
        )
    choices = choices_of(items)
    if "x-reference" in items:  # which names there are is for `unknown`, once these stand in a list
        hint = "Schrijf de namen van de bestanden, zonder .yml of .md, tussen rechte haken, met komma’s ertussen."
        return hint, Fix(text, f"[{text.strip('[](){} ')}]") if _is_row(text) else None
    if not choices:  # text: its commas are its own
        return "Zet elke tekst op een nieuwe regel, met twee spaties, een streepje en een spatie ervoor.", None
    keys = all_meant(text, choices)
    if keys:
        row = f"[{', '.join(keys)}]"
        return f"Zet er rechte haken omheen: {row}.", Fix(text, row)
    names = list(choices)[:MOST_NAMED]
    return f"Zet er rechte haken omheen, met komma’s tussen de keuzes. Kies uit: {', '.join(names)}.", None


def _is_row(text: str) -> bool:
    """Whether brackets around a text make a list of it."""
    return len(text) < 200 and "\n" not in text and not re.search(r"[\[\]{}\"':#]", text.strip("[](){} "))


def neither(found: Finding) -> Words:
    """A value that may be one thing or another, and is neither."""
    text = str(found.value).strip()
    told = {"value": shown(found.value), "label": found.label, "about": found.hint("")}
    message, hint = said("oneOf", **told)
    options = found.schema.get("oneOf", [])
    parts = [part for option in options for part in option.get("properties", {})]
    more_than = re.fullmatch(r"(?:>=?|meer dan |ruim )? ?([\d. ]{1,9}?)(\+?)", text.casefold())
    least = number_meant(more_than[1]) if more_than and more_than[0] != more_than[1] else None
    unit = "|".join(re.escape(word) for word in found.schema.get("x-unit", {}).values()) or "(?!)"
    alone = number_meant(re.sub(rf" (?:{unit})$", "", text))  # the unit says what the field says
    if not any(option.get("type") == "integer" for option in options):
        return Words(message, hint)
    if least and "more_than" in parts:
        return Words(message, hint, Fix(text, f"{{more_than: {least}}}"))
    if alone:
        return Words(*said("oneOf", "number", **told), Fix(text, str(alone)))
    if names_hint := _names_hint(found):
        return Words(message, names_hint)
    if re.search(r"\d", text):
        fields = enumerated([f"‘{name}’" for name in found.schema.get("x-words-in", ())], "of")
        instead = (
            f" Is het toch een schatting, vertel die dan in woorden bij {fields} en haal dit veld weg."
            if fields
            else ""
        )
        return Words(*said("oneOf", "estimate", **told, instead=instead))
    return Words(message, hint)


def _names_hint(found: Finding) -> str:
    """Where names belong that stand in the place of their number; empty where these are no names, or have no field."""
    field = found.schema.get("x-names-in")
    named = [found.value] if isinstance(found.value, str) else found.value if isinstance(found.value, list) else []
    # `Ongeveer 20` begins with a capital too.
    if not field or not any(
        isinstance(name, str) and _NAME.search(name, 1 if re.search(r"\d", name) else 0) for name in named
    ):
        return ""
    return f"Namen horen bij ‘{field}’. {found.hint('Schrijf hier het getal.')}"

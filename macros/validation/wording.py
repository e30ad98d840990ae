"""What a finding of the schema means to the writer: what is wrong, how to mend it, what to type.

One function for each keyword of JSON Schema, in one table. The words come from the
schema: its titles, descriptions, choices and `x-hint`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from jsonschema.exceptions import ValidationError

from macros.base.plurals import counted
from macros.problems.problem import Fix
from macros.schema.schemas import EARLIEST
from macros.validation.guessing import address_meant, all_meant, date_meant, meant, near, number_meant
from macros.yaml_text.places import Path
from macros.yaml_text.quotes import quoted

_TYPES = {
    "string": "één tekst",
    "integer": "een heel getal",
    "array": "een lijst",
    "object": "een groep velden",
    "boolean": "true of false",
}
# In this order: in Python, true and false are numbers too.
_IS_A: tuple[tuple[type, str], ...] = (
    (bool, "true of false"),
    (int, "een getal"),
    (str, "tekst"),
    (list, "een lijst"),
    (dict, "een groep velden"),
    (object, "iets anders"),
)
_MOST_NAMED = 40
CHOOSE = "Kies uit: "  # what a list of all choices begins with
_FEW_CHOICES = 5  # all of them are named anyway
_MOST_FIELDS = 8
# What begins with a capital, or stands in a row: a number in words does neither, but for a unit behind a number.
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w|[^\W\d_]\s*,\s*[^\W\d_]")


class Words(NamedTuple):
    """What is wrong, how to mend it, and what to type where that is known."""

    message: str
    hint: str
    fix: Fix | None = None


@dataclass(frozen=True)
class Finding:
    """One finding of jsonschema: which keyword of which schema is not met by which value."""

    keyword: str
    wanted: Any
    schema: dict[str, Any]
    value: Any
    at: Path
    text: str
    inside: tuple[Finding, ...]

    @classmethod
    def of(cls, error: ValidationError) -> Finding:
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            schema=error.schema if isinstance(error.schema, dict) else {},
            value=error.instance,
            at=tuple(error.absolute_path),
            text=error.message,
            inside=tuple(cls.of(one) for one in error.context or ()),
        )

    @property
    def label(self) -> str:
        """The field as the writer knows it: its name, and its Dutch title."""
        name = next((str(part) for part in reversed(self.at) if isinstance(part, str)), "")
        title = self.schema.get("title")
        return f"‘{name}’" if not title or not name else f"‘{name}’ ({title})"

    def hint(self, otherwise: str) -> str:
        """The schema's own hint, else `otherwise`."""
        return str(self.schema.get("x-hint", otherwise))


def words_for(found: Finding) -> Words:
    """The words for a finding about a value."""
    return _WORDS.get(found.keyword, _other)(found)


def code_for(keyword: str) -> str:
    """The code of a problem, see `codes`."""
    return _CODES.get(keyword, "form")


def unknown_field(name: str, known: dict[str, Any], given: dict[str, Any], guess: bool = True) -> Words:
    """A field that does not exist; `given` are the fields that were written. A guess costs a comparison with all."""
    free = free_labels(known, given)
    certain = meant(name, free) if guess else None
    message = f"Het veld ‘{shown(name)}’ bestaat niet."
    if certain:
        return Words(message, f"Bedoelde je ‘{certain}’ ({free[certain]})?", Fix(name, certain))
    if guess and (resembling := near(name, free)):
        return Words(message, f"{resembles(resembling, free)} Zo niet, haal het weg.")
    named = [f"{name} ({label})" for name, label in list(free.items())[:_MOST_FIELDS]]
    more = ", … Alle velden staan op de pagina Velden." if len(named) < len(free) else "."
    return Words(
        message, f"Haal het weg, of kies een veld dat er wel is: {', '.join(named)}{more}" if named else "Haal het weg."
    )


def resembles(keys: list[str], known: Mapping[str, str]) -> str:
    """The question whether one of these was meant, where none surely was."""
    named = [f"‘{key}’ ({known[key]})" for key in keys]
    return f"Lijkt het op {named[0]}?" if len(named) == 1 else f"Lijkt het op een van deze: {', '.join(named)}?"


def free_labels(known: dict[str, Any], given: dict[str, Any]) -> dict[str, str]:
    """The fields that were not written yet, with their labels: what an unknown name may have meant."""
    return {key: node.get("title", key) for key, node in known.items() if key not in given}


def missing_field(name: str, schema: dict[str, Any]) -> Words:
    """A field that has to be there."""
    node = schema.get("properties", {}).get(name, {})
    explained = node.get("x-hint", node.get("description", ""))
    add = f"Voeg een regel toe die begint met ‘{name}:’."
    if "array" in str(node.get("type")) and "properties" in node.get("items", {}):
        add = f"Voeg een regel ‘{name}:’ toe, met daaronder {group_example(node['items'])}."
    if node.get("contentMediaType") and "x-hint" in node:
        add = ""  # the hint says where the text goes
    return Words(f"Het veld ‘{name}’ ({node.get('title', name)}) ontbreekt.", f"{add} {explained}".strip())


def first_double(items: list[Any]) -> int:
    """The index of the first item that was there before; 0 when there is none."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        written = json.dumps(item, sort_keys=True)
        if written in seen:
            return index
        seen.add(written)
    return 0


def shown(value: Any) -> str:
    """A value as a message shows it: on one line, and not longer than needed to know it again."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:200]
    return text if len(text) <= 60 else text[:57] + "…"


def group_example(node: dict[str, Any]) -> str:
    """A group as one types it in a list: `- publication: …` and its other fields."""
    names = node.get("required") or list(node.get("properties", {}))[:2]
    first, *others = [f"‘{name}: …’" for name in names] or ["‘- …’"]
    example = first.replace("‘", "‘- ", 1)
    return f"{example}, en op de regel daarna, recht onder ‘{names[0]}’, {' en '.join(others)}" if others else example


def _choices(found: Finding) -> dict[str, str]:
    labelled = {str(option["const"]): option["title"] for option in found.schema.get("x-choices", [])}
    return labelled or {str(value): str(value) for value in found.wanted}


def _enum(found: Finding) -> Words:
    choices = _choices(found)
    named = list(choices)[:_MOST_NAMED]
    all_of_them = f"{CHOOSE}{', '.join(named)}{', …' if len(named) < len(choices) else '.'}"
    title = found.schema.get("title", "dit veld")
    if isinstance(found.value, list):
        alone = [str(item) for item in found.value] if len(found.value) == 1 else [""]
        fix = Fix(f"[{alone[0]}]", alone[0]) if alone[0] in choices else None
        return Words(f"Bij {found.label} hoort één waarde, geen lijst.", f"Kies er één. {all_of_them}", fix)
    text = str(found.value)
    message = f"‘{shown(found.value)}’ is geen keuze voor {title}."
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


def _type(found: Finding) -> Words:
    wanted, value = str(found.wanted), found.value
    is_a = next(word for kind, word in _IS_A if isinstance(value, kind))
    message = f"Bij {found.label} hoort {_TYPES.get(wanted, wanted)}, maar hier staat {is_a}."
    if wanted == "string" and found.schema.get("format") == "date":
        day = date_meant(str(value))
        fix = Fix(str(value), day) if day else None
        return Words(f"‘{shown(value)}’ is geen datum.", found.hint("Schrijf jaar-maand-dag."), fix)
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
        others = " en ".join(f"‘{name}: …’" for name in names[1:5])
        below = f" en op de regel eronder {others}" if others else ""
        return Words(message, found.hint(f"Schrijf ‘{names[0]}: …’{below}." if names else "Schrijf hier velden."))
    if wanted == "integer" and (names_hint := _names_hint(found)):
        return Words(message, names_hint)
    if wanted == "integer" and isinstance(value, str):
        return Words(message, found.hint("Schrijf alleen cijfers, zonder punten, woorden of nullen ervoor."))
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
    choices = {str(option["const"]): option["title"] for option in items.get("x-choices", [])}
    if "x-reference" in items:  # which names there are is for `identity`, once these stand in a list
        hint = "Schrijf de namen van de bestanden, zonder .yml of .md, tussen rechte haken, met komma’s ertussen."
        return hint, Fix(text, f"[{text.strip('[](){} ')}]") if _is_row(text) else None
    if not choices:  # text: its commas are its own
        return "Zet elke tekst op een nieuwe regel, met twee spaties, een streepje en een spatie ervoor.", None
    keys = all_meant(text, choices)
    if keys:
        row = f"[{', '.join(keys)}]"
        return f"Zet er rechte haken omheen: {row}.", Fix(text, row)
    names = list(choices)[:_MOST_NAMED]
    return f"Zet er rechte haken omheen, met komma’s tussen de keuzes. Kies uit: {', '.join(names)}.", None


def _is_row(text: str) -> bool:
    """Whether brackets around a text make a list of it."""
    return len(text) < 200 and "\n" not in text and not re.search(r"[\[\]{}\"':#]", text.strip("[](){} "))


_SPACED = re.compile(r"https?://[^\s/?#]{1,253}[/?#][^\s]*(?:\s(?!https?:|www\.)[^\s]+)+", re.IGNORECASE)


def _format(found: Finding) -> Words:
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


def _pattern(found: Finding) -> Words:
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


def _signs(number: int) -> str:
    return f"{counted(number, 'teken', 'tekens')}"


def _too_short(found: Finding) -> Words:
    return Words(
        f"De tekst van {found.label} is te kort: {_signs(len(found.value))}, minstens {found.wanted} nodig.",
        found.hint(str(found.schema.get("description", ""))),
    )


def _too_long(found: Finding) -> Words:
    return Words(
        f"De tekst van {found.label} is te lang: {len(found.value)} tekens, hoogstens {found.wanted}.",
        "Maak de tekst korter.",
    )


def _empty(found: Finding) -> Words:
    return Words(f"De lijst van {found.label} is leeg.", "Zet er iets in, of haal het veld weg.")


def _too_many(found: Finding) -> Words:
    return Words(
        f"De lijst van {found.label} is te lang: {len(found.value)} regels, hoogstens {found.wanted}.",
        "Houd wat het belangrijkst is.",
    )


def _double(found: Finding) -> Words:
    twice = found.value[first_double(found.value)]
    what = f"‘{shown(twice)}’" if isinstance(twice, str) else "iets"
    return Words(f"In de lijst van {found.label} staat {what} dubbel.", "Haal wat dubbel is weg.")


def _too_small(found: Finding) -> Words:
    return Words(f"{found.value} is te klein voor {found.label}.", f"Het kleinste getal is {found.wanted}.")


def _too_big(found: Finding) -> Words:
    return Words(f"{found.value} is te groot voor {found.label}.", f"Het grootste getal is {found.wanted}.")


def _neither(found: Finding) -> Words:
    """A value that may be one thing or another, and is neither."""
    text = str(found.value).strip()
    message = f"‘{shown(found.value)}’ past niet bij {found.label}."
    options = found.schema.get("oneOf", [])
    parts = [part for option in options for part in option.get("properties", {})]
    more_than = re.fullmatch(r"(?:>=?|meer dan |ruim )? ?([\d. ]{1,9}?)(\+?)", text.casefold())
    least = number_meant(more_than[1]) if more_than and more_than[0] != more_than[1] else None
    unit = "|".join(re.escape(word) for word in found.schema.get("x-unit", {}).values()) or "(?!)"
    alone = number_meant(re.sub(rf" (?:{unit})$", "", text))  # the unit says what the field says
    if not any(option.get("type") == "integer" for option in options):
        return Words(message, found.hint(""))
    if least and "more_than" in parts:
        return Words(message, found.hint(""), Fix(text, f"{{more_than: {least}}}"))
    if alone:
        return Words(message, "Schrijf alleen het getal.", Fix(text, str(alone)))
    if names_hint := _names_hint(found):
        return Words(message, names_hint)
    if re.search(r"\d", text):
        told = " of ".join(f"‘{name}’" for name in found.schema.get("x-words-in", ()))
        instead = (
            f" Is het toch een schatting, vertel die dan in woorden bij {told} en haal dit veld weg." if told else ""
        )
        return Words(message, f"Hier kan alleen een heel getal, geen schatting. {found.hint('')}{instead}")
    return Words(message, found.hint(""))


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


def _other(found: Finding) -> Words:
    explained = str(found.schema.get("description", ""))
    return Words(f"De waarde van {found.label} mag zo niet.", found.hint(explained))


_WORDS: dict[str, Callable[[Finding], Words]] = {
    "enum": _enum,
    "type": _type,
    "format": _format,
    "pattern": _pattern,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minItems": _empty,
    "maxItems": _too_many,
    "minProperties": _empty,
    "uniqueItems": _double,
    "minimum": _too_small,
    "maximum": _too_big,
    "oneOf": _neither,
}

_CODES = {
    "enum": "choice",
    "type": "type",
    "format": "form",
    "pattern": "form",
    "minLength": "too-short",
    "maxLength": "too-long",
    "minItems": "empty-list",
    "maxItems": "long-list",
    "minProperties": "empty-list",
    "uniqueItems": "double",
    "minimum": "number",
    "maximum": "number",
    "oneOf": "form",
}

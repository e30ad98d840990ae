"""A line of text that reads as a field, because there is a colon in it: where it belongs, so that it need not go.

Who is told that a field does not exist takes the line away, and with it what was told in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from macros.base.labels import is_sentence
from macros.problems.problem import Fix
from macros.reading.front_matter import BODY
from macros.validation.finding import Words, shown
from macros.yaml_text.places import Path, Places


def sentence(name: str, known: dict[str, Any], given: Iterable[str], places: Places, at: Path) -> Words | None:
    """The words for a line of text that was taken for the field `name` in the group `at`; None where it is no text.

    `known` are the nodes of the fields that there are, `given` the names that were written.
    """
    if not is_sentence(name):
        return None
    message = f"‘{shown(name)}’ is geen veldnaam. Door de dubbele punt leest het programma deze tekst als een veld."
    line = places.of_key((*at, name)).line
    above = [(places.keys.get((*at, key), (0, 0))[0], key) for key in given if key in known]
    # What is empty goes nowhere, but its name was noted.
    above += [(spot[0], str(path[-1])) for path, spot in places.keys.items() if path[:-1] == at and path[-1] in known]
    before = max(((number, key) for number, key in above if 0 < number < line), default=None)
    if before and _is_text(known[before[1]]):
        number, key = before
        block = places.blocks.get((*at, key))
        asked = f"Hoort deze regel bij ‘{key}’ (regel {number})?"
        if block:
            spaces = " " * (block.column - 1)
            many = {1: "één spatie", 2: "twee spaties"}.get(len(spaces), f"{len(spaces)} spaties")
            return Words(message, f"{asked} Zet er {many} voor.", Fix(name, spaces + name))
        indent = "twee" if not at else f"{places.of_key((*at, key)).column + 1}"
        return Words(
            message,
            f"{asked} Schrijf dan ‘{key}: |’, zet de hele tekst daaronder, en voor elke regel {indent} spaties.",
        )
    texts = [key for key in (BODY, *known) if _is_text(known.get(key, {}))]
    if at or not texts:
        return Words(message, "Zet de tekst bij het veld waar hij bij hoort, tussen aanhalingstekens.")
    written = [key for key in texts if (*at, key) in places.keys]
    key = next((key for key in written if key == BODY), texts[0])
    if (key,) in places.verbatim:
        return Words(message, "Zet de tekst onder de tweede regel met drie streepjes, bij het verhaal.")
    number = places.keys.get((key,), (0, 0))[0]
    if number:
        return Words(message, f"Zet hem onder ‘{key}: |’ (regel {number}), met twee spaties voor elke regel.")
    return Words(message, f"Zet er een regel ‘{key}: |’ boven, en voor elke regel van de tekst twee spaties.")


@dataclass(frozen=True)
class Answer:
    """What stands behind a blank that someone wrote on, and what to take away, where that is known."""

    fix: Fix | None


def answered(line: str, blank: str, asked: Collection[str]) -> Answer | None:
    """Whether someone wrote behind the `blank` in a line; None where there is nothing but one of the questions `asked`.

    Of a text with a question that is not one of these, only its writer can tell where that ends.
    """
    before, found, rest = line.partition(blank)
    text = rest.lstrip(" :\t")
    if not text.strip("\"' .") or text.strip() in asked:
        return None
    question = max((one for one in asked if one and text.startswith(one)), key=len, default="")
    own = text[len(question) :].lstrip()
    certain = question or not asked or not rest.startswith(":")
    return Answer(Fix(blank + rest, own) if certain and not before.strip() else None)


def _is_text(node: dict[str, Any]) -> bool:
    """Whether any text will do: no choice, date, address or name of an entry."""
    return node.get("type") == "string" and not {"enum", "format", "x-reference", "pattern"} & set(node)

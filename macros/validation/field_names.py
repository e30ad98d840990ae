"""Names of fields that do not exist, stand in the wrong place or are missing: what was meant, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.base.dutch import enumerated
from macros.problems.messages import said
from macros.problems.problem import Fix
from macros.validation.finding import Finding, Words, shown
from macros.validation.guessing import meant, near
from macros.validation.sentences import sentence
from macros.yaml_text.places import Path, Places

_MOST_FIELDS = 8


def unknown_fields(found: Finding, places: Places) -> Iterator[tuple[str, Words]]:
    """The names in a group that its schema does not know, each with what to say of it."""
    known, value, at = found.schema.get("properties", {}), found.value, found.at
    for name in (name for name in value if name not in known):
        words = _misplaced(name, known, value, places, at) or _unknown(name, known, value)
        if not words.fix and at and not near(name, _free_labels(known, value)):
            words = _beside(name, known)
        if not words.fix:
            words = sentence(name, known, value, places, at) or words
        yield name, words


def missing_fields(found: Finding, places: Places) -> Iterator[tuple[str, Words]]:
    """The names that a group lacks, each with what to say of it; one that was written with a slip is not among them."""
    misspelled = _meant_by_unknown(found.schema.get("properties", {}), found.value)
    for name in found.wanted:
        # jsonschema gives one error for each name that is missing, and says which in its message only.
        if name not in found.value and name not in misspelled and found.text.startswith(f"'{name}' "):
            yield name, _missing(name, found.schema)


def missing_companions(found: Finding, places: Places) -> Iterator[tuple[str, Words]]:
    """The names that a group lacks beside one that it has, each with what to say of it: `dependentRequired`."""
    known = found.schema.get("properties", {})
    misspelled = _meant_by_unknown(known, found.value)
    for name, needed in found.wanted.items():
        for other in (other for other in needed if other not in misspelled):
            # As above: one error for each of them, which only its message tells.
            if found.text == f"{other!r} is a dependency of {name!r}":
                title, how = known.get(name, {}).get("title", name), _missing(other, found.schema).hint
                yield other, Words(*said("dependentRequired", name=name, title=title, other=other, how=how))


def _unknown(name: str, known: dict[str, Any], given: dict[str, Any]) -> Words:
    """A field that does not exist; `given` are the fields that were written."""
    free = _free_labels(known, given)
    certain = meant(name, free)
    message = f"Het veld ‘{shown(name)}’ bestaat niet."
    if certain:
        return Words(message, f"Bedoelde je ‘{certain}’ ({free[certain]})?", Fix(name, certain))
    if resembling := near(name, free):
        return Words(message, f"{resembles(resembling, free)} Zo niet, haal het weg.")
    named = [f"{name} ({label})" for name, label in list(free.items())[:_MOST_FIELDS]]
    more = ", … Alle velden staan op de pagina Velden." if len(named) < len(free) else "."
    return Words(
        message, f"Haal het weg, of kies een veld dat er wel is: {', '.join(named)}{more}" if named else "Haal het weg."
    )


def _missing(name: str, schema: dict[str, Any]) -> Words:
    """A field that has to be there."""
    node = schema.get("properties", {}).get(name, {})
    told = {"name": name, "title": node.get("title", name), "about": node.get("x-hint", node.get("description", ""))}
    if node.get("contentMediaType") and "x-hint" in node:  # which says where the text goes
        return Words(*said("required", "text", **told))
    if "array" in str(node.get("type")) and "properties" in node.get("items", {}):
        return Words(*said("required", "groups", **told, example=group_example(node["items"])))
    return Words(*said("required", **told))


def _misplaced(name: str, known: dict[str, Any], given: dict[str, Any], places: Places, at: Path) -> Words | None:
    """A name that is known elsewhere: as a part of a group, or as a field that was written already in other letters."""
    if meant(name, _free_labels(known, given)):
        return None
    message = f"Het veld ‘{shown(name)}’ bestaat niet."
    written = {key: node.get("title", key) for key, node in known.items() if key in given}
    twin = meant(name, written)
    if twin:
        line = places.of_key((*at, twin)).line
        hint = f"Bedoelde je ‘{twin}’ ({written[twin]})? Dat staat er al (regel {line}). Zet wat hier staat daaronder."
        return Words(message, hint)
    groups = [(key, node) for key, node in known.items() if name in _parts(node)]
    groups = [(key, node) for key, node in groups if key in given] or groups
    if len(groups) > 1 and all("items" in node for _, node in groups):
        named = enumerated([f"‘{key}’ ({node.get('title', key)})" for key, node in groups], "of")
        return Words(
            f"‘{shown(name)}’ is geen veld, maar een deel van {named}.", "Zet het daar, bij een punt van de lijst."
        )
    if len(groups) != 1:
        return None
    ((key, node),) = groups
    line = places.keys.get((*at, key), (0, 0))[0]
    where = f"‘{key}’ (regel {line})" if line else f"‘{key}’"
    message = f"‘{shown(name)}’ is geen veld, maar hoort onder {where}."
    if "items" in node:
        first = next(iter(_parts(node)))
        begin = "" if line else f"Begin met een regel ‘{key}:’. "
        if name == first:
            return Words(message, f"{begin}Zet het daar als een nieuw punt: {group_example(node['items'])}.")
        hint = f"{begin}Zet het bij een punt van ‘{key}’, recht onder ‘{first}’."
        return Words(message, hint)
    if not line:
        return Words(message, f"Zet er een regel ‘{key}:’ boven, en twee spaties voor.")
    return Words(message, f"Zet het onder ‘{key}’, met twee spaties ervoor.", Fix(f"{name}:", f"  {name}:"))


def _beside(name: str, known: dict[str, Any]) -> Words:
    """A name that a group does not have: what it says may belong to one of the parts, which are explained."""
    parts = [f"‘{key}’ ({node.get('description', node.get('title', key)).rstrip('.')})" for key, node in known.items()]
    hint = f"Zet wat hier staat bij het deel waar het bij past: {', '.join(parts)}. Haal daarna deze regel weg."
    return Words(f"Het veld ‘{shown(name)}’ bestaat niet.", hint)


def _meant_by_unknown(known: dict[str, Any], given: dict[str, Any]) -> set[str | None]:
    """The fields that were likely meant by names that do not exist: one mistake, so one problem."""
    free = _free_labels(known, given)
    unknown = (name for name in given if name not in known)
    return {meant(name, free) or next(iter(near(name, free, 1)), None) for name in unknown}


def _parts(node: dict[str, Any]) -> dict[str, Any]:
    """The parts of a group, or of the groups in a list."""
    parts: dict[str, Any] = node.get("items", node).get("properties", {})
    return parts


def _free_labels(known: dict[str, Any], given: dict[str, Any]) -> dict[str, str]:
    """The fields that were not written yet, with their labels: what an unknown name may have meant."""
    return {key: node.get("title", key) for key, node in known.items() if key not in given}


def resembles(keys: list[str], known: Mapping[str, str]) -> str:
    """The question whether one of these was meant, where none surely was."""
    named = [f"‘{key}’ ({known[key]})" for key in keys]
    return f"Lijkt het op {named[0]}?" if len(named) == 1 else f"Lijkt het op een van deze: {', '.join(named)}?"


def group_example(node: dict[str, Any]) -> str:
    """A group as one types it in a list: `- publication: …` and its other fields."""
    names = node.get("required") or list(node.get("properties", {}))[:2]
    first, *others = [f"‘{name}: …’" for name in names] or ["‘- …’"]
    example = first.replace("‘", "‘- ", 1)
    return f"{example}, en op de regel daarna, recht onder ‘{names[0]}’, {enumerated(others)}" if others else example

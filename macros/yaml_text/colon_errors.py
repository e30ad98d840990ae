"""Colons on which YAML stumbles, and the names before them: a colon too few, one too many, one without a space."""

from __future__ import annotations

import re

from macros.base.labels import is_sentence
from macros.problems.problem import Fix
from macros.yaml_text.failure import FIELD, Failure, Found
from macros.yaml_text.quotes import quoted

NO_NAME = ("Hier ontbreekt een veldnaam.", "Schrijf een naam voor de dubbele punt.")
_NO_COLON = "Hier begint een nieuwe regel, maar er staat geen veldnaam met een dubbele punt."
_LEAD = re.compile(r"([ \t]*)(?:- +)*")
_NAME = re.compile(r"(?P<name>[\w-]+)[ \t]*:(?=\s|$)")
_GLUED = re.compile(r"\s*(?:- +)?([\w-]+):(?=[^\s/:])")
# What cannot go on below its line as a text: a day, a number, a word alone, a list or a group.
_NO_TEXT = re.compile(r"[^\s|>]+|[\[{].*")
_TEXT = "body"  # the field that holds a text of more paragraphs, as in `front_matter`


def no_name(failure: Failure) -> Found | None:
    line = failure.lines[failure.at]
    if not re.match(r"\s*:(\s|$)", line):
        return None
    return Found("yaml-key", failure.at, line.index(":"), *NO_NAME)


def marked_name(failure: Failure) -> Found | None:
    """A name in bold, as one writes it in Markdown."""
    found = re.match(r"(\s*(?:- +)?)(?P<marked>\*{1,2}([\w-]+)(?:\*{1,2}:|:\*{1,2}))(?=\s|$)", failure.line)
    if not found:
        return None
    return Found(
        "yaml-key",
        failure.at,
        found.start("marked"),
        "Een veldnaam staat zonder sterretjes.",
        f"Schrijf ‘{found[3]}:’.",
        Fix(found["marked"], f"{found[3]}:"),
    )


def glued(failure: Failure) -> Found | None:
    if not failure.says("mapping values are not allowed", "could not find expected ':'"):
        return None
    for at in (failure.at - 1, failure.begun, failure.at):
        glued = _GLUED.match(failure.lines[at]) if at >= 0 else None
        if glued:
            name = glued.group(1)
            return Found(
                "yaml-space",
                at,
                glued.end() - 1,
                "Na de dubbele punt ontbreekt een spatie.",
                f"Schrijf ‘{name}: …’, met een spatie na de dubbele punt.",
                Fix(f"{name}:", f"{name}: "),
            )
    return None


def no_colon(failure: Failure) -> Found | None:
    """A name without its colon, found at the colon of the field below it."""
    above = failure.above(failure.at)
    field = FIELD.match(failure.line)
    if not failure.says("mapping values are not allowed") or above is None or not field:
        return None
    line = failure.lines[above]
    lead = _LEAD.match(line)
    own = failure.column <= field.start("gap")  # not one in the value
    if not own or not lead or ":" in line or len(lead[0]) != len(field["lead"]):
        return None
    return _without_colon(failure, above, len(lead[0]), line)


def no_field(failure: Failure) -> Found | None:
    if not failure.says("could not find expected ':'"):
        return None
    return _without_colon(failure, failure.begun, failure.begun_column, failure.lines[failure.begun])


def _without_colon(failure: Failure, at: int, column: int, line: str) -> Found:
    words = re.match(r"(\s*(?:- +)?)([a-z_]{3,})(?: *(?:[=;]|\.:) *| +)([^\s=;].*)$", line)
    upper = next((found for above in failure.lines[at - 1 :: -1] if at and (found := _NAME.match(above))), None)
    hint = "Schrijf ‘veldnaam: waarde’."
    fix = Fix(line, f"{words[1]}{words[2]}: {words[3]}") if words else None
    if upper:
        name = upper["name"]
        value = upper.string[upper.end() :].strip()
        if _NO_TEXT.fullmatch(value) if value else failure.above(at) != failure.lines.index(upper.string):
            return Found("yaml-colon-missing", at, column, _NO_COLON, f"{hint} {_text_below(failure)}", fix)
        hint += (
            f" Hoort de regel bij ‘{name}’? Zet er dan twee spaties voor. Zijn het meer alinea’s of is het een lijst, "
            f"schrijf dan ‘{name}: |’ met de hele tekst eronder."
        )
    return Found(
        "yaml-colon-missing",
        at,
        column,
        _NO_COLON,
        hint,
        fix,
    )


def _text_below(failure: Failure) -> str:
    """Where a text may go that stands below a field that holds no text."""
    if failure.in_markdown:
        return "Is het gewone tekst, zet die dan onder de tweede regel met drie streepjes."
    number = next((n for n, line in enumerate(failure.lines) if line.startswith(f"{_TEXT}:")), None)
    if number is not None:
        return f"Is het gewone tekst, zet die dan onder ‘{_TEXT}: |’ (regel {failure.first_line + number}), met twee spaties voor elke regel."
    return f"Is het gewone tekst, zet er dan een regel ‘{_TEXT}: |’ boven, en twee spaties voor elke regel."


def text_over_lines(failure: Failure) -> Found | None:
    """A sentence with a colon within a text that goes on below the line of its field: quotes cannot mend one line of it."""
    line = failure.line
    indent = len(line) - len(line.lstrip())
    before = line[: failure.column].strip()
    if not failure.says("mapping values are not allowed") or not indent or not is_sentence(before):
        return None
    at = next((n for n in range(failure.at - 1, -1, -1) if _starts(failure.lines[n], indent)), None)
    upper = FIELD.match(failure.lines[at]) if at is not None else None
    if at is None or not upper or upper["value"][:1] in ("", "|", ">", "'", '"', "[", "{"):
        return None
    name = upper["key"]
    return Found(
        "yaml-colon",
        failure.at,
        failure.column,
        f"Hier staat een dubbele punt in een tekst van meer regels, die begint bij ‘{name}’ (regel {failure.first_line + at}).",
        f"Schrijf daar ‘{name}: |’ en zet de hele tekst eronder, met {len(upper['lead']) + 2} spaties voor elke regel.",
    )


def _starts(line: str, indent: int) -> bool:
    """Whether a line stands less far in than `indent`."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) < indent


def colon(failure: Failure) -> Found | None:
    if not failure.says("mapping values are not allowed"):
        return None
    field = FIELD.match(failure.line)
    address = re.match(r"https?: +//(?=\S)", field["value"]) if field else None
    if address:
        message, hint = "In dit adres staat een spatie.", "Haal de spatie weg."
        joined = Fix(address[0], address[0].replace(" ", ""))
        return Found("yaml-colon", failure.at, failure.column, message, hint, joined)
    fix = Fix(field["value"], quoted(field["value"])) if field and field["value"] else None
    return Found(
        "yaml-colon",
        failure.at,
        failure.column,
        "Hier staat een dubbele punt in de tekst. Het programma leest daar een nieuw veld.",
        "Zet de hele waarde tussen aanhalingstekens.",
        fix,
    )

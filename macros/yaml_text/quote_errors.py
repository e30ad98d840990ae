"""Quotes on which YAML stumbles: not closed, curled, with text behind them, with a backslash between them."""

from __future__ import annotations

import re

from macros.problems.problem import Fix
from macros.yaml_text.failure import FIELD, ITEM, Failure, Found
from macros.yaml_text.quotes import APOSTROPHE, BACKSLASH, SHORTENED, SMART_END, SMART_WORDS, quoted, smart_quotes

_KEY_LINE = re.compile(r"[ \t]*(?:- +)?[\w-]+[ \t]*:(?:[ \t]|$)|---[ \t]*$")
_WHOLE_QUOTED = re.compile(r"(?P<quoted>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?P<gap>\s*)(?P<rest>[^\s#].*)$")


def smart_quote(failure: Failure) -> Found | None:
    field = FIELD.match(failure.line)
    fix = smart_quotes(field["value"]) if field else None
    return Found("yaml-smart-quote", failure.at, field.start("value"), *SMART_WORDS, fix) if field and fix else None


def open_quote(failure: Failure) -> Found | None:
    """A quote that is not closed on its line, while the next line is a field: found late, or at another quote."""
    if failure.says("while parsing a flow") and failure.begun == failure.at:
        return None
    for at in range(min(failure.at, failure.begun), failure.at + 1):
        field = FIELD.match(failure.lines[at])
        value = field["value"] if field else failure.lines[at].strip().removeprefix("- ")
        sign = value[:1]
        if sign not in ("'", '"') or _closes(value, sign):
            continue
        if SHORTENED.match(value) and not value.endswith(sign):
            column = failure.lines[at].index(value)
            return Found("yaml-quote", at, column, *APOSTROPHE, Fix(value, f'"{value}"'))
        following = failure.lines[at + 1] if at + 1 < len(failure.lines) else "---"
        if _KEY_LINE.match(following) or failure.says("while scanning a quoted scalar"):
            return Found(
                "yaml-quote",
                at,
                failure.lines[at].index(value),
                "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
                "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
                Fix(value, _with_end(value, sign)),
            )
    return None


def _with_end(value: str, sign: str) -> str:
    """A value with the quote that it lacks, in place of a curly one or of the other straight one."""
    other = "'" if sign == '"' else '"'
    instead = value[-1:] in SMART_END or (value.endswith(other) and value.count(other) == 1)
    return (value[:-1] if instead else value) + sign


def _closes(value: str, sign: str) -> bool:
    """Whether a value that begins with a quote has its other one on the same line."""
    bare = re.sub(r"\\.", "", value[1:]) if sign == '"' else value[1:].replace("''", "")
    return sign in bare


def quote_begun(failure: Failure) -> Found | None:
    if not failure.says("quoted scalar"):
        return None
    if failure.says("escape"):
        field = FIELD.match(failure.line) or ITEM.match(failure.line)
        value = field["value"] if field else ""
        whole = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
        return Found("yaml-quote", failure.at, failure.column, *BACKSLASH, Fix(value, quoted(value)) if whole else None)
    return Found(
        "yaml-quote",
        failure.begun,
        failure.begun_column,
        "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
        "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
    )


def after_quote(failure: Failure) -> Found | None:
    field = FIELD.match(failure.line)
    value = field["value"] if field else failure.line.strip().removeprefix("- ")
    found = _WHOLE_QUOTED.match(value)
    if not found or failure.says("while parsing a flow", "escape"):
        return None
    return Found(
        "yaml-after-quote",
        failure.at,
        failure.line.index(value) + found.start("rest"),
        "Achter het sluitende aanhalingsteken staat nog tekst.",
        "Zet de hele waarde tussen aanhalingstekens, van een soort die er zelf niet in staat.",
        Fix(value, quoted(value)),
    )

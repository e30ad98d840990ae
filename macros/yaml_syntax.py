"""What is wrong with a text that is no YAML, in words for whoever wrote it.

libyaml says in English, often lines too late, what it cannot go on with. This
module says in Dutch what was likely done, and where.
"""

from __future__ import annotations

import re

import yaml

from macros.problem import Problem, Spot

# Control characters, what only YAML takes for a line end, and what changes how a text reads without showing.
NOT_PRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

# libyaml's and PyYAML's own words, and what they mean to a writer. First match counts.
_SYNTAX = (
    (
        ("cannot start any token", "\\t"),
        "yaml-tab",
        "Hier staat een tab. YAML springt alleen in met spaties.",
        "Vervang de tab door twee spaties.",
    ),
    (
        ("mapping values are not allowed",),
        "yaml-colon",
        "Hier staat een dubbele punt die YAML als nieuw veld leest, of de regel springt te ver in.",
        "Hoort de dubbele punt bij de tekst, zet de hele waarde dan tussen aanhalingstekens.",
    ),
    (
        ("while scanning a quoted scalar",),
        "yaml-quote",
        "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
        "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
    ),
    (
        ("while parsing a flow",),
        "yaml-list",
        "Deze lijst of accolade wordt niet goed afgesloten.",
        "Zet komma’s tussen de waarden en sluit af met ] of }.",
    ),
    (
        ("could not find expected ':'",),
        "yaml-colon-missing",
        "Hier begint een nieuwe regel, maar er staat geen veldnaam met een dubbele punt.",
        "Schrijf ‘veldnaam: waarde’, of spring de regel in als hij bij de tekst erboven hoort.",
    ),
    (
        ("cannot start any token",),
        "yaml-character",
        "Een waarde mag niet met dit teken beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        ("did not find expected key", "expected <block end>", "did not find expected '-'"),
        "yaml-indent",
        "Deze regel springt anders in dan de regels waar hij bij hoort.",
        "Laat regels die bij elkaar horen even ver inspringen, met spaties.",
    ),
    (
        ("did not find expected <document start>",),
        "yaml-document",
        "Hier eindigt de lijst met velden onverwacht.",
        "Laat elk veld aan het begin van de regel beginnen, als ‘veldnaam: waarde’.",
    ),
)


_FOUND_LATE = ("quoted scalar", "could not find expected ':'", "while parsing a flow")
_GLUED = re.compile(r"\s*([\w-]+):(?=[^\s/])")


def strange_character(text: str, path: str) -> Problem | None:
    """The first character of a file that shows nothing and does not belong in text."""
    strange = NOT_PRINTABLE.search(text)
    if not strange:
        return None
    before = text[: strange.start()]
    return Problem.of(
        "character",
        path,
        Spot(before.count("\n") + 1, strange.start() - before.rfind("\n")),
        f"Hier staat een onzichtbaar teken (U+{ord(strange.group()):04X}) dat niet in tekst hoort.",
        "Haal het teken weg; het komt vaak mee met kopiëren uit een ander programma.",
    )


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """What a syntax error means to the writer, where it was made rather than where it was found."""
    words = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    code, message, hint = (
        "yaml-syntax",
        "Deze regel is geen geldige YAML.",
        "Schrijf elk veld als ‘veldnaam: waarde’; zet tekst met bijzondere tekens tussen aanhalingstekens.",
    )
    # These are found later, often lines later, than where the writer made them.
    if any(sign in words for sign in _FOUND_LATE) and error.context_mark:
        mark = error.context_mark
    lines = text.rstrip("\n").split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    line = lines[at]
    glued = at and _GLUED.match(lines[at - 1])
    if glued and "mapping values are not allowed" in words:
        spot = Spot(at - 1 + first_line, glued.end())
        return Problem.of(
            "yaml-space",
            path,
            spot,
            "Na de dubbele punt ontbreekt een spatie.",
            f"Schrijf ‘{glued.group(1)}: …’, met een spatie na de dubbele punt.",
        )
    for signs, *found in _SYNTAX:
        tab = "\\t" in signs
        if any(sign in words for sign in signs if sign != "\\t") and (not tab or "\t" in line):
            code, message, hint = found
            break
    spot = Spot(at + first_line, mark.column + 1 if mark and mark.line == at else 1)
    return Problem.of(code, path, spot, message, hint)

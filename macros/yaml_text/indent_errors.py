"""Lines that stand too far in or not far enough, and tabs: the place of a line says in YAML what it belongs to."""

from __future__ import annotations

import re

from macros.problems.problem import Fix
from macros.yaml_text.failure import FIELD, Failure, Found
from macros.yaml_text.indents import home, places


def tab(failure: Failure) -> Found | None:
    for at in (failure.at, failure.at - 1):
        line = failure.lines[at] if at >= 0 else ""
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" not in lead and not (at == failure.at and failure.says("\\t") and "\t" in line):
            continue
        rights = [line.replace("\t", "  ")]
        if "\t" in lead:  # how far in, only the lines above can tell
            bare = line.lstrip().replace("\t", " ")
            steps = places([*failure.lines[:at], bare], at)
            rights = [" " * step + bare for step in steps] or rights
        return Found(
            "yaml-tab",
            at,
            line.index("\t"),
            "Hier staat een tab. Inspringen doe je hier met spaties.",
            "Zet in de plaats van de tab zoveel spaties dat de regel recht onder de regels staat waar hij bij hoort.",
            Fix(line, rights[0], tuple(rights[1:])),
        )
    return None


def block_text(failure: Failure) -> Found | None:
    """Text below `field: |` that does not stand to the right of the field."""
    above = failure.above(failure.begun)
    upper = FIELD.match(failure.lines[above] + " ") if above is not None else None
    line = failure.lines[failure.begun]
    if not upper or upper["value"][:1] not in ("|", ">") or not line.strip():
        return None
    step = len(upper["lead"]) + 2
    return Found(
        "yaml-indent",
        failure.begun,
        failure.begun_column,
        f"De tekst onder ‘{upper['key']}: {upper['value']}’ springt niet in.",
        "Zet voor elke regel van de tekst twee spaties.",
        Fix(line, " " * step + line.lstrip()),
    )


def too_far(failure: Failure) -> Found | None:
    """A field that stands further to the right than the finished field above it."""
    above = failure.above(failure.at)
    if not failure.says("mapping values are not allowed") or above is None or not FIELD.match(failure.line):
        return None
    upper = FIELD.match(failure.lines[above])
    indent = len(failure.line) - len(failure.line.lstrip())
    if not upper or not upper["value"] or indent <= len(upper["lead"]) or upper["value"][:1] in "|>":
        return None
    return Found(
        "yaml-indent",
        failure.at,
        indent,
        "Deze regel springt verder in dan het veld erboven, en dat veld is al af.",
        "Laat velden die bij elkaar horen op dezelfde plek beginnen.",
        moved(failure),
    )


def item_astray(failure: Failure) -> Found | None:
    """An item of a list below a field that is finished: moving it to the left or the right does not help."""
    says = failure.says("mapping values are not allowed", "did not find expected key", "expected <block end>", "did not find expected '-'")  # fmt: skip
    above = failure.above(failure.at)
    upper = FIELD.match(failure.lines[above]) if above is not None else None
    if not says or not upper or not re.match(r" *- +\S", failure.line) or places(failure.lines, failure.at):
        return None
    found = home(failure.lines, failure.at)
    message = f"Dit punt van een lijst staat onder ‘{upper['key']}’, en dat veld is al af."
    hint = "Zet het onder het veld met de lijst waar het bij hoort, met alles wat erbij hoort."
    if found:
        name, line, after = found
        below = f", boven ‘{after}’" if after else ""
        hint = f"Hoort het bij ‘{name}’ (regel {failure.first_line + line})? Zet het dan dáár onder{below}, met alles wat erbij hoort."
    return Found("yaml-indent", failure.at, failure.line.index("-"), message, hint)


def out_of_line(failure: Failure) -> Found | None:
    if not failure.says("did not find expected key", "expected <block end>", "did not find expected '-'"):
        return None
    line = failure.line
    indent = len(line) - len(line.lstrip())
    steps = [step for step in places(failure.lines, failure.at) if step != indent]
    message = "Deze regel springt anders in dan de regels waar hij bij hoort."
    hint = "Laat regels die bij elkaar horen op dezelfde plek beginnen, met spaties ervoor."
    if not steps or not line.strip():
        return Found("yaml-indent", failure.at, failure.column, message, hint)
    if len(steps) == 1:
        nearest = steps[0]
        spaces = {0: "Haal de spaties ervoor weg.", 1: "Zet er één spatie voor."}
        hint = spaces.get(nearest, f"Zet er {nearest} spaties voor.")
    return Found("yaml-indent", failure.at, failure.column, message, hint, moved(failure))


def moved(failure: Failure) -> Fix | None:
    """The line as far in as it may stand, where there is such a place."""
    bare = failure.line.lstrip()
    lines = [" " * step + bare for step in places(failure.lines, failure.at)]
    return Fix(failure.line, lines[0], tuple(lines[1:])) if lines else None

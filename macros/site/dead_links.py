"""What the generator says of the links in pages written by hand, in Dutch and with the place.

`macros check` sees the links to entries. Which headings a page has is known once it is made: the generator looks for
them, and names the page and the link, but not the line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from macros.problems.problem import START, Problem, Spot
from macros.problems.reporters import text
from macros.reading.file_text import read_text

_SAID = re.compile(
    r"WARNING\s+-\s+Doc file '(?P<page>[^'\n]+)' contains an? (?P<kind>absolute|unrecognized relative|)\s?"
    r"link '(?P<link>[^\n]*?)', (?P<why>but|it was left)(?P<rest>[^\n]*)"
)
_INSTEAD = re.compile(r"Did you mean '([^'\n]+)'")
_OTHER = re.compile(r"the doc '([^'\n]+)' does not contain an anchor")
_ABORTED = re.compile(r"Aborted with (\d+) warnings? in strict mode")


def in_dutch(line: str, root: Path) -> str:
    """A line of the generator: of a link or its end in Dutch, any other as it is."""
    if _ABORTED.search(line):
        return "De site is niet gebouwd: los op wat hierboven staat, en bouw opnieuw.\n"
    said = _SAID.match(line)
    path = f"docs/{said['page']}" if said else ""
    source = read_text(root / path, path)[0] if said and (root / path).is_file() else None
    if said is None or source is None:
        return line
    link, rest = said["link"], said["rest"]
    other, instead = _OTHER.search(rest), _INSTEAD.search(rest)
    if other or "no such anchor" in rest:
        where = f"docs/{other[1]}" if other else "deze pagina"
        message = f"In {where} staat geen kop die bij ‘#{link.rpartition('#')[2]}’ hoort."
        hint = "Schrijf achter het hekje de kop in kleine letters, met streepjes voor spaties."
    elif said["kind"] == "absolute":
        message = f"De link ‘{link}’ begint bij de hoofdmap; die is niet op elke plek dezelfde."
        hint = "Schrijf de weg vanaf deze pagina, als ../map/index.md."
    else:
        message = f"De link ‘{link}’ leidt niet naar een pagina in docs/."
        hint = "Kijk hoe het bestand heet, en schrijf de weg vanaf deze pagina, als ../map/index.md."
    if instead:
        hint = f"Bedoelde je ‘{instead[1]}’?"
    spot = _place(source, link)
    line_there = source.splitlines()[spot.line - 1] if spot != START else ""
    right = f"{line_there[: spot.column - 1]}{instead[1]}{line_there[spot.column - 1 + len(link) :]}" if instead else ""
    problem = Problem.of("reference", path, spot, message, hint)
    return text([replace(problem, right=right if line_there else "")], root) + "\n"


def _place(source: str, link: str) -> Spot:
    """Where a link stands first as the address of one; at the start where it cannot be found."""
    found = re.search(rf"""(?:\]\(|\]:[ \t]+|["'<]){re.escape(link)}(?=[)\s"'>]|\Z)""", source)
    if not found:
        return START
    at = found.end() - len(link)
    return Spot(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))

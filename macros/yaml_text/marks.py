"""Signs that look like those of YAML and are others: the bullets and dashes of Word, fixed spaces, a wide colon.

YAML does not stumble over them where they stand, and often not at all: two lines with
bullets become one text. So they are looked for line by line before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.problems.problem import Fix, Problem, Spot

_FIXED = "\u00a0\u2007\u202f"
_BULLETS = "•·∙▪▫◦‣⁃●○■□➢➤►▸✓✔\ue000-\uf8ff"  # the last are where fonts of Word keep theirs
_DASHES = "–—−‐‑‒―"
_SUSPECT = re.compile(f"[{_FIXED}：{_BULLETS}]")
# Behind the end of a line, and none stands before the first: a search skips from one to the next.
_SUSPECT_LINE = re.compile(rf"\n[ \t]{{0,200}}(?:[{_DASHES}]|-[^ \n-]|[*+][ \t]|o\t)")
_DASHED = re.compile(r"\n( *)- ")
_BULLET = re.compile(
    rf"(?P<lead>[ \t]*)(?P<sign>[{_BULLETS}{_DASHES}]|-(?=[^ \t{_FIXED}-])|-(?=[\t{_FIXED}])|o(?=\t)|[*+](?=[ \t{_FIXED}]))"
    rf"[ \t{_FIXED}]*(?P<rest>\S.*)"
)
_ITEM = re.compile(r"(?P<lead> *)- +(?P<rest>\S.*)")
_FIELD = re.compile(rf"(?P<lead> *(?:- +)*)[^\W\d][\w-]*(?P<colon>[ {_FIXED}]*[:：][ {_FIXED}]*)(?P<value>.*)")
_BLOCK = re.compile(r"[|>][-+\d]*\s*(?:#.*)?")
_LEAD = re.compile(rf"[ \t]*[{_FIXED}][ \t{_FIXED}]*(?=\S)")

_COPIED = "ze komen mee met kopiëren van een website of uit Word."
_NO_DASH = "Elk punt van een lijst begint met een gewoon streepje en een spatie: ‘- waarde’."


@dataclass
class _List:
    """A list that may be open: where its name begins, where its last dash stands, and whether that has a plain text."""

    at: int
    dash: int | None = None
    plain: bool = False


def wrong_marks(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """The lines of a text of fields with such a sign, where YAML would take it for something else."""
    lines = f"\n{text}"
    # Points that all stand as far in cannot be astray.
    if not _SUSPECT.search(text) and not _SUSPECT_LINE.search(lines) and len(set(_DASHED.findall(lines))) < 2:
        return
    lists: list[_List] = []
    block: int | None = None  # how far the name of a text below a | stands in
    for number, line in enumerate(text.split("\n"), start=first_line):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (block is not None and indent > block):
            continue
        block = None
        if line.lstrip().startswith("#"):
            continue
        if found := _LEAD.match(line):
            message = "Hier staan vaste spaties. Ze zien eruit als spaties, maar tellen niet als inspringen."
            fix = Fix(found[0], re.sub(f"[{_FIXED}]", " ", found[0]))
            hint = f"Vervang ze door gewone spaties; {_COPIED}"
            yield Problem.of("character", path, Spot(number, 1), message, hint, fix=fix)
            continue
        bullet = _BULLET.match(line)
        dashed = bullet or line.lstrip(" ").startswith("- ")
        while (
            lists and (indent < lists[-1].at or (indent == lists[-1].at and not dashed)) and not line.startswith("\t")
        ):
            lists.pop()
        field = _FIELD.fullmatch(line)
        if bullet and lists and _begins_item(bullet, lists[-1]):
            here = lists[-1]
            indent = here.dash if here.dash is not None else len(bullet["lead"].replace("\t", "  "))
            here.dash, here.plain = max(indent, here.at), not _FIELD.match(bullet["rest"])
            yield _not_a_dash(bullet, path, number, Fix(line, f"{' ' * here.dash}- {bullet['rest']}"))
            continue
        if field and re.search(f"[{_FIXED}：]", field["colon"]):
            yield _not_a_colon(field, path, number)
        item = _ITEM.fullmatch(line)
        if item and lists:
            here = lists[-1]
            if here.dash is not None and here.plain and indent > here.dash:
                message = "Dit streepje staat verder naar rechts dan dat erboven. Het programma leest de regel als vervolg daarvan."
                fix = Fix(line, f"{' ' * here.dash}- {item['rest']}")
                hint = "Zet de streepjes van een lijst recht onder elkaar."
                yield Problem.of("yaml-indent", path, Spot(number, indent + 1), message, hint, fix=fix)
                continue
            here.dash, here.plain = indent, item["rest"][0] not in "\"'[{|>&*!-" and not field
        if item and _BLOCK.fullmatch(item["rest"]):
            block = indent
        elif field and _BLOCK.fullmatch(field["value"]):
            block = len(field["lead"])
        elif field and not field["value"].strip():
            lists.append(_List(len(field["lead"])))


def _begins_item(bullet: re.Match[str], here: _List) -> bool:
    """Whether the sign stands for the dash of an item. A dash further in may well go on with the text above it."""
    inside = here.dash is not None and len(bullet["lead"]) > here.dash
    return not inside or re.match(f"[{_BULLETS}]|o\t", bullet["sign"]) is not None


def _not_a_dash(bullet: re.Match[str], path: str, number: int, fix: Fix) -> Problem:
    spot = Spot(number, bullet.start("sign") + 1)
    sign = bullet["sign"]
    if sign == "-":
        hint = "Zet achter elk streepje een spatie: ‘- waarde’."
        return Problem.of("yaml-character", path, spot, "Achter het streepje hoort een gewone spatie.", hint, fix=fix)
    shown = f"‘{sign}’" if not "\ue000" <= sign <= "\uf8ff" else "Dit teken"
    return Problem.of("yaml-character", path, spot, f"{shown} is geen gewoon streepje.", _NO_DASH, fix=fix)


def _not_a_colon(field: re.Match[str], path: str, number: int) -> Problem:
    colon = field["colon"]
    fix = Fix(colon, ": " if field["value"] else ":")
    at = field.start("colon") + next(index for index, sign in enumerate(colon) if sign not in ": ")
    if "：" in colon:
        message, hint = (
            "Dit is een brede dubbele punt. Het programma kent alleen de gewone.",
            "Typ een gewone dubbele punt en een spatie.",
        )
    else:
        message = "Bij de dubbele punt staat een vaste spatie. Het programma ziet die niet als spatie."
        hint = "Vervang haar door een gewone spatie; ze komt mee met kopiëren van een website of uit Word."
    return Problem.of("character", path, Spot(number, at + 1), message, hint, fix=fix)

"""Lists that are none: another sign than a dash, or no blank behind it. Each line is told, for each has to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from macros.slips.remark import Remark
from macros.slips.slip import Said, remark

_MOST = 10  # lines of a text; no more are mended at once
_OTHER = "Dit wordt geen opsomming: het teken aan het begin is geen gewoon streepje."
_LIST = "Begin elk punt met een streepje en een spatie: ‘- punt’."
_BULLET = re.compile(r"[ \t]{0,12}(?P<at>[•●▪◦·‣][ \t]{0,8})(?=\S)")
# These begin a sentence too: only two lines in a row are a list.
_IN_A_ROW: tuple[tuple[re.Pattern[str], Callable[[str], str], Said], ...] = (
    (
        re.compile(r"[ \t]{0,12}(?P<at>[–—][ \t]{0,8})(?=\S)"),
        lambda at: "- ",
        Said(_OTHER, _LIST),
    ),
    (
        re.compile(r"[ \t]{0,3}(?P<at>-(?:[^\W\d_]|\*\*|[\"“‘(]))"),
        lambda at: f"- {at[1:]}",
        Said("Dit wordt geen opsomming: achter het streepje hoort een spatie.", _LIST),
    ),
    (
        re.compile(r"[ \t]{0,3}(?P<at>\*[^\W\d_])[^*\n]*$"),
        lambda at: f"- {at[1:]}",
        Said("Dit wordt geen opsomming: achter het sterretje hoort een spatie.", _LIST),
    ),
    (
        re.compile(r"[ \t]{0,3}(?P<at>\d{1,2}[.)][^\W\d_])"),
        lambda at: f"{at[:-1]} {at[-1]}",
        Said(
            "Dit wordt geen opsomming: achter het nummer hoort een spatie.",
            "Begin elk punt met een nummer, een punt en een spatie: ‘1. punt’.",
        ),
    ),
)
# Without such a line there is none of these.
_SUSPECT = re.compile(r"\n[ \t]{0,12}(?:[•●▪◦·‣–—]|-(?:[^\W\d_]|\*\*|[\"“‘(])|\*[^\W\d_]|\d{1,2}[.)][^\W\d_])")
_PROPER = re.compile(r"[ \t]{0,3}(?:[-*+]|\d{1,2}[.)])[ \t]")


def list_slips(bare: str) -> Iterator[Remark]:
    """Each line of the lists in a text that come to nothing, the first few."""
    if _SUSPECT.search(f"\n{bare}"):
        yield from islice(_lines(bare), _MOST)


def _lines(bare: str) -> Iterator[Remark]:
    waiting: list[Remark] = []  # the lines in a row, told as soon as there are two
    kind, length, start = -1, 0, 0
    for line in bare.split("\n"):
        if bullet := _BULLET.match(line):
            yield remark(start + bullet.start("at"), Said(_OTHER, _LIST, (bullet["at"], "- ")))
        found = [(number, row[0].match(line)) for number, row in enumerate(_IN_A_ROW)]
        number, match = next(((number, one) for number, one in found if one), (-1, None))
        if match:
            if number != kind and kind >= 0:
                waiting, length = [], 0
            kind, length = number, length + 1
            _, meant, said = _IN_A_ROW[number]
            fix = (match["at"], meant(match["at"]))
            waiting.append(remark(start + match.start("at"), Said(said.message, said.hint, fix)))
        elif _PROPER.match(line):
            length += 1
        elif line.strip():
            waiting, kind, length = [], -1, 0
        if length > 1:
            yield from waiting
            waiting = []
        start += len(line) + 1

"""Tables that are none: without the row of dashes, with too few of them, or with blank lines between the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.base.dutch import counted
from macros.markdown.tree import Node
from macros.slips.remark import Remark
from macros.slips.slip import Said, remark

_MOST = 3  # tables of a text
_MOST_CELLS = 40  # of a wider table no dashes are written out
_APART = "Tussen de rijen van deze tabel staan lege regels. Zo wordt het geen tabel."
_NONE = "Dit wordt geen tabel: onder de eerste regel hoort een regel met streepjes."
_DASHES = "Zet onder de kop van de tabel een regel als | --- | --- |, met evenveel vakken."
_DRAWN = set(" \t|:-")


@dataclass(frozen=True)
class _Row:
    """A line between pipes; `shown` says that it is part of a table already."""

    start: int
    line: str
    number: int
    shown: bool

    @property
    def cells(self) -> list[str]:
        return self.line.strip().removeprefix("|").removesuffix("|").split("|")

    @property
    def dashes(self) -> bool:
        return set(self.line) <= _DRAWN and "-" in self.line


def table_slips(bare: str, tree: Node) -> Iterator[Remark]:
    """What keeps each table of a text from being one, the first few."""
    if "|" not in bare:
        return
    tables = [(node.start, node.end) for node in tree.walk() if node.kind == "Table"]
    told = 0
    for rows in _groups(bare, tables):
        said = _wrong(rows) if told < _MOST else None
        if said:
            told += 1
            yield said


def _groups(bare: str, tables: list[tuple[int, int]]) -> Iterator[list[_Row]]:
    """The rows that follow one another, with nothing but blank lines between them."""
    rows: list[_Row | None] = []
    start = 0
    waiting = list(reversed(tables))
    for number, line in enumerate(bare.split("\n")):
        end = start + len(line)
        while waiting and waiting[-1][1] <= start:
            waiting.pop()
        shown = bool(waiting) and waiting[-1][0] <= end
        lead = line.lstrip()
        if shown or (lead.startswith("|") and "|" in lead[1:]):
            rows.append(_Row(start, line, number, shown))
        elif line.strip():
            rows.append(None)
        start = end + 1
    for given, group in groupby(rows, key=lambda row: row is not None):
        if given:
            yield [row for row in group if row is not None]


def _wrong(rows: list[_Row]) -> Remark | None:
    astray = next((at for at, row in enumerate(rows) if not row.shown), None)
    if astray is None:
        return None
    row = rows[astray]
    below = rows[astray + 1] if astray + 1 < len(rows) else None
    apart = astray > 0 and row.number > rows[astray - 1].number + 1
    if astray > 0 and not (below and below.dashes):
        return remark(row.start, Said(_APART, "Haal de lege regels ertussen weg.")) if apart else None
    if below and below.dashes:
        if below.number > row.number + 1:
            return remark(row.start, Said(_APART, "Haal de lege regels ertussen weg."))
        return _uneven(row, below, rows[astray + 2 :])
    if below and below.number > row.number + 1:
        return remark(row.start, Said(_APART, f"Haal de lege regels ertussen weg. {_DASHES}"))
    return remark(row.start, Said(_NONE, _DASHES))


def _uneven(head: _Row, dashes: _Row, rows: list[_Row]) -> Remark | None:
    """What to say of a head with another number of cells than the dashes below it."""
    wanted, given = len(head.cells), dashes.cells
    if wanted == len(given):
        return None
    drawn = (given + ["---"] * wanted)[:wanted]
    meant = f"| {' | '.join(cell.strip() or '---' for cell in drawn)} |"
    # With rows as long as the dashes, it may be the head that lacks a cell.
    sure = wanted <= _MOST_CELLS and all(len(row.cells) <= wanted for row in rows)
    message = f"Dit wordt geen tabel: de kop heeft {_of(wanted)}, de regel met streepjes {len(given)}."
    hint = f"Geef ze er evenveel: {meant}" if sure else "Geef de kop, de streepjes en elke rij evenveel vakken."
    old = dashes.line.strip()
    return remark(
        dashes.start + len(dashes.line) - len(dashes.line.lstrip()), Said(message, hint, (old, meant) if sure else None)
    )


def _of(number: int) -> str:
    return counted(number, "vak", "vakken")

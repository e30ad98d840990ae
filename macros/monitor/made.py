"""A figure as it is shown: its sentences, its drawing, and the table behind it.

The table has every line, also those that the drawing leaves out, with who stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.base import dutch
from macros.library.library import Entry
from macros.monitor.counting import Counted, Line
from macros.monitor.places import Places
from macros.schema.schemas import UNKNOWN

NAMED = 8  # entries that a cell names where no index can select them, and measurements that a sentence does
DRAWN = 40  # rows of a drawing that declares no `most`: any field of choices fits; by entries there is no end to them
_CHOSEN = "Waarvan ingevuld door de redactie"


@dataclass(frozen=True)
class TableCell:
    """What stands in a cell of the table: a text, where it leads, and who it counts where no index can select them."""

    text: str
    href: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Table:
    """The columns by name, and the rows: the first cell of each is what the row is called, `ids` what data know it by."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class MadeFigure:
    """A figure on a page. `finding` says what it shows, `coverage` what of that is known, `svg` draws it,
    `share` only how much of it is known, which `share_told` says.

    `data` is what its file of data holds beside these: what was counted, and how much of it is known. `gaps` are the
    lines of nothing that are named below the drawing instead of in it.
    """

    name: str
    kind: str
    title: str
    finding: str
    coverage: tuple[str, ...]
    note: str
    svg: str
    share: str
    share_told: str
    table: Table
    data: dict[str, object]
    gaps: tuple[TableCell, ...] = ()


def left_out(rest: int) -> str:
    """How many lines have no place in a drawing; empty where all have."""
    return f"Nog {dutch.counted(rest, 'regel staat', 'regels staan')} in de tabel." if rest > 0 else ""


def counted_table(counted: Counted, places: Places) -> Table:
    """The numbers of each line: of all, per column, and how many rest on a choice of the editors."""
    chosen = (_CHOSEN,) if counted.chosen and not counted.over else ()
    over = counted.over
    columns = (counted.by.label, *((one.label for one in over.options) if over else ("Aantal",)), *chosen)
    rows = [_row(counted, line, places, bool(chosen)) for line in (*counted.lines, *filter(None, [counted.rest]))]
    if counted.unknown and not counted.rest and counted.figure.kind != "dots":
        rows.append(
            (
                TableCell(counted.figure.unknown_line),
                TableCell(str(counted.unknown), places.unknown()),
                *(TableCell("") for _ in chosen),
            )
        )
    ids = (*(line.option.value for line in counted.lines), UNKNOWN)
    return Table(columns, tuple(rows), ids[: len(rows)])


def _row(counted: Counted, line: Line, places: Places, chosen: bool) -> tuple[TableCell, ...]:
    name = TableCell(line.option.label, places.own(line))
    if counted.over is None:
        numbers = [_cell(line.entries, places.line(line))]
        return (name, *numbers, *([TableCell(str(line.chosen))] if chosen else []))
    return (name, *_cells(counted, line, places))


def _cells(counted: Counted, line: Line, places: Places) -> Iterator[TableCell]:
    assert counted.over is not None
    for column, entries in zip(counted.over.options, line.cells, strict=True):
        elsewhere = counted.figure.lacking and not entries  # its number would not be that of what it leads to
        yield _cell(entries, "" if elsewhere else places.cell(line, column, len(entries)))


def _cell(entries: tuple[Entry, ...], href: str) -> TableCell:
    named = entries if not href and len(entries) <= NAMED else ()
    return TableCell(str(len(entries)), href, named)

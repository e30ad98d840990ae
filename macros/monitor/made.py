"""A figure as it is shown: its sentences, its drawing, and the table behind it, which says all that the drawing says."""

from __future__ import annotations

from dataclasses import dataclass

from macros.library.library import Entry


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

    `data` is what its file of data holds beside these: what was counted, and how much of it is known.
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

"""Making a figure: counting what it declares, saying what that shows, drawing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from macros.base import dutch
from macros.base.labels import within_sentence
from macros.charts import areas, bars, matrix, multiples
from macros.charts.values import Bar, Cell, CellRow, Head, Panel, Shape
from macros.library.library import Library
from macros.maps.outline import load_outline
from macros.monitor.axis_figures import AxisFigure
from macros.monitor.counting import Counted, Line, count
from macros.monitor.coverage import coverage_of
from macros.monitor.data import numbers_of
from macros.monitor.findings import finding
from macros.monitor.made import DRAWN, MadeFigure, Table, TableCell, counted_table, left_out
from macros.monitor.measured import all_measured, count_measured, make_chain
from macros.monitor.places import Places
from macros.schema.monitor_settings import Figure, MonitorSettings

_DESCRIBED = {
    "bars": "Een balk per regel, met het aantal erachter.",
    "dots": "Een balk per {one}, met het aantal metingen erachter.",
    "flow": "Stappen onder elkaar, elk met wat erbij hoort. Een pijl leidt naar de volgende stap.",
    "map": "Een kaart met in elk gebied het aantal. Een donkerder gebied heeft er meer.",
    "matrix": "Een raster. In elk vak staat het aantal; in een leeg vak staat niets of een plusteken.",
    "multiples": "Kleine staafdiagrammen naast elkaar, alle op dezelfde schaal.",
    "distribution": "Een stip per {one}, op een lijn van klein naar groot.",
    "timeline": "Een lijn van jaren, met per {one} wat er toen gebeurde.",
}
NEW = "geen; voeg er een toe (andere site)"
_MOST_GAPS = 3  # lines of nothing among the bars


class Figures:
    """The figures that kennisbank.yml declares, of one library, on the day `today`."""

    def __init__(self, library: Library, today: date) -> None:
        self._library = library
        self._today = today

    @property
    def declared(self) -> MonitorSettings:
        """The monitor as declared. Raises KeyError where there is none."""
        if self._library.settings.monitor is None:
            raise KeyError("kennisbank.yml declares no monitor")
        return self._library.settings.monitor

    def figure(self, name: str) -> Figure:
        """A figure as declared. Raises KeyError, with a message for a maintainer, for one that is not."""
        if name not in self.declared.figures:
            raise KeyError(f"kennisbank.yml declares no figure {name}; it has {', '.join(self.declared.figures)}")
        return self.declared.figures[name]

    def make(self, name: str, root: str) -> MadeFigure:
        """A figure on a page from which `root` leads to the root of the site."""
        return _Making(self._library, self._count(self.figure(name)), root).made()

    def details(self, name: str, root: str) -> list[MadeFigure]:
        """What belongs to a figure of dots: one of each thing that was measured, and of each unit. Others have none."""
        figure = self.figure(name)
        if figure.kind != "dots":
            return []
        return all_measured(self._library, figure, root)

    def _count(self, figure: Figure) -> Counted:
        if figure.kind == "dots":
            return count_measured(self._library, figure)
        return count(self._library, figure, self._today)


class _Making:
    """One figure being made."""

    def __init__(self, library: Library, counted: Counted, root: str) -> None:
        self._library = library
        self._counted = counted
        self._figure = counted.figure
        self._root = root
        self._places = Places(library, counted, root)
        self._along = AxisFigure(library, counted, root)
        about = (self._figure.by,) if self._figure.kind == "dots" else self._figure.of
        self._of = [library.settings.collections[one] for one in about]

    def made(self) -> MadeFigure:
        figure, counted = self._figure, self._counted
        numbers = self._along.numbers if figure.kind == "distribution" else []
        greatest = self._along.said(numbers[-1][0]) if numbers else ""
        said = finding(counted, [number for _, number in numbers], greatest)
        head = Head(figure.name, said, _DESCRIBED[figure.kind].format(one=self._of[0].one))
        svg, table = _KINDS[figure.kind](self, head)
        coverage = coverage_of(counted, self._of)
        part, whole, told = self._share()
        share = bars.share(replace(head, title=told, description=""), part, whole)
        return MadeFigure(
            figure.name,
            figure.kind,
            figure.title,
            said,
            coverage,
            figure.note,
            svg,
            share,
            told,
            table,
            numbers_of(counted),
            tuple(TableCell(line.option.label, self._places.own(line)) for line in self._gaps()),
        )

    def _share(self) -> tuple[int, int, str]:
        """How much is known: of the entries or, where gaps are what it is about, of the cells; and in words."""
        counted = self._counted
        if self._figure.kind != "matrix" or not (self._figure.new or counted.groups):
            return counted.known, counted.all, f"{counted.known} van de {counted.all} {self._figure.word}"
        cells = [bool(cell) for line in counted.lines for cell in line.cells]
        return sum(cells), len(cells), f"{sum(cells)} van de {len(cells)} vakken gevuld"

    def bars(self, head: Head) -> tuple[str, Table]:
        return bars.bars(head, *self._bars()), counted_table(self._counted, self._places)

    def _gaps(self) -> tuple[Line, ...]:
        """The lines of nothing that bars do not draw: many of them say less than their names in a sentence."""
        if self._figure.kind not in ("bars", "dots"):
            return ()
        found = tuple(line for line in self._counted.lines if not line.number)
        return found if self._figure.most or len(found) > _MOST_GAPS else ()

    def _bars(self) -> tuple[list[Bar], str]:
        """The bars of the lines, where what is not known is the last; and how many lines past `most` have none.

        One bar for those would be the longest of all, and its number would stand in no table.
        """
        counted, most, gaps = self._counted, self._figure.most, self._gaps()
        lines = [line for line in counted.lines if line not in gaps]
        shown = lines[: most or DRAWN]
        made = [
            Bar(line.option.label, line.number, str(line.number), self._places.line(line), line.chosen)
            for line in shown
        ]
        if counted.unknown and self._figure.kind != "dots":  # what was never measured has a line of its own
            made.append(
                Bar(
                    self._figure.unknown_line,
                    counted.unknown,
                    str(counted.unknown),
                    self._places.unknown(),
                    unknown=True,
                )
            )
        said = [left_out(len(lines) - len(shown)), f"Niet getekend: {len(gaps)} met 0." if gaps else ""]
        return made, " ".join(filter(None, said))

    def chain(self, head: Head) -> tuple[str, Table]:
        return make_chain(self._library, self._figure, self._root, head)

    def map(self, head: Head) -> tuple[str, Table]:
        field = self._library.schemas[self._figure.of[0]].fields[self._figure.by]
        outline = load_outline(field.map)
        shapes = []
        for line in self._counted.lines:
            area = outline.areas.get(line.option.value)
            if area:
                said = self._amount(line.number)
                href = self._places.line(line)
                shapes.append(Shape(line.option.label, area.path, area.x, area.y, line.number, said, href))
        svg = areas.areas(head, outline.width, outline.height, shapes)
        return svg, counted_table(self._counted, self._places)

    def matrix(self, head: Head) -> tuple[str, Table]:
        over = self._counted.over
        assert over is not None
        rows = []
        lines = self._counted.lines[: self._figure.most or DRAWN]
        for line in (*lines, *filter(None, [self._counted.rest])):
            cells = []
            for column, entries in zip(over.options, line.cells, strict=True):
                href = self._places.cell(line, column, len(entries))
                amount = str(len(entries)) if entries else self._empty(line) if href else "geen"
                said = f"{line.option.label}, {within_sentence(column.label)}: {amount}"
                cells.append(Cell(len(entries), said, href))
            apart = line is self._counted.rest
            rows.append(CellRow(line.option.label, tuple(cells), self._places.own(line), apart))
        rest = left_out(len(self._counted.lines) - len(lines))
        svg = matrix.matrix(head, [column.label for column in over.options], rows, rest)
        return svg, counted_table(self._counted, self._places)

    def _empty(self, line: Line) -> str:
        """What an empty cell says that leads on: to a new entry, or to those on its line that lack it."""
        over = self._counted.over
        if not self._figure.lacking or over is None:
            return NEW
        return f"geen; {within_sentence(over.options[-1].label)}: {len(line.cells[-1])}"

    def multiples(self, head: Head) -> tuple[str, Table]:
        over = self._counted.over
        assert over is not None
        panels = [
            Panel(
                column.label,
                tuple(
                    Bar(line.option.label, len(line.cells[place]), str(len(line.cells[place])))
                    for line in self._counted.lines
                ),
                f"{self._root}{column.url}" if column.url else "",
            )
            for place, column in enumerate(over.options)
        ]
        return multiples.multiples(head, panels), counted_table(self._counted, self._places)

    def distribution(self, head: Head) -> tuple[str, Table]:
        return self._along.distribution(head, self._places.unknown())

    def timeline(self, head: Head) -> tuple[str, Table]:
        return self._along.timeline(head)

    def _amount(self, number: int) -> str:
        return dutch.counted(number, self._of[0].one, self._of[0].many) if len(self._of) == 1 else str(number)


_KINDS: dict[str, Callable[[_Making, Head], tuple[str, Table]]] = {
    "bars": _Making.bars,
    "dots": _Making.bars,
    "flow": _Making.chain,
    "map": _Making.map,
    "matrix": _Making.matrix,
    "multiples": _Making.multiples,
    "distribution": _Making.distribution,
    "timeline": _Making.timeline,
}

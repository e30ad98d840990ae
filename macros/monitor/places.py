"""Where the parts of a figure lead: to the selection in an index that they count, or to a new entry where there is none."""

from __future__ import annotations

from urllib.parse import urlencode

from macros.library.library import Library
from macros.monitor.counting import Counted, Line
from macros.monitor.dimensions import Option
from macros.schema.schemas import UNKNOWN
from macros.schema.settings import Collection
from macros.writing.examples import as_yaml
from macros.writing.scaffold import NO_NAME

_BLANK_TITLE = "title: "


class Places:
    """The addresses of one figure, on a page from which `root` leads to the site's root."""

    def __init__(self, library: Library, counted: Counted, root: str) -> None:
        self._library = library
        self._counted = counted
        self._root = root

    def line(self, line: Line) -> str:
        """Who stands on a line: the selection in the index, else the page of what the line is."""
        collection = self._only
        found = self._selection(collection, {self._counted.by.field: line.option.value}) if collection else ""
        return found or self.own(line)

    def own(self, line: Line) -> str:
        """The page of what a line is, where there is one."""
        return f"{self._root}{line.option.url}" if line.option.url else ""

    def unknown(self) -> str:
        """Who stands on no line, where an index can select them."""
        collection = self._only
        return self._selection(collection, {self._counted.by.field: UNKNOWN}) if collection else ""

    def cell(self, line: Line, column: Option, number: int) -> str:
        """Who stands in a cell, or what to do where nobody does."""
        counted = self._counted
        assert counted.over is not None
        wanted = {counted.by.field: line.option.value}
        side_by_side = not counted.over.field
        name = column.value if side_by_side else counted.figure.of[0]
        if not side_by_side:
            wanted[counted.over.field] = column.value
        if number:
            return self._selection(self._library.settings.collections[name], wanted)
        if counted.figure.lacking:  # what is missing here stands in the last column, to be mended
            wanted[counted.over.field] = UNKNOWN
            lacks = bool(line.cells[-1])
            return self._selection(self._library.settings.collections[name], wanted) if lacks else ""
        return self._new(name, wanted) if counted.figure.new and line is not counted.rest else ""

    @property
    def _only(self) -> Collection | None:
        """The one collection that is counted."""
        of = self._counted.figure.of
        return self._library.settings.collections[of[0]] if len(of) == 1 else None

    def _selection(self, collection: Collection, wanted: dict[str, str]) -> str:
        """The index of a collection with these filters set; nothing where it has not all of them.

        Where the schema says that leaving a field out is not the same as not knowing, no filter has a choice for that.
        """
        where, fields = self._counted.figure.where, self._library.schemas[collection.name].fields
        if any(value == UNKNOWN and name in fields and not fields[name].unknown for name, value in wanted.items()):
            return ""
        if not all(wanted) or not {*wanted, *where} <= set(collection.facets):
            return ""
        query = [*wanted.items(), *((name, value) for name, values in where.items() for value in values)]
        return f"{self._root}{collection.path}/?{urlencode(query)}"

    def _new(self, collection: str, wanted: dict[str, str]) -> str:
        """A new file with the fields of a cell filled in."""
        settings, fields = self._library.settings, self._library.schemas[collection].fields
        lines = [_BLANK_TITLE]
        for name, value in wanted.items():
            if name in fields:
                lines += as_yaml(name, [value] if fields[name].many else value)
        return settings.new_url(f"content/{collection}", f"{NO_NAME}.yml", "\n".join((*lines, "")))

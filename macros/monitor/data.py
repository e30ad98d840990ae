"""The data of a figure, for other programs: what was counted, with its coverage, and a row for each line of the table."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from macros.exports.formats import harmless
from macros.monitor.counting import Counted
from macros.monitor.made import MadeFigure
from macros.schema.settings import Settings

FOLDER = "data/monitor"


def numbers_of(counted: Counted) -> dict[str, object]:
    """What was counted, and how much of it is known."""
    figure = counted.figure
    return {
        "counts": {
            "of": list(figure.of),
            "by": figure.by or list(figure.years) or figure.at,
            "over": counted.over.field or "collection" if counted.over else None,
            "where": {name: list(values) for name, values in figure.where.items()},
        },
        "coverage": {
            "all": counted.all,
            "known": counted.known,
            "unknown": counted.unknown,
            "by_editors": counted.chosen,
        },
        "facts": {"first": counted.facts[0], "last": counted.facts[1]},
    }


def as_json(figure: MadeFigure, settings: Settings, address: str) -> str:
    """The data with all that goes with them, where they come from and what one may do with them.

    Numbers are numbers, and each row has its id.
    """
    table = figure.table
    data = {
        "id": figure.name,
        "title": figure.title,
        "finding": figure.finding,
        "coverage_text": list(figure.coverage),
        "note": figure.note,
        **figure.data,
        "source": address,
        "licence": settings.licence.url if settings.licence else "",
        "columns": list(table.columns),
        "rows": [
            {"id": id, **dict(zip(table.columns, (_value(cell.text) for cell in row), strict=True))}
            for id, row in zip(table.ids, table.rows, strict=True)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(figure: MadeFigure) -> str:
    """The table alone, for a spreadsheet: RFC 4180, with a mark of its encoding as the other data have it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["id", *map(harmless, figure.table.columns)])
    for id, row in zip(figure.table.ids, figure.table.rows, strict=True):
        writer.writerow([id, *(harmless(cell.text) for cell in row)])
    return f"\ufeff{text.getvalue()}"


def _value(text: str) -> Any:
    return int(text) if text.isascii() and text.isdigit() and not (len(text) > 1 and text[0] == "0") else text

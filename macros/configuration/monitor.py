"""Whether the figures that kennisbank.yml declares can be counted: they name collections, fields and numbers that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.base.dutch import names_in
from macros.library.selecting import can_filter, is_list_of_groups, is_range
from macros.schema.monitor_settings import Figure
from macros.schema.schemas import Field, Schema
from macros.schema.settings import Settings
from macros.yaml_text.places import Path

# What a figure of a kind needs, and what it says where that is not declared.
_NEEDED = {
    "map": ("by", "Een kaart telt naar een veld: geef ‘by’."),
    "distribution": ("by", "Een verdeling is van een getal: geef ‘by’."),
    "timeline": ("at", "Een tijdlijn toont een groep met een jaar: geef ‘at’."),
    "dots": ("records", "Metingen staan in een lijst: geef ‘records’, en met ‘by’ de collectie van wat gemeten wordt."),
    "flow": ("by", "Een keten volgt de waarden van een veld: geef ‘by’."),
}
# What the sentence of a figure can ask for; see macros/monitor/findings.py, which fills it in.
NUMBERS = frozenset(
    (
        *("all", "known", "unknown", "chosen", "lines", "filled", "empty", "empty_names"),
        *("values", "cells", "filled_cells", "empty_cells", "least", "middle", "greatest", "last", "last_n"),
        *(name + tail for name in ("first", "second", "third") for tail in ("", "_n")),
    )
)
AT, IN = "at_", "in_"  # and the number of one line or one column, by its value
WITHOUT = "without_"  # and how many lines have nobody in a column


def misdeclared(settings: Settings, schemas: Mapping[str, Schema]) -> Iterator[tuple[Path, str]]:
    """What is wrong with the figures, each with where that stands below `monitor`; of one figure its first cause."""
    for name, figure in settings.monitor.figures.items() if settings.monitor else ():
        for at, wrong in _wrong(figure, settings, schemas):
            yield ("figures", name, *at), wrong
            break


def _wrong(figure: Figure, settings: Settings, schemas: Mapping[str, Schema]) -> Iterator[tuple[Path, str]]:
    for place, name in enumerate(figure.of):
        if name not in settings.collections or name not in schemas:
            yield ("of", place), f"‘{name}’ is geen collectie."
            return
    fields = schemas[figure.of[0]].fields
    part, missing = _NEEDED.get(figure.kind, ("", ""))
    if part and not getattr(figure, part):
        yield ("kind",), missing
    if figure.kind in ("matrix", "multiples") and bool(figure.by) + bool(figure.over) + (len(figure.of) > 1) < 2:
        yield ("kind",), "Een raster heeft twee kanten: geef ‘by’, en ‘over’ of meer dan één collectie."
    if figure.kind == "dots" and figure.by not in settings.collections:
        yield ("by",), f"‘{figure.by}’ is geen collectie: metingen gaan over onderwerpen van een collectie."
    listed = fields.get(figure.by)
    groups = listed is not None and figure.kind == "matrix" and is_list_of_groups(listed)
    if listed is not None and groups and not any(part.name == figure.over and part.choices for part in listed.fields):
        yield ("over",), f"‘{figure.over}’ is in ‘{figure.by}’ geen deel met keuzes."
    for name in () if figure.kind == "dots" or groups else ("by", "over"):
        wanted = getattr(figure, name)
        if wanted and wanted not in fields and wanted not in settings.filters:
            yield (name,), f"‘{wanted}’ is geen veld van {figure.of[0]} en geen filter."
        elif wanted in fields and not (can_filter(fields[wanted]) or (name == "by" and figure.holds)):
            yield (name,), f"Naar ‘{wanted}’ kun je niet tellen: het heeft geen vaste keuzes en geen getal."
    if figure.at and not any(figure.at in schemas[of].fields for of in figure.of):
        yield ("at",), f"‘{figure.at}’ is geen veld van {figure.of[0]}."
    holders = figure.of if figure.kind == "dots" else tuple(schemas)
    if figure.records and not any(figure.records in schemas[of].fields for of in holders):
        yield ("records",), f"‘{figure.records}’ is geen veld van {figure.of[0]}."
    for place, way in enumerate(figure.years):
        if not any(way.partition(".")[0] in schemas[of].fields for of in figure.of):
            yield ("years", place), f"‘{way}’ is geen veld van {figure.of[0]}."
    yield from _where(figure, schemas)
    if figure.kind == "map" and figure.by in fields and not fields[figure.by].map:
        yield ("by",), f"‘{figure.by}’ heeft geen kaart."
    if figure.kind == "distribution" and figure.by in fields and not is_range(fields[figure.by]):
        yield ("by",), f"‘{figure.by}’ is geen getal."
    for said in ("finding", "none"):
        for name in names_in(getattr(figure, said)):
            if name not in NUMBERS and not name.startswith((IN, WITHOUT)) and not _is_line(name, figure, fields):
                yield (said,), f"‘{{{name}}}’ is geen getal van een figuur."


def _is_line(name: str, figure: Figure, fields: Mapping[str, Field]) -> bool:
    """Whether a name is that of a line which the figure can have; of lines that no schema fixes, any may be."""
    field = fields.get(figure.by)
    fixed = field.labels if field and field.choices and not figure.years else ()
    return name.startswith(AT) and (not fixed or name in {AT + re.sub(r"\W", "_", value) for value in fixed})


def _where(figure: Figure, schemas: Mapping[str, Schema]) -> Iterator[tuple[Path, str]]:
    for of in figure.of:
        for name, values in figure.where.items():
            field = schemas[of].fields.get(name)
            if field is None:
                yield ("where", name), f"‘{name}’ is geen veld van {of}."
            elif field.labels and not set(values) <= set(field.labels):
                yield ("where", name), f"‘{name}’ kan dit niet zijn. Kies uit: {', '.join(field.labels)}."

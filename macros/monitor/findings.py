"""The sentence that says what a figure shows, with numbers that follow from what was counted.

A sentence of kennisbank.yml holds names between braces; `{known:weet|weten}` has the form that goes with a number.

| name | what it is |
|---|---|
| `all`, `known`, `unknown` | entries that the figure is about; that stand on a line; that stand on none |
| `chosen` | of the known: where the editors filled in what is counted |
| `first`, `second`, `third`, `last` | the line with most entries, and so on; `first_n` its number |
| `lines`, `filled`, `empty` | how many lines there are; with an entry; without one. `empty_names` says which |
| `values` | what stands on all lines together: of dots, how many measurements |
| `cells`, `filled_cells`, `empty_cells` | the same of a matrix |
| `least`, `middle`, `greatest` | of numbers: the smallest, the median, the largest |
| `at_VALUE`, `in_VALUE` | the number of one line, or of one column, with `_` for what no name can hold: `at_noord_holland` |
| `without_VALUE` | how many lines have nobody in that column |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from macros.base import dutch
from macros.base.labels import within_sentence
from macros.configuration.monitor import AT, IN, WITHOUT
from macros.monitor.counting import Counted, key_of

_PLACES = ("first", "second", "third")
_OF_SOMETHING = {*_PLACES, "last", "least", "middle", "greatest"}  # what there is none of, where nothing is known
NOTHING = "Hierover is nog niets bekend."


def finding(counted: Counted, numbers: Sequence[int] = (), greatest: str = "") -> str:
    """What a figure shows, in a sentence. `numbers` are those of a distribution, and `greatest` the largest as it is written."""
    figure = counted.figure
    sentence = figure.finding
    if not counted.known and (figure.none or not _OF_SOMETHING.isdisjoint(dutch.names_in(sentence))):
        sentence = figure.none or NOTHING
    # A line or a column that is left out, since nobody stands there, is one of nought.
    values = {name: 0 for name in dutch.names_in(sentence) if name.startswith((AT, IN, WITHOUT))}
    return dutch.fill(
        sentence, **{**values, **dict(_values(counted, numbers)), **({"greatest": greatest} if greatest else {})}
    )


def _values(counted: Counted, numbers: Sequence[int]) -> Iterator[tuple[str, object]]:
    yield from {name: getattr(counted, name) for name in ("all", "known", "unknown", "chosen")}.items()
    lines = [line for line in counted.lines if not line.option.aside]
    ranked = sorted(lines, key=lambda line: -line.number)
    for name, line in [*zip(_PLACES, ranked, strict=False), *([("last", lines[-1])] if lines else [])]:
        yield name, within_sentence(line.option.label) if counted.by.field else line.option.label
        yield f"{name}_n", line.number
    for name in _PLACES[len(ranked) :]:
        yield from ((name, "niets"), (f"{name}_n", 0))
    yield "values", sum(line.number for line in lines)
    empty = [line.option.label for line in lines if not line.number]
    yield from (("lines", len(lines)), ("filled", len(lines) - len(empty)), ("empty", len(empty)))
    yield "empty_names", dutch.enumerated(empty)
    cells = [len(cell) for line in lines for cell in line.cells]
    filled = sum(map(bool, cells))
    yield from (("cells", len(cells)), ("filled_cells", filled), ("empty_cells", len(cells) - filled))
    for place, column in enumerate(counted.over.options if counted.over else ()):
        inside = {key_of(entry) for line in lines for entry in line.cells[place]}
        yield WITHOUT + re.sub(r"\W", "_", column.value), sum(not line.cells[place] for line in lines)
        yield IN + re.sub(r"\W", "_", column.value), len(inside)
    for line in counted.lines:
        yield AT + re.sub(r"\W", "_", line.option.value), line.number
    if numbers:
        middle = median(numbers)
        yield from (("least", min(numbers)), ("greatest", max(numbers)))
        yield "middle", str(round(middle, 1)).removesuffix(".0").replace(".", ",")

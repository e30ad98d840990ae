"""Figures of measurements: what each of the things that can be measured was found to be, and how these lead to one another."""

from __future__ import annotations

from collections.abc import Sequence

from macros.base.dutch import counted, enumerated, fill
from macros.base.labels import within_sentence
from macros.charts import dots, flow
from macros.charts.axes import round_axis
from macros.charts.values import Head, Mark, MarkRow, Node, Step
from macros.library.library import Entry, Library
from macros.monitor.counting import Counted, Line, facts_of
from macros.monitor.dimensions import Dimension, Option
from macros.monitor.made import DRAWN, NAMED, MadeFigure, Table, TableCell, left_out
from macros.monitor.records import Record, records_of, total
from macros.schema.monitor_settings import Figure
from macros.views.items import Items

_COLUMNS = ("Wie", "Wat", "Waarde", "Periode", "Vindplaats")
_NO_PERIOD = "staat er niet bij"
_DESCRIBED = (
    "Een stip per meting. De vorm zegt hoe zeker het getal is: precies, ongeveer, meer dan, hoogstens of van plan."
)


def all_measured(library: Library, figure: Figure, root: str) -> list[MadeFigure]:
    """The figures that one declaration of dots stands for: one for each thing with a measurement, and each unit.

    Values of different units never stand on one axis.
    """
    found: dict[str, dict[str, list[Record]]] = {}
    for record in _records(library, figure, root):
        found.setdefault(record.of, {}).setdefault(str(record.given.get("unit", "")), []).append(record)
    return [
        _make_measured(library, figure, of, sorted(units), unit, units[unit], root)
        for of in (entry.id for entry in library.collection(figure.by))
        for units in [found.get(of, {})]
        for unit in sorted(units)
    ]


def count_measured(library: Library, figure: Figure) -> Counted:
    """How many measurements there are of each thing that can be measured; who has one of these stands on its line."""
    records = _records(library, figure, "")
    things = library.collection(figure.by)
    lines = [
        Line(Option(one.id, one.title, one.url), tuple(r.entry for r in records if r.of == one.id and not r.intended))
        for one in things
    ]
    lines.sort(key=lambda line: -line.number)
    by = Dimension(library.settings.collections[figure.by].one.capitalize(), (), lambda entry: (), "", ordered=True)
    known = sum(bool(line.entries) for line in lines)
    return Counted(figure, by, None, tuple(lines), len(things), known, 0, facts_of(things), tuple(things))


def _make_measured(
    library: Library, figure: Figure, of: str, units: Sequence[str], unit: str, records: Sequence[Record], root: str
) -> MadeFigure:
    """The figure of what was measured of one thing, in one of the `units` that it was measured in."""
    subject = library.entry(figure.by, of)
    name = f"{figure.name}-{of}" if len(units) == 1 else f"{figure.name}-{of}-{units.index(unit) + 1}"
    finding = _found(records, subject)
    drawn = records[: figure.most or DRAWN]
    rows = [
        MarkRow(
            record.words.get("what", _who(record, subject)),
            (
                Mark(
                    _who(record, subject),
                    record.stretch[0],
                    record.said,
                    f"{root}{record.entry.url}",
                    record.stretch[1],
                    record.bound,
                ),
            ),
        )
        for record in drawn
    ]
    axis = round_axis(unit.capitalize(), [end for record in drawn for end in record.stretch if end is not None])
    svg = dots.dots(Head(name, finding, _DESCRIBED), axis, rows, left_out(len(records) - len(drawn)))
    table = Table(
        _COLUMNS,
        tuple(
            (
                TableCell(_who(record, subject), f"{root}{record.entry.url}"),
                TableCell(record.words.get("what", "")),
                TableCell(record.said),
                TableCell(record.words.get("period") or record.words.get("year") or _NO_PERIOD),
                TableCell(", ".join(filter(None, (record.words.get(part, "") for part in ("publication", "where"))))),
            )
            for record in records
        ),
        tuple(record.entry.id for record in records),
    )
    coverage = _coverage(library, figure, records)
    data: dict[str, object] = {
        "values": [{"entry": r.entry.id, "collection": r.entry.collection.name, **r.given} for r in records]
    }
    title = subject.title if len(units) == 1 else f"{subject.title} ({unit})"
    return MadeFigure(name, "dots", title, finding, coverage, subject.summary, svg, "", "", table, data)


def make_chain(library: Library, figure: Figure, root: str, head: Head) -> tuple[str, Table]:
    """The drawing of a chain: the values of a field after one another, and in each what was measured there."""
    collection = figure.of[0]
    field = library.schemas[collection].fields[figure.by]
    records = records_of(library, figure.records, collection, Items(library, root)) if figure.records else []
    numbers = {
        entry.id: sum(r.of == entry.id and not r.intended for r in records) for entry in library.collection(collection)
    }

    def said(entry: Entry) -> str:
        return counted(numbers[entry.id], "meting", "metingen") if numbers[entry.id] else "geen meting bekend"

    steps, rows = [], []
    for choice in field.choices:
        entries = library.select(collection, {figure.by: [choice.value]})
        nodes = [Node(e.title, said(e), f"{root}{e.url}", bool(numbers[e.id])) for e in entries]
        steps.append(Step(choice.label, choice.description, tuple(nodes), "Geen indicator"))
        rows += [(TableCell(choice.label), TableCell(e.title, f"{root}{e.url}"), TableCell(said(e))) for e in entries]
    placed = {cell[1].text for cell in rows}
    rest = [entry for entry in library.collection(collection) if entry.title not in placed]
    rows += [(TableCell("Niet bekend"), TableCell(e.title, f"{root}{e.url}"), TableCell(said(e))) for e in rest]
    title = library.settings.collections[collection].one.capitalize()
    table = Table((field.label, title, "Gemeten"), tuple(rows), tuple(f"{place}" for place in range(len(rows))))
    return flow.flow(head, steps), table


def _records(library: Library, figure: Figure, root: str) -> list[Record]:
    return records_of(library, figure.records, figure.by, Items(library, root))


def _found(records: Sequence[Record], subject: Entry) -> str:
    """What was found, by whose it is. Of who has more than one, each says what it counts: they are rarely alike.

    Of more than NAMED it tells the first, and how many there are more.
    """
    whose: dict[str, list[Record]] = {}
    for record in records[:NAMED]:
        whose.setdefault(_who(record, subject), []).append(record)

    def said(record: Record, alone: bool) -> str:
        what = "" if alone else within_sentence(record.words.get("what", ""))
        return f"{record.said} ({what})" if what else record.said

    told = [
        f"{who}: {enumerated([said(record, len(theirs) == 1) for record in theirs])}" for who, theirs in whose.items()
    ]
    more = [f"en nog {counted(len(records) - NAMED, 'meting', 'metingen')}"] if len(records) > NAMED else []
    return "; ".join((*told, *more)) + "."


def _who(record: Record, subject: Entry) -> str:
    """Whose measurement it is; what stands with the subject itself is of somebody whom the source does not name."""
    return "Niet bij naam genoemd" if record.entry is subject else record.entry.title


def _coverage(library: Library, figure: Figure, records: Sequence[Record]) -> tuple[str, ...]:
    """Who has this measurement, of how many, whether it may be added up, and how old it is."""
    said = []
    for place, name in enumerate(figure.of):
        declared = library.settings.collections[name]
        have = {r.entry.id for r in records if r.entry.collection.name == name and not r.intended}
        if name == figure.by:
            continue  # what stands with the subject itself is of nobody whom a source names
        if have or not place:
            said.append(f"{len(have)} van de {len(library.collection(name))} {declared.many}")
    sentences = [f"Gemeten bij {enumerated(said)}."] if said else []
    nameless = sum(record.entry.collection.name == figure.by and not record.intended for record in records)
    if nameless:
        sentences.append(fill("Bij {n} {meting|metingen} noemt de bron geen naam.", n=nameless))
    planned = sum(record.intended for record in records)
    if planned:
        sentences.append(fill("{n} {getal is|getallen zijn} een voornemen, geen meting.", n=planned))
    whole = total(list(records))
    if whole is not None:
        sentences.append(f"Samen {whole}.")
    elif len(records) > 1:
        sentences.append("Optellen kan niet: de metingen tellen iets anders, of gaan over een andere tijd.")
    return tuple(sentences)

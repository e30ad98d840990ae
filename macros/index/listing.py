"""The ways in which an index shows the entries that are selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.index.facets import Facet
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import Field
from macros.schema.settings import Collection


@dataclass(frozen=True)
class ListView:
    """One way: `name` as in an address (`?view=name`), and the template of what it shows beside the cards, if any."""

    name: str
    label: str
    icon: str
    template: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the table of an index. `at` is its place on a card, or 0; `shown` whether a table begins with it."""

    name: str
    label: str
    at: int
    number: bool
    shown: bool


def make_columns(
    collection: Collection, fields: Mapping[str, Field], facets: Iterable[Facet], whole: bool = True
) -> list[Column]:
    """What a table of a collection can have: the name, what is on a card, what can be filtered on, and the summary.

    Of a list that is not `whole` in its page the summaries come a few at a time: its table has none.
    """
    labels = {
        **{name: fields[name].on_card or fields[name].label for name in collection.card},
        **{f.name: f.label for f in facets},
    }
    columns = [Column("title", fields["title"].label, 0, False, True)]
    for name, label in labels.items():
        at = collection.card.index(name) + 2 if name in collection.card else 0
        number = name in fields and FIELD_KINDS[fields[name].kind].number
        columns.append(Column(name, label, at, number, bool(at)))
    if whole and "summary" in fields:
        columns.append(Column("summary", fields["summary"].label, 0, False, not collection.card))
    return columns


CARDS = ListView("cards", "Tegels", "material/view-grid-outline")
MAP = ListView("map", "Landkaart", "material/map-outline", "index/map.html")
TABLE = ListView("table", "Tabel", "material/table", "index/table.html")

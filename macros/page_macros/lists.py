"""Lists of entries on a page written by hand: an index, some cards, a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from macros.index.column_store import PAGE, WHOLE, bare, make_column_store
from macros.index.facets import make_facets
from macros.index.list_pages import AT_A_TIME, first_of_letters, is_long, make_pager, make_rest
from macros.index.listing import CARDS, MAP, TABLE, make_columns
from macros.library.worth import is_by_worth, usual_order
from macros.maps.chart import chart_of
from macros.page_macros.fitting import by_fit
from macros.pages.context import Here
from macros.schema.schemas import Field
from macros.schema.settings import WORTH
from macros.views.page import Artifact, Rendered


def index(here: Here, collection: str, facets: list[str] | None = None) -> Rendered:
    """The index of a collection; `facets` are the fields to filter on, otherwise those of kennisbank.yml.

    Raises KeyError for an unknown collection and FacetError for an unknown facet.
    """
    library, viewer, root = here.library, here.context.viewer, here.root
    declared = library.settings.collections[collection]
    names = list(declared.facets if facets is None else facets)
    made = make_facets(library, collection, names, here.context.today)
    entries = usual_order(library, collection)
    fields = library.schemas[collection].fields
    chart = chart_of(library, collection, root)
    cards = [viewer.card(entry, names, declared.sort) for entry in entries]
    long: dict[str, Any] = {}
    artifacts: tuple[Artifact, ...] = ()
    if is_long(entries):
        store = make_column_store(collection, cards, [field.label for field in fields.values()])
        artifacts = store.artifacts
        cards = [bare(card) for card in cards[:PAGE]]
        blank = viewer.blank_card(declared)
        pager = make_pager(library, declared, entries)
        long = {"folder": store.folder, "blank": blank, "pager": pager, "page": PAGE, "paper": WHOLE}
    html = here.render(
        "index/index.html",
        collection=declared,
        facets=made,
        cards=cards,
        long=long,
        letters={} if long else first_of_letters(library.collection(collection)),
        by_worth=is_by_worth(library, collection),
        rest=make_rest(library, declared, entries),
        at_a_time=AT_A_TIME if len(entries) > 1.5 * AT_A_TIME else 0,
        total=len(entries),
        columns=[fields[name].on_card or fields[name].label for name in ("title", *(declared.card or ("summary",)))],
        views=[CARDS, TABLE, *([MAP] if chart else [])],
        table=[asdict(column) for column in make_columns(declared, fields, made, whole=not long)],
        sorts=[_sort(fields, name) for name in declared.sort],
        chart=chart,
        live=bool(chart and chart.field in names),
    )
    return Rendered(html, artifacts)


def _sort(fields: Mapping[str, Field], name: str) -> tuple[str, str, str]:
    """A way to sort an index: its name, its label and the kind of its field."""
    return (name, "Meeste te vertellen", "") if name == WORTH else (name, fields[name].label, fields[name].kind)


def cards(here: Here, collection: str, *ids: str) -> Rendered:
    """The entries with these ids as cards. Raises KeyError for an id that does not exist."""
    entries = [here.library.entry(collection, id) for id in ids]
    shown = [here.context.viewer.bare_card(entry) for entry in entries]
    return Rendered(here.render("index/cards.html", cards=shown))


def picks(here: Here, collection: str, most: int = 6, **where: list[str] | str) -> Rendered:
    """The entries that have, in each field, one of the values: as cards, with a link to the whole selection.

    What answers best comes first, see `fitting`. Raises KeyError for a collection or field that does not exist.
    """
    wanted = as_lists(where)
    declared = here.library.settings.collections[collection]
    found = by_fit(here.library, here.library.select(collection, wanted), wanted)
    more = urlencode([(name, value) for name, values in wanted.items() for value in values])
    html = here.render(
        "index/picks.html",
        cards=[here.context.viewer.bare_card(entry) for entry in found[:most]],
        total=len(found),
        collection=declared,
        more=f"{here.root}{declared.path}/?{more}" if set(wanted) <= set(declared.facets) else "",
    )
    return Rendered(html)


def groups(here: Here, collection: str, id: str, field: str) -> Rendered:
    """The groups in a list of an entry, beside one another: its definitions, as its own page has them.

    Raises KeyError for an entry that does not exist or that leaves the field out.
    """
    entry = here.library.entry(collection, id)
    viewer = here.context.viewer
    shown = viewer.shown(entry, field, entry.values[field], viewer.items(here.root))
    return Rendered(here.render("beside.html", field=shown))


def as_lists(where: Mapping[str, Sequence[str] | str]) -> dict[str, list[str]]:
    """The values of each field as a list, also where a page gives one."""
    return {name: [values] if isinstance(values, str) else list(values) for name, values in where.items()}

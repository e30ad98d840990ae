"""Links with numbers, to collections, to the choices of a field and to the questions of the chooser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.index.facets import make_facets
from macros.page_macros.lists import as_lists
from macros.pages.context import Here
from macros.views.page import Rendered


@dataclass(frozen=True)
class ChoiceLink:
    """One choice of a field: what it is, and where it is explained."""

    value: str
    label: str
    description: str
    url: str


def collection_links(here: Here, *collections: str) -> Rendered:
    """Collections, each with its number of entries, as links to their indexes: those named, or all.

    Raises KeyError for a collection that does not exist.
    """
    declared = here.library.settings.collections
    counted = [(declared[name], len(here.library.collection(name))) for name in collections or declared]
    return Rendered(here.render("home/collection_links.html", counted=counted))


def choice_links(here: Here, field: str, **where: list[str] | str) -> Rendered:
    """The choices of a field, each with what every collection has on it.

    Where the field refers to entries, `where` says which of them are a choice. Raises KeyError for a field that no
    collection filters on.
    """
    library = here.library
    counts = {
        collection: {option.value: option.count for option in make_facets(library, name, [field])[0].options}
        for name, collection in library.settings.collections.items()
        if field in collection.facets
    }
    html = here.render(
        "home/choice_links.html",
        field=field,
        choices=_choice_links(here, field, as_lists(where)),
        picture=next(s.fields[field].picture for s in library.schemas.values() if field in s.fields),
        counts=counts,
    )
    return Rendered(html)


def _choice_links(here: Here, field: str, where: Mapping[str, Sequence[str]]) -> list[ChoiceLink]:
    schemas, url = here.library.schemas.values(), here.context.chooser.url
    target = next((s.fields[field].reference for s in schemas if field in s.fields), None)
    if target is None:
        return [ChoiceLink(c.value, c.label, c.description, url(field, c.value)) for c in here.context.choices(field)]
    return [ChoiceLink(e.id, e.title, e.summary, e.url) for e in here.library.select(target, where)]


def choice_pages(here: Here, field: str) -> Rendered:
    """The choices of a field that kennisbank.yml gathers, each a link to the page with all that belongs to it.

    Raises KeyError for a field that it does not gather.
    """
    pages = here.context.choice_pages[field]
    parts = [(part, [(c, pages.belonging.groups(c.value)) for c in part.choices]) for part in pages.parts()]
    return Rendered(here.render("choice_pages/list.html", gather=pages.gather, parts=parts))


def chooser(here: Here) -> Rendered:
    """The questions of the chooser, and the answer. Raises KeyError where kennisbank.yml declares none."""
    return here.context.chooser.page(here.url)

"""The guides to the fields of each collection, and something to start from."""

from __future__ import annotations

from markupsafe import Markup

from macros.library.library import Library
from macros.pages.context import Here
from macros.views.page import Page, Rendered
from macros.writing.examples import Examples
from macros.writing.guides import PLACE, guide_url, make_guide
from macros.writing.scaffold import NO_NAME, ending_of
from macros.writing.scaffold import questions as questions_of
from macros.writing.scaffold import start as start_of

_FOR_WRITERS = 0.2  # what visitors search is the content, not how to write it


def guide_pages(library: Library) -> list[Page]:
    """A page for each collection; its subject is the name of the collection."""
    return [
        Page(
            kind="guide",
            url=guide_url(one),
            title=f"Velden van een {one.one}",
            description=f"Welke velden een {one.one} heeft: wat erin moet, wat erbij mag en hoe je het schrijft.",
            subject=(name,),
            weight=_FOR_WRITERS,
        )
        for name, one in library.settings.collections.items()
    ]


def guide_page(here: Here, collection: str) -> str:
    """The content of the page that explains the fields of a collection."""
    settings = here.library.settings
    guide = make_guide(
        settings.collections[collection], _examples(here, collection), ending_of_new(here, collection), settings
    )
    return here.render(
        "guide/page.html",
        guide=guide,
        groups=guide.groups,
        questions=guide.questions,
        start=Markup(start(here, collection).html),
        place=PLACE,
    )


def guides(here: Here) -> Rendered:
    """The guides to the fields of each collection."""
    settings, schemas = here.library.settings, here.library.schemas
    found = [(one, guide_url(one), schemas[name].description) for name, one in settings.collections.items()]
    return Rendered(here.render("guide/list.html", guides=found))


def start(here: Here, collection: str) -> Rendered:
    """A button that opens a new file on GitHub with something to start from, and the same text to copy."""
    settings = here.library.settings
    declared, ending = settings.collections[collection], ending_of_new(here, collection)
    fields = here.library.schemas[collection].fields
    also = (*declared.card, *(name for name in declared.facets if name in fields))
    text = start_of(_examples(here, collection), ending, also, f"{settings.address}{guide_url(declared)}")
    href = settings.new_url(f"content/{collection}", NO_NAME + ending, text)
    return Rendered(
        here.render("start.html", collection=declared, href=href, form=settings.form_url(collection), text=text)
    )


def questions(here: Here, collection: str) -> Rendered:
    """The questions that a text in a collection answers."""
    return Rendered(here.render("guide/questions.html", questions=questions_of(here.library.schemas[collection])))


def _examples(here: Here, collection: str) -> Examples:
    firsts = {
        name: min(e.id for e in found)
        for name in here.library.settings.collections
        if (found := here.library.collection(name))
    }
    return Examples(here.library.schemas[collection], firsts, here.context.today)


def ending_of_new(here: Here, collection: str) -> str:
    """What a new file of a collection ends in."""
    return ending_of(here.library.schemas[collection], [entry.path for entry in here.library.collection(collection)])

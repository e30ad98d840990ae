"""Numbers, links and lists in the text of a page written by hand.

What is a piece of a sentence is given as text, and goes through Markdown with it.
"""

from __future__ import annotations

from markupsafe import Markup

from macros.base import dutch
from macros.base.dutch import in_words
from macros.page_macros.statement import PLACE, read_run
from macros.pages.context import Here
from macros.pages.templates import ROOT
from macros.problems.codes import CODES, PAGES
from macros.sharing.addresses import FEEDS
from macros.views.page import Rendered


def number(here: Here, collection: str, field: str = "", value: str = "") -> int:
    """How many entries a collection has, or how many have `value` in `field`."""
    return here.library.count(collection, field, value)


def counted(here: Here, collection: str, field: str = "", value: str = "") -> str:
    """The same with what is counted: ‘1 tool’, ‘7 tools’."""
    declared = here.library.settings.collections[collection]
    return dutch.counted(number(here, collection, field, value), declared.one, declared.many)


def choices(here: Here, name: str) -> str:
    """A vocabulary as a definition list: each choice with its explanation. Raises KeyError for one that no field uses."""
    return here.context.templates.render("choices.html", choices=here.context.choices(name))


def link(here: Here, collection: str, id: str, text: str) -> str:
    """A link to an entry's page. Raises KeyError for an id that does not exist."""
    return str(Markup('<a href="{}">{}</a>').format(here.root + here.library.entry(collection, id).url, text))


def data_table(here: Here) -> str:
    """The data of each collection, to download."""
    vocabulary = (ROOT / "schemas/vocabulary.schema.json").is_file()
    return here.render("data.html", collections=here.library.settings.collections.values(), vocabulary=vocabulary)


def feeds(here: Here) -> str:
    """The feeds of what is new, to follow: of everything, of each collection and, with a monitor, of what changed."""
    collections = here.library.settings.collections.values()
    places = [("Alles", ""), *((one.title, f"{one.path}/") for one in collections)]
    monitor = here.library.settings.monitor
    places += [("Wat er veranderde", f"{monitor.path}/")] if monitor else []
    return here.render("feeds.html", places=places, feeds=FEEDS)


def publications(here: Here) -> Rendered:
    """The publications that entries cite, with the number of entries of each collection that do."""
    library = here.library
    html = here.context.templates.render(
        "publications.html", cited=library.cited(), collections=library.settings.collections
    )
    return Rendered(html)


def browse(here: Here, path: str = "") -> str:
    """Where the files of the project, or the folder `path`, can be seen on GitHub."""
    return here.library.settings.browse_url(path)


def issues(here: Here) -> str:
    """Where on GitHub a visitor says that something is wrong."""
    return here.library.settings.report_url


def whose(here: Here) -> str:
    """Whose site this is, and how to reach them: two sentences, also where kennisbank.yml does not say."""
    return here.context.whose()


def messages(here: Here) -> Rendered:
    """All messages of the check, each with a link to its explanation on the page beside this one."""
    pages = [
        (page, title, [(code, kind) for code, kind in CODES.items() if kind.page == page])
        for page, title in PAGES.items()
    ]
    return Rendered(here.context.templates.render("messages.html", pages=pages))


def statement(here: Here, part: str) -> str | Rendered:
    """What follows from the last accessibility test: its `status`, its `results`, or its `date`.

    Raises KeyError for another part.
    """
    run = read_run(here.project / PLACE)
    if part == "date":
        return in_words(run.day)
    if part not in ("status", "results"):
        raise KeyError(f"the statement has no part ‘{part}’; it has status, results and date")
    return Rendered(here.render("statement.html", part=part, run=run, day=in_words(run.day)))

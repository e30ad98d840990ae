"""The macros that pages written by hand call, for mkdocs-macros: what each takes and what it becomes.

This is one of the two thin places that a site generator touches; the other is `hooks`.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give hand-written pages their macros. `env` is the plugin's environment."""
    from macros.base import plurals
    from macros.base.clock import in_words
    from macros.pages.publication import current
    from macros.pages.statement import PLACE, read_run

    def url() -> str:
        return str(env.page.url)

    def index(collection: str, facets: list[str] | None = None) -> str:
        """The index of a collection; `facets` are the fields to filter on, otherwise those of kennisbank.yml."""
        publication = current()
        return publication.mark(publication.renderer.index(collection, facets, url()))

    def doors(*collections: str) -> str:
        """Collections, each with its number of entries, as doors to their indexes: those named, or all."""
        publication = current()
        return publication.mark(publication.renderer.doors(collections, url()))

    def picture(name: str) -> str:
        """A drawing of ours, from templates/pictures/."""
        publication = current()
        return publication.mark(publication.renderer.picture(name))

    def spread(collection: str) -> str:
        """The entries of a collection as dots in a triangle of three choices, each corner a link to its entries."""
        publication = current()
        return publication.mark(publication.renderer.spread(collection, url()))

    def connections() -> str:
        """A map of how the collections refer to each other, and the same as a table."""
        publication = current()
        return publication.mark(publication.renderer.connections(url()))

    def netherlands(collection: str) -> str:
        """The entries of a collection on the map, and beside it the same numbers as a list."""
        publication = current()
        return publication.mark(publication.renderer.land(collection, url()))

    def gathered(field: str) -> str:
        """The choices of a field that kennisbank.yml gathers, each a door to the page with all that belongs to it."""
        publication = current()
        return publication.mark(publication.renderer.gathered(field, url()))

    def cards(collection: str, *ids: str) -> str:
        """The entries with these ids as cards. Raises KeyError for an id that does not exist."""
        publication = current()
        entries = [publication.library.entry(collection, id) for id in ids]
        return publication.mark(publication.renderer.cards(entries, url()))

    def picks(collection: str, most: int = 6, **where: list[str] | str) -> str:
        """The entries that have, in each field, one of the values: as cards, with a link to the whole selection."""
        publication = current()
        return publication.mark(publication.renderer.picks(collection, _lists(where), most, url()))

    def number(collection: str, field: str = "", value: str = "") -> int:
        """How many entries a collection has, or how many have `value` in `field`."""
        return current().library.count(collection, field, value)

    def counted(collection: str, field: str = "", value: str = "") -> str:
        """The same with what is counted: ‘1 tool’, ‘7 tools’."""
        declared = current().library.settings.collections[collection]
        return plurals.counted(number(collection, field, value), declared.one, declared.many)

    def ways(field: str, **where: list[str] | str) -> str:
        """The choices of a field as doors, each with what every collection has on it.

        Where the field refers to entries, `where` says which of them are a choice.
        """
        publication = current()
        return publication.mark(publication.renderer.ways(field, _lists(where), url()))

    def chooser() -> str:
        """The questions that lead to a tool, and the answer. Raises KeyError where there are no tools."""
        publication = current()
        return publication.mark(publication.renderer.chooser.page(url()))

    def choices(name: str) -> str:
        """A vocabulary as a definition list: each choice with its explanation."""
        return current().renderer.choices(name)

    def link(collection: str, id: str, text: str) -> str:
        """A link to an entry's page. Raises KeyError for an id that does not exist."""
        return current().renderer.link(collection, id, text, url())

    def data_table() -> str:
        """The data of each collection, to download."""
        return current().renderer.data_table(url())

    def feeds() -> str:
        """The feeds of what is new, to follow."""
        return current().renderer.feeds(url())

    def publications() -> str:
        """The publications that entries cite, with the number of entries of each collection that do."""
        publication = current()
        return publication.mark(publication.renderer.publications())

    def browse(path: str = "") -> str:
        """Where the files of the project, or the folder `path`, can be seen on GitHub."""
        return current().library.settings.browse_url(path)

    def issues() -> str:
        """Where on GitHub a visitor says that something is wrong."""
        return current().library.settings.report_url

    def whose() -> str:
        """Whose site this is, and how to reach them."""
        return current().renderer.whose()

    def statement(part: str) -> str:
        """What follows from the last accessibility test: its `status`, its `results`, or its `date`."""
        publication = current()
        run = read_run(publication.root / PLACE)
        if part == "date":
            return in_words(run.day)
        return publication.mark(publication.renderer.statement(part, run, url()))

    def guides() -> str:
        """The guides to the fields of each collection."""
        publication = current()
        return publication.mark(publication.renderer.guides(url()))

    def start(collection: str) -> str:
        """A button that opens a new file on GitHub with something to start from, and the same text to copy."""
        publication = current()
        return publication.mark(publication.renderer.start(collection))

    def questions(collection: str) -> str:
        """The questions that a text in a collection answers."""
        publication = current()
        return publication.mark(publication.renderer.questions(collection))

    def messages() -> str:
        """All messages of the check, each with a link to its explanation."""
        publication = current()
        return publication.mark(publication.renderer.messages())

    def kept() -> str:
        """What a visitor kept, filled in by her own browser."""
        publication = current()
        return publication.mark(publication.renderer.for_browser("keeping/kept.html", url()))

    def comparison() -> str:
        """Entries side by side, filled in by the visitor's own browser."""
        publication = current()
        return publication.mark(publication.renderer.for_browser("keeping/compare.html", url()))

    for macro in (
        index, doors, picture, spread, connections, cards, picks, ways, number, counted, choices, link, data_table, publications,
        browse, issues, guides, start, questions, statement, whose, messages, feeds, netherlands, gathered, chooser,
        kept, comparison,
    ):  # fmt: skip
        env.macro(macro)


def _lists(where: dict[str, list[str] | str]) -> dict[str, list[str]]:
    """The values of each field as a list, also where a page gives one."""
    return {name: [values] if isinstance(values, str) else values for name, values in where.items()}

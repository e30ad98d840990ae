"""The plan of pages, and rendering them: from a page as a value to its HTML.

Each kind of page that the project makes is a row of `PAGE_KINDS`. Rendering keeps nothing: what a page counts on beside it
is in what it returns.
"""

from __future__ import annotations

from collections.abc import Callable

from macros.index.list_pages import list_page, make_list_pages
from macros.library.library import Entry
from macros.pages.context import Context, Here
from macros.pages.forms import form_page, form_pages
from macros.pages.guides import guide_page, guide_pages
from macros.pages.quarters import quarter_page, quarter_pages
from macros.pages.usual import usual_page, usual_pages
from macros.search.pages import register_page, search_box, search_page, search_pages
from macros.views import entry_data
from macros.views.addresses import relative_root
from macros.views.page import Artifact, Page, Rendered


def plan(context: Context) -> list[Page]:
    """Every page that is not written by hand: of the entries, and those that the project makes itself."""
    library = context.library
    return [
        *(page_of(entry) for name in library.settings.collections for entry in library.collection(name)),
        *guide_pages(library),
        *form_pages(library),
        *choice_pages(context),
        *context.chooser.pages(),
        *search_pages(library),
        *usual_pages(),
        *make_list_pages(library),
        *quarter_pages(context),
    ]


def page_of(entry: Entry) -> Page:
    """The page of an entry."""
    description = " ".join(entry.summary.split()) or f"{entry.title}: {entry.collection.one} in de kennisbank."
    return Page("entry", entry.url, entry.title, description, entry=entry)


def choice_pages(context: Context) -> list[Page]:
    """A page for each choice of the fields that kennisbank.yml gathers; its subject is the field and the choice."""
    return [
        Page("choice", page.url, choice.label, page.description, subject=(field, choice.value))
        for field, pages in context.choice_pages.items()
        for choice in pages.choices
        for page in [pages.page(choice)]
    ]


def render(context: Context, page: Page) -> Rendered:
    """The content of a page that `plan` names, without the frame of the site."""
    made = PAGE_KINDS[page.kind](context, page)
    return made if isinstance(made, Rendered) else Rendered(made)


def explain(context: Context, html: str, url: str) -> str:
    """The content of a page written by hand, at `url`, with the words in it explained that the glossary knows."""
    return context.glossary.explain(html, relative_root(url))


def parts_by_script(context: Context, collections: str) -> dict[str, str]:
    """What scripts put into every page, by name: the search in its dialog, and the bar of what is kept, which knows `collections`.

    `{root}` stands in it for the way from the page to the site's root.
    """
    render = context.templates.render
    tray = render("bookmarks/tray.html", root="{root}", collections=collections)
    return {"search": search_box(context.library, render, "{root}", whole=False), "tray": tray}


def _entry(context: Context, page: Page) -> Rendered:
    assert page.entry is not None
    view = context.viewer.entry(page.entry)
    html = context.templates.of_collection(page.entry.collection.name).render(
        view=view, entry=page.entry, root=view.root
    )
    explained = context.glossary.explain(html, view.root, page.entry)
    return Rendered(explained, (Artifact(page.url + entry_data.NAME, entry_data.entry_data(view)),))


def _choice(context: Context, page: Page) -> str:
    chosen = context.choice_page(*page.subject)
    return context.templates.render("choice_pages/page.html", page=chosen, root=relative_root(page.url))


# How a page of each kind is rendered. A new kind is a row here and its pages in `plan`.
PAGE_KINDS: dict[str, Callable[[Context, Page], str | Rendered]] = {
    "entry": _entry,
    "guide": lambda context, page: guide_page(Here(context, page.url), *page.subject),
    "form": lambda context, page: form_page(Here(context, page.url), *page.subject),
    "choice": _choice,
    "answer": lambda context, page: context.chooser.answer(page),
    "search": lambda context, page: search_page(context.library, context.templates.render),
    "register": lambda context, page: register_page(context.letters, context.templates.render, page),
    "list": lambda context, page: list_page(
        context.viewer, context.templates.render, context.list_part(*page.subject), page.url
    ),
    "quarter": quarter_page,
    "chooser": lambda context, page: context.chooser.page(page.url, f"<h1>{page.title}</h1>\n"),
    "usual": lambda context, page: usual_page(Here(context, page.url), page.title, *page.subject),
}

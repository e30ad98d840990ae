"""The macros, by the name under which a page calls them. A new one is a function and a row here."""

from __future__ import annotations

from collections.abc import Callable

from macros.page_macros import drawings, freshness, links, lists, monitor, words
from macros.pages import forms, guides, usual
from macros.views.page import Rendered

# Each takes the page that calls it, then what stands between the brackets there.
MACROS: tuple[Callable[..., Rendered | str | int], ...] = (
    lists.index,
    lists.cards,
    lists.picks,
    lists.groups,
    links.collection_links,
    links.choice_links,
    links.choice_pages,
    links.chooser,
    usual.bookmarks,
    usual.comparison,
    usual.own_sheets,
    drawings.picture,
    drawings.triangle_chart,
    drawings.connections,
    drawings.netherlands,
    monitor.figure,
    monitor.findings,
    freshness.freshness,
    freshness.changes,
    freshness.quarters,
    words.number,
    words.counted,
    words.choices,
    words.link,
    words.data_table,
    words.feeds,
    words.publications,
    words.browse,
    words.issues,
    words.whose,
    words.messages,
    words.statement,
    guides.guides,
    guides.start,
    guides.questions,
    forms.forms,
)

# Those that are dear, and ask all that they show of the library.
KEPT = frozenset([lists.index, monitor.figure, monitor.findings])

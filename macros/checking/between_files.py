"""What takes more than one file to see: names, references, pages written by hand, what entries say of each other.

Another such check is a function and a row. What it needs of each entry, `Content.add` has to gather.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from macros.checking.content import Content
from macros.problems.problem import Problem
from macros.references.clashes import NAMES, circles, to_itself
from macros.references.menu import outside_menu
from macros.references.named_otherwise import by_address, by_title
from macros.references.page_links import page_links
from macros.references.register import Register
from macros.references.targets import references, unused_images
from macros.references.unknown import headings
from macros.screening.leftovers import leftovers_of_pages

# In this order: only so many unknown names are compared with those that are there, and which image is meant shows
# when references are judged.
_REFERENCES: tuple[Callable[[Register], Iterable[Problem]], ...] = (
    *NAMES,
    lambda register: register.texts.slips,
    to_itself,
    circles,
    references,
    headings,
    by_address,
    by_title,
    unused_images,
    page_links,
)
_REST: tuple[Callable[[Content], Iterable[Problem]], ...] = (
    lambda content: leftovers_of_pages(content.root),
    lambda content: outside_menu(content.root),
    lambda content: content.plainness.problems(content.terms),
    lambda content: content.reach.problems(content.root / "docs"),
    lambda content: content.counterparts.problems(),
)


def problems_between(content: Content) -> Iterator[Problem]:
    """All that is wrong between files, and then what could be better."""
    for rule in _REFERENCES:
        yield from rule(content.register)
    for judge in _REST:
        yield from judge(content)

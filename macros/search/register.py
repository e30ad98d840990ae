"""The register: everything by letter, with each other name leading to what it is a name of. It needs no script.

One page is best, since a browser searches in it; past `MOST` names each letter gets a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.base.dutch import counted
from macros.base.folding import order
from macros.library.library import Entry

PLACE = "register/"
MOST = 3000  # names on one page: some 50 kB over the network
_DIGITS = "0–9"


@dataclass(frozen=True)
class Row:
    """A name with the page it leads to; `see` is the title there, when that is another."""

    name: str
    url: str
    kind: str
    see: str = ""


@dataclass(frozen=True)
class Letter:
    """The names that begin with one letter, in order."""

    name: str
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        return "cijfers" if self.name == _DIGITS else self.name.lower()

    @property
    def spoken(self) -> str:
        return f"{self.name}: {counted(len(self.rows), 'naam', 'namen')}"


def make_register(entries: Iterable[Entry]) -> list[Letter]:
    """All names by their first letter; digits and other signs come first."""
    rows: dict[str, list[tuple[str, Row]]] = {}
    for entry in entries:
        title = order(entry.title)
        found = {title.replace(" ", ""): (title, Row(entry.title, entry.url, entry.collection.one))}
        for alias in map(str, entry.values.get("aliases", ())):
            name = order(alias)  # the same but for a capital or a hyphen leads nowhere else
            row = Row(alias, entry.url, entry.collection.one, entry.title)
            found.setdefault(name.replace(" ", ""), (name, row))
        for key, named in found.items():
            rows.setdefault(_letter(key), []).append(named)
    ordered = {letter: sorted(found, key=_order) for letter, found in rows.items()}
    return [Letter(name, tuple(row for _, row in ordered[name])) for name in sorted(ordered, key=_place)]


def _letter(key: str) -> str:
    first = key[:1]
    return first.upper() if "a" <= first <= "z" else _DIGITS


def _place(letter: str) -> tuple[bool, str]:
    return (letter != _DIGITS, letter)


def _order(named: tuple[str, Row]) -> tuple[str, str, str, str]:
    name, row = named
    return (name, row.name, row.kind, row.url)

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
    rows: dict[str, list[Row]] = {}
    for entry in entries:
        own = {_key(entry.title)}
        found = [Row(entry.title, entry.url, entry.collection.one)]
        for alias in map(str, entry.values.get("aliases", ())):
            if _key(alias) not in own:  # the same but for a capital or a hyphen leads nowhere else
                own.add(_key(alias))
                found.append(Row(alias, entry.url, entry.collection.one, entry.title))
        for row in found:
            rows.setdefault(_letter(row.name), []).append(row)
    return [Letter(name, tuple(sorted(rows[name], key=_order))) for name in sorted(rows, key=_place)]


def _key(name: str) -> str:
    return order(name).replace(" ", "")


def _letter(name: str) -> str:
    first = _key(name)[:1]
    return first.upper() if "a" <= first <= "z" else _DIGITS


def _place(letter: str) -> tuple[bool, str]:
    return (letter != _DIGITS, letter)


def _order(row: Row) -> tuple[str, str, str, str]:
    return (order(row.name), row.name, row.kind, row.url)

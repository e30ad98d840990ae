"""External links: which there are, and a problem at each place where one stands that needs a look.

Asking the addresses is for `web`. This is never part of a check: whether a site of
somebody else's answers today says nothing about what a contributor wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from urllib3.util import parse_url

from macros.library.library import Library
from macros.markdown.links import links_in
from macros.problems.problem import Fix, Problem, Spot
from macros.reading.entry_files import find_files, read_file
from macros.schema.schemas import Field
from macros.upkeep.web import Kind, Manners, Outcome, ask
from macros.yaml_text.places import Path as ValuePath

MAX_LENGTH = 500  # of an address in an entry, see schemas/common.schema.json

_FIND = "Zoek het nieuwe adres, of haal de link weg."
_LOOK = "Open het adres zelf in een browser. Werkt het daar, dan hoef je niets te doen."


@dataclass(frozen=True)
class AddressUse:
    """An address as written, where it stands."""

    path: str
    spot: Spot
    at: ValuePath
    written: str

    @property
    def address(self) -> str:
        """What is asked: without the fragment, which a server never sees."""
        return self.written.replace("&amp;", "&").partition("#")[0]


@dataclass(frozen=True)
class Report:
    """The outcome for all mentions. `unasked` counts the addresses for which there was no time."""

    problems: list[Problem]
    outcomes: dict[str, Outcome]
    unasked: int

    def count(self, kind: Kind) -> int:
        return sum(outcome.kind == kind for outcome in self.outcomes.values())


def find_mentions(root: Path, library: Library) -> list[AddressUse]:
    """Every address of the web in the entries and in the pages of docs/, sorted by place."""
    found = [*_in_entries(root, library), *_in_pages(root)]
    web = {mention for mention in found if mention.written.lower().startswith(("http://", "https://"))}
    return sorted(web, key=lambda mention: (mention.path, mention.spot, mention.written))


def report(root: Path, mentions: Iterable[AddressUse], manners: Manners) -> Report:
    """Ask each address once. Returns a problem for each place of those that are broken, moved or unsure."""
    mentions = list(mentions)
    addresses = sorted({mention.address for mention in mentions})
    outcomes = ask(addresses, manners)
    problems = [
        _problem(root, mention, outcomes[mention.address])
        for mention in mentions
        if mention.address in outcomes and outcomes[mention.address].kind != "fine"
    ]
    return Report(sorted(problems), outcomes, len(addresses) - len(outcomes))


def _in_entries(root: Path, library: Library) -> Iterator[AddressUse]:
    for collection, file in find_files(root, list(library.settings.collections))[0]:
        entry, _ = read_file(root, collection, file)
        if entry is None:
            continue
        for name, declared in library.schemas[collection].fields.items():
            for at, kind, text in _texts_in(declared, entry.values.get(name), (name,)):
                if kind == "link":
                    yield AddressUse(entry.path, entry.places.of(at), at, text)
                    continue
                for link in links_in(text):
                    yield AddressUse(entry.path, entry.places.in_text(at, text, link.start), at, link.target)


def _in_pages(root: Path) -> Iterator[AddressUse]:
    for page in sorted((root / "docs").rglob("*.md")):
        text = "\n".join(_lines(page))
        for link in links_in(text):
            before = text[: link.start]
            spot = Spot(before.count("\n") + 1, link.start - before.rfind("\n"))
            yield AddressUse(page.relative_to(root).as_posix(), spot, (), link.target)


def _texts_in(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[ValuePath, str, str]]:
    """The links and Markdown in the value of a field, and in the groups in it: place, kind and text."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts_in(declared, item, (*at, index))
    elif isinstance(value, dict):
        for part in declared.fields:
            yield from _texts_in(part, value.get(part.name), (*at, part.name))
    elif isinstance(value, str) and declared.kind in ("link", "markdown"):
        yield at, declared.kind, value


def _problem(root: Path, mention: AddressUse, outcome: Outcome) -> Problem:
    spot, whole = _where(root / mention.path, mention)
    why, hint, fix = outcome.why, _FIND if outcome.kind == "broken" else _LOOK, None
    if outcome.new:
        new = _typed(mention, outcome.new)
        if _is_front(new) and not _is_front(mention.address):
            why = "de site stuurt door naar haar voorpagina; deze pagina is er waarschijnlijk niet meer."
            hint = _FIND
        elif len(new) <= MAX_LENGTH:
            hint = f"Schrijf ‘{new}’."
            fix = Fix(mention.written, new) if whole else None
    message = f"‘{mention.written}’: {why}"
    return Problem.of(f"link-{outcome.kind}", mention.path, spot, message, hint, at=mention.at, fix=fix)


def _is_front(address: str) -> bool:
    url = parse_url(address)
    return (url.path or "/") == "/" and not url.query


def _typed(mention: AddressUse, new: str) -> str:
    """An address as a writer types it: what a server sent must not end a text of YAML or a link of Markdown."""
    _, sign, fragment = mention.written.partition("#")
    whole = new if "#" in new else new + sign + fragment
    return "".join(f"%{ord(sign):02X}" if sign in "()[]<>{}'\"\\`|* " else sign for sign in whole)


def _where(file: Path, mention: AddressUse) -> tuple[Spot, bool]:
    """Where in the file an address stands, and whether it stands there in one piece: YAML may fold a text."""
    lines = _lines(file)
    for number in range(mention.spot.line, len(lines) + 1):
        start = mention.spot.column - 1 if number == mention.spot.line else 0
        column = lines[number - 1].find(mention.written, start)
        if column >= 0:
            return Spot(number, column + 1), True
    return mention.spot, False


@lru_cache(maxsize=4)  # mentions come file by file
def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

"""Ways to reach a person: the knowledge base names organisations and roles.

Told beside errors too, and of files that cannot be read: what is public on GitHub does not wait for a mended date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.reading.places import Path as Place

# What the address of a page holds is no way to reach somebody: a map's place, a channel's name.
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b", re.IGNORECASE)
# A Dutch telephone number: ten digits, of which the first is 0 or stands for +31.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+31[ -]?(?:\(0\))?|0)(?:6[ -]?[1-9](?:[ -]?\d){7}|[1-578]\d{1,2}[ -](?:\d ?){6,7})(?![\w/-])"
)
_MOST = 20  # of a file that cannot be read


def contacts(entry: EntryFile) -> Iterator[Problem]:
    """In each text of an entry, the first way to reach a person."""
    for at, text in _written(entry.values, ()):
        if found := _contact(text):
            yield _told(entry.path, entry.places.in_text(at, text, found.start()), found[0], at)


def contacts_in_lines(text: str, path: str) -> list[Problem]:
    """The same for a file of which only the lines are known: the first on each."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _contact(line):
            problems.append(_told(path, Spot(number, found.start() + 1), found[0], ()))
        if len(problems) == _MOST:
            break
    return problems


def _contact(text: str) -> re.Match[str] | None:
    if "@" not in text and "0" not in text and "+31" not in text:
        return None
    bare = _ADDRESS.sub(lambda address: " " * len(address[0]), text) if "://" in text else text
    return (_MAIL.search(bare) if "@" in text else None) or _PHONE.search(bare)


def _told(path: str, spot: Spot, found: str, at: Place) -> Problem:
    what = "een mailadres" if "@" in found else "een telefoonnummer"
    message = f"Hier staat {what}. De kennisbank noemt organisaties en functies, geen personen."
    hint = "Haal het weg, of link naar de website van de organisatie."
    return Problem.of("contact", path, spot, message, hint, at=at)


def _written(value: object, at: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a value, with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, (list, dict)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _written(part, (*at, key))

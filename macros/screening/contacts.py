"""Ways to reach a person: the knowledge base names organisations and roles.

Told beside errors too, and of files that cannot be read: what is public on GitHub does not wait for a mended date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from macros.problems.messages import said
from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import EntryFile

# What the address of a page holds is no way to reach somebody: a map's place, a channel's name.
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_AT = re.compile(r"[\[({] ?at ?[\])}]")
# As it is written, or as people write it to keep it from robots: jan [at] school.nl, jan(at)school(punt)nl.
_MAIL = re.compile(
    r"[\w.+-]{1,64}(?:@| @ | ?[\[({] ?(?:at|apenstaartje|@) ?[\])}] ?| apenstaartje )"
    r"(?:[\w-]{1,63}(?:\.| ?[\[({](?:punt|dot|\.)[\])}] ?| punt )){1,4}[a-z]{2,24}\b",
    re.IGNORECASE,
)
# A Dutch telephone number: ten digits, of which the first is 0 or stands for +31. A day such as 06-12-2026 14 is none.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00 ?)31[ -]?(?:\(0\) ?)?|0)"
    r"(?:6(?: ?[-–./] ?| )?(?!\d\d[-–. /](?:19|20)\d\d)[1-9](?:(?: ?[-–./] ?| )?\d){7}"
    r"|[1-578]\d{1,2}\)?(?: ?[-–/] ?| )(?:\d ?){6,7})(?![\w/-])"
)
_DIGITS = re.compile(r"[+0](?:[ ()–./-]{0,4}\d){8}")  # of any such number
_MOST = 20  # of a text, and of a file that cannot be read


def contacts(entry: EntryFile) -> Iterator[Problem]:
    """In each text of an entry, the ways to reach a person."""
    if not _kinds(entry.all_text):  # as most
        return
    for at, text in entry.texts:
        for start, what in _contacts(text):
            yield entry.problem_in("contact", at, text, start, *said("contact", what))


def contacts_in_lines(text: str, path: str) -> list[Problem]:
    """The same for a file of which only the lines are known."""
    found = (
        Problem.of("contact", path, Spot(number, start + 1), *said("contact", what))
        for number, line in enumerate(text.split("\n"), start=1)
        for start, what in _contacts(line)
    )
    return list(islice(found, _MOST))


def _contacts(text: str) -> list[tuple[int, str]]:
    """Where each stands and what it is, in the order of the text."""
    kinds = _kinds(text)
    if not kinds:
        return []
    bare = _ADDRESS.sub(lambda address: " " * len(address[0]), text) if "://" in text else text
    return sorted((found.start(), what) for kind, what in kinds for found in islice(kind.finditer(bare), _MOST))[:_MOST]


def _kinds(text: str) -> list[tuple[re.Pattern[str], str]]:
    """What to look for in a text: of each kind how it is written, and what it is."""
    plain, kinds = text.casefold(), []
    if "@" in plain or "apenstaart" in plain or _AT.search(plain):
        kinds.append((_MAIL, "mail"))
    if _DIGITS.search(plain):
        kinds.append((_PHONE, "phone"))
    return kinds

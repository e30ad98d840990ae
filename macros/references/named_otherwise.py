"""Links in texts to entries that are there, by an address on the web or in another program's brackets.

`files` are the paths of each entry, by collection and id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from macros.base.folding import fold
from macros.problems.problem import Fix, Problem
from macros.references.mention import Mention

Files = Mapping[tuple[str, str], list[str]]


def by_address(mentions: Iterable[Mention], files: Files, titles: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """What to say of web addresses that mean an entry, of which `text` is `collection/id`; nothing where it is not there."""
    for mention in mentions:
        collection, _, id = mention.text.partition("/")
        if (collection, id) not in files:
            continue
        file = _linked(files[(collection, id)])
        message = f"Dit is een adres van de kennisbank zelf: {titles[collection][id]}."
        hint = "Link naar het bestand; dan blijft de link werken als het adres van de site verandert."
        fix = Fix(mention.shown, file) if "#" not in mention.shown else None
        hint = f"{hint} Het bestand is {file}."
        yield Problem.of("own-address", mention.path, mention.spot, message, hint, at=mention.at, fix=fix)


def by_title(
    told: Iterable[tuple[Problem, str]], files: Files, names: Mapping[tuple[str, str], list[Mention]]
) -> Iterator[Problem]:
    """Problems of names between double brackets, mended where one entry has that name: of its file, or one it calls itself."""
    for problem, written in told:
        name = written.strip()
        keys = {key for key in files if key[1] == name}
        for (collection, folded), mentions in names.items():
            if folded == fold(name):
                keys |= {(collection, Path(mention.path).stem) for mention in mentions}
        found = [paths for key in keys if (paths := files.get(key))]
        mended = Fix(f"[[{written}]]", f"[{name}]({_linked(found[0])})") if len(found) == 1 else None
        yield replace(problem, fix=mended)


def _linked(paths: list[str]) -> str:
    """A file of an entry as another entry links to it."""
    return f"..{paths[0].removeprefix('content')}"

"""Links in texts to entries that are there, by an address on the web or in another program's brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.base.folding import fold
from macros.problems.problem import Fix, Problem
from macros.references.addresses import as_linked
from macros.references.register import Register


def by_address(register: Register) -> Iterator[Problem]:
    """The web addresses that mean an entry: as `text` of a mention, `collection/id`."""
    for mention in register.texts.by_address:
        collection, _, id = mention.text.partition("/")
        if (collection, id) not in register.files:
            continue
        file = as_linked(register.files[(collection, id)][0])
        message = f"Dit is een adres van de kennisbank zelf: {register.titles[collection][id]}."
        hint = f"Link naar het bestand; dan blijft de link werken als het adres van de site verandert. Het bestand is {file}."
        yield mention.problem(
            "own-address", message, hint, Fix(mention.shown, file) if "#" not in mention.shown else None
        )


def by_title(register: Register) -> Iterator[Problem]:
    """Names between double brackets, mended where one entry has that name: of its file, or one it calls itself."""
    for problem, written in register.texts.by_title:
        name = written.strip()
        keys = {key for key in register.files if key[1] == name}
        for (collection, folded), mentions in register.names.items():
            if folded == fold(name):
                keys |= {(collection, Path(mention.path).stem) for mention in mentions}
        found = [paths for key in keys if (paths := register.files.get(key))]
        mended = Fix(f"[[{written}]]", f"[{name}]({as_linked(found[0][0])})") if len(found) == 1 else None
        yield replace(problem, fix=mended)

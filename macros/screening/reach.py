"""What one entry does to pages that are not its own: a word explained everywhere, a name that takes another's place.

An entry of the glossary explains its words wherever they stand, and the search puts whoever bears a name before
whoever only mentions it. Both are as they should be, until a word is everybody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from macros.base.folding import fold
from macros.problems.problem import Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.reading.file_text import read_text
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.yaml_text.places import Path as ValuePath

_EXPLAINED_SHARE = 0.2  # of all entries; the commonest term of 2026 stands in one of six
_NAMED_SHARE = 0.03
_FEWEST = 10  # entries: below that, a share says nothing

_SIGNS = '!"#$%&()*+,./:;<=>?@[\\]^_`{|}~‘“”…–—·•\n\t'
_BLANKS = str.maketrans(dict.fromkeys(_SIGNS, " "))
_WORD = re.compile(rf"[^\s{re.escape(_SIGNS)}]+")
_TITLE = re.compile(r"^(?:title:|#)[ \t]+(.+)$", re.MULTILINE)


class Bearing(Protocol):
    """A name that an entry bears, and where it stands."""

    @property
    def path(self) -> str: ...
    @property
    def spot(self) -> Spot: ...
    @property
    def at(self) -> ValuePath: ...
    @property
    def text(self) -> str: ...


def words_in(entry: EntryFile) -> str:
    """The words of an entry, each once, with a blank between them."""
    return " ".join(dict.fromkeys(_words_of(" ".join([text for at, text in entry.texts if at[0] != "sources"]))))


@dataclass
class Reach:
    """Gathers entry by entry what words there are and who bears which name; `problems` is asked once, at the end."""

    settings: Settings
    schemas: Mapping[str, Schema]
    _count: int = 0
    _words: Counter[str] = field(default_factory=Counter)
    _names: list[tuple[Bearing, bool]] = field(default_factory=list)
    _terms: set[str] = field(default_factory=set)

    def add(self, collection: str, names: Iterable[Bearing], words: str) -> None:
        """Take note of one entry: its title and aliases, and what `words_in` gives of it."""
        self._count += 1
        self._words.update(words.split(" "))
        explains = collection == self.settings.glossary
        for name in names:
            if 0 < len(name.text) <= 140:
                if explains:
                    self._terms.add(fold(name.text))
                self._names.append((name, explains))

    def problems(self, docs: Path) -> Iterator[Problem]:
        """The warnings about words and names that are everybody's. `docs` is the folder of pages written by hand."""
        taken = self._taken(docs)
        for name, explains in self._names:
            said = self._explained(name) if explains else self._borne(name, taken)
            if said:
                code = "common-word" if explains else "taken-name"
                yield Problem.of(code, name.path, name.spot, *said, at=name.at)

    def _explained(self, name: Bearing) -> tuple[str, str] | None:
        """What is wrong with a word of the glossary that stands nearly everywhere."""
        words = _words_of(name.text)
        number = self._words[words[0]] - 1 if len(words) == 1 else 0
        if number < _FEWEST or number < _EXPLAINED_SHARE * self._count:
            return None
        message = f"‘{name.text}’ komt voor in {number} van de {self._count - 1} andere onderwerpen. Op al die pagina’s verschijnt deze uitleg."
        return message, "Kies een naam die alleen dit begrip heeft, bijvoorbeeld met een woord erbij."

    def _borne(self, name: Bearing, taken: Mapping[str, str]) -> tuple[str, str] | None:
        """What is wrong with a name that is somebody else's, or a common word."""
        is_title = name.at == ("title",)
        hint = (
            "Kies een naam die alleen dit onderwerp heeft."
            if is_title
            else "Haal deze naam weg als mensen er niet dit onderwerp mee bedoelen."
        )
        what = taken.get(fold(name.text))
        if what:
            return f"‘{name.text}’ is ook {what}. Wie daarop zoekt, krijgt ook dit onderwerp bovenaan.", hint
        words = _words_of(name.text)
        if is_title or len(words) != 1 or name.text.isupper() or fold(name.text) in self._terms:
            return None
        number = self._words[words[0]] - 1
        if number < max(_FEWEST, _NAMED_SHARE * self._count):
            return None
        return (
            f"‘{name.text}’ is een woord uit {number} andere onderwerpen. Wie daarop zoekt, krijgt dit onderwerp bovenaan.",
            hint,
        )

    def _taken(self, docs: Path) -> dict[str, str]:
        """Names that are a page's, a collection's or a choice's, and what they are."""
        taken: dict[str, str] = {}
        for schema in self.schemas.values():
            for declared in schema.fields.values():
                for choice in (*declared.choices, *declared.groups):
                    if gathered := self.settings.gather_of(declared.name):
                        taken[fold(choice.label)] = f"een {gathered.one}"
        for collection in self.settings.collections.values():
            for name in (collection.title, collection.one, collection.many):
                taken[fold(name)] = f"de naam van alle {collection.many}"
        for file in sorted(docs.rglob("*.md")):
            text, _ = read_text(file, file.name)
            title = _TITLE.search(text or "")
            if title:
                taken.setdefault(fold(title[1].strip("\"' ")), "een pagina van de site")
        return taken


def _words_of(text: str) -> list[str]:
    plain = text.casefold()
    return plain.translate(_BLANKS).split() if plain.isascii() else _WORD.findall(plain)  # each the quicker one

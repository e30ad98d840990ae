"""What a check knows of a knowledge base: gathered file by file, judged once all is known, the library in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from macros.advice.advice import About, advise_now
from macros.advice.counterparts import Counterparts
from macros.advice.plainness import Plainness
from macros.checking.drafts import fields_of
from macros.checking.one_file import Declared, OneFile
from macros.images.images import Image
from macros.library.library import Entry, Library
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile, names_of
from macros.reading.proposal import Base
from macros.references.clashes import to_itself
from macros.references.fields import is_draft
from macros.references.former_names import given_in, name_of, with_present_names
from macros.references.register import Register
from macros.references.targets import references
from macros.references.unknown import headings
from macros.schema.schemas import DRAFT, FORMER_NAMES
from macros.schema.settings import Collection
from macros.screening.reach import Reach

# What can be wrong between an entry that keeps its names and the others.
OF_ONE: tuple[Callable[[Register], Iterator[Problem]], ...] = (to_itself, references, headings)


@dataclass
class Content:
    """The content below `root`. Of each entry only what others need of it stays, so that memory stays small."""

    root: Path
    declared: Declared
    images: dict[str, Image]
    broken_images: frozenset[str]
    drafts: bool  # whether these are in the library too
    entries: list[Entry] = field(default_factory=list)
    waiting: int = 0  # how many drafts there are

    def __post_init__(self) -> None:
        self.settings, self.schemas = self.declared.settings, self.declared.schemas
        self.base = Base(self.root)
        pictures = {name: image.path for name, image in self.images.items()}
        self.register = Register(self.settings.collections, self.root / "docs", pictures, self.broken_images, self.base)
        self.reach = Reach(self.settings, self.schemas)
        self.plainness = Plainness()
        self.counterparts = Counterparts(self.schemas)

    def add(self, one: OneFile) -> None:
        """Take note of one file."""
        entry, facts = one.entry, one.facts
        if entry is None or facts is None:
            self.register.reserve(one.path, one.collection, one.id)
            return
        self.register.add(one.path, entry.name, self.schemas[one.schema], facts.named)
        self.reach.add(one.collection, facts.named.names, facts.words)
        self.plainness.add(facts.doubtful)
        if facts.figures:
            self.counterparts.add(one.path, entry.name, facts.figures)
        self.waiting += one.is_draft
        if self.drafts or not one.is_draft:
            self.entries.append(_made(entry, self.settings.collections[one.collection], one.wrong))

    def take_again(self, one: OneFile) -> bool:
        """Take a file as it is now in the place of what it was, where that makes nothing wrong; False, and nothing done, where
        only a whole check can tell. An entry that keeps its names makes no other wrong. What could be better is not followed.
        """
        entry, facts = one.entry, one.facts
        if entry is None or facts is None or one.path in self.register.outdated:
            return False
        told = (*one.misread, *one.wrong, *(slip.problem for slip in facts.named.linked.slips))
        index = next((index for index, known in enumerate(self.entries) if known.path == one.path), None)
        register = self.register.of_one(one.path, entry.name, facts.named)
        if index is None or register is None or any(problem.severity == "error" for problem in told):
            return False
        if any(True for rule in OF_ONE for _ in rule(register)):
            return False
        self.register.take_again(one.path, register)
        self.entries[index] = _made(entry, self.settings.collections[one.collection], one.wrong)
        return True

    def advice(self, one: OneFile, today: date) -> Iterator[Problem]:
        """What could be better in a file with nothing wrong in what it says. `today` is the day against which facts are old."""
        if one.entry and one.facts and not one.wrong:
            yield from one.advice
            yield from advise_now(one.entry, self.schemas[one.schema], About(today, self.base), one.facts.differs)

    @property
    def terms(self) -> Iterator[str]:
        """The names that the site explains."""
        for entry in self.entries:
            if entry.collection.name == self.settings.glossary:
                yield from (name for _, name in names_of(entry.values))

    def library(self) -> Library:
        """The entries, with references as they are called now. Only once nothing is wrong with any of them."""
        outdated, hidden = self.register.outdated, self.register.only_in_drafts
        entries = [
            replace(entry, values=with_present_names(entry.values, outdated[entry.path]))
            if entry.path in outdated
            else entry
            for entry in self.entries
        ]
        images = {name: image for name, image in self.images.items() if self.drafts or name not in hidden}
        return Library(self.settings, self.schemas, entries, images)


def _made(entry: EntryFile, collection: Collection, wrong: list[Problem]) -> Entry:
    """An entry as the library has it. What it says of its file, and what of a draft is not finished, is not in its values."""
    former = tuple(name_of(text, collection.name) for _, text in given_in(entry.values))
    apart = {FORMER_NAMES, DRAFT, *(fields_of(wrong) if is_draft(entry.values) else ())}
    values = entry.values
    if not apart.isdisjoint(values):
        values = {name: value for name, value in values.items() if name not in apart}
    return Entry(collection, entry.id, entry.path, values, former, is_draft(entry.values))

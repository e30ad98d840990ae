"""What somebody who judges a proposal wants to know of it, gathered in one text: what is new in each entry, what it
touches, and what to look at twice.

Everything here is a pointer for a person. What is wrong for certain, the check says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from macros.base.dutch import counted, enumerated
from macros.library.library import Entry, Library
from macros.library.neighbours import Neighbours
from macros.problems.plain_words import plain
from macros.reading.entry_files import EntryFile, read_file
from macros.reading.proposal import Base
from macros.references.fields import references_in
from macros.screening.contacts import contacts
from macros.upkeep.likeness import alike
from macros.upkeep.readability import measure_entry, terms_of
from macros.upkeep.repeats import Repeats
from macros.yaml_text.places import Places

LONGEST = 60_000  # signs of the whole: GitHub takes 65,536 in a pull request and in a comment
MOST = 20  # entries: nobody judges more at a time
_FEW = 8  # of each thing that is listed
_LONGEST = 160  # signs of a text that is quoted
_SOURCES = "sources"
# Two words or more with a capital, as a person is called, with what stands between them in a Dutch name.
_NAME = r"(?>(?:[A-Z]\.){1,6}|[A-Z][\w’'-]{1,40})"
_CALLED = re.compile(rf"\b{_NAME}(?:(?: (?:van|de|den|der|het|ten|ter|te|von|di|el|la)){{0,3}} {_NAME}){{1,4}}")
_PLAIN_PATH = re.compile(r"[\w./-]+")


@dataclass(frozen=True)
class Review:
    """The entries that a proposal adds or changes, below `root`, against what it began with."""

    root: Path
    library: Library
    base: Base

    def as_markdown(self) -> str:
        """For a summary on GitHub. Nothing in it that a writer wrote means anything to Markdown."""
        lines = ["## Voor wie dit voorstel beoordeelt", ""]
        for entry in self._changed[:MOST]:
            lines += [*self._about(entry), ""]
        if (rest := len(self._changed) - MOST) > 0:
            lines += [f"… en nog {counted(rest, 'bestand', 'bestanden')}.", ""]
        if gone := list(self._gone()):
            lines += ["### Verdwenen", "", *_listed(gone), ""]
        if not self._changed and not gone:
            lines += ["Geen enkel onderwerp is nieuw, veranderd of verdwenen.", ""]
        return "\n".join(lines).strip() + "\n"

    @cached_property
    def _changed(self) -> list[Entry]:
        paths = set(self.base.changed)
        return [entry for entry in self._entries if entry.path in paths]

    @cached_property
    def _entries(self) -> list[Entry]:
        return [entry for name in self.library.settings.collections for entry in self.library.collection(name)]

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        """By path, the texts of each entry apart from its sources."""
        return {entry.path: _texts_of(entry.collection.name, entry.id, entry.values) for entry in self._entries}

    @cached_property
    def _terms(self) -> frozenset[tuple[str, ...]]:
        return terms_of(self.library)

    @cached_property
    def _neighbours(self) -> dict[str, Neighbours]:
        return {name: Neighbours(self.library, name) for name in {one.collection.name for one in self._changed}}

    def _gone(self) -> Iterator[str]:
        for collection, id in sorted(self.base.names):
            known = self.library.settings.collections.get(collection)
            if known and self.library.get(collection, id) is None and not self.base.was_draft(collection, id):
                title = self.base.title_of(collection, id) or id
                yield f"{plain(title)} ({known.one})"

    def _about(self, entry: Entry) -> Iterator[str]:
        before, was_at = self._before(entry)
        word = "Veranderd" if before else "Nieuw"
        yield f"### {word}: {plain(entry.title)} ({entry.collection.one})"
        yield ""
        yield f"Het bestand: {_path(entry.path)}." + (f" Het stond in {_path(was_at)}." if was_at else "")
        yield ""
        for what, found in (
            ("Wat erin staat" if not before else "Wat anders is", self._fields(entry, before)),
            ("Verwijst naar", self._references(entry)),
            ("Hier verwijzen naar", self._referring(entry)),
            ("Moeilijk om te lezen", self._hard(entry)),
            ("Mailadressen en telefoonnummers", self._contacts(entry)),
            ("Misschien namen van personen", self._called(entry, before)),
            ("Lijkt op wat er al is", self._alike(entry)),
            ("Staat woord voor woord ook ergens anders", self._repeated(entry, before)),
            ("Bronnen", self._sources(entry)),
        ):
            listed = _listed(found)
            if len(listed) > 1:
                yield f"- **{what}:**"
                yield from (f"  {line}" for line in listed)
            else:
                yield f"- **{what}:** {listed[0].removeprefix('- ') if listed else 'niets gevonden'}"

    def _before(self, entry: Entry) -> tuple[dict[str, object], str]:
        """What stood in the entry before, and its file where that was another."""
        names = [(entry.collection.name, entry.id), *reversed(entry.former)]
        for collection, id in names:
            if path := self.base.path_of(collection, id):
                return self.base.values_of(collection, id), path if path != entry.path else ""
        return {}, ""

    def _fields(self, entry: Entry, before: Mapping[str, object]) -> Iterator[str]:
        labels = {name: one.label for name, one in self.library.schemas[entry.collection.name].fields.items()}
        after = _written(self.root, entry)

        def named(names: Iterable[str]) -> str:
            return enumerated(plain(labels.get(name, name)) for name in names)

        kinds = {
            "nieuw": [name for name in after if name not in before],
            "anders": [name for name in after if name in before and after[name] != before[name]],
            "weg": [name for name in before if name not in after],
        }
        if not before:
            yield named(after)
            return
        yield from (f"{kind}: {named(names)}" for kind, names in kinds.items() if names)
        if not any(kinds.values()):
            yield "alleen hoe het geschreven is: de velden zeggen hetzelfde"

    def _references(self, entry: Entry) -> Iterator[str]:
        fields = self.library.schemas[entry.collection.name].fields
        names = dict.fromkeys(
            (target, id)
            for name, field in fields.items()
            if name in entry.values
            for target, _, id in references_in(field, entry.values[name], (name,))
        )
        for target, id in names:
            if other := self.library.get(target, id):
                yield f"{plain(other.title)} ({other.collection.one})"

    def _referring(self, entry: Entry) -> Iterator[str]:
        for mentions in self.library.referring_to(entry):
            one = mentions.collection
            yield f"{counted(len(mentions.entries), one.one, one.many)} ({plain(mentions.label)})"

    def _hard(self, entry: Entry) -> Iterator[str]:
        text = measure_entry(self.root, self.library, entry, self._terms)
        yield from map(plain, text.over)
        for read in text.read:
            if len(read.sentence.words) > text.bounds.longest:
                yield f"regel {read.line}: {_quoted(read.sentence.text)}"
        words = Counter(word.casefold() for word in text.hard_words)
        if words:
            yield f"lange woorden: {enumerated(plain(word) for word, _ in words.most_common(_FEW))}"

    def _contacts(self, entry: Entry) -> Iterator[str]:
        written, _ = read_file(self.root, entry.collection.name, self.root / entry.path)
        for problem in contacts(written) if written else ():
            yield f"regel {problem.line}: {plain(problem.message)}"

    def _called(self, entry: Entry, before: Mapping[str, object]) -> Iterator[str]:
        """Names that no other entry has: a person's stands seldom in two."""
        names = dict.fromkeys(
            found[0]
            for text in self._texts[entry.path]
            for line in text.splitlines()
            for found in _CALLED.finditer(line)
        )
        others = [text for path, texts in self._texts.items() if path != entry.path for text in texts]
        known = "\n".join([*others, *_texts_of(entry.collection.name, entry.id, before)])
        yield from (plain(name) for name in names if name not in known)

    def _alike(self, entry: Entry) -> Iterator[str]:
        others = [one for one in self.library.collection(entry.collection.name) if one.id != entry.id]
        names = [(one.id, one.title, *one.values.get("aliases", ())) for one in others]
        for id, title in alike(entry.title, names):
            yield f"{plain(title)} (`{id}`): de namen lijken op elkaar"
        for near in self._neighbours[entry.collection.name].of(entry):
            yield f"{plain(near.entry.title)} (`{near.entry.id}`): {plain(near.reason)}"

    def _repeated(self, entry: Entry, before: Mapping[str, object]) -> Iterator[str]:
        stood = _texts_of(entry.collection.name, entry.id, before)
        repeats = Repeats(self._texts[entry.path], stood)
        for other in self._entries:
            if other.path != entry.path:
                for words in dict.fromkeys(repeats.within(self._texts[other.path])):
                    yield f"bij {plain(other.title)} ({other.collection.one}): {_quoted(words)}"

    def _sources(self, entry: Entry) -> Iterator[str]:
        found = dict.fromkeys(str(one.get("publication", "")) for one in entry.values.get(_SOURCES, ()))
        yield "een programma leest ze niet; kijk zelf of er geen zinnen uit zijn overgenomen"
        yield from (plain(publication) for publication in found if publication)


def bounded(*parts: str) -> str:
    """These texts below one another, cut at the end of a line where they are too long for GitHub."""
    whole = "\n".join(parts)
    if len(whole) <= LONGEST:
        return whole
    return whole[:LONGEST].rpartition("\n")[0] + "\n\n… De rest past hier niet.\n"


def _texts_of(collection: str, id: str, values: Mapping[str, object]) -> list[str]:
    file = EntryFile("", collection, id, dict(values), Places())
    return [text for at, text in file.texts if at[0] != _SOURCES]


def _written(root: Path, entry: Entry) -> dict[str, object]:
    """The values as its file has them: those of the library name others as they are called now."""
    written, _ = read_file(root, entry.collection.name, root / entry.path)
    return written.values if written else {}


def _path(path: str) -> str:
    return f"`{path}`" if _PLAIN_PATH.fullmatch(path) else plain(path)


def _quoted(text: str) -> str:
    return f"‘{plain(text if len(text) <= _LONGEST else text[:_LONGEST] + '…')}’"


def _listed(items: Iterable[str]) -> list[str]:
    """The first few as points of a list, with how many more there are."""
    every = list(items)
    shown = [f"- {one}" for one in islice(every, _FEW)]
    return [*shown, f"- … en nog {len(every) - _FEW}"] if len(every) > _FEW else shown

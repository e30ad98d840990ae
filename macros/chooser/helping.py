"""What helps with a subject besides what is ranked: who had it, what they learned and told, and whom to ask.

kennisbank.yml says which collections tell of a subject, and in which fields of its own it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from macros.chooser.questions import subject_collection
from macros.library.library import Entry, Library
from macros.library.worth import in_usual_order
from macros.schema.chooser_settings import ChooserSettings


@dataclass(frozen=True)
class Told:
    """A list of entries that tell of a subject, with those in front that a page can show of all `total`.

    `query` is whether its index can show just these.
    """

    label: str
    entries: tuple[Entry, ...]
    total: int
    query: bool


@dataclass(frozen=True)
class Help:
    """What the knowledge base has on one subject.

    `named` is whether something that is ranked names it, `covered` whether something names it or its theme;
    `advised` is the entry that says whom to ask: it, or its theme; None where neither does. `lists` are what tells of
    it: who has it themselves first, then those of whom only another entry about it tells. `guides` have steps to take:
    the first of them comes first, the others do where other moments are chosen.
    """

    entry: Entry
    named: bool
    covered: bool
    advised: Entry | None
    lists: tuple[Told, ...]
    guides: tuple[Entry, ...]


class Helpers:
    """What helps with each subject. Which entries are about it is looked up once, for all pages."""

    def __init__(self, library: Library, chooser: ChooserSettings) -> None:
        self._library = library
        self._chooser = chooser
        self._told: dict[str, dict[str, list[Entry]]] = {}

    def help_with(self, subject: Entry, moments: Sequence[str], shown: int, *, any_of: bool = False) -> Help:
        """What helps with a subject; what is about one of the moments comes first, and then what has most to tell.

        Of each list there are `shown`; with `any_of`, all of which that many can show, whichever of the moments are chosen.
        """
        library, chooser = self._library, self._chooser
        helps, told = chooser.helps, self._telling(subject)
        choices = [[], *([moment] for moment in moments)] if any_of else [moments]
        lists = []
        for name, label in (*helps.lists.items(), ("", helps.mentioned)):
            kept = {entry.id for chosen in choices for entry in self._first(told[name], chosen if name else [])[:shown]}
            order = told[name] if any_of or not name else self._first(told[name], moments)
            query = bool(name) and chooser.subject in library.settings.collections[name].facets
            lists.append(Told(label, tuple(entry for entry in order if entry.id in kept), len(told[name]), query))
        place = list(helps.lists).index(helps.tellers) + 1 if helps.tellers in helps.lists else len(lists)
        lists.insert(place, lists.pop())
        ids = library.lineage(subject_collection(library, chooser), subject.id)
        line = (library.get(subject.collection.name, id) for id in ids)
        guides = told.get(helps.steps, [])
        firsts = [guide for chosen in choices for guide in self._first(guides, chosen)[:1]]
        return Help(
            entry=subject,
            named=subject.id in self._named,
            covered=not self._named.isdisjoint(ids),
            advised=next((entry for entry in line if entry and helps.advice in entry.values), None),
            lists=tuple(told for told in lists if told.entries),
            guides=tuple({guide.id: guide for guide in firsts}.values()),
        )

    def says_something(self, subject: Entry, moment: str) -> bool:
        """Whether moment and subject meet: the subject belongs to the moment, or an entry is about both."""
        return moment in subject.values.get(self._chooser.moment, []) or (subject.id, moment) in self._meetings

    def _telling(self, subject: Entry) -> dict[str, list[Entry]]:
        """By collection, what tells of a subject, in the usual order; below no name what only these name."""
        if subject.id not in self._told:
            library, helps = self._library, self._chooser.helps
            told = {name: in_usual_order(library, self._about[name].get(subject.id, ())) for name in helps.lists}
            known = {entry.id for entry in told.get(helps.tellers, ())}
            others = (entry for name in reversed(list(told)) if name != helps.tellers for entry in told[name])
            named = dict.fromkeys(id for entry in others for id in entry.values.get(helps.tellers, []))
            found = {e.id: e for e in (library.get(helps.tellers, id) for id in named) if e and e.id not in known}
            self._told[subject.id] = {**told, "": in_usual_order(library, found.values())}
        return self._told[subject.id]

    @cached_property
    def _about(self) -> dict[str, dict[str, list[Entry]]]:
        """By collection and subject, the entries about it; none where the collection has no field for that."""
        return {
            name: self._by(name, self._chooser.subject)
            for name in (self._chooser.collection, *self._chooser.helps.lists)
        }

    def _by(self, collection: str, name: str) -> dict[str, list[Entry]]:
        field = self._library.schemas[collection].fields.get(name)
        found: dict[str, list[Entry]] = {}
        for entry in self._library.collection(collection) if field else ():
            for value in dict.fromkeys(self._library.answers_of(entry, field)) if field else ():
                found.setdefault(value, []).append(entry)
        return found

    @cached_property
    def _meetings(self) -> set[tuple[str, str]]:
        """Each subject and moment that an entry is about."""
        moment = self._chooser.moment
        return {
            (subject, value)
            for name, subjects in self._about.items()
            if (field := self._library.schemas[name].fields.get(moment))
            for subject, entries in subjects.items()
            for entry in entries
            for value in self._library.answers_of(entry, field)
        }

    @cached_property
    def _named(self) -> set[str]:
        chooser = self._chooser
        named = (entry.values.get(chooser.subject, []) for entry in self._library.collection(chooser.collection))
        return {id for ids in named for id in ids}

    def _first(self, entries: Sequence[Entry], moments: Sequence[str]) -> list[Entry]:
        """Entries with what is about one of these moments in front."""
        chosen = set(moments)
        if not chosen:
            return list(entries)
        return sorted(entries, key=lambda entry: chosen.isdisjoint(entry.values.get(self._chooser.moment, [])))


def first_step(library: Library, guide: Entry) -> tuple[str, str]:
    """The first step of an entry with the heading it stands below, as its schema marks it; empty without."""
    body = library.schemas[guide.collection.name].document["properties"].get("body", {})
    for question in body.get("x-start", []):
        if question.get("first-step"):
            title = re.escape(question["title"])
            found = re.search(rf"^#+ *{title} *\n(.+?)(?=^#|\Z)", str(guide.values.get("body", "")), re.M | re.S)
            return question["title"], found[1].strip() if found else ""
    return "", ""

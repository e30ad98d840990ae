"""What helps with a subject besides what is ranked: who had it, what they learned and told, and whom to ask.

kennisbank.yml says which collections tell of a subject, and in which fields of its own it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.chooser.questions import subject_collection
from macros.library.library import Entry, Library
from macros.library.worth import in_usual_order
from macros.schema.chooser_settings import ChooserSettings


@dataclass(frozen=True)
class Told:
    """A list of entries that tell of a subject. `query` is whether its index can show just these."""

    label: str
    entries: tuple[Entry, ...]
    query: bool


@dataclass(frozen=True)
class Help:
    """What the knowledge base has on one subject.

    `named` is whether something that is ranked names it, `covered` whether something names it or its theme;
    `advised` is the entry that says whom to ask: it, or its theme; None where neither does. `lists` are what tells of
    it: who has it themselves first, then those of whom only another entry about it tells. `guides` have steps to take.
    """

    entry: Entry
    named: bool
    covered: bool
    advised: Entry | None
    lists: tuple[Told, ...]
    guides: tuple[Entry, ...]


def help_with(library: Library, chooser: ChooserSettings, subject: Entry, moments: Sequence[str] = ()) -> Help:
    """What helps with a subject; what is about one of the moments comes first, and then what has most to tell."""
    helps = chooser.helps
    found = {
        name: _first(in_usual_order(library, _about(library, name, {chooser.subject: [subject.id]})), chooser, moments)
        for name in helps.lists
    }
    lists = []
    for name, label in helps.lists.items():
        facets = library.settings.collections[name].facets
        lists.append(Told(label, tuple(found[name]), chooser.subject in facets))
        if name == helps.tellers:
            others = (entry for other in reversed(list(helps.lists)) if other != name for entry in found[other])
            told = (id for entry in others for id in entry.values.get(name, []))
            entries = {e.id: e for e in (library.get(name, id) for id in told) if e and e not in found[name]}
            lists.append(Told(helps.mentioned, tuple(in_usual_order(library, entries.values())), False))
    ids = library.lineage(subject_collection(library, chooser), subject.id)
    line = (library.get(subject.collection.name, id) for id in ids)
    all_named = {id for entry in library.collection(chooser.collection) for id in entry.values.get(chooser.subject, [])}
    return Help(
        entry=subject,
        named=subject.id in all_named,
        covered=not all_named.isdisjoint(ids),
        advised=next((entry for entry in line if entry and helps.advice in entry.values), None),
        lists=tuple(told for told in lists if told.entries),
        guides=tuple(found.get(helps.steps, ())),
    )


def says_something(library: Library, chooser: ChooserSettings, subject: Entry, moment: str) -> bool:
    """Whether moment and subject meet: the subject belongs to the moment, or an entry is about both."""
    if moment in subject.values.get(chooser.moment, []):
        return True
    about = {chooser.subject: [subject.id], chooser.moment: [moment]}
    return any(_about(library, name, about) for name in (chooser.collection, *chooser.helps.lists))


def first_step(library: Library, guide: Entry) -> tuple[str, str]:
    """The first step of an entry with the heading it stands below, as its schema marks it; empty without."""
    body = library.schemas[guide.collection.name].document["properties"].get("body", {})
    for question in body.get("x-start", []):
        if question.get("first-step"):
            title = re.escape(question["title"])
            found = re.search(rf"^#+ *{title} *\n(.+?)(?=^#|\Z)", str(guide.values.get("body", "")), re.M | re.S)
            return question["title"], found[1].strip() if found else ""
    return "", ""


def that_lead(chooser: ChooserSettings, guides: Sequence[Entry], moments: Sequence[str]) -> list[Entry]:
    """The entries that come first, whatever moments are chosen."""
    firsts = [_first(list(guides), chooser, [moment])[:1] for moment in ("", *moments)]
    return list({guide.id: guide for first in firsts for guide in first}.values())


def _about(library: Library, collection: str, where: Mapping[str, Sequence[str]]) -> list[Entry]:
    """The entries about these; none where the collection has no field for one of them."""
    known = set(where) <= set(library.schemas[collection].fields)
    return library.select(collection, where) if known else []


def _first(entries: list[Entry], chooser: ChooserSettings, moments: Sequence[str]) -> list[Entry]:
    return sorted(entries, key=lambda entry: not set(moments) & set(entry.values.get(chooser.moment, [])))

"""What helps with a bottleneck besides tools: who had it, what they learned and told, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from macros.chooser.questions import BOTTLENECKS, PHASES, TOOLS
from macros.library.library import Entry, Library
from macros.library.worth import in_usual_order


@dataclass(frozen=True)
class Help:
    """What the knowledge base has on one bottleneck.

    `has_tool` is whether a source names a tool for it, `covered` whether one does for it or for its theme; `advised`
    is the entry that says whom to ask: it, or its theme; None where neither does. `communities` have the bottleneck
    themselves, as everywhere else on the site; of those in `mentioned` only a lesson or story about it tells.
    """

    entry: Entry
    has_tool: bool
    covered: bool
    advised: Entry | None
    communities: tuple[Entry, ...]
    mentioned: tuple[Entry, ...]
    lessons: tuple[Entry, ...]
    stories: tuple[Entry, ...]


def help_with(library: Library, bottleneck: Entry, phases: Sequence[str] = ()) -> Help:
    """What helps with a bottleneck; what is about one of the phases comes first, and then what has most to tell."""
    about = {BOTTLENECKS: [bottleneck.id]}
    lessons, stories, own = (
        _first(
            in_usual_order(library, library.select(name, about)) if name in library.settings.collections else [], phases
        )
        for name in ("lessons", "stories", "communities")
    )
    told = (id for entry in (*stories, *lessons) for id in entry.values.get("communities", []))
    tellers = (library.get("communities", id) for id in told)
    ids = library.lineage(BOTTLENECKS, bottleneck.id)
    line = (library.get(BOTTLENECKS, id) for id in ids)
    named = {id for entry in library.collection(TOOLS) for id in entry.values.get(BOTTLENECKS, [])}
    return Help(
        entry=bottleneck,
        has_tool=bottleneck.id in named,
        covered=not named.isdisjoint(ids),
        advised=next((entry for entry in line if entry and "who_helps" in entry.values), None),
        communities=tuple(own),
        mentioned=tuple(in_usual_order(library, {e.id: e for e in tellers if e and e not in own}.values())),
        lessons=tuple(lessons),
        stories=tuple(stories),
    )


def says_something(library: Library, bottleneck: Entry, phase: str) -> bool:
    """Whether phase and bottleneck meet: the bottleneck belongs to the phase, or an entry is about both."""
    if phase in bottleneck.values.get(PHASES, []):
        return True
    about = {BOTTLENECKS: [bottleneck.id], PHASES: [phase]}
    return any(
        library.select(name, about)
        for name in (TOOLS, "lessons", "stories", "communities")
        if name in library.settings.collections
    )


def first_step(library: Library, lesson: Entry) -> tuple[str, str]:
    """The first step of a lesson with the heading it stands below, as the schema of lessons marks it; empty without."""
    body = library.schemas[lesson.collection.name].document["properties"].get("body", {})
    for question in body.get("x-start", []):
        if question.get("first-step"):
            title = re.escape(question["title"])
            found = re.search(rf"^#+ *{title} *\n(.+?)(?=^#|\Z)", str(lesson.values.get("body", "")), re.M | re.S)
            return question["title"], found[1].strip() if found else ""
    return "", ""


def that_lead(lessons: Sequence[Entry], phases: Sequence[str]) -> list[Entry]:
    """The lessons that come first, whatever phases are chosen."""
    firsts = [_first(list(lessons), [phase])[:1] for phase in ("", *phases)]
    return list({lesson.id: lesson for first in firsts for lesson in first}.values())


def _first(entries: list[Entry], phases: Sequence[str]) -> list[Entry]:
    return sorted(entries, key=lambda entry: not set(phases) & set(entry.values.get(PHASES, [])))

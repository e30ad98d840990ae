"""What helps with a bottleneck besides tools: who had it, what they learned and told, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.choosing.questions import BOTTLENECKS, PHASES, TOOLS
from macros.library import Entry, Library


@dataclass(frozen=True)
class Help:
    """What the knowledge base has on one bottleneck.

    `has_tool` is whether a source names a tool for it; `advised` is the entry that says whom to ask: it, or
    its theme; None where neither does.
    """

    entry: Entry
    has_tool: bool
    advised: Entry | None
    communities: tuple[Entry, ...]
    lessons: tuple[Entry, ...]
    stories: tuple[Entry, ...]


def help_with(library: Library, bottleneck: Entry, phases: Sequence[str] = ()) -> Help:
    """What helps with a bottleneck; what is about one of the phases comes first.

    Communities are those that have the bottleneck themselves, then those of whom its stories and lessons tell.
    """
    about = {BOTTLENECKS: [bottleneck.id]}
    lessons, stories, own = (
        _first(library.select(name, about) if name in library.settings.collections else [], phases)
        for name in ("lessons", "stories", "communities")
    )
    told = (id for entry in (*stories, *lessons) for id in entry.values.get("communities", []))
    tellers = (library.get("communities", id) for id in told)
    line = (library.get(BOTTLENECKS, id) for id in library.lineage(BOTTLENECKS, bottleneck.id))
    named = (bottleneck.id in entry.values.get(BOTTLENECKS, []) for entry in library.collection(TOOLS))
    return Help(
        entry=bottleneck,
        has_tool=any(named),
        advised=next((entry for entry in line if entry and "who_helps" in entry.values), None),
        communities=tuple({e.id: e for e in (*own, *tellers) if e}.values()),
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


def _first(entries: list[Entry], phases: Sequence[str]) -> list[Entry]:
    return sorted(entries, key=lambda entry: not set(phases) & set(entry.values.get(PHASES, [])))

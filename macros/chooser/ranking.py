"""Which tools an answer gives, in which order, and why: the rule that chooser/ranking.mjs follows too.

A phase and a bottleneck decide which tools there are: those that fit one of them. Without
either, every tool that fits some other answer is there. Of what is left, a tool of which no
source says whether it fits comes apart, below the others: unknown is not no. A tool that asks
more time, other people or a facilitator that is not there comes apart as well, last of all, and
counts as no answer. Points decide what comes first; equal points keep the order in which the tools are given. A test holds this and the
browser's to the same outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from macros.chooser.questions import BOTTLENECKS, NAMES, PHASES
from macros.chooser.verdicts import OTHER, SKIPPED, Judged, Table, Verdict

Answers = Mapping[str, Sequence[str]]

# Moments beside the places of the phases: what is for a phase before the one chosen, for it, after it, for none;
# and last, what may fit or not, and what cannot be done with the time, the people or the facilitator there is.
FIRST, NOW, LATER, APART, MAYBE, CLASH = "eerst", "nu", "daarna", "los", "onbekend", "botst"
ASIDE = (MAYBE, CLASH)  # the moments that are no answer


@dataclass(frozen=True)
class Pick:
    """A tool in an answer, with what speaks for it and against it, and the questions whose answers it fits."""

    tool: Judged
    points: int
    why: tuple[str, ...]
    against: tuple[str, ...]
    fits: frozenset[str]


@dataclass(frozen=True)
class Moment:
    """Tools for one moment. `name` is FIRST, NOW, LATER, APART, MAYBE, CLASH, a phase's place, or empty without an order."""

    name: str
    picks: tuple[Pick, ...]


def rank(tools: Sequence[Judged], answers: Answers, phases: Sequence[str]) -> list[Moment]:
    """The tools that answer, by moment and within it the best first. `phases` are the phases in their order."""
    chosen = [phases.index(phase) for phase in answers.get(PHASES, ())]
    decided = bool(chosen or answers.get(BOTTLENECKS))
    found: dict[str, list[Pick]] = {}
    for tool in tools:
        judged = _judged(tool, answers)
        deciding = {PHASES, BOTTLENECKS} if decided else set(NAMES)
        if judged.pick.fits & deciding:
            moment = CLASH if judged.clashes else _moment(tool, chosen) if decided else ""
            found.setdefault(moment, []).append(judged.pick)
        elif judged.unknown & deciding and not judged.contrary:
            found.setdefault(MAYBE, []).append(judged.pick)
    order = [FIRST, NOW, LATER, *map(str, range(len(phases))), APART, "", *ASIDE]
    return [
        Moment(name, tuple(sorted(found[name], key=lambda pick: -pick.points)))
        for name in sorted(found, key=order.index)
    ]


def _moment(tool: Judged, chosen: Sequence[int]) -> str:
    if not tool.phases:
        return APART
    if not chosen:
        return str(min(tool.phases))
    if set(tool.phases) & set(chosen):
        return NOW
    return FIRST if max(tool.phases) < min(chosen) else LATER


@dataclass(frozen=True)
class _Judgement:
    """A tool with all its reasons; the questions of which it is not known whether it fits the answer, and that it goes
    against; and whether it asks what is not there."""

    pick: Pick
    unknown: frozenset[str]
    contrary: frozenset[str]
    clashes: bool


def _judged(tool: Judged, answers: Answers) -> _Judgement:
    verdicts = {name: _verdicts(tool.tables[name], answers.get(name, ())) for name in NAMES}
    all_ = [verdict for some in verdicts.values() for verdict in some]
    why = [verdict.why for verdict in all_ if verdict.why]
    against = [verdict.against for verdict in all_ if verdict.against]

    def where(holds: Callable[[Verdict], bool]) -> frozenset[str]:
        return frozenset(name for name, some in verdicts.items() if any(map(holds, some)))

    return _Judgement(
        pick=Pick(
            tool,
            sum(verdict.points for verdict in all_),
            _once(why, tool.why),
            _once(against, tool.against),
            where(lambda verdict: verdict.points > 0),
        ),
        unknown=where(lambda verdict: verdict.unknown),
        contrary=where(lambda verdict: verdict.points < 0),
        clashes=any(verdict.clash for verdict in all_),
    )


def _verdicts(table: Table, answers: Sequence[str]) -> list[Verdict]:
    """What counts: of several answers those that fit; where none does, the first of them."""
    if not answers:
        return [table.get(SKIPPED, Verdict())]
    all_ = [table.get(answer, table.get(OTHER, Verdict())) for answer in answers]
    return [verdict for verdict in all_ if verdict.points > 0] or all_[:1]


def _once(*reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for some in reasons for reason in some))

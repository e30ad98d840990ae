"""What an answer gives, in which order, and why: the rule that chooser/ranking.mjs follows too.

A moment and a subject decide what there is: what fits one of them. Without either, all that fits some other answer is
there. Of what is left, that of which no source says whether it fits comes apart, below the others: unknown is not no.
What asks more than those who answer have (time, people, somebody to lead) comes apart as well, last of all, and counts
as no answer. Points decide what comes first; equal points keep the order that was given. Vectors in
tests/cases/parity/ hold this and the browser's to the same outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.chooser.verdicts import OTHER, SKIPPED, Judged, Table, Verdict

Answers = Mapping[str, Sequence[str]]

# Beside the places of the moments: what is for a moment before the one chosen, for it, after it, for none; and last, what
# may fit or not, and what cannot be done with what there is.
FIRST, NOW, LATER, APART, MAYBE, CLASH = "eerst", "nu", "daarna", "los", "onbekend", "botst"
ASIDE = (MAYBE, CLASH)  # the moments that are no answer


@dataclass(frozen=True)
class Pick:
    """One entry in an answer, with what speaks for it and against it, and the questions whose answers it fits."""

    candidate: Judged
    points: int
    why: tuple[str, ...]
    against: tuple[str, ...]
    fits: frozenset[str]


@dataclass(frozen=True)
class Moment:
    """Tools for one moment. `name` is FIRST, NOW, LATER, APART, MAYBE, CLASH, a stage's place, or empty without an order."""

    name: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class Deciding:
    """The questions that decide which entries there are: that about moments, with these in their order, and subjects."""

    moment: str = ""
    moments: tuple[str, ...] = ()
    subject: str = ""

    @property
    def names(self) -> set[str]:
        return {self.moment, self.subject} - {""}


def rank(candidates: Sequence[Judged], answers: Answers, deciding: Deciding) -> list[Moment]:
    """The entries that answer, by moment and within it the best first."""
    chosen = [deciding.moments.index(one) for one in answers.get(deciding.moment, ())]
    names = deciding.names
    decided = any(answers.get(name) for name in names)
    found: dict[str, list[Pick]] = {}
    for candidate in candidates:
        judged = _judged(candidate, answers)
        counting = names if decided else candidate.tables.keys()
        if judged.pick.fits & counting:
            moment = CLASH if judged.clashes else _moment(candidate, chosen) if decided else ""
            found.setdefault(moment, []).append(judged.pick)
        elif judged.unknown & counting and not judged.contrary:
            found.setdefault(MAYBE, []).append(judged.pick)
    order = [FIRST, NOW, LATER, *map(str, range(len(deciding.moments))), APART, "", *ASIDE]
    return [
        Moment(name, tuple(sorted(found[name], key=lambda pick: -pick.points)))
        for name in sorted(found, key=order.index)
    ]


def _moment(candidate: Judged, chosen: Sequence[int]) -> str:
    if not candidate.moments:
        return APART
    if not chosen:
        return str(min(candidate.moments))
    if set(candidate.moments) & set(chosen):
        return NOW
    return FIRST if max(candidate.moments) < min(chosen) else LATER


@dataclass(frozen=True)
class _Judgement:
    """A candidate with all its reasons; the questions of which it is not known whether it fits the answer, and that it goes
    against; and whether it asks what is not there."""

    pick: Pick
    unknown: frozenset[str]
    contrary: frozenset[str]
    clashes: bool


def _judged(candidate: Judged, answers: Answers) -> _Judgement:
    points, clashes = 0, False
    why: list[str] = []
    against: list[str] = []
    fits: set[str] = set()
    unknown: set[str] = set()
    contrary: set[str] = set()
    for name, table in candidate.tables.items():
        for verdict in _verdicts(table, answers.get(name, ())):
            points += verdict.points
            clashes = clashes or verdict.clash
            if verdict.points > 0:
                fits.add(name)
            elif verdict.points < 0:
                contrary.add(name)
            if verdict.unknown:
                unknown.add(name)
            if verdict.why:
                why.append(verdict.why)
            if verdict.against:
                against.append(verdict.against)
    reasons = (_once(why, candidate.why), _once(against, candidate.against))
    pick = Pick(candidate, points, *reasons, frozenset(fits))
    return _Judgement(pick, frozenset(unknown), frozenset(contrary), clashes)


_NOTHING = Verdict()


def _verdicts(table: Table, answers: Sequence[str]) -> list[Verdict]:
    """What counts: of several answers those that fit; where none does, the first of them."""
    if not answers:
        return [table.get(SKIPPED, _NOTHING)]
    all_ = [table.get(answer, table.get(OTHER, _NOTHING)) for answer in answers]
    return [verdict for verdict in all_ if verdict.points > 0] or all_[:1]


def _once(*reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for some in reasons for reason in some))

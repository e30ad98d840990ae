"""What a tool has to say to each answer: points, why it is here, and what speaks against it.

The whole rule stands in these tables. They are made here once, and go into the page as they
are; a browser only looks up and adds. Points count what the sources say: nothing is taken
for true because it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.base.labels import within_sentence
from macros.chooser.questions import (
    AUDIENCES,
    BOTTLENECKS,
    FACILITATED,
    FACILITATOR,
    NO,
    PEOPLE,
    PHASES,
    TIME,
    TOOLS,
    YES,
    Question,
)
from macros.library.library import Entry, Library, sort_key
from macros.schema.schemas import Field

# Instead of an answer: any other than those named, and none at all.
OTHER, SKIPPED = "", "-"

_EVIDENCE = {
    "literatuur": ("onderbouwd in literatuur", ""),
    "ervaring": ("gebruikers melden dat het hielp", ""),
    "niet-vast-te-stellen": ("", "de onderbouwing is niet vast te stellen"),
    "niet-beoordeeld": ("", ""),  # that nobody judged it does not speak against it
}


@dataclass(frozen=True)
class Verdict:
    """More than 0 points means that the tool fits the answer, `unknown` that no source says whether it does.

    `clash` means that it asks what those who answer do not have: more time, other people, a facilitator.
    """

    points: int = 0
    why: str = ""
    against: str = ""
    unknown: bool = False
    clash: bool = False

    @property
    def data(self) -> tuple[int | str, ...]:
        """The same for a browser: 1 at the end for what is unknown, 2 for what clashes."""
        told = (self.points, self.why, self.against)
        return (*told, 1) if self.unknown else (*told, 2) if self.clash else told


Table = Mapping[str, Verdict]


@dataclass(frozen=True)
class Judged:
    """A tool with its verdicts by question and answer. `phases` are places in the order of the phases.

    `why` and `against` hold whatever is answered.
    """

    entry: Entry
    phases: tuple[int, ...]
    tables: Mapping[str, Table]
    why: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def data(self) -> dict[str, object]:
        """The same for a browser."""
        tables = {
            name: {answer: verdict.data for answer, verdict in table.items()} for name, table in self.tables.items()
        }
        return {"phases": self.phases, "tables": tables, "why": self.why, "against": self.against}


def judge_all(library: Library, questions: Sequence[Question]) -> list[Judged]:
    """Every tool, the best founded first, then what communities named most often, then by title."""
    fields = library.schemas[TOOLS].fields
    order = list(_EVIDENCE)

    def founded(entry: Entry) -> tuple[int, int, tuple[str, str, str]]:
        return order.index(entry.values["evidence"]), -entry.values.get("mentions", 0), sort_key(entry)

    known = (entry for entry in library.collection(TOOLS) if "evidence" in entry.values)  # a draft may lack it
    return [_judge(library, fields, questions, entry) for entry in sorted(known, key=founded)]


def _judge(library: Library, fields: Mapping[str, Field], questions: Sequence[Question], entry: Entry) -> Judged:
    asked = {question.name: question for question in questions}
    phases = list(fields[PHASES].labels)
    why, against = _EVIDENCE[entry.values["evidence"]]
    return Judged(
        entry=entry,
        phases=tuple(phases.index(phase) for phase in entry.values.get(PHASES, [])),
        tables={
            PHASES: _phases(fields[PHASES], entry),
            BOTTLENECKS: dict(_bottlenecks(library, asked[BOTTLENECKS], entry)),
            AUDIENCES: _audiences(fields[AUDIENCES], entry),
            TIME: _time(fields[TIME], entry),
            PEOPLE: _people(fields[PEOPLE], entry),
            FACILITATED: _facilitated(entry.values.get(FACILITATOR, "")),
        },
        why=(why,) if why else (),
        against=(against,) if against else (),
    )


def _phases(field: Field, entry: Entry) -> Table:
    given = entry.values.get(PHASES, [])
    if not given:
        return _unknown("fase onbekend")
    elsewhere = _listed([field.labels[phase] for phase in given])
    return {phase: Verdict(3, f"past bij de {within_sentence(field.labels[phase])}") for phase in given} | {
        OTHER: Verdict(0, "", f"hoort bij de {elsewhere}")
    }


def _bottlenecks(library: Library, question: Question, entry: Entry) -> Iterator[tuple[str, Verdict]]:
    """A tool for a theme may help with what is part of it; the source does not say so, and neither do we."""
    given = entry.values.get(BOTTLENECKS, [])
    if not given:
        yield from _unknown("knelpunt onbekend").items()
        return
    for option in question.options:
        line = library.lineage(BOTTLENECKS, option.value)
        near = next((one for one in line if one in given), None)
        if near == option.value:
            yield option.value, Verdict(3, f"kan helpen bij {within_sentence(option.label)}")
        elif near:
            theme = question.label_of(near)
            yield (
                option.value,
                Verdict(
                    2,
                    f"kan helpen bij het thema {within_sentence(theme)}",
                    f"niet gekoppeld aan ‘{option.label}’ zelf",
                ),
            )
    yield OTHER, Verdict(0, "", "niet gekoppeld aan jullie knelpunt")


def _audiences(field: Field, entry: Entry) -> Table:
    given = entry.values.get(AUDIENCES, [])
    if not given:
        return _unknown("doelgroep onbekend")
    return {one: Verdict(1, f"bedoeld voor {within_sentence(field.labels[one])}") for one in given} | {
        OTHER: Verdict(-1, "", f"bedoeld voor {_listed([field.labels[one] for one in given])}")
    }


def _time(field: Field, entry: Entry) -> Table:
    """The choices stand in order: who has much time can do what takes little."""
    given = entry.values.get(TIME)
    if given is None:
        return _unknown("tijd onbekend")
    order = list(field.labels)
    needs = order.index(given)
    takes = within_sentence(field.labels[given])
    return {
        one: Verdict(2, f"past in jullie tijd: {takes}")
        if place == needs
        else Verdict(1, f"vraagt minder tijd: {takes}")
        if place > needs
        else Verdict(-2, "", f"vraagt meer tijd: {takes}", clash=True)
        for place, one in enumerate(order)
    }


def _people(field: Field, entry: Entry) -> Table:
    given = entry.values.get(PEOPLE, [])
    if not given:
        return _unknown("groepsgrootte onbekend")
    return {one: Verdict(1, f"past bij: {within_sentence(field.labels[one])}") for one in given} | {
        OTHER: Verdict(-1, "", f"bedoeld voor: {_listed([field.labels[one] for one in given])}", clash=True)
    }


def _facilitated(needed: str) -> Table:
    if needed == "nodig":
        asks = "vraagt een begeleider"
        return {YES: Verdict(2, asks), NO: Verdict(-3, "", asks, clash=True), SKIPPED: Verdict(0, "", asks)}
    if needed == "aanbevolen":
        best = "werkt het best met een begeleider"
        return {YES: Verdict(2, best), NO: Verdict(-1, "", best), SKIPPED: Verdict(0, "", best)}
    if needed == "niet-nodig":
        return {YES: Verdict(1, "kan ook zonder begeleider"), NO: Verdict(2, "kan zonder begeleider")}
    return _unknown("onbekend of er een begeleider bij moet")


def _unknown(because: str) -> Table:
    """Whatever the answer: it is not known whether the tool fits."""
    return {OTHER: Verdict(0, "", because, unknown=True)}


def _listed(labels: Sequence[str]) -> str:
    low = [within_sentence(label) for label in labels]
    return " en ".join((", ".join(low[:-1]), low[-1])) if len(low) > 1 else low[0]

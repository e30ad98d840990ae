"""What an entry has to say to each answer: points, why it is here, and what speaks against it.

The whole rule stands in these tables. They are made here once, and go into the page as they
are; a browser only looks up and adds. kennisbank.yml says what each is worth. Points count what the sources say: nothing is taken
for true because it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.base.dutch import enumerated
from macros.base.labels import within_sentence
from macros.chooser.questions import Question, subject_collection
from macros.library.library import Entry, Library, sort_key
from macros.schema.chooser_settings import OTHERWISE, Asked, ChooserSettings, Worth
from macros.schema.schemas import Field

# Instead of an answer: any other than those named, and none at all.
OTHER, SKIPPED = "", "-"


@dataclass(frozen=True)
class Verdict:
    """More than 0 points means that the entry fits the answer, `unknown` that no source says whether it does.

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
    """An entry with its verdicts by question and answer. `moments` are places in the order of the moments.

    `why` and `against` hold whatever is answered.
    """

    entry: Entry
    moments: tuple[int, ...]
    tables: Mapping[str, Table]
    why: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def data(self) -> dict[str, object]:
        """The same for a browser."""
        tables = {
            name: {answer: verdict.data for answer, verdict in table.items()} for name, table in self.tables.items()
        }
        return {"moments": self.moments, "tables": tables, "why": self.why, "against": self.against}


def judge_all(library: Library, questions: Sequence[Question]) -> list[Judged]:
    """Every entry to choose from: the best founded first, then what was named most often, then by title."""
    chooser = library.settings.chooser
    if chooser is None:
        return []
    order = list(chooser.evidence_says)

    def founded(entry: Entry) -> tuple[int, int, tuple[str, str, str]]:
        place = order.index(entry.values[chooser.evidence]) if chooser.evidence else 0
        return place, -entry.values.get(chooser.mentions, 0), sort_key(entry)

    entries = library.collection(chooser.collection)
    known = (one for one in entries if not chooser.evidence or chooser.evidence in one.values)  # a draft may lack it
    return [_judge(library, chooser, questions, entry) for entry in sorted(known, key=founded)]


def _judge(library: Library, chooser: ChooserSettings, questions: Sequence[Question], entry: Entry) -> Judged:
    fields = library.schemas[chooser.collection].fields
    moment = chooser.first("moment")
    order = list(fields[moment.of].labels) if moment else []
    says = chooser.evidence_says[entry.values[chooser.evidence]] if chooser.evidence else Worth()
    return Judged(
        entry=entry,
        moments=tuple(order.index(one) for one in entry.values.get(moment.of, [])) if moment else (),
        tables={q.name: dict(_table(library, chooser, q, fields[q.asked.of], entry)) for q in questions},
        why=(says.why,) if says.why else (),
        against=(says.against,) if says.against else (),
    )


def _table(
    library: Library, chooser: ChooserSettings, question: Question, field: Field, entry: Entry
) -> Iterator[tuple[str, Verdict]]:
    """What an entry says to each answer of a question, and to any other."""
    asked = question.asked
    given = entry.values.get(field.name, [])
    if not given or asked.kind == "answers" and given not in asked.values:
        # Whatever the answer: it is not known whether the entry fits.
        yield OTHER, Verdict(0, "", asked.unknown, unknown=True)
    elif asked.kind == "subject":
        yield from _subjects(library, subject_collection(library, chooser), question, given)
    elif asked.kind == "answers":
        for answer, worth in asked.values[given].items():
            yield SKIPPED if answer == OTHERWISE else answer, _verdict(worth)
    elif asked.kind == "amount":
        yield from _amounts(asked, field, given)
    else:
        values = given if isinstance(given, list) else [given]
        for one in values:
            yield one, _verdict(asked.fits, field.labels[one])
        yield OTHER, _verdict(asked.other, *(field.labels[one] for one in values))


def _subjects(
    library: Library, collection: str, question: Question, given: Sequence[str]
) -> Iterator[tuple[str, Verdict]]:
    """An entry for a theme may help with what is part of it; the source does not say so, and neither do we."""
    asked = question.asked
    for option in question.options:
        line = library.lineage(collection, option.value)
        near = next((one for one in line if one in given), None)
        if near == option.value:
            yield option.value, _verdict(asked.fits, option.label)
        elif near:
            far = _verdict(asked.near, question.label_of(near))
            yield option.value, replace(far, against=asked.near.against.replace("{}", option.label))
    yield OTHER, _verdict(asked.other)


def _amounts(asked: Asked, field: Field, given: str) -> Iterator[tuple[str, Verdict]]:
    """The choices stand in order: who has much can do what takes little."""
    order = list(field.labels)
    needs = order.index(given)
    for place, one in enumerate(order):
        worth = asked.fits if place == needs else asked.less if place > needs else asked.more
        yield one, _verdict(worth, field.labels[given])


def _verdict(worth: Worth, *labels: str) -> Verdict:
    about = enumerated([within_sentence(label) for label in labels])
    why, against = (text.replace("{}", about) for text in (worth.why, worth.against))
    return Verdict(worth.points, why, against, clash=worth.clash)

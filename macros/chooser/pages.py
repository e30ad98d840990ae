"""The chooser as pages: the questions with a live answer, and an answer for each moment and each subject.

The rule is that of `ranking`. Here its outcome gets headings, links and the fields to show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from macros.base.dutch import counted
from macros.base.labels import within_sentence
from macros.chooser.helping import Help, Helpers, first_step
from macros.chooser.parts import Answer, Best, Candidate, Heading, Helping, Stage, Step, told_answer
from macros.chooser.questions import Question, in_words, make_questions, subject_collection
from macros.chooser.ranking import APART, ASIDE, CLASH, FIRST, LATER, MAYBE, NOW, Answers, Deciding, Moment, rank
from macros.chooser.verdicts import Judged, judge_all
from macros.library.library import Entry, Library
from macros.schema.chooser_settings import ChooserSettings
from macros.schema.schemas import Field
from macros.schema.settings import Collection
from macros.views.addresses import relative_root
from macros.views.items import Items
from macros.views.page import Artifact, Page, Rendered
from macros.views.values import Fields
from macros.views.viewer import Viewer

SHOWN = 5  # of what tells of a subject, in each list; the rest is a link away
BEST = 12  # of what an answer has for one moment; the live answer has them all
INLINE = 100  # entries to choose from that stand in the page of the questions; of more, each is fetched as data

CANDIDATES = "candidates.json"
_BETWEEN = "<!-- next -->"  # two cards: what an entry says is escaped, and has no comments


class Chooser:
    """Makes the pages of the chooser, where kennisbank.yml declares one. `render` gives what a template of ours gives."""

    def __init__(self, library: Library, viewer: Viewer, render: Callable[..., str]) -> None:
        self._library = library
        self._viewer = viewer
        self._render = render
        self.where = library.question("chooser", self.url, str)
        self._answered = library.question("answer", self._answer, told_answer)

    @property
    def _declared(self) -> ChooserSettings:
        """The chooser as declared. Raises KeyError where there is none."""
        if self._library.settings.chooser is None:
            raise KeyError("kennisbank.yml declares no chooser")
        return self._library.settings.chooser

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return make_questions(self._library)

    @cached_property
    def candidates(self) -> list[Judged]:
        return judge_all(self._library, self.questions)

    @cached_property
    def _helpers(self) -> Helpers:
        return Helpers(self._library, self._declared)

    @cached_property
    def _subjects(self) -> list[Entry]:
        name = subject_collection(self._library, self._declared)
        return self._library.collection(name) if name else []

    @cached_property
    def _stages(self) -> dict[str, str]:
        """The moments in their order, with their labels."""
        moment = self._declared.moment
        return {option.value: option.label for option in self._question(moment).options} if moment else {}

    @property
    def deciding(self) -> Deciding:
        return Deciding(self._declared.moment, tuple(self._stages), self._declared.subject)

    def url(self, field: str, value: str, stage: str = "") -> str:
        """Where the answer for a moment or a subject stands, or for the two together; empty where there is none."""
        chooser = self._library.settings.chooser
        if chooser is None or field not in chooser.deciding:
            return ""
        if field == chooser.moment:
            return f"{chooser.place}{value}/"
        if stage:
            entry = next(one for one in self._subjects if one.id == value)
            return f"{chooser.place}{stage}/{value}/" if self._helpers.says_something(entry, stage) else ""
        return f"{chooser.place}{self._question(chooser.subject).asked.path}/{value}/"

    def rank(self, answers: Answers) -> list[Moment]:
        return rank(self.candidates, answers, self.deciding)

    def page(self, page_url: str, above: str = "") -> Rendered:
        """The questions below `above`, and all that an answer can need. Raises KeyError where there is no chooser."""
        chooser = self._declared
        root = relative_root(page_url)
        items = self._viewer.items(root)
        shared = self._shared(root)
        candidates = [self._candidate(judged, items) for judged in self.candidates]
        few = len(candidates) <= INLINE
        data = Artifact(f"{chooser.place}{CANDIDATES}", "" if few else self._data(candidates, shared))
        html = self._render(
            "chooser/page.html",
            questions=self.questions,
            candidates=candidates if few else [],
            more="" if few else f"{root}{data.path}",
            helps=[
                self._helping(self._helpers.help_with(entry, list(self._stages), SHOWN, any_of=True), items)
                for entry in self._subjects
            ],
            stages=[self._stage(value) for value in self._stages],
            headings=self._headings(),
            order=self._question(chooser.moment).asked if chooser.moment else None,
            subject=self._question(chooser.subject) if chooser.subject else None,
            subjects=self._subjects[0].collection if self._subjects else None,
            fit={q.name: q.asked.fit for q in self.questions if q.asked.fit},
            **shared,
        )
        return Rendered(above + html, () if few else (data,))

    def _data(self, candidates: Sequence[Candidate], shared: Mapping[str, Any]) -> str:
        """What the page has in its templates where there are few: of each its name, what it has to say, and its card."""
        cards = self._render("chooser/candidates.html", candidates=candidates, **shared)
        rows = [
            [one.judged.entry.id, one.judged.entry.former_ids, one.judged.data, card.strip()]
            for one, card in zip(candidates, cards.split(_BETWEEN), strict=False)
        ]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    def pages(self) -> list[Page]:
        """The chooser, an answer for each moment and each subject, and for the two where there is something to say."""
        return list(self._pages()) if self._library.settings.chooser else []

    def _pages(self) -> Iterator[Page]:
        chooser, texts = self._declared, self._declared.texts
        yield Page("chooser", chooser.place, chooser.title, texts["kit"])
        for stage, label in self._stages.items():
            about = {"moment": within_sentence(label)}
            yield self._made("moment", about, stage)
            for entry in self._subjects:
                if self.url(chooser.subject, entry.id, stage):
                    yield self._made("both", {**about, "subject": entry.title}, stage, entry)
        for entry in self._subjects:
            yield self._made("subject", {"subject": entry.title}, "", entry)

    def _made(self, kind: str, about: Mapping[str, str], stage: str, subject: Entry | None = None) -> Page:
        chooser = self._declared
        title, description = (_filled(chooser.texts[f"{kind}_{what}"], about) for what in ("title", "about"))
        url = self.url(chooser.subject, subject.id, stage) if subject else self.url(chooser.moment, stage)
        # Who searches for a word wants what the word means, or the entry; these pages put things together.
        return Page("answer", url, title, description, (stage,), subject, weight=0.5)

    def answer(self, page: Page) -> str:
        """The answer for the moment and the subject of a page; it has one of them, or both."""
        found = self._answered(*page.subject, page.entry.id if page.entry else "")
        root = relative_root(page.url)
        items = self._viewer.items(root)
        picks = [pick for moment in found.moments for pick in moment.picks]
        return self._render(
            "chooser/answer.html",
            title=page.title,
            asked=found.asked,
            query=found.query,
            moments=[(*moment.heading, moment.picks, moment.total) for moment in found.moments],
            maybe=found.maybe,
            maybes=found.maybes,
            candidates={pick.candidate.entry.id: self._candidate(pick.candidate, items) for pick in picks},
            total=len(picks),
            stage=found.stage,
            helping=self._helping(found.help, items) if found.help else None,
            elsewhere=found.elsewhere,
            **self._shared(root),
        )

    def _answer(self, stage: str, id: str) -> Answer:
        """What there is for a moment, a subject by its id, or both."""
        chooser = self._declared
        subject = self._library.get(subject_collection(self._library, chooser), id) if id else None
        answers = {chooser.moment: [stage]} if stage else {}
        if subject:
            answers[chooser.subject] = [id]
        ranked = self.rank(answers)
        headings = self._headings()
        maybe = [pick.candidate.entry for moment in ranked if moment.name == MAYBE for pick in moment.picks]
        others = [value for value in self._stages if subject and value != stage]
        return Answer(
            in_words(self.questions, answers),
            "&".join(f"{name}={value}" for name, values in answers.items() for value in values),
            tuple(
                Best(headings[moment.name], moment.picks[:BEST], len(moment.picks))
                for moment in ranked
                if moment.name not in ASIDE
            ),
            tuple(maybe[:BEST]),
            len(maybe),
            self._stage(stage) if stage else None,
            self._helpers.help_with(subject, [stage] if stage else [], SHOWN) if subject else None,
            tuple((self._stages[one], url) for one in others if (url := self.url(chooser.subject, id, one))),
        )

    @property
    def _ranked(self) -> Collection:
        return self._library.settings.collections[self._declared.collection]

    def _shared(self, root: str) -> Mapping[str, Any]:
        # Paper has no links: there a card says where it stands, without what everyone leaves out.
        chooser, bare = self._declared, self._library.settings.address.split("://", 1)[-1]
        place = root + chooser.place
        shared = {"chooser": chooser, "texts": chooser.texts, "ranked": self._ranked, "root": root, "place": place}
        return {**shared, "url": self.where, "shown": SHOWN, "address": bare}

    def _headings(self) -> dict[str, Heading]:
        """By moment, its heading and a line about it."""
        texts = self._declared.texts
        moments = {
            FIRST: ("Eerst", texts.get("earlier", "")),
            NOW: ("Nu", texts.get("now", "")),
            LATER: ("Daarna", texts.get("later", "")),
            **{str(place): (label, texts.get("each", "")) for place, label in enumerate(self._stages.values())},
            APART: (texts.get("apart_title", ""), texts.get("apart", "")),
        }
        return {
            # Subjects alone give no order either.
            **(moments if self._stages else {APART: ("Past bij jullie", texts["fits"])}),
            "": ("Past bij jullie", texts["fits"]),
            MAYBE: ("Niet bekend", "Misschien passen deze ook: zeker is dat niet. Vink aan wat mee moet."),
            CLASH: (texts.get("clash_title", ""), texts.get("clash_note", "")),
        }

    def _candidate(self, judged: Judged, items: Items) -> Candidate:
        entry, chooser = judged.entry, self._declared
        known = {name: field for name, field in self._fields.items() if name in entry.values}
        shown = {name: items.field(field, entry.values[name], entry) for name, field in known.items()}
        facts = tuple(shown[name] for name in chooser.facts if name in shown)
        links = tuple(field for field in shown.values() if field.kind == "link")
        return Candidate(judged, facts, shown.get(chooser.unfit), links)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        """The fields that a card shows."""
        chooser = self._declared
        fields = self._library.schemas[chooser.collection].fields
        return {n: f for n, f in fields.items() if n in (*chooser.facts, chooser.unfit) or f.kind == "link"}

    def _helping(self, help: Help, items: Items) -> Helping:
        """What helps with a subject, as a section shows it."""
        chooser = self._declared
        own = self._viewer.fields(help.entry, items)
        advice = self._viewer.fields(help.advised, items) if help.advised else Fields()
        steps = (self._step(guide, items) for guide in help.guides)
        told = (own[chooser.helps.note], own[chooser.helps.deeds], advice[chooser.helps.advice])
        return Helping(help, *told, tuple(step for step in steps if step))

    def _step(self, guide: Entry, items: Items) -> Step | None:
        title, text = first_step(self._library, guide)
        chosen = guide.values.get("by_editors", ())
        ours = "body" in chosen or f"body/{title}" in chosen
        return Step(guide, title, self._viewer.shown(guide, "body", text, items), ours) if text else None

    def _stage(self, value: str) -> Stage:
        moment = self._declared.moment
        options = self._question(moment).options
        place = list(self._stages).index(value)
        option = options[place]
        return Stage(
            value=value,
            label=option.label,
            description=option.words,
            before=options[place - 1] if place else None,
            after=options[place + 1] if place + 1 < len(options) else None,
            subjects=tuple(entry for entry in self._subjects if value in entry.values.get(moment, [])),
            more=tuple(self._more(value)),
        )

    def _more(self, stage: str) -> Iterator[tuple[str, str]]:
        """What other collections have on a moment: a number with its name, and where it is."""
        chooser = self._declared
        for name, collection in self._library.settings.collections.items():
            own = name in (chooser.collection, subject_collection(self._library, chooser))
            if chooser.moment in collection.facets and not own:
                number = self._library.tally(name, chooser.moment)[stage]
                if number:
                    words = counted(number, collection.one, collection.many)
                    yield words, f"{collection.path}/?{chooser.moment}={stage}"

    def _question(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)


def _filled(text: str, about: Mapping[str, str]) -> str:
    for name, value in about.items():
        text = text.replace(f"{{{name}}}", value)
    return text

"""The Toolwijzer as pages: the questions with a live answer, and an answer for each phase and each bottleneck.

The rule is `macros.choosing`'s. Here its outcome gets headings, links and the fields to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.base.labels import within_sentence
from macros.base.plurals import counted
from macros.chooser.helping import Help, first_step, help_with, says_something, that_lead
from macros.chooser.questions import BOTTLENECKS, PHASES, Option, Question, can_choose, make_questions
from macros.chooser.ranking import APART, ASIDE, CLASH, FIRST, LATER, MAYBE, NOW, Answers, Moment, rank
from macros.chooser.verdicts import Judged, judge_all
from macros.library.library import Entry, Library
from macros.views.addresses import relative_root
from macros.views.items import Items
from macros.views.page import Page
from macros.views.values import Fields, FieldView
from macros.views.viewer import Viewer

PLACE = "toolwijzer/"
SHOWN = 5  # of the lessons, stories and communities with a bottleneck; the rest is a link away

Heading = tuple[str, str]


@dataclass(frozen=True)
class Tool:
    """A tool as its card shows it."""

    judged: Judged
    fields: Fields

    @property
    def facts(self) -> list[FieldView]:
        """What one wants to know before choosing, where it is known."""
        return [self.fields[name] for name in ("forms", "time", "group_size", "facilitator") if name in self.fields]


@dataclass(frozen=True)
class Step:
    """What one can do tomorrow, from a lesson: the heading it has there, its text, and whether the editors wrote that."""

    lesson: Entry
    title: str
    body: FieldView
    by_editors: bool


@dataclass(frozen=True)
class Helping:
    """What helps with a bottleneck, as a section shows it. `steps` are the first steps of the lessons that can lead."""

    help: Help
    fields: Fields
    advice: Fields
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Phase:
    """A phase with what is before and after it, the bottlenecks that belong to it, and what else there is on it."""

    value: str
    label: str
    description: str
    before: Option | None
    after: Option | None
    bottlenecks: tuple[Entry, ...]
    tools: int
    more: tuple[tuple[str, str], ...]


class Chooser:
    """Makes the pages of the Toolwijzer. `render` gives what a template of ours gives."""

    def __init__(self, library: Library, viewer: Viewer, render: Callable[..., str]) -> None:
        self._library = library
        self._viewer = viewer
        self._render = render

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return make_questions(self._library) if can_choose(self._library) else ()

    @cached_property
    def tools(self) -> list[Judged]:
        return judge_all(self._library, self.questions)

    @cached_property
    def _phases(self) -> dict[str, str]:
        return {option.value: option.label for option in self._question(PHASES).options}

    def url(self, field: str, value: str, phase: str = "") -> str:
        """Where the answer for a phase or a bottleneck stands, or for the two together; empty where there is none."""
        if field not in (PHASES, BOTTLENECKS) or not self.questions:
            return ""
        if field == PHASES:
            return f"{PLACE}{value}/"
        if phase:
            entry = self._library.entry(BOTTLENECKS, value)
            return f"{PLACE}{phase}/{value}/" if says_something(self._library, entry, phase) else ""
        return f"{PLACE}knelpunt/{value}/"

    def rank(self, answers: Answers) -> list[Moment]:
        return rank(self.tools, answers, list(self._phases))

    def page(self, page_url: str) -> str:
        """The questions, and all that an answer can need. Raises KeyError where there is nothing to choose from."""
        if not self.questions:
            raise KeyError("there are no tools to choose from")
        root = relative_root(page_url)
        items = self._viewer.items(root)
        return self._render(
            "chooser/page.html",
            questions=self.questions,
            tools=[self._tool(judged, items) for judged in self.tools],
            helps=[
                self._helping(entry, items, list(self._phases), leads=True)
                for entry in self._library.collection(BOTTLENECKS)
            ],
            phases=[self._phase(value) for value in self._phases],
            headings=self._headings(),
            **self._shared(root),
        )

    def pages(self) -> list[Page]:
        """An answer for each phase and each bottleneck, and for the two together where there is something to say."""
        return list(self._pages()) if self.questions else []

    def _pages(self) -> Iterator[Page]:
        bottlenecks = self._library.collection(BOTTLENECKS)
        for phase, label in self._phases.items():
            low = within_sentence(label)
            yield self._made(
                f"Wat past bij de {low}?", f"De tools voor de {low}, met wat ervoor en ertegen spreekt.", phase
            )
            for entry in bottlenecks:
                if self.url(BOTTLENECKS, entry.id, phase):
                    title = f"{entry.title}: wat helpt bij de {low}?"
                    about = f"{entry.title} bij de {low}: welke tool helpt, en wie je kunt vragen."
                    yield self._made(title, about, phase, entry)
        for entry in bottlenecks:
            about = f"{entry.title}: welke tool helpt, wie had het ook, en wie je kunt vragen."
            yield self._made(f"{entry.title}: wat helpt?", about, "", entry)

    def _made(self, title: str, description: str, phase: str, bottleneck: Entry | None = None) -> Page:
        url = self.url(BOTTLENECKS, bottleneck.id, phase) if bottleneck else self.url(PHASES, phase)
        # Who searches for a word wants what the word means, or the tool; these pages put things together.
        return Page("answer", url, title, description, (phase,), bottleneck, weight=0.5)

    def answer(self, page: Page) -> str:
        """The answer for the phase and the bottleneck of a page; it has one of them, or both."""
        (phase,), bottleneck = page.subject, page.entry
        root = relative_root(page.url)
        items = self._viewer.items(root)
        answers: dict[str, list[str]] = {}
        if phase:
            answers[PHASES] = [phase]
        if bottleneck:
            answers[BOTTLENECKS] = [bottleneck.id]
        ranked = self.rank(answers)
        moments = [moment for moment in ranked if moment.name not in ASIDE]
        picks = [pick for moment in moments for pick in moment.picks]
        return self._render(
            "chooser/answer.html",
            title=page.title,
            asked=self.in_words(answers),
            query="&".join(f"{name}={value}" for name, values in answers.items() for value in values),
            moments=[(*self._headings()[moment.name], moment.picks) for moment in moments],
            maybe=[pick.tool.entry for moment in ranked if moment.name == MAYBE for pick in moment.picks],
            tools={pick.tool.entry.id: self._tool(pick.tool, items) for pick in picks},
            total=len(picks),
            phase=self._phase(phase) if phase else None,
            helping=self._helping(bottleneck, items, [phase] if phase else []) if bottleneck else None,
            elsewhere=[
                (label, self.url(BOTTLENECKS, bottleneck.id, value))
                for value, label in self._phases.items()
                if bottleneck and value != phase and self.url(BOTTLENECKS, bottleneck.id, value)
            ],
            **self._shared(root),
        )

    def in_words(self, answers: Answers) -> str:
        """The answers given: `fase: uitvoering of opstartfase; knelpunt: balans`, as filters/query.mjs says a query."""
        parts = []
        for question in self.questions:
            chosen = [option.label for option in question.options if option.value in answers.get(question.name, ())]
            if chosen:
                parts.append(f"{within_sentence(question.label)}: {' of '.join(chosen)}")
        return "; ".join(parts)

    def _shared(self, root: str) -> Mapping[str, Any]:
        # Paper has no links: there a tool says where it stands, without what everyone leaves out.
        bare = self._library.settings.address.split("://", 1)[-1]
        return {"root": root, "place": root + PLACE, "url": self.url, "shown": SHOWN, "address": bare}

    def _headings(self) -> dict[str, Heading]:
        """By moment, its heading and a line about it."""
        return {
            FIRST: ("Eerst", "Deze tools horen bij een eerdere fase. Sloegen jullie die stap over, begin dan hier."),
            NOW: ("Nu", "Deze tools horen bij jullie fase."),
            LATER: ("Daarna", "Deze tools horen bij een latere fase. Bewaar ze voor straks."),
            **{
                str(place): (label, "Deze tools horen bij deze fase.")
                for place, label in enumerate(self._phases.values())
            },
            APART: ("Los van een fase", "Van deze tools is geen fase bekend."),
            "": ("Past bij jullie", "De tool die het best past, staat bovenaan."),
            MAYBE: ("Niet bekend", "Misschien passen deze ook: zeker is dat niet. Vink aan wat mee moet."),
            CLASH: (
                "Past niet bij jullie tijd of groep",
                "Deze tools horen bij een ander antwoord, maar vragen meer tijd, andere mensen of een begeleider. "
                "Vink aan wat toch mee moet.",
            ),
        }

    def _tool(self, judged: Judged, items: Items) -> Tool:
        return Tool(judged, self._viewer.fields(judged.entry, items))

    def _helping(self, entry: Entry, items: Items, phases: list[str] | None = None, *, leads: bool = False) -> Helping:
        """What helps with a bottleneck in these phases; with `leads`, whichever of them a visitor then chooses."""
        help = help_with(self._library, entry, [] if leads else phases or [])
        advice = self._viewer.fields(help.advised, items) if help.advised else Fields()
        lessons = that_lead(help.lessons, phases or []) if leads else help.lessons[:1]
        steps = (self._step(lesson, items) for lesson in lessons)
        return Helping(help, self._viewer.fields(entry, items), advice, tuple(step for step in steps if step))

    def _step(self, lesson: Entry, items: Items) -> Step | None:
        title, text = first_step(self._library, lesson)
        chosen = lesson.values.get("by_editors", ())
        ours = "body" in chosen or f"body/{title}" in chosen
        return Step(lesson, title, self._viewer.shown(lesson, "body", text, items), ours) if text else None

    def _phase(self, value: str) -> Phase:
        options = self._question(PHASES).options
        place = list(self._phases).index(value)
        option = options[place]
        entries = self._library.collection(BOTTLENECKS)
        return Phase(
            value=value,
            label=option.label,
            description=option.words,
            before=options[place - 1] if place else None,
            after=options[place + 1] if place + 1 < len(options) else None,
            bottlenecks=tuple(entry for entry in entries if value in entry.values.get(PHASES, [])),
            tools=self._library.count("tools", PHASES, value),
            more=tuple(self._more(value)),
        )

    def _more(self, phase: str) -> Iterator[tuple[str, str]]:
        """What other collections have on a phase: a number with its name, and where it is."""
        for name, collection in self._library.settings.collections.items():
            if PHASES in collection.facets and name not in ("tools", BOTTLENECKS):
                number = self._library.count(name, PHASES, phase)
                if number:
                    words = counted(number, collection.one, collection.many)
                    yield words, f"{collection.path}/?{PHASES}={phase}"

    def _question(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)

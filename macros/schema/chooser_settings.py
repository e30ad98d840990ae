"""The chooser as `kennisbank.yml` declares it: what it asks, what that is worth, and its words.

`{}` in a text stands for the labels that it is about, within a sentence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

# What a question is about. `moment`: choices that follow one another, such as phases, which give the answer an order.
# `subject`: entries of another collection. `amount`: choices from little to much, of which one has up to so much.
# `answers`: answers of its own, with what each value of the field says to them. `choice`: any other field of choices.
Kind = Literal["moment", "subject", "amount", "answers", "choice"]

OTHERWISE = "otherwise"  # among what a value says: to no answer at all


@dataclass(frozen=True)
class Worth:
    """What an entry says to an answer: points, why it is here and what speaks against it.

    More than 0 points means that it fits. `clash` means that it asks what those who answer do not have.
    """

    points: int = 0
    why: str = ""
    against: str = ""
    clash: bool = False


@dataclass(frozen=True)
class Asked:
    """One question, with the name that it has in an address. What does not concern its kind is empty.

    `unknown` is said of an entry that leaves the field out. `fit` says of how many entries in an answer it holds, and
    that it holds of none. `near` and `theme` are for a subject that falls under the one that an entry names; `less` and
    `more` for an amount. `words` is the field in which a subject says how somebody would put it, `themes` the value of
    `kind` that makes a subject a theme of others. Of a `single` question one answer holds, though its field can have more;
    one that is `only_known` offers what some entry has. The pages of a subject stand below `path`.
    """

    name: str
    ask: str
    kind: Kind = "choice"
    field: str = ""
    label: str = ""
    unknown: str = ""
    fits: Worth = Worth()
    other: Worth = Worth()
    near: Worth = Worth()
    less: Worth = Worth()
    more: Worth = Worth()
    fit: tuple[str, ...] = ()
    only_known: bool = False
    single: bool = False
    answers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    values: Mapping[str, Mapping[str, Worth]] = dataclasses.field(default_factory=dict)
    path: str = ""
    words: str = ""
    themes: str = ""

    @property
    def of(self) -> str:
        """The field that it asks about."""
        return self.field or self.name


@dataclass(frozen=True)
class Helps:
    """What else there is on a subject: fields that it has itself, and collections that tell of it.

    `lists` are the collections with what their list is called; `tellers` is the one whose entries the others name, and
    `mentioned` what the list of those is called. The first section of an entry of `steps` that its schema marks is shown.
    """

    note: str = ""
    deeds: str = ""
    advice: str = ""
    tellers: str = ""
    mentioned: str = ""
    steps: str = ""
    lists: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class ChooserSettings:
    """The chooser. `collection` is what it ranks; `evidence` says what stands first, and what that is worth."""

    path: str
    title: str
    icon: str
    collection: str
    questions: tuple[Asked, ...]
    texts: Mapping[str, str]
    kit: str
    facts: tuple[str, ...] = ()
    unfit: str = ""
    evidence: str = ""
    mentions: str = ""
    evidence_says: Mapping[str, Worth] = dataclasses.field(default_factory=dict)
    helps: Helps = Helps()

    @property
    def place(self) -> str:
        """Where it stands, relative to the root of the site."""
        return f"{self.path}/"

    def first(self, kind: Kind) -> Asked | None:
        """The question of a kind of which there is one at most."""
        return next((asked for asked in self.questions if asked.kind == kind), None)

    @property
    def moment(self) -> str:
        """The name of the question about moments; empty without one."""
        asked = self.first("moment")
        return asked.name if asked else ""

    @property
    def subject(self) -> str:
        """The name of the question about subjects; empty without one."""
        asked = self.first("subject")
        return asked.name if asked else ""

    @property
    def deciding(self) -> tuple[str, ...]:
        """The questions that decide which entries there are, once one of them is answered."""
        return tuple(name for name in (self.moment, self.subject) if name)


def declared(given: Mapping[str, Any]) -> ChooserSettings:
    """The chooser from valid settings."""
    evidence = given.get("evidence", {})
    return ChooserSettings(
        path=given["path"],
        title=given["title"],
        icon=given["icon"],
        collection=given["collection"],
        questions=tuple(_asked(name, one) for name, one in given["questions"].items()),
        texts=given["texts"],
        kit=given["kit"],
        facts=tuple(given.get("facts", ())),
        unfit=given.get("unfit", ""),
        evidence=evidence.get("field", ""),
        mentions=evidence.get("mentions", ""),
        evidence_says={value: Worth(**worth) for value, worth in evidence.get("says", {}).items()},
        helps=Helps(**given.get("helps", {})),
    )


def _asked(name: str, given: Mapping[str, Any]) -> Asked:
    worths = {one.name for one in fields(Asked) if one.type == "Worth"}
    made: dict[str, Any] = {key: Worth(**value) if key in worths else value for key, value in given.items()}
    made["fit"] = tuple(given.get("fit", ()))
    made["values"] = {
        value: {answer: Worth(**worth) for answer, worth in said.items()}
        for value, said in given.get("values", {}).items()
    }
    return Asked(name, **made)

"""What a page or card shows of an entry, as values: templates loop over them and test for presence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from markupsafe import Markup

from macros.library.library import Entry, Mentions
from macros.library.neighbours import Neighbour
from macros.schema.schemas import ABOUT_ITSELF

Role = Literal["fact", "prose", "links", "table"]

# Fields that every page shows in a place of their own; `asked_as` only helps the search, `language` a screen reader.
OWN_PLACE = ABOUT_ITSELF | {"title", "aliases", "summary", "notes"}
# Fewer than this beside a text is a lonely box.
FACTS_IN_A_PANEL = 3
# At what the editors chose or wrote, where no source says it.
OURS_WHY = "Van de redactie: geen bron zegt het met zoveel woorden."
OURS = Markup('<span class="kb-ours" title="{}">(redactie)</span>').format(OURS_WHY)
_MARKED, _NOT_MARKED = Markup(" ") + OURS, Markup()
# Characters on one sheet of A3: below the first the letters can be large, from the second they must be small.
ROOM = 1500, 2000


class _Shown:
    by_editors: bool

    @property
    def ours(self) -> Markup:
        """What stands behind it where the editors chose or wrote it."""
        return _MARKED if self.by_editors else _NOT_MARKED


@dataclass(frozen=True)
class Item(_Shown):
    """One value as shown. `text` is plain, `html` is safe, `href` leads on, `entry` is what a reference means.

    `by_editors` is the choice of the editors, where no source says it.
    """

    text: str = ""
    html: Markup = Markup("")
    href: str = ""
    title: str = ""
    entry: Entry | None = None
    parts: tuple[FieldView, ...] = ()
    by_editors: bool = False

    def part(self, name: str) -> FieldView | None:
        """The part of a group with this name, where it is filled in."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True)
class Mark(_Shown):
    """One choice of a field that is drawn: `on` where the entry makes it."""

    label: str
    on: bool
    href: str = ""
    by_editors: bool = False


@dataclass(frozen=True)
class FieldView(_Shown):
    """One field as shown, with its label from the schema. `marks` are all its choices, where `picture` draws them.

    `restates` is the field that says the same in words, `first` whether it says what the entry is. `by_editors` are all its values, where `by_editors` of the
    entry names the field.
    """

    name: str
    label: str
    description: str
    role: Role
    kind: str
    many: bool
    items: tuple[Item, ...]
    picture: str = ""
    marks: tuple[Mark, ...] = ()
    restates: str = ""
    first: bool = False
    by_editors: bool = False

    @property
    def text(self) -> str:
        return ", ".join(item.text for item in self.items)

    @property
    def brief(self) -> str:
        """The text for a card: where a drawing shows that all of more than three choices hold, it says so."""
        all_hold = len(self.marks) > 3 and all(mark.on for mark in self.marks)
        return f"Alle {len(self.marks)}" if all_hold else self.text

    def part(self, name: str) -> str:
        """The text of a part of a group, or nothing."""
        return next((p.text for item in self.items for p in item.parts if p.name == name), "")


class Fields(dict[str, FieldView]):
    """Fields by name. In a template, `fields.name` is nothing for a field that the entry leaves out."""

    def __missing__(self, name: str) -> None:
        return None


@dataclass(frozen=True)
class Action:
    """What a visitor can do from a page: go to the tool, or to the community's own site."""

    label: str
    href: str
    text: str


@dataclass(frozen=True)
class Source:
    """One publication with all places in it, in the order in which the entry cites them."""

    publication: str
    where: str
    href: str


@dataclass(frozen=True)
class EntryView:
    """One entry, ready for a template. `root` leads from its page to the site's root.

    `labels` has the label of every field of its schema, `fields` only those that the entry fills in.
    """

    entry: Entry
    root: str
    one: str
    labels: dict[str, str]
    fields: Fields
    mentions: list[Mentions]
    sources: list[Source]
    edit_url: str
    confirm_url: str
    checked: str
    reviewed: str
    age: str
    _neighbours: Callable[[], list[Neighbour]]

    @cached_property
    def neighbours(self) -> list[Neighbour]:
        """The few entries of the same collection that resemble this one most."""
        return self._neighbours()

    @cached_property
    def facts(self) -> list[FieldView]:
        """The short values, for the panel beside the text.

        Without the link that is the page's action, and without what another field says in words.
        """
        facts = (field for field in self.with_role("fact") if field is not self._first_link)
        return [field for field in facts if field.restates not in self.fields]

    @cached_property
    def action(self) -> Action | None:
        """Where the first link among the fields leads."""
        field = self._first_link
        return Action(field.label, field.items[0].href, field.items[0].text) if field else None

    @cached_property
    def _first_link(self) -> FieldView | None:
        """The first field that is one link."""
        links = (field for field in self.with_role("fact") if field.kind == "link" and not field.many)
        return next(links, None)

    @cached_property
    def has_text(self) -> bool:
        """Whether there is more to read than facts and the names of others."""
        return bool(self.entry.summary or self.with_role("prose"))

    @cached_property
    def has_panel(self) -> bool:
        """Whether the facts are so many, beside a text, that they stand in a panel; else they are a line above it."""
        beside = self.with_role("prose") or self.with_role("table") or not self.has_text
        return bool(beside and (self.action or len(self.facts) >= FACTS_IN_A_PANEL))

    def amount(self, names: Iterable[str]) -> str:
        """How much text these fields have together: `little`, `some` or `much`, for what must fit on one sheet."""
        characters = sum(len(str(self.entry.values.get(name, ""))) for name in names)
        little, much = ROOM
        return "little" if characters < little else "some" if characters < much else "much"

    def with_role(self, role: Role, *but: str) -> list[FieldView]:
        """The fields with a role, in the schema's order, without those named and those with a place of their own."""
        taken = OWN_PLACE | set(but)
        return [field for name, field in self.fields.items() if field.role == role and name not in taken]


@dataclass(frozen=True)
class Card:
    """One entry in an index: what lets one choose, and what filters and search look at.

    `figure` is the first number of the entry that has weight, with what it counts.
    """

    entry: Entry
    facts: tuple[FieldView, ...]
    values: dict[str, str]
    order: dict[str, str]
    words: list[tuple[str, str]]
    figure: tuple[str, str] | None = None

    def column(self, field: FieldView) -> int:
        """Where a fact stands when cards are printed as a table: the title is the first column."""
        return self.entry.collection.card.index(field.name) + 2

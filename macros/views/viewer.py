"""What a page shows of an entry, decided before any template runs.

Templates loop and test for presence; every choice (which label, which link, what
counts as a fact and what as prose) is made here, from the schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from macros.advice.advice import last_look
from macros.base import clock
from macros.base.dutch import in_words
from macros.library.library import Entry, Library, Mentions
from macros.library.neighbours import Neighbour, Neighbours
from macros.library.selecting import values_for
from macros.library.worth import in_usual_order
from macros.maps.whereabouts import PLACE
from macros.schema.schemas import ABOUT_ITSELF, Field
from macros.schema.settings import WORTH, Collection
from macros.views.addresses import relative_root
from macros.views.figures import weighs
from macros.views.items import Items
from macros.views.values import Card, EntryView, Fields, FieldView, Item, Source


class Viewer:
    """Makes views of the entries of one library, as they stand on `today`."""

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self.today = today
        self._alike = lru_cache(lambda collection: Neighbours(library, collection))
        # What of an entry's page follows from more than that entry.
        self._near = library.question(
            "neighbours",
            lambda collection, id: self._alike(collection).of(library.entry(collection, id)),
            lambda found: [(one.entry.id, *one.phrases) for one in found],
            lambda collection: self._alike(collection).decided,
        )
        # The same for an entry that is not there yet, as `Neighbours.told`.
        self.resembling = library.question("resembling", lambda collection: self._alike(collection).told(), dict)
        self._age = library.question("age", lambda day: clock.ago(date.fromisoformat(day), today), str)

    def entry(self, entry: Entry) -> EntryView:
        """The page of one entry."""
        root = relative_root(entry.url)
        schema = self.library.schemas[entry.collection.name]
        fields = self.fields(entry, self.items(root))
        mentions = self._merged(entry, fields, root)
        last = last_look(entry.values)
        return EntryView(
            entry=entry,
            root=root,
            one=entry.collection.one,
            labels={name: field.label for name, field in schema.fields.items()},
            fields=fields,
            mentions=mentions,
            sources=_sources(entry.values.get("sources", [])),
            edit_url=self.library.settings.edit_url(entry.path),
            confirm_url=self.library.settings.confirm_url(
                entry.title, entry.url, f"{entry.collection.name}/{entry.id}"
            ),
            checked=_day(entry.values.get("checked")),
            reviewed=_day(entry.values.get("reviewed")),
            age=self._age(last[1].isoformat()) if last else "",
            _neighbours=lambda: self._neighbours(entry),
        )

    def _neighbours(self, entry: Entry) -> list[Neighbour]:
        """What resembles an entry. That it does is one question, and what that is are others."""
        name = entry.collection.name
        return [replace(one, entry=self.library.entry(name, one.entry.id)) for one in self._near(name, entry.id)]

    def fields(self, entry: Entry, items: Items) -> Fields:
        """What an entry fills in, as `items` show it on their page."""
        return Fields(
            (name, items.field(field, entry.values[name], entry))
            for name, field in self.library.schemas[entry.collection.name].fields.items()
            if name in entry.values
        )

    def shown(self, entry: Entry, name: str, value: Any, items: Items) -> FieldView:
        """A field of an entry as it shows with this value, a part of what the entry has."""
        return items.field(self.library.schemas[entry.collection.name].fields[name], value, entry)

    def items(self, root: str) -> Items:
        """Who shows fields on one page, from which `root` leads to the root of the site."""
        return Items(self.library, root)

    def _merged(self, entry: Entry, fields: Fields, root: str) -> list[Mentions]:
        """What refers to an entry, without what its own field of the same name can show: ‘Zie ook’ goes both ways."""
        left = []
        for found in self.library.referring_to(entry):
            mentions = replace(found, entries=tuple(in_usual_order(self.library, found.entries)))
            own = next((field for field in fields.values() if field.label == mentions.label), None)
            if own is None or own.role != "links" or mentions.collection is not entry.collection:
                left.append(mentions)
                continue
            known = [item.entry for item in own.items]
            more = (
                Item(e.title, href=root + e.url, title=e.summary, entry=e) for e in mentions.entries if e not in known
            )
            fields[own.name] = replace(own, items=(*own.items, *more))
        return left

    def card(self, entry: Entry, facets: Iterable[str], sort: Iterable[str]) -> Card:
        """The card of one entry in an index, with what filters and search look at."""
        return replace(
            self.bare_card(entry),
            values={name: " ".join(values_for(self.library, entry, name, self.today)) for name in facets},
            order={name: _order(entry.values.get(name)) for name in sort if name not in ("title", WORTH)},
            words=self._words(entry),
        )

    def bare_card(self, entry: Entry) -> Card:
        """The card of one entry as it shows."""
        collection = entry.collection
        fields = self.library.schemas[collection.name].fields
        items = self.items("")
        facts = tuple(fact for name in collection.card if (fact := self._fact(fields[name], entry, items)))
        return Card(entry, facts, {}, {}, [], _figure(fields.values(), entry.values))

    def _fact(self, field: Field, entry: Entry, items: Items) -> FieldView | None:
        """A field as a card has it."""
        value = self._where(entry, field) if field.on_card else entry.values.get(field.name)
        if value is None:
            return None
        view = items.field(field, value, entry)
        return replace(view, label=field.on_card) if field.on_card else view

    def _where(self, entry: Entry, field: Field) -> str | None:
        """Where an entry is, by what is known best: its place and choices, else the group or the whole, else as written.

        What a source calls the region is no better than these: it may be where an umbrella sits, or no place at all.
        """
        naming = self.library.naming(entry.collection.name, field.name)
        words = entry.values.get(field.name)
        if not naming:
            return words
        standing = naming.standing(entry.values)
        known = naming.above(standing) if standing.whole else [*standing.choices, *standing.parts]
        place = entry.values.get(PLACE)
        labels = [naming.field.labels[value] for value in known]
        return ", ".join(dict.fromkeys([*([str(place)] if place else []), *labels])) or words

    def blank_card(self, collection: Collection) -> Card:
        """A card with a place for everything that one of this collection can show, and nothing in it."""
        fields = self.library.schemas[collection.name].fields
        entry = Entry(collection, "", "", {"title": "", "summary": " "})
        blank = (self.items("").field(fields[name], [], entry, blank=True) for name in collection.card)
        facts = tuple(replace(one, label=fields[one.name].on_card or one.label) for one in blank)
        return Card(entry, facts, {}, {}, [], ("", ""))

    def _words(self, entry: Entry) -> list[tuple[str, str]]:
        """What else a search finds an entry by: names, places, the labels of its choices and whom it refers to."""
        words: list[tuple[str, str]] = []
        for name, field in self.library.schemas[entry.collection.name].fields.items():
            if name in ABOUT_ITSELF | {"title", "summary"} or name not in entry.values:
                continue
            value = entry.values[name]
            if field.kind == "choice" and field.choices and not _is_answer(field):
                labels = [field.labels.get(item, item) for item in values_for(self.library, entry, name, self.today)]
                words.append((field.label, ", ".join(labels)))
            elif field.reference:
                targets = (self.library.get(field.reference, id) for id in self.library.values_of(entry, field))
                words.append((field.label, ", ".join(target.title for target in targets if target)))
            elif field.kind == "text" and (naming := self.library.naming(entry.collection.name, name)):
                words += ((field.label, text) for text in naming.versions(str(value)))
            elif field.kind == "text":
                words.append((field.label, ", ".join(value) if isinstance(value, list) else str(value)))
        return words


def _day(given: object) -> str:
    return in_words(date.fromisoformat(given)) if isinstance(given, str) else ""


def _sources(given: Iterable[dict[str, str]]) -> list[Source]:
    places: dict[tuple[str, str], list[str]] = {}
    for source in given:
        key = (source["publication"], source.get("url", ""))
        places.setdefault(key, []).extend([source["where"]] if "where" in source else [])
    return [Source(publication, "; ".join(where), url) for (publication, url), where in places.items()]


def _figure(fields: Iterable[Field], given: dict[str, Any]) -> tuple[str, str] | None:
    """The first key figure that has weight, in the order of its own fields: the number, and what it counts."""
    for field in fields:
        if field.picture == "figure":
            for figure in given.get(field.name, ()):
                number, what = (str(figure.get(part.name, "")) for part in field.fields[:2])
                if weighs(number):
                    return number, what
    return None


def _is_answer(field: Field) -> bool:
    return {choice.value for choice in field.choices} == {"ja", "nee", "onbekend"}


def _order(value: Any) -> str:
    """A value to sort by, as text for an attribute: numbers and ‘more than’ numbers; empty when unknown."""
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return str(value) if isinstance(value, (int, str)) else ""

"""From views to HTML: the templates of entries and indexes.

The templates stand in `templates/` and escape everything that is not marked safe.
A collection's own template is `entry/COLLECTION.html`; without one,
`entry/generic.html` shows every field of the schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros.base.clock import in_words
from macros.base.plurals import counted, either, fill
from macros.choice_pages.pages import GatheredPage, GatheredPages, perhaps, said_of
from macros.chooser.pages import Chooser
from macros.index.column_store import PAGE, Deck, bare, make_deck
from macros.index.facets import make_facets
from macros.index.list_pages import AT_A_TIME, first_of_letters, is_long, make_list_pages, make_pager, make_rest
from macros.index.listing import CARDS, MAP, TABLE, make_columns
from macros.library.library import Entry, Library
from macros.library.worth import is_by_worth, usual_order
from macros.maps.chart import Chart, make_chart
from macros.maps.whereabouts import find_whereabouts
from macros.pages.connections import draw, references_between
from macros.pages.fitting import by_fit
from macros.pages.glossary import Glossary
from macros.pages.statement import Run
from macros.pages.triangle import make_spread
from macros.problems.codes import CODES, PAGES
from macros.schema.schemas import Choice, Field
from macros.schema.settings import WORTH
from macros.search.pages import finder, finding_pages
from macros.sharing.addresses import FEEDS
from macros.views.addresses import relative_root
from macros.views.figures import is_year, weighs
from macros.views.made_page import MadePage
from macros.views.views import OURS, Card, Viewer
from macros.writing.examples import Examples
from macros.writing.guides import PLACE, Guide, guide_url, make_guide
from macros.writing.scaffold import NO_NAME, ending_of, questions, start

_TEMPLATES = Path(__file__).parent.parent / "templates"
_FOR_WRITERS = 0.2  # what visitors search is the content, not how to write it


@dataclass(frozen=True)
class Way:
    """One choice of a field as a door: what it is, and where it is explained."""

    value: str
    label: str
    description: str
    url: str


class Renderer:
    """Renders the entries and indexes of one library.

    `icons` is a folder of SVG files by name (`material/toolbox` is
    `material/toolbox.svg`); without it, pages have no pictograms.
    """

    def __init__(self, library: Library, today: date, icons: Path | None = None) -> None:
        self.library = library
        self.viewer = Viewer(library, today)
        self.chooser = Chooser(library, self.viewer, self.render)
        self._glossary = Glossary(library)
        self._icons = icons
        self._gathered = {one.field: GatheredPages(library, one) for one in library.settings.gather}
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._environment.globals["icon"] = lru_cache(self._icon)
        self._environment.globals["OURS"] = OURS
        self._environment.globals["label_of"] = self._label_of
        self._environment.globals["chooser_url"] = self.chooser.url
        self._template_of = lru_cache(self._find_template)
        self.decks: list[Deck] = []  # of the indexes that were rendered, to be written beside them
        self._environment.globals["fill"] = fill
        self._environment.filters["either"] = either
        self._environment.filters["counted"] = lambda number, what: counted(number, what.one, what.many)
        self._environment.filters["weighs"] = weighs
        self._environment.filters["is_year"] = is_year
        self._environment.filters["gathered_words"] = said_of
        self._environment.filters["gathered_perhaps"] = perhaps
        self._environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def render(self, template: str, **context: Any) -> str:
        """What a template of ours gives. Raises TemplateNotFound for one that is not there."""
        return self._environment.get_template(template).render(**context)

    def entry(self, entry: Entry) -> str:
        """The content of an entry's page, without the frame of the site."""
        view = self.viewer.entry(entry)
        html = self._template_of(entry.collection.name).render(view=view, entry=entry, root=view.root)
        return self._glossary.explain(html, view.root, entry)

    def explain(self, html: str, page_url: str) -> str:
        """The content of a hand-written page, with the words in it explained that the glossary knows."""
        return self._glossary.explain(html, relative_root(page_url))

    def index(self, collection: str, facets: Iterable[str] | None, page_url: str) -> str:
        """The index of a collection on the page at `page_url`: filters, and every entry as a card.

        Raises KeyError for an unknown collection and FacetError for an unknown facet.
        """
        declared = self.library.settings.collections[collection]
        names = list(declared.facets if facets is None else facets)
        made = make_facets(self.library, collection, names, self.viewer.today)
        entries = usual_order(self.library, collection)
        root = relative_root(page_url)
        fields = self.library.schemas[collection].fields
        chart = self._chart(collection, root)
        cards: list[Card] = [self.viewer.card(entry, root, names, declared.sort) for entry in entries]
        long: dict[str, Any] = {}
        if is_long(entries):
            deck = make_deck(collection, cards, [field.label for field in fields.values()])
            self.decks.append(deck)
            cards = [bare(card) for card in cards[:PAGE]]
            blank = self.viewer.blank_card(declared)
            long = {"deck": deck, "blank": blank, "pager": make_pager(self.library, declared, entries)}
        return self.render(
            "index/index.html",
            collection=declared,
            facets=made,
            cards=cards,
            long=long,
            letters={} if long else first_of_letters(self.library.collection(collection)),
            by_worth=is_by_worth(self.library, collection),
            rest=make_rest(self.library, declared, entries),
            at_a_time=AT_A_TIME if len(entries) > 1.5 * AT_A_TIME else 0,
            total=len(entries),
            columns=[
                fields[name].on_card or fields[name].label for name in ("title", *(declared.card or ("summary",)))
            ],
            views=[CARDS, TABLE, *([MAP] if chart else [])],
            table=[asdict(column) for column in make_columns(declared, fields, made, whole=not long)],
            sorts=[self._sort(fields, name) for name in declared.sort],
            chart=chart,
            live=bool(chart and chart.field in names),
            root=root,
        )

    def _sort(self, fields: Mapping[str, Field], name: str) -> tuple[str, str, str]:
        """A way to sort an index: its name, its label and the kind of its field."""
        return (name, "Meeste te vertellen", "") if name == WORTH else (name, fields[name].label, fields[name].kind)

    def cards(self, entries: Sequence[Entry], page_url: str) -> str:
        """A few entries as cards, without filters."""
        root = relative_root(page_url)
        cards = [self.viewer.card(entry, root, (), ()) for entry in entries]
        return self.render("index/cards.html", cards=cards, root=root)

    def picks(self, collection: str, where: Mapping[str, Sequence[str]], most: int, page_url: str) -> str:
        """Up to `most` entries with one of the values of each field, and a link to all of them in the index.

        What answers best comes first, see `fitting`. Raises KeyError for a collection or field that does not exist.
        """
        declared = self.library.settings.collections[collection]
        found = by_fit(self.library, self.library.select(collection, where), where)
        root = relative_root(page_url)
        cards = [self.viewer.card(entry, root, (), ()) for entry in found[:most]]
        more = urlencode([(name, value) for name, values in where.items() for value in values])
        return self.render(
            "index/picks.html",
            cards=cards,
            root=root,
            total=len(found),
            collection=declared,
            more=f"{root}{declared.path}/?{more}" if set(where) <= set(declared.facets) else "",
        )

    def doors(self, names: Sequence[str], page_url: str) -> str:
        """Collections as doors to their indexes, with their numbers: those named, or all.

        Raises KeyError for a collection that does not exist.
        """
        collections = self.library.settings.collections
        doors = [(collections[name], len(self.library.collection(name))) for name in names or collections]
        return self.render("home/doors.html", doors=doors, root=relative_root(page_url))

    def ways(self, field: str, where: Mapping[str, Sequence[str]], page_url: str) -> str:
        """The choices of a field as doors: each with the number of entries that every collection has on it.

        For a field of references, `where` says which of the entries that it can refer to are a choice.
        Raises KeyError for a field that no collection filters on.
        """
        counts = {
            collection: {option.value: option.count for option in make_facets(self.library, name, [field])[0].options}
            for name, collection in self.library.settings.collections.items()
            if field in collection.facets
        }
        return self.render(
            "home/ways.html",
            field=field,
            choices=self._ways(field, where),
            picture=next(s.fields[field].picture for s in self.library.schemas.values() if field in s.fields),
            counts=counts,
            root=relative_root(page_url),
        )

    def _ways(self, field: str, where: Mapping[str, Sequence[str]]) -> list[Way]:
        target = next((s.fields[field].reference for s in self.library.schemas.values() if field in s.fields), None)
        if target is None:
            return [
                Way(c.value, c.label, c.description, self.chooser.url(field, c.value)) for c in self._choices(field)
            ]
        return [Way(e.id, e.title, e.summary, e.url) for e in self.library.select(target, where)]

    def picture(self, name: str) -> str:
        """A drawing of ours, from `templates/pictures/`. Raises TemplateNotFound for one that is not there."""
        return self.render(f"pictures/{name}.html", choices=self._choices)

    def connections(self, page_url: str) -> str:
        """A map of how the collections refer to each other, and the same numbers as a table."""
        references = references_between(self.library)
        return self.render(
            "pictures/connections.html",
            drawing=draw(self.library, references),
            references=references,
            root=relative_root(page_url),
        )

    def spread(self, collection: str, page_url: str) -> str:
        """The entries of a collection in their triangle. Raises KeyError where no field of it is one."""
        return self.render(
            "home/spread.html",
            spread=make_spread(self.library, collection, relative_root(page_url)),
            collection=self.library.settings.collections[collection],
        )

    def land(self, collection: str, page_url: str) -> str:
        """The entries of a collection on their map. Raises KeyError where its schema has no field with a map."""
        chart = self._chart(collection, relative_root(page_url))
        if chart is None:
            raise KeyError(f"{collection} has no field with a map")
        return self.render("index/map.html", chart=chart, live=False)

    def _chart(self, collection: str, root: str) -> Chart | None:
        found = find_whereabouts(self.library, collection)
        settings = self.library.settings
        return make_chart(found, settings.collections[collection], settings, root) if found else None

    def gathered(self, field: str, page_url: str) -> str:
        """The choices of a field that kennisbank.yml gathers, as doors to their pages. Raises KeyError for another."""
        pages = self._gathered[field]
        return self.render(
            "gathered/list.html",
            gather=pages.gather,
            parts=[
                (door, [(choice, pages.belonging.groups(choice.value)) for choice in door.choices])
                for door in pages.parts()
            ],
            root=relative_root(page_url),
        )

    def _gathered_pages(self) -> list[MadePage]:
        return [
            MadePage(page.url, page.choice.label, page.description, partial(self._gathered_page, page))
            for pages in self._gathered.values()
            for page in map(pages.page, pages.choices)
        ]

    def _gathered_page(self, page: GatheredPage) -> str:
        return self.render("gathered/page.html", page=page, root=relative_root(page.url))

    def link(self, collection: str, id: str, text: str, page_url: str) -> str:
        """A link to an entry. Raises KeyError for an id that does not exist."""
        href = relative_root(page_url) + self.library.entry(collection, id).url
        return str(Markup('<a href="{}">{}</a>').format(href, text))

    def data_table(self, page_url: str) -> str:
        """The data of each collection, to download."""
        return self.render(
            "data.html", collections=self.library.settings.collections.values(), root=relative_root(page_url)
        )

    def for_browser(self, template: str, page_url: str) -> str:
        """A part of a page that the visitor's own browser fills in."""
        collections = self.library.settings.collections.values()
        return self.render(template, collections=collections, root=relative_root(page_url))

    def feeds(self, page_url: str) -> str:
        """The feeds of what is new: of everything, and of each collection."""
        collections = self.library.settings.collections.values()
        return self.render(
            "feeds.html",
            places=[("Alles", ""), *((one.title, f"{one.path}/") for one in collections)],
            feeds=FEEDS,
            root=relative_root(page_url),
        )

    def publications(self) -> str:
        """The publications that entries cite, with the number of entries that do."""
        return self.render(
            "publications.html", cited=self.library.cited(), collections=self.library.settings.collections
        )

    def whose(self) -> str:
        """Whose site this is, and how to reach them: two sentences, also where kennisbank.yml does not say."""
        settings = self.library.settings
        return self.render("whose.html", publisher=settings.publisher, contact=settings.contact)

    def statement(self, part: str, run: Run, page_url: str) -> str:
        """A part of the accessibility statement: `status` or `results`. Raises KeyError for another."""
        if part not in ("status", "results"):
            raise KeyError(f"the statement has no part ‘{part}’; it has status, results and date")
        return self.render("statement.html", part=part, run=run, day=in_words(run.day), root=relative_root(page_url))

    def choices(self, name: str) -> str:
        """A vocabulary, each choice with its explanation. Raises KeyError for one that no field uses."""
        return self.render("choices.html", choices=self._choices(name))

    def guide(self, name: str) -> str:
        """The content of the page that explains the fields of a collection."""
        guide = self._guide(name)
        root = relative_root(guide.url)
        return self.render(
            "guide/page.html",
            guide=guide,
            groups=guide.groups,
            questions=guide.questions,
            start=Markup(self.start(name)),
            root=root,
            place=PLACE,
        )

    def finder(self, root: str) -> str:
        """The search, as every page has it in a dialog; `root` leads from the page to the site's root."""
        return finder(self.library, self.render, root, whole=False)

    def made_pages(self) -> list[MadePage]:
        """The pages that the project makes itself."""
        guides = [
            MadePage(
                url=guide_url(one),
                title=f"Velden van een {one.one}",
                description=f"Welke velden een {one.one} heeft: wat erin moet, wat erbij mag en hoe je het schrijft.",
                render=partial(self.guide, name),
                boost=_FOR_WRITERS,
            )
            for name, one in self.library.settings.collections.items()
        ]
        return [
            *guides,
            *self._gathered_pages(),
            *self.chooser.pages(),
            *finding_pages(self.library, self.render),
            *make_list_pages(self.library, self.viewer, self.render),
        ]

    def guides(self, page_url: str) -> str:
        """The guides to the fields, one for each collection."""
        settings, schemas = self.library.settings, self.library.schemas
        return self.render(
            "guide/list.html",
            guides=[(one, guide_url(one), schemas[name].description) for name, one in settings.collections.items()],
            root=relative_root(page_url),
        )

    def messages(self) -> str:
        """Every kind of problem, by the page beside this one that explains it."""
        pages = [
            (page, title, [(code, kind) for code, kind in CODES.items() if kind.page == page])
            for page, title in PAGES.items()
        ]
        return self.render("messages.html", pages=pages)

    def start(self, name: str) -> str:
        """A button that opens a new file on GitHub, filled in to start from, and the same text to copy.

        Raises KeyError for an unknown collection.
        """
        collection = self.library.settings.collections[name]
        ending = self._ending(name)
        fields = self.library.schemas[name].fields
        settings = self.library.settings
        also = (*collection.card, *(f for f in collection.facets if f in fields))
        text = start(self._examples(name), ending, also, f"{settings.address}{guide_url(collection)}")
        return self.render(
            "start.html",
            collection=collection,
            href=settings.new_url(f"content/{name}", NO_NAME + ending, text),
            text=text,
        )

    def questions(self, name: str) -> str:
        """The questions that a text in a collection answers. Raises KeyError for an unknown collection."""
        asked = questions(self.library.schemas[name])
        return self.render("guide/questions.html", questions=asked)

    def _guide(self, name: str) -> Guide:
        settings = self.library.settings
        return make_guide(settings.collections[name], self._examples(name), self._ending(name), settings)

    def _examples(self, name: str) -> Examples:
        ids = {one: entries[0].id for one in self.library.settings.collections if (entries := self._by_id(one))}
        return Examples(self.library.schemas[name], ids, self.viewer.today)

    def _ending(self, name: str) -> str:
        return ending_of(self.library.schemas[name], [entry.path for entry in self.library.collection(name)])

    def _by_id(self, name: str) -> list[Entry]:
        return sorted(self.library.collection(name), key=lambda entry: entry.id)

    def _choices(self, field: str) -> tuple[Choice, ...]:
        for schema in self.library.schemas.values():
            if field in schema.fields and schema.fields[field].choices:
                return schema.fields[field].choices
        raise KeyError(f"no field ‘{field}’ has fixed choices")

    def _find_template(self, collection: str) -> Template:
        return self._environment.select_template([f"entry/{collection}.html", "entry/generic.html"])

    def _label_of(self, entry: Entry, name: str) -> str:
        """The label of an entry's choice; empty where it makes none."""
        field = self.library.schemas[entry.collection.name].fields[name]
        return field.labels.get(entry.values.get(name, ""), "")

    def _icon(self, name: str) -> Markup:
        file = self._icons / f"{name}.svg" if self._icons else None
        if file is None or not file.is_file():
            return Markup("")
        return Markup('<span class="kb-icon" aria-hidden="true">{}</span>').format(
            Markup(file.read_text(encoding="utf-8"))
        )

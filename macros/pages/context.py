"""What rendering knows: one library, with all that looks into it. It is made once, and no page changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from macros.base.history import Change
from macros.choice_pages.pages import ChoicePage, ChoicePages, told_page
from macros.chooser.pages import Chooser
from macros.forms.questions import form_url
from macros.index.list_pages import ListPart, LongList, make_long_list, told_part
from macros.library.library import Entry, Library
from macros.pages.glossary import Glossary
from macros.pages.templates import Templates
from macros.schema.schemas import Choice
from macros.search.pages import letters_of
from macros.search.register import Letter
from macros.views.addresses import relative_root
from macros.views.values import FieldView
from macros.views.viewer import Viewer
from macros.worksheets.examples import examples_of, worksheets_for
from macros.worksheets.passing_on import takes_of, target_of


class Context:
    """One library as `today` sees it; `icons` is a folder of SVG files by name (`material/toolbox`), `changes` its history."""

    def __init__(
        self, library: Library, today: date, icons: Path | None = None, changes: Sequence[Change] = ()
    ) -> None:
        self.library = library
        self.today = today
        self.changes = changes
        self.viewer = Viewer(library, today)
        self.templates = Templates(library, icons)
        self.chooser = Chooser(library, self.viewer, self.templates.render)
        self._worksheets = library.question(
            "worksheets",
            lambda collection, id: worksheets_for(library, library.entry(collection, id)),
            lambda found: [(one.id, one.title, one.url) for one in found],
        )
        self.templates.know(
            chooser_url=self.chooser.where,
            form_url=form_url,
            shown=self._shown,
            worksheet_examples=partial(examples_of, library),
            worksheet_target=partial(target_of, library),
            worksheets_for=lambda entry: self._worksheets(entry.collection.name, entry.id),
            worksheet_takes=partial(takes_of, library),
        )
        self.glossary = Glossary(library)
        self.choice_pages = {one.field: ChoicePages(library, one) for one in library.settings.gather}
        self._lists: dict[str, LongList] = {}
        self.list_part = library.question("list", self._list_part, told_part)
        self.choice_page = library.question("choice", self._choice_page, told_page)

    def _shown(self, entry: Entry, name: str, root: str) -> FieldView:
        """A field that an entry fills in, as it shows on a page from which `root` leads to the root of the site."""
        return self.viewer.shown(entry, name, entry.values[name], self.viewer.items(root))

    @cached_property
    def letters(self) -> list[Letter]:
        """The register of all entries."""
        return letters_of(self.library)

    def _list_part(self, collection: str, number: str) -> ListPart:
        """A page of a list that has more than one."""
        if collection not in self._lists:
            self._lists[collection] = make_long_list(self.library, collection)
        return self._lists[collection].part(int(number))

    def _choice_page(self, field: str, value: str) -> ChoicePage:
        """What stands on the page of a choice."""
        pages = self.choice_pages[field]
        return pages.page(next(choice for choice in pages.choices if choice.value == value))

    def picture(self, name: str) -> str:
        """A drawing, from pictures/ in overrides/ or templates/. Raises TemplateNotFound for one that is not there."""
        return self.templates.render(f"pictures/{name}.html", choices=self.choices)

    def whose(self) -> str:
        """Whose site this is, and how to reach them: two sentences, also where kennisbank.yml does not say."""
        settings = self.library.settings
        return self.templates.render("whose.html", publisher=settings.publisher, contact=settings.contact)

    def choices(self, field: str) -> tuple[Choice, ...]:
        """The choices of a field, whichever collection has it. Raises KeyError for one without."""
        for schema in self.library.schemas.values():
            if field in schema.fields and schema.fields[field].choices:
                return schema.fields[field].choices
        raise KeyError(f"no field ‘{field}’ has fixed choices")


@dataclass(frozen=True)
class Here:
    """The page on which something is shown, at `url` from the root of the site; `project` is the folder with kennisbank.yml."""

    context: Context
    url: str
    project: Path = Path()

    @property
    def library(self) -> Library:
        return self.context.library

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return relative_root(self.url)

    def render(self, template: str, **more: Any) -> str:
        """What a template of ours gives on this page."""
        return self.context.templates.render(template, root=self.root, **more)

"""The templates, and what they can call.

They stand in `templates/`, those of one field in `overrides/`, and escape everything that is not marked safe. A
collection's own template is `overrides/entry/COLLECTION.html`; without one, `entry/generic.html` shows every field of the schema.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup

from macros.assets import icons as pictograms
from macros.base.dutch import counted, either, enumerated, fill
from macros.choice_pages.pages import perhaps, said_of
from macros.exports.formats import EXPORTS
from macros.library.library import Entry, Library
from macros.pages.script_templates import UnknownConstruct, script_of
from macros.views.figures import is_year, weighs
from macros.views.values import OURS, OURS_WHY

ROOT = Path(__file__).parent.parent.parent
# Those of one field go before ours.
_TEMPLATES = (ROOT / "overrides", ROOT / "macros/templates")
_ANY_ENTRY = "entry/generic.html"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _WithoutIndents(Extension):
    """Leaves out what makes a template easy to read, and thousands of pages heavy: to HTML a line break says as much."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INDENT.sub("", source)


class Templates:
    """The templates for one library. `icons` is a folder of SVG files by name; without it, there are no pictograms.

    `in_styles` are the names of those that templates leave to the style sheet.
    """

    def __init__(self, library: Library, icons: Path | None = None) -> None:
        self._library = library
        self._icons = icons
        self.in_styles = pictograms.USUAL | {one.icon for one in library.settings.collections.values()}
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
            extensions=[_WithoutIndents],
        )
        self.know(
            icon=lru_cache(self._icon),
            OURS=OURS,
            OURS_WHY=OURS_WHY,
            EXPORTS=EXPORTS,
            label_of=self._label_of,
            fill=fill,
        )
        self._environment.filters |= {
            "either": either,
            "counted": lambda number, what: counted(number, what.one, what.many),
            "weighs": weighs,
            "is_year": is_year,
            "numbers_in_words": said_of,
            "maybe_in_words": perhaps,
            "listed": enumerated,
            "json": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
        }
        self.of_collection = lru_cache(self._of_collection)

    def keep(self, cache: BytecodeCache) -> None:
        """Take what was compiled before from there."""
        self._environment.bytecode_cache = cache

    def know(self, **more: Any) -> None:
        """Let every template call more by name."""
        self._environment.globals |= more

    def render(self, template: str, **context: Any) -> str:
        """What a template of ours gives. Raises TemplateNotFound for one that is not there."""
        return self._environment.get_template(template).render(**context)

    def script_of_collection(self, name: str) -> tuple[str, str]:
        """The template of an entry in a browser, by name, and the module that has it with that of its card.

        Where a collection's own does more than is translated, it is the one that shows every field.
        """
        icons = {"icon": self._icon}
        own = self._of_collection(name).name or _ANY_ENTRY
        try:
            return own, script_of(self._environment, (own, "parts.html"), icons)
        except UnknownConstruct:
            return _ANY_ENTRY, script_of(self._environment, (_ANY_ENTRY, "parts.html"), icons)

    def icon(self, name: str) -> str:
        """The HTML of a pictogram; empty where there is none of that name."""
        return self._icon(name)

    def _of_collection(self, name: str) -> Template:
        return self._environment.select_template([f"entry/{name}.html", _ANY_ENTRY])

    def _label_of(self, entry: Entry, name: str) -> str:
        """The label of an entry's choice; empty where it makes none."""
        field = self._library.schemas[entry.collection.name].fields[name]
        return field.labels.get(entry.values.get(name, ""), "")

    def _icon(self, name: str) -> Markup:
        file = self._icons / f"{name}.svg" if self._icons else None
        if file is None or not file.is_file():
            return Markup("")
        if name in self.in_styles:
            return Markup('<span class="kb-icon {}" aria-hidden="true"></span>').format(pictograms.class_of(name))
        drawing = file.read_text(encoding="utf-8").replace(' xmlns="http://www.w3.org/2000/svg"', "")  # HTML knows
        return Markup('<span class="kb-icon" aria-hidden="true">{}</span>').format(Markup(drawing))

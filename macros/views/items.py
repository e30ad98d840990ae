"""One field as shown: its values, by their kind, and the choices around them where they are drawn."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from macros.base.dutch import in_words
from macros.library.library import Entry, Library
from macros.markdown.prose import Picture, Prose
from macros.markdown.writer import heading_id
from macros.references.addresses import entry_meant, image_meant
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import Choice, Field
from macros.views.values import OURS, FieldView, Item, Mark


class Items:
    """Shows the fields of entries on one page, from which `root` leads to the root of the site.

    A page has its own: the notes and headings in its texts are numbered as they come.
    """

    def __init__(self, library: Library, root: str) -> None:
        self._library = library
        self._root = root
        self._prose = Prose()

    def field(self, field: Field, value: Any, entry: Entry, blank: bool = False) -> FieldView:
        """A field of an entry with this value; `blank` leaves a place for one that is not known yet."""
        values = value if field.many or blank else [value]
        chosen = entry.values.get("by_editors", ())
        items = tuple(self._item(field, item, entry) for item in values)
        if chosen:
            marked = (f"{field.name}/{value}" in chosen for value in values)
            items = tuple(replace(item, by_editors=by) for item, by in zip(items, marked, strict=True))
        drawn = bool(field.picture) and field.kind == "choice"
        given = dict(zip(values, items, strict=True)) if drawn else {}
        return FieldView(
            name=field.name,
            label=field.on_page or field.label,
            description=field.description,
            role="table" if field.many and field.kind == "group" else FIELD_KINDS[field.kind].role,
            kind=field.kind,
            many=field.many,
            items=items,
            picture=field.picture if drawn else "",
            marks=tuple(_mark(choice.label, given.get(choice.value)) for choice in field.choices) if drawn else (),
            restates=field.restates,
            first=field.first,
            by_editors=field.name in chosen,
        )

    def _item(self, field: Field, value: Any, entry: Entry) -> Item:
        # A value may be a group where its field is not of that kind: one of the forms that an `either` allows.
        return (
            _group(self, field, value, entry)
            if isinstance(value, dict)
            else _SHOWN[field.kind](self, field, value, entry)
        )

    def choice(self, field: Field, value: Any, entry: Entry) -> Item:
        choice: Choice | None = next((c for c in field.choices if c.value == value), None)
        gather = self._library.settings.gather_of(field.name)
        filtered = f"{entry.collection.path}/?{field.name}={value}" if field.name in entry.collection.facets else ""
        where = gather.url(value) if gather and choice else filtered
        href = self._root + where if where else ""
        return Item(field.labels.get(value, str(value)), href=href, title=choice.description if choice else "")

    def reference(self, field: Field, value: Any, entry: Entry) -> Item:
        target = self._library.get(field.reference, value) if field.reference else None
        if target is None:
            return self.text(field, value, entry)
        return Item(target.title, href=self._root + target.url, title=target.summary, entry=target)

    def markdown(self, field: Field, value: Any, entry: Entry) -> Item:
        html = self._prose.html(value, lambda link: self._resolve(link, entry), lambda src: self._picture(src, entry))
        return Item(html=Markup(_with_marks(html, field.name, entry)))

    def text(self, field: Field, value: Any, entry: Entry) -> Item:
        naming = self._library.naming(entry.collection.name, field.name)
        return Item(naming.spelled(str(value)) if naming else str(value))

    def _resolve(self, link: str, entry: Entry) -> str | None:
        # To a heading in another text of the entry, which may not be on this page: the way leads to its own.
        own = re.match(r"#(?!fn(?:ref\d*)?:).", link)
        target = (entry.collection.name, entry.id) if own else entry_meant(entry.collection.name, link)
        found = self._library.get(*target) if target else None
        if found:
            _, sign, heading = link.partition("#")
            at = f"#{heading_id(unquote(heading))}" if sign and heading else ""
            return f"{self._root}{found.url}{at}"
        picture = self._picture(link, entry)
        return picture.src if picture else None

    def _picture(self, src: str, entry: Entry) -> Picture | None:
        image = self._library.images.get(image_meant(entry.collection.name, src) or "")
        return Picture(f"{self._root}images/{image.name}", image.width, image.height) if image else None


def _date(items: Items, field: Field, value: Any, entry: Entry) -> Item:
    return Item(in_words(date.fromisoformat(value)))


def _link(items: Items, field: Field, value: Any, entry: Entry) -> Item:
    return Item(_short(value), href=value)


def _group(items: Items, field: Field, value: Any, entry: Entry) -> Item:
    chosen = entry.values.get("by_editors", ())
    shown = (items.field(part, value[part.name], entry) for part in field.fields if part.name in value)
    ours = {part.name for part in field.fields if f"{field.name}/{part.name}" in chosen}
    parts = tuple(
        part if part.by_editors == (part.name in ours) else replace(part, by_editors=part.name in ours)
        for part in shown
    )
    if field.kind == "either":  # the words of a bound, and its number
        return Item(" ".join(f"{part.label.lower()} {_grouped(value[part.name])}" for part in parts), parts=parts)
    return Item("; ".join(f"{part.label.lower()} {part.text}" for part in parts), parts=parts)


def _grouped(value: Any) -> str:
    """A number as Dutch readers write it: 1.200."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _truth(items: Items, field: Field, value: Any, entry: Entry) -> Item:
    return Item("ja" if value else "nee")


# How one value of each kind of field is shown.
_SHOWN: dict[str, Callable[[Items, Field, Any, Entry], Item]] = {
    "text": Items.text,
    "number": Items.text,
    "either": lambda items, field, value, entry: Item(_grouped(value)),
    "choice": Items.choice,
    "reference": Items.reference,
    "markdown": Items.markdown,
    "date": _date,
    "link": _link,
    "group": _group,
    "truth": _truth,
}


def _with_marks(html: str, name: str, entry: Entry) -> str:
    """A text in HTML with OURS behind each heading whose section the editors wrote."""
    for chosen in entry.values.get("by_editors", ()):
        field, _, heading = str(chosen).partition("/")
        begin = html.find(f'id="{escape(heading_id(heading))}">') if field == name and heading else -1
        if begin >= 0:
            end = html.index("</h", begin)
            html = f"{html[:end]} {OURS}{html[end:]}"
    return html


def _mark(label: str, item: Item | None) -> Mark:
    return Mark(label, True, item.href, item.by_editors) if item else Mark(label, False)


def _short(url: str) -> str:
    """An address as people say it: without the protocol, and without its tail when that is long."""
    bare = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    host, _, rest = bare.partition("/")
    return bare if len(bare) <= 40 else f"{host}/…/{posixpath.basename(rest)}" if len(rest) < 60 else host

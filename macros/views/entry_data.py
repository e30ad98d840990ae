"""An entry as data for our scripts: what a visitor's own list and the comparison show of it.

It stands as `entry.json` beside the page of the entry, whose templates these scripts do not know; what its fields are
for is in docs/ontwikkelen/scripts.md. Links are as on the page. For other programs there is `data/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from macros.library.library import Entry
from macros.views.values import OURS, EntryView, FieldView, Item

NAME = "entry.json"
_MOST = 24  # names of what refers to an entry; of more the first, and a link to all
Told = dict[str, Any]


def entry_data(view: EntryView) -> str:
    """What there is to show of an entry, as JSON: its title, summary and language, and all else by label."""
    entry = view.entry
    language = {"language": entry.values["language"]} if "language" in entry.values else {}
    rows = [row for row in _rows(view) if row["items"]]
    return _json({"title": entry.title, "summary": " ".join(entry.summary.split()), **language, "rows": rows})


def led_on(entry: Entry) -> str:
    """The same at an address of before: how the entry is called now."""
    return _json({"now": f"{entry.collection.name}/{entry.id}"})


def _rows(view: EntryView) -> Iterator[Told]:
    """What says what it is first; then the facts, the texts, and who belongs to it."""
    prose = view.with_role("prose")
    own = (view.fields[name] for name in ("aliases", "notes"))
    aliases, notes = ([field] if field else [] for field in own)
    yield from (_row(field) for field in prose if field.first)
    yield from (_row(field, fact=True) for field in view.facts)
    later = (field for field in prose if not field.first)
    yield from map(_row, (*aliases, *later, *view.with_role("table")))
    yield from (_row(field, fact=True) for field in view.with_role("links"))
    for mentions in view.mentions:
        many = mentions.query and len(mentions.entries) > _MOST
        items = [_link(entry, view.root) for entry in mentions.entries[: _MOST // 2 if many else None]]
        if many:
            href = f"{view.root}{mentions.collection.path}/?{mentions.query}"
            items.append({"said": [[f"Alle {mentions.found} {mentions.collection.many}", href]]})
        yield {"label": mentions.label, "fact": True, "items": items}
    if view.sources:
        said = ([_piece(one.publication, one.href), f": {one.where}" if one.where else ""] for one in view.sources)
        items = [{"said": [piece for piece in pieces if piece]} for pieces in said]
        yield {"label": view.fields["sources"].label, "items": items}
    yield from map(_row, notes)


def _row(field: FieldView, fact: bool = False) -> Told:
    """A field under its label. A fact is a value, which can be the same for two entries; a text never is."""
    parts = [part for item in field.items for part in item.parts]
    ticks = fact and field.kind == "group"
    items = [{"said": [_tick(part)]} for part in parts] if ticks else [_item(field, item) for item in field.items]
    return {"label": field.label, **({"fact": True} if fact else {}), "items": items, **_ours(field.by_editors)}


def _item(field: FieldView, item: Item) -> Told:
    """One value: words and links, or safe HTML, or some words above it."""
    if item.parts and field.kind != "either":
        texts = Markup("\n").join(part.items[0].html for part in item.parts if part.kind == "markdown")
        shown = {"said": _parts([part for part in item.parts if part.kind != "markdown"], brief=bool(texts))}
        return {**shown, **({"html": texts} if texts else {}), **_ours(item.by_editors)}
    if item.entry:
        return {**_link(item.entry, item.href.removesuffix(item.entry.url)), **_ours(item.by_editors)}
    plain: Told = {"html": item.html} if item.html else {"said": [_piece(item.text, item.href)]}
    return {**plain, **_ours(item.by_editors)}


def _parts(parts: list[FieldView], brief: bool) -> list[str | list[str]]:
    """The parts of a group: words with an address are a link, and those above a text need no labels."""
    link = next((part.items[0].href for part in parts if part.kind == "link"), "")
    if link and len(parts) == 2:
        return [_piece(next(part.text for part in parts if part.kind != "link"), link)]
    return [(", " if brief else "; ").join(part.text if brief else f"{part.label}: {part.text}" for part in parts)]


def _tick(part: FieldView) -> str:
    return f"{part.label}: {part.text.lower() if part.kind == 'choice' else part.text}"


def _link(entry: Entry, root: str) -> Told:
    language = [entry.values["language"]] if "language" in entry.values else []
    return {"said": [[entry.title, root + entry.url, *language]]}


def _piece(text: str, href: str) -> str | list[str]:
    return [text, href] if href else text


def _ours(by_editors: bool) -> Told:
    """The mark of what the editors chose or wrote."""
    return {"ours": OURS.striptags()} if by_editors else {}


def _json(value: Told) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

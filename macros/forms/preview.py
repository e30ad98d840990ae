"""What a browser must know of a collection to show the page and the card of an entry that somebody fills in.

docs/assets/js/form-preview/ makes of it, and of what is filled in, the values that macros/views/ makes of a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.library.library import Library
from macros.library.taxonomy import fold
from macros.maps.whereabouts import PLACE
from macros.schema.kinds import FIELD_KINDS
from macros.schema.schemas import Field
from macros.schema.settings import Collection
from macros.views import values

Icon = Callable[[str], str]
Told = dict[str, Any]


def facts_of(library: Library, collection: Collection, icon: Icon, root: str) -> Told:
    """As `Told` of docs/assets/js/form-preview/panel.mjs, but for the template; `root` leads from the form to the site's root."""
    fields = library.schemas[collection.name].fields.values()
    paths = {name: one.path for name, one in library.settings.collections.items()}
    return {
        "collection": {
            "name": collection.name,
            "path": collection.path,
            "title": collection.title,
            "icon": str(icon(collection.icon)),
            "one": collection.one,
            "many": collection.many,
            "card": collection.card,
        },
        "fields": [_field(library, collection, field) for field in fields],
        "onPage": {field.name: field.on_page for field in fields if field.on_page},
        "own": sorted(values.OWN_PLACE),
        "ours": str(values.OURS),
        "panel": values.FACTS_IN_A_PANEL,
        "room": values.ROOM,
        "place": PLACE,
        "root": root,
        "paths": paths,
        "targets": _targets(library, collection),
    }


def _field(library: Library, collection: Collection, field: Field) -> Told:
    """As `FieldFacts`, without what is empty."""
    gather = library.settings.gather_of(field.name)
    filtered = f"{collection.path}/?{field.name}=" if field.name in collection.facets else ""
    choices = [
        (one.value, one.label, one.description, gather.url(one.value) if gather else "") for one in field.choices
    ]
    naming = library.naming(collection.name, field.name)
    told = {
        "name": field.name,
        "label": field.label,
        "description": field.description,
        "kind": field.kind,
        "many": field.many,
        "role": FIELD_KINDS[field.kind].role,
        "picture": field.picture,
        "restates": field.restates,
        "first": field.first,
        "choices": choices,
        "elsewhere": filtered,
        "reference": field.reference,
        "fields": [_field(library, collection, part) for part in field.fields],
        "naming": _naming(naming.field) if naming else None,
        "onCard": field.on_card,
    }
    return {name: value for name, value in told.items() if value or name == "description"}


def _naming(field: Field) -> Told:
    """As `Naming` of docs/assets/js/form-preview/standing.mjs."""
    names = {
        fold(name): (one.value, one.label)
        for one in (*field.choices, *field.groups)
        for name in (one.label, *one.names)
    }
    whole = field.whole
    named = {fold(name): (whole.value, name) for name in (whole.label, *whole.names)} if whole else {}
    return {
        "field": field.name,
        "choices": [choice.value for choice in field.choices],
        "groups": list(field.unplaced_in),
        "whole": whole.value if whole else "",
        "labels": {one.value: one.label for one in (*field.choices, *field.groups, *([whole] if whole else ()))},
        "names": {**names, **named},
    }


def _targets(library: Library, collection: Collection) -> Told:
    """Of the collections that are referred to: where they stand and, where their cards say it, what they call a kind."""
    found = {target for field in library.schemas[collection.name].fields.values() for target in _referred(field)}
    return {
        name: {
            "path": library.settings.collections[name].path,
            "kind": library.schemas[name].fields["kind"].label
            if "kind" in library.settings.collections[name].card
            else "",
        }
        for name in sorted(found)
    }


def _referred(field: Field) -> list[str]:
    return [*([field.reference] if field.reference else []), *(one for part in field.fields for one in _referred(part))]

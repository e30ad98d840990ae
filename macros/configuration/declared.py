"""What `kennisbank.yml` declares, held against the schemas: collections, paths and fields that are there, and fit.

Another check of a declaration is a function and a row in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.configuration import chooser, monitor
from macros.library.selecting import can_filter
from macros.maps.outline import has_outline
from macros.problems.problem import Problem
from macros.reading.file_text import read_text
from macros.schema.schema_files import SchemaFiles, contents_of
from macros.schema.schemas import DRAFT, FORMER_NAMES, Schema
from macros.schema.settings import FILE_NAME, WORTH, Collection, Gather, Settings
from macros.validation.guessing import near
from macros.yaml_text.places import Path as At
from macros.yaml_text.places import Places
from macros.yaml_text.values import read_mapping

# Fields that every page shows in a place of their own: of what kind, whether in a list (None: either), in words.
_SHARED = {
    "title": ("text", False, "een verplichte tekst"),
    "aliases": ("text", True, "een lijst van teksten"),
    "asked_as": ("text", True, "een lijst van teksten (zie common.schema.json)"),
    "summary": ("text", False, "een tekst"),
    "by_editors": ("text", True, "een lijst van teksten (zie common.schema.json)"),
    "grounds": ("group", True, "een lijst van groepen (zie common.schema.json)"),
    "reviewed": ("date", False, "een datum (zie common.schema.json)"),
    "notes": ("markdown", None, "een tekst in Markdown"),
    "sources": ("group", True, "een lijst van bronnen (zie common.schema.json)"),
    "checked": ("date", False, "een datum (zie common.schema.json)"),
    FORMER_NAMES: ("text", True, "een lijst van teksten (zie common.schema.json)"),
    DRAFT: ("truth", False, "true of false (zie common.schema.json)"),
}
# Folders of the site that are taken.
_TAKEN = ("assets", "data", "images", "schemas", "search")


@dataclass(frozen=True)
class Declared:
    """What is held against what: the settings, and the schemas of the files in `folder`, which stands beside them."""

    settings: Settings
    schemas: Mapping[str, Schema]
    folder: Path

    @cached_property
    def _places(self) -> Places:
        """Where each setting stands: read again, for few settings are ever wrong."""
        text, _ = read_text(self.folder.parent / FILE_NAME, FILE_NAME)
        return read_mapping(text or "", FILE_NAME)[1]

    def in_settings(self, at: At, message: str, hint: str) -> Problem:
        """A problem of a setting: at its value, or at its name where the value goes on below that."""
        value, name = self._places.of(at), self._places.of_key(at)
        spot = value if value.line == name.line else name
        return Problem.of("settings", FILE_NAME, spot, message, hint, at=at)

    def in_schema(self, collection: Collection, way: tuple[str, ...], message: str, hint: str) -> Problem:
        """A problem of what stands on that way below `properties` in the schema of a collection."""
        files = SchemaFiles.of(contents_of(self.folder))
        place = files.origin_of(f"{collection.name}.schema.json", ("properties",), way)
        return files.problem(*place, message, hint, named=len(way) == 1)


def undeclared(settings: Settings, schemas: Mapping[str, Schema], folder: Path) -> Iterator[Problem]:
    """All that `kennisbank.yml` names and is not there, and what in schemas does not fit it, in no order."""
    declared = Declared(settings, schemas, folder)
    for rule in _OF_ALL:
        yield from rule(declared)
    for name, collection in settings.collections.items():
        if name not in schemas:
            message = f"schemas/{name}.schema.json ontbreekt."
            yield declared.in_settings(("collections", name), message, "Maak het schema van deze collectie.")
            continue
        for of_one in _OF_A_COLLECTION:
            yield from of_one(declared, collection)


def _glossary(declared: Declared) -> Iterator[Problem]:
    settings = declared.settings
    if settings.glossary is not None and settings.glossary not in settings.collections:
        message = f"De woordenlijst ‘{settings.glossary}’ is geen collectie."
        yield declared.in_settings(("glossary",), message, f"Kies uit: {', '.join(settings.collections)}.")


def _paths(declared: Declared) -> Iterator[Problem]:
    """Two things in one folder of the site."""
    settings = declared.settings
    taken = [*_TAKEN, *([settings.chooser.path] if settings.chooser else [])]
    taken += [settings.monitor.path] if settings.monitor else []
    for gather in settings.gather:
        if gather.path in taken:
            yield _unfit(declared, gather, ("path",), f"Het pad ‘{gather.path}’ is al in gebruik.")
        taken.append(gather.path)
    for name, collection in settings.collections.items():
        if collection.path in taken:
            message = f"Het pad ‘{collection.path}’ is al in gebruik."
            yield declared.in_settings(("collections", name, "path"), message, "Kies een ander pad.")
        taken.append(collection.path)


def _gathers(declared: Declared) -> Iterator[Problem]:
    """Pages that gather from a collection that is not there, or from fields that are no one list of choices."""
    settings, schemas = declared.settings, declared.schemas
    for gather in settings.gather:
        for key in ("collections", "through"):
            for place, name in enumerate(getattr(gather, key)):
                if name not in settings.collections:
                    yield _unfit(declared, gather, (key, place), f"‘{name}’ is geen collectie.")
        found = [schemas[name].fields.get(gather.field) for name in gather.collections if name in schemas]
        kept = {field.choices for field in found if field}
        if len(kept) != 1 or not next(iter(kept)):
            message = f"Het veld ‘{gather.field}’ heeft in deze collecties niet één lijst van keuzes."
            yield _unfit(declared, gather, ("collections",), message)


def _unfit(declared: Declared, gather: Gather, at: At, message: str) -> Problem:
    hint = "Pas gather in kennisbank.yml aan, of het schema."
    return declared.in_settings(("gather", gather.field, *at), message, hint)


def _chooser(declared: Declared) -> Iterator[Problem]:
    for at, wrong in chooser.misdeclared(declared.settings, declared.schemas):
        yield declared.in_settings(("chooser", *at), wrong, "Pas chooser in kennisbank.yml aan, of het schema.")


def _monitor(declared: Declared) -> Iterator[Problem]:
    for at, wrong in monitor.misdeclared(declared.settings, declared.schemas):
        yield declared.in_settings(("monitor", *at), wrong, "Pas monitor in kennisbank.yml aan, of het schema.")


def _filters(declared: Declared) -> Iterator[Problem]:
    """Filters without a field that name a field or a collection which is nowhere."""
    settings, schemas = declared.settings, declared.schemas
    fields = {
        name for collection in settings.collections if collection in schemas for name in schemas[collection].fields
    }
    for name, made in settings.filters.items():
        named: list[tuple[str, str, At]] = [("veld", made.age, ("age",))] if made.age else []
        for choice in made.choices:
            below = ("choices", choice.value)
            named += [("veld", one, (*below, "fields", place)) for place, one in enumerate(choice.fields)]
            named += [("collectie", one, (*below, "from", place)) for place, one in enumerate(choice.referring)]
        for what, wanted, at in named:
            if wanted not in (fields if what == "veld" else settings.collections):
                message = f"Het filter ‘{name}’ noemt ‘{wanted}’, maar dat is nergens een {what}."
                hint = "Pas kennisbank.yml aan, of het schema."
                yield declared.in_settings(("filters", name, *at), message, hint)


def _named_fields(declared: Declared, collection: Collection) -> Iterator[Problem]:
    """Fields for cards, filters and orders that the collection does not have, or that cannot be filtered on."""
    fields, settings = declared.schemas[collection.name].fields, declared.settings
    beside = {"card": (), "facets": tuple(settings.filters), "sort": (WORTH,)}
    for part, made in beside.items():
        for place, wanted in enumerate(getattr(collection, part)):
            at = ("collections", collection.name, part, place)
            if wanted not in fields:
                if wanted not in made:
                    message = f"‘{wanted}’ is geen veld van {collection.name}."
                    yield declared.in_settings(at, message, f"Kies uit: {', '.join(fields)}.")
            elif part == "facets" and not can_filter(fields[wanted]):
                message = f"Op ‘{wanted}’ kun je niet filteren: het heeft geen vaste keuzes en geen getal."
                yield declared.in_settings(
                    at, message, "Kies een veld met een woordenlijst, een verwijzing of een getal."
                )


def _shared_fields(declared: Declared, collection: Collection) -> Iterator[Problem]:
    """Fields with a place of their own on every page, of another form than that place takes."""
    fields = declared.schemas[collection.name].fields
    for shared, (kind, many, what) in _SHARED.items():
        given = fields.get(shared)
        fits = given is not None and given.kind == kind and many in (given.many, None)
        if shared == "sources" and fits and given is not None:
            fits = any(part.name == "publication" and part.required for part in given.fields)
        if (given is not None and not fits) or (shared == "title" and (given is None or not given.required)):
            message = f"Het veld ‘{shared}’ van {collection.name} heeft een vorm die de site niet kent."
            hint = f"Maak er in schemas/{collection.name}.schema.json {what} van, of noem het anders."
            yield declared.in_schema(collection, (shared,), message, hint)


def _missing_targets(declared: Declared, collection: Collection) -> Iterator[Problem]:
    """Maps and collections that fields name and that are not there."""
    collections = declared.settings.collections
    for top in declared.schemas[collection.name].fields.values():
        parts = ((part, (top.name, "properties", part.name)) for part in top.fields)
        for field, way in ((top, (top.name,)), *parts):
            if field.map and not has_outline(field.map):
                message = f"Het veld ‘{field.name}’ noemt de kaart ‘{field.map}’, maar die is er niet."
                hint = "Zet de kaart in macros/maps/, of haal x-map uit het schema."
                yield declared.in_schema(collection, (*way, "x-map"), message, hint)
            if field.reference and field.reference not in collections:
                message = f"Het veld ‘{field.name}’ verwijst naar ‘{field.reference}’, maar die collectie is er niet."
                guess = next(iter(near(field.reference, {one: one for one in collections}, 1)), "")
                hint = f"Bedoelde je ‘{guess}’? " if guess else ""
                hint += "Voeg de collectie toe aan kennisbank.yml of pas het schema aan."
                yield declared.in_schema(collection, (*way, "x-reference"), message, hint)


_OF_ALL: tuple[Callable[[Declared], Iterator[Problem]], ...] = (
    _glossary,
    _paths,
    _gathers,
    _filters,
    _chooser,
    _monitor,
)
_OF_A_COLLECTION: tuple[Callable[[Declared, Collection], Iterator[Problem]], ...] = (
    _named_fields,
    _shared_fields,
    _missing_targets,
)

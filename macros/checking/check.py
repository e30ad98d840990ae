"""Checking all content: every problem of every file, in one run.

This module is the recipe: settings, schemas, files, values, references. The
rules themselves stand in the modules that it calls.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from macros.advice.advice import advise
from macros.advice.counterparts import Counterparts
from macros.advice.own_choices import strange_names
from macros.advice.plainness import Plainness
from macros.base import clock
from macros.checking.corrections import Recheck, correct
from macros.checking.drafts import fields_of, unfinished
from macros.checking.folders import home_of, with_folder_meant
from macros.checking.settings_file import NO_SETTINGS, load_settings
from macros.images.images import find_images
from macros.library.library import Entry, Library
from macros.library.selecting import can_filter
from macros.maps.outline import has_outline
from macros.problems.codes import ADVICE, CODES, URGENT
from macros.problems.problem import START, Problem, Spot
from macros.reading.entry_files import EntryFile, find_files, misnamed_files, read_entry, read_file
from macros.reading.file_text import read_text
from macros.reading.proposal import Base
from macros.references.fields import is_draft, names_of
from macros.references.former_names import given_in, name_of, with_present_names
from macros.references.menu import outside_menu
from macros.references.own_addresses import homes
from macros.references.page_links import page_links
from macros.references.register import Register
from macros.schema.loading import load_schemas
from macros.schema.schema_files import SchemaError, SchemaFiles, contents_of
from macros.schema.schemas import DRAFT, FORMER_NAMES, Schema
from macros.schema.settings import FILE_NAME, WORTH, Collection, Gather, Settings
from macros.screening.contacts import contacts, contacts_in_lines
from macros.screening.hosts import addresses
from macros.screening.joined_lines import joined_lines
from macros.screening.leftovers import leftovers, leftovers_of_pages, texts_in
from macros.screening.lookalikes import lookalikes
from macros.screening.reach import Reach
from macros.validation.guessing import near
from macros.validation.validation import MOST_PROBLEMS, validate

# From so many problems on, one of each file is kept: nobody reads on, and they fill the memory.
_MOST_OF_ALL = 10_000

# What is in so many files with a wrong name is checked as well.
_MOST_MISNAMED = 200

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


@dataclass(frozen=True)
class Checked:
    """The outcome of a check. `library` is None while an error stands."""

    problems: list[Problem]
    library: Library | None
    files: int
    drafts: int = 0  # how many of them are not on the site yet

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def check(root: Path, today: date | None = None, drafts: bool = False) -> Checked:
    """Read and check everything below `root`. Never raises for bad content.

    Problems come sorted by file, line and column. `today` is the day against which
    facts are old; without it, what `clock` says. Drafts are checked too, but are only in the library where
    `drafts` asks for them.
    """
    try:
        schemas = load_schemas(root / "schemas")
    except SchemaError as error:
        return Checked(error.problems, None, 0)
    if "settings" not in schemas:
        return Checked([Problem.of("schema", "schemas", START, NO_SETTINGS)], None, 0)
    settings, problems = load_settings(root, schemas["settings"])
    if settings is None:
        return Checked(sorted(problems), None, 0)
    problems = list(_undeclared(settings, schemas, root / "schemas"))
    if problems:
        return Checked(sorted(problems), None, 0)
    # Entries make no cycles: looking for cycles among more and more of them takes a tenth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _check_content(root, settings, schemas, today or clock.today(root), drafts)
    finally:
        if collecting:
            gc.enable()


def _check_content(root: Path, settings: Settings, schemas: dict[str, Schema], today: date, drafts: bool) -> Checked:
    files, problems = find_files(root, list(settings.collections))
    outside = list(with_folder_meant(problems, settings))
    images, broken_images, found = find_images(root)
    problems = [*outside, *found]
    pictures = {name: image.path for name, image in images.items()}
    base = Base(root)
    register = Register(settings.collections, pictures, broken_images, base, homes(settings))
    plainness = Plainness()
    reach = Reach(settings, schemas)
    counterparts = Counterparts(schemas)
    entries: list[Entry] = []
    waiting = 0
    for collection, file in files:
        schema = schemas[collection]
        entry, found = read_file(root, collection, file)
        most = MOST_PROBLEMS + 1 if len(problems) < _MOST_OF_ALL else 1
        draft = entry is not None and is_draft(entry.values)
        found = _with_required(found, schema)
        problems += (unfinished(found) if draft else found)[:most]
        if entry is None:
            path = file.relative_to(root).as_posix()
            register.reserve(path, collection, file.stem)
            problems += contacts_in_lines(read_text(file, path)[0] or "", path)
            continue
        schema, elsewhere = home_of(entry, schemas, settings)
        wrong = [*elsewhere, *_wrong_in(entry, found, schema)]
        wrong = unfinished(wrong) if draft else wrong
        problems += wrong[:most] or advise(entry, schema, settings.collections[collection], today, base)
        problems += contacts(entry)
        if not wrong:
            problems += plainness.look(entry, schema)
        register.add(entry, schema)
        reach.add(entry)
        if not wrong:
            counterparts.add(entry)
        waiting += draft
        if drafts or not draft:
            entries.append(_made(entry, settings.collections[collection], wrong))
    problems += _in_misnamed(root, list(misnamed_files(root, outside)), settings, schemas, register)
    problems += register.problems(root / "docs")
    problems += plainness.problems(_terms(entries, settings))
    problems += leftovers_of_pages(root)
    problems += page_links(root, register)
    problems += outside_menu(root)
    problems += reach.problems(root / "docs")
    problems += counterparts.problems()
    problems = _capped(sorted(_errors_first(problems)))
    recheck = _rechecking(settings, schemas, register)
    problems = list(correct(problems, lambda path: read_text(root / path, path)[0], recheck))
    errors = any(problem.severity == "error" for problem in problems)
    if errors:
        return Checked(problems, None, len(files), waiting)
    entries = [
        replace(entry, values=with_present_names(entry.values, register.outdated[entry.path]))
        if entry.path in register.outdated
        else entry
        for entry in entries
    ]
    if not drafts:
        images = {name: image for name, image in images.items() if name not in register.only_in_drafts}
    return Checked(problems, Library(settings, schemas, entries, images), len(files), waiting)


def _in_misnamed(
    root: Path, files: list[tuple[str, Path]], settings: Settings, schemas: dict[str, Schema], register: Register
) -> Iterator[Problem]:
    """What is wrong in files whose name is wrong too, so that it is told in one round. They are no entries: nothing can refer to them."""
    for collection, file in files[:_MOST_MISNAMED]:
        entry, found = read_file(root, collection, file)
        found = _with_required(found, schemas[collection])
        if entry is None:
            path = file.relative_to(root).as_posix()
            yield from found[: MOST_PROBLEMS + 1]
            yield from contacts_in_lines(read_text(file, path)[0] or "", path)
            continue
        schema, elsewhere = home_of(entry, schemas, settings)
        wrong = [*found, *elsewhere, *_wrong_in(entry, found, schema), *register.dangling(entry, schema)]
        yield from (unfinished(wrong) if is_draft(entry.values) else wrong)[: MOST_PROBLEMS + 1]
        yield from contacts(entry)


def _made(entry: EntryFile, collection: Collection, wrong: list[Problem]) -> Entry:
    """An entry as the library has it. What it says of its file, and what of a draft is not finished, is not in its values."""
    former = tuple(name_of(text, collection.name) for _, text in given_in(entry.values))
    apart = {FORMER_NAMES, DRAFT, *(fields_of(wrong) if is_draft(entry.values) else ())}
    values = entry.values
    if not apart.isdisjoint(values):
        values = {name: value for name, value in values.items() if name not in apart}
    return Entry(collection, entry.id, entry.path, values, former, is_draft(entry.values))


def _wrong_in(entry: EntryFile, found: list[Problem], schema: Schema) -> list[Problem]:
    """What the schema has against an entry, apart from what was `found` when it was read.

    A value that could not be read is one mistake: that it is missing too, or its list
    empty, goes without saying.
    """
    broken = {problem.pointer for problem in found if problem.pointer}
    wrong = [
        problem
        for problem in validate(entry.values, entry.places, schema, entry.path, entry.unfinished)
        if not any(pointer == problem.pointer or pointer.startswith(f"{problem.pointer}/") for pointer in broken)
    ]
    texts = list(texts_in(entry.values, ()))
    lost = list(joined_lines(entry, schema))
    told = {problem.pointer for problem in lost}
    wrong = [*lost, *(problem for problem in wrong if problem.pointer not in told)]
    # What it names of itself can only be compared with values that fit.
    strange = () if found or wrong else strange_names(entry, schema)
    return [*wrong, *strange, *leftovers(entry, texts, schema), *lookalikes(entry, texts), *addresses(entry, texts)]


def _terms(entries: list[Entry], settings: Settings) -> Iterator[str]:
    """The names that the site explains."""
    for entry in entries:
        if entry.collection.name == settings.glossary:
            yield from (name for _, name in names_of(entry.values))


def _with_required(found: list[Problem], schema: Schema) -> list[Problem]:
    """An empty field that has to be there is not to be taken away."""
    if not found:
        return found
    return [replace(p, hint=_to_fill(p, schema)) if p.code == "yaml-empty-value" else p for p in found]


def _to_fill(problem: Problem, schema: Schema) -> str:
    """What to do with an empty field: one that has to be there stays, and a group may lack only the spaces of its parts."""
    at = tuple(int(part) if part.isdigit() else part for part in problem.pointer.split("/")[1:])
    if at and at[-1] in schema.node(at[:-1]).get("required", []):
        return "Vul het in: dit veld is verplicht."
    if schema.node(at).get("properties") and at:
        return "Zet de velden die erbij horen eronder, met twee spaties ervoor. Weet je niets, haal dan deze regel weg."
    return problem.hint


def _rechecking(settings: Settings, schemas: dict[str, Schema], register: Register) -> Recheck:
    """Checks the text of one entry again, with what the register knows of the others."""

    def recheck(path: str, text: str) -> list[Problem]:
        collection = path.split("/")[1]
        entry, found = read_entry(text, path, collection)
        if entry is None:
            return found
        schema, _ = home_of(entry, schemas, settings)
        return [*found, *_wrong_in(entry, found, schema), *register.dangling(entry, schema)]

    return recheck


def _errors_first(problems: list[Problem]) -> list[Problem]:
    """What could be better in a file is said once nothing in it is wrong, and a warning where no error stands.

    What leads to a person is said at once.
    """
    errors = [problem for problem in problems if problem.severity == "error"]
    wrong = {problem.path for problem in errors}
    spots = {(problem.path, problem.line, problem.column) for problem in errors}
    return [
        problem
        for problem in problems
        if problem.severity == "error"
        or problem.code in URGENT
        or (problem.path not in wrong or CODES[problem.code].page != ADVICE)
        and (problem.path, problem.line, problem.column) not in spots
    ]


def _capped(problems: list[Problem]) -> list[Problem]:
    """At most MOST_PROBLEMS of each file, and a line that says how many more there are."""
    kept: list[Problem] = []
    for path, of_file in groupby(problems, key=lambda problem: problem.path):
        found = list(of_file)
        if len(found) > MOST_PROBLEMS:
            found.sort(key=lambda problem: (problem.severity, problem))  # errors before warnings
            last = found[MOST_PROBLEMS - 1]
            message = f"In dit bestand staan nog {len(found) - MOST_PROBLEMS} problemen of meer."
            hint = "Verbeter eerst wat hierboven staat en controleer dan opnieuw."
            rest = Problem.of("more", path, Spot(last.line, last.column + 1), message, hint)
            rest = replace(rest, severity=found[MOST_PROBLEMS].severity)  # warnings alone stop nothing
            found = sorted([*found[:MOST_PROBLEMS], rest])
        kept += found
    return kept


def _undeclared(settings: Settings, schemas: dict[str, Schema], folder: Path) -> Iterator[Problem]:
    """Collections without a schema, and fields that kennisbank.yml names and the schema does not."""

    def problem(at: tuple[str, ...], message: str, hint: str) -> Problem:
        return Problem.of("settings", FILE_NAME, START, message, hint, at=("collections", *at))

    def in_schema(name: str, way: tuple[str, ...], message: str, hint: str) -> Problem:
        files = SchemaFiles.of(contents_of(folder))
        place = files.origin_of(f"{name}.schema.json", ("properties",), way)
        return files.problem(*place, message, hint, named=len(way) == 1)

    if settings.glossary is not None and settings.glossary not in settings.collections:
        message = f"De woordenlijst ‘{settings.glossary}’ is geen collectie."
        hint = f"Kies uit: {', '.join(settings.collections)}."
        yield Problem.of("settings", FILE_NAME, START, message, hint, at=("glossary",))
    yield from _strange_filters(settings, schemas)
    paths = ["assets", "data", "images", "schemas", "search"]  # folders of the site that are taken
    for gather in settings.gather:
        for at, wrong in _unfit(gather, settings, schemas, paths):
            hint = "Pas gather in kennisbank.yml aan, of het schema."
            yield Problem.of("settings", FILE_NAME, START, wrong, hint, at=("gather", gather.field, at))
        paths.append(gather.path)
    for name, collection in settings.collections.items():
        if collection.path in paths:
            yield problem((name, "path"), f"Het pad ‘{collection.path}’ is al in gebruik.", "Kies een ander pad.")
        paths.append(collection.path)
        if name not in schemas:
            yield problem((name,), f"schemas/{name}.schema.json ontbreekt.", "Maak het schema van deze collectie.")
            continue
        fields = schemas[name].fields
        for part in ("card", "facets", "sort"):
            for wanted in getattr(collection, part):
                made = settings.filters if part == "facets" else (WORTH,) if part == "sort" else ()
                if wanted in made and wanted not in fields:
                    continue
                if wanted not in fields:
                    yield problem(
                        (name, part),
                        f"‘{wanted}’ is geen veld van {name}.",
                        f"Kies uit: {', '.join(fields)}.",
                    )
                elif part == "facets" and not can_filter(fields[wanted]):
                    yield problem(
                        (name, "facets"),
                        f"Op ‘{wanted}’ kun je niet filteren: het heeft geen vaste keuzes en geen getal.",
                        "Kies een veld met een woordenlijst, een verwijzing of een getal.",
                    )
        for shared, (kind, many, what) in _SHARED.items():
            given = fields.get(shared)
            fits = given is not None and given.kind == kind and many in (given.many, None)
            if shared == "sources" and fits and given is not None:
                fits = any(part.name == "publication" and part.required for part in given.fields)
            if (given is not None and not fits) or (shared == "title" and (given is None or not given.required)):
                message = f"Het veld ‘{shared}’ van {name} heeft een vorm die de site niet kent."
                hint = f"Maak er in schemas/{name}.schema.json {what} van, of noem het anders."
                yield in_schema(name, (shared,), message, hint)
        for top in fields.values():
            for field, way in (
                (top, (top.name,)),
                *((part, (top.name, "properties", part.name)) for part in top.fields),
            ):
                if field.map and not has_outline(field.map):
                    message = f"Het veld ‘{field.name}’ noemt de kaart ‘{field.map}’, maar die is er niet."
                    hint = "Zet de kaart in macros/maps/, of haal x-map uit het schema."
                    yield in_schema(name, (*way, "x-map"), message, hint)
                if field.reference and field.reference not in settings.collections:
                    message = (
                        f"Het veld ‘{field.name}’ verwijst naar ‘{field.reference}’, maar die collectie is er niet."
                    )
                    guess = next(iter(near(field.reference, {one: one for one in settings.collections}, 1)), "")
                    hint = f"Bedoelde je ‘{guess}’? " if guess else ""
                    hint += "Voeg de collectie toe aan kennisbank.yml of pas het schema aan."
                    yield in_schema(name, (*way, "x-reference"), message, hint)


def _unfit(
    gather: Gather, settings: Settings, schemas: dict[str, Schema], taken: list[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a declaration of pages that gather, and below which key."""
    if gather.path in taken:
        yield "path", f"Het pad ‘{gather.path}’ is al in gebruik."
    for key in ("collections", "through"):
        for name in getattr(gather, key):
            if name not in settings.collections:
                yield key, f"‘{name}’ is geen collectie."
    found = [schemas[name].fields.get(gather.field) for name in gather.collections if name in schemas]
    kept = {field.choices for field in found if field}
    if len(kept) != 1 or not next(iter(kept)):
        yield "collections", f"Het veld ‘{gather.field}’ heeft in deze collecties niet één lijst van keuzes."


def _strange_filters(settings: Settings, schemas: dict[str, Schema]) -> Iterable[Problem]:
    """Filters without a field that name a field or a collection which is nowhere."""
    known = {
        name for collection in settings.collections if collection in schemas for name in schemas[collection].fields
    }
    for name, made in settings.filters.items():
        for what, given, able in (
            ("veld", [*([made.age] if made.age else []), *(f for c in made.choices for f in c.fields)], known),
            ("collectie", [r for c in made.choices for r in c.referring], set(settings.collections)),
        ):
            for wanted in given:
                if wanted not in able:
                    message = f"Het filter ‘{name}’ noemt ‘{wanted}’, maar dat is nergens een {what}."
                    hint = "Pas kennisbank.yml aan, of het schema."
                    yield Problem.of("settings", FILE_NAME, START, message, hint, at=("filters", name))

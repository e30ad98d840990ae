"""Names and references: no two entries are one, and every reference leads somewhere.

This module owns the checks that need all entries at once. It keeps of each entry
only its names and references with their places, so that memory stays small.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.entry_files import BODY, EntryFile
from macros.markup import beyond_bounds, entry_meant, links_in
from macros.problem import START, Problem, Spot
from macros.schemas import Field, Schema
from macros.settings import Collection
from macros.validation import nearest
from macros.yaml_values import Path as ValuePath


@dataclass(frozen=True)
class _Mention:
    """A name or reference, where it stands."""

    path: str
    spot: Spot
    at: ValuePath
    text: str
    shown: str


@dataclass
class Register:
    """Gathers names and references entry by entry; `problems` is asked once, at the end."""

    collections: dict[str, Collection]
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    _files: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _names: dict[tuple[str, str], list[_Mention]] = field(default_factory=dict)
    _references: list[tuple[str, _Mention]] = field(default_factory=list)
    _refused: list[Problem] = field(default_factory=list)

    def add(self, entry: EntryFile, schema: Schema) -> None:
        """Take note of one entry. Values of the wrong type are passed over: `validation` reports them."""
        title = entry.values.get("title")
        self.titles.setdefault(entry.collection, {})[entry.id] = title if isinstance(title, str) else entry.id
        self._files.setdefault((entry.collection, entry.id), []).append(entry.path)
        for at, name in _names_of(entry.values):
            key = (entry.collection, " ".join(unicodedata.normalize("NFKC", name).casefold().split()))
            self._names.setdefault(key, []).append(self._mention(entry, at, name))
        for name, declared in schema.fields.items():
            if name in entry.values:
                for target, at, value in references_in(declared, entry.values[name], (name,)):
                    if (target, value) == (entry.collection, entry.id):
                        spot = entry.places.of(at)
                        self._refuse(
                            entry,
                            at,
                            spot,
                            "self",
                            "Dit verwijst naar zichzelf.",
                            "Haal de verwijzing weg, of noem een ander.",
                        )
                    self._references.append((target, self._mention(entry, at, value)))
                for at, text in markdown_in(declared, entry.values[name], (name,)):
                    self._add_text(entry, at, text)

    def reserve(self, entry_path: str, collection: str, id: str) -> None:
        """Count an entry that could not be read as existing, so that references to it are no second mistake."""
        self.titles.setdefault(collection, {}).setdefault(id, id)
        self._files.setdefault((collection, id), []).append(entry_path)

    def problems(self, docs: Path) -> Iterator[Problem]:
        """All problems of names and references. `docs` is the folder of pages written by hand."""
        yield from self._ids(docs)
        yield from self._doubles()
        yield from self._refused
        for collection, mention in self._references:
            known = self.titles.get(collection, {})
            if mention.text not in known:
                yield self._unknown(collection, mention, known)

    def _mention(self, entry: EntryFile, at: ValuePath, text: str) -> _Mention:
        return _Mention(entry.path, entry.places.of(at), at, text, text)

    def _refuse(self, entry: EntryFile, at: ValuePath, spot: Spot, code: str, message: str, hint: str) -> None:
        self._refused.append(Problem.of(code, entry.path, spot, message, hint, at=at))

    def _add_text(self, entry: EntryFile, at: ValuePath, text: str) -> None:
        """Take note of the links of a Markdown text, and of what in it cannot be shown."""

        def spot(start: int) -> Spot:
            begin = entry.places.of(at)
            if at == (BODY,) and entry.path.endswith(".md"):  # elsewhere, YAML may have moved the lines
                before = text[:start]
                return Spot(begin.line + before.count("\n"), start - before.rfind("\n"))
            return begin

        too_much = beyond_bounds(text)
        if too_much:
            start, message = too_much
            self._refuse(entry, at, spot(start), "markup", message, "Maak de tekst korter of eenvoudiger.")
            return
        for link in links_in(text):
            if link.image:
                message = "Afbeeldingen worden in teksten nog niet getoond."
                hint = "Haal de afbeelding weg en vertel in woorden wat erop staat."
                self._refuse(entry, at, spot(link.start), "image-missing", message, hint)
            elif not link.leaves:
                collection, id = entry_meant(entry.collection, link.target) or ("", "")
                known = collection in self.collections
                meant = id if known else link.target
                mention = _Mention(entry.path, spot(link.start), at, meant, link.target)
                self._references.append((collection if known else "", mention))

    def _unknown(self, collection: str, mention: _Mention, known: dict[str, str]) -> Problem:
        declared = self.collections.get(collection)
        if declared is None:
            message = f"De link ‘{mention.shown}’ leidt niet naar een bestand in de kennisbank."
            hint = (
                "Link naar het bestand van een ander onderwerp, als ../tools/naam.yml, of naar een adres met https://."
            )
        else:
            message = f"Er is geen {declared.one} ‘{mention.text}’."
            meant = nearest(mention.text, known)
            hint = (
                f"Bedoelde je ‘{meant}’ ({known[meant]})?"
                if meant
                else f"Kijk in content/{collection}/ hoe het bestand heet; schrijf de naam zonder .yml of .md."
            )
        return Problem.of("reference", mention.path, mention.spot, message, hint, at=mention.at)

    def _ids(self, docs: Path) -> Iterator[Problem]:
        for (collection, id), paths in self._files.items():
            for path in paths[1:]:
                yield Problem.of(
                    "double-id",
                    path,
                    START,
                    f"‘{id}’ bestaat al als {paths[0]}.",
                    "Voeg de twee bestanden samen, of geef er een een andere naam.",
                )
            folder = docs / self.collections[collection].path
            if id == "index" or (folder / f"{id}.md").exists() or (folder / id).exists():
                yield Problem.of(
                    "reserved-id",
                    paths[0],
                    START,
                    f"De naam ‘{id}’ is al van een andere pagina op de site.",
                    "Geef het bestand een andere naam.",
                )

    def _doubles(self) -> Iterator[Problem]:
        twice = {path for paths in self._files.values() for path in paths[1:]}  # one mistake, so one problem
        for all_mentions in self._names.values():
            mentions = [mention for mention in all_mentions if mention.path not in twice]
            if not mentions:
                continue
            first, *others = sorted(mentions, key=lambda mention: (mention.path, mention.spot))
            for other in others:
                same_file = other.path == first.path
                yield Problem.of(
                    "double-name",
                    other.path,
                    other.spot,
                    f"De naam ‘{other.text}’ staat ook {'hierboven in dit bestand' if same_file else f'in {first.path}'}.",
                    "Haal hem hier weg."
                    if same_file
                    else "Gaat het om hetzelfde, voeg de bestanden samen; maak anders de namen verschillend.",
                    at=other.at,
                )


def references_in(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[str, ValuePath, str]]:
    """All references in the value of a field: target collection, place and id."""
    if declared.many:
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from _references_in_item(declared, item, (*at, index))
    else:
        yield from _references_in_item(declared, value, at)


def _references_in_item(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[str, ValuePath, str]]:
    if declared.reference and isinstance(value, str):
        yield declared.reference, at, value
    elif isinstance(value, dict):
        for part in declared.fields:
            if part.name in value:
                yield from references_in(part, value[part.name], (*at, part.name))


def markdown_in(declared: Field, value: Any, at: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    """All Markdown in the value of a field, with its place."""
    if declared.kind == "markdown":
        items = enumerate(value) if declared.many and isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, str):
                yield (at if index is None else (*at, index)), item


def _names_of(values: dict[str, Any]) -> Iterator[tuple[ValuePath, str]]:
    if isinstance(values.get("title"), str):
        yield ("title",), values["title"]
    aliases = values.get("aliases")
    for index, alias in enumerate(aliases if isinstance(aliases, list) else []):
        if isinstance(alias, str):
            yield ("aliases", index), alias

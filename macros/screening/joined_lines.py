"""Texts over more lines that YAML makes one line of: their paragraphs and lists fall away, and nothing says so."""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems.problem import Fix, Problem, Spot
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema
from macros.yaml_text.places import name_at


def joined_lines(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """An error for each text that lost a paragraph or a list; for a plain field, only a list that is no part of it."""
    for at, found in entry.places.joined.items():
        name = name_at(at)
        spot, fix = Spot(found.line, 1), None
        if not schema.node(at).get("contentMediaType"):
            if found.listed:
                message = f"Deze regel leest het programma als het vervolg van ‘{name}’."
                hint = "Hoort hij bij een lijst? Zet hem dan onder het veld van die lijst."
                yield Problem.of("joined-lines", entry.path, spot, message, hint, at=at)
            continue
        what = "het lijstje" if found.listed else "de alinea’s"
        message = f"In de tekst van ‘{name}’ {'valt' if found.listed else 'vallen'} {what} zo weg: alles komt achter elkaar te staan."
        hint = f"Zet ‘|’ achter ‘{name}:’, en de tekst op de regels eronder, met twee spaties ervoor."
        value, key = entry.places.of(at), entry.places.of_key(at)
        if isinstance(at[-1], int):
            hint = "Zet ‘|’ achter het streepje, en de tekst op de regels eronder, met vier spaties ervoor."
        elif found.style == ">":
            spot, fix, hint = value, Fix(">", "|"), "Zet ‘|’ in de plaats van ‘>’."
        elif not found.style and value.line > key.line:
            spot, fix, hint = key, Fix(f"{name}:", f"{name}: |"), f"Zet ‘|’ achter ‘{name}:’."
        yield Problem.of("joined-lines", entry.path, spot, message, hint, at=at, fix=fix)

"""The files of `schemas/` as they were written, and what is wrong in them, each at its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from macros.problems.problem import START, Fix, Problem, Spot
from macros.schema.json_places import At, JsonPlaces

Contents = tuple[tuple[str, bytes | None], ...]  # of each file its name and its bytes; None where these cannot be had


def contents_of(folder: Path) -> Contents:
    """Every `NAME.schema.json` in `folder`."""
    files: list[tuple[str, bytes | None]] = []
    for file in sorted(folder.glob("*.schema.json")):
        try:
            files.append((file.name, file.read_bytes()))
        except OSError:
            files.append((file.name, None))
    return tuple(files)


class SchemaError(Exception):
    """Schema files are broken: `problems` says which, where and how."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = sorted(problems)


@dataclass
class SchemaFiles:
    """The files by name: their texts, and what these hold."""

    texts: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _places: dict[str, JsonPlaces] = field(default_factory=dict)

    @classmethod
    def of(cls, contents: Contents) -> SchemaFiles:
        """What these files hold; of one that is no JSON, only a problem is there."""
        files = cls()
        for name, content in contents:
            files._read(name, content)
        return files

    def _read(self, file: str, content: bytes | None) -> None:
        doubles: list[str] = []

        def group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            found = dict(pairs)
            if len(found) < len(pairs):
                doubles.append(file)
            return found

        try:
            text = (content or b"").decode("utf-8-sig")
            self.raw[file] = json.loads(text, object_pairs_hook=group)
        except json.JSONDecodeError as error:
            spot = Spot(error.lineno, error.colno)
            message = f"Dit is geen geldige JSON: vanaf hier is {file} niet te lezen."
            hint = "Kijk of er een komma, een aanhalingsteken of een haakje ontbreekt of te veel staat, hier of net ervoor."
            self.problems.append(Problem.of("schema", _path(file), spot, message, hint))
            return
        except (ValueError, RecursionError) as error:
            why = (
                "is niet als UTF-8 opgeslagen" if isinstance(error, UnicodeError) else "heeft te veel groepen in elkaar"
            )
            message = f"Dit is geen geldige JSON: {file} {why}."
            self.problems.append(Problem.of("schema", _path(file), START, message))
            return
        self.texts[file] = text
        for at, spot in self.places(file).twice if doubles else ():
            message = f"‘{at[-1]}’ staat hier twee keer; de eerste keer op regel {self.places(file).names[at].line}."
            hint = "Voeg de twee samen, of haal er een weg."
            self.problems.append(Problem.of("schema", _path(file), spot, message, hint, at=at))

    def places(self, file: str) -> JsonPlaces:
        if file not in self._places:
            self._places[file] = JsonPlaces.of(self.texts[file])
        return self._places[file]

    def problem(
        self, file: str, at: At, message: str, hint: str = "", *, named: bool = False, fix: Fix | None = None
    ) -> Problem:
        """A problem of the value at `at`, or of its name where that is `named`."""
        places = self.places(file)
        spot = places.of_name(at) if named else places.of_value(at)
        problem = Problem.of("schema", _path(file), spot, message, hint, at=at, fix=fix)
        line = self.texts[file].split("\n")[spot.line - 1]
        return replace(problem, right=fix.applied_to(line, spot.column - 1) if fix else "")

    def report(self, *given: Any, **named: Any) -> None:
        self.problems.append(self.problem(*given, **named))

    def origin_of(self, file: str, field: At, at: At) -> tuple[str, At]:
        """Where `at` of a field, or of the items of its list, was written: in `file`, or in what that refers to.

        The field itself where it says nothing of the kind.
        """
        return self._follow(file, (*field, *at)) or (file, field)

    def _follow(self, file: str, way: At) -> tuple[str, At] | None:
        node, at = self.raw[file], ()  # type: Any, At
        for part in way:
            while isinstance(node, dict) and part not in node and ("$ref" in node or "items" in node):
                if "$ref" in node:
                    file, at = target_of(node["$ref"], file)
                    node = self.at(file, at)
                else:
                    node, at = node["items"], (*at, "items")
            inside = dict(enumerate(node)) if isinstance(node, list) else node
            if not isinstance(inside, dict) or part not in inside:
                return None
            node, at = inside[part], (*at, part)
        return file, at

    def at(self, file: str, at: At) -> Any:
        """What stands at a place; None where there is no such place."""
        node = self.raw.get(file)
        for part in at:
            node = node.get(part) if isinstance(node, dict) else None
        return node

    def check_references(self) -> None:
        """Report every reference to something that is not there."""
        for file, document in self.raw.items():
            for at, reference in _references(document, ()):
                other, way = target_of(reference, file)
                if self.at(other, way) is None:
                    fix = self._meant(file, reference, other, way)
                    hint = (
                        f"Bedoelde je ‘{fix.new}’?"
                        if fix
                        else "Verwijs naar een bestand in schemas/ en een naam daarin."
                    )
                    self.report(file, at, f"‘{reference}’ bestaat niet.", hint, fix=fix)

    def _meant(self, file: str, reference: str, other: str, way: At) -> Fix | None:
        if other not in self.raw:
            close = get_close_matches(other, self.raw, n=1, cutoff=0.8)
            new = reference.replace(other, close[0], 1) if close else ""
        else:
            names = self.at(other, way[:-1])
            close = get_close_matches(str(way[-1]), names, n=1, cutoff=0.6) if way and isinstance(names, dict) else []
            new = reference[: reference.rindex("/") + 1] + close[0] if close else ""
        return Fix(reference, new) if new and self.at(*target_of(new, file)) is not None else None


def _path(file: str) -> str:
    return f"schemas/{file}"


def target_of(reference: str, file: str) -> tuple[str, At]:
    """The file and the place in it that a `$ref` in `file` points at."""
    other, _, pointer = reference.partition("#")
    return other or file, tuple(pointer.strip("/").split("/")) if pointer.strip("/") else ()


def _references(node: Any, at: At) -> Iterator[tuple[At, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "$ref" and isinstance(value, str):
                yield (*at, name), value
            yield from _references(value, (*at, name))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _references(value, (*at, index))

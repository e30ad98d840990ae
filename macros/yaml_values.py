"""Reading YAML to values that know their line and column.

This module owns the small, predictable YAML that entries are written in: one
mapping, of text, whole numbers, true and false, lists and mappings. What YAML
would silently make of a value (`NO`, `19:30`, `0123`, `1.10`, a date) stays the
text that the writer typed. Anchors, tags, duplicate keys and empty values are
problems. What the values must be is for `validation`.

PyYAML's event stream is used, not its constructors: it is flat, so that deep
nesting cannot exhaust the stack, and each event carries its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.problem import START, Problem, Spot
from macros.yaml_syntax import NOT_PRINTABLE, strange_character, syntax_problem

Path = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_NODES = 20_000

# The C parser reads ten times faster and gives the same events and places.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_COMMENT_SOON = re.compile(r"[ \t]+#[^\s#]")
_EMPTY = {"", "~", "null"}


@dataclass
class Places:
    """Where each value and each key of a document stands."""

    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)

    def of(self, path: Path) -> Spot:
        """The place of the value at `path`, or of the nearest parent that has one."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)

    def of_key(self, path: Path) -> Spot:
        """The place of the key at `path`, or of its value where it is a list item."""
        return self.keys.get(path) or self.of(path)


@dataclass
class _Open:
    """A list or mapping that is being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    drop: bool = False  # the value is read on to its end, but goes nowhere


class _Stop(Exception):
    """Nothing sensible can be read beyond this point."""


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places = Places()
        self.problems: list[Problem] = []
        self.nodes = 0
        self.documents = 0
        self.lines: list[str] = []  # only where a value may have lost its end to a comment

    def report(self, code: str, spot: Spot, message: str, hint: str, at: Path = ()) -> None:
        self.problems.append(Problem.of(code, self.path, spot, message, hint, at=at))

    def spot(self, mark: Any) -> Spot:
        return Spot(mark.line + self.first_line, mark.column + 1)

    def read(self, text: str) -> dict[str, Any] | None:
        loader = _LOADER(text)
        if " #" in text:
            self.lines = text.split("\n")
        stack: list[_Open] = []
        root: Any = None
        for event in _events(loader):
            if isinstance(event, yaml.ScalarEvent):
                placed = self.take_scalar(stack, event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                placed = self.take_start(stack, event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                continue
            elif isinstance(event, yaml.AliasEvent):
                placed = self.take_alias(stack, event)
            else:
                self.take_document(event)
                continue
            root = placed if root is None else root
        if not isinstance(root, dict):
            self.report(
                "yaml-empty" if root is None else "yaml-no-fields",
                START._replace(line=self.first_line),
                "Hier staan geen velden.",
                "Begin met een regel als ‘title: De naam’.",
            )
            return None
        return root

    def take_document(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report(
                    "yaml-documents",
                    self.spot(event.start_mark),
                    "Hier begint een tweede document (---).",
                    "Zet elk onderwerp in een eigen bestand, of haal de regel met --- weg.",
                )
                raise _Stop

    def take_scalar(self, stack: list[_Open], event: Any) -> Any:
        self.count(event)
        if _wants_key(stack):
            self.open_key(stack[-1], event)
            return None
        value = self.scalar(stack, event)
        return self.place(stack, value, event, drop=value is None)

    def take_alias(self, stack: list[_Open], event: Any) -> Any:
        self.report(
            "yaml-alias",
            self.spot(event.start_mark),
            f"‘*{event.anchor}’ verwijst naar een anker; dat gebruiken we hier niet.",
            "Schrijf de waarde uit, of zet tekst die met * begint tussen aanhalingstekens.",
        )
        if _wants_key(stack):
            raise _Stop
        return self.place(stack, None, event, drop=True)

    def take_start(self, stack: list[_Open], event: Any) -> Any:
        """Open a list or mapping."""
        self.count(event)
        self.refuse_anchor(event)
        spot = self.spot(event.start_mark)
        if _wants_key(stack):
            self.report(
                "yaml-key",
                spot,
                "Hier hoort een veldnaam, geen lijst of groep.",
                "Begin de regel met een veldnaam en een dubbele punt.",
            )
            raise _Stop
        if len(stack) >= MAX_DEPTH:
            self.report(
                "yaml-depth",
                spot,
                f"Deze waarde zit meer dan {MAX_DEPTH} lagen diep.",
                "Gebruik minder lijsten in lijsten.",
            )
            raise _Stop
        fresh: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.next_path(stack)
        dropped = _drops(stack)
        placed = self.place(stack, fresh, event)
        stack.append(_Open(fresh, path, drop=dropped))
        return placed

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.report(
                "yaml-size",
                self.spot(event.start_mark),
                f"Dit bestand heeft meer dan {MAX_NODES} waarden.",
                "Verdeel het over meer bestanden.",
            )
            raise _Stop

    def refuse_anchor(self, event: Any) -> bool:
        """Report an anchor or a tag; whether there was one."""
        if event.anchor is not None:
            self.report(
                "yaml-alias",
                self.spot(event.start_mark),
                f"‘&{event.anchor}’ is een anker; dat gebruiken we hier niet.",
                "Haal het weg, of zet tekst die met & begint tussen aanhalingstekens.",
            )
        if event.tag is not None:
            self.report(
                "yaml-tag",
                self.spot(event.start_mark),
                f"‘{event.tag}’ is een YAML-tag; die gebruiken we hier niet.",
                "Haal het weg, of zet tekst die met ! begint tussen aanhalingstekens.",
            )
        return event.anchor is not None or event.tag is not None

    def refuse_comment(self, event: Any) -> None:
        """Report `Project #1`: YAML takes the end of the value for a comment, and drops it without a word."""
        mark = event.end_mark
        if self.lines and _COMMENT_SOON.match(self.lines[mark.line], mark.column):
            self.report(
                "yaml-comment",
                Spot(mark.line + self.first_line, mark.column + 2),
                "Vanaf het hekje leest YAML dit als commentaar; de rest van de waarde valt weg.",
                "Hoort het bij de tekst, zet de hele waarde dan tussen aanhalingstekens.",
            )

    def open_key(self, mapping: _Open, event: Any) -> None:
        """Take a scalar as the name of the field whose value comes next."""
        self.refuse_anchor(event)
        key = event.value
        path = (*mapping.path, key)
        spot = self.spot(event.start_mark)
        if key in mapping.value and not mapping.drop:
            first = self.places.of_key(path)
            self.report(
                "yaml-duplicate",
                spot,
                f"Het veld ‘{key}’ staat er twee keer; de eerste keer op regel {first.line}.",
                "Voeg de twee samen, of haal er een weg.",
                path,
            )
            mapping.key = ""  # read past its value
            return
        if not mapping.drop:
            self.places.keys[path] = spot
        mapping.key = key or ""
        if not key or NOT_PRINTABLE.search(key):
            mapping.key = ""
            self.report("yaml-key", spot, "Hier ontbreekt een veldnaam.", "Schrijf een naam voor de dubbele punt.")

    def next_path(self, stack: list[_Open]) -> Path:
        if not stack:
            return ()
        top = stack[-1]
        return (*top.path, top.key or "" if isinstance(top.value, dict) else len(top.value))

    def place(self, stack: list[_Open], value: Any, event: Any, drop: bool = False) -> Any:
        """Put a finished value where it belongs; return it when it is the root."""
        spot = self.spot(event.start_mark)
        if not stack:
            self.places.values[()] = spot
            return value
        top = stack[-1]
        path = self.next_path(stack)
        if not (drop or _drops(stack)):
            self.places.values[path] = spot
            if isinstance(top.value, dict):
                top.value[str(top.key)] = value
            else:
                top.value.append(value)
        top.key = None
        return None

    def scalar(self, stack: list[_Open], event: Any) -> str | int | bool | None:
        """The value of a scalar: text as typed, unless it is plainly a number or true or false.

        None stands for an empty value, which is a problem: what is unknown is left out.
        """
        text: str = event.value
        if self.refuse_anchor(event):
            return None
        if NOT_PRINTABLE.search(text):
            self.report(
                "character",
                self.spot(event.start_mark),
                "In deze waarde zit een onzichtbaar teken dat niet in tekst hoort.",
                "Haal het teken weg; het komt vaak mee met kopiëren uit een ander programma.",
                self.next_path(stack),
            )
            return None
        if event.style and text.strip():  # quoted, or a block of text
            return text
        self.refuse_comment(event)
        if text in _EMPTY or not text.strip():
            path = self.next_path(stack)
            if not _drops(stack):
                name = next((part for part in reversed(path) if isinstance(part, str)), "")
                self.report(
                    "yaml-empty-value",
                    self.places.of_key(path) if path in self.places.keys else self.spot(event.start_mark),
                    f"Het veld ‘{name}’ is leeg." if name else "Hier staat een lege waarde.",
                    "Vul het in, of haal de regel weg: wat je niet weet, laat je weg.",
                    path,
                )
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
        return text


def _wants_key(stack: list[_Open]) -> bool:
    """Whether what comes next is the name of a field."""
    return bool(stack) and isinstance(stack[-1].value, dict) and stack[-1].key is None


def _drops(stack: list[_Open]) -> bool:
    """Whether what comes next goes nowhere: it belongs to a field that was refused."""
    return bool(stack) and (stack[-1].drop or stack[-1].key == "")


def _events(loader: Any) -> Iterator[Any]:
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def read_mapping(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any] | None, Places, list[Problem]]:
    """Read one YAML mapping.

    `text` has `\\n` for line ends; `first_line` is the line of the file on which it
    begins. Returns the values (None when nothing could be read), their places and
    the problems found. Never raises for bad content.
    """
    reader = _Reader(path, first_line)
    strange = strange_character(text, path)
    if strange:
        return None, reader.places, [strange]
    try:
        values = reader.read(text)
    except _Stop:
        values = None
    except yaml.MarkedYAMLError as error:
        reader.problems.append(syntax_problem(error, text, path, first_line))
        values = None
    return values, reader.places, reader.problems

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

from macros.problem import START, Problem, Spot, pointer_to

Path = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_NODES = 20_000

# The C parser reads ten times faster and gives the same events and places.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
# Control characters, what only YAML takes for a line end, and what changes how a text reads without showing.
_NOT_PRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_COMMENT_SOON = re.compile(r"[ \t]+#[^\s#]")
_EMPTY = {"", "~", "null"}

# libyaml's and PyYAML's own words, and what they mean to a writer. First match counts.
_SYNTAX = (
    (
        ("cannot start any token", "\\t"),
        "yaml-tab",
        "Hier staat een tab. YAML springt alleen in met spaties.",
        "Vervang de tab door twee spaties.",
    ),
    (
        ("mapping values are not allowed",),
        "yaml-colon",
        "Hier staat een dubbele punt die YAML als nieuw veld leest, of de regel springt te ver in.",
        "Hoort de dubbele punt bij de tekst, zet de hele waarde dan tussen aanhalingstekens.",
    ),
    (
        ("while scanning a quoted scalar",),
        "yaml-quote",
        "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
        "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
    ),
    (
        ("while parsing a flow",),
        "yaml-list",
        "Deze lijst of accolade wordt niet goed afgesloten.",
        "Zet komma’s tussen de waarden en sluit af met ] of }.",
    ),
    (
        ("could not find expected ':'",),
        "yaml-colon-missing",
        "Hier begint een nieuwe regel, maar er staat geen veldnaam met een dubbele punt.",
        "Schrijf ‘veldnaam: waarde’, of spring de regel in als hij bij de tekst erboven hoort.",
    ),
    (
        ("cannot start any token",),
        "yaml-character",
        "Een waarde mag niet met dit teken beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        ("did not find expected key", "expected <block end>", "did not find expected '-'"),
        "yaml-indent",
        "Deze regel springt anders in dan de regels waar hij bij hoort.",
        "Laat regels die bij elkaar horen even ver inspringen, met spaties.",
    ),
    (
        ("did not find expected <document start>",),
        "yaml-document",
        "Hier eindigt de lijst met velden onverwacht.",
        "Laat elk veld aan het begin van de regel beginnen, als ‘veldnaam: waarde’.",
    ),
)


_FOUND_LATE = ("quoted scalar", "could not find expected ':'", "while parsing a flow")
_GLUED = re.compile(r"\s*([\w-]+):(?=[^\s/])")


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
        self.lines: list[str] = []  # only where a value may have lost its end to a comment

    def report(self, code: str, spot: Spot, message: str, hint: str, at: Path = ()) -> None:
        self.problems.append(
            Problem(self.path, spot.line, spot.column, pointer_to(at), code, "error", message, hint)
        )

    def spot(self, mark: Any) -> Spot:
        return Spot(mark.line + self.first_line, mark.column + 1)

    def read(self, text: str) -> dict[str, Any] | None:
        loader = _LOADER(text)
        if " #" in text:
            self.lines = text.split("\n")
        root: Any = None
        stack: list[_Open] = []
        documents = 0
        for event in _events(loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.report(
                        "yaml-documents",
                        self.spot(event.start_mark),
                        "Hier begint een tweede document (---).",
                        "Zet elk onderwerp in een eigen bestand, of haal de regel met --- weg.",
                    )
                    raise _Stop
            elif isinstance(event, yaml.AliasEvent):
                self.report(
                    "yaml-alias",
                    self.spot(event.start_mark),
                    f"‘*{event.anchor}’ verwijst naar een anker; dat gebruiken we hier niet.",
                    "Schrijf de waarde uit, of zet tekst die met * begint tussen aanhalingstekens.",
                )
                if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                    raise _Stop
                self.place(stack, None, event, drop=True)
            elif isinstance(event, yaml.ScalarEvent):
                self.count(event)
                if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                    self.open_key(stack[-1], event)
                else:
                    value = self.scalar(stack, event)
                    root = self.place(stack, value, event, drop=value is None) or root
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self.count(event)
                self.refuse_anchor(event)
                if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                    self.report(
                        "yaml-key",
                        self.spot(event.start_mark),
                        "Hier hoort een veldnaam, geen lijst of groep.",
                        "Begin de regel met een veldnaam en een dubbele punt.",
                    )
                    raise _Stop
                if len(stack) >= MAX_DEPTH:
                    self.report(
                        "yaml-depth",
                        self.spot(event.start_mark),
                        f"Deze waarde zit meer dan {MAX_DEPTH} lagen diep.",
                        "Gebruik minder lijsten in lijsten.",
                    )
                    raise _Stop
                fresh: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                path = self.next_path(stack)
                dropped = bool(stack) and (stack[-1].drop or stack[-1].key == "")
                placed = self.place(stack, fresh, event)
                root = placed if root is None else root
                stack.append(_Open(fresh, path, drop=dropped))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
        if not isinstance(root, dict):
            self.report(
                "yaml-empty" if root is None else "yaml-no-fields",
                START._replace(line=self.first_line),
                "Hier staan geen velden.",
                "Begin met een regel als ‘title: De naam’.",
            )
            return None
        return root

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
        if not key or _NOT_PRINTABLE.search(key):
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
        drop = drop or top.drop or top.key == ""
        if not drop:
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
        if _NOT_PRINTABLE.search(text):
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
            if not (stack and (stack[-1].drop or stack[-1].key == "")):
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
        reader.problems.append(_syntax_problem(error, text, reader))
        values = None
    return values, reader.places, reader.problems


def strange_character(text: str, path: str) -> Problem | None:
    """The first character of a file that shows nothing and does not belong in text."""
    strange = _NOT_PRINTABLE.search(text)
    if not strange:
        return None
    before = text[: strange.start()]
    return Problem(
        path,
        before.count("\n") + 1,
        strange.start() - before.rfind("\n"),
        "",
        "character",
        "error",
        f"Hier staat een onzichtbaar teken (U+{ord(strange.group()):04X}) dat niet in tekst hoort.",
        "Haal het teken weg; het komt vaak mee met kopiëren uit een ander programma.",
    )


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, reader: _Reader) -> Problem:
    words = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    code, message, hint = (
        "yaml-syntax",
        "Deze regel is geen geldige YAML.",
        "Schrijf elk veld als ‘veldnaam: waarde’; zet tekst met bijzondere tekens tussen aanhalingstekens.",
    )
    # These are found later, often lines later, than where the writer made them.
    if any(sign in words for sign in _FOUND_LATE) and error.context_mark:
        mark = error.context_mark
    lines = text.rstrip("\n").split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    line = lines[at]
    glued = at and _GLUED.match(lines[at - 1])
    if glued and "mapping values are not allowed" in words:
        spot = Spot(at - 1 + reader.first_line, glued.end())
        return Problem(
            reader.path,
            *spot,
            "",
            "yaml-space",
            "error",
            "Na de dubbele punt ontbreekt een spatie.",
            f"Schrijf ‘{glued.group(1)}: …’, met een spatie na de dubbele punt.",
        )
    for signs, *found in _SYNTAX:
        tab = "\\t" in signs
        if any(sign in words for sign in signs if sign != "\\t") and (not tab or "\t" in line):
            code, message, hint = found
            break
    spot = Spot(at + reader.first_line, mark.column + 1 if mark and mark.line == at else 1)
    return Problem(reader.path, spot.line, spot.column, "", code, "error", message, hint)

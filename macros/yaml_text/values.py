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
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from macros.base.labels import is_sentence
from macros.problems.problem import START, Problem
from macros.yaml_text.characters import NOT_PRINTABLE, strange_characters
from macros.yaml_text.colon_errors import NO_NAME
from macros.yaml_text.marks import wrong_marks
from macros.yaml_text.places import Path, Places
from macros.yaml_text.quotes import BACKSLASH, SMART_WORDS, smart_quotes
from macros.yaml_text.refusals import (
    DIRECTIVE,
    GROUP_AS_NAME,
    MAX_DEPTH,
    MAX_NODES,
    MOST_PROBLEMS,
    SECOND_DOCUMENT,
    TOO_DEEP,
    TOO_MANY,
    Refusals,
    Stop,
    has_number,
)
from macros.yaml_text.syntax import syntax_problem

# The C parser reads ten times faster and gives the same events and places.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_EMPTY = {"", "~", "null"}
# Texts with these may get a problem at a place within them: a mail address, a tag, a link.
_POINTED_INTO = re.compile("[@<(]")


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    again: bool = False  # an item of a list that lacks the dash of the next one
    drop: bool = False  # the value is read on to its end, but goes nowhere


class _Reader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.wrong = Refusals(text, path, first_line)
        self.first_line = first_line
        self.places = Places()
        self.nodes = 0
        self.documents = 0

    def read(self) -> dict[str, Any] | None:
        loader = _LOADER(self.text)
        stack: list[_Open] = []
        root: Any = None
        for event in _events(loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                placed = self.take_scalar(stack, event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                placed = self.take_start(stack, event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                placed = self.take_alias(stack, event)
            else:
                self.take_document(event)
                continue
            root = placed if root is None else root
        if not isinstance(root, dict):
            self.wrong.report(
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
            if event.version or event.tags:
                self.wrong.refuse(event, *DIRECTIVE)
            if self.documents > 1:
                self.wrong.stop(event, *SECOND_DOCUMENT)

    def take_scalar(self, stack: list[_Open], event: Any) -> Any:
        self.count(event)
        if _wants_key(stack):
            self.open_key(stack[-1], event)
            return None
        at = self.next_path(stack)
        value = self.scalar(stack, event, at)
        return self.place(stack, at, value, event, drop=value is None)

    def take_alias(self, stack: list[_Open], event: Any) -> Any:
        self.count(event)
        self.wrong.alias(event, () if _wants_key(stack) else self.next_path(stack))
        if _wants_key(stack):
            raise Stop
        return self.place(stack, self.next_path(stack), None, event, drop=True)

    def take_start(self, stack: list[_Open], event: Any) -> Any:
        """Open a list or mapping."""
        self.count(event)
        if event.anchor is not None or event.tag is not None:
            self.wrong.anchor(event, () if _wants_key(stack) else self.next_path(stack))
        if _wants_key(stack):
            self.wrong.stop(event, *GROUP_AS_NAME)
        if len(stack) >= MAX_DEPTH:
            self.wrong.stop(event, *TOO_DEEP)
        fresh: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.next_path(stack)
        dropped = _drops(stack)
        placed = self.place(stack, path, fresh, event)
        stack.append(_Open(fresh, path, drop=dropped))
        return placed

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.wrong.stop(event, *TOO_MANY)

    def in_braces(self, stack: list[_Open], event: Any) -> bool:
        """Drop a group that is a list between the wrong brackets, once each; whether this is one."""
        group = stack[-1] if stack else None
        if not group or not isinstance(group.value, dict):
            return False
        within = self.wrong.braces(event, group.path)
        upper = stack[-2].value if len(stack) > 1 else None
        if has_number(within) and isinstance(upper, dict):  # what it lacks is the same mistake
            upper.pop(str(group.path[-1]), None)
        group.drop = group.drop or bool(within)
        return bool(within)

    def open_key(self, mapping: _Open, event: Any) -> None:
        """Take a scalar as the name of the field whose value comes next."""
        if event.anchor is not None or event.tag is not None:
            self.wrong.anchor(event)
        key = event.value
        path = (*mapping.path, key)
        mark = event.start_mark
        if " " in key and is_sentence(key):
            self.wrong.tell_text(mapping.path, mark.line + self.first_line)
        if key in mapping.value and not mapping.drop:
            mapping.key = ""  # read past its value
            if mapping.again:  # what was told of the first of these
                return
            mapping.again = len(path) > 2 and isinstance(path[-2], int) and key == next(iter(mapping.value))
            self.wrong.twice(event, path, mapping.value, self.places.of_key(path).line, mapping.again)
            return
        if not mapping.drop:
            self.places.keys[path] = (mark.line + self.first_line, mark.column + 1)
        mapping.key = key or ""
        if not key or (event.style == '"' and NOT_PRINTABLE.search(key)):
            mapping.key = ""
            self.wrong.refuse(event, "yaml-key", *NO_NAME)

    def next_path(self, stack: list[_Open]) -> Path:
        if not stack:
            return ()
        top = stack[-1]
        return (*top.path, top.key or "" if isinstance(top.value, dict) else len(top.value))

    def place(self, stack: list[_Open], path: Path, value: Any, event: Any, drop: bool = False) -> Any:
        """Put a finished value where it belongs, at `path`; return it when it is the root."""
        mark = event.start_mark
        if not stack:
            self.places.values[()] = self.wrong.spot(mark)
            return value
        top = stack[-1]
        if not (drop or _drops(stack)):
            self.places.values[path] = (mark.line + self.first_line, mark.column + 1)
            if isinstance(top.value, dict):
                top.value[str(top.key)] = value
            else:
                top.value.append(value)
        top.key = None
        return None

    def scalar(self, stack: list[_Open], event: Any, at: Path) -> str | int | bool | None:
        """The value of a scalar at `at`: text as typed, unless it is plainly a number or true or false.

        None stands for an empty value, which is a problem: what is unknown is left out.
        """
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self.wrong.anchor(event, at)
            return None
        if event.style == '"' and NOT_PRINTABLE.search(text):  # the file itself has none: it was written as an escape
            self.wrong.report("yaml-quote", self.wrong.spot(event.start_mark), *BACKSLASH, at)
            return None
        if event.style != "|" and event.end_mark.line > event.start_mark.line:
            self.places.note_joined(at, event, self.wrong.lines, self.first_line)
        if event.style == "|" or _POINTED_INTO.search(text):
            self.places.note_text(at, event, self.wrong.lines, self.first_line)
        if event.style and text.strip():  # quoted, or a block of text
            return text
        if self.wrong.may_lose_its_end and self.wrong.comment(event, at) and not text.strip():
            return None  # all of it was taken for a comment: one mistake
        curled = smart_quotes(text)
        if curled and not self.wrong.behind(event).startswith(":"):
            self.wrong.report("yaml-smart-quote", self.wrong.spot(event.start_mark), *SMART_WORDS, at, curled)
            return None
        if text in _EMPTY or not text.strip():
            if not _drops(stack):
                name = next((part for part in reversed(at) if isinstance(part, str)), "")
                if self.in_braces(stack, event):
                    return None
                self.wrong.report(
                    "yaml-empty-value",
                    self.places.of_key(at) if at in self.places.keys else self.wrong.spot(event.start_mark),
                    f"Het veld ‘{name[:60]}’ is leeg." if name else "Hier staat een lege waarde.",
                    "Vul het in, of haal de regel weg: wat je niet weet, laat je weg.",
                    at,
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
        # The C parser ends in None, after which it may be asked no more.
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def read_mapping(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any] | None, Places, list[Problem]]:
    """Read one YAML mapping.

    `text` has `\\n` for line ends; `first_line` is the line of the file on which it
    begins. Returns the values (None when nothing could be read), their places and
    the problems found. Never raises for bad content.
    """
    reader = _Reader(text, path, first_line)
    wrong = strange_characters(text, path) or list(islice(wrong_marks(text, path, first_line), MOST_PROBLEMS))
    if wrong:
        return None, reader.places, wrong
    try:
        values = reader.read()
    except Stop:
        values = None
    except yaml.MarkedYAMLError as error:
        # What was refused earlier on this line or left empty just above is the same mistake.
        found = syntax_problem(error, text, path, first_line)
        if not any(found.line - 1 <= earlier.line <= found.line for earlier in reader.wrong.problems[-1:]):
            reader.wrong.problems.append(found)
        elif reader.wrong.problems[-1].code == "yaml-empty-value":
            reader.wrong.problems[-1] = found
        values = None
    return values, reader.places, reader.wrong.problems

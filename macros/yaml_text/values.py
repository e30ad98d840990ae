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
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

import yaml

from macros.base.labels import is_sentence
from macros.problems.problem import START, Fix, Problem, Spot, pointer_to
from macros.yaml_text.characters import NOT_PRINTABLE, strange_characters
from macros.yaml_text.marks import wrong_marks
from macros.yaml_text.places import Joined, Path, Places
from macros.yaml_text.quotes import BACKSLASH, SMART_WORDS, quoted, smart_quotes
from macros.yaml_text.syntax import NO_NAME, syntax_problem

MAX_DEPTH = 20
MAX_NODES = 4_000

_MOST_PROBLEMS = 60  # nobody mends more than this at a time

# The C parser reads ten times faster and gives the same events and places.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_COMMENT_SOON = re.compile(r"[ \t]+#[^\s#]")
_BRACES = re.compile(r"\{((?:[^{}\[\]:]|:(?! ))*)\}(?=[ \t]*(?:#|$))")  # with more behind it, it is the begin of a text
_PART = re.compile(r"([a-z_]+)(?:\s+|\s*[=:]\s*)(\d+)")
_POINT = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+\S")
_EMPTY = {"", "~", "null"}
# Texts with these may get a problem at a place within them: a mail address, a tag, a link.
_POINTED_INTO = re.compile("[@<(]")


@dataclass
class _Open:
    """A list or mapping that is being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    again: bool = False  # an item of a list that lacks the dash of the next one
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
        self.text = ""

    def report(self, code: str, spot: Spot, message: str, hint: str, at: Path = (), fix: Fix | None = None) -> None:
        self.problems.append(Problem.of(code, self.path, spot, message, hint, at=at, fix=fix))
        if len(self.problems) > _MOST_PROBLEMS:
            raise _Stop

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def may_lose_its_end(self) -> bool:
        """Whether a comment stands anywhere behind a value."""
        return " #" in self.text or "\t#" in self.text

    def behind(self, event: Any) -> str:
        """What stands behind a value on its last line."""
        mark = event.end_mark
        return self.lines[mark.line][mark.column :].lstrip() if mark.line < len(self.lines) else ""

    def quoting(self, event: Any) -> Fix | None:
        """The value that begins at `event` between quotes, where it is the last thing on its line."""
        mark = event.start_mark
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        before, whole = line[: mark.column].rstrip(), line[mark.column :].strip()
        alone = before.endswith((":", "-")) and len(whole) < 500 and not whole.startswith(("[", "{"))
        return Fix(whole, quoted(whole)) if alone and whole else None

    def spot(self, mark: Any) -> Spot:
        return Spot(mark.line + self.first_line, mark.column + 1)

    def read(self, text: str) -> dict[str, Any] | None:
        loader = _LOADER(text)
        self.text = text
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
            if event.version or event.tags:
                message = "Een regel die met % begint, is een opdracht aan het programma; die gebruiken we hier niet."
                self.report("yaml-tag", self.spot(event.start_mark), message, "Haal de regel weg.")
            if self.documents > 1:
                self.report(
                    "yaml-documents",
                    self.spot(event.start_mark),
                    "Hier begint een tweede document (---).",
                    "Staat er een verhaal onder de velden, noem het bestand dan .md. Haal anders de regel met --- weg.",
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
        self.count(event)
        self.report(
            "yaml-alias",
            self.spot(event.start_mark),
            f"‘*{event.anchor[:60]}’ verwijst naar een anker; dat gebruiken we hier niet.",
            "Schrijf de waarde uit, of zet tekst die met * begint tussen aanhalingstekens.",
            () if _wants_key(stack) else self.next_path(stack),
            self.quoting(event),
        )
        if _wants_key(stack):
            raise _Stop
        return self.place(stack, None, event, drop=True)

    def take_start(self, stack: list[_Open], event: Any) -> Any:
        """Open a list or mapping."""
        self.count(event)
        if event.anchor is not None or event.tag is not None:
            self.refuse_anchor(event, () if _wants_key(stack) else self.next_path(stack))
        if _wants_key(stack):
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

    def refuse_anchor(self, event: Any, at: Path = ()) -> bool:
        """Report an anchor or a tag at the value `at`; whether there was one."""
        if event.anchor is not None:
            self.report(
                "yaml-alias",
                self.spot(event.start_mark),
                f"‘&{event.anchor[:60]}’ is een anker; dat gebruiken we hier niet.",
                "Haal het weg, of zet tekst die met & begint tussen aanhalingstekens.",
                at,
                self.quoting(event),
            )
        if event.tag is not None:
            self.report(
                "yaml-tag",
                self.spot(event.start_mark),
                f"‘{event.tag[:60]}’ is een opdracht aan het programma; die gebruiken we hier niet.",
                "Haal het weg, of zet tekst die met ! begint tussen aanhalingstekens.",
                at,
                self.quoting(event),
            )
        return event.anchor is not None or event.tag is not None

    def refuse_comment(self, event: Any, at: Path) -> bool:
        """Report `Project #1`: YAML takes the end of the value for a comment, and drops it without a word."""
        mark = event.end_mark
        if mark.line >= len(self.lines):
            return False
        if _COMMENT_SOON.match(self.lines[mark.line], mark.column):
            self.report(
                "yaml-comment",
                Spot(mark.line + self.first_line, mark.column + 2),
                "Vanaf het hekje leest het programma dit als uitleg; de rest van de waarde valt weg.",
                "Hoort het bij de tekst, zet de hele waarde dan tussen aanhalingstekens.",
                at if not event.value else (),
                self.quoting(event),
            )
            return True
        return False

    def refuse_braces(self, stack: list[_Open], event: Any) -> bool:
        """Report `[themes]: {zorg, water}`, of which YAML makes fields without a value: a list was meant. Once each."""
        group = stack[-1] if stack else None
        line = self.lines[event.start_mark.line] if event.start_mark.line < len(self.lines) else ""
        braces = _BRACES.search(line)
        if not (group and isinstance(group.value, dict) and braces and braces.start() < event.start_mark.column):
            return False
        group.drop = True
        message = "Tussen accolades leest het programma velden; een lijst staat tussen rechte haken."
        hint, within = "Schrijf [ en ] in plaats van { en }.", braces[1].strip()
        others: tuple[str, ...] = ()
        if any(sign.isdigit() for sign in within):  # which of these the field wants, its schema says
            message = "Tussen accolades leest het programma velden, elk als ‘naam: waarde’."
            hint = "Is het een lijst, schrijf dan [ en ]. Is het één getal of tekst, haal dan de accolades weg."
            part = _PART.fullmatch(within)
            others = (f"{{{part[1]}: {part[2]}}}",) if part else (within,)
            upper = stack[-2].value if len(stack) > 1 else None
            if isinstance(upper, dict):  # what it lacks is the same mistake
                upper.pop(str(group.path[-1]), None)
        spot = Spot(event.start_mark.line + self.first_line, braces.start() + 1)
        self.report("yaml-braces", spot, message, hint, group.path, Fix(braces[0], f"[{within}]", others))
        return True

    def note_joined(self, event: Any, at: Path) -> None:
        """Note a blank line or a list within a text over more lines that YAML makes one of."""
        end = event.end_mark
        lines = self.lines[event.start_mark.line + 1 : end.line + (end.column > 0)]
        while lines and not lines[-1].strip():
            lines.pop()
        for number, line in enumerate(lines, start=event.start_mark.line + 1):
            if not line.strip() or _POINT.match(line):
                self.places.joined[at] = Joined(number + self.first_line, bool(line.strip()), event.style or "")
                return

    def open_key(self, mapping: _Open, event: Any) -> None:
        """Take a scalar as the name of the field whose value comes next."""
        self.refuse_anchor(event)
        key = event.value
        path = (*mapping.path, key)
        mark = event.start_mark
        if is_sentence(key):
            self.tell_text(mapping.path, mark.line + self.first_line)
        if key in mapping.value and not mapping.drop:
            mapping.key = ""  # read past its value
            if mapping.again:  # what was told of the first of these
                return
            first = self.places.of_key(path)
            hint, fix = self.twice(mapping, key, mark.line, first.line), None
            if len(path) > 2 and isinstance(path[-2], int) and key == next(iter(mapping.value)):
                mapping.again = True
                hint = f"Begint hier een volgend punt van ‘{path[-3]}’? Zet er dan een streepje voor: ‘- {key}:’. Voeg anders de twee samen."
                fix = Fix(f"  {key}", f"- {key}")
            message = f"Het veld ‘{key[:60]}’ staat er twee keer; de eerste keer op regel {first.line}."
            self.report("yaml-duplicate", self.spot(mark), message, hint, path, fix)
            return
        if not mapping.drop:
            self.places.keys[path] = (mark.line + self.first_line, mark.column + 1)
        mapping.key = key or ""
        if not key or (event.style == '"' and NOT_PRINTABLE.search(key)):
            mapping.key = ""
            self.report("yaml-key", self.spot(mark), *NO_NAME)

    def twice(self, mapping: _Open, key: str, at: int, first: int) -> str:
        """How to mend a field that is there twice; of a list, so that none of its points is lost. `at` counts from 0."""
        below = next((line for line in self.lines[at + 1 :] if line.strip()), "")
        if not (
            isinstance(mapping.value, dict) and isinstance(mapping.value[key], list) and below.lstrip().startswith("- ")
        ):
            return "Voeg de twee samen, of haal er een weg."
        upper = next((line for line in self.lines[first - self.first_line + 1 :] if line.strip()), "")
        spaces = len(upper) - len(upper.lstrip())
        if not upper.lstrip().startswith("- "):
            return f"Zet alles in één lijst: die van regel {first}. Haal deze regel ‘{key}:’ dan weg."
        straight = ", met evenveel spaties ervoor" if len(below) - len(below.lstrip()) != spaces else ""
        if next(reversed(mapping.value)) == key:
            return f"Haal alleen deze regel ‘{key}:’ weg en laat de punten eronder staan, onder die van regel {first}{straight}."
        return (
            f"Zet de punten hieronder bij die van regel {first}{straight}. Haal daarna alleen deze regel ‘{key}:’ weg."
        )

    def tell_text(self, group: Path, line: int) -> None:
        """Say of the empty field just above in this `group` that the text at `line` may be its value."""
        last = self.problems[-1] if self.problems else None
        above, _, name = last.pointer.rpartition("/") if last and last.code == "yaml-empty-value" else ("", "", "")
        if last and name and above == pointer_to(group):
            hint = f"Is de tekst op regel {line} de waarde? Schrijf dan ‘{name}: |’ en zet voor elke regel van de tekst twee spaties."
            self.problems[-1] = replace(last, hint=hint)

    def next_path(self, stack: list[_Open]) -> Path:
        if not stack:
            return ()
        top = stack[-1]
        return (*top.path, top.key or "" if isinstance(top.value, dict) else len(top.value))

    def place(self, stack: list[_Open], value: Any, event: Any, drop: bool = False) -> Any:
        """Put a finished value where it belongs; return it when it is the root."""
        mark = event.start_mark
        if not stack:
            self.places.values[()] = self.spot(mark)
            return value
        top = stack[-1]
        path = self.next_path(stack)
        if not (drop or _drops(stack)):
            self.places.values[path] = (mark.line + self.first_line, mark.column + 1)
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
        if event.anchor is not None or event.tag is not None:
            self.refuse_anchor(event, self.next_path(stack))
            return None
        if event.style == '"' and NOT_PRINTABLE.search(text):  # the file itself has none: it was written as an escape
            self.report("yaml-quote", self.spot(event.start_mark), *BACKSLASH, self.next_path(stack))
            return None
        if event.style != "|" and event.end_mark.line > event.start_mark.line:
            self.note_joined(event, self.next_path(stack))
        if event.style == "|" or _POINTED_INTO.search(text):
            first, last = event.start_mark, event.end_mark
            quotes = last.column - first.column - len(text)
            if first.line == last.line and quotes in (0, 2):
                self.places.inline[self.next_path(stack)] = quotes // 2
            elif event.style == "|":
                below = self.lines[first.line + 1 : last.line + 1]
                indent = next((len(line) - len(line.lstrip()) for line in below if line.strip()), 0)
                self.places.blocks[self.next_path(stack)] = Spot(first.line + 1 + self.first_line, indent + 1)
        if event.style and text.strip():  # quoted, or a block of text
            return text
        if self.may_lose_its_end and self.refuse_comment(event, self.next_path(stack)) and not text.strip():
            return None  # all of it was taken for a comment: one mistake
        curled = smart_quotes(text)
        if curled and not self.behind(event).startswith(":"):
            spot, at = self.spot(event.start_mark), self.next_path(stack)
            self.report("yaml-smart-quote", spot, *SMART_WORDS, at, curled)
            return None
        if text in _EMPTY or not text.strip():
            path = self.next_path(stack)
            if not _drops(stack):
                name = next((part for part in reversed(path) if isinstance(part, str)), "")
                if self.refuse_braces(stack, event):
                    return None
                self.report(
                    "yaml-empty-value",
                    self.places.of_key(path) if path in self.places.keys else self.spot(event.start_mark),
                    f"Het veld ‘{name[:60]}’ is leeg." if name else "Hier staat een lege waarde.",
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
    wrong = strange_characters(text, path) or list(islice(wrong_marks(text, path, first_line), _MOST_PROBLEMS))
    if wrong:
        return None, reader.places, wrong
    try:
        values = reader.read(text)
    except _Stop:
        values = None
    except yaml.MarkedYAMLError as error:
        # What was refused earlier on this line or left empty just above is the same mistake.
        found = syntax_problem(error, text, path, first_line)
        if not any(found.line - 1 <= earlier.line <= found.line for earlier in reader.problems[-1:]):
            reader.problems.append(found)
        elif reader.problems[-1].code == "yaml-empty-value":
            reader.problems[-1] = found
        values = None
    return values, reader.places, reader.problems

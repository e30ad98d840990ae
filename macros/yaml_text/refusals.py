"""What YAML takes for something else than a writer meant, although it reads it without a word.

An anchor, a tag, a comment that was part of a value, braces around a list, a field that is there twice: each is
told where it stands. `values` asks while it reads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Any, NoReturn

from macros.problems.problem import Fix, Problem, Spot, pointer_to
from macros.yaml_text.places import Path
from macros.yaml_text.quotes import quoted

MAX_DEPTH = 20
MAX_NODES = 4_000
MOST_PROBLEMS = 60  # nobody mends more than this at a time

_COMMENT_SOON = re.compile(r"[ \t]+#[^\s#]")
_BRACES = re.compile(r"\{((?:[^{}\[\]:]|:(?! ))*)\}(?=[ \t]*(?:#|$))")  # with more behind it, it is the begin of a text
_PART = re.compile(r"([a-z_]+)(?:\s+|\s*[=:]\s*)(\d+)")

# Refusals that are the same for every value, as code, message and hint. After all but the first, reading stops.
DIRECTIVE = (
    "yaml-tag",
    "Een regel die met % begint, is een opdracht aan het programma; die gebruiken we hier niet.",
    "Haal de regel weg.",
)
SECOND_DOCUMENT = (
    "yaml-documents",
    "Hier begint een tweede document (---).",
    "Staat er een verhaal onder de velden, noem het bestand dan .md. Haal anders de regel met --- weg.",
)
GROUP_AS_NAME = (
    "yaml-key",
    "Hier hoort een veldnaam, geen lijst of groep.",
    "Begin de regel met een veldnaam en een dubbele punt.",
)
TOO_DEEP = (
    "yaml-depth",
    f"Deze waarde zit meer dan {MAX_DEPTH} lagen diep.",
    "Gebruik minder lijsten in lijsten.",
)
TOO_MANY = ("yaml-size", f"Dit bestand heeft meer dan {MAX_NODES} waarden.", "Verdeel het over meer bestanden.")


class Stop(Exception):
    """Nothing sensible can be read beyond this point."""


class Refusals:
    """The text that is being read, and what is wrong in it."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def report(self, code: str, spot: Spot, message: str, hint: str, at: Path = (), fix: Fix | None = None) -> None:
        self.problems.append(Problem.of(code, self.path, spot, message, hint, at=at, fix=fix))
        if len(self.problems) > MOST_PROBLEMS:
            raise Stop

    def refuse(self, event: Any, code: str, message: str, hint: str) -> None:
        self.report(code, self.spot(event.start_mark), message, hint)

    def stop(self, event: Any, code: str, message: str, hint: str) -> NoReturn:
        self.refuse(event, code, message, hint)
        raise Stop

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

    def anchor(self, event: Any, at: Path = ()) -> bool:
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

    def alias(self, event: Any, at: Path) -> None:
        self.report(
            "yaml-alias",
            self.spot(event.start_mark),
            f"‘*{event.anchor[:60]}’ verwijst naar een anker; dat gebruiken we hier niet.",
            "Schrijf de waarde uit, of zet tekst die met * begint tussen aanhalingstekens.",
            at,
            self.quoting(event),
        )

    def comment(self, event: Any, at: Path) -> bool:
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

    def braces(self, event: Any, at: Path) -> str:
        """Report `[themes]: {zorg, water}` at the group `at`, of which YAML makes fields without a value: a list was meant.

        Gives what stands between the braces; nothing where there are none.
        """
        line = self.lines[event.start_mark.line] if event.start_mark.line < len(self.lines) else ""
        braces = _BRACES.search(line)
        if not braces or braces.start() >= event.start_mark.column:
            return ""
        message = "Tussen accolades leest het programma velden; een lijst staat tussen rechte haken."
        hint, within = "Schrijf [ en ] in plaats van { en }.", braces[1].strip()
        others: tuple[str, ...] = ()
        if has_number(within):  # which of these the field wants, its schema says
            message = "Tussen accolades leest het programma velden, elk als ‘naam: waarde’."
            hint = "Is het een lijst, schrijf dan [ en ]. Is het één getal of tekst, haal dan de accolades weg."
            part = _PART.fullmatch(within)
            others = (f"{{{part[1]}: {part[2]}}}",) if part else (within,)
        spot = Spot(event.start_mark.line + self.first_line, braces.start() + 1)
        self.report("yaml-braces", spot, message, hint, at, Fix(braces[0], f"[{within}]", others))
        return within

    def twice(self, event: Any, at: Path, fields: Any, first: int, next_item: bool) -> None:
        """Report a field that is there twice, first on the line `first`; with `next_item`, a list may lack a dash here."""
        key, fix = str(at[-1]), None
        hint = self._joining(fields, key, event.start_mark.line, first)
        if next_item:
            hint = f"Begint hier een volgend punt van ‘{at[-3]}’? Zet er dan een streepje voor: ‘- {key}:’. Voeg anders de twee samen."
            fix = Fix(f"  {key}", f"- {key}")
        message = f"Het veld ‘{key[:60]}’ staat er twee keer; de eerste keer op regel {first}."
        self.report("yaml-duplicate", self.spot(event.start_mark), message, hint, at, fix)

    def _joining(self, fields: dict[str, Any], key: str, at: int, first: int) -> str:
        """How to make one of two fields; of lists, so that none of their points is lost. `at` counts from 0."""
        below = next((line for line in self.lines[at + 1 :] if line.strip()), "")
        if not (isinstance(fields[key], list) and below.lstrip().startswith("- ")):
            return "Voeg de twee samen, of haal er een weg."
        upper = next((line for line in self.lines[first - self.first_line + 1 :] if line.strip()), "")
        spaces = len(upper) - len(upper.lstrip())
        if not upper.lstrip().startswith("- "):
            return f"Zet alles in één lijst: die van regel {first}. Haal deze regel ‘{key}:’ dan weg."
        straight = ", met evenveel spaties ervoor" if len(below) - len(below.lstrip()) != spaces else ""
        if next(reversed(fields)) == key:
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


def has_number(within: str) -> bool:
    """Whether what stands between braces may be meant for a number."""
    return any(sign.isdigit() for sign in within)

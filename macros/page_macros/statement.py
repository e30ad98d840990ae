"""What the accessibility statement says of the last test run, read from the file that the run leaves behind.

The status follows from the figures, so that the statement cannot promise more than was
found. A program finds only part of what can be wrong: what people did not test, the
page itself says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

PLACE = "docs/over/toegankelijkheid.json"


class StatementError(ValueError):
    """The file of the test run is not there, or not of the form that we know; the message says why, in Dutch."""


@dataclass(frozen=True)
class Kind:
    """One kind of page as it was tested. `incomplete` are findings that a person has to judge."""

    name: str
    path: str
    passed: int
    violations: int
    incomplete: int


@dataclass(frozen=True)
class Run:
    """One test run: with what, against what, when, in which forms, and what came out."""

    axe: str
    rules: int
    standard: str
    day: date
    schemes: tuple[str, ...]
    widths: tuple[int, ...]
    kinds: tuple[Kind, ...]

    @property
    def violations(self) -> int:
        return sum(kind.violations for kind in self.kinds)

    @property
    def incomplete(self) -> int:
        return sum(kind.incomplete for kind in self.kinds)

    @property
    def forms(self) -> int:
        """In how many forms each kind of page was looked at."""
        return len(self.schemes) * len(self.widths)

    @property
    def status(self) -> str:
        """The status in the words of the government's model, as far as this test reaches."""
        return "voldoet gedeeltelijk" if self.violations else "voldoet, voor zover een programma dat kan testen"

    @property
    def faulty(self) -> tuple[Kind, ...]:
        return tuple(kind for kind in self.kinds if kind.violations)


def read_run(file: Path) -> Run:
    """Read the file of a test run. Raises StatementError: a statement without a test is no statement."""
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
        run = Run(
            axe=str(found["axe"]),
            rules=_count(found["rules"]),
            standard=str(found["standard"]),
            day=date.fromisoformat(found["date"]),
            schemes=tuple(map(str, found["schemes"])),
            widths=tuple(map(_count, found["widths"])),
            kinds=tuple(
                Kind(
                    str(kind["kind"]),
                    str(kind["path"]).lstrip("/"),
                    _count(kind["passed"]),
                    _count(kind["violations"]),
                    _count(kind["incomplete"]),
                )
                for kind in found["kinds"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StatementError(f"{PLACE}: hier hoort de uitslag van een test te staan ({error!r})") from error
    if not (run.kinds and run.rules and run.forms):
        raise StatementError(f"{PLACE}: er is niets getest, dus er valt niets te verklaren")
    return run


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is geen aantal")
    return value

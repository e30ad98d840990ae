"""When each file was added and last changed, as the history of the repository knows it.

`checked` says when facts were last right, which is often years before they came here: it
cannot tell what is new. The moment that a file came into the knowledge base can. Where
there is no history (a download without it, or a clone of only the last commits, which
would make everything new), nothing is known, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from macros.base import repository

Kind = Literal["added", "changed", "removed"]

_COMMIT = "\x1e"
_KINDS: dict[str, Kind] = {"A": "added", "D": "removed"}


@dataclass(frozen=True)
class Dates:
    """When a file was added and when it last changed."""

    added: datetime
    changed: datetime


@dataclass(frozen=True)
class Change:
    """What happened to the file at `path`, relative to the root, at one moment."""

    moment: datetime
    path: str
    kind: Kind


def read_changes(root: Path, *folders: str) -> tuple[Change, ...]:
    """What happened to each file in `folders`, the newest first; nothing where there is no whole history.

    On the main line a proposal counts from the moment that it was accepted.
    """
    if repository.ask(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return ()
    told = repository.ask(
        root, "log", "--first-parent", "-m", "--no-renames", "--relative", "--name-status",
        f"--format={_COMMIT}%ct", "--", *folders,
    )  # fmt: skip
    changes = []
    for commit in told.split(_COMMIT)[1:]:
        time, *lines = commit.split("\n")
        moment = datetime.fromtimestamp(int(time), UTC)
        for line in filter(None, lines):
            kind, _, path = line.partition("\t")
            changes.append(Change(moment, path, _KINDS.get(kind, "changed")))
    return tuple(changes)


def dates_of(changes: Iterable[Change]) -> dict[str, Dates]:
    """By path, when each file was added and last changed; `changes` are those of `read_changes`."""
    dates: dict[str, Dates] = {}
    for change in changes:
        known = dates.get(change.path)
        dates[change.path] = Dates(change.moment, known.changed if known else change.moment)
    return dates

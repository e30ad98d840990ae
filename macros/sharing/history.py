"""When each file was added and last changed, as the history of the repository knows it.

`checked` says when facts were last right, which is often years before they came here: it
cannot tell what is new. The moment that a file came into the knowledge base can. Where
there is no history (a download without it, or a clone of only the last commits, which
would make everything new), nothing is known, and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from macros.base import repository

_COMMIT = "\x1e"


@dataclass(frozen=True)
class Dates:
    """When a file was added and when it last changed."""

    added: datetime
    changed: datetime


def read_history(root: Path, *folders: str) -> dict[str, Dates]:
    """By path relative to `root`, the dates of each file in `folders`; empty where there is no whole history.

    On the main line a proposal counts from the moment that it was accepted.
    """
    if repository.ask(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = repository.ask(
        root, "log", "--first-parent", "-m", "--no-renames", "--relative", "--name-only",
        f"--format={_COMMIT}%ct", "--", *folders,
    )  # fmt: skip
    dates: dict[str, Dates] = {}
    for commit in told.split(_COMMIT)[1:]:  # the newest first
        time, *paths = commit.split("\n")
        moment = datetime.fromtimestamp(int(time), UTC)
        for path in filter(None, paths):
            known = dates.get(path)
            dates[path] = Dates(moment, known.changed if known else moment)
    return dates

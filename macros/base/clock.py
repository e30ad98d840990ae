"""What day it is, for a site that must come out the same for the same input."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

from macros.base import repository
from macros.base.dutch import either

# From this age on, facts may have grown old.
STALE_YEARS = 2


def epoch(root: Path) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, else the last commit of the repository that holds `root`, else now.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit() and len(given) < 12:  # up to the year 5138
        return int(given)
    committed = repository.ask(root, "log", "-1", "--format=%ct").strip() if repository.holds(root) else ""
    return int(committed) if committed.isdigit() else int(time.time())


def today(root: Path) -> date:
    """The day that `epoch` falls on, in UTC."""
    return datetime.fromtimestamp(epoch(root), UTC).date()


def years_between(then: date, now: date) -> int:
    """Whole years from `then` to `now`."""
    return now.year - then.year - ((now.month, now.day) < (then.month, then.day))


def age(then: date, now: date) -> str:
    """How long ago `then` was, in years: as many, somewhat more, or from ten months on nearly one more."""
    years = years_between(then, now)
    months = (now.month - then.month - (now.day < then.day)) % 12
    if months >= 10:
        return f"bijna {years + 1} jaar geleden"
    exactly = (then.month, then.day) == (now.month, now.day)
    return f"{'' if exactly else 'ruim '}{either(years, 'een', str(years))} jaar geleden"


def ago(then: date, now: date) -> str:
    """The age of facts that may have grown old; empty while they are young."""
    return age(then, now) if years_between(then, now) >= STALE_YEARS else ""

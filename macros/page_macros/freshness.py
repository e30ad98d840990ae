"""How old the facts are, what changed lately and the quarters, on a page written by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from macros.advice.advice import last_look
from macros.base.dutch import in_words
from macros.base.history import dates_of
from macros.exports.formats import harmless
from macros.library.library import Entry
from macros.monitor.data import FOLDER
from macros.monitor.quarters import quarters as quarters_in
from macros.monitor.quarters import report
from macros.pages.context import Here
from macros.pages.quarters import quarters_of
from macros.sharing.feeds import paths_of
from macros.upkeep.stale import survey
from macros.views.page import Artifact, Rendered

_OLDEST = 3
_LATEST = 25


def freshness(here: Here) -> Rendered:
    """Of each collection how many entries need a fresh look, which of them first, and how many anybody looked at; with the
    dates of every entry as data."""
    found = survey(here.library, here.context.today)
    path = f"{FOLDER}/dates.csv"
    rows = [
        (look, sum("reviewed" in e.values for e in here.library.collection(look.collection.name)))
        for look in found.looks
        if look.total
    ]
    changed = {path: f"{dates.changed:%Y-%m-%d}" for path, dates in dates_of(here.context.changes).items()}
    everything = (entry for name in here.library.settings.collections for entry in here.library.collection(name))
    html = here.render(
        "monitor/freshness.html",
        rows=rows,
        years=found.years,
        oldest=_OLDEST,
        day=lambda entry: in_words(last[1]) if (last := last_look(entry.values)) else "",
        path=path,
    )
    return Rendered(html, (Artifact(path, _dates(everything, changed, here.context.today)),))


def changes(here: Here) -> str:
    """The entries that changed last, by day, as the history of their files tells it."""
    found = dates_of(here.context.changes)
    dated = []
    for name in here.library.settings.collections:
        for entry in here.library.collection(name):
            known = [found[path] for path in paths_of(entry) if path in found]
            if known:
                last = max(known, key=lambda dates: dates.changed)
                dated.append((last.changed, last.added == last.changed, entry))
    dated.sort(key=lambda one: (one[0], one[2].place), reverse=True)
    days: dict[date, list[tuple[bool, Entry]]] = {}
    for moment, is_new, entry in dated[:_LATEST]:
        days.setdefault(moment.date(), []).append((is_new, entry))
    told = [(in_words(day), entries) for day, entries in days.items()]
    monitor = here.library.settings.monitor
    return here.render(
        "monitor/changes.html", days=told, known=bool(here.context.changes), path=monitor.path if monitor else ""
    )


def quarters(here: Here) -> Rendered:
    """The quarters, each with what happened in it. Raises KeyError where kennisbank.yml declares none."""
    context, declared = here.context, quarters_of(here.context)
    found = [
        report(context.library, context.changes, quarter, context.today, declared)
        for quarter in quarters_in(context.library, context.changes, context.today, declared)
    ]
    monitor = here.library.settings.monitor
    assert monitor is not None
    return Rendered(here.render("monitor/quarters.html", reports=found, path=monitor.path))


def _dates(entries: Iterable[Entry], changed: dict[str, str], today: date) -> str:
    """Of every entry when its facts were right, when somebody looked, and when its file last changed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["collection", "id", "title", "checked", "reviewed", "changed", "days"])
    for entry in entries:
        last = last_look(entry.values)
        days = (today - last[1]).days if last else ""
        dates = [entry.values.get(name, "") for name in ("checked", "reviewed")]
        last_change = max((changed[path] for path in paths_of(entry) if path in changed), default="")
        writer.writerow([entry.collection.name, entry.id, harmless(entry.title), *dates, last_change, days])
    return f"\ufeff{text.getvalue()}"

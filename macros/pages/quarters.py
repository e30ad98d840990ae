"""The pages of quarters, each below that of the monitor, with what happened in it as data."""

from __future__ import annotations

import csv
import io
from collections import Counter

from macros.exports.formats import harmless
from macros.library.library import Entry
from macros.monitor.data import FOLDER
from macros.monitor.quarters import Moved, Quarter, quarters, report
from macros.pages.context import Context
from macros.schema.monitor_settings import QuarterSettings
from macros.views.addresses import relative_root
from macros.views.page import Artifact, Page, Rendered

_NAMED = 12  # new entries of a collection that the page itself names: the report has two sheets
_KINDS = {"added": "erbij", "changed": "veranderd"}


def quarter_pages(context: Context) -> list[Page]:
    """A page for each quarter, where kennisbank.yml has them."""
    monitor = context.library.settings.monitor
    if monitor is None or monitor.quarters is None:
        return []
    declared = monitor.quarters
    return [
        Page(
            "quarter",
            f"{monitor.path}/{quarter.name}/",
            f"{declared.title} {quarter.label}",
            declared.about.format(quarter=quarter.label),
            subject=(str(quarter.year), str(quarter.number)),
            weight=0.5,
        )
        for quarter in quarters(context.library, context.changes, context.today, declared)
    ]


def quarter_page(context: Context, page: Page) -> Rendered:
    """The page of one quarter."""
    declared = quarters_of(context)
    year, number = map(int, page.subject)
    quarter = Quarter(year, number)
    found = report(context.library, context.changes, quarter, context.today, declared)
    known = quarters(context.library, context.changes, context.today, declared)
    path = f"{FOLDER}/{quarter.name}.csv"
    total = Counter({kind: sum(one.numbers[kind] for one in found.moved) for kind in ("added", "changed", "removed")})
    html = context.templates.render(
        "monitor/quarter.html",
        report=found,
        title=page.title,
        about=page.description,
        total=total,
        most=_NAMED,
        data=path,
        root=relative_root(page.url),
        before=max((one for one in known if one < quarter), default=None),
        after=min((one for one in known if one > quarter), default=None),
    )
    return Rendered(html, (Artifact(path, _as_csv(found.moved)),))


def quarters_of(context: Context) -> QuarterSettings:
    """The quarters as declared. Raises KeyError where there are none."""
    monitor = context.library.settings.monitor
    if monitor is None or monitor.quarters is None:
        raise KeyError("kennisbank.yml declares no quarters")
    return monitor.quarters


def _as_csv(moved: tuple[Moved, ...]) -> str:
    """What came and what changed: a row for each entry."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["collection", "id", "url", "title", "change"])
    for one in moved:
        rows: list[tuple[str, Entry]] = [("added", entry) for entry in one.added]
        rows += [("changed", entry) for entry in one.changed]
        for kind, entry in rows:
            writer.writerow([one.collection.name, entry.id, entry.url, harmless(entry.title), _KINDS[kind]])
    return f"\ufeff{text.getvalue()}"

"""What needs a fresh look: entries whose facts were checked long ago, and facts that nobody has filled in.

The Markdown is the text of one issue on GitHub. Titles in it are strangers' words:
none of them may call somebody, point at another issue, or become a link or HTML.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from macros.advice.advice import UNKNOWN, last_look
from macros.base import clock
from macros.base.dutch import counted, either, fill, in_words
from macros.library.library import Entry, Library
from macros.problems.plain_words import plain
from macros.schema.schemas import Schema
from macros.schema.settings import Collection, Settings

MAX_CHARACTERS = 65_000  # GitHub takes 65,536 in an issue


@dataclass(frozen=True)
class Gap:
    """A fact that entries of a collection lack, and how many do."""

    what: str
    count: int


@dataclass(frozen=True)
class Look:
    """What of one collection needs a fresh look: `stale` oldest first, of `total` entries."""

    collection: Collection
    total: int
    stale: tuple[Entry, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Survey:
    """What needs a fresh look on one day, in the order of the collections."""

    today: date
    years: int
    looks: tuple[Look, ...]
    settings: Settings

    @property
    def stale(self) -> int:
        return sum(len(look.stale) for look in self.looks)


def survey(library: Library, today: date, years: int = clock.STALE_YEARS) -> Survey:
    """Look through all entries: those last known to be true `years` before `today`, or longer ago, are stale."""
    looks = []
    for name, collection in library.settings.collections.items():
        entries = library.collection(name)
        stale = sorted(
            (e for e in entries if last_look(e.values) and clock.years_between(_checked(e), today) >= years),
            key=lambda entry: (_checked(entry), entry.id),
        )
        gaps = tuple(_gaps(entries, library.schemas[name], collection))
        looks.append(Look(collection, len(entries), tuple(stale), gaps))
    return Survey(today, years, tuple(looks), library.settings)


def as_text(found: Survey) -> str:
    """For a person at a terminal."""
    lines = []
    for look in found.looks:
        for entry in look.stale:
            title = "".join(sign for sign in entry.title if sign.isprintable())
            lines += [f"{entry.path}: {title}", f"  stand van {_when(entry, found.today)}"]
            lines += [f"  {found.settings.edit_url(entry.path)}"]
        lines += [f"{look.collection.title}: {gap.count} van {look.total} {gap.what}" for gap in look.gaps]
        lines.append(
            f"{look.collection.title}: {len(look.stale)} van {counted(look.total, 'onderwerp', 'onderwerpen')} {_span(found)} of ouder\n"
        )
    return "\n".join(lines)


def as_json(found: Survey) -> str:
    """For a program."""
    collections = [
        {
            "collection": look.collection.name,
            "total": look.total,
            "stale": [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "path": entry.path,
                    "checked": _checked(entry).isoformat(),
                    "days": (found.today - _checked(entry)).days,
                    "edit": found.settings.edit_url(entry.path),
                }
                for entry in look.stale
            ],
            "gaps": [{"what": gap.what, "count": gap.count} for gap in look.gaps],
        }
        for look in found.looks
    ]
    whole = {"today": found.today.isoformat(), "years": found.years, "collections": collections}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_markdown(found: Survey) -> str:
    """The text of an issue; empty when nothing is stale, since then there is nothing to open one for."""
    if not found.stale:
        return ""
    stale = sorted((entry for look in found.looks for entry in look.stale), key=lambda e: (_checked(e), e.path))
    room = MAX_CHARACTERS - len(_issue(found, {}).encode())  # in bytes, which are never fewer than characters
    shown: dict[str, str] = {}
    for entry in stale:
        item = _item(entry, found)
        room -= len(item.encode()) + 1
        if room < 0:
            break
        shown[entry.path] = item
    return _issue(found, shown)


FORMATS: dict[str, Callable[[Survey], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _issue(found: Survey, shown: dict[str, str]) -> str:
    many = fill("{staat|staan} {n} {onderwerp|onderwerpen}", n=found.stale)
    lines = [
        f"In de kennisbank {many} waarvan de feiten {_span(found)} of ouder zijn. "
        f"Dat is geteld op {in_words(found.today)}; het oudste staat in elke lijst bovenaan.",
        "",
        "## Zo werk je een onderwerp bij",
        "",
        "1. Klik op de titel. GitHub opent het bestand.",
        "2. Kijk bij de bronnen of elk feit nog klopt, en verander wat anders is geworden.",
        "3. Zet bij `reviewed` de dag waarop je dat deed, als jaar-maand-dag. Veranderde er niets, dan is dat genoeg.",
        "4. Klik op **Commit changes…** en daarna op **Propose changes**.",
        "5. Klik op **Create pull request**, en op de volgende pagina nog een keer. Pas dan ziet de redactie het.",
        "",
        "De lijst wordt elke maand vernieuwd. "
        "Wat nagekeken is, verdwijnt dan vanzelf, en als alles bij is, sluit deze lijst zichzelf.",
        "",
    ]
    for look in found.looks:
        if look.stale:
            items = [shown[entry.path] for entry in look.stale if entry.path in shown]
            more = len(look.stale) - len(items)
            rest = [f"- … en nog {more}, die hier niet meer op de pagina passen."] if more else []
            lines += [f"## {plain(look.collection.title)}: {len(look.stale)} van {look.total}", "", *items, *rest, ""]
    gaps = [(look, gap) for look in found.looks for gap in look.gaps]
    if gaps:
        lines += ["## Wat nog niemand heeft ingevuld", "", "| Collectie | Wat | Hoeveel |", "|---|---|---|"]
        lines += [
            f"| {plain(look.collection.title)} | {plain(gap.what)} | {gap.count} van {look.total} |"
            for look, gap in gaps
        ]
        lines += ["", "Dit zijn geen fouten: wat je niet weet, laat je weg."]
    return "\n".join(lines).rstrip("\n") + "\n"


def _item(entry: Entry, found: Survey) -> str:
    return f"- [{plain(entry.title)}](<{found.settings.edit_url(entry.path)}>), {_when(entry, found.today)}"


def _gaps(entries: Sequence[Entry], schema: Schema, collection: Collection) -> list[Gap]:
    """What entries lack: a summary, a status, a fact that cards show, or the day that belongs to a fact."""
    fields = schema.fields

    def lacking(name: str) -> int:
        return sum(name not in entry.values for entry in entries)

    gaps = []
    if "summary" in fields:
        gaps.append(Gap("zonder samenvatting", lacking("summary")))
    if "status" in fields:
        unknown = sum(entry.values.get("status", UNKNOWN) == UNKNOWN for entry in entries)
        gaps.append(Gap("met een onbekende status", unknown))
    gaps += [
        Gap(f"zonder ‘{fields[name].label}’", lacking(name))
        for name in collection.card
        if name not in ("summary", "status")
    ]
    for name in fields:
        if f"{name}_date" in fields:
            half = sum(name in entry.values and f"{name}_date" not in entry.values for entry in entries)
            gaps.append(Gap(f"met ‘{fields[name].label}’ maar zonder ‘{fields[f'{name}_date'].label}’", half))
    return [gap for gap in gaps if gap.count]


def _checked(entry: Entry) -> date:
    last = last_look(entry.values)
    assert last, f"{entry.path} has no day"
    return last[1]


def _when(entry: Entry, today: date) -> str:
    then = _checked(entry)
    return f"{in_words(then)} ({clock.age(then, today)})"


def _span(found: Survey) -> str:
    return f"{either(found.years, 'een', str(found.years))} jaar"

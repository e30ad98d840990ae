"""Synthetic entries for the benchmark: seeded, of the size and shape of real ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WORDS = [
    "leren", "werken", "innoveren", "samen", "school", "bedrijf", "wijk", "energie", "waterstof", "docent",
    "student", "vraag", "praktijk", "project", "partner", "opleiding", "techniek", "regio", "gemeente", "kennis",
    "ervaring", "bijeenkomst", "resultaat", "plan", "groep", "begeleider", "onderzoek", "ruimte", "de", "het", "een",
    "en", "van", "in", "op", "met", "voor", "door", "bij", "uit", "over", "naar", "als", "dan", "ook", "nog", "wel",
    "niet", "meer", "veel", "goed", "nieuw", "vaak",
]  # fmt: skip
PROVINCES = ("drenthe", "fryslan", "limburg", "zeeland", "utrecht", "gelderland")
THEMES = ("waterstof", "wind-op-zee", "biobased-economie", "gebouwde-omgeving", "energietransitie")
PHASES = ("opstart", "uitvoering", "doorontwikkeling", "verzelfstandiging")
BOTTLENECKS = ("certificering", "diversiteit", "balans", "continuiteit", "financiering", "infrastructuur")

# Real content has most communities; the shares follow it roughly.
SHARES = {"communities": 0.55, "tools": 0.15, "lessons": 0.15, "stories": 0.15}


@dataclass(frozen=True)
class Synthetic:
    """One made-up entry: its values, and its body where it is a Markdown file."""

    collection: str
    id: str
    values: dict[str, Any]
    body: str


def make(count: int, seed: int = 2022, shares: dict[str, float] = SHARES) -> Iterator[Synthetic]:
    """Make `count` entries of about 4 kB, the same ones for the same count, seed and shares."""
    rng = random.Random(seed)
    numbers = {name: round(count * shares.get(name, 0)) for name in SHARES}
    numbers["communities"] += count - sum(numbers.values())
    for collection, number in numbers.items():
        for place in range(number):
            yield _MAKERS[collection](rng, place, numbers)


def surroundings() -> Iterator[Synthetic]:
    """What the entries need around them: bottlenecks to refer to, and two hundred terms, of which ten occur in texts."""
    rng = random.Random(2026)
    tail = {"sources": _sources(rng), "checked": "2024-05-01"}
    for id in BOTTLENECKS:
        values = {"title": id.capitalize(), "summary": _summary(rng), "kind": "thema", **tail}
        yield Synthetic("bottlenecks", id, values, "")
    for place in range(200):
        name = WORDS[place].capitalize() if place < 10 else f"Begrip {place}"
        yield Synthetic("terms", f"terms-{place}", {"title": name, "summary": _summary(rng), **tail}, "")


def as_yaml(entry: Synthetic) -> str:
    """An entry as a contributor would write it, in plain YAML."""
    lines: list[str] = []
    for name, value in entry.values.items():
        if isinstance(value, str) and "\n" in value:
            lines += [f"{name}: |", *(f"  {line}" if line else "" for line in value.rstrip("\n").split("\n"))]
        elif isinstance(value, list) and value and (isinstance(value[0], dict) or len(str(value[0])) > 40):
            lines.append(f"{name}:")
            for item in value:
                if isinstance(item, dict):
                    first, *rest = item.items()
                    lines += [f"  - {first[0]}: {first[1]}", *(f"    {key}: {one}" for key, one in rest)]
                else:
                    lines.append(f"  - {item}")
        elif isinstance(value, (list, dict)):
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
        else:
            lines.append(f"{name}: {value}")
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n\n{entry.body}" if entry.body else text


def _sentence(rng: random.Random, words: int = 12) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def _paragraph(rng: random.Random, sentences: int = 5) -> str:
    return " ".join(_sentence(rng) for _ in range(sentences))


def _markdown(rng: random.Random, parts: int) -> str:
    """Paragraphs, with now and then a heading, a list, emphasis and a link."""
    text = []
    for part in range(parts):
        text += [f"## {_sentence(rng, 4)[:-1]}", ""] if part % 3 == 2 else []
        text += [
            _paragraph(rng) + f" **{rng.choice(WORDS)}** en [{rng.choice(WORDS)}](https://voorbeeld.nl/{part}).",
            "",
        ]
        if part % 2:
            text += [*(f"- {_sentence(rng, 8)}" for _ in range(3)), ""]
    return "\n".join(text)


def _summary(rng: random.Random) -> str:
    return f"{_sentence(rng, 10)} {_sentence(rng, 10)}"


def _sources(rng: random.Random) -> list[dict[str, str]]:
    return [{"publication": f"Verslag van {rng.choice(WORDS)} (2024)", "where": f"bladzijde {n}"} for n in range(1, 3)]


def _some(rng: random.Random, values: tuple[str, ...]) -> list[str]:
    return rng.sample(values, k=rng.randint(1, 2))


def _some_ids(rng: random.Random, collection: str, numbers: dict[str, int]) -> list[str]:
    return (
        sorted({f"{collection}-{rng.randrange(numbers[collection])}" for _ in range(2)}) if numbers[collection] else []
    )


def _community(rng: random.Random, place: int, numbers: dict[str, int]) -> Synthetic:
    values: dict[str, Any] = {
        "title": f"Community {rng.choice(WORDS)} {rng.choice(WORDS)} {place}",
        "aliases": [f"Verband {place}"],
        "summary": _summary(rng),
        "kind": rng.choice(("civ", "coe", "hub", "netwerk")),
        "status": "actief",
        "status_date": "2024-03-01",
        "themes": _some(rng, THEMES),
        "focus": _some(rng, ("leren", "werken", "innoveren")),
        "region": f"Regio {rng.choice(WORDS)}",
        "provinces": _some(rng, PROVINCES),
        "place": rng.choice(WORDS).capitalize(),
        "partners": rng.randint(3, 150),
        "partner_kinds": ["bedrijven", "mbo"],
        "levels": ["mbo", "hbo"],
        "phases": _some(rng, PHASES),
        "bottlenecks": _some(rng, BOTTLENECKS),
        "starting_point": "leren",
        "reach": "regionaal",
        "results_reach": "nationaal",
        "duration": "lang",
        "size": "groot",
        "aim": "samenwerking",
        "specialisation": "sectoraal",
        "funding": ["subsidie"],
        "traits": {"public_private": "ja", "integrated": "ja", "shared_ambition": "ja", "open_question": "onbekend"},
        "tools": _some_ids(rng, "tools", numbers),
        "body": _markdown(rng, 4),
        "results": [_sentence(rng) for _ in range(3)],
        "website": f'"https://voorbeeld.nl/{place}"',
        "sources": _sources(rng),
        "checked": "2024-05-01",
    }
    return Synthetic("communities", f"communities-{place}", {k: v for k, v in values.items() if v != []}, "")


def _tool(rng: random.Random, place: int, numbers: dict[str, int]) -> Synthetic:
    values: dict[str, Any] = {
        "title": f"Tool {rng.choice(WORDS)} {place}",
        "summary": _summary(rng),
        "phases": _some(rng, PHASES),
        "bottlenecks": _some(rng, BOTTLENECKS),
        "forms": _some(rng, ("scan", "canvas", "werkvorm", "methode")),
        "audiences": _some(rng, ("bedrijven", "onderwijs", "coordinatoren")),
        "time": "Twee uur",
        "facilitator": "aanbevolen",
        "scope": "breder",
        "evidence": "ervaring",
        "evidence_note": _paragraph(rng, 2),
        "for_whom": _paragraph(rng, 2),
        "what": _markdown(rng, 4),
        "solves": _paragraph(rng, 3),
        "attention": [_sentence(rng) for _ in range(3)],
        "not_for": _sentence(rng),
        "link": f'"https://voorbeeld.nl/tool/{place}"',
        "sources": _sources(rng),
        "checked": "2024-05-01",
    }
    return Synthetic("tools", f"tools-{place}", values, "")


def _lesson(rng: random.Random, place: int, numbers: dict[str, int]) -> Synthetic:
    values: dict[str, Any] = {
        "title": f"Begin met {rng.choice(WORDS)} en {rng.choice(WORDS)} {place}",
        "summary": _summary(rng),
        "level": "community",
        "phases": _some(rng, PHASES),
        "bottlenecks": _some(rng, BOTTLENECKS),
        "audiences": ["coordinatoren"],
        "communities": _some_ids(rng, "communities", numbers),
        "tools": _some_ids(rng, "tools", numbers),
        "sources": _sources(rng),
        "checked": "2024-05-01",
    }
    return Synthetic("lessons", f"lessons-{place}", {k: v for k, v in values.items() if v != []}, _markdown(rng, 7))


def _story(rng: random.Random, place: int, numbers: dict[str, int]) -> Synthetic:
    values: dict[str, Any] = {
        "title": f"Hoe {rng.choice(WORDS)} ging in {rng.choice(WORDS)} {place}",
        "summary": _summary(rng),
        "communities": _some_ids(rng, "communities", numbers),
        "place": rng.choice(WORDS).capitalize(),
        "provinces": _some(rng, PROVINCES),
        "themes": _some(rng, THEMES),
        "worked": [_sentence(rng) for _ in range(3)],
        "did_not_work": [_sentence(rng) for _ in range(2)],
        "lessons": _some_ids(rng, "lessons", numbers),
        "sources": _sources(rng),
        "checked": "2024-05-01",
    }
    return Synthetic("stories", f"stories-{place}", {k: v for k, v in values.items() if v != []}, _markdown(rng, 7))


_MAKERS = {"communities": _community, "tools": _tool, "lessons": _lesson, "stories": _story}

"""Every kind of problem: its code, how grave it is, and where it is explained.

A code is stable: other programs and the pages in `docs/meedoen/meldingen/` rely on
it. A problem with a code that is not in this table cannot be made, and a test holds
that every code is explained with a wrong and a right example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

ADVICE = "advies"  # the page about what could be better
# Warnings that do not wait until nothing is wrong, and are never folded away: what leads to a person is public at once.
URGENT = frozenset({"contact"})
# Warnings that a summary does not fold away: these too, and what the reader of a page will see broken.
UNFOLDED = URGENT | {"almost"}

# The pages, in the order in which a writer meets what they explain, and what they are called.
PAGES = {
    "bestanden": "Bestanden",
    "yaml": "Hoe je velden schrijft",
    "velden": "Wat in een veld past",
    "verwijzingen": "Verwijzingen en namen",
    "tekst": "Tekst",
    "afbeeldingen": "Afbeeldingen",
    ADVICE: "Wat beter kan",
    "beheer": "Beheer",
}

MESSAGES = "docs/meedoen/meldingen/"  # the pages that explain every kind of problem, where a project has them


@dataclass(frozen=True)
class Code:
    """One kind of problem. `page` explains it, below `docs/meedoen/meldingen/`; an error stops the build."""

    title: str
    page: str
    severity: Severity = "error"


def _page(page: str, titles: dict[str, str], severity: Severity = "error") -> dict[str, Code]:
    return {code: Code(title, page, severity) for code, title in titles.items()}


CODES: dict[str, Code] = {
    **_page(
        "bestanden",
        {
            "place": "Een bestand op de verkeerde plek",
            "symlink": "Een snelkoppeling in plaats van een bestand",
            "ending": "Een bestandsnaam met een ander einde",
            "file-name": "Een bestandsnaam die geen adres kan worden",
            "reserved-id": "Een naam die al bezet is",
            "double-id": "Twee bestanden met dezelfde naam",
            "unreadable": "Een bestand dat niet te lezen is",
            "size": "Een bestand dat te groot is",
            "encoding": "Een bestand dat niet als UTF-8 is opgeslagen",
            "character": "Een onzichtbaar teken",
            "conflict": "Twee versies in één bestand",
            "damaged": "Tekens die onderweg kapot zijn gegaan",
            "front-matter": "Velden zonder begin of einde",
            "body-twice": "Een verhaal op twee plekken",
            "more": "Te veel problemen om te tonen",
        },
    ),
    **_page(
        "yaml",
        {
            "yaml-empty": "Een leeg bestand",
            "yaml-no-fields": "Een bestand zonder velden",
            "yaml-tab": "Een tab",
            "yaml-indent": "Een regel die verkeerd inspringt",
            "joined-lines": "Alinea’s en lijstjes die wegvallen",
            "yaml-colon": "Een dubbele punt te veel",
            "yaml-colon-missing": "Een regel zonder veldnaam",
            "yaml-space": "Een dubbele punt zonder spatie",
            "yaml-quote": "Een aanhalingsteken dat niet sluit",
            "yaml-after-quote": "Tekst achter een aanhalingsteken",
            "yaml-smart-quote": "Gekrulde aanhalingstekens",
            "yaml-list": "Een lijst die niet sluit",
            "yaml-braces": "Een lijst tussen accolades",
            "yaml-comment": "Een hekje dat de rest van de regel wegneemt",
            "yaml-character": "Een bijzonder teken aan het begin",
            "yaml-duplicate": "Een veld dat er twee keer staat",
            "yaml-empty-value": "Een veld zonder waarde",
            "yaml-key": "Een veld zonder naam",
            "yaml-alias": "Een anker of een verwijzing ernaar",
            "yaml-tag": "Een opdracht aan het programma",
            "yaml-documents": "Een tweede document in één bestand",
            "yaml-document": "Velden die onverwacht ophouden",
            "yaml-depth": "Lijsten die te diep gaan",
            "yaml-size": "Te veel waarden in één bestand",
            "yaml-syntax": "Een regel die het programma niet kan lezen",
        },
    ),
    **_page(
        "velden",
        {
            "unknown-field": "Een veld dat niet bestaat",
            "not-here": "Een veld of waarde die hier niet staat",
            "missing-field": "Een veld dat ontbreekt",
            "blank": "Een plek die je nog moet invullen",
            "choice": "Een keuze die niet bestaat",
            "type": "Een ander soort waarde dan hier hoort",
            "form": "Een waarde in een andere vorm",
            "number": "Een getal dat te klein of te groot is",
            "future": "Een datum in de toekomst",
            "order": "Een einde dat voor het begin ligt",
            "too-short": "Een tekst die te kort is",
            "too-long": "Een tekst die te lang is",
            "empty-list": "Een lege lijst",
            "long-list": "Een lijst die te lang is",
            "double": "Iets dubbels in een lijst",
            "layout": "Een indeling die niet past",
        },
    ),
    **_page(
        "verwijzingen",
        {
            "reference": "Een verwijzing die nergens heen leidt",
            "gone": "Iets weggehaald waar andere naar verwijzen",
            "former-name": "Een oude naam die niet kan",
            "draft": "Een verwijzing naar een concept",
            "self": "Een verwijzing naar zichzelf",
            "double-name": "Twee keer dezelfde naam",
            "look-alike": "Letters die op andere lijken",
            "address": "Een webadres dat niet kan kloppen",
            "link-disguised": "Een link die iets anders toont dan waar hij heen gaat",
        },
    ),
    **_page(
        "verwijzingen",
        {
            "old-name": "Een verwijzing naar een oude naam",
            "renamed": "Een nieuwe naam zonder de oude",
            "common-word": "Een begrip dat bijna overal staat",
            "taken-name": "Een naam die al iets anders betekent",
        },
        "warning",
    ),
    **_page(
        "tekst",
        {
            "markup": "Een tekst die te lang of te ingewikkeld is",
            "lost": "Iets in de tekst dat niemand te zien krijgt",
            "fields-in-text": "Velden midden in een tekst",
            "endless": "Een woord of een regel zonder einde",
        },
    ),
    **_page(
        "tekst",
        {
            "removed": "Iets in de tekst dat de site weghaalt",
            "almost": "Opmaak die net niet werkt",
            "own-address": "Een webadres van de kennisbank zelf",
            "contact": "Een mailadres of telefoonnummer",
        },
        "warning",
    ),
    **_page(
        "afbeeldingen",
        {
            "image-missing": "Een afbeelding die er niet is",
            "image-elsewhere": "Een afbeelding van een andere website",
            "image-alt": "Een afbeelding zonder beschrijving",
            "image-kind": "Een soort afbeelding die de site niet toont",
            "image-size": "Een afbeelding die te groot is",
            "image-broken": "Een afbeelding die niet te openen is",
            "image-lost": "Een tekening waaruit tekst of beeld wegvalt",
        },
    ),
    **_page(
        "afbeeldingen",
        {
            "image-cleaned": "Een tekening waaruit iets is weggehaald",
            "image-unused": "Een afbeelding die niemand gebruikt",
        },
        "warning",
    ),
    **_page(
        ADVICE,
        {
            "stale": "Feiten die oud zijn",
            "no-summary": "Een kaart zonder samenvatting",
            "no-status": "Een status die niemand kent",
            "long-sentence": "Een zin die te lang is",
            "hard-text": "Een tekst die moeilijk leest",
            "words-differ": "Woorden en keuzes die verschillen",
            "contradicts": "Twee pagina’s die elkaar tegenspreken",
            "unsearched": "Wat een bron niet zegt",
            "source-year": "Een jaar dat van de publicatie kan zijn",
            "firmer": "Een titel of samenvatting die te stellig is",
            "note-of-editors": "Een keuze van de redactie die alleen in een opmerking staat",
            "link-moved": "Een webadres dat verhuisd is",
            "link-unsure": "Een webadres dat geen antwoord geeft",
        },
        "warning",
    ),
    **_page(ADVICE, {"link-broken": "Een webadres dat niet meer bestaat"}),
    **_page(
        "beheer",
        {
            "settings": "Een instelling die niet klopt",
            "schema": "Een schema dat niet klopt",
            "menu": "Een pagina die in geen menu staat",
        },
    ),
}
